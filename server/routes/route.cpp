// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/routes/route.h"
#include "exchange/problem.h"
#include "office/centreattachments.h"
#include <QDir>
#include <QJsonArray>
#include <QFileInfo>

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Refusal;
using domain::Result;

namespace {

/// Which status a refusal is told with; its code says the rest.
int statusOf(const QString &code)
{
    static const QHash<QString, int> exact{
        {u"session.invalid"_s, 401},      {u"session.expired"_s, 401},     {u"session.lacking"_s, 401},
        {u"proof.lacking"_s, 401},        {u"proof.wrong"_s, 401},         {u"proof.stale"_s, 401},      {u"proof.replayed"_s, 401},
        {u"sign-in.wrong"_s, 401},        {u"sign-in.not-active"_s, 403},  {u"sign-in.locked"_s, 429},
        {u"sign-in.code-needed"_s, 401},  {u"sign-in.code-wrong"_s, 401},  {u"sign-in.factor-enrol"_s, 401},
        {u"sign-in.change-password"_s, 403}, {u"sign-in.initial-expired"_s, 403}, {u"staff.unknown"_s, 404},
        {u"sync.gap"_s, 409},             {u"sync.stream-forked"_s, 409},  {u"sync.epoch-changed"_s, 409},
        {u"wire.too-old"_s, 426},         {u"wire.too-new"_s, 426},        {u"document.unknown"_s, 404},
        {u"device.other-key"_s, 409},     {u"device.other-stream"_s, 409}, {u"office.store-busy"_s, 503},
        {u"office.disk-full"_s, 507},     {u"lease.unknown"_s, 404},
        {u"operation.out-of-reach"_s, 403}, {u"operation.not-allowed"_s, 403},
        {u"device.revoked"_s, 403},       {u"device.unknown"_s, 403},      {u"role.lacking"_s, 403},
        {u"enrolment.code"_s, 403},       {u"sync.moved"_s, 409},          {u"sync.ahead"_s, 409},
        {u"sync.cursor-expired"_s, 410},  {u"attention.unknown"_s, 404},   {u"lease.series-full"_s, 409},
        {u"blob.unknown"_s, 404},         {u"blob.awaited"_s, 404},        {u"blob.offset"_s, 409},
        {u"blob.digest"_s, 422},          {u"blob.too-large"_s, 413},      {u"blob.busy"_s, 503},
        {u"blob.range"_s, 416},
        {u"partner.unknown"_s, 404},      {u"partner.signature"_s, 401},   {u"partner.stale"_s, 401},
        {u"outgoing.unknown"_s, 404},     {u"outgoing.channel"_s, 403},    {u"licence.unknown"_s, 404},
        {u"public.too-many"_s, 429},      {u"request.too-many"_s, 429},
        {u"snapshot.none"_s, 404},        {u"sync.forbidden"_s, 403}};
    const auto found = exact.constFind(code);
    if (found != exact.cend())
        return *found;
    return code.startsWith("office."_L1) ? 500 : 400;
}

/// What a terminal that came without a code is known by until it has a better name: where it was first used, and by whom. Of a
/// lost one an administrator must find the row.
QString terminalName(const domain::Place *place, const Caller &first)
{
    const domain::Counter *counter = place ? place->counter(first.pass.counter) : nullptr;
    QStringList parts{counter ? counter->name : first.pass.counter, first.staff.name, place ? place->name : QString()};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace

Response problem(Refusal refusal)
{
    const int status = statusOf(refusal.code);
    if (status >= 500)
        refusal.facts = {}; // what went wrong inside is for the log, not for the network
    Response response = Response::text(status, QByteArray(exchange::problemType.data(), exchange::problemType.size()), exchange::encodeProblem(refusal, status));
    response.codes = {refusal.code};
    if (const int seconds = refusal.facts[u"seconds"_s].toInt(); status == 429 && seconds > 0)
        response.headers.insert("Retry-After", QByteArray::number(seconds));
    return response;
}

QString CentreHouse::filesPath() const
{
    return filesFolder.isEmpty() ? QFileInfo(databasePath).dir().filePath(u"files"_s) : filesFolder;
}

Response ok(const QByteArray &json)
{
    return Response::text(200, "application/json", json);
}

void ContactBook::note(const Entry &entry)
{
    constexpr int worthSeconds = 3600; // that it was here at all need not be told to the second
    constexpr qsizetype knownMax = 100'000;
    const std::lock_guard lock(m_mutex);
    const std::pair key(entry.device, entry.scope);
    const auto known = m_known.constFind(key);
    if (known != m_known.cend() && known->seq == entry.seq && known->at.secsTo(entry.at) < worthSeconds)
        return;
    if (m_known.size() >= knownMax)
        m_known.clear();
    m_known[key] = m_entries[key] = entry;
}

QList<ContactBook::Entry> ContactBook::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_entries, {}).values();
}

bool Caller::maySee(const domain::Document &document) const
{
    return std::any_of(document.scopes.begin(), document.scopes.end(), [this](const QString &scope) { return scopes.contains(scope); });
}

Result<Done> Caller::mustBe(const QStringList &roles) const
{
    const bool is = roles.isEmpty() || std::any_of(roles.begin(), roles.end(), [this](const QString &role) { return staff.roles.contains(role); });
    return is ? Result<Done>(Done{}) : Result<Done>(refuse(u"role.lacking", {{u"roles"_s, QJsonArray::fromStringList(roles)}}));
}

Answer Route::answer(Desk &desk, const Request &request, const QStringList &parameters) const
{
    if (const Public *open = std::get_if<Public>(&handler))
        return (*open)(desk, request, parameters);
    const Result<Caller> who = desk.caller(request);
    if (!who)
        return problem(who.refusal());
    if (const Result<Done> allowed = who->mustBe(roles); !allowed)
        return problem(allowed.refusal());
    return std::get<Known>(handler)(desk, *who, request, parameters);
}

Result<Caller> Desk::caller(const Request &request) const
{
    const QByteArray token = request.bearerToken();
    if (token.isEmpty())
        return refuse(u"session.lacking");
    const Result<Pass> pass = tokens.check(token, Pass::Use::Access, now());
    if (!pass)
        return pass.refusal();
    device = pass->device;
    const RequestRates::Time instant{std::chrono::milliseconds(now().toMSecsSinceEpoch())};
    if (const int seconds = house.deviceRates->secondsToWait(device.toLatin1(), instant))
        return refuse(u"request.too-many", {{u"seconds"_s, seconds}});
    if (!request.again) {
        if (const Result<Done> proved = house.proofs.check(request, token, pass->deviceKey, now()); !proved)
            return proved.refusal();
    }
    const domain::Staff *staff = office.rules()->staff(pass->staffId);
    if (!staff || !staff->active)
        return refuse(u"sign-in.not-active");
    if (const office::Device *known = office.rules()->device(pass->device); known && known->revoked)
        return refuse(u"device.revoked");
    return Caller{*pass, *staff, centre.scopesOf(*staff)};
}

std::optional<domain::Refusal> Desk::strangerMustWait(const Request &request) const
{
    const int seconds = house.publicGuard.waitSeconds(request.network, now());
    return seconds > 0 ? std::optional(refuse(u"public.too-many", {{u"seconds"_s, seconds}})) : std::nullopt;
}

void Desk::noteRefused(const domain::PushAnswer &answer) const
{
    for (const domain::OperationResult &result : answer.results) {
        if (result.outcome == domain::Outcome::Rejected && !refused.contains(result.problem.code))
            refused << result.problem.code;
    }
}

Result<QByteArray> Desk::deviceOf(const Request &request, const QString &id, const QByteArray &shown) const
{
    const office::Device *known = office.rules()->device(id);
    if (!known && !house.openEnrolment)
        return refuse(u"device.unknown");
    if (known && !shown.isEmpty() && known->publicKey != shown)
        return refuse(u"device.other-key");
    const QByteArray key = known ? known->publicKey : shown;
    if (const Result<Done> proved = house.proofs.check(request, request.bearerToken(), key, now()); !proved)
        return proved.refusal();
    return known && known->revoked ? Result<QByteArray>(refuse(u"device.revoked")) : Result<QByteArray>(key);
}

Result<Done> Desk::noteProgress() const
{
    return house.ledgerFile.isEmpty() ? Result<Done>(Done{}) : healing.writeLedger(house.ledgerFile);
}

QStringList Desk::wanted(const QString &device) const
{
    constexpr int wantedMax = 100;
    return office::CentreAttachments(office, house.filesPath()).wantedFrom(device, wantedMax);
}

Result<Done> Desk::ownStream(const QString &stream, const Caller &caller)
{
    return centre.enrol(stream, caller.pass.device, caller.pass.deviceKey, terminalName(office.rules()->place(caller.staff.place), caller), house.openEnrolment);
}

} // namespace server
