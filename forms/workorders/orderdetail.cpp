// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/workorders/orderdetail.h"
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"
#include "domain/responsibility/responsibility.h"
#include "domain/staff/staff.h"
#include "forms/shared/actor.h"
#include "forms/shared/casetext.h"
#include "forms/shared/chip.h"
#include "forms/shared/elidedlabel.h"
#include "forms/shared/facttable.h"
#include "forms/shared/flowlayout.h"
#include "forms/shared/handoverbar.h"
#include "forms/shared/icons.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "forms/workorders/ordertext.h"
#include "office/archive.h"
#include "office/openorder.h"
#include "office/ratings.h"
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;
using domain::OrderSource;
using domain::OrderState;
using domain::WorkOrder;

namespace {

constexpr int wordsLines = 3;
constexpr int timeWidth = 104, whoWidth = 72;

const char *stateTone(OrderState state)
{
    switch (state) {
    case OrderState::Closed:
        return "ok";
    case OrderState::Excluded:
        return "neutral";
    case OrderState::Reopened:
        return "bad";
    default:
        return "info";
    }
}

/// Acts that choose one of several codes, and the member of the body that takes it.
QStringList choicesOf(const QString &type, const WorkOrder &order)
{
    if (type == "workorder.sign"_L1)
        return {u"simple"_s, u"complex"_s};
    if (type == "workorder.contact"_L1)
        return {u"reached"_s, u"not-reached"_s};
    if (type == "workorder.callback"_L1)
        return domain::callOutcomes(order.hasPerson());
    if (type == "workorder.appeal"_L1)
        return domain::appealGrounds();
    if (type == "workorder.judge"_L1)
        return {u"dismissed"_s, u"upheld"_s};
    return {};
}

} // namespace

OrderDetail::OrderDetail(Desk &desk, QWidget *parent)
    : QFrame(parent), m_desk(desk), m_empty(new QLabel(tr("Choose a work order on the left, or press N to register one."))), m_hint(new QLabel), m_full(new QWidget),
      m_buttons(new QWidget), m_strip(new QWidget), m_number(new ElidedLabel), m_state(new Pill), m_lamp(new Pill), m_source(new Pill), m_appeal(new Pill(tr("Appeal open"), "warn")),
      m_tabs(new QTabWidget), m_facts(new FactTable), m_timeline(new FactTable({tr("Time"), tr("What happened"), tr("By")})), m_department(new QComboBox),
      m_choice(new QComboBox), m_words(new QPlainTextEdit), m_confirm(new QPushButton), m_leave(new QPushButton(tr("Leave")))
{
    setObjectName(u"orderDetail"_s);
    setProperty("role", u"card"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", u"muted"_s);
    m_number->setObjectName(u"orderNumber"_s);
    m_number->setAccessibleName(tr("Number of the work order"));
    m_number->setProperty("role", u"heading"_s);
    m_number->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *pills = new QHBoxLayout;
    pills->setSpacing(Theme::gap / 2);
    for (QLabel *pill : {m_source, m_state, m_lamp, m_appeal})
        pills->addWidget(pill);
    pills->addStretch(1);

    const auto addTab = [this](FactTable *table, const QString &name, const QString &objectName) {
        table->setObjectName(objectName);
        table->setAccessibleName(name);
        m_tabs->addTab(table, name);
    };
    addTab(m_facts, tr("Overview"), u"orderFacts"_s);
    addTab(m_timeline, tr("Timeline"), u"orderTimeline"_s);
    m_timeline->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    m_timeline->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_timeline->setColumnWidth(0, timeWidth);
    m_timeline->setColumnWidth(2, whoWidth);
    m_tabs->setObjectName(u"orderTabs"_s);
    m_tabs->setAccessibleName(tr("Parts of the work order"));
    m_tabs->tabBar()->setObjectName(u"orderTabBar"_s);
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the work order"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setUsesScrollButtons(false);

    auto *flow = new FlowLayout(m_buttons, Theme::gap);
    flow->setContentsMargins(0, 0, 0, 0);

    m_hint->setWordWrap(true);
    m_hint->setProperty("role", u"strong"_s);
    m_department->setObjectName(u"orderDepartment"_s);
    m_department->setAccessibleName(tr("Department"));
    m_department->setEditable(true);
    m_department->setInsertPolicy(QComboBox::NoInsert);
    m_choice->setObjectName(u"orderChoice"_s);
    m_choice->setAccessibleName(tr("Outcome"));
    m_words->setObjectName(u"orderWords"_s);
    m_words->setAccessibleName(tr("Words"));
    m_words->setTabChangesFocus(true);
    m_words->setFixedHeight(wordsLines * fontMetrics().lineSpacing() + 2 * Theme::gap);
    m_confirm->setObjectName(u"orderConfirm"_s);
    m_confirm->setAccessibleName(tr("Do it"));
    m_confirm->setProperty("role", u"primary"_s);
    m_leave->setObjectName(u"orderLeave"_s);
    m_leave->setAccessibleName(tr("Leave without doing it"));
    m_leave->setProperty("role", u"quiet"_s);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(Theme::gap);
    fields->addWidget(m_department, 1);
    fields->addWidget(m_choice, 1);
    auto *ends = new QHBoxLayout;
    ends->setSpacing(Theme::gap);
    ends->addWidget(m_confirm);
    ends->addWidget(m_leave);
    ends->addStretch(1);
    auto *strip = new QVBoxLayout(m_strip);
    strip->setContentsMargins(0, 0, 0, 0);
    strip->setSpacing(Theme::gap / 2);
    strip->addWidget(m_hint);
    strip->addLayout(fields);
    strip->addWidget(m_words);
    strip->addLayout(ends);
    m_strip->hide();

    auto *full = new QVBoxLayout(m_full);
    full->setContentsMargins(0, 0, 0, 0);
    full->setSpacing(Theme::gap / 2);
    full->addWidget(m_number);
    full->addLayout(pills);
    full->addWidget(m_tabs, 1);
    full->addWidget(m_buttons);
    full->addWidget(m_strip);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->addWidget(m_empty, 1);
    column->addWidget(m_full, 1);
    connect(m_confirm, &QPushButton::clicked, this, &OrderDetail::confirm);
    connect(m_leave, &QPushButton::clicked, this, &OrderDetail::leave);
    showOrder({});
}

void OrderDetail::turn(int steps)
{
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + m_tabs->count() + steps) % m_tabs->count());
}

bool OrderDetail::isTyping() const
{
    return !m_act.isEmpty();
}

void OrderDetail::showOrder(const QString &id)
{
    const std::optional<WorkOrder> before = m_order;
    m_orderId = id;
    m_order = id.isEmpty() ? std::nullopt : office::Orders(m_desk.office()).order(id);
    m_empty->setVisible(!m_order);
    m_full->setVisible(m_order.has_value());
    const bool isSame = before && m_order && before->id == m_order->id; // what is typed stays, whatever news came in between
    if (isTyping() && !isSame) {
        m_act.clear();
        m_words->clear();
    }
    if (m_order)
        fill();
}

void OrderDetail::fill()
{
    const WorkOrder &order = *m_order;
    const auto rules = m_desk.office().rules();
    const domain::Place *place = rules->place(order.place);
    const domain::OfficeHours hours = place ? place->hours : domain::OfficeHours();
    const QDateTime now = domain::hallTime(m_desk.office().now());
    m_number->setText(order.number);
    m_source->set(OrderText::source(toCode(order.source)), "neutral");
    m_state->set(OrderText::state(toCode(order.state)), stateTone(order.state));
    const auto lamp = domain::lampOf(order, m_desk.office().now(), rules->calendar(), hours);
    m_lamp->setVisible(lamp.has_value());
    if (lamp) {
        const domain::OrderClock clock = order.clocks(hours).first();
        const QString code = toCode(*lamp);
        m_lamp->set(tr("%1: %2, %3").arg(CaseText::lamp(code), OrderText::clock(clock.what), CaseText::due(clock.due, now.date())), CaseText::lampTone(code));
    }
    m_appeal->setVisible(order.appeal.isOpen());
    fillFacts();
    fillTimeline();
    fillActs();
}

QList<FullView::Number> OrderDetail::maskedNumbers() const
{
    QList<FullView::Number> numbers;
    if (m_order && !m_order->personPhone.isEmpty())
        numbers << FullView::Number{tr("Phone"), m_order->personPhone};
    if (m_order && m_order->source == OrderSource::Rating && m_order->isOpen()) {
        const auto link = office::Archive(m_desk.office()).document(office::ratingLinkId(m_order->id));
        const auto rating = link ? office::Ratings(m_desk.office()).rating(link->body[u"rating"_s].toString()) : std::nullopt;
        if (rating && !rating->personPhone.isEmpty())
            numbers << FullView::Number{tr("Phone"), rating->personPhone};
    }
    return numbers;
}

void OrderDetail::fillFacts()
{
    const WorkOrder &order = *m_order;
    const QDateTime now = domain::hallTime(m_desk.office().now());
    m_facts->clearFacts();
    const auto add = [this](const QString &name, const QString &value) {
        if (!value.isEmpty())
            m_facts->add({name, value});
    };
    add(tr("What is wrong"), domain::maskedWithin(order.words));
    if (!order.reasons.isEmpty()) {
        const domain::RatingOptions options = office::Ratings::options(*m_desk.office().rules(), order.district);
        QStringList reasons;
        for (const QString &code : order.reasons)
            reasons << options.text(code);
        add(tr("Reasons given"), reasons.join(tr(", ")));
    }
    add(tr("Person"), order.personName);
    // Whoever has to call asks for the number in full, and says what for.
    add(tr("Phone"), domain::masked(order.personPhone));
    if (order.source == OrderSource::Rating) {
        // Where a supervisor sits, what belongs to it is held too.
        const auto link = office::Archive(m_desk.office()).document(office::ratingLinkId(order.id));
        const auto rating = link ? office::Ratings(m_desk.office()).rating(link->body[u"rating"_s].toString()) : std::nullopt;
        add(tr("Person"), rating ? rating->personName : tr("Known to the supervisors only"));
        add(tr("Phone"), rating && order.isOpen() ? domain::masked(rating->personPhone) : QString());
        add(tr("In the person's words"), rating ? rating->words : QString());
    }
    add(tr("Item"), order.itemName);
    add(tr("Case number"), order.caseNumber);
    add(tr("Number at its source"), order.external);
    add(tr("Department"), order.department);
    add(tr("Answers for it"), HandoverBar::text(m_desk, order.more));
    add(tr("Round"), order.round > 1 ? QString::number(order.round) : QString());
    add(tr("Answer"), order.answer);
    add(tr("Call back"), order.outcome.isEmpty() ? QString() : OrderText::choice(order.outcome));
    const auto due = [&](const domain::DueDate &date) { return date.isValid() ? CaseText::due(date, now.date()) : QString(); };
    add(tr("To be given out by"), due(order.assignDue));
    add(tr("To be contacted by"), due(order.contactDue));
    add(tr("To be signed for by"), due(order.signDue));
    add(tr("To be answered by"), order.complex ? tr("%1 (complex)").arg(due(order.answerDue)) : due(order.answerDue));
    add(tr("To be called back by"), due(order.callBackDue));
    if (!order.appeal.ground.isEmpty())
        add(tr("Appeal"), QStringLiteral("%1: %2").arg(OrderText::choice(order.appeal.ground), order.appeal.words));
    if (!order.appeal.verdict.isEmpty())
        add(tr("Judgement"), QStringLiteral("%1: %2").arg(OrderText::choice(order.appeal.verdict), order.appeal.judgement));
    m_facts->fit();
}

void OrderDetail::fillTimeline()
{
    const QDateTime now = domain::hallTime(m_desk.office().now());
    const auto rules = m_desk.office().rules();
    m_timeline->clearFacts();
    for (const domain::OrderStep &step : m_order->steps) {
        QStringList said{OrderText::step(step.act), OrderText::facts(step), step.words};
        if (step.late)
            said << tr("late");
        said.removeAll(QString());
        const domain::Staff *staff = rules->staff(step.by);
        m_timeline->add({CaseText::instant(step.at, now), said.join(u" · "_s), staff ? staff->name : tr("Centre")});
        if (step.late || step.act == "escalate"_L1)
            m_timeline->markLast();
    }
    m_timeline->fit();
}

bool OrderDetail::mayDo(const QString &type) const
{
    const QStringList roles = actorOf(m_desk).roles;
    if (!domain::mayDo(roles, type) || !domain::mayFollow(m_order->state, type))
        return false;
    const bool isRating = m_order->source == OrderSource::Rating;
    const bool isSupervisor = roles.contains(u"supervisor"_s);
    // Who rated is a supervisor's business only.
    static const QStringList supervisors{u"workorder.contact"_s, u"workorder.assign"_s, u"workorder.callback"_s};
    if (isRating && !isSupervisor && supervisors.contains(type))
        return false;
    if (m_order->source == OrderSource::Enquiry) {
        if (type == "workorder.assign"_L1 || type == "workorder.contact"_L1)
            return false;
        if (type == "workorder.answer"_L1)
            return domain::Responsibility::of(m_order->more).holder() == m_desk.session().staffId;
    }
    if (type == "workorder.contact"_L1)
        return m_order->hasPerson();
    if (type == "workorder.appeal"_L1)
        return isRating && m_order->appeal.ground.isEmpty();
    if (type == "workorder.judge"_L1)
        return m_order->appeal.isOpen();
    return true;
}

void OrderDetail::fillActs()
{
    static const QList<std::pair<QString, Qt::Key>> all{
        {u"workorder.contact"_s, Qt::Key_C}, {u"workorder.assign"_s, Qt::Key_G}, {u"workorder.sign"_s, Qt::Key_S}, {u"workorder.answer"_s, Qt::Key_A},
        {u"workorder.callback"_s, Qt::Key_B}, {u"workorder.close"_s, Qt::Key_E}, {u"workorder.reopen"_s, Qt::Key_O}, {u"workorder.appeal"_s, Qt::Key_P},
        {u"workorder.judge"_s, Qt::Key_J}};
    const QStringList labels{tr("Contact the person"), tr("Give out"), tr("Sign for"), tr("Answer"), tr("Call back"), tr("Close"), tr("Reopen"), tr("Appeal"), tr("Judge the appeal")};
    m_acts.clear();
    qDeleteAll(m_buttons->findChildren<QPushButton *>(QString(), Qt::FindDirectChildrenOnly));
    for (qsizetype i = 0; i < all.size(); ++i) {
        const auto &[type, key] = all[i];
        if (!mayDo(type))
            continue;
        m_acts << OrderAct{type, key, labels[i]};
        auto *button = new QPushButton(QStringLiteral("%1  %2").arg(QKeySequence(key).toString(), labels[i]));
        button->setObjectName(QString(u"orderAct."_s + type.section(u'.', 1)));
        button->setAccessibleName(labels[i]);
        button->setProperty("role", m_acts.size() == 1 ? u"primary"_s : u"secondary"_s);
        connect(button, &QPushButton::clicked, this, [this, type = type] { begin(type); });
        m_buttons->layout()->addWidget(button);
        button->show();
    }
    if (m_order->source == OrderSource::Enquiry && m_order->isOpen() && domain::mayDo(actorOf(m_desk).roles, u"responsibility.take")) {
        const domain::Responsibility held = domain::Responsibility::of(m_order->more);
        const bool isAsked = held.offer() && held.offer()->to == m_desk.session().staffId;
        const QString label = isAsked ? tr("Take over") : tr("Hand over");
        auto *button = new QPushButton(QStringLiteral("H  %1").arg(label));
        button->setObjectName(u"orderAct.handover"_s);
        button->setAccessibleName(label);
        button->setProperty("role", m_acts.isEmpty() ? u"primary"_s : u"secondary"_s);
        connect(button, &QPushButton::clicked, this, [this] { Q_EMIT handoverRequested(m_orderId); });
        m_buttons->layout()->addWidget(button);
        button->show();
    }
    m_buttons->setVisible(!isTyping() && m_buttons->layout()->count() > 0);
    m_strip->setVisible(isTyping());
    m_buttons->updateGeometry();
}

void OrderDetail::begin(const QString &type)
{
    const auto act = std::find_if(m_acts.begin(), m_acts.end(), [&](const OrderAct &known) { return known.type == type; });
    if (!m_order || act == m_acts.end())
        return;
    m_act = type;
    m_hint->setText(act->label);
    m_confirm->setText(tr("Ctrl+Enter  %1").arg(act->label));
    m_confirm->setAccessibleName(act->label);
    const bool gives = type == "workorder.assign"_L1;
    m_department->setVisible(gives);
    if (gives) {
        m_department->clear();
        m_department->addItems(office::Orders(m_desk.office()).departments(m_order->place));
        m_department->setEditText(m_order->department);
    }
    const QStringList choices = choicesOf(type, *m_order);
    m_choice->setVisible(!choices.isEmpty());
    m_choice->clear();
    for (const QString &code : choices)
        m_choice->addItem(OrderText::choice(code), code);
    const bool isSecret = m_order->source == OrderSource::Rating && type == "workorder.contact"_L1;
    const QString place = isSecret ? tr("What the person said: stays with the supervisors") : tr("In your words; everybody who sees the work order reads it");
    m_words->setPlaceholderText(place);
    m_words->setAccessibleName(place);
    m_words->clear();
    m_buttons->hide();
    m_strip->show();
    QWidget *first = gives ? static_cast<QWidget *>(m_department) : choices.isEmpty() ? static_cast<QWidget *>(m_words) : m_choice;
    first->setFocus();
}

QJsonObject OrderDetail::typed() const
{
    QJsonObject body{{u"words"_s, m_words->toPlainText().trimmed()}};
    const QString code = m_choice->currentData().toString();
    if (m_act == "workorder.assign"_L1)
        body[u"department"_s] = m_department->currentText().trimmed();
    else if (m_act == "workorder.sign"_L1)
        body[u"complex"_s] = code == "complex"_L1;
    else if (m_act == "workorder.contact"_L1)
        body[u"reached"_s] = code == "reached"_L1;
    else if (m_act == "workorder.callback"_L1)
        body[u"outcome"_s] = code;
    else if (m_act == "workorder.appeal"_L1)
        body[u"ground"_s] = code;
    else if (m_act == "workorder.judge"_L1)
        body[u"upheld"_s] = code == "upheld"_L1;
    return body;
}

void OrderDetail::confirm()
{
    if (!m_order || !isTyping())
        return;
    const QString label = m_hint->text(), number = m_order->number;
    const auto acted = m_desk.office().submit({m_act, m_orderId, typed(), actorOf(m_desk)});
    if (!acted) {
        m_desk.say(Tone::Warning, refusalText(acted.refusal()));
        m_words->setFocus();
        return;
    }
    m_act.clear();
    m_words->clear();
    m_desk.say(Tone::Done, tr("%1: %2").arg(number, label));
    showOrder(m_orderId);
    Q_EMIT done();
    Q_EMIT left();
}

void OrderDetail::leave()
{
    m_act.clear();
    m_words->clear();
    if (m_order)
        fillActs();
    Q_EMIT left();
}

} // namespace forms
