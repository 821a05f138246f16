// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QList>
#include <QString>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace forms {

/// A counter of the hall one may sit down at.
struct CounterChoice
{
    QString id, name; ///< "3", "3号窗口 · 综合受理"
};

/// Who sits down at this terminal. Also the lock screen, where the person is fixed and only the password is asked. Where the centre
/// asks for more, it asks for that too: the code of a second factor, the setting up of one, a new password.
/// The form asks and waits: signInRequested() is answered by showRefusal(), or by the form being taken away.
class SignInForm : public QWidget
{
    Q_OBJECT
public:
    explicit SignInForm(QWidget *parent = nullptr);

    /// Name of the hall, above the fields.
    void setPlaceName(const QString &name);
    /// The counters of this hall; `currentId` is the one this terminal usually is. With none the choice is not shown.
    void setCounters(const QList<CounterChoice> &counters, const QString &currentId);
    /// Fills in the staff number used last on this terminal and puts the cursor behind it.
    void setStaffNumber(const QString &number);
    /// Whether the centre cannot be reached but somebody who signed in here before still can.
    void setOfflinePossible(bool possible);
    /// Becomes the lock screen of this person; an empty number makes it the sign-in page again.
    void setLockedBy(const QString &staffNumber, const QString &staffName);

    /// Whoever sits here wants another password: it is asked for beside the present one, and Esc leaves all as it is.
    void askForNewPassword(const domain::Refusal &rules);

public Q_SLOTS:
    /// Says why not, in one sentence (forms/shared/refusaltext), and lets the password be typed again.
    void showRefusal(const QString &text);
    /// The same by the refusal itself: sign-in.code-needed, sign-in.code-wrong, sign-in.factor-enrol {uri, secret} and
    /// sign-in.change-password {why, least, classes} ask for what is missing and keep what was typed.
    void showRefusal(const domain::Refusal &refusal);
    /// While the answer is awaited the fields rest and the button cancels.
    void setBusy(bool busy);

Q_SIGNALS:
    /// Enter was pressed with everything filled in. `counterId` is empty where there is no choice, `code` and `newPassword` where
    /// they were not asked for.
    void signInRequested(const QString &staffNumber, const QString &password, const QString &counterId, const QString &code, const QString &newPassword);
    /// The wait is given up.
    void cancelRequested();
    /// The new password is not wanted after all.
    void leaveRequested();
    /// On the lock screen: somebody else wants to work here.
    void switchUserRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void submit();
    void say(const QString &problem);
    void retranslate();
    void focusFirstEmpty();
    bool isLocked() const { return !m_lockedName.isEmpty(); }
    /// What is asked for besides number and password.
    void askFor(bool code, bool newPassword, const QString &why);
    void showSecret(const QString &uri, const QString &secret);
    bool asksForCode() const;
    bool asksForNewPassword() const;

    QLabel *m_brand, *m_place, *m_staffLabel, *m_passwordLabel, *m_counterLabel, *m_offline, *m_problem;
    QLabel *m_why, *m_symbol, *m_secret, *m_codeLabel, *m_newLabel, *m_againLabel;
    QLineEdit *m_staff, *m_password, *m_code, *m_new, *m_again;
    QComboBox *m_counter;
    QPushButton *m_enter, *m_switch;
    QString m_placeName, m_lockedName;
    bool m_busy = false, m_mayLeave = false;
};

} // namespace forms
