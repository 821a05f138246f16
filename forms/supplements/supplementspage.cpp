// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/supplements/supplementspage.h"
#include "domain/jsontime.h"
#include "forms/cases/casedetail.h"
#include "forms/shared/casetext.h"
#include "forms/shared/chip.h"
#include "forms/shared/desk.h"
#include "forms/shared/flowlayout.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/pilldelegate.h"
#include "forms/shared/preferences.h"
#include "forms/shared/theme.h"
#include "forms/supplements/dutyform.h"
#include "office/office.h"
#include <QEvent>
#include <QHeaderView>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>
#include <algorithm>

namespace forms {
using namespace Qt::StringLiterals;
using domain::Duty;
using tables::DutyTableModel;

namespace {
constexpr int recountDelayMs = 400;
constexpr int tableShare = 740, detailShare = 470;
constexpr int detailWidthMin = 400;
constexpr double formShare = 0.5;
using Kind = Duty::Kind;
} // namespace

QString SupplementsPage::kindText(Duty::Kind kind)
{
    switch (kind) {
    case Kind::Owed:
        return tr("Supplement to come");
    case Kind::Judge:
        return tr("Supplement to judge");
    case Kind::Check:
        return tr("Commitment to check");
    case Kind::Reply:
        return tr("Answer to the supervisor");
    case Kind::Correction:
        return tr("Correction to come");
    case Kind::Promise:
        return tr("On commitment");
    }
    Q_UNREACHABLE();
}

SupplementsPage::SupplementsPage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"supplementsPage"_s);
    m_recount.setSingleShot(true);
    m_recount.setInterval(recountDelayMs);
    connect(&m_recount, &QTimer::timeout, this, &SupplementsPage::count);
    connect(&m_desk.office(), &office::Office::changed, &m_recount, qOverload<>(&QTimer::start));
    connect(&m_desk, &Desk::sessionChanged, this, [this] {
        choose(0);
        count();
    });
    build();
}

void SupplementsPage::makeChoices()
{
    const auto today = [this] { return domain::hallTime(m_desk.office().now()).date(); };
    const auto all = [](Kind kind) { return [kind] { return office::DutyFilter{{kind}, {}, {}}; }; };
    m_choices = {
        {"owed", tr("Supplement to come"), all(Kind::Owed), tr("No tolerated material is outstanding.")},
        {"correction", tr("Correction to come"), all(Kind::Correction), tr("No case waits for its correction.")},
        {"judge", tr("To judge"), all(Kind::Judge), tr("No supplement waits to be judged.")},
        {"today", tr("Due today"), [today] { return office::DutyFilter{{Kind::Owed, Kind::Check, Kind::Reply}, today(), today()}; }, tr("Nothing is due today.")},
        {"overdue", tr("Overdue"), [today] { return office::DutyFilter{{Kind::Owed, Kind::Check, Kind::Reply}, {}, today().addDays(-1)}; }, tr("Nothing is overdue.")},
        {"check", tr("Commitment checks"), all(Kind::Check), tr("No commitment is to be checked.")},
        {"promise", tr("On commitment"), all(Kind::Promise), tr("No case under way rests on a commitment.")},
        {"reply", tr("Supervisor asks"), all(Kind::Reply), tr("The supervisor waits for no answer.")},
    };
}

void SupplementsPage::build()
{
    const QString shown = m_detail ? m_detail->caseId() : QString();
    delete m_content;
    m_chips.clear();
    makeChoices();
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    m_model = new DutyTableModel(m_desk.office(), {&SupplementsPage::kindText, &CaseText::lamp}, m_content);
    m_table = new ListTable;
    m_table->setObjectName(u"supplementsTable"_s);
    m_table->setAccessibleName(tr("What is owed to cases"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(DutyTableModel::LampColumn, new PillDelegate([](const QModelIndex &index) { return CaseText::lampTone(index.data(DutyTableModel::LampRole).toString()); }, m_table));
    m_table->setCopying([this](const QModelIndexList &rows) { return m_model->copied(rows); });
    static constexpr int widths[] = {72, 192, 104, 112, 160, 72};
    for (int column = 0; column < DutyTableModel::columnCountAll; ++column)
        m_table->setColumnWidth(column, widths[column]);
    if (Preferences *preferences = Preferences::of(m_desk))
        preferences->rememberColumns(m_table->horizontalHeader(), u"supplements"_s);
    m_detail = new CaseDetail(m_desk);
    m_detail->setMinimumWidth(detailWidthMin);
    m_form = new DutyForm(m_desk);

    auto *right = new QWidget;
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(Theme::gap);
    rightColumn->addWidget(m_detail, 1);
    m_formArea = new QScrollArea;
    m_formArea->setWidgetResizable(true);
    m_formArea->setFrameShape(QFrame::NoFrame);
    m_formArea->setFocusPolicy(Qt::NoFocus);
    m_formArea->setWidget(m_form);
    rightColumn->addWidget(m_formArea);
    QSplitter *split = listBeside(m_table, right, tableShare, detailShare);
    split->setObjectName(u"supplementsSplit"_s);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(Theme::cardGap, Theme::gap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addWidget(head());
    column->addWidget(split, 1);
    setContent(m_content);
    connect(m_table, &ListTable::rowChosen, this, &SupplementsPage::showRow);
    connect(m_table, &ListTable::rowOpened, this, &SupplementsPage::openRow);
    connect(m_model, &DutyTableModel::refreshed, this, &SupplementsPage::refreshed);
    connect(m_detail, &CaseDetail::continueRequested, this, [this] { m_desk.open(u"intake"_s, QString(u"case:"_s + m_detail->caseId())); });
    addKeys();
    choose(m_choice);
    if (!shown.isEmpty())
        showCase(shown);
    m_recount.start();
}

QWidget *SupplementsPage::head()
{
    auto *head = new QWidget;
    auto *flow = new FlowLayout(head, Theme::gap / 2);
    flow->setContentsMargins(0, 0, 0, 0);
    for (int i = 0; i < m_choices.size(); ++i) {
        auto *chip = new Chip(m_choices[i].name);
        chip->setObjectName(u"supplementsChip."_s + QLatin1StringView(m_choices[i].id));
        chip->setToolTip(tr("Alt+%1").arg(i + 1));
        chip->setAutoExclusive(false);
        connect(chip, &QPushButton::clicked, this, [this, i] { choose(i); });
        flow->addWidget(chip);
        m_chips << chip;
    }
    return head;
}

void SupplementsPage::addKeys()
{
    for (int i = 0; i < m_choices.size(); ++i) {
        connect(addShortcut(m_content, QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + i)), m_choices[i].name), &QShortcut::activated, this, [this, i] {
            choose(i);
            m_table->setFocus();
        });
    }
    const auto add = [this](const QKeySequence &keys, const QString &act, auto &&slot) { connect(addShortcut(m_content, keys, act), &QShortcut::activated, this, slot); };
    add(QKeySequence(Qt::CTRL | Qt::Key_Return), tr("Take what is ticked, or answer"), [this] { m_form->primary(); });
    add(QKeySequence(Qt::ALT | Qt::Key_Y), tr("The supplement is adequate"), [this] { m_form->judge(true); });
    add(QKeySequence(Qt::ALT | Qt::Key_N), tr("The supplement is inadequate"), [this] { m_form->judge(false); });
    add(QKeySequence(Qt::ALT | Qt::Key_K), tr("The commitment was kept"), [this] { m_form->check(u"kept"_s); });
    add(QKeySequence(Qt::ALT | Qt::Key_D), tr("The commitment differs from the facts"), [this] { m_form->check(u"differs"_s); });
    add(QKeySequence(Qt::ALT | Qt::Key_C), tr("It was put right"), [this] { m_form->check(u"corrected"_s); });
    add(QKeySequence(Qt::ALT | Qt::Key_B), tr("The commitment was breached"), [this] { m_form->check(u"breached"_s); });
    add(QKeySequence(Qt::ALT | Qt::Key_W), tr("Take the commitment back"), [this] { m_form->withdraw(); });
    add(QKeySequence(Qt::ALT | Qt::Key_A), tr("Ask for an answer"), [this] { m_form->ask(); });
    add(QKeySequence(Qt::ALT | Qt::Key_R), tr("Repair the applicant's credit"), [this] { m_form->repair(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_PageDown), tr("Next part of the case"), [this] { m_detail->turn(1); });
    add(QKeySequence(Qt::CTRL | Qt::Key_PageUp), tr("Previous part of the case"), [this] { m_detail->turn(-1); });
    add(QKeySequence(Qt::Key_Escape), tr("Back to the list"), [this] { m_table->setFocus(); });
    describeKeys(m_table, {{tr("Enter"), tr("Work on what is owed")}, {tr("Ctrl+C"), tr("Copy the rows")}});
}

void SupplementsPage::activate(const QString &argument)
{
    if (!argument.isEmpty()) {
        showCase(argument);
        m_form->focusFirst();
        return;
    }
    if (m_table->chosenRow() < 0)
        m_table->chooseRow(0);
    m_table->setFocus();
}

void SupplementsPage::choose(int choice)
{
    m_choice = choice;
    for (int i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(i == choice);
    m_table->setEmptyText(m_choices[choice].empty);
    m_model->setFilter(m_choices[choice].filter());
    m_table->chooseRow(0);
    showRow(m_table->chosenRow());
}

void SupplementsPage::showCase(const QString &caseId)
{
    m_table->chooseRow(m_model->rowOf(caseId));
    showOwed(caseId);
}

void SupplementsPage::showRow(int row)
{
    const office::DutyRow *chosen = m_model->row(row);
    showOwed(chosen ? chosen->doc : QString());
}

void SupplementsPage::showOwed(const QString &caseId)
{
    m_detail->showCase(caseId);
    m_form->showCase(caseId);
    fitForm();
}

// The form takes what it needs; where that is more than its share of the page it scrolls.
void SupplementsPage::fitForm()
{
    m_formArea->setVisible(!m_form->isHidden());
    m_form->layout()->activate();
    m_formArea->setFixedHeight(std::min(m_form->sizeHint().height(), int(height() * formShare)));
}

void SupplementsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    fitForm();
}

void SupplementsPage::openRow()
{
    if (m_detail->mayContinue())
        m_desk.open(u"intake"_s, QString(u"case:"_s + m_detail->caseId()));
    else
        m_form->focusFirst();
}

// The list is new; the case that was looked at stays, wherever it stands now.
void SupplementsPage::refreshed()
{
    const QString shown = m_detail->caseId();
    if (shown.isEmpty()) {
        m_table->chooseRow(0);
        return;
    }
    const QSignalBlocker quiet(m_table);
    m_table->chooseRow(m_model->rowOf(shown));
    showOwed(shown);
}

void SupplementsPage::count()
{
    const office::DutyList duties(m_desk.office());
    int waiting = 0;
    for (int i = 0; i < m_choices.size(); ++i) {
        const int found = duties.count(m_choices[i].filter());
        m_chips[i]->setCount(found);
        const QLatin1StringView id(m_choices[i].id);
        if (id == "judge"_L1 || id == "overdue"_L1)
            waiting += found;
    }
    Q_EMIT badgeChanged(waiting);
}

void SupplementsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        build();
    Page::changeEvent(event);
}

} // namespace forms
