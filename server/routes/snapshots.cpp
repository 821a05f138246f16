// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/snapshotshelf.h"
#include "server/http/byterange.h"
#include "server/routes/filework.h"
#include "server/routes/route.h"
#include "server/tasks/snapshots.h"
#include <QFile>
#include <limits>

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

Answer manifest(Desk &desk, const Caller &who, const Request &request, const QStringList &parameters)
{
    if (!who.scopes.contains(parameters[0])) // whoever may read the changes of a scope may have it whole
        return problem(refuse(u"sync.forbidden"));
    const int schema = request.queryValue(u"schema").value_or(QString()).toInt();
    const office::SnapshotOffer offer(desk.office, snapshotFolder(desk.house.filesFolder));
    const auto found = offer.newest(parameters[0], schema > 0 ? schema : std::numeric_limits<int>::max());
    return found ? Answer(ok(found->toJson())) : Answer(problem(found.refusal()));
}

Answer part(Desk &desk, const Caller &who, const Request &request, const QStringList &parameters)
{
    if (!who.scopes.contains(parameters[0])) // whoever may read the changes of a scope may have it whole
        return problem(refuse(u"sync.forbidden"));
    const QByteArray sha256 = parameters[1].toLatin1();
    const auto path = office::SnapshotOffer(desk.office, snapshotFolder(desk.house.filesFolder)).partFile(parameters[0], sha256);
    if (!path)
        return problem(path.refusal());
    const QByteArray tag = '"' + sha256 + '"';
    Response response;
    response.contentType = "application/octet-stream";
    response.headers = {{"ETag", tag},
                        {"Accept-Ranges", "bytes"},
                        {"Cache-Control", "private, max-age=31536000, immutable"}};
    if (request.header("if-none-match") == tag) {
        response.status = 304;
        return response;
    }
    const FileWork place;
    if (!place.has())
        return FileWork::busy();
    QFile file(*path);
    if (!file.open(QIODevice::ReadOnly))
        return problem(refuse(u"snapshot.none")); // taken off the shelf just now
    const qint64 size = file.size();
    // A range of other bytes than the caller knows would not fit: If-Range (RFC 9110 §13.1.5).
    const QByteArray condition = request.header("if-range");
    const auto range = condition.isEmpty() || condition == tag ? byteRange(request.header("range"), size) : std::nullopt;
    if (range && range->size() <= 0) {
        response.status = 416;
        response.headers.insert("Content-Range", "bytes */" + QByteArray::number(size));
        return response;
    }
    const ByteRange wanted = range.value_or(ByteRange{0, size - 1});
    if (!file.seek(wanted.first))
        return problem(refuse(u"office.store-failed"));
    response.body = file.read(wanted.size());
    if (response.body.size() != wanted.size())
        return problem(refuse(u"office.store-failed"));
    if (range) {
        response.status = 206;
        response.headers.insert("Content-Range", "bytes " + QByteArray::number(wanted.first) + '-' + QByteArray::number(wanted.last) + '/' + QByteArray::number(size));
    }
    return response;
}

} // namespace

const QList<Route> &snapshotRoutes()
{
    static const QList<Route> routes{
        {"GET", u"/v1/scopes/{scope}/snapshot"_s, {Lane::Read, 0}, manifest},
        {"GET", u"/v1/scopes/{scope}/snapshot/parts/{sha256}"_s, {Lane::Read, 0}, part},
    };
    return routes;
}

} // namespace server
