// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include "storage/deskstores.h"

namespace office {

class Office;
using storage::Draft;

/// Half-done cases on disk: the page's own and those in the tray. A draft belongs to the member of staff who typed it.
class Drafts
{
public:
    explicit Drafts(Office &office) : m_office(office) {}
    domain::Result<domain::Done> put(const Draft &draft);
    domain::Result<domain::Done> remove(const QString &id);
    /// The owner's drafts, oldest first.
    QList<Draft> ofOwner(const QString &staffId) const;
    /// The lowest tray place 1…9 that is free; 0 when all are taken.
    int freeTrayPlace(const QString &staffId) const;
    /// Takes away drafts of anybody whose time is over by the district's rule (domain/retention); without a rule none. Gives the number.
    int dropExpired(const QString &district);

private:
    Office &m_office;
};

} // namespace office
