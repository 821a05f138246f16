// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/approval/approvalpage.h"
#include "domain/jsontime.h"
#include "forms/approval/stepform.h"
#include "forms/cases/casedetail.h"
#include "forms/shared/casetext.h"
#include "forms/shared/chip.h"
#include "forms/shared/desk.h"
#include "forms/shared/flowlayout.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/officewords.h"
#include "forms/shared/pilldelegate.h"
#include "forms/shared/preferences.h"
#include "office/office.h"
#include "tables/worktablemodel.h"
#include <QEvent>
#include <QHeaderView>
#include <QShortcut>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;
using tables::WorkTableModel;

namespace {
constexpr int tableShare = 680, detailShare = 510, detailWidthMin = 420;
}

ApprovalPage::ApprovalPage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"approvalPage"_s);
    connect(&m_desk, &Desk::sessionChanged, this, [this] { choose(0); });
    build();
}

QStringList ApprovalPage::departments() const
{
    const auto rules = m_desk.office().rules();
    const domain::Staff *staff = rules->staff(m_desk.session().staffId);
    if (!staff)
        return {};
    if (!staff->roles.contains("supervisor"_L1))
        return rules->departmentsOf(*staff, m_desk.now().date()); // and those of colleagues on leave (M54)
    // A supervisor sees everybody's queue.
    QStringList all;
    for (const domain::Staff &one : rules->staff())
        all += one.departments;
    all.removeDuplicates();
    return all;
}

void ApprovalPage::makeChoices()
{
    const auto filter = [this] { return office::WorkFilter{departments(), {}, {}}; };
    m_choices = {
        {"all", tr("Waiting"), filter, tr("Nothing waits for your department.")},
        {"mine", tr("In my hands"),
         [this, filter] {
             office::WorkFilter mine = filter();
             mine.holder = m_desk.session().staffId;
             return mine;
         },
         tr("You have taken nothing. Choose a case under “Waiting” and press Alt+T.")},
        {"red", tr("Overdue"),
         [this, filter] {
             office::WorkFilter red = filter();
             red.dueBefore = m_desk.office().now();
             return red;
         },
         tr("Nothing is overdue.")},
    };
}

void ApprovalPage::build()
{
    delete m_content;
    m_chips.clear();
    makeChoices();
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    m_model = new WorkTableModel(m_desk.office(), {stepStateText, CaseText::lamp}, m_content);
    m_table = new ListTable;
    m_table->setObjectName(u"approvalTable"_s);
    m_table->setAccessibleName(tr("What waits for your department"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(WorkTableModel::LampColumn,
                                      new PillDelegate([](const QModelIndex &index) { return CaseText::lampTone(index.data(WorkTableModel::LampRole).toString()); }, m_table));
    m_table->setCopying([this](const QModelIndexList &rows) { return m_model->copied(rows); });
    static constexpr int widths[] = {56, 72, 192, 120, 80, 64, 64, 144};
    for (int column = 0; column < WorkTableModel::columnCountAll; ++column)
        m_table->setColumnWidth(column, widths[column]);
    if (Preferences *preferences = Preferences::of(m_desk))
        preferences->rememberColumns(m_table->horizontalHeader(), u"approval"_s);

    auto *chips = new QWidget;
    auto *flow = new FlowLayout(chips, Theme::gap / 2);
    flow->setContentsMargins(0, 0, 0, 0);
    for (int i = 0; i < m_choices.size(); ++i) {
        auto *chip = new Chip(m_choices[i].name);
        chip->setObjectName(u"approvalChip."_s + QLatin1StringView(m_choices[i].id));
        chip->setToolTip(tr("Alt+%1").arg(i + 1));
        chip->setAutoExclusive(false);
        connect(chip, &QPushButton::clicked, this, [this, i] { choose(i); });
        flow->addWidget(chip);
        m_chips << chip;
    }

    m_detail = new CaseDetail(m_desk);
    m_form = new StepForm(m_desk);
    auto *right = new QWidget;
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(Theme::gap);
    rightColumn->addWidget(m_detail, 1);
    rightColumn->addWidget(m_form);
    right->setMinimumWidth(detailWidthMin);
    QSplitter *split = listBeside(m_table, right, tableShare, detailShare);
    split->setObjectName(u"approvalSplit"_s);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(Theme::cardGap, Theme::gap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addWidget(chips);
    column->addWidget(split, 1);
    setContent(m_content);

    connect(m_table, &ListTable::rowChosen, this, [this](int row) {
        if (row >= 0)
            showRow(row);
    });
    connect(m_table, &ListTable::rowOpened, this, [this] { m_form->focusFirst(); });
    connect(m_model, &WorkTableModel::refreshed, this, &ApprovalPage::refreshed);
    connect(m_form, &StepForm::done, this, [this] {
        reload();
        // What had the keyboard is gone: it must fall neither on “Grant” nor out of the page.
        m_table->setFocus();
    });
    addKeys();
    choose(m_choice);
}

void ApprovalPage::addKeys()
{
    for (int i = 0; i < m_choices.size(); ++i)
        connect(addShortcut(m_content, QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + i)), m_choices[i].name), &QShortcut::activated, this, [this, i] {
            choose(i);
            m_table->setFocus();
        });
    const auto key = [this](const QKeySequence &keys, const QString &act, void (StepForm::*does)()) {
        connect(addShortcut(m_content, keys, act), &QShortcut::activated, m_form, does);
    };
    key(QKeySequence(Qt::ALT | Qt::Key_T), tr("Take the case"), &StepForm::take);
    key(QKeySequence(Qt::CTRL | Qt::Key_Return), tr("Agree, or grant"), &StepForm::agree);
    key(QKeySequence(Qt::CTRL | Qt::Key_Enter), tr("Agree, or grant"), &StepForm::agree);
    key(QKeySequence(Qt::ALT | Qt::Key_N), tr("Object, or refuse"), &StepForm::object);
    key(QKeySequence(Qt::ALT | Qt::Key_S), tr("Special procedure begins or is over"), &StepForm::askPause);
    key(QKeySequence(Qt::ALT | Qt::Key_R), tr("Ask the applicant for something"), &StepForm::askReturn);
    key(QKeySequence(Qt::ALT | Qt::Key_H), tr("Hand over to a colleague"), &StepForm::askHandOver);
    key(QKeySequence(Qt::ALT | Qt::Key_X), tr("Extend the limit (supervisor)"), &StepForm::askExtension);
    key(QKeySequence(Qt::ALT | Qt::Key_B), tr("Put back into the queue"), &StepForm::release);
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_PageDown), tr("Next part of the case")), &QShortcut::activated, this, [this] { m_detail->turn(1); });
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_PageUp), tr("Previous part of the case")), &QShortcut::activated, this, [this] { m_detail->turn(-1); });
    describeKeys(m_table, {{tr("Enter"), tr("Go to the opinion")}, {tr("Ctrl+C"), tr("Copy the rows")}});
}

void ApprovalPage::activate(const QString &argument)
{
    if (!argument.isEmpty()) {
        choose(0);
        m_table->chooseRow(m_model->rowOf(argument, {}));
    } else if (m_table->chosenRow() < 0) {
        m_table->chooseRow(0);
    }
    m_table->setFocus();
}

void ApprovalPage::choose(int choice)
{
    m_choice = choice;
    for (int i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(i == choice);
    m_table->setEmptyText(m_choices[choice].empty);
    m_caseId.clear();
    reload();
}

void ApprovalPage::reload()
{
    const domain::Place *place = m_desk.office().rules()->place(m_desk.session().placeId);
    m_model->setFilter(m_choices[m_choice].filter(), place ? place->hours : domain::OfficeHours());
}

void ApprovalPage::showRow(int row)
{
    const office::WorkRow *line = m_model->row(row);
    m_caseId = line ? line->doc : QString();
    m_step = line ? line->step : QString();
    m_detail->showCase(m_caseId);
    m_form->showStep(m_caseId, m_step);
}

void ApprovalPage::refreshed()
{
    count();
    const int row = m_model->rowOf(m_caseId, m_step);
    if (row >= 0 || (m_caseId.isEmpty() && m_model->rowCount() > 0)) {
        m_table->chooseRow(std::max(row, 0));
        return;
    }
    // What was just decided leaves the list; the next one comes up.
    if (m_model->rowCount() > 0) {
        m_table->chooseRow(0);
        return;
    }
    m_detail->showCase({});
    m_form->showStep({}, {});
}

void ApprovalPage::count()
{
    const office::Approvals approvals(m_desk.office());
    for (int i = 0; i < m_choices.size(); ++i) {
        const int waiting = approvals.count(m_choices[i].filter());
        m_chips[i]->setCount(waiting);
        if (i == 0)
            Q_EMIT badgeChanged(waiting);
    }
}

void ApprovalPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace forms
