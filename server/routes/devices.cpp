// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/permissions.h"
#include "exchange/devices.h"
#include "office/centredevices.h"
#include "office/centresignin.h"
#include "office/devicekey.h"
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

// Sixty bits chosen by chance are not guessed; an address that tries is made to wait, like any stranger.
Answer enrol(Desk &desk, const Request &request, const QStringList &)
{
    const auto asked = exchange::decodeEnrolRequest(request.body);
    if (!asked)
        return problem(asked.refusal());
    if (const auto tooMany = desk.strangerMustWait(request))
        return problem(*tooMany);
    if (!office::DeviceKey::verify(asked->devicePublicKey, exchange::enrolmentProof(asked->code, asked->device), asked->proof))
        return problem(refuse(u"operation.signature"));
    office::CentreDevices devices(desk.office, desk.centre);
    const auto enrolled = devices.enrol({exchange::normalisedCode(asked->code), asked->device, asked->stream, asked->name, asked->devicePublicKey});
    if (!enrolled && enrolled.refusal().code == "enrolment.code"_L1)
        desk.house.publicGuard.note(request.network, true, desk.now());
    if (!enrolled)
        return problem(enrolled.refusal());
    return ok(exchange::encode(exchange::EnrolAnswer{asked->device, enrolled->stream, enrolled->place, desk.centre.epoch()}));
}

Answer rotateKey(Desk &desk, const Caller &who, const Request &request, const QStringList &)
{
    const auto asked = exchange::decodeKeyRotation(request.body);
    if (!asked)
        return problem(asked.refusal());
    // What follows is as good as a renewal, and no better.
    if (!office::CentreSignIn(desk.office).mayRenew(who.staff, who.pass.signedInAt))
        return problem(refuse(u"session.expired"));
    office::CentreDevices devices(desk.office, desk.centre);
    const auto rotated = devices.rotate(who.pass.device, asked->devicePublicKey, exchange::rotationProof(who.pass.device, asked->devicePublicKey), asked->signature);
    if (!rotated)
        return problem(rotated.refusal());
    Pass pass = who.pass;
    pass.deviceKey = asked->devicePublicKey;
    return signedIn(desk, who.staff, pass);
}

Answer keepUnlockKey(Desk &desk, const Caller &who, const Request &request, const QStringList &)
{
    const auto asked = exchange::decodeUnlockKey(request.body);
    if (!asked)
        return problem(asked.refusal());
    const auto kept = office::CentreDevices(desk.office, desk.centre).keepUnlockKey(who.pass.device, asked->key);
    return kept ? ok("{}") : problem(kept.refusal());
}

// The last word of a device that was shut out. It has no session, but still its key.
Answer noteWiped(Desk &desk, const Request &request, const QStringList &parameters)
{
    const QString &device = parameters.first();
    const Result<QByteArray> known = desk.deviceOf(request, device, {});
    if (known || known.refusal().code != "device.revoked"_L1)
        return problem(known ? refuse(u"device.not-revoked") : known.refusal());
    const auto noted = office::CentreDevices(desk.office, desk.centre).noteWiped(device);
    return noted ? ok("{}") : problem(noted.refusal());
}

Answer makeCode(Desk &desk, const Caller &who, const Request &request, const QStringList &)
{
    const auto asked = exchange::decodeEnrolmentCodeRequest(request.body);
    if (!asked)
        return problem(asked.refusal());
    // A device of another district would see that district: as far as the right to enrol one reaches, and no further.
    const domain::Place *place = desk.office.rules()->place(asked->place);
    if (!place || !who.scopes.contains(domain::districtScope(place->district)))
        return problem(refuse(u"operation.out-of-reach", {{u"type"_s, u"device.enrol"_s}, {u"reach"_s, u"district"_s}}));
    const auto code = office::CentreDevices(desk.office, desk.centre).makeCode(asked->place, who.staff.id);
    return code ? ok(exchange::encode(exchange::EnrolmentCode{code->text, code->expires})) : problem(code.refusal());
}

} // namespace

const QList<Route> &deviceRoutes()
{
    static const QList<Route> routes{
        {"POST", u"/v1/devices:enroll"_s, {Lane::Write, smallBody}, enrol},
        {"POST", u"/v1/devices/self/keys:rotate"_s, {Lane::Write, smallBody}, rotateKey, true},
        {"POST", u"/v1/devices/self/unlock-key"_s, {Lane::Write, smallBody}, keepUnlockKey, true},
        {"POST", u"/v1/devices/{device}:wiped"_s, {Lane::Write, smallBody}, noteWiped},
        {"POST", u"/v1/devices/enrolment-codes"_s, {Lane::Write, smallBody}, makeCode, true, domain::Permissions::table().requestRoles(u"enrolment-codes"_s)},
    };
    return routes;
}

} // namespace server
