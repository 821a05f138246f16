// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tasks/outgoing.h"
#include "office/office.h"
#include "server/routes/route.h"
#include <QFile>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QScopeGuard>

namespace server {
using namespace Qt::StringLiterals;
using domain::Outgoing;
using office::Outbox;

Q_LOGGING_CATEGORY(outgoingLog, "onewindow.server.tasks.outgoing")

void OutgoingTray::put(const Outbox::Attempt &attempt)
{
    const std::lock_guard lock(m_mutex);
    m_attempts << attempt;
    m_underWay.insert(attempt.id);
}

QList<Outbox::Attempt> OutgoingTray::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_attempts, {});
}

void OutgoingTray::settled(const QString &id)
{
    const std::lock_guard lock(m_mutex);
    m_underWay.remove(id);
}

QSet<QString> OutgoingTray::underWay() const
{
    const std::lock_guard lock(m_mutex);
    return m_underWay;
}

int OutgoingRound::work(office::Office &office)
{
    Outbox outbox(office);
    if (!outbox.hold())
        return 0;
    const auto released = qScopeGuard([&] { outbox.release(); });
    // Before what is due is read: what was under way then and no longer is, is read as it was put on record.
    const QSet<QString> underWay = m_tray.underWay();
    int tried = 0;
    for (const QString &channel : outbox.dueChannels()) {
        if (m_resting.value(channel).until > office.now())
            continue;
        tried += send(outbox, channel, underWay, office.now());
        if (!m_goOn())
            break;
    }
    return tried;
}

int OutgoingRound::send(Outbox &outbox, const QString &name, const QSet<QString> &underWay, const QDateTime &now)
{
    constexpr int atOnce = 20; // then the next channel has its turn
    constexpr int restSecondsMax = 300;
    std::shared_ptr<Channel> &channel = m_channels[name];
    if (!channel)
        channel = m_makeChannel(name);
    int tried = 0;
    for (const Outgoing &outgoing : outbox.due(name, atOnce + int(underWay.size()))) {
        if (!m_goOn() || tried >= atOnce)
            break;
        if (underWay.contains(outgoing.id))
            continue;
        bool channelDown = false;
        const Outbox::Attempt made = attempt(*channel, outgoing, &channelDown);
        if (!made.sent && !m_goOn())
            break; // given up by us, not by the partner
        m_tray.put(made);
        ++tried;
        if (!channelDown) {
            m_resting.remove(name);
            continue;
        }
        Rest &rest = m_resting[name];
        const int seconds = std::min(restSecondsMax, 15 << std::min(rest.times, 5));
        ++rest.times;
        rest.until = now.addSecs(seconds);
        qCWarning(outgoingLog) << "channel" << name << "rests for" << seconds << "s:" << made.problem.code << made.problem.facts;
        break;
    }
    return tried;
}

Outbox::Attempt OutgoingRound::attempt(Channel &channel, const Outgoing &outgoing, bool *channelDown) const
{
    Outbox::Attempt made{outgoing.id, outgoing.attempts + 1, false, {}, {}, {}, false};
    if (!outgoing.isDelivery()) {
        const auto text = m_words.text(outgoing.code, outgoing.facts);
        if (!text) {
            made.problem = text.refusal();
            made.permanent = true; // no pause gives a message its words
            return made;
        }
        made.text = *text;
    }
    const SendResult result = channel.send(outgoing, made.text);
    made.sent = result.sent;
    made.receipt = result.receipt;
    made.problem = result.problem;
    made.permanent = result.permanent;
    *channelDown = result.channelDown;
    return made;
}

void settleOutgoing(Desk &desk)
{
    Outbox outbox(desk.office);
    for (const Outbox::Attempt &attempt : desk.house.outgoing.take()) {
        const auto settled = outbox.settle(attempt);
        if (settled) {
            desk.centre.noteMoved(*settled);
        } else if (settled.refusal().code.startsWith("office."_L1)) {
            desk.house.outgoing.put(attempt); // the store is not well; it stays under way, so that it is not sent again
            continue;
        } else {
            qCWarning(outgoingLog) << "an attempt is not put on record:" << attempt.id << settled.refusal().code << settled.refusal().facts;
        }
        desk.house.outgoing.settled(attempt.id);
    }
}

domain::MessageWords messageWords()
{
    QFile file(u":/messages/messages.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the words of messages are not in this program");
    return domain::MessageWords(QJsonDocument::fromJson(file.readAll()).object());
}

} // namespace server
