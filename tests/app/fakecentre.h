// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/transport.h"
#include "exchange/problem.h"
#include "server/router.h"
#include "support/hall.h"
#include "support/proven.h"
#include <QSet>
#include <map>

/// The endpoints of the centre.
enum class Endpoint { SignIn, Renew, Hello, Push, Changes, Lease, Other };

/// What goes wrong with one call.
struct Mishap
{
    enum class When {
        Before, ///< the request never arrives: the centre does nothing, the counter hears `failure`
        After,  ///< the centre does it, the answer is lost: the counter hears `failure`
        Twice,  ///< the network delivers the request twice; the second answer is heard
        Never,  ///< nothing is ever heard of it
    };
    When when = When::Before;
    app::Failure failure;
};

/// A transport to a real office::Centre in the same thread, that fails as it is told to. Calls wait until step() carries
/// the oldest one out; long polls wait for news or for their time.
class FakeCentre : public app::Transport
{
public:
    FakeCentre(support::Hall &hall, std::function<qint64()> monotonicMs) : m_hall(hall), m_nowMs(std::move(monotonicMs)) {}

    // ---- what the test says
    /// The next calls of an endpoint go wrong like this, in turn.
    void goWrong(Endpoint endpoint, const QList<Mishap> &mishaps) { m_mishaps[endpoint] += mishaps; }
    /// Every call goes wrong like this, until restore().
    void breakLink(const app::Failure &failure = offline()) { m_broken = failure; }
    void restore() { m_broken.reset(); }
    /// Every call of one endpoint, until mend().
    void breakEndpoint(Endpoint endpoint, const app::Failure &failure) { m_brokenEndpoints[endpoint] = failure; }
    void mend(Endpoint endpoint) { m_brokenEndpoints.erase(endpoint); }
    /// The centre shuts this device out: it takes what the device signed, and gives nothing.
    void shutOut()
    {
        const auto done = m_hall.centreOffice().submit({QStringLiteral("device.revoke"), m_hall.office().deviceId(), {{QStringLiteral("reason"), QStringLiteral("丢失")}},
                                                        {QStringLiteral("centre"), {}, {QStringLiteral("centre")}, {}, {}}});
        if (!done)
            qFatal("can't shut it out: %s", qPrintable(done.refusal().code));
        for (const Endpoint endpoint : {Endpoint::Renew, Endpoint::Hello, Endpoint::Changes, Endpoint::Lease, Endpoint::Other})
            breakEndpoint(endpoint, refused(QStringLiteral("device.revoked"), 403));
        m_isShutOut = true;
    }
    bool takesAnyToken = false;
    void expireToken() { m_token = QStringLiteral("none"); }
    void setPassword(const QString &password) { m_password = password; }
    /// What hello() says; by default the truth about the centre.
    void alterHello(std::function<void(exchange::Hello &)> alter) { m_alterHello = std::move(alter); }
    void alterPage(std::function<void(domain::ScopePage &)> alter) { m_alterPage = std::move(alter); }
    /// A centre that does not even look at some pushes.
    void refusePush(std::function<std::optional<app::Failure>(const domain::PushBatch &)> refuse) { m_refusePush = std::move(refuse); }
    void alterPushAnswer(std::function<void(domain::PushAnswer &)> alter) { m_alterPushAnswer = std::move(alter); }
    void alterChangesEnd(std::function<void(app::ChangesEnd &)> alter) { m_alterChangesEnd = std::move(alter); }
    void alterLease(std::function<void(domain::NumberLease &)> alter) { m_alterLease = std::move(alter); }
    /// What answers everything that has no call of its own, in place of the router of a real centre over the same database.
    using Answering = std::function<domain::Result<app::WireAnswer>(const app::WireRequest &, app::Failure &)>;
    void answerRequests(Answering answer) { m_answer = std::move(answer); }
    QList<app::WireRequest> requests;
    /// Those of them whose path contains this.
    QList<app::WireRequest> requestsTo(const QString &part) const
    {
        QList<app::WireRequest> found;
        std::copy_if(requests.begin(), requests.end(), std::back_inserter(found), [&](const app::WireRequest &request) { return request.path.contains(part); });
        return found;
    }
    /// A centre from before these requests.
    void answerNoRequests()
    {
        m_answer = [](const app::WireRequest &, app::Failure &failure) -> domain::Result<app::WireAnswer> {
            failure.status = 404;
            return domain::refuse(u"request.path");
        };
    }
    /// A transport whose calls can't be called back: their answers come all the same.
    void setHeedsCancel(bool heeds) { m_heedsCancel = heeds; }
    void setHoldsPolls(bool holds) { m_holdsPolls = holds; }
    void setRowsPerPage(int rows) { m_rowsPerPage = rows; }
    /// How far the centre's clock is ahead.
    void setClockAheadMs(qint64 ms) { m_aheadMs = ms; }

    static app::Failure failure(app::Failure::Kind kind, const QString &code, int status = 0, std::optional<int> retryAfter = {}, const QJsonObject &facts = {})
    {
        return {kind, status, domain::Refusal{code, facts}, retryAfter};
    }
    static app::Failure offline() { return failure(app::Failure::Kind::Offline, QStringLiteral("net.offline")); }
    static app::Failure refused(const QString &code, int status, const QJsonObject &facts = {}) { return failure(app::Failure::Kind::Refused, code, status, {}, facts); }

    // ---- what the test sees
    struct Pushed { qint64 atMs; QString stream; QList<qint64> numbers; };
    QList<Pushed> pushes;                        ///< as they left the counter
    struct Pulled { qint64 atMs; int wait; qint64 maxBytes; QStringList scopes; };
    QList<Pulled> pulls;
    QList<qint64> hellos, signIns, renewals;
    QList<exchange::NumberLeaseRequest> leases;
    int waiting() const { return int(m_calls.size()); }
    bool isPolling() const
    {
        return std::any_of(m_calls.begin(), m_calls.end(), [](const auto &call) { return call.second.pollUntilMs > 0; });
    }

    /// Carries out the oldest call that can be; false when there is none.
    bool step();
    /// When the first long poll is over.
    std::optional<qint64> nextPollEndMs() const;
    exchange::SignInAnswer session();

    // ---- Transport
    void setToken(const QString &token) override { m_shown = token; }
    CallId signIn(const exchange::SignInRequest &request, Ended<exchange::SignInAnswer> ended) override;
    CallId renew(const exchange::RenewRequest &request, Ended<exchange::SignInAnswer> ended) override;
    CallId hello(Ended<exchange::Hello> ended) override;
    CallId push(const QString &stream, const domain::PushBatch &batch, Ended<domain::PushAnswer> ended) override;
    CallId changes(const exchange::ChangesRequest &request, std::function<void(const domain::ScopePage &)> page, Ended<app::ChangesEnd> ended) override;
    CallId numberLease(const exchange::NumberLeaseRequest &request, Ended<domain::NumberLease> ended) override;
    CallId request(const app::WireRequest &request, std::function<void(qint64, qint64)> progress, Ended<app::WireAnswer> ended) override;
    void cancel(CallId call) override;
    void cancelAll() override
    {
        while (!m_calls.empty())
            cancel(m_calls.begin()->first);
    }

private:
    struct Call
    {
        Endpoint endpoint;
        bool mute = false;
        std::function<void(bool heard)> carryOut; ///< does it at the centre and, if heard, says so to the counter
        std::function<void(const app::Failure &)> fail;
        qint64 pollUntilMs = 0;
        std::function<bool()> hasNews;
    };

    template<class T>
    CallId put(Endpoint endpoint, std::function<domain::Result<T>(app::Failure &)> work, Ended<T> ended)
    {
        Call call{.endpoint = endpoint, .mute = false, .carryOut = {}, .fail = {}, .pollUntilMs = 0, .hasNews = {}};
        call.carryOut = [this, work, ended](bool heard) {
            app::Reply<T> reply;
            m_isHeard = heard;
            app::Failure failure = refused({}, 400);
            const domain::Result<T> result = work(failure);
            if (result) {
                reply.value = *result;
            } else {
                reply.failure = failure;
                reply.failure.refusal = result.refusal();
            }
            reply.centreTime = {m_hall.now().addMSecs(m_aheadMs), 0};
            if (heard)
                ended(reply);
        };
        call.fail = [ended](const app::Failure &failure) {
            app::Reply<T> reply;
            reply.failure = failure;
            ended(reply);
        };
        m_calls.emplace(++m_lastCall, std::move(call));
        return m_lastCall;
    }
    std::optional<domain::Refusal> checkToken(const QString &shown, app::Failure &failure) const
    {
        if (shown == m_token || takesAnyToken)
            return std::nullopt;
        failure.status = 401;
        return domain::refuse(u"session.expired");
    }
    std::optional<Mishap> nextMishap(Endpoint endpoint);
    domain::Result<app::WireAnswer> route(const app::WireRequest &request, app::Failure &failure);

    support::Hall &m_hall;
    std::function<qint64()> m_nowMs;
    std::map<CallId, Call> m_calls;
    QList<std::function<void()>> m_cancelled;
    CallId m_lastCall = 0;
    std::map<Endpoint, QList<Mishap>> m_mishaps;
    std::map<Endpoint, app::Failure> m_brokenEndpoints;
    std::optional<app::Failure> m_broken;
    bool m_isShutOut = false;
    QString m_token, m_shown, m_password = QStringLiteral("secret"), m_renewal;
    int m_tokens = 0;
    std::function<void(exchange::Hello &)> m_alterHello;
    std::function<void(domain::ScopePage &)> m_alterPage;
    std::function<void(domain::PushAnswer &)> m_alterPushAnswer;
    std::function<std::optional<app::Failure>(const domain::PushBatch &)> m_refusePush;
    std::function<void(app::ChangesEnd &)> m_alterChangesEnd;
    std::function<void(domain::NumberLease &)> m_alterLease;
    Answering m_answer;
    server::CentreHouse m_house;
    std::unique_ptr<server::Router> m_router;
    bool m_holdsPolls = true;
    int m_rowsPerPage = 2000;
    qint64 m_aheadMs = 0;
    bool m_isHeard = true;
    bool m_heedsCancel = true;
};

inline std::optional<Mishap> FakeCentre::nextMishap(Endpoint endpoint)
{
    if (m_broken)
        return Mishap{Mishap::When::Before, *m_broken};
    if (const auto broken = m_brokenEndpoints.find(endpoint); broken != m_brokenEndpoints.end())
        return Mishap{Mishap::When::Before, broken->second};
    QList<Mishap> &planned = m_mishaps[endpoint];
    return planned.isEmpty() ? std::nullopt : std::optional(planned.takeFirst());
}

inline bool FakeCentre::step()
{
    if (!m_cancelled.isEmpty()) {
        m_cancelled.takeFirst()();
        return true;
    }
    for (auto it = m_calls.begin(); it != m_calls.end(); ++it) {
        Call &call = it->second;
        if (call.mute)
            continue;
        const bool isPoll = call.pollUntilMs > 0;
        if (isPoll && !m_broken && m_nowMs() < call.pollUntilMs && !call.hasNews())
            continue;
        const auto mishap = nextMishap(call.endpoint);
        if (mishap && mishap->when == Mishap::When::Never) {
            call.mute = true;
            return true;
        }
        const Call taken = std::move(call);
        m_calls.erase(it);
        if (!mishap) {
            taken.carryOut(true);
        } else if (mishap->when == Mishap::When::Before) {
            taken.fail(mishap->failure);
        } else if (mishap->when == Mishap::When::After) {
            taken.carryOut(false);
            taken.fail(mishap->failure);
        } else {
            taken.carryOut(false);
            taken.carryOut(true);
        }
        return true;
    }
    return false;
}

inline std::optional<qint64> FakeCentre::nextPollEndMs() const
{
    std::optional<qint64> first;
    for (const auto &[id, call] : m_calls) {
        if (call.pollUntilMs > 0 && !call.mute && (!first || call.pollUntilMs < *first))
            first = call.pollUntilMs;
    }
    return first;
}

inline void FakeCentre::cancel(CallId id)
{
    const auto found = m_calls.find(id);
    if (found == m_calls.end() || !m_heedsCancel)
        return;
    m_cancelled.append([fail = found->second.fail] { fail(failure(app::Failure::Kind::Cancelled, QStringLiteral("net.cancelled"))); });
    m_calls.erase(found);
}

inline exchange::SignInAnswer FakeCentre::session()
{
    m_token = QStringLiteral("token-") + QString::number(++m_tokens);
    m_renewal = QStringLiteral("renewal-") + QString::number(m_tokens);
    const domain::Staff *staff = m_hall.centreOffice().rules()->staffByNumber(QStringLiteral("1001"));
    exchange::SignInAnswer answer;
    answer.token = m_token;
    answer.renewal = m_renewal;
    answer.serverTime = m_hall.now().addMSecs(m_aheadMs);
    answer.tokenExpires = answer.serverTime.addSecs(900);
    answer.renewalExpires = answer.serverTime.addSecs(12 * 3600);
    answer.staffId = staff->id;
    answer.staffNumber = staff->number;
    answer.name = staff->name;
    answer.roles = staff->roles;
    answer.place = staff->place;
    answer.district = QStringLiteral("610116");
    answer.scopes = m_hall.centre().scopesOf(*staff);
    return answer;
}

inline app::Transport::CallId FakeCentre::signIn(const exchange::SignInRequest &request, Ended<exchange::SignInAnswer> ended)
{
    signIns << m_nowMs();
    return put<exchange::SignInAnswer>(Endpoint::SignIn, [this, request](app::Failure &failure) -> domain::Result<exchange::SignInAnswer> {
        failure.status = 401;
        if (request.user != QStringLiteral("1001") || request.password != m_password)
            return domain::refuse(u"sign-in.wrong");
        return session();
    }, ended);
}

inline app::Transport::CallId FakeCentre::renew(const exchange::RenewRequest &request, Ended<exchange::SignInAnswer> ended)
{
    renewals << m_nowMs();
    return put<exchange::SignInAnswer>(Endpoint::Renew, [this, request](app::Failure &failure) -> domain::Result<exchange::SignInAnswer> {
        failure.status = 401;
        if (request.renewal != m_renewal)
            return domain::refuse(u"session.expired");
        return session();
    }, ended);
}

inline app::Transport::CallId FakeCentre::hello(Ended<exchange::Hello> ended)
{
    hellos << m_nowMs();
    return put<exchange::Hello>(Endpoint::Hello, [this, shown = m_shown](app::Failure &failure) -> domain::Result<exchange::Hello> {
        if (const auto denied = checkToken(shown, failure))
            return *denied;
        exchange::Hello hello;
        hello.serverTime = m_hall.now().addMSecs(m_aheadMs);
        hello.epoch = m_hall.centre().epoch();
        hello.scopes = m_hall.centre().scopesOf(*m_hall.centreOffice().rules()->staffByNumber(QStringLiteral("1001")));
        hello.scopeSet = 1;
        if (m_alterHello)
            m_alterHello(hello);
        return hello;
    }, ended);
}

inline app::Transport::CallId FakeCentre::push(const QString &stream, const domain::PushBatch &batch, Ended<domain::PushAnswer> ended)
{
    Pushed pushed{m_nowMs(), stream, {}};
    for (const domain::Operation &operation : batch.operations)
        pushed.numbers << operation.n;
    pushes << pushed;
    return put<domain::PushAnswer>(Endpoint::Push, [this, stream, batch, shown = m_shown](app::Failure &failure) -> domain::Result<domain::PushAnswer> {
        if (m_isShutOut) {
            failure.status = 409;
            return m_hall.centre().push(stream, batch, {}, office::Centre::Door::Signature);
        }
        if (const auto denied = checkToken(shown, failure))
            return *denied;
        if (const auto refusal = m_refusePush ? m_refusePush(batch) : std::nullopt) {
            failure = *refusal;
            return refusal->refusal;
        }
        failure.status = 409;
        const auto own = m_hall.centre().enrol(stream, m_hall.office().deviceId(), m_hall.office().devicePublicKey(), QStringLiteral("3"));
        if (!own)
            return own.refusal();
        auto answer = m_hall.centre().push(stream, batch);
        if (answer && m_alterPushAnswer)
            m_alterPushAnswer(*answer);
        return answer;
    }, ended);
}

inline app::Transport::CallId FakeCentre::changes(const exchange::ChangesRequest &request, std::function<void(const domain::ScopePage &)> page, Ended<app::ChangesEnd> ended)
{
    Pulled pulled{m_nowMs(), request.waitSeconds, request.maxBytes, {}};
    for (const exchange::ScopeCursor &scope : request.scopes)
        pulled.scopes << scope.scope;
    pulls << pulled;
    const CallId id = put<app::ChangesEnd>(Endpoint::Changes, [this, request, page, shown = m_shown](app::Failure &failure) -> domain::Result<app::ChangesEnd> {
        if (const auto denied = checkToken(shown, failure))
            return *denied;
        for (const exchange::ScopeCursor &scope : request.scopes) {
            domain::ScopePage changes = m_hall.centre().changes(scope.scope, scope.since, m_rowsPerPage, request.maxBytes);
            if (m_alterPage)
                m_alterPage(changes);
            // Over the wire and back, so that what is tested is what is sent.
            exchange::ChangesReader reader;
            const auto fed = reader.feed(exchange::encodePage(changes));
            Q_ASSERT(fed.ok());
            for (const domain::ScopePage &read : reader.takePages()) {
                if (m_isHeard)
                    page(read);
            }
        }
        app::ChangesEnd end;
        if (m_alterChangesEnd)
            m_alterChangesEnd(end);
        return end;
    }, ended);
    Call &call = m_calls.at(id);
    if (request.waitSeconds > 0 && m_holdsPolls) {
        call.pollUntilMs = m_nowMs() + request.waitSeconds * 1000;
        call.hasNews = [this, request] {
            return std::any_of(request.scopes.begin(), request.scopes.end(), [this](const exchange::ScopeCursor &scope) {
                return m_hall.centre().head(scope.scope) > scope.since.seq;
            });
        };
    }
    return id;
}

inline app::Transport::CallId FakeCentre::numberLease(const exchange::NumberLeaseRequest &request, Ended<domain::NumberLease> ended)
{
    leases << request;
    return put<domain::NumberLease>(Endpoint::Lease, [this, request, shown = m_shown](app::Failure &failure) -> domain::Result<domain::NumberLease> {
        if (const auto denied = checkToken(shown, failure))
            return *denied;
        auto lease = m_hall.centre().leaseNumbers(request.request, request.stream, request.series, int(request.count));
        if (lease && m_alterLease)
            m_alterLease(*lease);
        return lease;
    }, ended);
}

inline app::Transport::CallId FakeCentre::request(const app::WireRequest &request, std::function<void(qint64, qint64)> progress, Ended<app::WireAnswer> ended)
{
    requests << request;
    return put<app::WireAnswer>(Endpoint::Other, [this, request, progress, shown = m_shown](app::Failure &failure) -> domain::Result<app::WireAnswer> {
        if (request.authorised) {
            if (const auto denied = checkToken(shown, failure))
                return *denied;
        }
        auto answer = m_answer ? m_answer(request, failure) : route(request, failure);
        if (answer && progress)
            progress(answer->body.size(), answer->body.size());
        return answer;
    }, ended);
}

inline domain::Result<app::WireAnswer> FakeCentre::route(const app::WireRequest &request, app::Failure &failure)
{
    if (!m_router) {
        m_house.clock = m_hall.clock();
        auto office = office::Office::open({m_hall.centreOffice().databasePath(), office::Office::Side::Centre, m_hall.clock(), false});
        Q_ASSERT(office.ok());
        m_router = std::make_unique<server::Router>(m_house, server::Lane::Write, std::move(office.value()));
    }
    server::Request asked;
    asked.method = request.method;
    asked.target = request.path.toUtf8();
    const qsizetype mark = asked.target.indexOf('?');
    asked.path = mark < 0 ? asked.target : asked.target.left(mark);
    asked.query = mark < 0 ? QByteArray() : asked.target.mid(mark + 1);
    asked.headers = request.headers;
    asked.body = request.body;
    asked.mayWait = false;
    if (request.authorised) {
        const server::Pass pass{server::Pass::Use::Access, m_hall.centreOffice().rules()->staffByNumber(QStringLiteral("1001"))->id, m_hall.office().deviceId(),
                                m_hall.office().devicePublicKey(), QStringLiteral("3"), m_hall.now().addSecs(60)};
        asked.headers.insert("authorization", "Bearer " + server::Tokens(m_hall.centre().tokenKey()).mint(pass).toLatin1());
    }
    support::prove(asked, m_hall.now(), [this](const QByteArray &message) { return m_hall.office().signature(message); });
    const server::Answer answered = m_router->answer(asked);
    const server::Response &response = std::get<server::Response>(answered);
    if (response.status < 200 || response.status > 299) {
        failure.status = response.status;
        if (response.status == 503)
            failure.kind = app::Failure::Kind::Busy;
        return exchange::decodeProblem(response.body).value_or(domain::refuse(u"request.path"));
    }
    app::WireAnswer answer;
    answer.status = response.status;
    for (auto header = response.headers.begin(); header != response.headers.end(); ++header)
        answer.headers.insert(header.key().toLower(), header.value());
    answer.body = response.body;
    return answer;
}
