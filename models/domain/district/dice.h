// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QtGlobal>
#include <algorithm>
#include <initializer_list>

namespace domain {

/// The numbers a made-up thing is drawn from. The same seed, purpose and index give the same numbers on every machine;
/// nothing is shared between two things, so each can be made alone and in any order. (SplitMix64 by Steele, Lea,
/// Flood.)
class Dice
{
public:
    enum class Purpose : quint64 { Person = 1, Relative, Firm, Case, Answers, Fields, Order };

    Dice(quint64 seed, Purpose purpose, qint64 index)
        : m_state(mixed(mixed(seed + static_cast<quint64>(purpose) * increment) + static_cast<quint64>(index)))
    {
    }

    quint64 next()
    {
        m_state += increment;
        return mixed(m_state);
    }
    /// 0 … bound - 1; `bound` below 2³².
    qint64 below(qint64 bound)
    {
        Q_ASSERT(bound > 0 && bound <= Q_INT64_C(0xffffffff));
        return static_cast<qint64>(((next() >> 32) * static_cast<quint64>(bound)) >> 32);
    }
    /// low … high, both included.
    qint64 between(qint64 low, qint64 high) { return low + below(high - low + 1); }
    /// 0 … 1, without 1.
    double fraction() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    bool chance(double probability) { return fraction() < probability; }
    template<class List>
    const auto &pick(const List &list)
    {
        return *(std::begin(list) + below(std::ssize(list)));
    }
    /// An index into running totals: `totals` rise, the last is the sum of all weights.
    qsizetype weighted(const QList<double> &totals)
    {
        const double drawn = fraction() * totals.last();
        return std::min<qsizetype>(std::upper_bound(totals.begin(), totals.end(), drawn) - totals.begin(),
                                   totals.size() - 1);
    }

private:
    static constexpr quint64 increment = Q_UINT64_C(0x9e3779b97f4a7c15);
    static constexpr quint64 mixed(quint64 z)
    {
        z = (z ^ (z >> 30)) * Q_UINT64_C(0xbf58476d1ce4e5b9);
        z = (z ^ (z >> 27)) * Q_UINT64_C(0x94d049bb133111eb);
        return z ^ (z >> 31);
    }
    quint64 m_state;
};

} // namespace domain
