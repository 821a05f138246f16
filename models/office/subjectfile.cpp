// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/subjectfile.h"
#include "domain/applicant/applicant.h"
#include "domain/jsontime.h"
#include "office/archive.h"
#include "office/licences.h"
#include "office/store.h"
#include <QJsonArray>

namespace office {
using namespace Qt::StringLiterals;
using domain::refuse;
using domain::Result;

namespace {

constexpr int casesMax = 2000, rowsAtOnce = 200, ordersMax = 200;

bool isSeen(const domain::Document &document, const QStringList &scopes)
{
    return std::any_of(document.scopes.begin(), document.scopes.end(), [&](const QString &scope) { return scopes.contains(scope); });
}

QJsonObject caseEntry(const domain::CaseFile &file, const Rulebook &rules)
{
    QJsonArray materials, scans;
    for (const domain::CaseMaterial &material : file.materials)
        materials << QJsonObject{{u"name"_s, material.name}, {u"mark"_s, toCode(material.mark)}};
    for (const domain::Attachment &scan : file.attachments)
        scans << QJsonObject{{u"name"_s, scan.name}, {u"size"_s, scan.size}, {u"addedAt"_s, domain::instantText(scan.addedAt)}};
    const domain::Place *place = rules.place(file.place);
    QJsonObject json{{u"number"_s, file.number}, {u"item"_s, file.itemName}, {u"department"_s, file.department}, {u"state"_s, toCode(file.state)},
                     {u"place"_s, place ? place->name : QString()}, {u"receivedAt"_s, domain::instantText(file.receivedAt)}, {u"applicant"_s, file.applicant.toJson()},
                     {u"answers"_s, file.answers}, {u"fields"_s, file.fields}, {u"materials"_s, materials}, {u"scans"_s, scans}};
    if (!file.agent.isEmpty())
        json[u"agent"_s] = file.agent.toJson();
    return json;
}

} // namespace

Result<QJsonObject> SubjectFile::collect(const QString &applicantId, const QStringList &scopes) const
{
    return m_office.guarded<QJsonObject>([&]() -> Result<QJsonObject> {
        const Store &store = m_office.store();
        const auto document = store.documents.load(applicantId);
        // What nobody here may see is told as if there were none.
        if (!document || document->kind != "applicant"_L1 || !isSeen(*document, scopes))
            return refuse(u"document.unknown");
        const Result<domain::Applicant> applicant = domain::Applicant::fromJson(document->body);
        if (!applicant)
            return applicant.refusal();
        const auto rules = m_office.rules();
        QJsonArray cases, licences, orders, messages, looked;
        QStringList about{applicantId};
        QSet<QString> orderIds;
        const auto addOrders = [&](const QString &number) {
            if (number.isEmpty())
                return;
            for (const storage::SearchFound &found : store.search.find(number, ordersMax, u"workorder")) {
                const auto held = store.documents.load(found.id);
                const auto order = held && isSeen(*held, scopes) ? domain::WorkOrder::fromJson(held->body) : Result<domain::WorkOrder>(refuse(u"document.unknown"));
                const bool isTheirs = order && (order->personPhone == number || order->caseNumber == number);
                if (!isTheirs || orderIds.contains(order->id))
                    continue;
                orderIds << order->id;
                about << order->id;
                orders << QJsonObject{{u"number"_s, order->number}, {u"source"_s, toCode(order->source)}, {u"state"_s, toCode(order->state)}, {u"words"_s, order->words},
                                      {u"answer"_s, order->answer}, {u"registeredAt"_s, domain::instantText(order->registeredAt)}};
            }
        };
        CaseFilter filter;
        filter.applicant = applicantId;
        std::optional<CaseKey> after;
        for (bool more = true; more && cases.size() < casesMax;) {
            const QList<CaseRow> rows = store.cases.page(filter, after, rowsAtOnce);
            for (const CaseRow &row : rows) {
                const auto held = store.documents.load(row.id);
                const auto file = held && isSeen(*held, scopes) ? domain::CaseFile::fromJson(held->body) : Result<domain::CaseFile>(refuse(u"document.unknown"));
                if (!file)
                    continue;
                cases << caseEntry(*file, *rules);
                about << file->id;
                for (const storage::OutgoingRow &row : store.outgoing.about(file->id)) {
                    const auto sent = store.documents.load(row.id);
                    if (sent && sent->kind == "message"_L1)
                        messages << QJsonObject{{u"to"_s, sent->body[u"to"_s]}, {u"text"_s, sent->body[u"text"_s]}, {u"state"_s, sent->body[u"state"_s]}, {u"at"_s, sent->body[u"createdAt"_s]}};
                }
                addOrders(file->number);
            }
            more = rows.size() == rowsAtOnce;
            if (more)
                after = CaseKey{rows.last().updatedAt.toMSecsSinceEpoch(), rows.last().id};
        }
        addOrders(applicant->card.phone);
        for (const domain::Licence &licence : Licences(m_office).ofHolder(applicantId)) {
            about << licence.id;
            licences << QJsonObject{{u"name"_s, licence.name}, {u"number"_s, licence.number}, {u"state"_s, toCode(licence.state)},
                                    {u"validFrom"_s, licence.validFrom.toString(Qt::ISODate)}, {u"validTo"_s, licence.validTo.toString(Qt::ISODate)}};
        }
        about.removeDuplicates();
        for (const QString &id : std::as_const(about)) {
            for (const storage::JournalRow &row : store.journal.ofDocument(id)) {
                if (row.operation.type != "data.view"_L1 && row.operation.type != "subject.collect"_L1)
                    continue;
                const domain::Staff *staff = rules->staff(row.operation.actor);
                const domain::Place *place = rules->place(row.operation.place);
                looked << QJsonObject{{u"at"_s, domain::instantText(row.operation.made.estimate)}, {u"by"_s, staff ? staff->name : QString()},
                                      {u"place"_s, place ? place->name : QString()}, {u"purpose"_s, row.operation.body[u"purpose"_s]}, {u"what"_s, row.operation.body[u"what"_s]}};
            }
        }
        return QJsonObject{{u"applicant"_s, document->body}, {u"cases"_s, cases}, {u"licences"_s, licences}, {u"workorders"_s, orders}, {u"messages"_s, messages},
                           {u"looked"_s, looked}, {u"made"_s, domain::instantText(m_office.now())}};
    });
}

} // namespace office
