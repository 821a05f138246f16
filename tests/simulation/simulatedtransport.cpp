// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/simulatedtransport.h"
#include "exchange/paths.h"
#include "exchange/problem.h"
#include "exchange/push.h"
#include "simulation/oracle.h"
#include <QPointer>

namespace simulation {
using namespace Qt::StringLiterals;
using app::Failure;

namespace {

constexpr qint64 patienceMs = 60'000;

/// As app::HttpCall tells failures apart.
std::optional<Failure> failureOf(const World::Heard &heard, bool pages)
{
    if (heard.failure)
        return heard.failure;
    if (heard.status >= 400) {
        const auto problem = exchange::decodeProblem(heard.body);
        const bool waitAndSee = heard.status == 408 || heard.status == 429 || heard.status == 502 || heard.status == 503 || heard.status == 504;
        std::optional<int> retryAfter;
        if (heard.headers.contains("Retry-After"))
            retryAfter = heard.headers.value("Retry-After").toInt();
        if (waitAndSee || (heard.status >= 500 && !problem))
            return Failure{Failure::Kind::Busy, heard.status, problem.value_or(domain::refuse(u"net.busy", {{u"status"_s, heard.status}})), retryAfter};
        if (!problem)
            return Failure{Failure::Kind::NotOurs, heard.status, domain::refuse(u"net.not-ours", {{u"status"_s, heard.status}}), {}};
        return Failure{Failure::Kind::Refused, heard.status, *problem, retryAfter};
    }
    Q_UNUSED(pages)
    return std::nullopt;
}

app::CentreTime timeOf(const World::Heard &heard)
{
    const QDateTime time = QDateTime::fromString(QString::fromLatin1(heard.headers.value(exchange::timeHeader)), Qt::ISODateWithMs);
    return time.isValid() ? app::CentreTime{time.toUTC(), 0} : app::CentreTime{};
}

Failure cancelled()
{
    return {Failure::Kind::Cancelled, 0, domain::refuse(u"net.cancelled"), {}};
}

} // namespace

app::Transport::CallId SimulatedTransport::send(const QByteArray &method, const QString &path, const QByteArray &body, bool authorised, qint64 waitMs,
                                                std::function<void(const World::Heard &)> heard, const QMap<QByteArray, QByteArray> &headers)
{
    server::Request request;
    request.method = method;
    request.target = path.toLatin1();
    const qsizetype question = request.target.indexOf('?');
    request.path = question < 0 ? request.target : request.target.left(question);
    request.query = question < 0 ? QByteArray() : request.target.mid(question + 1);
    request.headers = headers;
    if (authorised && !m_token.isEmpty())
        request.headers.insert("authorization", exchange::bearerPrefix + m_token.toLatin1());
    request.body = body;
    const CallId id = ++m_lastCall;
    const QPointer<SimulatedTransport> self(this);
    m_calls[id] = [heard] { heard({cancelled(), 0, {}, {}}); };
    m_world.send(m_window, request, patienceMs + waitMs, [self, id, heard](const World::Heard &what) {
        if (self && self->m_calls.erase(id) > 0)
            heard(what);
    });
    return id;
}

void SimulatedTransport::cancel(CallId call)
{
    const auto found = m_calls.find(call);
    if (found == m_calls.end())
        return;
    const std::function<void()> tell = found->second;
    m_calls.erase(found);
    const QPointer<SimulatedTransport> self(this);
    m_world.after(0, [self, tell] {
        if (self)
            tell();
    });
}

void SimulatedTransport::cancelAll()
{
    while (!m_calls.empty())
        cancel(m_calls.begin()->first);
}

template<class T>
app::Transport::CallId SimulatedTransport::ask(const QByteArray &method, const QString &path, const QByteArray &body, bool authorised,
                                               domain::Result<T> (*decode)(QByteArrayView), Ended<T> ended)
{
    return send(method, path, body, authorised, 0, [decode, ended](const World::Heard &heard) {
        app::Reply<T> reply;
        reply.centreTime = timeOf(heard);
        if (const auto failure = failureOf(heard, false)) {
            reply.failure = *failure;
        } else if (auto value = decode(heard.body)) {
            reply.value = std::move(*value);
        } else {
            const bool damage = value.refusal().code == "wire.not-json"_L1 && !value.refusal().facts[u"html"_s].toBool();
            reply.failure = {damage ? Failure::Kind::Offline : Failure::Kind::NotOurs, 200, value.refusal(), {}};
        }
        ended(reply);
    });
}

app::Transport::CallId SimulatedTransport::signIn(const exchange::SignInRequest &request, Ended<exchange::SignInAnswer> ended)
{
    // Passwords are slow on purpose: who sits here is taken at their word, the session itself is the centre's.
    return renew({m_world.renewalFor(m_window, request.user)}, std::move(ended));
}

app::Transport::CallId SimulatedTransport::renew(const exchange::RenewRequest &request, Ended<exchange::SignInAnswer> ended)
{
    return ask<exchange::SignInAnswer>("POST", exchange::renewPath.toString(), exchange::encode(request), false, exchange::decodeSignInAnswer, std::move(ended));
}

app::Transport::CallId SimulatedTransport::hello(Ended<exchange::Hello> ended)
{
    return ask<exchange::Hello>("GET", exchange::helloPath.toString(), {}, true, exchange::decodeHello, std::move(ended));
}

app::Transport::CallId SimulatedTransport::push(const QString &stream, const domain::PushBatch &batch, Ended<domain::PushAnswer> ended)
{
    m_window.lastPushMs = m_world.nowMs();
    ++m_window.pushes;
    return ask<domain::PushAnswer>("POST", exchange::operationsPath(stream), exchange::encodePush(batch), true, exchange::decodePushAnswer, std::move(ended));
}

app::Transport::CallId SimulatedTransport::numberLease(const exchange::NumberLeaseRequest &request, Ended<domain::NumberLease> ended)
{
    return ask<domain::NumberLease>("POST", exchange::numberLeasesPath.toString(), exchange::encode(request), true, exchange::decodeNumberLease, std::move(ended));
}

app::Transport::CallId SimulatedTransport::changes(const exchange::ChangesRequest &request, std::function<void(const domain::ScopePage &)> page, Ended<app::ChangesEnd> ended)
{
    return send("POST", exchange::changesPath.toString(), exchange::encodeChangesRequest(request), true, request.waitSeconds * 1000,
                [page, ended](const World::Heard &heard) {
                    app::Reply<app::ChangesEnd> reply;
                    reply.centreTime = timeOf(heard);
                    if (const auto failure = failureOf(heard, true)) {
                        reply.failure = *failure;
                        ended(reply);
                        return;
                    }
                    exchange::ChangesReader reader;
                    auto fed = reader.feed(heard.body);
                    for (const domain::ScopePage &read : reader.takePages())
                        page(read);
                    const auto finished = fed ? reader.finish() : fed;
                    if (finished) {
                        app::ChangesEnd end;
                        end.scopeSetChange = reader.takeScopeSetChange();
                        end.wanted = reader.takeWanted();
                        reply.value = end;
                    } else {
                        const bool damage = finished.refusal().code == "wire.torn"_L1;
                        reply.failure = {damage ? Failure::Kind::Offline : Failure::Kind::NotOurs, 200, finished.refusal(), {}};
                    }
                    ended(reply);
                });
}

app::Transport::CallId SimulatedTransport::request(const app::WireRequest &request, std::function<void(qint64, qint64)>, Ended<app::WireAnswer> ended)
{
    QMap<QByteArray, QByteArray> headers;
    for (auto header = request.headers.cbegin(); header != request.headers.cend(); ++header)
        headers.insert(header.key().toLower(), header.value());
    if (!request.contentType.isEmpty())
        headers.insert("content-type", request.contentType);
    return send(request.method, request.path, request.body, request.authorised, 0,
                [ended](const World::Heard &heard) {
                    app::Reply<app::WireAnswer> reply;
                    reply.centreTime = timeOf(heard);
                    if (const auto failure = failureOf(heard, false)) {
                        reply.failure = *failure;
                    } else {
                        app::WireAnswer answer;
                        answer.status = heard.status;
                        for (auto header = heard.headers.cbegin(); header != heard.headers.cend(); ++header)
                            answer.headers.insert(header.key().toLower(), header.value());
                        answer.body = heard.body;
                        reply.value = answer;
                    }
                    ended(reply);
                },
                headers);
}

} // namespace simulation
