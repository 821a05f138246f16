// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/lane.h"
#include "exchange/healing.h"
#include "office/counterscopes.h"

namespace app {

/// Finds what was lost without anybody's noticing: compares the digest of each scope with the centre's after the first
/// reading, every six hours, and after a run that was cut short; puts right what differs, document by document. A document is
/// taken away only when the centre's own list shows that it is not there. Pending work is no part of it.
class RepairLane : public Lane
{
public:
    explicit RepairLane(Link &link);

    /// Compares everything as soon as there is time, whenever it was last done.
    void compareSoon();

    std::optional<qint64> dueMs() const override;
    void begin() override;
    void forget() override;

private:
    enum class Stage { Rest, AskDigest, Walk, AskBucket, Fetch };

    void nextScope();
    void walkOn();
    void digestTaken(const Reply<WireAnswer> &reply);
    void bucketTaken(const Reply<WireAnswer> &reply);
    void documentTaken(const Reply<WireAnswer> &reply);
    bool isAnswered(const Reply<WireAnswer> &reply);
    void ask(const QString &path, void (RepairLane::*taken)(const Reply<WireAnswer> &));
    void nextBucket();
    void restart();
    void finish();

    office::CounterScopes m_scopes;
    Stage m_stage = Stage::Rest;
    bool m_isUrgent;                ///< compare, whenever it was last done
    QStringList m_urgentDone;       ///< scopes done since
    qint64 m_dueMs = 0;
    qint64 m_moves = 0;             ///< how often the centre was ahead of us
    office::CounterScopes::Walk m_walk;
    domain::StateDigest m_centres;
    QList<int> m_buckets;           ///< differ, still to be looked at
    QStringList m_fetch;
    int m_repaired = 0;
};

} // namespace app
