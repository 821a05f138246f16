// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/office.h"

namespace office {

/// What a district begins with, as files carry it.
struct Founding
{
    QByteArray catalogue;          ///< the catalogue file
    QByteArray region;             ///< {region, handling: […]}: what the district settles for itself; may be empty
    QList<QByteArray> calendars;   ///< State Council notices, a file a year
    QByteArray district;           ///< {place, staff, password}: resources/demo/610116.json shows the form

    /// The files inside the program: the made-up district 长安区 over the real catalogue and calendars.
    static Founding demo();
};

/// The acts that publish it, in order; doing them again changes nothing that matters. Refusals: those of the catalogue and
/// calendar readers, founding.malformed {file}.
domain::Result<QList<Act>> foundingActs(const Founding &founding);
/// Does them at the centre and gives each member of staff the file's password (none: nobody can sign in yet).
domain::Result<domain::Done> found(Office &centre, const Founding &founding);
/// The same where no district is yet. Several servers of a database may ask for it at once: one does it.
domain::Result<domain::Done> foundIfEmpty(Office &centre, const Founding &founding);

} // namespace office
