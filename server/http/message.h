// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

namespace server {

/// One request as the centre's services see it: already read wholly, checked and freed of its transport. Every member
/// is implicitly shared, so copies are cheap and may cross threads.
struct Request
{
    QByteArray method;                        ///< "GET", "POST", …; a HEAD arrives as "GET" (the listener leaves the body out)
    QByteArray target;                        ///< as sent: "/v1/documents/0197?full=1"
    QByteArray path;                          ///< the target before '?', still percent-encoded: "%2F" in it is not a separator
    QByteArray query;                         ///< the target after '?', still percent-encoded; empty without one
    QMap<QByteArray, QByteArray> headers;     ///< names in lower case; a repeated field is joined by ", "
    QByteArray body;                          ///< without chunk framing; never compressed
    QByteArray peer;                          ///< the client's address as text: "10.1.2.3", "::1"
    QByteArray network;                       ///< what limits count by: the address, of IPv6 its network ("2001:db8:1:2::/64")
    bool secure = false;                      ///< came over TLS (here, or at a trusted reverse proxy)
    bool isHead = false;                      ///< was a HEAD: only the fields of the answer are sent
    bool mayWait = true;                      ///< false: answer now; Postpone is not allowed any more
    bool again = false;                       ///< was postponed and is asked again: what it proves it has proved
    QJsonObject carried;                      ///< what another lane found out (Onward); never from outside
    QByteArray id;                            ///< names this request in the log and in the answer ("X-Request-Id")

    /// The field `name` (lower case), or an empty array.
    QByteArray header(const QByteArray &name) const { return headers.value(name); }
    /// The token of "Authorization: Bearer …", or an empty array.
    QByteArray bearerToken() const;
    /// The path's segments, percent-decoded: "/v1/scopes/d%2F610116" → {"v1", "scopes", "d/610116"}.
    QStringList segments() const;
    /// The first value of a query parameter, decoded ('+' is a space); nothing when it is not there.
    std::optional<QString> queryValue(QStringView name) const;
};

/// What is sent back. The listener adds Date, Content-Length, Connection and, where `headers` do not name them, those that keep
/// a browser from storing, guessing at, framing or running anything (see responseHead()).
struct Response
{
    int status = 200;
    QMap<QByteArray, QByteArray> headers;
    QByteArray contentType;
    QByteArray body;
    QString device = {};                      ///< who asked, for the log; not sent
    QStringList codes = {};                   ///< what was refused, for the log; not sent

    /// An answer of one JSON object.
    static Response json(int status, const QJsonObject &body);
    /// An answer of text that is JSON or NDJSON already: stored documents pass through without being decoded.
    static Response text(int status, const QByteArray &contentType, const QByteArray &body);
    /// An error by RFC 9457 (application/problem+json): `code` is stable ("session.expired") and becomes the members
    /// `code` and `type` ("urn:onewindow:problem:session.expired"); title and detail are English for logs and
    /// developers; `extra` is merged in ("facts", "expected", …).
    static Response problem(int status, const QString &code, const QString &title, const QString &detail = {}, const QJsonObject &extra = {});
};

/// "Not yet": the request is laid aside without holding a thread, and given to answer() again when the head of one of
/// these scopes moved, or when the time is up (then with mayWait = false).
struct Postpone
{
    QStringList scopes;
    int waitSecondsMax = 25;
};

/// Which threads serve a request. Write: with SQLite ONE thread, which owns the one writing connection of the store; with
/// PostgreSQL a few. Read: a few threads. SignIn: two (argon2id takes 64 MiB each time).
enum class Lane { Read, Write, SignIn };

/// "Half of it": what is slow to work out was done here, what is to be written down is done on another lane, where the request is
/// given to answer() again with what was found out.
struct Onward
{
    Lane lane = Lane::Write;
    QJsonObject carried;
};

using Answer = std::variant<Response, Postpone, Onward>;

/// What the listener must know of a route before it reads the body.
struct RouteTraits
{
    Lane lane = Lane::Read;
    qint64 bodyBytesMax = 0;                  ///< more is answered 413, at once
    bool isLiveness = false;                  ///< the listener answers by itself: the process lives, whatever the database does
    QString pattern = {};                     ///< of the route, for the log: "/v1/documents/{id}"
};

/// What the listener serves. One instance lives on each worker thread of a lane: made, used and destroyed there.
class Service
{
public:
    virtual ~Service() = default;
    /// Answers one request; may take its time, as only its own lane waits. Never throws for the office's reasons; what
    /// is thrown nevertheless is logged and answered 500.
    virtual Answer answer(const Request &request) = 0;
    /// Called every few seconds on the same thread, between requests (also when they never cease): what the clock asks for.
    virtual void rest() {}
};

/// The door between listener and router.
struct Serving
{
    /// Called on a network thread as soon as the header is read: must be quick and thread-safe. An unknown route or
    /// method gets traits too (its service answers 404 or 405). HEAD is asked as GET.
    std::function<RouteTraits(QByteArrayView method, QByteArrayView path)> traits;
    /// Called once on each worker thread when the listener starts.
    std::function<std::unique_ptr<Service>(Lane)> makeService;
};

} // namespace server
