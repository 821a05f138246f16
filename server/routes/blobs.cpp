// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/blobs.h"
#include "domain/casefile/attachment.h"
#include "office/centreattachments.h"
#include "server/http/byterange.h"
#include "server/routes/filework.h"
#include "server/routes/route.h"

namespace server {
using namespace Qt::StringLiterals;
using domain::refuse;
using domain::Result;
using office::BlobStanding;
using office::CentreAttachments;

namespace {

constexpr int wantedAtOnce = 50;

CentreAttachments attachmentsOf(Desk &desk)
{
    return CentreAttachments(desk.office, desk.house.filesPath(), desk.house.filesKey);
}

QString code(BlobStanding::State state)
{
    switch (state) {
    case BlobStanding::State::Wanted:
        return u"wanted"_s;
    case BlobStanding::State::Awaited:
        return u"awaited"_s;
    case BlobStanding::State::Held:
        return u"held"_s;
    case BlobStanding::State::Lost:
        return u"lost"_s;
    case BlobStanding::State::Unknown:
        break;
    }
    return u"unknown"_s;
}

Answer have(Desk &desk, const Caller &who, const Request &request, const QStringList &)
{
    const auto asked = exchange::decodeBlobsAsked(request.body);
    if (!asked)
        return problem(asked.refusal());
    CentreAttachments attachments = attachmentsOf(desk);
    const auto standings = attachments.have(asked->sha256, asked->lacking, who.pass.device, who.scopes);
    if (!standings)
        return problem(standings.refusal());
    exchange::BlobsTold told;
    for (const BlobStanding &standing : *standings)
        told.blobs << exchange::BlobTold{standing.sha256, code(standing.state), standing.offset};
    told.wanted = attachments.wantedFrom(who.pass.device, wantedAtOnce);
    return ok(exchange::encode(told));
}

/// What came of a piece, in the fields of the draft for resumable uploads.
Response taken(const Result<qint64> &end, qint64 length)
{
    if (!end) {
        Response response = end.refusal().code == "blob.busy"_L1 ? FileWork::busy() : problem(end.refusal());
        if (end.refusal().code == "blob.offset"_L1)
            response.headers.insert(exchange::uploadOffsetHeader, QByteArray::number(end.refusal().facts[u"offset"_s].toInteger()));
        return response;
    }
    Response response;
    response.status = 204;
    response.headers.insert(exchange::uploadOffsetHeader, QByteArray::number(*end));
    response.headers.insert(exchange::uploadCompleteHeader, *end == length ? "?1" : "?0");
    return response;
}

Answer put(Desk &desk, const Caller &who, const Request &request, const QStringList &parameters)
{
    const QString sha256 = parameters.first();
    if (!domain::isBlobName(sha256) || request.header("repr-digest") != exchange::reprDigest(sha256))
        return problem(refuse(u"blob.malformed"));
    const FileWork place;
    if (!place.has())
        return FileWork::busy();
    return taken(attachmentsOf(desk).takeWhole(sha256, who.pass.device, who.scopes, request.body), request.body.size());
}

Answer patch(Desk &desk, const Caller &who, const Request &request, const QStringList &parameters)
{
    bool hasOffset = false, hasLength = false;
    const qint64 offset = request.header("upload-offset").toLongLong(&hasOffset);
    const qint64 length = request.header("upload-length").toLongLong(&hasLength);
    if (!domain::isBlobName(parameters.first()) || !hasOffset || !hasLength)
        return problem(refuse(u"blob.malformed"));
    const FileWork place;
    if (!place.has())
        return FileWork::busy();
    return taken(attachmentsOf(desk).take(parameters.first(), who.pass.device, who.scopes, offset, length, request.body), length);
}

Answer standing(Desk &desk, const Caller &who, const QString &sha256)
{
    const BlobStanding standing = attachmentsOf(desk).standing(sha256, who.pass.device, who.scopes);
    using State = BlobStanding::State;
    if (standing.state != State::Held && standing.state != State::Wanted)
        return problem(refuse(standing.state == State::Unknown ? u"blob.unknown" : u"blob.awaited"));
    Response response;
    response.status = 204;
    response.headers.insert(exchange::uploadOffsetHeader, QByteArray::number(standing.offset));
    response.headers.insert(exchange::uploadCompleteHeader, standing.state == State::Held ? "?1" : "?0");
    return response;
}

Answer get(Desk &desk, const Caller &who, const Request &request, const QStringList &parameters)
{
    const QString sha256 = parameters.first();
    if (!domain::isBlobName(sha256))
        return problem(refuse(u"blob.unknown"));
    if (request.isHead)
        return standing(desk, who, sha256);
    const FileWork place;
    if (!place.has())
        return FileWork::busy();
    CentreAttachments attachments = attachmentsOf(desk);
    const auto range = byteRange(request.header("range"), attachments.files().size(sha256).value_or(0));
    const qint64 from = range ? range->first : 0;
    // A piece at a time: what one answer may hold is bounded, who wants more asks again.
    const qint64 length = range ? std::min(range->size(), exchange::blobPieceBytesMax) : domain::attachmentBytesMax;
    const auto piece = attachments.read(sha256, who.scopes, from, length);
    if (!piece)
        return problem(piece.refusal());
    Response response;
    const QByteArray size = QByteArray::number(piece->size);
    if (range && range->size() == 0) {
        response = problem(refuse(u"blob.range"));
        response.headers.insert("Content-Range", "bytes */" + size);
        return response;
    }
    response.contentType = piece->media.toLatin1();
    response.body = piece->bytes;
    response.headers.insert("Accept-Ranges", "bytes");
    response.headers.insert("Content-Disposition", "attachment"); // opened by whom it may concern, never by a browser as a page of ours
    response.headers.insert(exchange::reprDigestHeader, exchange::reprDigest(sha256));
    if (range) {
        response.status = 206;
        response.headers.insert("Content-Range", "bytes " + QByteArray::number(from) + '-' + QByteArray::number(from + piece->bytes.size() - 1) + '/' + size);
    }
    return response;
}

} // namespace

const QList<Route> &blobRoutes()
{
    static const QList<Route> routes{
        {"POST", u"/v1/blobs:have"_s, {Lane::Write, smallBody}, have},
        {"PUT", u"/v1/blobs/{sha256}"_s, {Lane::Read, exchange::blobWholeBytesMax}, put},
        {"PATCH", u"/v1/blobs/{sha256}"_s, {Lane::Read, exchange::blobPieceBytesMax}, patch},
        {"GET", u"/v1/blobs/{sha256}"_s, {Lane::Read, 0}, get},
    };
    return routes;
}

} // namespace server
