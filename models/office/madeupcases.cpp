// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/madeupcases.h"
#include "domain/applicant/applicant.h"
#include "domain/jsontime.h"
#include "office/madeuplife.h"
#include "office/store.h"
#include <QFile>
#include <QJsonArray>

namespace office {
using namespace Qt::StringLiterals;
using domain::MadeUpCase;
using domain::MadeUpOutcome;
using domain::Result;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

domain::ApplicantCard cardOf(const MadeUpCase &visit)
{
    if (visit.applicantKind == "legal"_L1) {
        return {domain::applicantIdFor(u"credit-code", visit.firm.uscc), u"legal"_s, visit.firm.name, u"credit-code"_s, visit.firm.uscc, visit.firm.phone, visit.firm.address};
    }
    return {domain::applicantIdFor(u"citizen-id", visit.person.idNumber), u"natural"_s, visit.person.name, u"citizen-id"_s, visit.person.idNumber, visit.person.mobile, visit.person.address};
}

QString typeOf(const MadeUpCase &visit)
{
    switch (visit.outcome) {
    case MadeUpOutcome::Complete:
        return u"case.accept"_s;
    case MadeUpOutcome::Tolerance:
        return u"tolerance.accept"_s;
    case MadeUpOutcome::Commitment:
        return u"commitment.accept"_s;
    case MadeUpOutcome::Notice:
        return u"case.notify"_s;
    case MadeUpOutcome::NotAccepted:
        return u"case.refuse"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

Act actOf(const MadeUpCase &visit, const domain::Item &item, const Actor &clerk)
{
    QJsonArray marks;
    for (auto mark = visit.materials.begin(); mark != visit.materials.end(); ++mark) {
        domain::CaseMaterial material;
        material.key = mark.key();
        material.mark = domain::materialMarkFromCode(mark.value().toString()).value_or(domain::MaterialMark::Lacking);
        material.defect = visit.defects[mark.key()].toString();
        marks << material.toJson();
    }
    QJsonObject body{{u"item"_s, QJsonObject{{u"id"_s, item.id}, {u"version"_s, item.version}}},
                     {u"applicant"_s, cardOf(visit).toJson()},
                     {u"answers"_s, visit.answers},
                     {u"fields"_s, visit.fields},
                     {u"marks"_s, marks}};
    if (visit.agent)
        body[u"agent"_s] = domain::AgentCard{visit.agent->name, visit.agent->idNumber, visit.agent->mobile}.toJson();
    if (visit.outcome == MadeUpOutcome::NotAccepted) {
        body[u"reason"_s] = visit.refusalReason;
        body[u"competent"_s] = visit.competent;
    }
    Actor actor = clerk;
    actor.counter = visit.counter;
    return {typeOf(visit), {}, body, actor};
}

domain::MadeUpDistrict madeUpDistrict(const Rulebook &rules, quint64 seed, const QDateTime &until, qint64 cases)
{
    domain::DistrictGround ground;
    ground.items = rules.itemsOn(domain::hallTime(until).date());
    ground.calendar = rules.calendar();
    ground.streets = domain::readStreets(contents(u":/divisions/divisions.csv"_s), contents(u":/divisions/divisions_villages.csv"_s), u"610116");
    // As many working days back as the cases take at the district's own rate, one more for the part of a day.
    const int perDay = std::max(1, domain::MadeUpDistrict(seed, ground).casesPerDay());
    QDate first = domain::hallTime(until).date().addDays(-1);
    for (qint64 days = cases / perDay + 1; days > 0; --days) {
        do
            first = first.addDays(-1);
        while (!ground.calendar.isWorkday(first));
    }
    ground.firstDay = first;
    return domain::MadeUpDistrict(seed, ground);
}

Result<qint64> makeUpCases(const QString &centreDatabase, qint64 cases, quint64 seed, const QDateTime &until, bool lifeAfter)
{
    auto moment = std::make_shared<QDateTime>(until);
    const auto opened = Office::open({centreDatabase, Office::Side::Centre, [moment] { return *moment; }, false});
    if (!opened)
        return opened.refusal();
    Office &office = **opened;
    const auto rules = office.rules();
    const domain::Staff *clerk = rules->staffByNumber(u"1001"_s);
    if (!clerk)
        return domain::refuse(u"founding.lacking");
    const Actor actor{clerk->id, clerk->name, clerk->roles, clerk->place, {}};
    const domain::MadeUpDistrict district = madeUpDistrict(*rules, seed, until, cases);
    return office.guarded<qint64>([&]() -> Result<qint64> {
        constexpr qint64 perTransaction = 500;
        for (qint64 done = 0; done < cases;) {
            storage::Transaction transaction(office.store().database);
            for (const qint64 end = std::min(cases, done + perTransaction); done < end; ++done) {
                const MadeUpCase visit = district.visit(done);
                *moment = visit.receivedAt.toUTC();
                const domain::Item *item = rules->itemOn(visit.itemId, visit.receivedAt.date());
                const auto submitted = office.submit(actOf(visit, *item, actor));
                if (!submitted)
                    return submitted.refusal();
                const Result<domain::Done> lived = lifeAfter ? liveOn(office, submitted->document().id, done, *moment, until) : Result<domain::Done>(domain::Done{});
                if (!lived)
                    return lived.refusal();
            }
            transaction.commit();
        }
        return cases;
    });
}

} // namespace office
