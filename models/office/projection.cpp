// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/projection.h"
#include "domain/casefile/caseagenda.h"
#include "domain/retention/retention.h"
#include "office/rulebook.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;

namespace {

/// Only what differs from the rule, that a case is its clerk's, takes a row.
void projectResponsibility(Store &store, const domain::Document &document, bool isOpen)
{
    if (isOpen && document.body.contains(u"responsibility"_s))
        store.responsibilities.put(document.id, domain::Responsibility::of(document.body));
    else
        store.responsibilities.remove(document.id);
}

using Entry = std::optional<storage::SearchEntry>;

Entry projectCase(Store &store, const Rulebook &rules, const domain::Document &document)
{
    const auto file = domain::CaseFile::fromJson(document.body);
    if (!file)
        return {};
    const domain::Place *place = rules.place(file->place);
    const domain::OfficeHours hours = place ? place->hours : domain::OfficeHours{};
    store.cases.put(*file, hours);
    store.work.put(*file, hours);
    store.duties.put(*file);
    projectResponsibility(store, document, file->isOpen());
    store.agenda.put(file->id, domain::agendaOf(*file, rules.region(place ? place->district : QString()), rules.calendar(), hours));
    store.blobs.setReferences(file->id, file->blobs(), file->updatedAt);
    storage::SearchEntry entry;
    entry.id = file->id;
    entry.kind = u"case"_s;
    entry.name = file->applicant.name;
    entry.numbers = QStringList{file->number, file->applicant.idNumber};
    // What was printed off line still finds the case after the centre gave it its legal number.
    if (const QString provisional = file->more[u"provisionalNumber"_s].toString(); !provisional.isEmpty())
        entry.numbers << provisional;
    entry.words = file->itemName;
    entry.sortKey = file->updatedAt.toMSecsSinceEpoch();
    return entry;
}

Entry projectApplicant(Store &store, const Rulebook &, const domain::Document &document)
{
    const auto applicant = domain::Applicant::fromJson(document.body);
    if (!applicant)
        return {};
    store.applicants.put(*applicant);
    storage::SearchEntry entry;
    entry.id = applicant->card.id;
    entry.kind = u"applicant"_s;
    entry.name = applicant->card.name;
    entry.numbers = QStringList{applicant->card.idNumber, applicant->card.phone};
    return entry;
}

Entry projectAssignment(Store &store, const Rulebook &, const domain::Document &document)
{
    store.work.assign(document.id, document.body[u"case"_s].toString(), document.body[u"step"_s].toString(), document.body[u"holder"_s].toString());
    return {};
}

Entry projectOutgoing(Store &store, const Rulebook &, const domain::Document &document)
{
    if (const auto outgoing = domain::Outgoing::fromJson(document.body))
        store.outgoing.put(*outgoing);
    return {};
}

Entry projectLicence(Store &store, const Rulebook &, const domain::Document &document)
{
    const auto licence = domain::Licence::fromJson(document.body);
    if (!licence)
        return {};
    store.licences.put(*licence);
    store.agenda.put(licence->id, domain::agendaOf(*licence));
    return {};
}

Entry projectOrder(Store &store, const Rulebook &rules, const domain::Document &document)
{
    const auto order = domain::WorkOrder::fromJson(document.body);
    if (!order)
        return {};
    const domain::Place *place = rules.place(order->place);
    const domain::OfficeHours hours = place ? place->hours : domain::OfficeHours{};
    store.orders.put(*order, hours);
    projectResponsibility(store, document, order->isOpen());
    store.agenda.put(order->id, domain::agendaOf(*order, hours));
    storage::SearchEntry entry;
    entry.id = order->id;
    entry.kind = u"workorder"_s;
    entry.name = order->personName.isEmpty() ? order->department : order->personName;
    entry.numbers = QStringList{order->number, order->personPhone, order->external, order->caseNumber};
    entry.words = order->words.isEmpty() ? order->itemName : order->words;
    entry.sortKey = order->updatedAt.toMSecsSinceEpoch();
    return entry;
}

Entry projectRating(Store &store, const Rulebook &, const domain::Document &document)
{
    if (const auto rating = domain::Rating::fromJson(document.body))
        store.ratings.put(*rating);
    return {};
}

Entry projectSummary(Store &store, const Rulebook &, const domain::Document &document)
{
    if (const auto summary = domain::RatingSummary::fromJson(document.body))
        store.agenda.put(document.id, domain::agendaOf(*summary));
    return {};
}

using Projecting = Entry (*)(Store &store, const Rulebook &rules, const domain::Document &document);

/// The kinds of documents with members of their own.
const QHash<QString, Projecting> &projections()
{
    static const QHash<QString, Projecting> table{
        {u"case"_s, projectCase},
        {u"applicant"_s, projectApplicant},
        {u"assignment"_s, projectAssignment},
        {u"workorder"_s, projectOrder},
        {u"rating"_s, projectRating},
        {u"rating-summary"_s, projectSummary},
        {u"message"_s, projectOutgoing},
        {u"delivery"_s, projectOutgoing},
        {u"licence"_s, projectLicence},
    };
    return table;
}

/// What is kept for a time only: the end of that time stands in the agenda beside what else the clock will do.
void projectRetention(Store &store, const Rulebook &rules, const domain::Document &document)
{
    const domain::Place *place = rules.place(document.body[u"place"_s].toString());
    QString district = place ? place->district : QString();
    for (const QString &scope : document.scopes) { // an applicant belongs to no hall, but to the districts that know it
        if (district.isEmpty() && scope.startsWith(u"d/"))
            district = scope.sliced(2);
    }
    const domain::Region &region = rules.region(district);
    if (!region.more.contains(u"retention"_s))
        return;
    const domain::Agenda agenda = domain::retentionAgenda(document, region);
    for (const domain::AgendaEntry &entry : agenda)
        store.agenda.add(document.id, entry);
    static const QStringList withoutOther{u"applicant"_s, u"rating"_s, u"message"_s, u"delivery"_s}; // the others' agenda was just made anew
    if (agenda.isEmpty() && withoutOther.contains(document.kind))
        store.agenda.put(document.id, {});
}

} // namespace

bool isProjected(const QString &kind)
{
    return projections().contains(kind);
}

void project(Store &store, const Rulebook &rules, const QList<domain::Document> &documents)
{
    QList<storage::SearchEntry> entries;
    for (const domain::Document &document : documents) {
        const Projecting projecting = projections().value(document.kind);
        if (const Entry entry = projecting ? projecting(store, rules, document) : Entry())
            entries << *entry;
        if (projecting)
            projectRetention(store, rules, document);
    }
    if (!entries.isEmpty())
        store.search.put(entries);
}

void project(Store &store, const Rulebook &rules, const domain::Document &document)
{
    project(store, rules, QList<domain::Document>{document});
}

void unproject(Store &store, const QString &id)
{
    store.cases.remove(id);
    store.work.remove(id);
    store.duties.remove(id);
    store.responsibilities.remove(id);
    store.work.unassign(id);
    store.agenda.put(id, {});
    store.outgoing.remove(id);
    store.licences.remove(id);
    store.applicants.remove(id);
    store.orders.remove(id);
    store.ratings.remove(id);
    store.search.remove(id);
    store.blobs.setReferences(id, {});
}

} // namespace office
