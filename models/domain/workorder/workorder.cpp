// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/workorder/workorder.h"
#include "domain/codes.h"
#include "domain/jsontime.h"
#include "domain/numbering/receiptnumber.h"
#include <QCryptographicHash>
#include <QHash>
#include <QSet>
#include <algorithm>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

constexpr Codes<OrderSource, 6> sources{{{OrderSource::Hotline, u"12345"}, {OrderSource::Unsolved, u"unsolved"}, {OrderSource::Rating, u"rating"},
                                         {OrderSource::Inspection, u"inspection"}, {OrderSource::ProcessWalk, u"process-walk"}, {OrderSource::Enquiry, u"enquiry"}}};
constexpr Codes<OrderState, 8> states{{{OrderState::Registered, u"registered"}, {OrderState::Assigned, u"assigned"}, {OrderState::SignedFor, u"signed-for"},
                                       {OrderState::Answered, u"answered"}, {OrderState::CalledBack, u"called-back"}, {OrderState::Reopened, u"reopened"},
                                       {OrderState::Closed, u"closed"}, {OrderState::Excluded, u"excluded"}}};

/// The members of a work order that are plain texts, instants and due dates, stated once for both directions.
struct TextMember { QStringView name; QString WorkOrder::*member; };
struct TimeMember { QStringView name; QDateTime WorkOrder::*member; };
struct DueMember { QStringView name; DueDate WorkOrder::*member; };
struct DaysMember { QStringView name; int OrderDays::*member; };

constexpr TextMember textMembers[] = {
    {u"id", &WorkOrder::id}, {u"number", &WorkOrder::number}, {u"district", &WorkOrder::district}, {u"place", &WorkOrder::place},
    {u"external", &WorkOrder::external}, {u"words", &WorkOrder::words}, {u"personName", &WorkOrder::personName}, {u"personPhone", &WorkOrder::personPhone},
    {u"itemName", &WorkOrder::itemName}, {u"caseNumber", &WorkOrder::caseNumber}, {u"department", &WorkOrder::department},
    {u"answer", &WorkOrder::answer}, {u"answeredBy", &WorkOrder::answeredBy}, {u"outcome", &WorkOrder::outcome}};
constexpr TimeMember timeMembers[] = {
    {u"registeredAt", &WorkOrder::registeredAt}, {u"openedAt", &WorkOrder::openedAt}, {u"assignedAt", &WorkOrder::assignedAt}, {u"signedAt", &WorkOrder::signedAt},
    {u"contactedAt", &WorkOrder::contactedAt}, {u"answeredAt", &WorkOrder::answeredAt}, {u"calledBackAt", &WorkOrder::calledBackAt},
    {u"endedAt", &WorkOrder::endedAt}, {u"updatedAt", &WorkOrder::updatedAt}};
constexpr DueMember dueMembers[] = {
    {u"assignDue", &WorkOrder::assignDue}, {u"signDue", &WorkOrder::signDue}, {u"contactDue", &WorkOrder::contactDue},
    {u"answerDue", &WorkOrder::answerDue}, {u"callBackDue", &WorkOrder::callBackDue}};
constexpr DaysMember daysMembers[] = {
    {u"assign", &OrderDays::assign}, {u"sign", &OrderDays::sign}, {u"contact", &OrderDays::contact}, {u"answer", &OrderDays::answer},
    {u"complexAnswer", &OrderDays::complexAnswer}, {u"callBack", &OrderDays::callBack}};
constexpr QStringView otherMembers[] = {u"source", u"state", u"reasons", u"complex", u"days", u"round", u"attempts", u"appeal", u"escalated", u"steps"};

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &entry : value.toArray())
        list << entry.toString();
    return list;
}

const QSet<QString> &knownMembers()
{
    static const QSet<QString> known = [] {
        QSet<QString> names;
        for (const auto &entry : textMembers)
            names << entry.name.toString();
        for (const auto &entry : timeMembers)
            names << entry.name.toString();
        for (const auto &entry : dueMembers)
            names << entry.name.toString();
        for (const QStringView name : otherMembers)
            names << name.toString();
        return names;
    }();
    return known;
}

} // namespace

QString toCode(OrderSource source)
{
    return sources.code(source);
}

std::optional<OrderSource> orderSourceFromCode(QStringView code)
{
    return sources.value(code);
}

QString toCode(OrderState state)
{
    return states.code(state);
}

std::optional<OrderState> orderStateFromCode(QStringView code)
{
    return states.value(code);
}

QJsonObject OrderStep::toJson() const
{
    QJsonObject json{{u"at"_s, instantText(at)}, {u"act"_s, act}, {u"by"_s, by}};
    if (!words.isEmpty())
        json[u"words"_s] = words;
    if (!facts.isEmpty())
        json[u"facts"_s] = facts;
    if (late)
        json[u"late"_s] = true;
    return json;
}

OrderStep OrderStep::fromJson(const QJsonObject &json)
{
    return {instantFromText(json[u"at"_s]), json[u"act"_s].toString(), json[u"by"_s].toString(), json[u"words"_s].toString(),
            json[u"facts"_s].toObject(), json[u"late"_s].toBool()};
}

QJsonObject OrderAppeal::toJson() const
{
    if (ground.isEmpty())
        return {};
    return {{u"ground"_s, ground}, {u"words"_s, words}, {u"by"_s, by}, {u"at"_s, instantText(at)}, {u"verdict"_s, verdict}, {u"judgement"_s, judgement}};
}

OrderAppeal OrderAppeal::fromJson(const QJsonObject &json)
{
    return {json[u"ground"_s].toString(), json[u"words"_s].toString(), json[u"by"_s].toString(), instantFromText(json[u"at"_s]),
            json[u"verdict"_s].toString(), json[u"judgement"_s].toString()};
}

QJsonObject WorkOrder::toJson() const
{
    QJsonObject json = more;
    for (const auto &[name, member] : textMembers) {
        if (!(this->*member).isEmpty())
            json[name] = this->*member;
    }
    for (const auto &[name, member] : timeMembers) {
        if ((this->*member).isValid())
            json[name] = instantText(this->*member);
    }
    for (const auto &[name, member] : dueMembers) {
        if ((this->*member).isValid())
            json[name] = (this->*member).toJson();
    }
    json[u"source"_s] = toCode(source);
    json[u"state"_s] = toCode(state);
    json[u"complex"_s] = complex;
    json[u"round"_s] = round;
    QJsonObject limits;
    for (const auto &[name, member] : daysMembers)
        limits[name] = days.*member;
    json[u"days"_s] = limits;
    if (!reasons.isEmpty())
        json[u"reasons"_s] = QJsonArray::fromStringList(reasons);
    if (attempts > 0)
        json[u"attempts"_s] = attempts;
    if (!appeal.ground.isEmpty())
        json[u"appeal"_s] = appeal.toJson();
    if (!escalated.isEmpty())
        json[u"escalated"_s] = QJsonArray::fromStringList(escalated);
    QJsonArray history;
    for (const OrderStep &step : steps)
        history << step.toJson();
    json[u"steps"_s] = history;
    return json;
}

Result<WorkOrder> WorkOrder::fromJson(const QJsonObject &json)
{
    const auto malformed = [](QStringView member) { return refuse(u"workorder.malformed", {{u"member"_s, member.toString()}}); };
    WorkOrder order;
    const auto source = orderSourceFromCode(json[u"source"_s].toString());
    const auto state = orderStateFromCode(json[u"state"_s].toString());
    if (!source)
        return malformed(u"source");
    if (!state)
        return malformed(u"state");
    order.source = *source;
    order.state = *state;
    for (const auto &[name, member] : textMembers)
        order.*member = json[name].toString();
    if (order.id.isEmpty())
        return malformed(u"id");
    for (const auto &[name, member] : timeMembers)
        order.*member = instantFromText(json[name]);
    for (const auto &[name, member] : dueMembers) {
        if (!json[name].isObject())
            continue;
        const Result<DueDate> due = DueDate::fromJson(json[name].toObject());
        if (!due)
            return malformed(name);
        order.*member = *due;
    }
    const QJsonObject limits = json[u"days"_s].toObject();
    for (const auto &[name, member] : daysMembers)
        order.days.*member = limits[name].toInt(order.days.*member);
    order.complex = json[u"complex"_s].toBool();
    order.round = json[u"round"_s].toInt(1);
    order.reasons = texts(json[u"reasons"_s]);
    order.attempts = json[u"attempts"_s].toInt();
    order.appeal = OrderAppeal::fromJson(json[u"appeal"_s].toObject());
    order.escalated = texts(json[u"escalated"_s]);
    for (const QJsonValue &step : json[u"steps"_s].toArray())
        order.steps << OrderStep::fromJson(step.toObject());
    for (auto member = json.begin(); member != json.end(); ++member) {
        if (!knownMembers().contains(member.key()))
            order.more.insert(member.key(), member.value());
    }
    return order;
}

QList<OrderClock> WorkOrder::clocks(const OfficeHours &hours) const
{
    QList<OrderClock> running;
    const auto add = [&running](const QString &what, const QDateTime &from, const DueDate &due) {
        if (due.isValid())
            running << OrderClock{what, from, due};
    };
    const bool isBeforeAnswer = isOpen() && state != OrderState::Answered && state != OrderState::CalledBack;
    if (state == OrderState::Registered || state == OrderState::Reopened)
        add(u"assign"_s, openedAt, assignDue);
    if (state == OrderState::Assigned)
        add(u"sign"_s, assignedAt, signDue);
    if (isBeforeAnswer && needsContact())
        add(u"contact"_s, openedAt, contactDue);
    if (isBeforeAnswer)
        add(u"answer"_s, source == OrderSource::Rating ? openedAt : assignedAt, answerDue);
    if (state == OrderState::Answered)
        add(u"callback"_s, answeredAt, callBackDue);
    std::stable_sort(running.begin(), running.end(), [&](const OrderClock &a, const OrderClock &b) { return endOf(a.due, hours) < endOf(b.due, hours); });
    return running;
}

bool WorkOrder::wasLate() const
{
    return !escalated.isEmpty() || std::any_of(steps.begin(), steps.end(), [](const OrderStep &step) { return step.late; });
}

bool mayFollow(OrderState state, QStringView operationType)
{
    static const QSet<QString> open{u"workorder.appeal"_s, u"workorder.judge"_s, u"workorder.escalate"_s};
    static const QSet<QString> early = open + QSet<QString>{u"workorder.contact"_s};
    static const QHash<OrderState, QSet<QString>> table{
        {OrderState::Registered, early + QSet<QString>{u"workorder.assign"_s}},
        {OrderState::Assigned, early + QSet<QString>{u"workorder.assign"_s, u"workorder.sign"_s}},
        {OrderState::SignedFor, early + QSet<QString>{u"workorder.assign"_s, u"workorder.answer"_s}},
        {OrderState::Answered, open + QSet<QString>{u"workorder.callback"_s}},
        {OrderState::CalledBack, open + QSet<QString>{u"workorder.close"_s, u"workorder.reopen"_s}},
        {OrderState::Reopened, early + QSet<QString>{u"workorder.assign"_s}},
        {OrderState::Closed, {u"workorder.reopen"_s}},
        {OrderState::Excluded, {}},
    };
    return table[state].contains(operationType.toString());
}

const QStringList &appealGrounds()
{
    static const QStringList grounds{u"mis-click"_s, u"malicious"_s, u"other"_s};
    return grounds;
}

const QStringList &callOutcomes(bool hasPerson)
{
    static const QStringList called{u"solved"_s, u"unsolved"_s, u"unreachable"_s}, looked{u"rechecked"_s, u"unsolved"_s};
    return hasPerson ? called : looked;
}

QString orderNumber(const QString &id, QStringView district, int year)
{
    static constexpr QStringView characters = u"0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: nothing that is misread
    const QByteArray hash = QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha256);
    quint64 bits = 0;
    for (int i = 0; i < 8; ++i)
        bits = bits << 8 | quint8(hash[i]);
    QString letters;
    for (int i = 0; i < 4; ++i, bits >>= 5)
        letters += characters[qsizetype(bits & 31)];
    const QString digits = u"%1"_s.arg(bits % 1'000'000, 6, 10, QChar(u'0'));
    const QString checked = district.toString() % QString::number(year) % letters % digits;
    return u"W%1-%2-%3-%4-%5"_s.arg(district, QString::number(year), letters, digits, QString(checkCharacterOf(checked)));
}

std::optional<Lamp> lampOf(const WorkOrder &order, const QDateTime &now, const WorkCalendar &calendar, const OfficeHours &hours)
{
    const QList<OrderClock> clocks = order.clocks(hours);
    if (clocks.isEmpty())
        return std::nullopt;
    return lamp(clocks.first().due, hallTime(clocks.first().from), hallTime(now), calendar, hours);
}

Agenda agendaOf(const WorkOrder &order, const OfficeHours &hours)
{
    Agenda agenda;
    for (const OrderClock &clock : order.clocks(hours)) {
        const QString entry = u"%1#%2"_s.arg(clock.what).arg(order.round);
        if (order.escalated.contains(entry))
            continue;
        QDateTime end = endOf(clock.due, hours);
        end.setOffsetFromUtc(8 * 3600);
        agenda << AgendaEntry{entry, u"workorder.escalate"_s, end.toUTC().addSecs(1)};
    }
    return agenda;
}

} // namespace domain
