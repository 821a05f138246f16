// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/workorders/workorderspage.h"
#include "domain/jsontime.h"
#include "domain/staff/staff.h"
#include "forms/shared/actor.h"
#include "forms/shared/casetext.h"
#include "forms/shared/chip.h"
#include "forms/shared/flowlayout.h"
#include "forms/shared/exportmark.h"
#include "forms/shared/fullview.h"
#include "forms/shared/handoverbar.h"
#include "forms/shared/purposebar.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/pilldelegate.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "forms/workorders/orderdetail.h"
#include "forms/workorders/orderform.h"
#include "forms/workorders/ordertext.h"
#include "tables/csv.h"
#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;
using domain::Lamp;
using tables::OrderTableModel;
using tables::OrderView;

namespace {

constexpr int recountDelayMs = 200;
constexpr int exportPieceRows = 256;
constexpr int detailWidthMin = 400;
constexpr int tableShare = 772, detailShare = 418;

/// Alt+1 … Alt+9, Alt+0 and the key beside it, as they stand on the keyboard.
QKeySequence choiceKey(int choice)
{
    static constexpr Qt::Key keys[] = {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5, Qt::Key_6, Qt::Key_7, Qt::Key_8, Qt::Key_9, Qt::Key_0, Qt::Key_Minus};
    return QKeySequence(Qt::ALT | keys[choice]);
}

const char *toneOf(const QModelIndex &index)
{
    return CaseText::lampTone(index.data(OrderTableModel::LampRole).toString());
}

} // namespace

WorkOrdersPage::WorkOrdersPage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"workOrdersPage"_s);
    m_recount.setSingleShot(true);
    m_recount.setInterval(recountDelayMs);
    connect(&m_recount, &QTimer::timeout, this, &WorkOrdersPage::recount);
    connect(&m_desk.office(), &office::Office::changed, &m_recount, qOverload<>(&QTimer::start));
    connect(&m_desk, &Desk::sessionChanged, this, [this] { build(); });
    build();
}

office::OrderFilter WorkOrdersPage::waiting() const
{
    office::OrderFilter filter;
    filter.openOnly = true;
    filter.responsible = m_desk.session().staffId;
    const QStringList roles = actorOf(m_desk).roles;
    if (roles.contains(u"supervisor"_s) || roles.contains(u"chief-clerk"_s)) {
        filter.states = QStringList{u"registered"_s, u"reopened"_s, u"answered"_s, u"called-back"_s};
        return filter;
    }
    filter.states = QStringList{u"assigned"_s, u"signed-for"_s};
    if (const domain::Staff *staff = m_desk.office().rules()->staff(m_desk.session().staffId))
        filter.departments = staff->departments;
    return filter;
}

void WorkOrdersPage::makeChoices()
{
    const domain::Place *place = m_desk.office().rules()->place(m_desk.session().placeId);
    const domain::OfficeHours hours = place ? place->hours : domain::OfficeHours();
    const auto with = [&](auto &&change, std::optional<Lamp> lamp = {}) {
        office::OrderFilter filter;
        change(filter);
        return OrderView{filter, lamp, hours};
    };
    const auto from = [&](const char *source) {
        return with([source](office::OrderFilter &filter) {
            filter.source = QString::fromLatin1(source);
            filter.openOnly = true;
        });
    };
    m_choices = {
        {"waiting", tr("For me"), {waiting(), {}, hours}, tr("Nothing waits for you. Press N to register a work order."), true},
        {"open", tr("Open"), with([](office::OrderFilter &filter) { filter.openOnly = true; }), tr("No work order is open."), true},
        {"hotline", OrderText::source(u"12345"_s), from("12345"), tr("No open work order from 12345."), true},
        {"unsolved", OrderText::source(u"unsolved"_s), from("unsolved"), tr("Nobody has told of anything that could not be done."), true},
        {"rating", OrderText::source(u"rating"_s), from("rating"), tr("No bad rating is being put right."), true},
        {"inspection", OrderText::source(u"inspection"_s), from("inspection"), tr("No finding of an inspection is open."), true},
        {"walk", OrderText::source(u"process-walk"_s), from("process-walk"), tr("No finding of a process walk is open."), true},
        {"yellow", tr("Soon due"), with([](office::OrderFilter &filter) { filter.openOnly = true; }, Lamp::Yellow), tr("Nothing is soon due."), false},
        {"red", tr("Overdue"), with([](office::OrderFilter &filter) { filter.openOnly = true; }, Lamp::Red), tr("Nothing is overdue."), false},
        {"enquiry", OrderText::source(u"enquiry"_s), from("enquiry"), tr("No enquiry waits for an answer."), true},
        {"all", tr("All"), with([](office::OrderFilter &) {}), tr("No work orders yet. Press N to register one."), true},
    };
}

void WorkOrdersPage::build()
{
    const QString shown = m_detail ? m_detail->orderId() : QString();
    delete m_content;
    m_chips.clear();
    makeChoices();
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    m_model = new OrderTableModel(m_desk.office(), OrderText::words(), m_content);
    m_table = new ListTable;
    m_table->setObjectName(u"ordersTable"_s);
    m_table->setAccessibleName(tr("List of work orders"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(OrderTableModel::LampColumn, new PillDelegate(toneOf, m_table));
    m_table->setCopying([this](const QModelIndexList &rows) {
        QStringList lines{tables::tsvLine(m_model->titles())};
        for (const QModelIndex &index : rows) {
            if (const office::OrderRow *row = m_model->row(index.row()))
                lines << tables::tsvLine(m_model->cells(*row));
        }
        return lines.join(u'\n');
    });
    static constexpr int widths[] = {64, 228, 80, 72, 96, 208, 128, 64};
    for (int column = 0; column < OrderTableModel::columnCountAll; ++column)
        m_table->setColumnWidth(column, widths[column]);

    m_detail = new OrderDetail(m_desk);
    m_form = new OrderForm(m_desk);
    m_beside = new QStackedWidget;
    m_beside->addWidget(m_detail);
    m_beside->addWidget(m_form);
    m_beside->setMinimumWidth(detailWidthMin);
    QSplitter *split = listBeside(m_table, m_beside, tableShare, detailShare);
    split->setObjectName(u"ordersSplit"_s);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(Theme::cardGap, Theme::gap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addWidget(head());
    column->addWidget(m_exportBar);
    m_handover = new HandoverBar(m_desk);
    column->addWidget(m_handover);
    connect(m_handover, &HandoverBar::done, this, [this] {
        m_detail->showOrder(m_detail->orderId());
        m_table->setFocus();
    });
    connect(m_handover, &HandoverBar::cancelled, m_table, qOverload<>(&QWidget::setFocus));
    m_fullView = new FullView(m_desk);
    column->addWidget(m_fullView);
    connect(m_fullView, &FullView::closed, m_table, qOverload<>(&QWidget::setFocus));
    m_exportPurpose = new PurposeBar(u"ordersExportBar"_s, PurposeBar::exporting());
    column->addWidget(m_exportPurpose);
    connect(m_exportPurpose, &PurposeBar::confirmed, this, [this](const QString &, const QString &purpose) { exportList(purpose); });
    connect(m_exportPurpose, &PurposeBar::cancelled, m_table, qOverload<>(&QWidget::setFocus));
    column->addWidget(split, 1);
    setContent(m_content);

    connect(m_table, &ListTable::rowChosen, this, [this](int row) {
        const office::OrderRow *found = m_model->row(row);
        m_detail->showOrder(found ? found->id : QString());
        m_fullView->close(m_detail->orderId());
    });
    connect(m_table, &ListTable::rowOpened, this, [this] {
        if (!m_detail->acts().isEmpty())
            m_detail->begin(m_detail->acts().first().type);
    });
    connect(m_model, &OrderTableModel::refreshed, this, [this] {
        const QString id = m_detail->orderId();
        if (const int row = m_model->rowOf(id); row >= 0)
            m_table->chooseRow(row);
        m_detail->showOrder(id); // as it is now; it may have left this list, and is still before the eyes
        m_total->setText(tr("%L1 work orders").arg(m_model->total()));
    });
    connect(m_detail, &OrderDetail::left, this, [this] { m_table->setFocus(); });
    connect(m_form, &OrderForm::left, this, [this] {
        m_beside->setCurrentWidget(m_detail);
        m_table->setFocus();
    });
    connect(m_form, &OrderForm::registered, this, [this](const QString &id) {
        m_beside->setCurrentWidget(m_detail);
        showOrder(id);
        m_table->setFocus();
    });
    addKeys();
    choose(qMin(m_choice, int(m_choices.size()) - 1));
    if (!shown.isEmpty())
        m_detail->showOrder(shown);
    m_recount.start();
}

QWidget *WorkOrdersPage::head()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::gap);
    auto *chips = new QWidget;
    auto *flow = new FlowLayout(chips, Theme::gap / 2);
    flow->setContentsMargins(0, 0, 0, 0);
    for (int i = 0; i < m_choices.size(); ++i) {
        auto *chip = new Chip(m_choices[i].name);
        chip->setObjectName(u"ordersChip."_s + QLatin1StringView(m_choices[i].id));
        chip->setToolTip(choiceKey(i).toString(QKeySequence::NativeText));
        chip->setAutoExclusive(false);
        connect(chip, &QPushButton::clicked, this, [this, i] { choose(i); });
        flow->addWidget(chip);
        m_chips << chip;
    }
    m_total = new QLabel;
    m_total->setProperty("role", u"muted"_s);
    auto *add = new QPushButton(tr("N  Register"));
    add->setObjectName(u"ordersRegister"_s);
    add->setAccessibleName(tr("Register a work order"));
    add->setIcon(icon(u"add"));
    add->setVisible(domain::mayDo(actorOf(m_desk).roles, u"workorder.register"));
    connect(add, &QPushButton::clicked, this, [this] { openForm({}); });
    auto *exported = new QPushButton(tr("Export"));
    exported->setObjectName(u"ordersExport"_s);
    exported->setAccessibleName(tr("Export this list as CSV"));
    exported->setIcon(icon(u"export"));
    exported->setProperty("role", u"quiet"_s);
    connect(exported, &QPushButton::clicked, this, &WorkOrdersPage::askExport);
    m_exportBar = new ExportBar;
    connect(m_exportBar, &ExportBar::finished, this,
            [this](const QString &path) { m_desk.say(Tone::Done, tr("The list is in %1.").arg(QFileInfo(path).fileName())); });
    connect(m_exportBar, &ExportBar::failed, this, [this](const domain::Refusal &refusal) { m_desk.say(Tone::Problem, refusalText(refusal)); });
    connect(m_exportBar, &ExportBar::cancelled, this, [this] { m_desk.say(Tone::Info, tr("The export was stopped; no file was written.")); });
    row->addWidget(chips, 1);
    row->addWidget(m_total);
    row->addWidget(add);
    row->addWidget(exported);
    return head;
}

void WorkOrdersPage::addKeys()
{
    for (int i = 0; i < m_choices.size(); ++i) {
        connect(addShortcut(m_content, choiceKey(i), m_choices[i].name), &QShortcut::activated, this, [this, i] {
            choose(i);
            m_table->setFocus();
        });
    }
    // Letters act in the list and in the facts only: where words are typed they are letters.
    const QList<std::tuple<Qt::Key, QString, QString>> acts{
        {Qt::Key_C, u"workorder.contact"_s, tr("Contact the person")}, {Qt::Key_G, u"workorder.assign"_s, tr("Give out")},
        {Qt::Key_S, u"workorder.sign"_s, tr("Sign for")},              {Qt::Key_A, u"workorder.answer"_s, tr("Answer")},
        {Qt::Key_B, u"workorder.callback"_s, tr("Call back")},         {Qt::Key_E, u"workorder.close"_s, tr("Close")},
        {Qt::Key_O, u"workorder.reopen"_s, tr("Reopen")},              {Qt::Key_P, u"workorder.appeal"_s, tr("Appeal")},
        {Qt::Key_J, u"workorder.judge"_s, tr("Judge the appeal")}};
    for (const auto &[key, type, label] : acts)
        connect(addShortcut(m_table, QKeySequence(key), label), &QShortcut::activated, this, [this, type = type] { m_detail->begin(type); });
    connect(addShortcut(m_table, QKeySequence(Qt::Key_H), tr("Hand over or take over")), &QShortcut::activated, this, [this] {
        if (m_detail->order() && m_detail->order()->source == domain::OrderSource::Enquiry && m_detail->order()->isOpen())
            m_handover->begin(m_detail->orderId());
    });
    connect(m_detail, &OrderDetail::handoverRequested, m_handover, &HandoverBar::begin);
    connect(addShortcut(m_table, QKeySequence(Qt::Key_N), tr("Register a work order")), &QShortcut::activated, this, [this] { openForm({}); });
    for (const Qt::Key enter : {Qt::Key_Return, Qt::Key_Enter}) {
        connect(addShortcut(m_beside, QKeySequence(Qt::CTRL | enter), tr("Do what was typed")), &QShortcut::activated, this, [this] {
            if (m_beside->currentWidget() == m_form)
                m_form->confirm();
            else
                m_detail->confirm();
        });
    }
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_PageDown), tr("Next part of the work order")), &QShortcut::activated, this, [this] { m_detail->turn(1); });
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_E), tr("Export this list as CSV")), &QShortcut::activated, this, &WorkOrdersPage::askExport);
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U), tr("See full numbers")), &QShortcut::activated, this, [this] {
        m_fullView->ask(m_detail->orderId(), [this] { return m_detail->maskedNumbers(); });
    });
    connect(addShortcut(m_content, QKeySequence(Qt::Key_Escape), tr("Back to the list")), &QShortcut::activated, this, [this] {
        m_beside->setCurrentWidget(m_detail);
        m_detail->leave();
    });
    describeKeys(m_table, {{tr("Enter"), tr("Do the next thing")}, {tr("Ctrl+C"), tr("Copy the rows")}});
}

void WorkOrdersPage::activate(const QString &argument)
{
    if (argument.startsWith("new"_L1)) {
        openForm(argument.section(u':', 1));
        return;
    }
    if (!argument.isEmpty())
        showOrder(argument);
    else if (m_table->chosenRow() < 0)
        m_table->chooseRow(0);
    m_table->setFocus();
}

void WorkOrdersPage::choose(int choice)
{
    m_choice = choice;
    for (int i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(i == choice);
    m_beside->setCurrentWidget(m_detail);
    m_detail->showOrder({});
    m_table->setEmptyText(m_choices[choice].empty);
    m_model->setView(m_choices[choice].view);
    m_total->setText(tr("%L1 work orders").arg(m_model->total()));
    m_table->chooseRow(0);
}

void WorkOrdersPage::recount()
{
    const office::Orders orders(m_desk.office());
    for (int i = 0; i < m_chips.size(); ++i) {
        if (m_choices[i].isCounted)
            m_chips[i]->setCount(int(orders.count(m_choices[i].view.filter)));
    }
    Q_EMIT badgeChanged(int(orders.count(waiting())));
}

void WorkOrdersPage::showOrder(const QString &id)
{
    if (m_model->rowOf(id) < 0)
        choose(int(m_choices.size()) - 1);
    if (const int row = m_model->rowOf(id); row >= 0) {
        m_table->chooseRow(row);
    } else {
        m_table->clearSelection();
        m_detail->showOrder(id);
    }
}

void WorkOrdersPage::openForm(const QString &source)
{
    if (!domain::mayDo(actorOf(m_desk).roles, u"workorder.register"))
        return;
    m_beside->setCurrentWidget(m_form);
    m_form->begin(source);
}

void WorkOrdersPage::askExport()
{
    if (!domain::mayDo(actorOf(m_desk).roles, u"data.export")) {
        m_desk.say(Tone::Info, tr("Lists are exported by a supervisor or a chief clerk."));
        return;
    }
    m_exportPurpose->ask(tr("Export this list, for"), tr("Export"));
}

void WorkOrdersPage::exportList(const QString &purpose)
{
    const QString name = QStringLiteral("%1-%2.csv").arg(tr("work orders"), m_desk.now().toString(u"yyyyMMdd-HHmm"_s));
    m_chooseSave(this, name, tr("CSV for spreadsheets (*.csv)"), [this, purpose](const QString &path) {
        QByteArray begin = tables::csvBegin();
        begin += tables::csvLine({exportMark(m_desk, purpose)});
        begin += tables::csvLine(m_model->titles());
        m_exportBar->start(path, begin, m_model->total(), [this, next = 0](qint64 &done) mutable {
            QByteArray piece;
            for (int taken = 0; taken < exportPieceRows; ++taken, ++next) {
                const office::OrderRow *row = m_model->row(next);
                if (!row)
                    break;
                piece += tables::csvLine(m_model->cells(*row));
                ++done;
            }
            return piece;
        }, exportRecord(m_desk, u"workorders"_s, purpose));
    });
}

void WorkOrdersPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace forms
