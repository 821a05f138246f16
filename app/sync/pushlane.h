// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/lane.h"
#include "office/counterhistory.h"
#include <QSet>

namespace app {

/// Sends what was done here, oldest first, in portions the centre and the line can bear.
class PushLane : public Lane
{
public:
    explicit PushLane(Link &link);

    /// The centre greeted us: its limits may be others, and what it had parked is asked about again.
    void greeted();
    /// Another stream, or another history: what is under way is of no use any more.
    void historyChanged();
    /// From where on the centre lacked our operations when it was last pushed to.
    std::optional<qint64> gapFrom() const;
    /// This device was shut out, and has not heard yet whether the centre still knows what it had answered.
    bool mustAsk() const { return m_mustAsk; }
    /// Counts what there is to send.
    void count();
    /// Sees to it that with the centre in reach nothing waits unsent for longer than a minute, whatever happens.
    void watch();
    /// When watch() will have to step in.
    std::optional<qint64> watchMs() const;

    std::optional<qint64> dueMs() const override;
    void begin() override;
    void forget() override;

private:
    void taken(const Reply<domain::PushAnswer> &reply);
    void refused(const Failure &failure);
    std::optional<domain::Refusal> settle(domain::PushAnswer answer);
    void closeGap(const Failure &failure);
    void leaveStream(const Failure &failure);
    bool countUnreadable(const Failure &failure);
    void giveBack(const Failure &failure);
    QList<domain::Operation> nextOperations() const;
    std::optional<qint64> firstUnsent() const;
    QList<domain::Operation> trimmed(const QList<domain::Operation> &operations) const;

    bool maySend() const;

    office::CounterHistory m_history;
    std::optional<qint64> m_offerFrom;  ///< the centre has forgotten from here on
    domain::PushBatch m_batch;          ///< under way
    qint64 m_bytes;
    int m_operations;
    QSet<qint64> m_parked;              ///< numbers the centre keeps for after its upgrade: not asked again before the next hello
    qint64 m_lastGap = 0;
    QString m_unreadable;               ///< the act the centre could not read, and what of it
    int m_saidUnreadable = 0;
    bool m_sendable = false;
    bool m_mustAsk = false;
    bool m_heardShutOut = false;        ///< the centre has answered a push since this device was shut out
    std::optional<qint64> m_unsentSinceMs;
};

} // namespace app
