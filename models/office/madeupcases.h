// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/district/madeupdistrict.h"
#include "office/office.h"

namespace office {

/// The made-up district over the reference documents of an office, its cases spread over the working days before `until`.
domain::MadeUpDistrict madeUpDistrict(const Rulebook &rules, quint64 seed, const QDateTime &until, qint64 cases);

/// What the clerk would do with a made-up visit.
Act actOf(const domain::MadeUpCase &visit, const domain::Item &item, const Actor &clerk);

/// Does `cases` made-up visits at the centre whose database this is (founded, not served by anybody), each at its own
/// time before `until`, and gives their number. Refusals: those of the store and of the acts, founding.lacking. With
/// `lifeAfter` also what becomes of them (madeuplife.h).
domain::Result<qint64> makeUpCases(const QString &centreDatabase, qint64 cases, quint64 seed, const QDateTime &until, bool lifeAfter = false);

} // namespace office
