// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/statuslabel.h"
#include "forms/shared/icons.h"
#include "forms/shared/theme.h"
#include <QCoreApplication>
#include <QEvent>
#include <QTimeZone>

namespace forms {
namespace {

/// The agent hears from the centre at least every half minute (long poll); after this silence "synced" would be a guess.
constexpr qint64 silenceSecondsMax = 90;

QString say(const char *text)
{
    return QCoreApplication::translate("forms::StatusLabel", text);
}

QString agoWords(qint64 seconds)
{
    if (seconds < 1)
        return say(QT_TRANSLATE_NOOP("forms::StatusLabel", "just now"));
    if (seconds < 60)
        return say(QT_TRANSLATE_NOOP("forms::StatusLabel", "%1 s ago")).arg(seconds);
    return say(QT_TRANSLATE_NOOP("forms::StatusLabel", "%1 min ago")).arg(seconds / 60);
}

/// 12:03 today, 11-20 12:03 on another day.
QString momentWords(const QDateTime &moment, const QDateTime &now)
{
    const QDateTime local = moment.toTimeZone(now.timeZone());
    return local.toString(local.date() == now.date() ? QStringLiteral("HH:mm") : QStringLiteral("MM-dd HH:mm"));
}

Ink inkOf(const QByteArray &tone)
{
    return tone == "ok" ? Ink::Ok : tone == "bad" ? Ink::Bad : tone == "warn" ? Ink::Warn : Ink::Info;
}

SyncWords stateWords(const SyncStatus &status, const QDateTime &now)
{
    switch (status.state) {
    case SyncStatus::State::Starting:
        break;
    case SyncStatus::State::Synced: {
        if (!status.lastContact.isValid())
            break;
        const qint64 seconds = status.lastContact.secsTo(now);
        if (seconds > silenceSecondsMax) {
            const QString text = say(QT_TRANSLATE_NOOP("forms::StatusLabel", "No answer since %1"))
                                     .arg(momentWords(status.lastContact, now));
            return {text, text, "warn", "sync-off"};
        }
        return {say(QT_TRANSLATE_NOOP("forms::StatusLabel", "Synced %1")).arg(agoWords(seconds)),
                say(QT_TRANSLATE_NOOP("forms::StatusLabel", "Synced")), "ok", "sync-ok"};
    }
    case SyncStatus::State::Sending: {
        const QString text = say(QT_TRANSLATE_NOOP("forms::StatusLabel", "Sending"));
        return {text, text, "info", "sync-busy"};
    }
    case SyncStatus::State::Offline: {
        const QString text = status.offlineSince.isValid()
                                 ? say(QT_TRANSLATE_NOOP("forms::StatusLabel", "Offline since %1"))
                                       .arg(momentWords(status.offlineSince, now))
                                 : say(QT_TRANSLATE_NOOP("forms::StatusLabel", "Offline"));
        return {text, text, "warn", "sync-off"};
    }
    case SyncStatus::State::SignInNeeded: {
        const QString text = say(QT_TRANSLATE_NOOP("forms::StatusLabel", "Sign in again to sync"));
        return {text, text, "bad", "lock"};
    }
    case SyncStatus::State::TooOld: {
        const QString text = say(QT_TRANSLATE_NOOP("forms::StatusLabel", "Update the program to sync"));
        return {text, text, "bad", "warning"};
    }
    }
    const QString text = say(QT_TRANSLATE_NOOP("forms::StatusLabel", "Connecting"));
    return {text, text, "info", "sync-busy"};
}

} // namespace

SyncWords syncWords(const SyncStatus &status, const QDateTime &now)
{
    SyncWords words = stateWords(status, now);
    QString counts = QStringLiteral(" · ")
                     + say(QT_TRANSLATE_NOOP("forms::StatusLabel", "to send %1")).arg(status.pending);
    if (status.returned > 0) {
        counts += QStringLiteral(" · ")
                  + say(QT_TRANSLATE_NOOP("forms::StatusLabel", "returned %1")).arg(status.returned);
        if (QByteArray(words.tone) != "bad")
            words.tone = "warn";
    }
    words.text += counts;
    words.state += counts;
    return words;
}

StatusLabel::StatusLabel(Desk &desk, QWidget *parent) : QPushButton(parent), m_desk(desk)
{
    setObjectName(QStringLiteral("syncStatus"));
    setProperty("role", QStringLiteral("status"));
    setCursor(Qt::PointingHandCursor);
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, &StatusLabel::refresh);
    connect(&desk, &Desk::syncStatusChanged, this, &StatusLabel::refresh);
    connect(&Theme::instance(), &Theme::changed, this, &StatusLabel::refresh);
    m_tick.start();
    refresh();
}

void StatusLabel::refresh()
{
    const SyncWords words = syncWords(m_desk.syncStatus(), m_desk.now());
    if (text() != words.text)
        setText(words.text);
    const QString name = tr("Sync status: %1").arg(words.state);
    if (accessibleName() != name) {
        setAccessibleName(name);
        setToolTip(tr("Open the journal: what was sent, what waits, what was returned"));
    }
    if (m_iconName != words.iconName || property("tone").toString() != QLatin1String(words.tone)) {
        m_iconName = words.iconName;
        setIcon(forms::icon(QString::fromLatin1(words.iconName), inkOf(words.tone)));
        setTone(this, words.tone);
    }
}

void StatusLabel::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace forms
