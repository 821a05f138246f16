// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace forms {

/// A terminal the centre does not know yet: asks for the one-time code an administrator made for it. Asks and waits as the sign-in
/// form does: enrolRequested() is answered by showRefusal(), or by the form being taken away.
class EnrolmentForm : public QWidget
{
    Q_OBJECT
public:
    explicit EnrolmentForm(QWidget *parent = nullptr);

public Q_SLOTS:
    /// Says why not, in one sentence (forms/shared/refusaltext).
    void showRefusal(const QString &text);
    void setBusy(bool busy);

Q_SIGNALS:
    /// `name` is what the administrator will know the terminal by; may be empty.
    void enrolRequested(const QString &code, const QString &name);
    /// Back to the sign-in.
    void backRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void submit();
    void say(const QString &problem);
    void retranslate();

    QLabel *m_title, *m_explanation, *m_codeLabel, *m_nameLabel, *m_problem;
    QLineEdit *m_code, *m_name;
    QPushButton *m_enrol, *m_back;
    bool m_busy = false;
};

} // namespace forms
