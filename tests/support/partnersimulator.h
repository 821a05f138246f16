// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/jsontime.h"
#include "domain/outgoing/outgoing.h"
#include "server/http/listener.h"
#include "server/outgoing/partners.h"
#include <QJsonDocument>
#include <mutex>

namespace support {

/// A courier, a supervising authority or a text message gateway on loopback: takes what is posted to it, gives waybill numbers, tells of
/// the way, and fails on demand. One thing posted twice is one thing.
class PartnerSimulator
{
public:
    enum class Mood { Well, Busy, Unwilling, LockedOut, Silent };

    explicit PartnerSimulator(QByteArray key = "a-key-shared-by-two") : key(std::move(key))
    {
        server::Serving serving;
        serving.traits = [](QByteArrayView, QByteArrayView) { return server::RouteTraits{server::Lane::Write, 64 * 1024}; };
        serving.makeService = [this](server::Lane) { return std::make_unique<Door>(*this); };
        m_listener = std::make_unique<server::Listener>(server::Listener::Options(), serving);
        const auto started = m_listener->start();
        if (!started)
            qFatal("the simulator can't listen: %s", qPrintable(started.refusal().code));
    }

    server::Partner partner(const QString &channel, int timeoutSeconds = 5) const
    {
        server::Partner partner;
        partner.channel = channel;
        partner.url = QUrl(QStringLiteral("http://127.0.0.1:%1/orders").arg(m_listener->port()));
        partner.key = key;
        partner.timeoutSeconds = timeoutSeconds;
        return partner;
    }
    void be(Mood mood)
    {
        const std::lock_guard lock(m_mutex);
        m_mood = mood;
    }
    /// Every attempt, as it came.
    QList<QJsonObject> taken() const
    {
        const std::lock_guard lock(m_mutex);
        return m_taken;
    }
    int attempts() const
    {
        const std::lock_guard lock(m_mutex);
        return m_attempts;
    }
    QString waybillOf(const QString &id) const
    {
        const std::lock_guard lock(m_mutex);
        return m_waybills.value(id);
    }
    bool alwaysSigned() const
    {
        const std::lock_guard lock(m_mutex);
        return m_alwaysSigned;
    }

    /// What the partner would post back, and by which signature.
    struct Told { QByteArray body, signature; };
    Told tell(const QString &delivery, const QString &state, const QDateTime &now, const QString &text = {}, const QJsonObject &facts = {})
    {
        const QJsonObject event{{QStringLiteral("event"), QStringLiteral("ev-%1").arg(++m_events)}, {QStringLiteral("delivery"), delivery}, {QStringLiteral("state"), state},
                                {QStringLiteral("at"), domain::instantText(now)}, {QStringLiteral("text"), text}, {QStringLiteral("facts"), facts}};
        const QByteArray body = QJsonDocument(event).toJson(QJsonDocument::Compact);
        return {body, server::signatureOf(key, body, now)};
    }

    const QByteArray key;

private:
    class Door : public server::Service
    {
    public:
        explicit Door(PartnerSimulator &house) : m_house(house) {}
        server::Answer answer(const server::Request &request) override { return m_house.answer(request); }

    private:
        PartnerSimulator &m_house;
    };

    server::Answer answer(const server::Request &request)
    {
        const std::lock_guard lock(m_mutex);
        ++m_attempts;
        switch (m_mood) {
        case Mood::Busy:
            return server::Response::problem(503, QStringLiteral("busy"), QStringLiteral("Busy"));
        case Mood::Unwilling:
            return server::Response::problem(422, QStringLiteral("address"), QStringLiteral("No such address"));
        case Mood::LockedOut:
            return server::Response::problem(401, QStringLiteral("key"), QStringLiteral("Who are you"));
        case Mood::Silent:
            return server::Postpone{{QStringLiteral("never")}, 30};
        case Mood::Well:
            break;
        }
        const QJsonObject envelope = QJsonDocument::fromJson(request.body).object();
        const QString id = envelope[QStringLiteral("id")].toString();
        // The time in the signature is the sender's; how far it is off is told by the sender's tests.
        const qint64 at = request.header("onewindow-signature").mid(2).split(',').first().toLongLong();
        const bool isSigned = server::checkSignature(key, request.body, request.header("onewindow-signature"), QDateTime::fromSecsSinceEpoch(at, Qt::UTC)).ok();
        m_alwaysSigned = m_alwaysSigned && isSigned && request.header("idempotency-key") == id.toUtf8();
        m_taken << envelope;
        if (!m_waybills.contains(id))
            m_waybills.insert(id, QStringLiteral("SIM%1").arg(m_waybills.size() + 1, 10, 10, QChar(u'0')));
        return server::Response::json(201, {{QStringLiteral("reference"), id.left(8)}, {QStringLiteral("waybill"), m_waybills.value(id)}});
    }

    mutable std::mutex m_mutex;
    Mood m_mood = Mood::Well;
    QList<QJsonObject> m_taken;
    QMap<QString, QString> m_waybills;
    int m_attempts = 0, m_events = 0;
    bool m_alwaysSigned = true;
    std::unique_ptr<server::Listener> m_listener; ///< last: its threads use the others
};

} // namespace support
