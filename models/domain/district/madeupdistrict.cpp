// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/district/madeupdistrict.h"
#include "domain/catalogue/checklist.h"
#include "domain/codes.h"
#include "domain/district/formfiller.h"
#include "domain/jsontime.h"
#include <QJsonArray>
#include <QSet>
#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace domain {

namespace {

constexpr Codes<MadeUpOutcome, 5> outcomes{{{MadeUpOutcome::Complete, u"complete"},
                                            {MadeUpOutcome::Tolerance, u"tolerance"},
                                            {MadeUpOutcome::Commitment, u"commitment"},
                                            {MadeUpOutcome::Notice, u"notice"},
                                            {MadeUpOutcome::NotAccepted, u"not-accepted"}}};
/// Running totals of the outcomes among 100 cases: 80, 8, 5, 6, 1.
const QList<double> outcomeTotals{80, 88, 93, 99, 100};

/// How much more often than others an item is asked for. What most people come for once in their lives is far above
/// what one firm in a thousand needs.
const QHash<QString, double> &itemWeights()
{
    static const QHash<QString, double> weights{
        {u"med-resident"_s, 90},   {u"idcard-reissue"_s, 85},   {u"fund-draw"_s, 60},      {u"indiv-setup"_s, 55},
        {u"house-transfer"_s, 45}, {u"med-remote"_s, 40},       {u"flex-ss"_s, 40},        {u"company-setup"_s, 38},
        {u"hukou-move"_s, 35},     {u"utility-transfer"_s, 32}, {u"emp-reg"_s, 30},        {u"company-change"_s, 28},
        {u"unemp-reg"_s, 28},      {u"food-license"_s, 26},     {u"mortgage-reg"_s, 25},   {u"birth-reg"_s, 24},
        {u"tax-newly"_s, 22},      {u"marriage-reg"_s, 20},     {u"retire"_s, 18},         {u"residence-permit"_s, 18},
        {u"elder-allow"_s, 16},    {u"small-catering"_s, 15},   {u"company-cancel"_s, 14}, {u"ss-org"_s, 14},
        {u"med-unit"_s, 12},       {u"seal-filing"_s, 12},      {u"pub-hygiene"_s, 11},    {u"nurse-reg"_s, 10},
        {u"doctor-reg"_s, 9},      {u"prepack-filing"_s, 9},    {u"school-enrol"_s, 9},    {u"dibao"_s, 8},
        {u"disab-allow"_s, 8},     {u"power-install"_s, 8},     {u"gas-install"_s, 8},     {u"water-install"_s, 6},
        {u"cargo"_s, 5},           {u"tobacco"_s, 5},           {u"heat-install"_s, 5}};
    return weights;
}
constexpr double otherItemWeight = 2;

struct AgeRange
{
    int youngest = 20, oldest = 64;
};

AgeRange ageRangeOf(const QString &item)
{
    static const QHash<QString, AgeRange> ranges{
        {u"elder-allow"_s, {80, 95}},    {u"retire"_s, {50, 63}},       {u"school-enrol"_s, {28, 46}},
        {u"birth-reg"_s, {24, 42}},      {u"marriage-reg"_s, {23, 45}}, {u"med-resident"_s, {19, 80}},
        {u"idcard-reissue"_s, {19, 90}}, {u"dibao"_s, {40, 85}},        {u"disab-allow"_s, {19, 85}},
        {u"flex-ss"_s, {22, 54}},        {u"med-remote"_s, {22, 85}},   {u"house-transfer"_s, {24, 78}}};
    return ranges.value(item);
}

bool isTolerable(const MaterialRequirement &material)
{
    return material.required && material.tolerable && !material.main;
}
bool isReplaceable(const MaterialRequirement &material)
{
    return material.required && material.commitmentReplaceable && !material.main;
}
bool isRequired(const MaterialRequirement &material)
{
    return material.required;
}

using Suits = bool (*)(const MaterialRequirement &);

/// Which materials an outcome turns on; nothing for those that need none.
Suits suitsFor(MadeUpOutcome outcome)
{
    switch (outcome) {
    case MadeUpOutcome::Tolerance:
        return isTolerable;
    case MadeUpOutcome::Commitment:
        return isReplaceable;
    case MadeUpOutcome::Notice:
        return isRequired;
    case MadeUpOutcome::Complete:
    case MadeUpOutcome::NotAccepted:
        return nullptr;
    }
    Q_UNREACHABLE();
}

bool allows(const Item &item, const Checklist &list, MadeUpOutcome outcome)
{
    if (outcome == MadeUpOutcome::NotAccepted)
        return item.refusals.isEmpty() || list.refusal;
    const Suits suits = suitsFor(outcome);
    return !list.refusal && (!suits || std::any_of(list.materials.begin(), list.materials.end(), suits));
}

QJsonValue answerTo(const Situation &question, const MadeUpCase &visit, Dice &dice)
{
    if (question.id == u"applicant.kind")
        return visit.applicantKind;
    if (question.id == u"agent.present")
        return dice.chance(visit.applicantKind == u"legal" ? 0.75 : 0.15);
    if (question.id == u"age.level") {
        const int age = ageOn(visit.receivedAt.date(), visit.person.birth);
        return age >= 100 ? u"100"_s : (age >= 90 ? u"90"_s : u"80"_s);
    }
    if (question.type == Situation::Type::Bool) {
        const bool asksForCommitment = question.id.endsWith(u".commit");
        return dice.chance(asksForCommitment && visit.outcome == MadeUpOutcome::Commitment ? 0.9 : 0.2);
    }
    // The first options are the common ones: half of those left each time.
    qsizetype place = 0;
    while (place + 1 < question.options.size() && dice.chance(0.5))
        ++place;
    const QJsonValue common = question.options[place].value;
    if (question.type == Situation::Type::Single)
        return common;
    QJsonArray chosen;
    for (const Situation::Option &option : question.options) {
        if (option.value == common || dice.chance(0.25))
            chosen.append(option.value);
    }
    return chosen;
}

QJsonObject answersFor(const Item &item, const MadeUpCase &visit, Dice &dice)
{
    QJsonObject answers;
    for (const Situation &question : item.situations)
        answers[question.id] = answerTo(question, visit, dice);
    return answers;
}

constexpr QStringView defectWords[] = {u"缺少签名或盖章", u"复印件不清晰,无法辨认", u"已超过有效期", u"与原件不一致",
                                       u"填写不完整",     u"未注明与原件相符"};

void markMaterials(MadeUpCase &visit, const QList<MaterialRequirement> &materials, Dice &dice)
{
    const Suits suits = suitsFor(visit.outcome);
    QStringList special;
    for (const MaterialRequirement &material : materials) {
        const bool handedIn = material.required || dice.chance(0.3);
        visit.materials[material.key] = handedIn ? u"received"_s : u"lacking"_s;
        if (suits && suits(material))
            special << material.key;
    }
    for (qint64 left = std::min<qint64>(special.size(), dice.between(1, 2)); left > 0; --left) {
        const QString key = special.takeAt(dice.below(special.size()));
        const bool isDefective = visit.outcome == MadeUpOutcome::Notice && dice.chance(0.4);
        if (visit.outcome == MadeUpOutcome::Tolerance)
            visit.materials[key] = u"tolerated"_s;
        else if (visit.outcome == MadeUpOutcome::Commitment)
            visit.materials[key] = u"committed"_s;
        else
            visit.materials[key] = isDefective ? u"defective"_s : u"lacking"_s;
        if (isDefective)
            visit.defects[key] = dice.pick(defectWords).toString();
    }
}

void giveReason(MadeUpCase &visit, const Checklist &list)
{
    if (list.refusal && list.refusal->branch == 1) {
        visit.refusalReason = u"no-licence-needed"_s;
        return;
    }
    visit.refusalReason = u"not-competent"_s;
    visit.competent = u"西安市行政审批服务局"_s;
}

constexpr int workdaysKept = 2'600; // ten years
constexpr int slotMinutes = 10;
constexpr qint64 firstOwnBusiness = 400'000'000; // firm numbers of natural persons, far from those of firm()

/// Arrivals in a slot: four times as many from half an hour after opening for an hour, twice as many around that.
double arrivalsAt(QTime slot, const OfficeHours &hours)
{
    const int minutes = hours.opens.secsTo(slot) / 60;
    if (minutes >= 30 && minutes < 90)
        return 4;
    return minutes < 120 ? 2 : 1;
}

} // namespace

QString toCode(MadeUpOutcome outcome)
{
    return outcomes.code(outcome);
}

QString MadeUpCase::applicantNumber() const
{
    return applicantKind == u"legal" ? firm.uscc : person.idNumber;
}
QString MadeUpCase::applicantName() const
{
    return applicantKind == u"legal" ? firm.name : person.name;
}

QJsonObject MadeUpCase::toJson() const
{
    QJsonObject json{{u"index"_s, index},
                     {u"item"_s, itemId},
                     {u"counter"_s, counter},
                     {u"receivedAt"_s, instantText(receivedAt)},
                     {u"applicantKind"_s, applicantKind},
                     {u"person"_s, person.toJson()},
                     {u"firm"_s, firm.toJson()},
                     {u"outcome"_s, toCode(outcome)},
                     {u"answers"_s, answers},
                     {u"fields"_s, fields},
                     {u"materials"_s, materials}};
    if (agent)
        json[u"agent"] = agent->toJson();
    if (!defects.isEmpty())
        json[u"defects"] = defects;
    if (!refusalReason.isEmpty())
        json[u"refusalReason"] = refusalReason;
    if (!competent.isEmpty())
        json[u"competent"] = competent;
    return json;
}

MadeUpDistrict::MadeUpDistrict(quint64 seed, DistrictGround ground) : m_seed(seed), m_ground(std::move(ground))
{
    layOutTables();
    layOutCounters();
    layOutDays();
}

void MadeUpDistrict::layOutTables()
{
    m_tables.resize(outcomeTotals.size());
    for (qsizetype at = 0; at < m_ground.items.size(); ++at) {
        const Item &item = m_ground.items[at];
        m_itemAt[item.id] = at;
        const double weight = itemWeights().value(item.id, otherItemWeight);
        for (qsizetype i = 0; i < m_tables.size(); ++i) {
            const auto outcome = MadeUpOutcome(i);
            const Suits suits = suitsFor(outcome);
            if (suits && std::none_of(item.materials.begin(), item.materials.end(), suits))
                continue;
            // Most of those turned away came for one of the few items that have a rule for it.
            const double share = outcome == MadeUpOutcome::NotAccepted && !item.refusals.isEmpty() ? 40 : 1;
            const double before = m_tables[i].totals.isEmpty() ? 0 : m_tables[i].totals.last();
            m_tables[i].items.append(at);
            m_tables[i].totals.append(before + weight * share);
        }
    }
}

void MadeUpDistrict::layOutCounters()
{
    QStringList zones;
    QHash<QString, double> weights;
    double whole = 0;
    for (const Item &item : m_ground.items) {
        if (!weights.contains(item.zone))
            zones << item.zone;
        const double weight = itemWeights().value(item.id, otherItemWeight);
        weights[item.zone] += weight;
        whole += weight;
    }
    if (zones.isEmpty())
        zones << QString();
    // Every zone has one; the others go one by one to the zone with the most work for each of its windows.
    QHash<QString, int> sizes;
    for (const QString &zone : zones)
        sizes[zone] = 1;
    for (qsizetype left = m_ground.counters - zones.size(); left > 0; --left) {
        const QString busiest = *std::max_element(zones.begin(), zones.end(), [&](const QString &a, const QString &b) {
            return weights[a] / sizes[a] < weights[b] / sizes[b];
        });
        ++sizes[busiest];
    }
    for (const QString &zone : zones) {
        for (int i = 0; i < sizes[zone]; ++i) {
            const QString id = QString::number(m_counters.size() + 1);
            m_counters.append({id, QString(id + u"号窗口"), zone});
            m_countersOfZone[zone] << id;
        }
    }
}

void MadeUpDistrict::layOutDays()
{
    const int workdays = m_ground.calendar.workdaysInYear(m_ground.firstDay.year());
    m_casesPerDay = std::max(1, int(std::lround(double(m_ground.casesPerYear) / workdays)));
    QDate day = m_ground.calendar.addWorkdays(m_ground.firstDay, 0);
    for (int i = 0; i < workdaysKept; ++i, day = m_ground.calendar.nextWorkday(day))
        m_workdays.append(day);
    double arrived = 0;
    const OfficeHours &hours = m_ground.hours;
    for (QTime slot = hours.opens; slot.isValid() && slot < hours.closes; slot = slot.addSecs(60 * slotMinutes)) {
        if (hours.lunch && slot >= hours.lunch->from && slot < hours.lunch->to)
            continue;
        m_slots.append(slot);
        m_arrivals.append(arrived += arrivalsAt(slot, hours));
    }
}

QDate MadeUpDistrict::workday(qint64 number) const
{
    if (number < m_workdays.size())
        return m_workdays[number];
    return m_ground.calendar.addWorkdays(m_workdays.last(), int(number - m_workdays.size() + 1));
}

/// The time by which this share (0 … 1) of a day's cases has been received.
QTime MadeUpDistrict::timeOfDay(double share) const
{
    const double arrived = share * m_arrivals.last();
    const qsizetype at = std::min<qsizetype>(
        std::upper_bound(m_arrivals.begin(), m_arrivals.end(), arrived) - m_arrivals.begin(), m_slots.size() - 1);
    const double before = at == 0 ? 0 : m_arrivals[at - 1];
    const double within = (arrived - before) / (m_arrivals[at] - before);
    return m_slots[at].addSecs(int(within * 60 * slotMinutes));
}

MadeUpPerson MadeUpDistrict::person(qint64 index) const
{
    return makePerson(m_seed, index, m_ground.streets);
}

MadeUpFirm MadeUpDistrict::firm(qint64 index) const
{
    Q_ASSERT(index >= 0 && index < firstOwnBusiness);
    Dice dice(m_seed, Dice::Purpose::Relative, index);
    return makeFirm(m_seed, index, dice.chance(0.1), person(personOfAge(dice, 22, 70, m_ground.firstDay)),
                    m_ground.streets);
}

qint64 MadeUpDistrict::personOfAge(Dice &dice, int youngest, int oldest, QDate on) const
{
    constexpr int tries = 400; // the narrowest range holds one person in twelve
    qint64 index = 0;
    for (int i = 0; i < tries; ++i) {
        index = dice.below(m_ground.personsMax);
        const int age = ageOn(on, birthOfPerson(m_seed, index));
        if (age >= youngest && age <= oldest)
            break;
    }
    return index;
}

MadeUpCase MadeUpDistrict::head(qint64 index) const
{
    Q_ASSERT(index >= 0 && !m_ground.items.isEmpty());
    Dice dice(m_seed, Dice::Purpose::Case, index);
    MadeUpCase visit;
    visit.index = index;
    const qint64 rank = index % m_casesPerDay;
    const QTime time = timeOfDay((double(rank) + dice.fraction()) / m_casesPerDay);
    const QDate day = workday(index / m_casesPerDay);
    visit.receivedAt = QDateTime(day, time, Qt::OffsetFromUTC, hallTime(QDateTime(day, time, Qt::UTC)).offsetFromUtc());
    visit.outcome = MadeUpOutcome(dice.weighted(outcomeTotals));
    if (tableFor(visit.outcome).items.isEmpty())
        visit.outcome = MadeUpOutcome::Complete;
    const ItemTable &table = tableFor(visit.outcome);
    const Item &item = m_ground.items[table.items[dice.weighted(table.totals)]];
    visit.itemId = item.id;
    visit.counter = dice.pick(m_countersOfZone[item.zone]);

    // A company that is to be set up is not there yet: a person applies, whatever the catalogue names first.
    const bool foundsCompany = item.id == u"company-setup";
    const bool rarer = foundsCompany || dice.chance(0.15);
    visit.applicantKind = rarer ? item.applicantKinds.last() : item.applicantKinds.first();
    if (visit.applicantKind == u"legal") {
        visit.firm = firm(dice.below(m_ground.firmsMax));
        visit.person = visit.firm.legalRep;
    } else {
        const AgeRange range = ageRangeOf(item.id);
        const qint64 number = personOfAge(dice, range.youngest, range.oldest, day);
        visit.person = person(number);
        visit.firm = makeFirm(m_seed, firstOwnBusiness + number, !foundsCompany, visit.person, m_ground.streets);
    }
    return visit;
}

MadeUpCase MadeUpDistrict::visit(qint64 index) const
{
    MadeUpCase visit = head(index);
    const Item &item = m_ground.items[m_itemAt[visit.itemId]];
    Dice dice(m_seed, Dice::Purpose::Answers, index);
    constexpr int tries = 16;
    Checklist list;
    const auto draw = [&] {
        for (int i = 0; i < tries; ++i) {
            list = checklistFor(item, visit.applicantKind, answersFor(item, visit, dice));
            if (allows(item, list, visit.outcome))
                return true;
        }
        return false;
    };
    if (!draw()) {
        visit.outcome = MadeUpOutcome::Complete;
        if (!draw())
            visit.outcome = MadeUpOutcome::NotAccepted;
    }
    visit.answers = list.answers;
    if (visit.answers.value(u"agent.present").toBool())
        visit.agent = person(personOfAge(dice, 20, 60, visit.receivedAt.date()));
    markMaterials(visit, list.materials, dice);
    if (visit.outcome == MadeUpOutcome::NotAccepted)
        giveReason(visit, list);
    Dice fieldDice(m_seed, Dice::Purpose::Fields, index);
    visit.fields = FormFiller(item, visit, fieldDice).fill(list.fields);
    return visit;
}

QJsonArray withMadeUpItems(const QJsonArray &items, int count)
{
    constexpr QStringView acts[] = {u"变更",     u"延续", u"注销", u"补办", u"换发", u"年度报告",
                                    u"信息更正", u"备案", u"暂停", u"恢复", u"查询", u"撤回"};
    constexpr QStringView subjects[] = {u"企业", u"个人", u"个体工商户", u"社会组织", u"事业单位", u"农民专业合作社"};
    constexpr QStringView moreDepartments[] = {u"司法局", u"文化和旅游体育局", u"农业农村局"};
    QJsonArray all = items;
    if (items.isEmpty())
        return all;
    for (qsizetype made = 0; all.size() < count; ++made) {
        QJsonObject item = items[made % items.size()].toObject();
        const qsizetype round = made / items.size();
        const QStringView act = acts[round % std::ssize(acts)];
        const QStringView subject = subjects[round / std::ssize(acts) % std::ssize(subjects)];
        const qsizetype series = round / (std::ssize(acts) * std::ssize(subjects));
        const QString behind = series == 0 ? QString(u'(' + subject + act + u')')
                                           : QString(u'(' + subject + act + QString::number(series + 1) + u')');
        // Origin, type and department stay; main and sub item are numbers far above the real ones.
        const QString basicCode = item[u"basicCode"].toString().left(6) + QString::number(900'000 + made);
        item[u"id"] = QString(item[u"id"].toString() + u"-m" + QString::number(round + 1));
        item[u"name"] = QString(item[u"name"].toString() + behind);
        item[u"shortName"] = QString(item[u"shortName"].toString() + behind);
        item[u"basicCode"] = basicCode;
        item[u"implCode"] = QString(item[u"implCode"].toString().left(19) + basicCode);
        item[u"taskCode"] = QString(item[u"implCode"].toString() + u"01");
        if (made % 40 == 7)
            item[u"department"] = moreDepartments[made / 40 % std::ssize(moreDepartments)].toString();
        all.append(item);
    }
    return all;
}

} // namespace domain
