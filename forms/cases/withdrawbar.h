// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

class QLineEdit;

namespace forms {

/// 撤回: the applicant's reason, asked in place. Esc closes it and nothing was done.
class WithdrawBar : public QFrame
{
    Q_OBJECT
public:
    explicit WithdrawBar(QWidget *parent = nullptr);
    void ask();

Q_SIGNALS:
    void confirmed(const QString &reason);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void confirm();
    QLineEdit *m_reason;
};

} // namespace forms
