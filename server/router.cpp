// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/router.h"
#include "domain/jsontime.h"
#include "exchange/changes.h"
#include "exchange/paths.h"
#include "exchange/problem.h"
#include "exchange/push.h"
#include "exchange/session.h"
#include "office/numbers.h"
#include "server/tasks/deadlines.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Refusal;
using domain::Result;

namespace {

constexpr int accessMinutes = 15, renewalHours = 12;
constexpr int rowsPerPage = 2000;
constexpr qint64 smallBody = 64 * 1024;
constexpr QByteArrayView jsonType("application/json");

/// Which status a refusal is told with; its code says the rest.
int statusOf(const QString &code)
{
    static const QHash<QString, int> exact{
        {u"session.invalid"_s, 401},      {u"session.expired"_s, 401},     {u"session.lacking"_s, 401},
        {u"sign-in.wrong"_s, 401},        {u"sign-in.not-active"_s, 403},  {u"sign-in.locked"_s, 429},
        {u"sync.gap"_s, 409},             {u"sync.stream-forked"_s, 409},  {u"sync.epoch-changed"_s, 409},
        {u"wire.too-old"_s, 426},         {u"wire.too-new"_s, 426},        {u"document.unknown"_s, 404},
        {u"device.other-key"_s, 409},     {u"device.other-stream"_s, 409}, {u"office.store-busy"_s, 503},
        {u"office.disk-full"_s, 507},     {u"lease.unknown"_s, 404}};
    const auto found = exact.constFind(code);
    if (found != exact.cend())
        return *found;
    return code.startsWith("office."_L1) ? 500 : 400;
}

Response problem(Refusal refusal)
{
    const int status = statusOf(refusal.code);
    if (status >= 500)
        refusal.facts = {}; // what went wrong inside is for the log, not for the network
    return Response::text(status, QByteArray(exchange::problemType.data(), exchange::problemType.size()), exchange::encodeProblem(refusal, status));
}

Response ok(const QByteArray &json)
{
    return Response::text(200, jsonType.toByteArray(), json);
}

} // namespace

/// One row of the table of routes.
struct Router::Route
{
    QByteArray method;
    QString pattern; ///< "{x}" stands for one segment; "{x}:verb" for one that ends so
    RouteTraits traits;
    Answer (Router::*answer)(const Request &, const QStringList &);
};

const QList<Router::Route> &Router::table()
{
    static const QList<Route> routes{
        {"POST", u"/v1/sign-in"_s, {Lane::SignIn, smallBody}, &Router::signIn},
        {"POST", u"/v1/sign-in:renew"_s, {Lane::Read, smallBody}, &Router::renew},
        {"GET", u"/v1/hello"_s, {Lane::Read, 0}, &Router::hello},
        {"POST", u"/v1/streams/{stream}/operations"_s, {Lane::Write, exchange::pushBytesMax + smallBody}, &Router::push},
        {"GET", u"/v1/streams/{stream}/operations"_s, {Lane::Read, 0}, &Router::outcomes},
        {"POST", u"/v1/changes"_s, {Lane::Read, smallBody}, &Router::changes},
        {"POST", u"/v1/number-leases"_s, {Lane::Write, smallBody}, &Router::leaseNumbers},
        {"POST", u"/v1/number-leases/{lease}:return"_s, {Lane::Write, smallBody}, &Router::returnLease},
        {"GET", u"/v1/documents/{id}"_s, {Lane::Read, 0}, &Router::document},
        {"GET", u"/healthz"_s, {Lane::Read, 0}, &Router::health},
    };
    return routes;
}

QList<std::pair<QByteArray, QString>> Router::routes()
{
    QList<std::pair<QByteArray, QString>> list;
    for (const Route &route : table())
        list << std::pair(route.method, route.pattern);
    return list;
}

const Router::Route *Router::match(QByteArrayView method, const QStringList &segments, QStringList *parameters, bool *otherMethod)
{
    for (const Route &route : table()) {
        const QStringList wanted = route.pattern.split(u'/', Qt::SkipEmptyParts);
        if (wanted.size() != segments.size())
            continue;
        QStringList found;
        bool fits = true;
        for (qsizetype i = 0; i < wanted.size() && fits; ++i) {
            const qsizetype close = wanted[i].indexOf(u'}');
            const QString ending = wanted[i].mid(close + 1);
            if (!wanted[i].startsWith(u'{'))
                fits = wanted[i] == segments[i];
            else if ((fits = segments[i].endsWith(ending) && segments[i].size() > ending.size()))
                found << segments[i].chopped(ending.size());
        }
        if (!fits)
            continue;
        if (route.method == method) {
            *parameters = found;
            return &route;
        }
        *otherMethod = true;
    }
    return nullptr;
}

RouteTraits Router::traits(QByteArrayView method, QByteArrayView path)
{
    Request request;
    request.path = path.toByteArray();
    QStringList parameters;
    bool otherMethod = false;
    const Route *route = match(method, request.segments(), &parameters, &otherMethod);
    return route ? route->traits : RouteTraits{Lane::Read, 0};
}

Router::Router(CentreHouse &house, Lane lane, std::unique_ptr<office::Office> office)
    : m_house(house), m_lane(lane), m_office(std::move(office)), m_centre(*m_office), m_tokens(m_centre.tokenKey())
{
}

Answer Router::answer(const Request &request)
{
    QStringList parameters;
    bool otherMethod = false;
    const Route *route = match(request.method, request.segments(), &parameters, &otherMethod);
    refreshRules();
    Answer answer = route         ? (this->*route->answer)(request, parameters)
                    : otherMethod ? Answer(Response::problem(405, u"request.method"_s, u"This method is not offered here"_s))
                                  : Answer(Response::problem(404, u"request.path"_s, u"There is nothing here"_s));
    if (auto *response = std::get_if<Response>(&answer))
        response->headers.insert(exchange::timeHeader, domain::instantText(now()).toLatin1());
    announce();
    return answer;
}

void Router::rest()
{
    if (m_lane != Lane::Write)
        return;
    refreshRules();
    runDeadlines(m_centre);
    m_office->rest();
    announce();
}

void Router::refreshRules()
{
    // Another connection may have published reference documents; their scope's head tells.
    const qint64 head = m_centre.head(domain::referenceScope.toString());
    if (head == m_rulesHead)
        return;
    const auto before = m_office->rules();
    m_office->reloadRules();
    if (m_office->rules() != before) // else they could not be read: the next request tries again
        m_rulesHead = head;
}

void Router::announce()
{
    const QStringList moved = m_centre.takeMovedScopes();
    if (!moved.isEmpty() && m_house.headsMoved)
        m_house.headsMoved(moved);
}

Result<Router::Caller> Router::caller(const Request &request) const
{
    const QByteArray token = request.bearerToken();
    if (token.isEmpty())
        return refuse(u"session.lacking");
    const Result<Pass> pass = m_tokens.check(token, Pass::Use::Access, now());
    if (!pass)
        return pass.refusal();
    const domain::Staff *staff = m_office->rules()->staff(pass->staffId);
    if (!staff || !staff->active)
        return refuse(u"sign-in.not-active");
    return Caller{*pass, *staff, m_centre.scopesOf(*staff)};
}

Answer Router::signIn(const Request &request, const QStringList &)
{
    const auto asked = exchange::decodeSignInRequest(request.body);
    if (!asked)
        return problem(asked.refusal());
    const int wait = m_house.guard.waitSeconds(asked->user, now());
    if (wait > 0) {
        Response locked = problem(refuse(u"sign-in.locked", {{u"seconds"_s, wait}}));
        locked.headers.insert("Retry-After", QByteArray::number(wait));
        return locked;
    }
    const Result<domain::Staff> staff = m_centre.signIn(asked->user, asked->password);
    if (!staff) {
        if (staff.refusal().code == "sign-in.wrong"_L1)
            m_house.guard.noteFailure(asked->user, now());
        return problem(staff.refusal());
    }
    m_house.guard.noteSuccess(asked->user);
    return signedIn(*staff, {Pass::Use::Access, staff->id, asked->device, asked->devicePublicKey, asked->counter, {}});
}

Answer Router::renew(const Request &request, const QStringList &)
{
    const auto asked = exchange::decodeRenewRequest(request.body);
    if (!asked)
        return problem(asked.refusal());
    const Result<Pass> pass = m_tokens.check(asked->renewal.toLatin1(), Pass::Use::Renewal, now());
    if (!pass)
        return problem(pass.refusal());
    const domain::Staff *staff = m_office->rules()->staff(pass->staffId);
    if (!staff || !staff->active)
        return problem(refuse(u"sign-in.not-active"));
    return signedIn(*staff, *pass);
}

Response Router::signedIn(const domain::Staff &staff, const Pass &pass) const
{
    Pass access = pass, renewal = pass;
    access.use = Pass::Use::Access;
    access.expires = now().addSecs(accessMinutes * 60);
    renewal.use = Pass::Use::Renewal;
    renewal.expires = now().addSecs(renewalHours * 3600);
    exchange::SignInAnswer answer;
    answer.token = m_tokens.mint(access);
    answer.tokenExpires = access.expires;
    answer.renewal = m_tokens.mint(renewal);
    answer.renewalExpires = renewal.expires;
    answer.serverTime = now();
    answer.staffId = staff.id;
    answer.staffNumber = staff.number;
    answer.name = staff.name;
    answer.roles = staff.roles;
    answer.place = staff.place;
    answer.counter = pass.counter;
    if (const domain::Place *place = m_office->rules()->place(staff.place)) {
        answer.placeName = place->name;
        answer.district = place->district;
    }
    answer.scopes = m_centre.scopesOf(staff);
    return ok(exchange::encode(answer));
}

Answer Router::hello(const Request &request, const QStringList &)
{
    const Result<Caller> who = caller(request);
    if (!who)
        return problem(who.refusal());
    exchange::Hello hello;
    hello.serverTime = now();
    hello.epoch = m_centre.epoch();
    hello.scopes = who->scopes;
    hello.scopeSet = 1;
    if (const domain::Place *place = m_office->rules()->place(who->staff.place))
        hello.numberSeries = QStringList{office::receiptSeries(*place, now())};
    return ok(exchange::encode(hello));
}

Result<Done> Router::ownStream(const QString &stream, const Caller &caller)
{
    const domain::Place *place = m_office->rules()->place(caller.staff.place);
    return m_centre.enrol(stream, caller.pass.device, caller.pass.deviceKey, place ? place->name : QString());
}

Answer Router::push(const Request &request, const QStringList &parameters)
{
    const Result<Caller> who = caller(request);
    if (!who)
        return problem(who.refusal());
    const Result<domain::PushBatch> batch = exchange::decodePush(request.body);
    if (!batch)
        return problem(batch.refusal());
    const Result<Done> own = ownStream(parameters.first(), *who);
    if (!own)
        return problem(own.refusal());
    const Result<domain::PushAnswer> answer = m_centre.push(parameters.first(), *batch, who->staff);
    return answer ? ok(exchange::encodePushAnswer(*answer)) : problem(answer.refusal());
}

Answer Router::outcomes(const Request &request, const QStringList &parameters)
{
    const Result<Caller> who = caller(request);
    if (!who)
        return problem(who.refusal());
    if (!m_centre.streamIsOf(parameters.first(), who->pass.device))
        return problem(refuse(u"device.other-stream"));
    const qint64 after = request.queryValue(u"after").value_or(u"0"_s).toLongLong();
    const Result<domain::PushAnswer> answer = m_centre.outcomes(parameters.first(), after, exchange::pushOperationsMax);
    return answer ? ok(exchange::encodePushAnswer(*answer)) : problem(answer.refusal());
}

Answer Router::changes(const Request &request, const QStringList &)
{
    const Result<Caller> who = caller(request);
    if (!who)
        return problem(who.refusal());
    const auto asked = exchange::decodeChangesRequest(request.body);
    if (!asked)
        return problem(asked.refusal());
    QByteArray body;
    QStringList watched;
    bool news = false;
    for (const exchange::ScopeCursor &scope : asked->scopes) {
        domain::ScopePage page;
        if (who->scopes.contains(scope.scope)) {
            page = m_centre.changes(scope.scope, scope.since, rowsPerPage, asked->maxBytes);
            watched << scope.scope;
        } else {
            page.scope = scope.scope;
            page.problem = refuse(u"sync.forbidden");
        }
        news = news || page.problem || !page.rows.isEmpty();
        body += exchange::encodePage(page);
    }
    if (!news && asked->waitSeconds > 0 && request.mayWait && !watched.isEmpty())
        return Postpone{watched, asked->waitSeconds};
    return Response::text(200, QByteArray(exchange::changesType.data(), exchange::changesType.size()), body);
}

Answer Router::leaseNumbers(const Request &request, const QStringList &)
{
    const Result<Caller> who = caller(request);
    if (!who)
        return problem(who.refusal());
    const auto asked = exchange::decodeNumberLeaseRequest(request.body);
    if (!asked)
        return problem(asked.refusal());
    const domain::Place *place = m_office->rules()->place(who->staff.place);
    if (!place || asked->series != office::receiptSeries(*place, now()))
        return problem(refuse(u"lease.series", {{u"series"_s, asked->series}}));
    const Result<Done> own = ownStream(asked->stream, *who);
    if (!own)
        return problem(own.refusal());
    const auto lease = m_centre.leaseNumbers(asked->request, asked->stream, asked->series, int(asked->count));
    return lease ? ok(exchange::encode(*lease)) : problem(lease.refusal());
}

Answer Router::returnLease(const Request &request, const QStringList &parameters)
{
    const Result<Caller> who = caller(request);
    if (!who)
        return problem(who.refusal());
    const auto asked = exchange::decodeNumberLeaseReturn(request.body);
    if (!asked)
        return problem(asked.refusal());
    const Result<Done> returned = m_centre.returnLease(parameters.first(), who->pass.device, asked->next);
    return returned ? Answer(Response::json(200, {})) : Answer(problem(returned.refusal()));
}

Answer Router::document(const Request &request, const QStringList &parameters)
{
    const Result<Caller> who = caller(request);
    if (!who)
        return problem(who.refusal());
    const auto document = m_centre.document(parameters.first());
    // A document outside the caller's scopes is answered as if it did not exist.
    const bool visible = document && std::any_of(document->scopes.begin(), document->scopes.end(), [&](const QString &scope) { return who->scopes.contains(scope); });
    return visible ? ok(exchange::encode(*document)) : problem(refuse(u"document.unknown"));
}

Answer Router::health(const Request &, const QStringList &)
{
    return Response::json(200, {{u"status"_s, u"ok"_s}});
}

} // namespace server
