// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/session.h"
#include "office/centredevices.h"
#include "office/numbers.h"
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

Response signedIn(const Desk &desk, const domain::Staff &staff, const Pass &pass, const QByteArray &unlockKey)
{
    constexpr int accessMinutes = 15, renewalHours = 12;
    Pass access = pass, renewal = pass;
    access.use = Pass::Use::Access;
    access.expires = desk.now().addSecs(accessMinutes * 60);
    renewal.use = Pass::Use::Renewal;
    renewal.expires = desk.now().addSecs(renewalHours * 3600);
    exchange::SignInAnswer answer;
    answer.token = desk.tokens.mint(access);
    answer.tokenExpires = access.expires;
    answer.renewal = desk.tokens.mint(renewal);
    answer.renewalExpires = renewal.expires;
    answer.serverTime = desk.now();
    answer.staffId = staff.id;
    answer.staffNumber = staff.number;
    answer.name = staff.name;
    answer.roles = staff.roles;
    answer.place = staff.place;
    answer.counter = pass.counter;
    if (const domain::Place *place = desk.office.rules()->place(staff.place)) {
        answer.placeName = place->name;
        answer.district = place->district;
    }
    answer.scopes = desk.centre.scopesOf(staff);
    answer.unlockKey = unlockKey;
    answer.offlineHours = desk.house.offlineHours;
    return ok(exchange::encode(answer));
}

namespace {

Answer signIn(Desk &desk, const Request &request, const QStringList &)
{
    const auto asked = exchange::decodeSignInRequest(request.body);
    if (!asked)
        return problem(asked.refusal());
    // First the device: who has none here may not even guess at passwords.
    const Result<QByteArray> deviceKey = desk.deviceOf(request, asked->device, asked->devicePublicKey);
    if (!deviceKey)
        return problem(deviceKey.refusal());
    const int wait = desk.house.guard.waitSeconds(asked->user, desk.now());
    if (wait > 0) {
        Response locked = problem(refuse(u"sign-in.locked", {{u"seconds"_s, wait}}));
        locked.headers.insert("Retry-After", QByteArray::number(wait));
        return locked;
    }
    const Result<domain::Staff> staff = desk.centre.signIn(asked->user, asked->password);
    if (!staff) {
        if (staff.refusal().code == "sign-in.wrong"_L1)
            desk.house.guard.noteFailure(asked->user, desk.now());
        return problem(staff.refusal());
    }
    desk.house.guard.noteSuccess(asked->user);
    const auto unlockKey = office::CentreDevices(desk.office, desk.centre).unlockKey(asked->device, *staff);
    if (!unlockKey)
        return problem(unlockKey.refusal());
    return signedIn(desk, *staff, {Pass::Use::Access, staff->id, asked->device, *deviceKey, asked->counter, {}}, *unlockKey);
}

Answer renew(Desk &desk, const Request &request, const QStringList &)
{
    const auto asked = exchange::decodeRenewRequest(request.body);
    if (!asked)
        return problem(asked.refusal());
    const Result<Pass> pass = desk.tokens.check(asked->renewal.toLatin1(), Pass::Use::Renewal, desk.now());
    if (!pass)
        return problem(pass.refusal());
    if (const Result<QByteArray> device = desk.deviceOf(request, pass->device, pass->deviceKey); !device)
        return problem(device.refusal());
    const domain::Staff *staff = desk.office.rules()->staff(pass->staffId);
    if (!staff || !staff->active)
        return problem(refuse(u"sign-in.not-active"));
    return signedIn(desk, *staff, *pass);
}

Answer hello(Desk &desk, const Caller &who, const Request &, const QStringList &)
{
    exchange::Hello hello;
    hello.serverTime = desk.now();
    hello.epoch = desk.centre.epoch();
    hello.scopes = who.scopes;
    hello.scopeSet = domain::scopeSetOf(who.scopes);
    if (const domain::Place *place = desk.office.rules()->place(who.staff.place))
        hello.numberSeries = office::leasableSeries(*place, desk.now());
    hello.minimumClient = desk.house.minimumClient;
    hello.notices = desk.house.notices;
    hello.wanted = desk.wanted(who.pass.device);
    return ok(exchange::encode(hello));
}

} // namespace

const QList<Route> &sessionRoutes()
{
    static const QList<Route> routes{
        {"POST", u"/v1/sign-in"_s, {Lane::SignIn, smallBody}, signIn, true},
        {"POST", u"/v1/sign-in:renew"_s, {Lane::Read, smallBody}, renew, true},
        {"GET", u"/v1/hello"_s, {Lane::Read, 0}, hello},
    };
    return routes;
}

} // namespace server
