// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/staff/staff.h"
#include "office/centre.h"
#include "office/centrehealing.h"
#include "office/factortoken.h"
#include "server/access/proofs.h"
#include "server/access/publicguard.h"
#include "server/access/tokens.h"
#include "server/http/message.h"
#include "server/http/requestrates.h"
#include "server/pageshelf.h"
#include "server/outgoing/partners.h"
#include "server/tasks/outgoing.h"
#include <atomic>
#include <variant>

namespace server {

/// How far each device has read, as its requests tell; written down when the writing lane rests. Thread-safe.
class ContactBook
{
public:
    struct Entry { QString device, scope; qint64 seq = 0; QDateTime at; };
    void note(const Entry &entry);
    QList<Entry> take();

private:
    std::mutex m_mutex;
    QHash<std::pair<QString, QString>, Entry> m_entries, m_known; ///< to be written down; told last
};

/// What all routers of one server share. Thread-safe.
struct CentreHouse
{
    QString databasePath;
    QString filesFolder;                         ///< attachments and first downloads, shared by all servers of the database
    QByteArray filesKey;                         ///< attachments are sealed with it; empty: they are plain
    std::function<QDateTime()> clock;            ///< UTC
    std::function<void(const QStringList &)> headsMoved; ///< wakes long polls
    ContactBook contacts;
    const office::FactorTokenJudge *tokenJudge = nullptr; ///< who reads certificates of USB keys; null: there are none
    Proofs proofs;                               ///< of the requests of these last minutes
    bool openEnrolment = false;                  ///< a device nobody knows may sign in and is made known by that (demonstrations)
    int offlineHours = 72;                       ///< so long after its last contact a window's store may be opened off line
    QString ledgerFile;                          ///< where the heads are noted outside the database; empty: nowhere
    QString minimumClient;                       ///< oldest client that may pull; empty: any
    QStringList notices;                         ///< sentences to everybody at a counter
    PageShelf pages;
    Partners partners;                           ///< whom channels lead to, and by which key they are believed
    OutgoingTray outgoing;
    PublicGuard publicGuard;
    std::unique_ptr<RequestRates> deviceRates = std::make_unique<RequestRates>(RequestRates::Rate{100, 1000}); ///< of one device; more: 429
    std::atomic<qint64> journalTendedAt = 0;     ///< when the journal's checkpoints were last looked after, ms since 1970
    std::atomic<bool> leaving = false;           ///< this server is about to close: told by /healthz

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
    /// Refuses with role.lacking {roles} unless the caller has one of these roles; an empty list asks for none.
    domain::Result<domain::Done> mustBe(const QStringList &roles) const;
};

/// What a route works with: the office behind it, on the worker's own connection, and the house all workers share.
struct Desk
{
    CentreHouse &house;
    office::Office &office;
    office::Centre &centre;
    Tokens &tokens;
    office::CentreHealing &healing;
    bool writes = true;                ///< this worker's connection may write
    // Of the request being answered, for the log.
    mutable QString device = {};       ///< who asks, once that is known
    mutable QStringList refused = {};  ///< why single acts of a push were refused, each code once

    QDateTime now() const { return house.clock(); }
    /// Who asks. Refusals: session.lacking, session.invalid, session.expired, sign-in.not-active, device.revoked, request.too-many.
    domain::Result<Caller> caller(const Request &request) const;
    /// That a request that needs no token comes from the device it names. `shown` is the key it says is its own; empty: it does not say.
    /// Gives the key. Refusals: device.unknown, device.other-key, device.revoked (told to the device itself only), proof.*.
    domain::Result<QByteArray> deviceOf(const Request &request, const QString &device, const QByteArray &shown) const;
    /// What a stranger is told who asked too often or hit nothing too often: public.too-many {seconds}; nothing: go on.
    std::optional<domain::Refusal> strangerMustWait(const Request &request) const;
    /// Has the log say which acts of a push were refused.
    void noteRefused(const domain::PushAnswer &answer) const;
    /// Writes the ledger, if there is one.
    domain::Result<domain::Done> noteProgress() const;
    /// Attachments the centre lacks and believes this device has, "sha256:…".
    QStringList wanted(const QString &device) const;
    /// The stream belongs to the caller's device; a new one is made known.
    domain::Result<domain::Done> ownStream(const QString &stream, const Caller &caller);
};

/// One row of the table of routes.
struct Route
{
    QByteArray method;
    QString pattern; ///< "{x}" stands for one segment; "{x}:verb" for one that ends so
    RouteTraits traits;
    using Public = Answer (*)(Desk &desk, const Request &request, const QStringList &parameters);
    using Known = Answer (*)(Desk &desk, const Caller &who, const Request &request, const QStringList &parameters);
    std::variant<Public, Known> handler; ///< who takes a Caller answers only those who are signed in
    bool secret = false;                 ///< its answers carry secrets and are never compressed
    QStringList roles = {};              ///< one of them is needed; empty: any

    /// Answers the request, or says why this sender gets no answer.
    Answer answer(Desk &desk, const Request &request, const QStringList &parameters) const;
};

inline constexpr qint64 smallBody = 64 * 1024;

/// A refusal as the answer to a request: RFC 9457, with the status its code asks for.
Response problem(domain::Refusal refusal);
/// An answer of JSON text.
Response ok(const QByteArray &json);

/// Tokens for somebody who is known, at a device that is known; with a sign-in, what the device gave into keeping.
Response signedIn(const Desk &desk, const domain::Staff &staff, const Pass &pass, const QByteArray &unlockKey = {}, const QByteArray &factorSecret = {},
                  const QStringList &recoveryCodes = {});

// The tables, a file a subject.
const QList<Route> &sessionRoutes();   ///< sign-in, renewal, hello
const QList<Route> &streamRoutes();    ///< push, stored outcomes
const QList<Route> &changeRoutes();    ///< the feed
const QList<Route> &numberRoutes();    ///< blocks of receipt numbers
const QList<Route> &documentRoutes();  ///< documents looked up one by one, search
const QList<Route> &deviceRoutes();    ///< enrolment, keys
const QList<Route> &attentionRoutes(); ///< what supervisors must look at: refused work, erasures
const QList<Route> &oversightRoutes(); ///< the journal for audit, all data of one person
const QList<Route> &eventRoutes();     ///< hints that heads moved
const QList<Route> &snapshotRoutes();  ///< ready-made first downloads
const QList<Route> &blobRoutes();      ///< attachments
const QList<Route> &partnerRoutes();   ///< what partners tell about deliveries
const QList<Route> &publicRoutes();    ///< for anybody: is this licence one
const QList<Route> &ratingRoutes();    ///< the page on which anybody rates a service
const QList<Route> &healthRoutes();    ///< for the proxy before the centre

} // namespace server
