// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QtGlobal>
#include <deque>
#include <optional>

namespace domain {

/// Learns from the centre's answers how far its clock is ahead of this machine's. An answer tells the time to within half its
/// way; of the last ones the one with the shortest way is believed. All times in milliseconds; `at` by a clock that never
/// goes back.
class CentreClock
{
public:
    /// An answer: the centre's time less ours in the middle of its way, and how far that may be off.
    void note(qint64 aheadMs, qint64 uncertainMs, qint64 atMs);
    /// How far the centre's clock is ahead, and how far that may be off.
    struct Word { qint64 aheadMs = 0, uncertainMs = 0; };
    /// The best of what was heard.
    std::optional<Word> best() const;
    /// Our own clock was set by this much: what was heard holds with it.
    void shift(qint64 ownMs);

private:
    struct Sample { qint64 aheadMs, uncertainMs, atMs; };
    static constexpr size_t samplesMax = 8;
    std::deque<Sample> m_samples;
};

/// Notices that this machine's clock was set, by a clock that goes on evenly whatever happens.
class ClockWatch
{
public:
    /// Less is drift and jitter.
    static constexpr qint64 jumpMs = 2'000;
    /// How far the clock was set since the last look, 0: not at all.
    qint64 look(qint64 wallMs, qint64 evenMs);

private:
    std::optional<qint64> m_difference;
};

} // namespace domain
