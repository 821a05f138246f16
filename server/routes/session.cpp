// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/session.h"
#include "domain/access/permissions.h"
#include "office/centredevices.h"
#include "office/centresignin.h"
#include "office/numbers.h"
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {
// A session ends so long after its sign-in however often it is renewed: then password and factor are asked for again.
constexpr int accessMinutes = 15, sessionHours = 12;
} // namespace

Response signedIn(const Desk &desk, const domain::Staff &staff, const Pass &pass, const QByteArray &unlockKey, const QByteArray &factorSecret, const QStringList &recoveryCodes)
{
    Pass access = pass, renewal = pass;
    renewal.use = Pass::Use::Renewal;
    renewal.expires = pass.signedInAt.addSecs(sessionHours * 3600);
    access.use = Pass::Use::Access;
    access.expires = std::min(desk.now().addSecs(accessMinutes * 60), renewal.expires);
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
    answer.factorSecret = factorSecret;
    answer.recoveryCodes = recoveryCodes;
    answer.offlineHours = desk.house.offlineHours;
    return ok(exchange::encode(answer));
}

namespace {

using office::CentreSignIn;

// What the slow half of a sign-in gives to the half that writes.
QJsonObject carriedOf(const CentreSignIn::Checked &checked, const QByteArray &deviceKey)
{
    QJsonObject carried{{u"fits"_s, checked.fits}, {u"hash"_s, checked.hash}, {u"newHash"_s, checked.newHash}, {u"deviceKey"_s, QString::fromLatin1(deviceKey.toBase64())}};
    if (checked.problem)
        carried[u"problem"_s] = checked.problem->toJson();
    return carried;
}

CentreSignIn::Checked checkedFrom(const QJsonObject &carried)
{
    CentreSignIn::Checked checked{carried[u"fits"_s].toBool(), carried[u"hash"_s].toString(), carried[u"newHash"_s].toString(), {}};
    if (carried.contains(u"problem"_s))
        checked.problem = domain::Refusal::fromJson(carried[u"problem"_s].toObject());
    return checked;
}

Answer finishSignIn(Desk &desk, const exchange::SignInRequest &asked, const CentreSignIn::Asked &asking, const CentreSignIn::Checked &checked, const QByteArray &deviceKey)
{
    const Result<CentreSignIn::SignedIn> done = CentreSignIn(desk.office, desk.house.tokenJudge).finish(asking, checked);
    if (!done)
        return problem(done.refusal());
    if (const Result<Done> noted = desk.centre.noteHand(done->staff.id, asked.device); !noted)
        return problem(noted.refusal());
    const auto unlockKey = office::CentreDevices(desk.office, desk.centre).unlockKey(asked.device, done->staff);
    if (!unlockKey)
        return problem(unlockKey.refusal());
    return signedIn(desk, done->staff, {Pass::Use::Access, done->staff.id, asked.device, deviceKey, asked.counter, {}, desk.now()}, *unlockKey, done->factorSecret, done->recoveryCodes);
}

Answer signIn(Desk &desk, const Request &request, const QStringList &)
{
    const auto asked = exchange::decodeSignInRequest(request.body);
    if (!asked)
        return problem(asked.refusal());
    const auto asking = [&](const QByteArray &deviceKey) {
        const QString device = asked->device + u' ' + QString::fromLatin1(deviceKey.toBase64());
        return CentreSignIn::Asked{asked->user, asked->password, asked->code, asked->newPassword, {asked->user, device, request.network}};
    };
    if (!request.carried.isEmpty()) {
        const QByteArray deviceKey = QByteArray::fromBase64(request.carried[u"deviceKey"_s].toString().toLatin1());
        return finishSignIn(desk, *asked, asking(deviceKey), checkedFrom(request.carried), deviceKey);
    }
    // First the device: who has none here may not even guess at passwords.
    const Result<QByteArray> deviceKey = desk.deviceOf(request, asked->device, asked->devicePublicKey);
    if (!deviceKey)
        return problem(deviceKey.refusal());
    const Result<CentreSignIn::Checked> checked = CentreSignIn(desk.office, desk.house.tokenJudge).check(asking(*deviceKey));
    if (!checked)
        return problem(checked.refusal());
    return desk.writes ? finishSignIn(desk, *asked, asking(*deviceKey), *checked, *deviceKey) : Answer(Onward{Lane::Write, carriedOf(*checked, *deviceKey)});
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
    if (!CentreSignIn(desk.office).mayRenew(*staff, pass->signedInAt))
        return problem(refuse(u"session.expired"));
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

// A security administrator gives somebody a password to begin with.
Answer resetPassword(Desk &desk, const Caller &who, const Request &request, const QStringList &parameters)
{
    const auto asked = exchange::decodePasswordReset(request.body);
    if (!asked)
        return problem(asked.refusal());
    const office::Actor admin{who.staff.id, who.staff.name, who.staff.roles, who.staff.place, who.pass.counter};
    const Result<QString> password = CentreSignIn(desk.office).reset(parameters.first(), asked->factor, admin);
    return password ? Answer(ok(exchange::encode(exchange::InitialPassword{*password}))) : Answer(problem(password.refusal()));
}

} // namespace

const QList<Route> &sessionRoutes()
{
    static const QList<Route> routes{
        {"POST", u"/v1/sign-in"_s, {Lane::SignIn, smallBody}, signIn, true},
        {"POST", u"/v1/sign-in:renew"_s, {Lane::Read, smallBody}, renew, true},
        {"POST", u"/v1/staff/{number}/password:reset"_s, {Lane::Write, smallBody}, resetPassword, true, domain::Permissions::table().requestRoles(u"password-reset"_s)},
        {"GET", u"/v1/hello"_s, {Lane::Read, 0}, hello},
    };
    return routes;
}

} // namespace server
