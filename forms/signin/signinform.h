// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
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

/// Who sits down at this terminal. Also the lock screen, where the person is fixed and only the password is asked.
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

public Q_SLOTS:
    /// Says why not, in one sentence (forms/shared/refusaltext), and lets the password be typed again.
    void showRefusal(const QString &text);
    /// While the answer is awaited the fields rest and the button cancels.
    void setBusy(bool busy);

Q_SIGNALS:
    /// Enter was pressed with everything filled in. `counterId` is empty where there is no choice.
    void signInRequested(const QString &staffNumber, const QString &password, const QString &counterId);
    /// The wait is given up.
    void cancelRequested();
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

    QLabel *m_brand, *m_place, *m_staffLabel, *m_passwordLabel, *m_counterLabel, *m_offline, *m_problem;
    QLineEdit *m_staff, *m_password;
    QComboBox *m_counter;
    QPushButton *m_enter, *m_switch;
    QString m_placeName, m_lockedName;
    bool m_busy = false;
};

} // namespace forms
