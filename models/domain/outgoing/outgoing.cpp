// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/outgoing/outgoing.h"
#include "domain/codes.h"
#include "domain/jsontime.h"
#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

constexpr Codes<OutgoingState, 5> states{{{OutgoingState::Queued, u"queued"},
                                          {OutgoingState::Sent, u"sent"},
                                          {OutgoingState::Delivered, u"delivered"},
                                          {OutgoingState::Failed, u"failed"},
                                          {OutgoingState::Dropped, u"dropped"}}};

const QStringList knownMembers{u"id"_s,      u"kind"_s,      u"channel"_s, u"to"_s,     u"code"_s,      u"facts"_s,
                               u"about"_s,   u"place"_s,     u"state"_s,   u"attempts"_s, u"createdAt"_s, u"nextAt"_s,
                               u"sentAt"_s,  u"updatedAt"_s, u"problem"_s, u"receipt"_s, u"text"_s,     u"events"_s,
                               u"reason"_s};

QJsonObject toJson(const OutgoingEvent &event)
{
    QJsonObject json{{u"id"_s, event.id}, {u"state"_s, event.state}, {u"at"_s, instantText(event.at)}};
    if (!event.text.isEmpty())
        json[u"text"_s] = event.text;
    if (!event.facts.isEmpty())
        json[u"facts"_s] = event.facts;
    return json;
}

} // namespace

QString toCode(OutgoingState state)
{
    return states.code(state);
}

std::optional<OutgoingState> outgoingStateFromCode(QStringView code)
{
    return states.value(code);
}

bool Outgoing::knows(QStringView eventId) const
{
    return std::any_of(events.begin(), events.end(), [&](const OutgoingEvent &event) { return event.id == eventId; });
}

QJsonObject Outgoing::toJson() const
{
    QJsonObject json = more;
    json[u"id"_s] = id;
    json[u"kind"_s] = kind;
    json[u"channel"_s] = channel;
    json[u"to"_s] = to;
    json[u"code"_s] = code;
    json[u"facts"_s] = facts;
    json[u"about"_s] = about;
    json[u"place"_s] = place;
    json[u"state"_s] = toCode(state);
    json[u"attempts"_s] = attempts;
    for (const auto &[member, time] : {std::pair(u"createdAt"_s, createdAt), std::pair(u"nextAt"_s, nextAt), std::pair(u"sentAt"_s, sentAt),
                                       std::pair(u"updatedAt"_s, updatedAt)}) {
        if (time.isValid())
            json[member] = instantText(time);
    }
    if (!lastError.code.isEmpty())
        json[u"problem"_s] = lastError.toJson();
    if (!receipt.isEmpty())
        json[u"receipt"_s] = receipt;
    if (!text.isEmpty())
        json[u"text"_s] = text;
    if (!events.isEmpty()) {
        QJsonArray list;
        for (const OutgoingEvent &event : events)
            list << domain::toJson(event);
        json[u"events"_s] = list;
    }
    if (!reason.isEmpty())
        json[u"reason"_s] = reason;
    return json;
}

Result<Outgoing> Outgoing::fromJson(const QJsonObject &json)
{
    const auto malformed = [](QStringView member) { return refuse(u"outgoing.malformed", {{u"member"_s, member.toString()}}); };
    Outgoing outgoing;
    outgoing.id = json[u"id"_s].toString();
    if (outgoing.id.isEmpty())
        return malformed(u"id");
    outgoing.kind = json[u"kind"_s].toString();
    if (outgoing.kind != "message"_L1 && outgoing.kind != "delivery"_L1)
        return malformed(u"kind");
    outgoing.channel = json[u"channel"_s].toString();
    if (outgoing.channel.isEmpty())
        return malformed(u"channel");
    const auto state = outgoingStateFromCode(json[u"state"_s].toString());
    if (!state)
        return malformed(u"state");
    outgoing.state = *state;
    outgoing.to = json[u"to"_s].toString();
    outgoing.code = json[u"code"_s].toString();
    outgoing.facts = json[u"facts"_s].toObject();
    outgoing.about = json[u"about"_s].toString();
    outgoing.place = json[u"place"_s].toString();
    outgoing.attempts = json[u"attempts"_s].toInt();
    outgoing.createdAt = instantFromText(json[u"createdAt"_s]);
    outgoing.nextAt = instantFromText(json[u"nextAt"_s]);
    outgoing.sentAt = instantFromText(json[u"sentAt"_s]);
    outgoing.updatedAt = instantFromText(json[u"updatedAt"_s]);
    outgoing.lastError = Refusal::fromJson(json[u"problem"_s].toObject());
    outgoing.receipt = json[u"receipt"_s].toObject();
    outgoing.text = json[u"text"_s].toString();
    for (const QJsonValue &value : json[u"events"_s].toArray()) {
        const QJsonObject event = value.toObject();
        outgoing.events << OutgoingEvent{event[u"id"_s].toString(), event[u"state"_s].toString(), instantFromText(event[u"at"_s]),
                                         event[u"text"_s].toString(), event[u"facts"_s].toObject()};
    }
    outgoing.reason = json[u"reason"_s].toString();
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (!knownMembers.contains(it.key()))
            outgoing.more.insert(it.key(), it.value());
    }
    return outgoing;
}

int attemptsMax(QStringView channel)
{
    return channel == u"sms" ? 8 : channel == u"regulator" ? 20 : 12;
}

QDateTime nextAttempt(const Outgoing &outgoing, int attempts, const QDateTime &now)
{
    static constexpr qint64 minutes[] = {1, 5, 15, 60, 240};
    const qint64 pause = minutes[std::clamp(attempts, 1, int(std::size(minutes))) - 1] * 60'000;
    const QByteArray drawn = QCryptographicHash::hash(QString(outgoing.id + u':' + QString::number(attempts)).toUtf8(), QCryptographicHash::Sha256);
    const qint64 share = uchar(drawn[0]); // of 255
    return now.addMSecs(pause + pause * share / (5 * 255));
}

void noteFailure(Outgoing &outgoing, const Refusal &problem, bool permanent, const QDateTime &now)
{
    ++outgoing.attempts;
    outgoing.lastError = problem;
    outgoing.updatedAt = now;
    if (permanent || outgoing.attempts >= attemptsMax(outgoing.channel)) {
        outgoing.state = OutgoingState::Failed;
        outgoing.nextAt = {};
        return;
    }
    outgoing.state = OutgoingState::Queued;
    outgoing.nextAt = nextAttempt(outgoing, outgoing.attempts, now);
}

void noteEvent(Outgoing &outgoing, const OutgoingEvent &event, const QDateTime &now)
{
    if (outgoing.knows(event.id))
        return;
    outgoing.events << event;
    std::stable_sort(outgoing.events.begin(), outgoing.events.end(), [](const OutgoingEvent &a, const OutgoingEvent &b) { return a.at < b.at; });
    outgoing.updatedAt = now;
    // What has arrived has arrived, whatever else comes late; and an event proves that it was taken.
    if (event.state == "delivered"_L1) {
        outgoing.state = OutgoingState::Delivered;
        outgoing.lastError = {};
    } else if (event.state == "failed"_L1 && outgoing.state != OutgoingState::Delivered) {
        outgoing.state = OutgoingState::Failed;
        outgoing.lastError = refuse(u"outgoing.not-delivered", {{u"detail"_s, event.text}});
    } else if (outgoing.state == OutgoingState::Queued) {
        outgoing.state = OutgoingState::Sent;
    }
    if (outgoing.state != OutgoingState::Queued)
        outgoing.nextAt = {};
}

Result<QString> MessageWords::text(const QString &code, const QJsonObject &facts) const
{
    if (!has(code))
        return refuse(u"outgoing.no-words", {{u"code"_s, code}});
    const QString words = m_texts[code].toString();
    static const QRegularExpression hole(u"\\{(\\w+)\\}"_s);
    QString text;
    qsizetype from = 0;
    for (auto match = hole.globalMatch(words); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        const QString fact = facts[found.captured(1)].toVariant().toString();
        if (fact.isEmpty())
            return refuse(u"outgoing.fact-lacking", {{u"code"_s, code}, {u"fact"_s, found.captured(1)}});
        text += QStringView(words).mid(from, found.capturedStart() - from) + fact;
        from = found.capturedEnd();
    }
    return QString(text + QStringView(words).mid(from));
}

QString nameInMessage(const QString &name, bool isOrganisation)
{
    if (isOrganisation || name.size() < 2)
        return name;
    static const QStringList compound{u"欧阳"_s, u"司马"_s, u"上官"_s, u"诸葛"_s, u"夏侯"_s, u"皇甫"_s, u"尉迟"_s, u"公孙"_s, u"慕容"_s, u"令狐"_s, u"司徒"_s, u"长孙"_s, u"宇文"_s};
    // A surname outside the Basic Multilingual Plane takes two units.
    const qsizetype surname = name.size() > 2 && compound.contains(name.first(2)) ? 2 : name[0].isHighSurrogate() ? 2 : 1;
    return QString(name.first(surname) + u'*');
}

} // namespace domain
