// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/messagebar.h"
#include "domain/identity/identitynumber.h"
#include "forms/shared/chip.h"
#include "forms/shared/elidedlabel.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/theme.h"
#include <QAccessibleWidget>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace forms {
namespace {

constexpr QSize historySize{560, 320};

QStringView iconOf(Tone tone)
{
    switch (tone) {
    case Tone::Done:
        return u"check";
    case Tone::Warning:
        return u"warning";
    case Tone::Problem:
        return u"error";
    case Tone::Info:
        break;
    }
    return u"info";
}

Ink inkOf(Tone tone)
{
    switch (tone) {
    case Tone::Done:
        return Ink::Ok;
    case Tone::Warning:
        return Ink::Warn;
    case Tone::Problem:
        return Ink::Bad;
    case Tone::Info:
        break;
    }
    return Ink::Info;
}

/// Tells assistive technology that the bar is a notification, named by what it says.
QAccessibleInterface *accessibleBar(const QString &className, QObject *object)
{
    Q_UNUSED(className)
    auto *bar = qobject_cast<MessageBar *>(object);
    return bar ? new QAccessibleWidget(bar, QAccessible::Notification) : nullptr;
}

bool staysUntilClosed(Tone tone)
{
    return tone == Tone::Warning || tone == Tone::Problem;
}

} // namespace

QString toneWord(Tone tone)
{
    switch (tone) {
    case Tone::Done:
        return MessageBar::tr("Done");
    case Tone::Warning:
        return MessageBar::tr("Careful");
    case Tone::Problem:
        return MessageBar::tr("Problem");
    case Tone::Info:
        break;
    }
    return MessageBar::tr("Note");
}

MessageBar::MessageBar(std::function<QDateTime()> clock, QWidget *parent)
    : QFrame(parent), m_clock(std::move(clock)), m_icon(new QLabel), m_word(new QLabel), m_text(new ElidedLabel),
      m_action(new QPushButton), m_close(new QToolButton), m_historyButton(new QToolButton)
{
    static const bool accessible = (QAccessible::installFactory(accessibleBar), true);
    Q_UNUSED(accessible)
    setObjectName(u"messageBar"_s);
    setProperty("role", u"messagebar"_s);
    m_text->setObjectName(u"messageText"_s);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_word->setProperty("role", u"strong"_s);
    m_action->setObjectName(u"messageAction"_s);
    m_action->setProperty("role", u"key"_s);
    m_close->setObjectName(u"messageClose"_s);
    m_historyButton->setObjectName(u"messageHistory"_s);
    m_historyButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 2, Theme::gap, 2);
    row->setSpacing(Theme::gap);
    row->addWidget(m_icon);
    row->addWidget(m_word);
    row->addWidget(m_text, 1);
    row->addWidget(m_action);
    row->addWidget(m_close);
    row->addWidget(m_historyButton);

    m_actionKey = new QShortcut(this);
    m_actionKey->setKeys({QKeySequence(u"Alt+Return"_s), QKeySequence(u"Alt+Enter"_s)});
    connect(m_actionKey, &QShortcut::activated, this, &MessageBar::act);
    m_vanish.setSingleShot(true);
    connect(&m_vanish, &QTimer::timeout, this, &MessageBar::dismiss);
    connect(m_action, &QPushButton::clicked, this, &MessageBar::act);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(m_historyButton, &QToolButton::clicked, this, &MessageBar::openHistory);
    connect(&Theme::instance(), &Theme::changed, this, &MessageBar::present);
    retranslate();
}

void MessageBar::say(const Notice &notice)
{
    if (m_notice && m_notice->tone == Tone::Problem)
        ++m_unreadProblems;
    m_notice = notice;
    m_notice->text = domain::maskedWithin(notice.text);
    m_history.append({m_clock(), notice.tone, m_notice->text});
    if (m_history.size() > historyMax)
        m_history.removeFirst();
    m_vanish.stop();
    if (!staysUntilClosed(notice.tone))
        m_vanish.start((notice.action ? withActionSeconds : plainSeconds) * 1000);
    present();
    // Screen readers of Linux speak a notification that begins to show; those of Windows wait for an alert.
    for (const auto kind : {QAccessible::Alert, QAccessible::ObjectShow}) {
        QAccessibleEvent event(this, kind);
        QAccessible::updateAccessibility(&event);
    }
}

void MessageBar::act()
{
    if (!m_notice || !m_notice->action)
        return;
    // Taken out first: what it does may say the next notice, and a second press must not undo twice.
    const auto action = std::exchange(m_notice->action, {});
    m_notice.reset();
    m_vanish.stop();
    present();
    action();
}

void MessageBar::dismiss()
{
    m_notice.reset();
    m_vanish.stop();
    present();
}

void MessageBar::forget()
{
    m_history.clear();
    m_unreadProblems = 0;
    dismiss();
}

void MessageBar::present()
{
    const bool said = m_notice.has_value();
    const Tone tone = said ? m_notice->tone : Tone::Info;
    setTone(this, said ? toneName(tone) : "neutral");
    m_icon->setVisible(said);
    m_word->setVisible(said);
    m_close->setVisible(said);
    m_action->setVisible(said && m_notice->action);
    if (said) {
        m_icon->setPixmap(iconPixmap(iconOf(tone), inkOf(tone), Theme::iconSize(), devicePixelRatioF()));
        m_word->setText(toneWord(tone));
        m_text->setText(m_notice->text);
        const QString keys = keyText(QKeySequence(u"Alt+Return"_s));
        m_action->setText(u"%1  %2"_s.arg(m_notice->actionText, keys));
        m_action->setAccessibleName(m_notice->action ? m_notice->actionText : tr("Button of the message"));
        setAccessibleName(tr("%1: %2").arg(toneWord(tone), m_notice->text));
    } else {
        m_text->setText(tr("F1 Help · ? All keys"));
        m_action->setAccessibleName(tr("Button of the message"));
        setAccessibleName(tr("Messages"));
    }
    setRole(m_text, said ? "" : "small");
    for (QLabel *label : {m_word, static_cast<QLabel *>(m_text)})
        setTone(label, said ? toneName(tone) : "neutral");
    m_close->setIcon(icon(u"close", Ink::Muted));
    showUnread();
    setFixedHeight(Theme::rowHeight() + 4);
}

void MessageBar::showUnread()
{
    m_historyButton->setIcon(icon(u"history", m_unreadProblems > 0 ? Ink::Bad : Ink::Muted));
    m_historyButton->setText(m_unreadProblems > 0 ? QString::number(m_unreadProblems) : QString());
    m_historyButton->setAccessibleName(m_unreadProblems > 0 ? tr("Earlier messages, unread problems: %1").arg(m_unreadProblems)
                                                            : tr("Earlier messages"));
    m_historyButton->setToolTip(m_historyButton->accessibleName());
}

void MessageBar::openHistory()
{
    m_unreadProblems = 0;
    showUnread();

    auto *popup = new QFrame(window(), Qt::Popup);
    popup->setObjectName(u"messageHistoryPopup"_s);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    popup->setProperty("role", u"panel"_s);
    auto *column = new QVBoxLayout(popup);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    auto *head = new QLabel(m_history.isEmpty() ? tr("Nothing was said yet in this session.") : tr("Messages of this session"));
    head->setProperty("role", u"heading"_s);
    auto *list = new QListWidget;
    list->setObjectName(u"messageHistoryList"_s);
    list->setAccessibleName(tr("Messages of this session"));
    list->setWordWrap(true);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (auto entry = m_history.crbegin(); entry != m_history.crend(); ++entry)
        list->addItem(new QListWidgetItem(
            icon(iconOf(entry->tone), inkOf(entry->tone)),
            u"%1  %2  %3"_s.arg(entry->at.toString(u"HH:mm:ss"_s), toneWord(entry->tone), entry->text)));
    auto *copy = new QShortcut(QKeySequence::Copy, list);
    connect(copy, &QShortcut::activated, list, [list] {
        if (list->currentItem())
            QApplication::clipboard()->setText(list->currentItem()->text());
    });
    column->addWidget(head);
    column->addWidget(list, 1);
    list->setVisible(!m_history.isEmpty());
    popup->resize(m_history.isEmpty() ? popup->sizeHint() : historySize.boundedTo(window()->size()));
    popup->move(m_historyButton->mapToGlobal(QPoint(m_historyButton->width() - popup->width(), -popup->height() - Theme::gap)));
    popup->show();
    list->setCurrentRow(0);
    list->setFocus();
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void MessageBar::retranslate()
{
    m_actionKey->setWhatsThis(tr("Press the button of the message"));
    m_close->setAccessibleName(tr("Close the message"));
    m_close->setToolTip(tr("Close the message"));
    present();
}

} // namespace forms
