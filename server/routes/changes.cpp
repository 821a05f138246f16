// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/changes.h"
#include "exchange/healing.h"
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

constexpr int rowsPerPage = 2000;

/// The scopes in the order they are to be answered in: first those the client wants first.
QList<exchange::ScopeCursor> inOrder(const exchange::ChangesRequest &asked)
{
    QList<exchange::ScopeCursor> scopes = asked.scopes;
    const auto rank = [&](const exchange::ScopeCursor &scope) {
        const qsizetype place = asked.priority.indexOf(scope.scope);
        return place < 0 ? asked.priority.size() : place;
    };
    std::stable_sort(scopes.begin(), scopes.end(), [&](const auto &a, const auto &b) { return rank(a) < rank(b); });
    return scopes;
}

/// What is new in the list of the caller's scopes, when the one the client knows is old (0: it did not say).
std::optional<exchange::ScopeSetChange> scopeSetChange(const exchange::ChangesRequest &asked, const QStringList &scopes)
{
    exchange::ScopeSetChange change{domain::scopeSetOf(scopes), {}, {}};
    if (asked.scopeSet == 0 || asked.scopeSet == change.set)
        return std::nullopt;
    QStringList held;
    for (const exchange::ScopeCursor &scope : asked.scopes)
        held << scope.scope;
    for (const QString &scope : scopes) {
        if (!held.contains(scope))
            change.add << scope;
    }
    for (const QString &scope : std::as_const(held)) {
        if (!scopes.contains(scope))
            change.drop << scope;
    }
    return change;
}

PageShelf::Page written(const domain::ScopePage &page)
{
    return {page.head, page.problem || !page.rows.isEmpty(), exchange::encodePage(page)};
}

PageShelf::Page forbidden(const QString &scope)
{
    domain::ScopePage page;
    page.scope = scope;
    page.problem = refuse(u"sync.forbidden");
    return written(page);
}

/// What a scope has to say after a cursor; read and written once for all who ask the same.
PageShelf::Page pageOf(Desk &desk, const QString &epoch, const exchange::ScopeCursor &scope, qint64 bytesMax)
{
    const QString name = u"%1 %2 %3 %4"_s.arg(epoch, scope.since.toText(), QString::number(bytesMax), scope.scope);
    return desk.house.pages.take(name, desk.centre.head(scope.scope), [&] {
        return written(desk.centre.changes(scope.scope, scope.since, rowsPerPage, bytesMax));
    });
}

Answer changes(Desk &desk, const Caller &who, const Request &request, const QStringList &)
{
    const auto asked = exchange::decodeChangesRequest(request.body);
    if (!asked)
        return problem(asked.refusal());
    QByteArray body;
    QStringList watched;
    bool news = false;
    const QString epoch = desk.centre.epoch();
    for (const exchange::ScopeCursor &scope : inOrder(*asked)) {
        const bool sees = who.scopes.contains(scope.scope);
        const PageShelf::Page page = sees ? pageOf(desk, epoch, scope, asked->maxBytes) : forbidden(scope.scope);
        if (sees) {
            watched << scope.scope;
            const bool isSure = scope.since.epoch == epoch && scope.since.seq <= page.head;
            if (isSure)
                desk.house.contacts.note({who.pass.device, scope.scope, scope.since.seq, desk.now()});
        }
        news = news || page.hasNews;
        body += page.text;
    }
    const auto change = scopeSetChange(*asked, who.scopes);
    if (!news && !change && asked->waitSeconds > 0 && request.mayWait && !watched.isEmpty())
        return Postpone{watched, asked->waitSeconds};
    if (change)
        body += exchange::encodeScopeSetChange(*change);
    if (const QStringList wanted = desk.wanted(who.pass.device); !wanted.isEmpty())
        body += exchange::encodeWanted(wanted);
    return Response::text(200, QByteArray(exchange::changesType.data(), exchange::changesType.size()), body);
}

Answer digest(Desk &desk, const Caller &who, const Request &request, const QStringList &parameters)
{
    const QString &scope = parameters.first();
    if (!who.scopes.contains(scope))
        return problem(refuse(u"sync.forbidden"));
    bool isNumber = false;
    const qint64 at = request.queryValue(u"at").value_or(QString()).toLongLong(&isNumber);
    if (!isNumber || at < 0)
        return problem(refuse(u"wire.malformed", {{u"member"_s, u"at"_s}}));
    const auto wanted = request.queryValue(u"bucket");
    if (!wanted) {
        const auto digest = desk.healing.digest(scope, at);
        return digest ? ok(exchange::encode(exchange::ScopeDigest{scope, desk.centre.epoch(), at, *digest})) : problem(digest.refusal());
    }
    const int bucket = wanted->toInt(&isNumber);
    if (!isNumber || bucket < 0 || bucket >= domain::StateDigest::bucketCount)
        return problem(refuse(u"wire.malformed", {{u"member"_s, u"bucket"_s}}));
    const auto held = desk.healing.bucket(scope, at, bucket);
    return held ? ok(exchange::encode(exchange::ScopeBucket{scope, desk.centre.epoch(), at, bucket, *held})) : problem(held.refusal());
}

} // namespace

const QList<Route> &changeRoutes()
{
    static const QList<Route> routes{
        {"POST", u"/v1/changes"_s, {Lane::Read, smallBody}, changes},
        {"GET", u"/v1/scopes/{scope}/digest"_s, {Lane::Read, 0}, digest},
    };
    return routes;
}

} // namespace server
