// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/numbering/receiptnumber.h"
#include "office/office.h"

namespace office {

/// The receipt numbers a window holds in reserve (sync.md §10): two blocks a series, one in use; from 1 December also one of
/// next year's, so that the first case of a year has its number even off line. Likewise a small block of each series of papers.
class CounterNumbers
{
public:
    explicit CounterNumbers(Office &office) : m_office(office) {}

    /// The series of the present year; empty while the district is not known.
    QString series() const;
    /// The block to ask for: nothing while there is enough.
    struct Wish { QString request, series; int count = 0; };
    /// `request` stays the same, also over a restart, until such a block was added: a lost answer costs no numbers.
    std::optional<Wish> wish() const;
    void add(const domain::NumberLease &lease);
    /// The series is not to be asked for any more, because the centre does not give it (today).
    void forgetWish(const QString &series);

    /// A block whose rest is given back: another district's, or a past year's. It is closed here before anybody is told, so
    /// that none of its numbers is taken after that.
    struct Return { QString lease; qint64 next = 0; };
    std::optional<Return> returning();
    void returned(const QString &lease);

private:
    QStringList wantedSeries() const;
    QStringList wantedPaperSeries() const;
    qint64 left(const QString &series) const;
    Office &m_office;
};

} // namespace office
