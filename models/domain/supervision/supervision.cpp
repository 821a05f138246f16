// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/supervision/supervision.h"
#include "domain/jsontime.h"
#include <QJsonArray>
#include <algorithm>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

constexpr int replyDaysMax = 10;

void keep(CaseFile &file, const QList<Enquiry> &all)
{
    QJsonArray list;
    for (const Enquiry &enquiry : all)
        list << enquiry.toJson();
    file.more[u"supervision"_s] = list;
}

/// The open question of that number.
Result<QList<Enquiry>> withOpen(const CaseFile &file, int number)
{
    QList<Enquiry> all = enquiries(file);
    if (number < 1 || number > all.size())
        return refuse(u"supervision.unknown", {{u"number"_s, number}});
    if (!all[number - 1].isOpen())
        return refuse(u"supervision.answered");
    return all;
}

} // namespace

QJsonObject Enquiry::toJson() const
{
    QJsonObject json{{u"number"_s, number}, {u"department"_s, department}, {u"words"_s, words}, {u"askedAt"_s, instantText(askedAt)}, {u"replyBy"_s, replyBy.toString(Qt::ISODate)}};
    if (!step.isEmpty())
        json[u"step"_s] = step;
    if (repliedAt.isValid()) {
        json[u"reply"_s] = reply;
        json[u"repliedAt"_s] = instantText(repliedAt);
    }
    if (escalatedAt.isValid())
        json[u"escalatedAt"_s] = instantText(escalatedAt);
    return json;
}

Enquiry Enquiry::fromJson(const QJsonObject &json)
{
    return {json[u"number"_s].toInt(1), json[u"step"_s].toString(), json[u"department"_s].toString(), json[u"words"_s].toString(), instantFromText(json[u"askedAt"_s]),
            QDate::fromString(json[u"replyBy"_s].toString(), Qt::ISODate), json[u"reply"_s].toString(), instantFromText(json[u"repliedAt"_s]), instantFromText(json[u"escalatedAt"_s])};
}

QList<Enquiry> enquiries(const CaseFile &file)
{
    QList<Enquiry> list;
    for (const QJsonValue &value : file.more[u"supervision"_s].toArray())
        list << Enquiry::fromJson(value.toObject());
    return list;
}

Result<Done> ask(CaseFile &file, const QString &step, const QString &words, int replyDays, const WorkCalendar &calendar, const QDateTime &now)
{
    if (words.isEmpty())
        return refuse(u"reason.lacking");
    const Step *part = std::as_const(file).step(step);
    if (!step.isEmpty() && !part)
        return refuse(u"step.unknown", {{u"step"_s, step}});
    if (replyDays < 1 || replyDays > replyDaysMax)
        return refuse(u"supervision.days", {{u"most"_s, replyDaysMax}});
    QList<Enquiry> all = enquiries(file);
    if (std::any_of(all.begin(), all.end(), [&](const Enquiry &one) { return one.isOpen() && one.step == step; }))
        return refuse(u"supervision.asked");
    Enquiry enquiry;
    enquiry.number = int(all.size()) + 1;
    enquiry.step = step;
    enquiry.department = part ? part->department : file.department;
    enquiry.words = words;
    enquiry.askedAt = now;
    enquiry.replyBy = calendar.addWorkdays(hallTime(now).date(), replyDays);
    keep(file, all << enquiry);
    return Done{};
}

Result<Done> reply(CaseFile &file, int number, const QString &words, const QDateTime &now)
{
    Result<QList<Enquiry>> all = withOpen(file, number);
    if (!all)
        return all.refusal();
    if (words.isEmpty())
        return refuse(u"reason.lacking");
    Enquiry &enquiry = (*all)[number - 1];
    enquiry.reply = words;
    enquiry.repliedAt = now;
    keep(file, *all);
    return Done{};
}

Result<Done> escalate(CaseFile &file, int number, const QDateTime &now)
{
    Result<QList<Enquiry>> all = withOpen(file, number);
    if (!all)
        return all.refusal();
    Enquiry &enquiry = (*all)[number - 1];
    if (enquiry.escalatedAt.isValid())
        return refuse(u"supervision.escalated");
    enquiry.escalatedAt = now;
    keep(file, *all);
    return Done{};
}

Agenda supervisionAgenda(const CaseFile &file, const OfficeHours &hours)
{
    Agenda agenda;
    for (const Enquiry &enquiry : enquiries(file)) {
        if (enquiry.isOpen() && !enquiry.escalatedAt.isValid() && enquiry.replyBy.isValid())
            agenda << AgendaEntry{u"enquiry:%1"_s.arg(enquiry.number), u"supervision.escalate"_s, endOf({enquiry.replyBy, {}, false}, hours).toUTC().addMSecs(1)};
    }
    return agenda;
}

int enquiryOf(QStringView entry)
{
    constexpr QStringView head = u"enquiry:";
    return entry.startsWith(head) ? entry.sliced(head.size()).toInt() : 0;
}

ClockReading readStep(const Step &step, const WorkCalendar &calendar, const OfficeHours &hours, const QDateTime &now)
{
    return read(step.clock, step.limit, calendar, hours, now);
}

} // namespace domain
