// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/calendar/workcalendar.h"
#include "domain/catalogue/item.h"
#include "domain/district/dice.h"
#include "domain/district/madeupperson.h"
#include "domain/staff/staff.h"
#include "domain/timelimit/timelimit.h"
#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <QList>

namespace domain {

/// How a made-up case goes at the counter.
enum class MadeUpOutcome { Complete, Tolerance, Commitment, Notice, NotAccepted };
QString toCode(MadeUpOutcome outcome); ///< "complete", "tolerance", "commitment", "notice", "not-accepted"

/// A visit to a counter, ready to be typed in.
struct MadeUpCase
{
    qint64 index = 0;
    QString itemId;
    QString counter;       ///< id of one of MadeUpDistrict::counters()
    QDateTime receivedAt;  ///< hall time; never earlier than that of the case before
    QString applicantKind; ///< "natural" or "legal"
    MadeUpPerson person;   ///< the applicant, or the legal representative of the firm
    MadeUpFirm firm;       ///< the applicant; with a natural person, the business he or she runs
    MadeUpOutcome outcome = MadeUpOutcome::Complete;

    std::optional<MadeUpPerson> agent; ///< who stands at the counter, where the item asks for it
    QJsonObject answers;               ///< situation id → value; only those that apply
    QJsonObject fields;                ///< form field key → value, as the catalogue's types want it
    QJsonObject materials; ///< material key → mark code: received, lacking, tolerated, committed, defective
    QJsonObject defects;   ///< material key → what is wrong with it
    QString refusalReason; ///< for NotAccepted: "no-licence-needed" or "not-competent"
    QString competent;     ///< who is competent instead

    /// The applicant's number: of the person or of the firm.
    QString applicantNumber() const;
    QString applicantName() const;
    QJsonObject toJson() const;
};

/// What the district is made of.
struct DistrictGround
{
    QList<Item> items;
    QList<MadeUpStreet> streets; ///< without any, everyone lives in 韦曲街道
    WorkCalendar calendar;
    OfficeHours hours{QTime(9, 0), QTime(17, 0), OfficeHours::Lunch{QTime(12, 0), QTime(13, 30)}};
    QDate firstDay{2026, 1, 4}; ///< the first case is received on this or the next working day
    int casesPerYear = 185'600;
    int counters = 83;
    int personsMax = 120'000; ///< cases draw their applicants from so many persons …
    int firmsMax = 25'000;    ///< … and firms, so that people come back
};

/// A made-up district that behaves like 长安区: as many cases a year, most of them in the morning, over the real
/// catalogue. Everything follows from the seed and an index; nothing is kept, so a million cases cost no memory. For
/// demonstrations, measurements and tests.
class MadeUpDistrict
{
public:
    explicit MadeUpDistrict(quint64 seed, DistrictGround ground = {});

    /// Person number `index` (from 0), an adult. Identity numbers are different for the first 2.6 million.
    MadeUpPerson person(qint64 index) const;
    /// Firm number `index` (from 0), nine in ten a company. Credit codes are all different.
    MadeUpFirm firm(qint64 index) const;

    /// The windows of the hall, "1" to "83", each zone of the catalogue having as many as its items need.
    const QList<Counter> &counters() const { return m_counters; }
    /// Cases received on one working day.
    int casesPerDay() const { return m_casesPerDay; }

    /// Case number `index` without what is typed into the form: item, counter, time, applicant, wanted outcome. Quick.
    MadeUpCase head(qint64 index) const;
    /// Case number `index` whole. Where the answers drawn do not allow the wanted outcome, it is Complete.
    MadeUpCase visit(qint64 index) const;

private:
    struct ItemTable
    {
        QList<qsizetype> items; ///< positions in the ground's items
        QList<double> totals;   ///< running totals of their weights
    };

    QDate workday(qint64 number) const;
    QTime timeOfDay(double share) const;
    qint64 personOfAge(Dice &dice, int youngest, int oldest, QDate on) const;
    const ItemTable &tableFor(MadeUpOutcome outcome) const { return m_tables[qsizetype(outcome)]; }
    void layOutTables();
    void layOutCounters();
    void layOutDays();

    quint64 m_seed;
    DistrictGround m_ground;
    QHash<QString, qsizetype> m_itemAt;
    QList<ItemTable> m_tables;
    QList<Counter> m_counters;
    QHash<QString, QStringList> m_countersOfZone;
    QList<QDate> m_workdays;
    QList<QTime> m_slots;     ///< beginnings of the ten-minute slots of a day
    QList<double> m_arrivals; ///< running totals of arrivals by slot
    int m_casesPerDay = 1;
};

/// Made-up items after the real ones, `count` in all, for lists as long as a district's (540) or longer: each a copy of
/// a real one under its own id, name and code, so that its rules hold together.
QJsonArray withMadeUpItems(const QJsonArray &items, int count);

} // namespace domain
