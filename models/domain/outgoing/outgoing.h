// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDateTime>
#include <QList>
#include <QStringList>
#include <optional>

namespace domain {

/// How far something that leaves the house has come.
enum class OutgoingState {
    Queued,    ///< 待发: waits for its first or next attempt
    Sent,      ///< 已发: the partner has taken it and said so
    Delivered, ///< 已达: the partner says that it has arrived
    Failed,    ///< 失败: no further attempt is made by itself; a person decides
    Dropped,   ///< 不再发: a person decided that it is not sent any more
};
QString toCode(OutgoingState state); ///< "queued", "sent", "delivered", "failed", "dropped"
std::optional<OutgoingState> outgoingStateFromCode(QStringView code);

/// What a partner told about a delivery after it had taken it: a step of the way, an arrival, an answer.
struct OutgoingEvent
{
    QString id;        ///< the partner's own; told twice it counts once
    QString state;     ///< "moving", "delivered", "failed", "feedback"
    QDateTime at;      ///< UTC, as the partner has it
    QString text;      ///< in the partner's words, "已到达西安转运中心"
    QJsonObject facts; ///< whatever else it told: {signedBy}, {result}
};

/// One thing that leaves the house: a message to a person (document of kind "message") or a delivery to a partner (kind
/// "delivery"). It is queued by the very act that makes it necessary and sent by the centre, at least once: `id` goes with every
/// attempt, so that a partner can tell repetition from a second thing.
struct Outgoing
{
    QString id;
    QString kind = QStringLiteral("message"); ///< "message", "delivery"
    QString channel;     ///< "sms", "regulator", "courier"
    QString to;          ///< telephone number, the regulator's code, address of the addressee
    QString code;        ///< which words (MessageWords), or what a delivery is: "licence.granted", "result.mail"
    QJsonObject facts;   ///< what the words and the partner need; {number}: the case it is about, as people call it
    QString about;       ///< document it is about, as a rule a case
    QString place;       ///< hall it leaves from
    OutgoingState state = OutgoingState::Queued;
    int attempts = 0;    ///< since it was queued or taken up again by a person
    QDateTime createdAt; ///< UTC, like the rest
    QDateTime nextAt;    ///< not to be tried before; only while Queued
    QDateTime sentAt;
    QDateTime updatedAt;
    Refusal lastError;   ///< of the last attempt that failed; empty code: none
    QJsonObject receipt; ///< what the partner gave for it: {reference}, {waybill}
    QString text;        ///< the words as they were sent
    QList<OutgoingEvent> events;
    QString reason;      ///< why it was dropped
    QJsonObject more;    ///< members this version does not know

    bool isDelivery() const { return kind == QLatin1StringView("delivery"); }
    bool knows(QStringView eventId) const;
    QJsonObject toJson() const;
    /// Refusals: outgoing.malformed {member}.
    static Result<Outgoing> fromJson(const QJsonObject &json);
};

/// How often a channel is tried before a person must look: a text message is worth nothing a day later, a duty to inform is.
int attemptsMax(QStringView channel);
/// When to try again after failed attempt number `attempts` (from 1): 1, 5, 15, 60 minutes, then every four hours, each up to a
/// fifth longer, by a share drawn from id and attempt, so that what failed together does not come back together.
QDateTime nextAttempt(const Outgoing &outgoing, int attempts, const QDateTime &now);

/// An attempt failed: waits for the next one, or is given up. `permanent`: the partner wants nothing of it, ever.
void noteFailure(Outgoing &outgoing, const Refusal &problem, bool permanent, const QDateTime &now);
/// A partner told something; a repeated event changes nothing.
void noteEvent(Outgoing &outgoing, const OutgoingEvent &event, const QDateTime &now);

/// The words of messages, as resources/messages/messages.json has them: {code: "…{fact}…"}. Names are shortened by who posts, not
/// here.
class MessageWords
{
public:
    MessageWords() = default;
    explicit MessageWords(QJsonObject texts) : m_texts(std::move(texts)) {}
    bool has(const QString &code) const { return m_texts.contains(code); }
    QStringList codes() const { return m_texts.keys(); }
    /// Refusals: outgoing.no-words {code}; outgoing.fact-lacking {code, fact}: nobody gets a sentence with a hole in it.
    Result<QString> text(const QString &code, const QJsonObject &facts) const;

private:
    QJsonObject m_texts;
};

/// A name as a text message may bear it: 张*, 欧阳*; an organisation's whole.
QString nameInMessage(const QString &name, bool isOrganisation);

} // namespace domain
