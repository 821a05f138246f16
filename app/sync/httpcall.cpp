// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/httpcall.h"
#include "exchange/paths.h"
#include "exchange/problem.h"
#include <QLocale>
#include <QPointer>
#include <algorithm>

namespace app {
using namespace Qt::StringLiterals;

namespace {
constexpr qint64 dateToleranceMs = 500; // "Date" has whole seconds

/// RFC 9110 IMF-fixdate, always in GMT.
QDateTime httpDate(const QByteArray &text)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    return date;
}

QString mediaType(const QNetworkReply &reply)
{
    return QString::fromLatin1(reply.rawHeader("Content-Type")).section(u';', 0, 0).trimmed().toLower();
}

bool isMarkup(const QNetworkReply &reply, const QByteArray &body)
{
    return mediaType(reply).contains("html"_L1) || body.trimmed().startsWith('<');
}
} // namespace

HttpCall::HttpCall(QNetworkReply *reply, const Limits &limits, QObject *parent) : QObject(parent), m_reply(reply), m_limits(limits)
{
    reply->setParent(this);
    m_age.start();
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer); // a coarse one may come before its time
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        const QString phase = m_age.elapsed() >= m_limits.totalMs ? u"whole"_s
                              : m_phase == Phase::Connecting       ? u"connect"_s
                              : m_phase == Phase::Waiting          ? u"answer"_s
                                                                   : u"body"_s;
        fail(Failure::Kind::TimedOut, domain::refuse(u"net.timed-out", {{u"phase"_s, phase}}));
    });
    connect(reply, &QNetworkReply::requestSent, this, [this] {
        if (m_phase == Phase::Connecting)
            enter(Phase::Waiting, m_limits.firstByteMs);
    });
    connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64 total) {
        if (sent > 0 && m_phase <= Phase::Waiting)
            enter(Phase::Waiting, sent < total ? m_limits.stallMs : m_limits.firstByteMs);
    });
    connect(reply, &QNetworkReply::metaDataChanged, this, &HttpCall::readHead);
    connect(reply, &QNetworkReply::readyRead, this, &HttpCall::readBody);
    connect(reply, &QNetworkReply::finished, this, &HttpCall::finished);
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (!errors.isEmpty())
            m_tlsReason = errors.first().errorString();
    });
    enter(Phase::Connecting, m_limits.connectMs);
}

void HttpCall::enter(Phase phase, int deadlineMs)
{
    m_phase = phase;
    m_deadline.start(std::clamp<int>(m_limits.totalMs - int(m_age.elapsed()), 0, deadlineMs));
}

void HttpCall::readHead()
{
    m_status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    enter(Phase::Receiving, m_limits.stallMs);
    // Whoever sends us elsewhere or talks HTML to us is not the centre; its long page need not be heard out.
    if (!isAnswer() && m_status < 400) {
        fail(Failure::Kind::NotOurs,
             domain::refuse(u"net.not-ours", {{u"status"_s, m_status}, {u"html"_s, mediaType(*m_reply).contains("html"_L1)}}));
    }
}

bool HttpCall::isAnswer() const
{
    if (m_takesBytes) // of any type, so the header that only the centre sends must do
        return m_status >= 200 && m_status < 300 && m_reply->hasRawHeader(exchange::timeHeader);
    const QString type = mediaType(*m_reply);
    return m_status == 200 && (type == "application/json"_L1 || (m_page && type == exchange::changesType));
}

void HttpCall::onBytes(std::function<void(qint64 done, qint64 total)> progress)
{
    m_takesBytes = true;
    if (!progress)
        return;
    const auto heard = [this, progress = std::move(progress), larger = qint64(0)](qint64 done, qint64 total) mutable {
        if (m_phase == Phase::Over || total < larger)
            return; // the small body of the other direction
        larger = total;
        progress(done, total);
    };
    connect(m_reply, &QNetworkReply::uploadProgress, this, heard);
    connect(m_reply, &QNetworkReply::downloadProgress, this, heard);
}

void HttpCall::readBody()
{
    if (m_phase == Phase::Over)
        return;
    enter(Phase::Receiving, m_limits.stallMs);
    const QByteArray bytes = m_reply->readAll();
    if (isPageAnswer())
        return readPages(bytes);
    m_body += bytes;
    if (m_body.size() > m_limits.bodyBytesMax)
        fail(Failure::Kind::NotOurs, domain::refuse(u"wire.too-large", {{u"most"_s, m_limits.bodyBytesMax}}));
}

void HttpCall::readPages(const QByteArray &bytes)
{
    const auto fed = m_reader.feed(bytes);
    m_pages += m_reader.takePages();
    if (const auto change = m_reader.takeScopeSetChange())
        m_scopeSetChange = change;
    m_wanted += m_reader.takeWanted();
    if (!fed) {
        const bool damage = fed.refusal().code == "wire.torn"_L1;
        fail(damage ? Failure::Kind::Offline : Failure::Kind::NotOurs, fed.refusal());
    }
    deliver();
}

void HttpCall::finished()
{
    if (m_phase == Phase::Over)
        return;
    if (m_reply->bytesAvailable() > 0)
        readBody();
    if (m_phase == Phase::Over)
        return;
    if (m_status >= 400) {
        m_failure = failureOfStatus();
    } else if (m_reply->error() != QNetworkReply::NoError || m_status == 0) {
        m_failure = failureOfNetwork();
    } else if (isPageAnswer()) {
        if (const auto end = m_reader.finish(); !end)
            m_failure = Failure{Failure::Kind::Offline, m_status, end.refusal(), {}};
    }
    stop();
}

void HttpCall::cancel()
{
    m_pages.clear();
    if (m_phase == Phase::Over)
        m_failure = Failure{Failure::Kind::Cancelled, 0, domain::refuse(u"net.cancelled"), {}};
    else
        fail(Failure::Kind::Cancelled, domain::refuse(u"net.cancelled"));
}

void HttpCall::fail(Failure::Kind kind, const domain::Refusal &refusal)
{
    if (m_phase == Phase::Over)
        return;
    m_failure = Failure{kind, m_status, refusal, {}};
    stop();
}

void HttpCall::stop()
{
    m_phase = Phase::Over;
    m_deadline.stop();
    m_received = true;
    m_reply->disconnect(this);
    if (m_reply->isRunning() && m_reply->error() == QNetworkReply::NoError) // else it is ending by itself
        m_reply->abort();
    deliver();
}

void HttpCall::deliver()
{
    if (m_deliveryDue || (m_pages.isEmpty() && !m_received))
        return;
    m_deliveryDue = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_deliveryDue = false;
            const QPointer<HttpCall> self(this);
            if (!m_pages.isEmpty())
                m_page(m_pages.takeFirst());
            else if (const auto ended = std::exchange(m_ended, {}))
                ended(end());
            if (self && m_ended)
                deliver();
            else if (self)
                deleteLater();
        },
        Qt::QueuedConnection);
}

HttpCall::End HttpCall::end() const
{
    End end{m_body, m_failure, centreTime(), m_status, {}};
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        end.headers.insert(name.toLower(), value);
    return end;
}

Failure HttpCall::failureOfStatus() const
{
    const bool waitAndSee = m_status == 408 || m_status == 429 || m_status == 502 || m_status == 503 || m_status == 504;
    const std::optional<domain::Refusal> problem = exchange::decodeProblem(m_body);
    if (waitAndSee || (m_status >= 500 && !problem)) {
        const domain::Refusal busy = problem.value_or(domain::refuse(u"net.busy", {{u"status"_s, m_status}}));
        return {Failure::Kind::Busy, m_status, busy, retryAfterSeconds()};
    }
    if (problem)
        return {Failure::Kind::Refused, m_status, *problem, retryAfterSeconds()};
    const bool html = isMarkup(*m_reply, m_body);
    return {Failure::Kind::NotOurs, m_status, domain::refuse(u"net.not-ours", {{u"status"_s, m_status}, {u"html"_s, html}}), {}};
}

Failure HttpCall::failureOfNetwork() const
{
    const QJsonObject reason{{u"reason"_s, m_reply->errorString()}};
    switch (m_reply->error()) {
    case QNetworkReply::SslHandshakeFailedError:
        return {Failure::Kind::TlsFailed, 0, domain::refuse(u"net.tls", m_tlsReason.isEmpty() ? reason : QJsonObject{{u"reason"_s, m_tlsReason}}), {}};
    case QNetworkReply::TimeoutError:
        return {Failure::Kind::TimedOut, 0, domain::refuse(u"net.timed-out", {{u"phase"_s, u"connect"_s}}), {}};
    case QNetworkReply::ProtocolFailure:
    case QNetworkReply::ProtocolUnknownError:
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::UnknownContentError:
        return {Failure::Kind::NotOurs, m_status, domain::refuse(u"net.not-ours", {{u"status"_s, m_status}, {u"html"_s, false}}), {}};
    default:
        return {Failure::Kind::Offline, m_status, domain::refuse(u"net.offline", reason), {}};
    }
}

CentreTime HttpCall::centreTime() const
{
    const QDateTime exact = QDateTime::fromString(QString::fromLatin1(m_reply->rawHeader(exchange::timeHeader)), Qt::ISODateWithMs);
    if (exact.isValid())
        return {exact.toUTC(), 0};
    const QDateTime date = httpDate(m_reply->rawHeader("Date"));
    return date.isValid() ? CentreTime{date.addMSecs(dateToleranceMs), dateToleranceMs} : CentreTime{};
}

std::optional<int> HttpCall::retryAfterSeconds() const
{
    const QByteArray text = m_reply->rawHeader("Retry-After").trimmed();
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    constexpr qint64 dayLong = 24 * 3600;
    if (isNumber)
        return seconds >= 0 ? std::optional(int(std::min(seconds, dayLong))) : std::nullopt;
    // A date is meant by the sender's own clock.
    const QDateTime then = httpDate(text);
    const QDateTime now = centreTime().time;
    if (!then.isValid() || !now.isValid())
        return std::nullopt;
    return int(std::clamp<qint64>(now.secsTo(then), 0, dayLong));
}

} // namespace app
