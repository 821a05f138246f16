// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/httptransport.h"
#include "app/sync/httpcall.h"
#include "exchange/paths.h"
#include "exchange/proof.h"
#include "exchange/push.h"
#include <QHostAddress>
#include <QNetworkInformation>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QRandomGenerator>
#include <QSslCertificate>

namespace app {
using namespace Qt::StringLiterals;
using domain::Result;

namespace {

/// The centre did not take the proof, but would take another.
bool wantsAnotherProof(const HttpCallEnd &end)
{
    return end.failure && end.failure->kind == Failure::Kind::Refused && (end.failure->refusal.code == "proof.stale"_L1 || end.failure->refusal.code == "proof.replayed"_L1);
}

bool isLoopback(const QString &host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

} // namespace

/// What is asked, of which endpoint, and how patiently.
struct HttpTransport::Request
{
    QString path;
    std::optional<QByteArray> body; ///< POST; without one GET
    QByteArray method = {};         ///< another method
    QByteArray contentType = "application/json";
    QMap<QByteArray, QByteArray> headers = {};
    qint64 answerBytesMax = 0;      ///< 0: the ordinary limit
    bool authorised = true;
    int connectMs = 0;              ///< 0: the ordinary deadline
    int waitMs = 0;                 ///< the centre may be silent this long
};

Result<std::unique_ptr<HttpTransport>> HttpTransport::make(const Options &options)
{
    const QUrl &centre = options.centre;
    const bool isHttp = centre.scheme() == "http"_L1 || centre.scheme() == "https"_L1;
    if (!centre.isValid() || !isHttp || centre.host().isEmpty() || !centre.userInfo().isEmpty() || centre.hasQuery() || centre.hasFragment())
        return domain::refuse(u"transport.address-malformed", {{u"address"_s, centre.toDisplayString()}});
    if (centre.scheme() == "http"_L1 && !isLoopback(centre.host()))
        return domain::refuse(u"transport.plain-refused", {{u"host"_s, centre.host()}});
    if (!options.caFile.isEmpty() && QSslCertificate::fromPath(options.caFile).isEmpty())
        return domain::refuse(u"transport.ca-unreadable", {{u"file"_s, options.caFile}});
    return std::unique_ptr<HttpTransport>(new HttpTransport(options));
}

HttpTransport::HttpTransport(const Options &options) : m_options(options), m_tls(QSslConfiguration::defaultConfiguration())
{
    m_tls.setProtocol(QSsl::TlsV1_2OrLater);
    if (!options.caFile.isEmpty())
        m_tls.setCaCertificates(QSslCertificate::fromPath(options.caFile));
    m_network.setProxy(QNetworkProxy::NoProxy);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setAutoDeleteReplies(false);
    watchNetwork();
}

HttpTransport::~HttpTransport()
{
    // The replies belong to the calls and must go before the access manager does.
    qDeleteAll(findChildren<HttpCall *>(Qt::FindDirectChildrenOnly));
}

void HttpTransport::watchNetwork()
{
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability reachability) {
                if (reachability == QNetworkInformation::Reachability::Online || reachability == QNetworkInformation::Reachability::Site)
                    Q_EMIT networkUp();
            });
}

HttpCall *HttpTransport::start(const Request &request)
{
    const QByteArray base = m_options.centre.adjusted(QUrl::StripTrailingSlash).toEncoded();
    QNetworkRequest message(QUrl::fromEncoded(base + request.path.toLatin1(), QUrl::StrictMode));
    message.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    message.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    message.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    message.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    message.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    if (m_options.centre.scheme() == "https"_L1)
        message.setSslConfiguration(m_tls);
    message.setRawHeader("Accept", request.method.isEmpty() ? "application/json, application/x-ndjson, application/problem+json" : "*/*");
    if (!request.method.isEmpty()) // bytes named by their hash come as they are
        message.setRawHeader("Accept-Encoding", "identity");
    for (auto header = request.headers.cbegin(); header != request.headers.cend(); ++header)
        message.setRawHeader(header.key(), header.value());
    if (request.authorised && !m_token.isEmpty())
        message.setRawHeader(exchange::authorizationHeader, exchange::bearerPrefix + m_token.toLatin1());
    if (m_sign)
        message.setRawHeader(exchange::proofHeader, proofOf(message, request));
    if (request.body)
        message.setHeader(QNetworkRequest::ContentTypeHeader, request.contentType);

    const Deadlines &deadlines = m_options.deadlines;
    const HttpCall::Limits limits{.connectMs = request.connectMs > 0 ? request.connectMs : deadlines.connectMs,
                                  .firstByteMs = deadlines.firstByteMs + request.waitMs,
                                  .stallMs = deadlines.stallMs,
                                  .totalMs = deadlines.totalMs + request.waitMs,
                                  .bodyBytesMax = request.answerBytesMax > 0 ? request.answerBytesMax : m_options.bodyBytesMax};
    QNetworkReply *reply = !request.method.isEmpty() ? m_network.sendCustomRequest(message, request.method, request.body.value_or(QByteArray()))
                           : request.body            ? m_network.post(message, *request.body)
                                                     : m_network.get(message);
    return new HttpCall(reply, limits, this);
}

QByteArray HttpTransport::proofOf(const QNetworkRequest &message, const Request &request) const
{
    // What the centre sees: a proxy on the way may have taken off the path before "/v1".
    const qsizetype before = m_options.centre.adjusted(QUrl::StripTrailingSlash).path(QUrl::FullyEncoded).size();
    const QByteArray target = message.url().toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment).mid(before);
    const QByteArray method = !request.method.isEmpty() ? request.method : request.body ? QByteArray("POST") : QByteArray("GET");
    QByteArray random(exchange::proofNonceBytes, '\0');
    QRandomGenerator::system()->fillRange(reinterpret_cast<quint32 *>(random.data()), random.size() / qsizetype(sizeof(quint32)));
    return exchange::proofFor(method, target, request.body.value_or(QByteArray()), request.authorised ? m_token.toLatin1() : QByteArray(),
                              m_options.clockMs() + m_aheadMs, random, m_sign);
}

Transport::CallId HttpTransport::send(const Request &request, const Prepare &prepare, const HttpEnded &ended)
{
    const CallId id = ++m_lastCall;
    attempt(id, std::make_shared<const Request>(request), prepare, ended, true);
    return id;
}

void HttpTransport::attempt(CallId id, const std::shared_ptr<const Request> &request, const Prepare &prepare, const HttpEnded &ended, bool isFirst)
{
    HttpCall *call = start(*request);
    m_calls.insert(id, call);
    if (prepare)
        prepare(*call);
    call->onEnd([this, id, call, request, prepare, ended, isFirst](const HttpCall::End &end) {
        if (isFirst && m_sign && wantsAnotherProof(end)) {
            if (end.centreTime.time.isValid())
                m_aheadMs = end.centreTime.time.toMSecsSinceEpoch() - m_options.clockMs();
            return attempt(id, request, prepare, ended, false);
        }
        m_calls.remove(id);
        ended(*call, end);
    });
}

template<class T>
Transport::CallId HttpTransport::ask(const Request &request, Result<T> (*decode)(QByteArrayView), Ended<T> ended)
{
    return send(request, {}, [decode, ended = std::move(ended)](const HttpCall &, const HttpCall::End &end) {
        Reply<T> reply;
        reply.centreTime = end.centreTime;
        if (end.failure) {
            reply.failure = *end.failure;
        } else if (auto value = decode(end.body)) {
            reply.value = std::move(*value);
        } else {
            // JSON that does not end was broken off on the way, even where the connection closed as if all were well.
            const bool damage = value.refusal().code == "wire.not-json"_L1 && !value.refusal().facts[u"html"_s].toBool();
            reply.failure = {damage ? Failure::Kind::Offline : Failure::Kind::NotOurs, 200, value.refusal(), {}};
        }
        ended(reply);
    });
}

Transport::CallId HttpTransport::signIn(const exchange::SignInRequest &request, Ended<exchange::SignInAnswer> ended)
{
    return ask({.path = exchange::signInPath.toString(),
                .body = exchange::encode(request),
                .authorised = false,
                .connectMs = m_options.deadlines.signInConnectMs},
               exchange::decodeSignInAnswer, std::move(ended));
}

Transport::CallId HttpTransport::renew(const exchange::RenewRequest &request, Ended<exchange::SignInAnswer> ended)
{
    return ask({.path = exchange::renewPath.toString(), .body = exchange::encode(request), .authorised = false}, exchange::decodeSignInAnswer,
               std::move(ended));
}

Transport::CallId HttpTransport::hello(Ended<exchange::Hello> ended)
{
    return ask({.path = exchange::helloPath.toString(), .body = {}}, exchange::decodeHello, std::move(ended));
}

Transport::CallId HttpTransport::push(const QString &stream, const domain::PushBatch &batch, Ended<domain::PushAnswer> ended)
{
    const QString path = exchange::operationsPath(stream);
    return ask({.path = path, .body = exchange::encodePush(batch)}, exchange::decodePushAnswer, std::move(ended));
}

Transport::CallId HttpTransport::numberLease(const exchange::NumberLeaseRequest &request, Ended<domain::NumberLease> ended)
{
    return ask({.path = exchange::numberLeasesPath.toString(), .body = exchange::encode(request)}, exchange::decodeNumberLease, std::move(ended));
}

Transport::CallId HttpTransport::changes(const exchange::ChangesRequest &request, std::function<void(const domain::ScopePage &)> page,
                                         Ended<ChangesEnd> ended)
{
    const Request asked{.path = exchange::changesPath.toString(), .body = exchange::encodeChangesRequest(request), .waitMs = request.waitSeconds * 1000};
    return send(asked, [page = std::move(page)](HttpCall &call) { call.onPages(page); }, [ended = std::move(ended)](const HttpCall &call, const HttpCall::End &end) {
        Reply<ChangesEnd> reply;
        reply.centreTime = end.centreTime;
        if (end.failure)
            reply.failure = *end.failure;
        else
            reply.value = ChangesEnd{call.scopeSetChange(), call.wanted()};
        ended(reply);
    });
}

Transport::CallId HttpTransport::request(const WireRequest &wanted, std::function<void(qint64 done, qint64 total)> progress, Ended<WireAnswer> ended)
{
    const Request asked{.path = wanted.path,
                        .body = wanted.contentType.isEmpty() ? std::nullopt : std::optional(wanted.body),
                        .method = wanted.method,
                        .contentType = wanted.contentType,
                        .headers = wanted.headers,
                        .answerBytesMax = wanted.answerBytesMax,
                        .authorised = wanted.authorised};
    return send(asked, [progress = std::move(progress)](HttpCall &call) { call.onBytes(progress); }, [ended = std::move(ended)](const HttpCall &, const HttpCall::End &end) {
        Reply<WireAnswer> reply;
        reply.centreTime = end.centreTime;
        if (end.failure)
            reply.failure = *end.failure;
        else
            reply.value = WireAnswer{end.status, end.headers, end.body};
        ended(reply);
    });
}

void HttpTransport::cancel(CallId call)
{
    if (HttpCall *found = m_calls.value(call))
        found->cancel();
}

void HttpTransport::cancelAll()
{
    for (HttpCall *call : std::as_const(m_calls))
        call->cancel();
}

} // namespace app
