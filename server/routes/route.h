// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/staff/staff.h"
#include "office/centre.h"
#include "server/access/tokens.h"
#include "server/http/message.h"
#include <atomic>

namespace server {

/// What all routers of one server share. Thread-safe.
struct CentreHouse
{
    QString databasePath;
    QString filesFolder;                         ///< attachments and first downloads, shared by all servers of the database
    std::function<QDateTime()> clock;            ///< UTC
    std::function<void(const QStringList &)> headsMoved; ///< wakes long polls
    SignInGuard guard;
    std::atomic<bool> leaving = false;

    /// filesFolder; beside the database when none was named.
    QString filesPath() const;
};

/// A request whose sender is known.
struct Caller
{
    Pass pass;
    domain::Staff staff;
    QStringList scopes;

    bool maySee(const domain::Document &document) const;
};

/// What a route works with: the office behind it, on the worker's own connection, and the house all workers share.
struct Desk
{
    CentreHouse &house;
    office::Office &office;
    office::Centre &centre;
    Tokens &tokens;

    QDateTime now() const { return house.clock(); }
    /// Who asks. Refusals: session.lacking, session.invalid, session.expired, sign-in.not-active.
    domain::Result<Caller> caller(const Request &request) const;
    /// The stream belongs to the caller's device; a new one is made known.
    domain::Result<domain::Done> ownStream(const QString &stream, const Caller &caller);
};

/// One row of the table of routes.
struct Route
{
    QByteArray method;
    QString pattern; ///< "{x}" stands for one segment; "{x}:verb" for one that ends so
    RouteTraits traits;
    Answer (*answer)(Desk &desk, const Request &request, const QStringList &parameters);
};

inline constexpr qint64 smallBody = 64 * 1024;

/// A refusal as the answer to a request: RFC 9457, with the status its code asks for.
Response problem(domain::Refusal refusal);
/// An answer of JSON text.
Response ok(const QByteArray &json);

// The tables, a file a subject.
const QList<Route> &sessionRoutes();   ///< sign-in, renewal, hello
const QList<Route> &streamRoutes();    ///< push, stored outcomes
const QList<Route> &changeRoutes();    ///< the feed
const QList<Route> &numberRoutes();    ///< blocks of receipt numbers
const QList<Route> &documentRoutes();  ///< documents looked up one by one
const QList<Route> &snapshotRoutes();  ///< ready-made first downloads
const QList<Route> &blobRoutes();      ///< attachments
const QList<Route> &healthRoutes();    ///< for the proxy before the centre

} // namespace server
