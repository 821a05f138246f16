// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/secondclerk.h"
#include "forms/shared/desk.h"
#include "forms/shared/officewords.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/signinverifier.h"
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace forms {

SecondClerk::SecondClerk(Desk &desk, QWidget *parent)
    : QFrame(parent), m_desk(desk), m_title(new QLabel(this)), m_number(new QLineEdit(this)), m_password(new QLineEdit(this))
{
    setObjectName(QStringLiteral("secondClerk"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap / 2);
    m_title->setWordWrap(true);
    m_number->setObjectName(QStringLiteral("second.number"));
    m_number->setAccessibleName(tr("Staff number of the colleague"));
    m_number->setPlaceholderText(tr("Staff number of the colleague"));
    m_number->setMaxLength(20);
    m_password->setObjectName(QStringLiteral("second.password"));
    m_password->setAccessibleName(tr("The colleague's password"));
    m_password->setPlaceholderText(tr("The colleague's password"));
    m_password->setEchoMode(QLineEdit::Password);
    auto *hint = new QLabel(tr("Enter: confirm · Esc: back, nothing is lost"), this);
    hint->setProperty("role", QStringLiteral("small"));
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_number, m_password, hint})
        layout->addWidget(part);
    connect(m_number, &QLineEdit::returnPressed, this, [this] { m_password->setFocus(Qt::TabFocusReason); });
    connect(m_password, &QLineEdit::returnPressed, this, &SecondClerk::confirm);
    hide();
}

void SecondClerk::ask(const QString &group)
{
    m_title->setText(tr("You are not certified for “%1”: a certified colleague confirms.").arg(certificateText(group)));
    m_number->clear();
    m_password->clear();
    show();
    m_number->setFocus(Qt::TabFocusReason);
}

void SecondClerk::confirm()
{
    const auto colleague = office::SignInVerifier(m_desk.office()).recognise(m_number->text().trimmed(), m_password->text());
    m_password->clear();
    if (!colleague) {
        m_desk.say(Tone::Warning, refusalText(colleague.refusal()));
        m_number->setFocus(Qt::TabFocusReason);
        return;
    }
    hide();
    Q_EMIT confirmed(colleague->id);
}

void SecondClerk::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QFrame::keyPressEvent(event);
        return;
    }
    m_password->clear();
    hide();
    Q_EMIT cancelled();
}

} // namespace forms
