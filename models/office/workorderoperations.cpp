// SPDX-License-Identifier: GPL-3.0-or-later
// 工单: from registration to the end, whatever it came from.
#include "domain/jsontime.h"
#include "domain/responsibility/responsibility.h"
#include "office/openorder.h"
#include "office/operationkinds.h"
#include "office/outgoing.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::OrderSource;
using domain::OrderState;
using domain::OrderStep;
using domain::refuse;
using domain::Result;
using domain::WorkOrder;

namespace {

constexpr qsizetype wordsMax = 2000;

/// What the act says, within the limits of a form.
Result<QString> wordsOf(const Workspace &workspace, QStringView member, bool needed, QStringView lacking)
{
    const QString words = workspace.operation().body[member].toString().trimmed();
    if (needed && words.isEmpty())
        return refuse(lacking);
    if (words.size() > wordsMax)
        return refuse(u"field.length", {{u"max"_s, int(wordsMax)}});
    return words;
}

QStringList rolesOf(const Workspace &workspace)
{
    const domain::Staff *staff = workspace.rules().staff(workspace.operation().actor);
    return staff ? staff->roles : QStringList();
}

bool isSupervisor(const Workspace &workspace)
{
    return rolesOf(workspace).contains(u"supervisor"_s);
}

domain::OfficeHours hoursOf(const Workspace &workspace, const WorkOrder &order)
{
    const domain::Place *place = workspace.rules().place(order.place);
    return place ? place->hours : domain::OfficeHours();
}

domain::DueDate dueIn(const Workspace &workspace, const WorkOrder &order, int days, const QDateTime &from)
{
    return domain::dueDate({double(days), domain::TimeLimit::Unit::Workday, {}}, domain::hallTime(from), workspace.rules().calendar(), hoursOf(workspace, order));
}

void note(WorkOrder &order, const Workspace &workspace, const QString &act, const QString &words, const QJsonObject &facts = {}, const domain::DueDate &due = {})
{
    const domain::OfficeHours hours = hoursOf(workspace, order);
    const bool late = due.isValid() && domain::isOverdue(due, domain::hallTime(workspace.now()), hours);
    // What the centre does by itself bears nobody's name.
    const QString by = workspace.rules().staff(workspace.operation().actor) ? workspace.operation().actor : QString();
    order.steps << OrderStep{workspace.now(), act, by, words, facts, late};
}

/// What leaves the house about an order, if anybody is to be told. Messages are seen in the whole district: of what only supervisors
/// know nothing is sent, and to who rated nothing ever.
void tell(Workspace &workspace, const WorkOrder &order, const QString &to, const QString &code, const QJsonObject &facts)
{
    const auto document = workspace.load(order.id);
    if (to.isEmpty() || !document || !document->scopes.contains(domain::districtScope(order.district)))
        return;
    const QJsonObject names = workspace.rules().region(order.district).more[u"orderNames"_s].toObject();
    const domain::Place *place = workspace.rules().place(order.place);
    QJsonObject all{{u"number"_s, order.number}, {u"name"_s, order.personName}, {u"hall"_s, place ? place->name : QString()}, {u"phone"_s, place ? place->phone : QString()}};
    for (auto fact = facts.begin(); fact != facts.end(); ++fact)
        all[fact.key()] = names[fact->toString()].toString(fact->toString());
    domain::Outgoing message;
    message.channel = u"sms"_s;
    message.to = to;
    message.code = code;
    message.facts = all;
    message.about = order.id;
    message.place = order.place;
    post(workspace, message);
}

/// What the centre keeps of a bad rating beside its order: which rating, whom it is about. Only supervisors see it.
std::optional<domain::Document> linkOf(const Workspace &workspace, const WorkOrder &order)
{
    return order.source == OrderSource::Rating ? workspace.load(ratingLinkId(order.id)) : std::nullopt;
}

/// A bad rating may have been given to a supervisor who also sits at a counter: nobody looks after the rating of his own work.
Result<Done> notTheRated(const Workspace &workspace, const WorkOrder &order)
{
    const auto link = linkOf(workspace, order);
    return link && link->body[u"clerk"_s].toString() == workspace.operation().actor ? Result<Done>(refuse(u"workorder.own-rating")) : Result<Done>(Done{});
}

/// Changes the rating an order was made from.
void changeRating(Workspace &workspace, const WorkOrder &order, const std::function<void(QJsonObject &body)> &change)
{
    const auto link = linkOf(workspace, order);
    std::optional<domain::Document> rating = link ? workspace.load(link->body[u"rating"_s].toString()) : std::nullopt;
    if (!rating)
        return;
    change(rating->body);
    workspace.save(*rating);
}

// An enquiry is signed for by being listened to: it waits for the answer from the first moment.
void waitForAnswer(const Workspace &workspace, WorkOrder &order)
{
    order.state = OrderState::SignedFor;
    order.assignDue = {};
    order.assignedAt = order.signedAt = workspace.now();
    order.answerDue = dueIn(workspace, order, order.days.answer, workspace.now());
}

void endByAnswer(const Workspace &workspace, WorkOrder &order, const QString &words)
{
    order.state = OrderState::Closed;
    order.answer = words;
    order.answeredBy = workspace.operation().actor;
    order.answeredAt = order.endedAt = workspace.now();
}

// 重办: a new round with clocks of its own; that the person was spoken to still holds.
Result<Done> reopenRound(Workspace &workspace, WorkOrder &order)
{
    ++order.round;
    order.state = OrderState::Reopened;
    order.openedAt = workspace.now();
    order.attempts = 0;
    order.complex = false;
    order.endedAt = {};
    order.signDue = order.callBackDue = order.answerDue = {};
    order.assignDue = dueIn(workspace, order, order.days.assign, workspace.now());
    if (order.source == OrderSource::Rating)
        order.answerDue = dueIn(workspace, order, order.days.answer, workspace.now());
    if (order.source == OrderSource::Enquiry)
        waitForAnswer(workspace, order);
    putBack(workspace, order);
    return Done{};
}

} // namespace

domain::OrderDays orderDays(const domain::Region &region, OrderSource source)
{
    const domain::Region::OrderLimits &limits = region.ordersOf(toCode(source));
    domain::OrderDays days;
    days.sign = limits.signDays;
    days.answer = limits.answerDays;
    days.complexAnswer = std::max(limits.answerDays, region.rating.complexDays);
    days.callBack = limits.callBackDays;
    if (source == OrderSource::Rating) {
        days.contact = region.rating.contactDays;
        days.answer = region.rating.simpleDays;
        days.complexAnswer = region.rating.complexDays;
    }
    return days;
}

Result<WorkOrder> openOrder(const Workspace &workspace)
{
    const auto document = workspace.load(workspace.operation().doc);
    if (!document || document->kind != "workorder"_L1)
        return refuse(u"workorder.unknown");
    Result<WorkOrder> order = WorkOrder::fromJson(document->body);
    if (!order)
        return order;
    if (!domain::mayFollow(order->state, workspace.operation().type))
        return refuse(u"workorder.state", {{u"state"_s, toCode(order->state)}});
    return order;
}

void putBack(Workspace &workspace, WorkOrder &order)
{
    domain::Document document = *workspace.load(order.id);
    order.updatedAt = workspace.now();
    document.body = order.toJson();
    workspace.save(document);
}

void begin(WorkOrder &order, const Workspace &workspace, const domain::Place &place)
{
    // The minute of a bad rating would tell at which counter it was given: its order knows the day only.
    const bool isRating = order.source == OrderSource::Rating;
    const QDate today = domain::hallTime(workspace.now()).date();
    const QDateTime now = isRating ? QDateTime(today, QTime(0, 0), Qt::OffsetFromUTC, 8 * 3600).toUTC() : workspace.now();
    order.place = place.id;
    order.district = place.district;
    order.number = domain::orderNumber(order.id, place.district, today.year());
    order.days = orderDays(workspace.rules().region(place.district), order.source);
    order.registeredAt = order.openedAt = order.updatedAt = now;
    order.assignDue = dueIn(workspace, order, order.days.assign, now);
    if (order.days.contact > 0)
        order.contactDue = dueIn(workspace, order, order.days.contact, now);
    // A bad rating waits for its rectification from the moment it was given, not from when somebody found the department.
    if (isRating)
        order.answerDue = dueIn(workspace, order, order.days.answer, now);
    note(order, workspace, u"register"_s, {}, {{u"source"_s, toCode(order.source)}});
    if (isRating) { // nor by whom it came in: at a counter that is who was rated
        order.steps.last().at = now;
        order.steps.last().by.clear();
    }
    if (order.source == OrderSource::Enquiry)
        waitForAnswer(workspace, order);
}

QString ratingLinkId(const QString &orderId)
{
    return domain::idFor(QString(u"rating-link:"_s + orderId));
}

void openRatingOrder(Workspace &workspace, const RatingOrder &asked, const domain::Place &place)
{
    WorkOrder order;
    order.id = asked.id;
    order.source = OrderSource::Rating;
    order.department = asked.department;
    order.itemName = asked.itemName;
    order.reasons = asked.reasons;
    begin(order, workspace, place);
    const QStringList scopes{domain::ratingScope(place.district)};
    workspace.save({order.id, u"workorder"_s, 0, scopes, order.toJson()});
    const QJsonObject link{{u"id"_s, ratingLinkId(order.id)}, {u"rating"_s, asked.rating}, {u"clerk"_s, asked.clerk}, {u"place"_s, place.id}};
    workspace.save({ratingLinkId(order.id), u"rating-link"_s, 0, scopes, link});
}

Result<Done> registerOrder(Workspace &workspace)
{
    const domain::Operation &operation = workspace.operation();
    const QJsonObject &body = operation.body;
    const domain::Place *place = workspace.place();
    if (!place)
        return refuse(u"place.unknown");
    const auto source = domain::orderSourceFromCode(body[u"source"_s].toString());
    // A bad rating makes its own: written down by hand it would name who rated.
    if (!source || *source == OrderSource::Rating)
        return refuse(u"workorder.source-lacking");
    if (workspace.load(operation.doc))
        return refuse(u"workorder.exists");
    const Result<QString> words = wordsOf(workspace, u"words", true, u"workorder.words-lacking");
    if (!words)
        return words.refusal();
    WorkOrder order;
    order.id = operation.doc;
    order.source = *source;
    order.words = *words;
    order.external = body[u"external"_s].toString().trimmed();
    order.personName = body[u"personName"_s].toString().trimmed();
    order.personPhone = body[u"personPhone"_s].toString().trimmed();
    order.itemName = body[u"itemName"_s].toString().trimmed();
    order.caseNumber = body[u"caseNumber"_s].toString().trimmed();
    const QString answer = *source == OrderSource::Enquiry ? body[u"answer"_s].toString().trimmed() : QString();
    if (answer.size() > wordsMax)
        return refuse(u"field.length", {{u"max"_s, int(wordsMax)}});
    // Whoever was not answered on the spot must be reached.
    const bool needsPerson = *source == OrderSource::Hotline || *source == OrderSource::Unsolved || (*source == OrderSource::Enquiry && answer.isEmpty());
    if (needsPerson && order.personPhone.isEmpty())
        return refuse(u"workorder.phone-lacking");
    begin(order, workspace, *place);
    if (order.source == OrderSource::Enquiry) {
        const domain::Staff *asked = workspace.rules().staff(operation.actor);
        domain::Responsibility{operation.actor, asked ? asked->name : QString(), operation.counter, workspace.now(), {}}.write(order.more);
        if (!answer.isEmpty()) {
            note(order, workspace, u"answer"_s, answer);
            endByAnswer(workspace, order, answer);
        }
    }
    workspace.save({order.id, u"workorder"_s, 0, {domain::districtScope(place->district)}, order.toJson()});
    return Done{};
}

// 派单. Given to another department, the clock of the answer goes on as it was: the person waits no longer for that.
Result<Done> assignOrder(Workspace &workspace)
{
    Result<WorkOrder> order = openOrder(workspace);
    if (!order)
        return order.refusal();
    if (order->source == OrderSource::Enquiry)
        return refuse(u"responsibility.hand-over-instead");
    const QString department = workspace.operation().body[u"department"_s].toString().trimmed();
    if (department.isEmpty())
        return refuse(u"workorder.department-lacking");
    const Result<QString> words = wordsOf(workspace, u"words", false, {});
    if (!words)
        return words.refusal();
    const bool again = order->state == OrderState::Assigned || order->state == OrderState::SignedFor;
    if (again && words->isEmpty())
        return refuse(u"workorder.reason-lacking");
    // What the person said must be known before the department is told to put it right; the department is not told by whom.
    if (order->source == OrderSource::Rating) {
        if (!isSupervisor(workspace))
            return refuse(u"operation.not-allowed", {{u"type"_s, workspace.operation().type}});
        if (order->needsContact())
            return refuse(u"workorder.contact-first");
        if (const Result<Done> other = notTheRated(workspace, *order); !other)
            return other;
    }
    note(*order, workspace, u"assign"_s, *words, {{u"department"_s, department}}, again ? domain::DueDate() : order->assignDue);
    order->department = department;
    order->state = OrderState::Assigned;
    order->assignedAt = workspace.now();
    order->signedAt = {};
    order->signDue = dueIn(workspace, *order, order->days.sign, workspace.now());
    if (!order->answerDue.isValid())
        order->answerDue = dueIn(workspace, *order, order->days.answer, workspace.now());
    putBack(workspace, *order);
    domain::Document document = *workspace.load(order->id);
    document.scopes = {domain::districtScope(order->district)};
    workspace.save(document);
    if (!again && order->source != OrderSource::Rating)
        tell(workspace, *order, order->personPhone, u"workorder.contact"_s, {{u"due"_s, order->answerDue.date.toString(u"yyyy-MM-dd"_s)}});
    return Done{};
}

// 签收. A complex one gets the longer limit, from the same beginning, and says why.
Result<Done> signOrder(Workspace &workspace)
{
    Result<WorkOrder> order = openOrder(workspace);
    if (!order)
        return order.refusal();
    const bool complex = workspace.operation().body[u"complex"_s].toBool();
    const Result<QString> words = wordsOf(workspace, u"words", complex, u"workorder.complex-reason-lacking");
    if (!words)
        return words.refusal();
    note(*order, workspace, u"sign"_s, *words, {{u"complex"_s, complex}}, order->signDue);
    order->state = OrderState::SignedFor;
    order->signedAt = workspace.now();
    if (complex && !order->complex) {
        order->complex = true;
        const QDateTime from = order->source == OrderSource::Rating ? order->openedAt : order->assignedAt;
        order->answerDue = dueIn(workspace, *order, order->days.complexAnswer, from);
    }
    putBack(workspace, *order);
    return Done{};
}

// 联系核实. Of a bad rating only a supervisor does it: nobody else may know who rated. What was said stays with the rating.
Result<Done> contactOrder(Workspace &workspace)
{
    Result<WorkOrder> order = openOrder(workspace);
    if (!order)
        return order.refusal();
    if (!order->hasPerson())
        return refuse(u"workorder.nobody-to-contact");
    const bool isRating = order->source == OrderSource::Rating;
    if (isRating && !isSupervisor(workspace))
        return refuse(u"operation.not-allowed", {{u"type"_s, workspace.operation().type}});
    if (const Result<Done> other = notTheRated(workspace, *order); !other)
        return other;
    const Result<QString> words = wordsOf(workspace, u"words", true, u"workorder.words-lacking");
    if (!words)
        return words.refusal();
    const bool reached = workspace.operation().body[u"reached"_s].toBool(true);
    note(*order, workspace, u"contact"_s, isRating ? QString() : *words, {{u"reached"_s, reached}}, order->contactedAt.isValid() ? domain::DueDate() : order->contactDue);
    changeRating(workspace, *order, [&](QJsonObject &rating) {
        QJsonArray contacts = rating[u"contacts"_s].toArray();
        contacts << QJsonObject{{u"at"_s, domain::instantText(workspace.now())}, {u"by"_s, workspace.operation().actor}, {u"reached"_s, reached}, {u"words"_s, *words}};
        rating[u"contacts"_s] = contacts;
    });
    if (!order->contactedAt.isValid())
        order->contactedAt = workspace.now();
    putBack(workspace, *order);
    return Done{};
}

Result<Done> answerOrder(Workspace &workspace)
{
    Result<WorkOrder> order = openOrder(workspace);
    if (!order)
        return order.refusal();
    const Result<QString> words = wordsOf(workspace, u"words", true, u"workorder.words-lacking");
    if (!words)
        return words.refusal();
    if (order->needsContact())
        return refuse(u"workorder.contact-first");
    if (order->appeal.isOpen())
        return refuse(u"workorder.appeal-open");
    const bool isEnquiry = order->source == OrderSource::Enquiry;
    if (const domain::Responsibility held = domain::Responsibility::of(order->more); isEnquiry && held.holder() != workspace.operation().actor)
        return refuse(u"responsibility.not-holder", {{u"name"_s, held.holderName()}});
    note(*order, workspace, u"answer"_s, *words, {}, order->answerDue);
    if (isEnquiry) {
        endByAnswer(workspace, *order, *words);
        putBack(workspace, *order);
        return Done{};
    }
    order->state = OrderState::Answered;
    order->answer = *words;
    order->answeredBy = workspace.operation().actor;
    order->answeredAt = workspace.now();
    order->callBackDue = dueIn(workspace, *order, order->days.callBack, workspace.now());
    putBack(workspace, *order);
    return Done{};
}

// 回访, or 复查 where there is nobody to call. Who answered does not judge the answer. Three calls nobody takes end it.
Result<Done> callBackOrder(Workspace &workspace)
{
    Result<WorkOrder> order = openOrder(workspace);
    if (!order)
        return order.refusal();
    if (order->answeredBy == workspace.operation().actor)
        return refuse(u"workorder.same-hand");
    if (order->source == OrderSource::Rating && !isSupervisor(workspace))
        return refuse(u"operation.not-allowed", {{u"type"_s, workspace.operation().type}});
    if (const Result<Done> other = notTheRated(workspace, *order); !other)
        return other;
    const QString outcome = workspace.operation().body[u"outcome"_s].toString();
    if (!domain::callOutcomes(order->hasPerson()).contains(outcome))
        return refuse(u"workorder.outcome");
    const Result<QString> words = wordsOf(workspace, u"words", outcome == "unsolved"_L1, u"workorder.words-lacking");
    if (!words)
        return words.refusal();
    note(*order, workspace, u"callback"_s, *words, {{u"outcome"_s, outcome}}, order->callBackDue);
    if (outcome == "unreachable"_L1 && ++order->attempts < domain::callAttemptsMax) {
        putBack(workspace, *order);
        return Done{};
    }
    order->outcome = outcome;
    order->calledBackAt = workspace.now();
    order->state = OrderState::CalledBack;
    if (outcome == "unsolved"_L1)
        return reopenRound(workspace, *order);
    putBack(workspace, *order);
    return Done{};
}

Result<Done> reopenOrder(Workspace &workspace)
{
    Result<WorkOrder> order = openOrder(workspace);
    if (!order)
        return order.refusal();
    const Result<QString> words = wordsOf(workspace, u"words", true, u"workorder.reason-lacking");
    if (!words)
        return words.refusal();
    note(*order, workspace, u"reopen"_s, *words);
    return reopenRound(workspace, *order);
}

Result<Done> closeOrder(Workspace &workspace)
{
    Result<WorkOrder> order = openOrder(workspace);
    if (!order)
        return order.refusal();
    if (order->appeal.isOpen())
        return refuse(u"workorder.appeal-open");
    const Result<QString> words = wordsOf(workspace, u"words", false, {});
    if (!words)
        return words.refusal();
    note(*order, workspace, u"close"_s, *words, {{u"outcome"_s, order->outcome}});
    order->state = OrderState::Closed;
    order->endedAt = workspace.now();
    putBack(workspace, *order);
    return Done{};
}

// 申诉: a slip or malice. The clocks go on meanwhile: an appeal is no way to win time.
Result<Done> appealOrder(Workspace &workspace)
{
    Result<WorkOrder> order = openOrder(workspace);
    if (!order)
        return order.refusal();
    if (order->source != OrderSource::Rating)
        return refuse(u"workorder.no-appeal");
    if (!order->appeal.ground.isEmpty())
        return refuse(u"workorder.appealed");
    const QString ground = workspace.operation().body[u"ground"_s].toString();
    if (!domain::appealGrounds().contains(ground))
        return refuse(u"workorder.ground-lacking");
    const Result<QString> words = wordsOf(workspace, u"words", true, u"workorder.words-lacking");
    if (!words)
        return words.refusal();
    note(*order, workspace, u"appeal"_s, *words, {{u"ground"_s, ground}});
    order->appeal = {ground, *words, workspace.operation().actor, workspace.now(), {}, {}};
    putBack(workspace, *order);
    return Done{};
}

// 复核: upheld, the rating counts in no figure and the work order is over. Nobody judges his own appeal.
Result<Done> judgeAppeal(Workspace &workspace)
{
    Result<WorkOrder> order = openOrder(workspace);
    if (!order)
        return order.refusal();
    if (!order->appeal.isOpen())
        return refuse(u"workorder.no-appeal");
    if (order->appeal.by == workspace.operation().actor)
        return refuse(u"workorder.same-hand");
    if (const Result<Done> other = notTheRated(workspace, *order); !other)
        return other;
    const Result<QString> words = wordsOf(workspace, u"words", true, u"workorder.reason-lacking");
    if (!words)
        return words.refusal();
    const bool upheld = workspace.operation().body[u"upheld"_s].toBool();
    order->appeal.verdict = upheld ? u"upheld"_s : u"dismissed"_s;
    order->appeal.judgement = *words;
    note(*order, workspace, u"judge"_s, *words, {{u"verdict"_s, order->appeal.verdict}});
    if (upheld) {
        order->state = OrderState::Excluded;
        order->endedAt = workspace.now();
        if (const auto link = linkOf(workspace, *order))
            excludeRating(workspace, link->body[u"rating"_s].toString());
    }
    putBack(workspace, *order);
    return Done{};
}

// The clock: a step's time is over. Once for each clock and round.
Result<Done> escalateOrder(Workspace &workspace)
{
    Result<WorkOrder> order = openOrder(workspace);
    if (!order)
        return order.refusal();
    const QString entry = workspace.operation().body[u"entry"_s].toString();
    const domain::OfficeHours hours = hoursOf(workspace, *order);
    for (const domain::OrderClock &clock : order->clocks(hours)) {
        if (entry != u"%1#%2"_s.arg(clock.what).arg(order->round) || order->escalated.contains(entry))
            continue;
        if (!domain::isOverdue(clock.due, domain::hallTime(workspace.now()), hours))
            return refuse(u"workorder.time-runs", {{u"due"_s, clock.due.toJson()}});
        order->escalated << entry;
        note(*order, workspace, u"escalate"_s, {}, {{u"clock"_s, clock.what}});
        putBack(workspace, *order);
        tell(workspace, *order, workspace.rules().region(order->district).more[u"supervisorPhone"_s].toString(), u"workorder.overdue"_s,
             {{u"source"_s, toCode(order->source)}, {u"step"_s, clock.what}});
        return Done{};
    }
    return refuse(u"workorder.no-clock", {{u"entry"_s, entry}});
}

} // namespace office
