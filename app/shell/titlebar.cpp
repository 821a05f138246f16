// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/titlebar.h"
#include "app/shell/searchbox.h"
#include "forms/attachments/transferlabel.h"
#include "forms/shared/desk.h"
#include "forms/shared/icons.h"
#include "forms/shared/statuslabel.h"
#include "forms/shared/theme.h"
#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

using namespace Qt::StringLiterals;
using forms::Theme;

namespace app {
namespace {

constexpr int searchWidthMax = 440;
constexpr int brandWidthMin = 88;

} // namespace

TitleBar::TitleBar(forms::Desk &desk, QWidget *parent)
    : QFrame(parent), m_desk(desk), m_brand(new QLabel), m_search(new SearchBox), m_counter(menuButton(u"counterMenu"_s)),
      m_clerk(menuButton(u"clerkMenu"_s))
{
    setObjectName(u"titleBar"_s);
    setProperty("role", u"titlebar"_s);
    m_brand->setProperty("role", u"brand"_s);
    m_brand->setMinimumWidth(brandWidthMin);
    m_search->setMaximumWidth(searchWidthMax);

    m_changeCounter = addTo(m_counter, u"counter", &TitleBar::counterChangeRequested);
    m_password = addTo(m_clerk, u"edit", &TitleBar::passwordChangeRequested);
    m_lock = addTo(m_clerk, u"lock", &TitleBar::lockRequested);
    m_lock->setShortcut(QKeySequence(u"Ctrl+L"_s));
    m_switchUser = addTo(m_clerk, u"user", &TitleBar::switchUserRequested);
    m_clerk->menu()->addSeparator();
    m_signOut = addTo(m_clerk, u"sign-out", &TitleBar::signOutRequested);

    auto *transfer = new forms::TransferLabel(desk, this);
    connect(transfer, &QPushButton::clicked, this, &TitleBar::transferClicked);
    auto *status = new forms::StatusLabel(desk);
    connect(status, &QPushButton::clicked, this, &TitleBar::statusClicked);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::gap * 2, Theme::gap - 1, Theme::gap * 2, Theme::gap - 1);
    row->setSpacing(Theme::gap);
    row->addWidget(m_brand);
    row->addSpacing(Theme::gap * 2);
    row->addWidget(m_search, 3);
    row->addStretch(1);
    row->addWidget(m_counter);
    row->addWidget(m_clerk);
    row->addWidget(transfer);
    row->addWidget(status);

    connect(&desk, &forms::Desk::sessionChanged, this, &TitleBar::showSession);
    retranslate();
}

QToolButton *TitleBar::menuButton(const QString &objectName)
{
    auto *button = new QToolButton;
    button->setObjectName(objectName);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(new QMenu(button));
    return button;
}

QAction *TitleBar::addTo(QToolButton *button, QStringView iconName, void (TitleBar::*signal)())
{
    QAction *action = button->menu()->addAction(forms::icon(iconName, forms::Ink::Muted), QString());
    connect(action, &QAction::triggered, this, signal);
    return action;
}

void TitleBar::showSession()
{
    const forms::Session &session = m_desk.session();
    m_counter->setVisible(session.isValid() && !session.counterName.isEmpty());
    m_clerk->setVisible(session.isValid());
    m_counter->setText(session.counterName);
    m_clerk->setText(session.staffName);
    m_counter->setIcon(forms::icon(u"counter", forms::Ink::Muted));
    m_clerk->setIcon(forms::icon(u"user", forms::Ink::Muted));
    m_counter->setAccessibleName(tr("Counter: %1").arg(session.counterName));
    m_clerk->setAccessibleName(tr("Signed in: %1").arg(session.staffName));
    m_counter->setToolTip(session.placeName);
}

void TitleBar::retranslate()
{
    m_brand->setText(tr("OneWindow"));
    m_changeCounter->setText(tr("Change counter…"));
    m_password->setText(tr("Change my password…"));
    m_lock->setText(tr("Lock"));
    m_switchUser->setText(tr("Another person"));
    m_signOut->setText(tr("Sign out"));
    m_counter->menu()->setAccessibleName(tr("Counter"));
    m_clerk->menu()->setAccessibleName(tr("Person"));
    showSession();
}

void TitleBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace app
