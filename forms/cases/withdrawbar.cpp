// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/cases/withdrawbar.h"
#include "forms/shared/theme.h"
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace forms {

WithdrawBar::WithdrawBar(QWidget *parent) : QFrame(parent), m_reason(new QLineEdit(this))
{
    setObjectName(QStringLiteral("withdrawBar"));
    setProperty("role", QStringLiteral("card"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::cardGap, Theme::gap / 2, Theme::cardGap, Theme::gap / 2);
    row->setSpacing(Theme::gap);
    m_reason->setObjectName(QStringLiteral("withdraw.reason"));
    m_reason->setAccessibleName(tr("Why the applicant withdraws"));
    m_reason->setPlaceholderText(tr("Why the applicant withdraws"));
    m_reason->setMaxLength(300);
    auto *confirm = new QPushButton(tr("Withdraw the case  Enter"), this);
    confirm->setObjectName(QStringLiteral("withdraw.confirm"));
    confirm->setAccessibleName(tr("Withdraw the case"));
    auto *cancel = new QPushButton(tr("Cancel  Esc"), this);
    cancel->setObjectName(QStringLiteral("withdraw.cancel"));
    cancel->setAccessibleName(tr("Cancel"));
    row->addWidget(new QLabel(tr("Withdrawal"), this));
    row->addWidget(m_reason, 1);
    row->addWidget(confirm);
    row->addWidget(cancel);
    connect(confirm, &QPushButton::clicked, this, &WithdrawBar::confirm);
    connect(m_reason, &QLineEdit::returnPressed, this, &WithdrawBar::confirm);
    connect(cancel, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT cancelled();
    });
    hide();
}

void WithdrawBar::ask()
{
    m_reason->clear();
    show();
    m_reason->setFocus(Qt::TabFocusReason);
}

void WithdrawBar::confirm()
{
    const QString reason = m_reason->text().trimmed();
    if (reason.isEmpty()) {
        setProblem(m_reason, true);
        m_reason->setFocus(Qt::TabFocusReason);
        return;
    }
    setProblem(m_reason, false);
    hide();
    Q_EMIT confirmed(reason);
}

void WithdrawBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QFrame::keyPressEvent(event);
        return;
    }
    hide();
    Q_EMIT cancelled();
}

} // namespace forms
