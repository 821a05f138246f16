// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/outgoing.h"
#include "domain/casefile/casefile.h"
#include "office/office.h"
#include "office/store.h"
#include "office/workspace.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Outgoing;
using domain::refuse;
using domain::Result;

namespace {

const QString task = u"task:outgoing"_s;

Actor centreAt(const QString &place)
{
    return {u"centre"_s, {}, {u"centre"_s}, place, {}};
}

Result<QStringList> scopesMoved(const Result<Submitted> &done)
{
    if (!done)
        return done.refusal();
    QStringList scopes;
    for (const domain::Document &document : done->documents)
        scopes += document.scopes;
    return scopes;
}

} // namespace

QString post(Workspace &workspace, Outgoing outgoing)
{
    if (outgoing.id.isEmpty()) {
        qsizetype n = 1;
        for (const domain::Document &saved : workspace.saved())
            n += saved.kind == outgoing.kind ? 1 : 0;
        outgoing.id = domain::idFor(QString(outgoing.kind + u':' + workspace.operation().id + u':' + QString::number(n)));
    }
    if (workspace.load(outgoing.id))
        return outgoing.id;
    if (outgoing.place.isEmpty())
        outgoing.place = workspace.operation().place;
    outgoing.createdAt = outgoing.nextAt = outgoing.updatedAt = workspace.now();
    outgoing.state = domain::OutgoingState::Queued;
    const domain::Place *place = workspace.rules().place(outgoing.place);
    workspace.save({outgoing.id, outgoing.kind, 0, place ? QStringList{domain::districtScope(place->district)} : QStringList(), outgoing.toJson()});
    return outgoing.id;
}

void postMessage(Workspace &workspace, const domain::CaseFile &file, const QString &code, QJsonObject facts)
{
    Outgoing message;
    message.channel = u"sms"_s;
    message.to = file.agent.phone.isEmpty() ? file.applicant.phone : file.agent.phone;
    if (message.to.trimmed().isEmpty())
        return;
    const domain::Place *place = workspace.rules().place(file.place);
    facts[u"name"_s] = domain::nameInMessage(file.applicant.name, file.applicant.kind == "legal"_L1);
    facts[u"item"_s] = file.itemName;
    facts[u"number"_s] = file.number;
    facts[u"hall"_s] = place ? place->name : QString();
    facts[u"phone"_s] = place ? place->phone : QString();
    message.code = code;
    message.facts = facts;
    message.about = file.id;
    message.place = file.place;
    post(workspace, message);
}

QString dayInWords(QDate day)
{
    return u"%1月%2日"_s.arg(day.month()).arg(day.day());
}

std::optional<Outgoing> Outbox::outgoing(const QString &id) const
{
    return m_office.read<std::optional<Outgoing>>([&]() -> std::optional<Outgoing> {
        const auto document = m_office.store().documents.load(id);
        if (!document || (document->kind != "message"_L1 && document->kind != "delivery"_L1))
            return {};
        const Result<Outgoing> outgoing = Outgoing::fromJson(document->body);
        return outgoing ? std::optional(*outgoing) : std::nullopt;
    });
}

QList<Outgoing> Outbox::read(const QList<OutgoingRow> &rows) const
{
    QList<Outgoing> list;
    for (const OutgoingRow &row : rows) {
        if (const auto known = outgoing(row.id))
            list << *known;
    }
    return list;
}

QStringList Outbox::dueChannels() const
{
    return m_office.read<QStringList>([&] { return m_office.store().outgoing.dueChannels(m_office.now()); });
}

QList<Outgoing> Outbox::due(const QString &channel, int limit) const
{
    return m_office.read<QList<Outgoing>>([&] { return read(m_office.store().outgoing.due(channel, m_office.now(), limit)); });
}

QList<Outgoing> Outbox::list(const QStringList &states, int limit) const
{
    return m_office.read<QList<Outgoing>>([&] { return read(m_office.store().outgoing.list(states, limit)); });
}

qint64 Outbox::count(const QStringList &states) const
{
    return m_office.read<qint64>([&] { return m_office.store().outgoing.count(states); });
}

QList<Outgoing> Outbox::about(const QString &document) const
{
    return m_office.read<QList<Outgoing>>([&] { return read(m_office.store().outgoing.about(document)); });
}

Result<QStringList> Outbox::settle(const Attempt &attempt)
{
    const auto known = outgoing(attempt.id);
    if (!known)
        return refuse(u"outgoing.unknown");
    if (attempt.sent)
        return scopesMoved(m_office.submit({u"outgoing.sent"_s, attempt.id, {{u"attempt"_s, attempt.number}, {u"receipt"_s, attempt.receipt}, {u"text"_s, attempt.text}},
                                            centreAt(known->place)}));
    return scopesMoved(m_office.submit({u"outgoing.failed"_s, attempt.id,
                                        {{u"attempt"_s, attempt.number}, {u"problem"_s, attempt.problem.toJson()}, {u"permanent"_s, attempt.permanent}},
                                        centreAt(known->place)}));
}

Result<QStringList> Outbox::noteEvent(const QString &channel, const QString &id, const QJsonObject &event)
{
    const auto known = outgoing(id);
    if (!known || !known->isDelivery())
        return refuse(u"outgoing.unknown");
    if (known->channel != channel)
        return refuse(u"outgoing.channel", {{u"channel"_s, channel}});
    if (known->knows(event[u"event"_s].toString()))
        return QStringList();
    return scopesMoved(m_office.submit({u"delivery.event"_s, id, event, centreAt(known->place)}));
}

bool Outbox::hold()
{
    return m_office.read<bool>([&] { return m_office.store().database.tryHold(task); });
}

void Outbox::release()
{
    m_office.read<bool>([&] { return m_office.store().database.release(task), true; });
}

} // namespace office
