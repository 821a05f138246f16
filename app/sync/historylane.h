// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/lane.h"
#include "office/counterhistory.h"

namespace app {

/// Asks the centre what it knows of our stream: at the beginning of each session, and whenever it seems to tell another
/// history than before. What it has forgotten is offered again; a stream that another installation extended is left.
class HistoryLane : public Lane
{
public:
    explicit HistoryLane(Link &link) : Lane(link), m_history(link.office) {}

    /// The centre speaks of another history: nothing is sent or taken before this is cleared up.
    void doubt(const QString &epoch = {});
    bool isInDoubt() const { return m_isInDoubt; }
    /// Goes on in a new stream. False when that may not be.
    bool leaveStream(const QString &why);
    /// Not while one was just begun and has not worked yet.
    bool mayLeaveStream() const;
    /// A device that was shut out can ask nothing: all it hears of the centre's history is the number its push met with
    /// (nothing: its stream was forked). False when it can't go on for now.
    bool goOnShutOut(std::optional<qint64> from);
    /// The present stream works.
    void streamWorks() { m_forkedAtMs.reset(); }

    std::optional<qint64> dueMs() const override;
    void begin() override;
    void forget() override;

private:
    void taken(const Reply<WireAnswer> &reply);
    void refused(const Failure &failure);
    void clearUp(const exchange::ReconcileAnswer &answer);
    bool beginHistory(const QString &epoch, std::optional<qint64> from, bool isForked);

    office::CounterHistory m_history;
    bool m_isWanted = true;
    bool m_isInDoubt = false;
    std::optional<qint64> m_forkedAtMs; ///< when a new stream was begun that has not worked yet
    QString m_epoch;          ///< as heard from whoever raised the doubt
    std::optional<qint64> m_clearedAtMs;
};

} // namespace app
