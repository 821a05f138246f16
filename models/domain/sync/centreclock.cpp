// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sync/centreclock.h"
#include <algorithm>
#include <cstdlib>

namespace domain {

namespace {

constexpr qint64 agePerMs = 20'000; // a bad quartz: 50 ms in 1,000 s
constexpr qint64 contradictionMs = 1'000;

} // namespace

void CentreClock::note(qint64 aheadMs, qint64 uncertainMs, qint64 atMs)
{
    // What can't both be true: a clock was set, ours or the centre's, and what was heard before is of no use any more.
    const bool isContradicted = std::any_of(m_samples.begin(), m_samples.end(), [&](const Sample &sample) {
        return std::abs(sample.aheadMs - aheadMs) > sample.uncertainMs + uncertainMs + contradictionMs + (atMs - sample.atMs) / agePerMs;
    });
    if (isContradicted)
        m_samples.clear();
    m_samples.push_back({aheadMs, uncertainMs, atMs});
    if (m_samples.size() > samplesMax)
        m_samples.pop_front();
}

std::optional<CentreClock::Word> CentreClock::best() const
{
    if (m_samples.empty())
        return std::nullopt;
    const qint64 now = m_samples.back().atMs;
    const auto doubt = [now](const Sample &sample) { return sample.uncertainMs + (now - sample.atMs) / agePerMs; };
    const Sample &best = *std::min_element(m_samples.begin(), m_samples.end(), [&](const Sample &a, const Sample &b) { return doubt(a) < doubt(b); });
    return Word{best.aheadMs, doubt(best)};
}

void CentreClock::shift(qint64 ownMs)
{
    for (Sample &sample : m_samples)
        sample.aheadMs -= ownMs;
}

qint64 ClockWatch::look(qint64 wallMs, qint64 evenMs)
{
    const qint64 difference = wallMs - evenMs;
    const qint64 jump = m_difference ? difference - *m_difference : 0;
    m_difference = difference; // drift is followed
    return std::abs(jump) > jumpMs ? jump : 0;
}

} // namespace domain
