// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/region/region.h"
#include "domain/staff/staff.h"

namespace domain {

/// The certificate of a 首席服务员, beside those of groups of items.
inline constexpr QStringView chiefCertificate = u"chief";

/// 持证上岗 (M53): whether somebody may accept applications of an item. Who is not certified for its group needs a colleague who
/// is, and who confirms it with their own sign-in. Refusals: certificate.lacking {group}; certificate.confirmer {name}: the
/// colleague may not.
Result<Done> mayAccept(const Handling &handling, const Staff &clerk, const Staff *confirmer);

/// 首席服务员审核合一 (M07): whether somebody may accept and decide in one go. Refusals: onehand.item, onehand.certificate,
/// certificate.lacking {group}.
Result<Done> mayFinish(const Handling &handling, const Staff &clerk);

} // namespace domain
