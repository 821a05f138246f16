// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/outgoing.h"
#include "server/outgoing/channel.h"
#include <QHash>
#include <QSet>
#include <functional>
#include <memory>
#include <mutex>

namespace server {

struct Desk;

/// Between the thread that sends and the lane that writes: what became of attempts, until it is on record. Thread-safe.
class OutgoingTray
{
public:
    void put(const office::Outbox::Attempt &attempt);
    /// Everything that is to be put on record; it stays under way until settled().
    QList<office::Outbox::Attempt> take();
    void settled(const QString &id);
    /// Sent and not yet on record: not to be sent again.
    QSet<QString> underWay() const;

private:
    mutable std::mutex m_mutex;
    QList<office::Outbox::Attempt> m_attempts;
    QSet<QString> m_underWay;
};

/// Sends what is due, one channel after the other. A channel that can't be spoken to is left alone for a while, so that only the one it
/// was tried with counts a failed attempt and the others don't wait behind it.
class OutgoingRound
{
public:
    using MakeChannel = std::function<std::unique_ptr<Channel>(const QString &channel)>;
    OutgoingRound(OutgoingTray &tray, MakeChannel makeChannel, domain::MessageWords words, std::function<bool()> goOn = [] { return true; })
        : m_tray(tray), m_makeChannel(std::move(makeChannel)), m_words(std::move(words)), m_goOn(std::move(goOn)) {}
    /// One round; gives how many were tried. Of several servers one sends at a time.
    int work(office::Office &office);

private:
    int send(office::Outbox &outbox, const QString &channel, const QSet<QString> &underWay, const QDateTime &now);
    office::Outbox::Attempt attempt(Channel &channel, const domain::Outgoing &outgoing, bool *channelDown) const;

    OutgoingTray &m_tray;
    MakeChannel m_makeChannel;
    domain::MessageWords m_words;
    std::function<bool()> m_goOn;
    struct Rest { int times = 0; QDateTime until; };
    QHash<QString, Rest> m_resting;
    QHash<QString, std::shared_ptr<Channel>> m_channels;
};

/// Puts on record what became of attempts; called where the centre writes.
void settleOutgoing(Desk &desk);
/// The words of messages this program carries.
domain::MessageWords messageWords();
} // namespace server
