// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/staff/certificate.h"

namespace domain {
using namespace Qt::StringLiterals;

namespace {
bool isCertified(const Staff &staff, const Handling &handling)
{
    return handling.certificate.isEmpty() || staff.certificates.contains(handling.certificate);
}
} // namespace

Result<Done> mayAccept(const Handling &handling, const Staff &clerk, const Staff *confirmer)
{
    if (isCertified(clerk, handling))
        return Done{};
    if (!confirmer)
        return refuse(u"certificate.lacking", {{u"group"_s, handling.certificate}});
    const bool may = confirmer->active && confirmer->id != clerk.id && confirmer->place == clerk.place && isCertified(*confirmer, handling);
    return may ? Result<Done>(Done{}) : Result<Done>(refuse(u"certificate.confirmer", {{u"name"_s, confirmer->name}}));
}

Result<Done> mayFinish(const Handling &handling, const Staff &clerk)
{
    if (!handling.chief)
        return refuse(u"onehand.item");
    if (!clerk.certificates.contains(chiefCertificate))
        return refuse(u"onehand.certificate");
    return mayAccept(handling, clerk, nullptr);
}

} // namespace domain
