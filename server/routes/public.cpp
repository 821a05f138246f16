// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"
#include "office/licences.h"
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::refuse;

namespace {

/// A person's name as a stranger may see it: 张*三.
QString shownHolder(const domain::ApplicantCard &holder)
{
    if (holder.kind == "legal"_L1 || holder.name.size() < 2)
        return holder.name;
    return holder.name.size() == 2 ? QString(holder.name.first(1) + u'*') : QString(holder.name.first(1) + QString(holder.name.size() - 2, u'*') + holder.name.last(1));
}

// Anybody who has a licence before them may ask whether it is one. Who has no code learns nothing: a hundred and thirty bits are not guessed, and
// an address that tries is made to wait.
Answer licence(Desk &desk, const Request &request, const QStringList &parameters)
{
    if (const auto tooMany = desk.strangerMustWait(request))
        return problem(*tooMany);
    const auto found = office::Licences(desk.office).byCode(domain::readLicenceCode(parameters.first()));
    desk.house.publicGuard.note(request.network, !found, desk.now());
    if (!found)
        return problem(refuse(u"licence.unknown"));
    QJsonObject told{{u"name"_s, found->name},
                     {u"number"_s, found->number},
                     {u"holder"_s, shownHolder(found->holder)},
                     {u"holderNumber"_s, found->holder.kind == "legal"_L1 ? found->holder.idNumber : domain::masked(found->holder.idNumber)},
                     {u"item"_s, found->itemName},
                     {u"agency"_s, found->agency},
                     {u"validFrom"_s, found->validFrom.toString(Qt::ISODate)},
                     {u"state"_s, toCode(found->stateOn(domain::hallTime(desk.now()).date()))}};
    if (found->validTo.isValid())
        told[u"validTo"_s] = found->validTo.toString(Qt::ISODate);
    return Response::json(200, told);
}

} // namespace

const QList<Route> &publicRoutes()
{
    static const QList<Route> routes{
        {"GET", u"/v1/public/licences/{code}"_s, {Lane::Read, 0}, licence},
    };
    return routes;
}

} // namespace server
