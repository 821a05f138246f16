// SPDX-License-Identifier: GPL-3.0-or-later
// Who did what (the audit administrator reads it, and is on record for that), and what is held about one person, for that person.
#include "domain/access/permissions.h"
#include "domain/jsontime.h"
#include "office/auditlog.h"
#include "office/subjectfile.h"
#include "server/tasks/journal.h"
#include "server/routes/route.h"
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace server {
using namespace Qt::StringLiterals;
using domain::refuse;
using domain::Result;

namespace {

constexpr int linesMax = 500, linesUsual = 200;

QString districtOf(const Desk &desk, const Caller &who)
{
    const domain::Place *place = desk.office.rules()->place(who.staff.place);
    return place ? place->district : QString();
}

office::Actor actorOf(const Caller &who)
{
    return {who.staff.id, who.staff.name, who.staff.roles, who.staff.place, who.pass.counter};
}

/// What was looked for, as the journal keeps it.
QString wordsOf(const office::AuditFilter &filter, qint64 before)
{
    QStringList words;
    for (const auto &[name, value] : {std::pair(u"actor"_s, filter.actor), std::pair(u"type"_s, filter.type), std::pair(u"doc"_s, filter.doc),
                                      std::pair(u"from"_s, domain::instantText(filter.from)), std::pair(u"to"_s, domain::instantText(filter.to))}) {
        if (!value.isEmpty())
            words << QString(name + u'=' + value);
    }
    if (before > 0)
        words << u"before=%1"_s.arg(before);
    return words.join(u' ');
}

Result<domain::Done> note(Desk &desk, const Caller &who, const QString &purpose, const QString &filter)
{
    const auto noted = desk.office.submit({u"audit.read"_s, {}, {{u"purpose"_s, purpose}, {u"filter"_s, filter}}, actorOf(who)});
    return noted ? Result<domain::Done>(domain::Done{}) : Result<domain::Done>(noted.refusal());
}

Answer audit(Desk &desk, const Caller &who, const Request &request, const QStringList &)
{
    const auto value = [&](const char16_t *name) { return request.queryValue(QStringView(name)).value_or(QString()); };
    office::AuditFilter filter{value(u"actor"), value(u"type"), value(u"doc"), domain::instantFromText(value(u"from")), domain::instantFromText(value(u"to"))};
    // People know their colleagues by number.
    if (const domain::Staff *staff = desk.office.rules()->staffByNumber(filter.actor))
        filter.actor = staff->id;
    const qint64 before = std::max<qint64>(0, value(u"before").toLongLong());
    const int limit = std::clamp(request.queryValue(u"limit").value_or(QString::number(linesUsual)).toInt(), 1, linesMax);
    if (const auto noted = note(desk, who, value(u"purpose"), wordsOf(filter, before)); !noted)
        return problem(noted.refusal());
    const office::AuditLog log(desk.office);
    const auto page = log.page(filter, districtOf(desk, who), before, limit);
    if (!page)
        return problem(page.refusal());
    QJsonArray lines, marks;
    for (const office::AuditLine &line : page->lines)
        lines << line.toJson();
    if (before == 0) {
        for (const office::AuditMark &mark : log.marks(districtOf(desk, who)))
            marks << QJsonObject{{u"place"_s, mark.place}, {u"n"_s, mark.n}, {u"link"_s, mark.link}, {u"at"_s, domain::instantText(mark.at)}};
    }
    return ok(QJsonDocument(QJsonObject{{u"lines"_s, lines}, {u"before"_s, page->before}, {u"checkpoints"_s, marks}}).toJson(QJsonDocument::Compact));
}

Answer verify(Desk &desk, const Caller &who, const Request &request, const QStringList &)
{
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    const QString place = asked[u"place"_s].toString(who.staff.place);
    if (const auto noted = note(desk, who, asked[u"purpose"_s].toString(), QString(u"verify "_s + place)); !noted)
        return problem(noted.refusal());
    const auto report = office::AuditLog(desk.office).verify(place, districtOf(desk, who), checkpointFileFor(desk.house.ledgerFile));
    if (!report)
        return problem(report.refusal());
    QJsonArray findings;
    for (const office::JournalFinding &finding : report->findings)
        findings << finding.toJson();
    return ok(QJsonDocument(QJsonObject{{u"place"_s, place}, {u"rows"_s, report->rows}, {u"links"_s, report->links}, {u"checkpoints"_s, report->checkpoints}, {u"findings"_s, findings}})
                  .toJson(QJsonDocument::Compact));
}

Answer collect(Desk &desk, const Caller &who, const Request &request, const QStringList &parameters)
{
    const auto file = office::SubjectFile(desk.office).collect(parameters.first(), who.scopes);
    if (!file)
        return problem(file.refusal());
    const QByteArray text = QJsonDocument(*file).toJson(QJsonDocument::Compact);
    const QJsonObject body{{u"what"_s, u"subject"_s}, {u"purpose"_s, QJsonDocument::fromJson(request.body).object()[u"purpose"_s]}, {u"count"_s, (*file)[u"cases"_s].toArray().size()},
                           {u"sha256"_s, QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex())}};
    const auto noted = desk.office.submit({u"subject.collect"_s, parameters.first(), body, actorOf(who)});
    return noted ? Answer(ok(text)) : Answer(problem(noted.refusal()));
}

} // namespace

const QList<Route> &oversightRoutes()
{
    static const QList<Route> routes{
        {"GET", u"/v1/audit"_s, {Lane::Write, 0}, audit, true, domain::Permissions::table().requestRoles(u"audit"_s)},
        {"POST", u"/v1/audit:verify"_s, {Lane::Write, smallBody}, verify, false, domain::Permissions::table().requestRoles(u"audit"_s)},
        {"POST", u"/v1/subjects/{applicant}:collect"_s, {Lane::Write, smallBody}, collect, true, domain::Permissions::table().requestRoles(u"subject-collect"_s)},
    };
    return routes;
}

} // namespace server
