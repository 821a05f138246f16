// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/members.h"
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::Result;

namespace {

constexpr int waitSeconds = 25;
constexpr char retryLine[] = "retry: 1000\n\n";

/// "d/610116=88121 ref=912": the heads the listener knows.
QMap<QString, qint64> headsFrom(const QByteArray &id)
{
    QMap<QString, qint64> heads;
    for (const QString &entry : QString::fromUtf8(id).split(u' ', Qt::SkipEmptyParts)) {
        const qsizetype mark = entry.lastIndexOf(u'=');
        if (mark > 0)
            heads.insert(entry.left(mark), entry.mid(mark + 1).toLongLong());
    }
    return heads;
}

// One event an answer, then the stream ends and the client comes again after `retry` with the id it was told: so hints pass
// through every proxy, and hold no thread. Hints only: what changed is asked for as ever.
Answer events(Desk &desk, const Caller &who, const Request &request, const QStringList &)
{
    const QByteArray lastId = request.header("last-event-id");
    const QMap<QString, qint64> known = headsFrom(lastId);
    QJsonObject moved;
    QByteArrayList id;
    for (const QString &scope : who.scopes) {
        const qint64 head = desk.centre.head(scope);
        id << QByteArray(scope.toUtf8() + '=' + QByteArray::number(head));
        if (known.value(scope, -1) != head)
            moved[scope] = head;
    }
    if (moved.isEmpty() && request.mayWait)
        return Postpone{who.scopes, waitSeconds};
    QByteArray body = retryLine;
    if (!moved.isEmpty())
        body += "id: " + id.join(' ') + "\nevent: heads\ndata: " + exchange::compact(moved) + "\n\n";
    return Response::text(200, "text/event-stream", body);
}

} // namespace

const QList<Route> &eventRoutes()
{
    static const QList<Route> routes{
        {"GET", u"/v1/events"_s, {Lane::Read, 0}, events},
    };
    return routes;
}

} // namespace server
