// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

class QLabel;
class QLineEdit;

namespace forms {

class Desk;

/// 持证上岗: a certified colleague confirms an acceptance at this window, by number and password, without the clerk's work being
/// put away. Colleagues who signed in here before can do it off line.
class SecondClerk : public QFrame
{
    Q_OBJECT
public:
    explicit SecondClerk(Desk &desk, QWidget *parent = nullptr);
    /// Shows itself, says for which group of items, and takes the keyboard.
    void ask(const QString &group);

Q_SIGNALS:
    void confirmed(const QString &staffId);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void confirm();

    Desk &m_desk;
    QLabel *m_title;
    QLineEdit *m_number, *m_password;
};

} // namespace forms
