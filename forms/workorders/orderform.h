// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace forms {

class Desk;

/// Registering a work order, in the place of the detail: source, what is wrong, whom to speak to. Nothing typed is lost by looking at
/// another order meanwhile.
class OrderForm : public QFrame
{
    Q_OBJECT
public:
    explicit OrderForm(Desk &desk, QWidget *parent = nullptr);

    /// Begins with a source ("12345", "unsolved", …); keeps what was typed.
    void begin(const QString &source = {});
    void confirm();

Q_SIGNALS:
    void registered(const QString &orderId);
    void left();

private:
    void clear();
    void sourceChosen();

    Desk &m_desk;
    QComboBox *m_source, *m_item;
    QPlainTextEdit *m_words, *m_answer;
    QLineEdit *m_name, *m_phone, *m_case, *m_external;
};

} // namespace forms
