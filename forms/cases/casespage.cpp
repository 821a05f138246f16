// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/cases/casespage.h"
#include "domain/jsontime.h"
#include "domain/casefile/transitions.h"
#include "forms/cases/casedetail.h"
#include "forms/cases/withdrawbar.h"
#include "forms/intake/paperflow.h"
#include "forms/papers/papertemplate.h"
#include "forms/shared/actor.h"
#include "forms/shared/casetext.h"
#include "forms/shared/chip.h"
#include "forms/shared/exportmark.h"
#include "forms/shared/flowlayout.h"
#include "forms/shared/fullview.h"
#include "forms/shared/handoverbar.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/officewords.h"
#include "forms/shared/pilldelegate.h"
#include "forms/shared/preferences.h"
#include "forms/shared/purposebar.h"
#include "forms/shared/refusaltext.h"
#include "office/search/desksearch.h"
#include "tables/csv.h"
#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QUuid>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;
using domain::Lamp;
using tables::CaseTableModel;
using tables::CaseView;

namespace {

constexpr int countPauseMs = 40;      ///< between two counts, so that typing never waits for more than one
constexpr int recountDelayMs = 400;
constexpr int exportPieceRows = 512;
constexpr int searchHits = 12;
constexpr int detailWidthMin = 360;
constexpr int tableShare = 740, detailShare = 450;

const char *toneOf(const QModelIndex &index)
{
    return CaseText::lampTone(index.data(CaseTableModel::LampRole).toString());
}

} // namespace

CasesPage::CasesPage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk), m_papers(new PaperFlow(desk, this))
{
    setObjectName(u"casesPage"_s);
    m_count.setInterval(countPauseMs);
    m_recount.setSingleShot(true);
    m_recount.setInterval(recountDelayMs);
    connect(&m_count, &QTimer::timeout, this, &CasesPage::countNext);
    connect(&m_recount, &QTimer::timeout, this, [this] {
        m_toCount = 0;
        m_count.start();
    });
    connect(&m_desk.office(), &office::Office::changed, &m_recount, qOverload<>(&QTimer::start));
    connect(&m_desk, &Desk::sessionChanged, this, [this] { choose(0); });
    build();
}

CaseView CasesPage::viewOf(const office::CaseFilter &filter, std::optional<Lamp> lamp) const
{
    const domain::Place *place = m_desk.office().rules()->place(m_desk.session().placeId);
    return {filter, lamp, place ? place->hours : domain::OfficeHours()};
}

void CasesPage::makeChoices()
{
    const auto with = [this](auto &&change, std::optional<Lamp> lamp = {}) {
        return [this, change, lamp] {
            office::CaseFilter filter;
            change(filter);
            return viewOf(filter, lamp);
        };
    };
    const auto now = [this] { return m_desk.office().now(); };
    m_choices = {
        {"all", tr("All"), with([](office::CaseFilter &) {}), tr("No cases yet. Press F2 to take the first one."), true},
        {"today", tr("Today"), with([now](office::CaseFilter &f) { f.receivedFrom = QDateTime(domain::hallTime(now()).date(), QTime(0, 0), Qt::OffsetFromUTC, 8 * 3600); }),
         tr("Nothing received today yet. Press F2 to take a case."), true},
        {"mine", tr("Mine"), with([this](office::CaseFilter &f) { f.clerk = m_desk.session().staffId; }), tr("You have taken no case yet. Press F2 to take one."), true},
        {"correction", tr("Waiting for supplement"), with([](office::CaseFilter &f) { f.state = u"correction"_s; }), tr("No case waits for a supplement."), true},
        {"received", tr("Papers taken"), with([](office::CaseFilter &f) { f.state = u"received"_s; }), tr("No papers wait for a decision."), true},
        {"yellow", tr("Soon due"), with([](office::CaseFilter &f) { f.state = u"accepted"_s; }, Lamp::Yellow), tr("Nothing is soon due."), false},
        {"red", tr("Overdue"), with([now](office::CaseFilter &f) { f.dueBefore = now(); }), tr("Nothing is overdue."), true},
        {"tolerance", tr("Supplement owed"), with([](office::CaseFilter &f) { f.toleranceOpen = true; }), tr("No tolerated material is outstanding."), true},
        {"priority", tr("Green channel"), with([](office::CaseFilter &f) { f.priorityOnly = true; }), tr("No case of the green channel."), true},
        {"responsible", tr("I answer for"), with([this](office::CaseFilter &f) { f.responsible = m_desk.session().staffId; }), tr("You answer for no open case."), true},
    };
}

void CasesPage::build()
{
    const QString shown = m_detail ? m_detail->caseId() : QString();
    delete m_content;
    m_chips.clear();
    makeChoices();
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    m_model = new CaseTableModel(m_desk.office(), CaseText::words(), m_content);
    m_table = new ListTable;
    m_table->setObjectName(u"casesTable"_s);
    m_table->setAccessibleName(tr("List of cases"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(CaseTableModel::LampColumn, new PillDelegate(toneOf, m_table));
    m_table->setCopying([this](const QModelIndexList &rows) { return m_model->copied(rows); });
    m_table->setSortingEnabled(false);
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(CaseTableModel::Changed, Qt::DescendingOrder);
    static constexpr int widths[] = {72, 192, 144, 96, 128, 64, 96, 96, 56, 72, 96};
    for (int column = 0; column < CaseTableModel::columnCountAll; ++column)
        m_table->setColumnWidth(column, widths[column]);
    if (Preferences *preferences = Preferences::of(m_desk))
        preferences->rememberColumns(header, u"cases"_s);
    header->setSortIndicator(CaseTableModel::Changed, Qt::DescendingOrder);
    connect(header, &QHeaderView::sortIndicatorChanged, m_model, &CaseTableModel::sort);
    connect(m_model, &CaseTableModel::sortRefused, this, [this, header](int rowsMax) {
        const QSignalBlocker quiet(header);
        header->setSortIndicator(CaseTableModel::Changed, Qt::DescendingOrder);
        m_desk.say(Tone::Info, tr("Lists of more than %L1 cases stand by their last change; choose a filter to sort.").arg(rowsMax));
    });

    m_detail = new CaseDetail(m_desk);
    m_detail->setMinimumWidth(detailWidthMin);
    QSplitter *split = listBeside(m_table, m_detail, tableShare, detailShare);
    split->setObjectName(u"casesSplit"_s);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(Theme::cardGap, Theme::gap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addWidget(head());
    column->addWidget(m_exportBar);
    m_handover = new HandoverBar(m_desk);
    column->addWidget(m_handover);
    connect(m_handover, &HandoverBar::done, this, [this] {
        m_detail->showCase(m_detail->caseId());
        m_table->setFocus();
    });
    connect(m_handover, &HandoverBar::cancelled, m_table, qOverload<>(&QWidget::setFocus));
    m_withdraw = new WithdrawBar;
    column->addWidget(m_withdraw);
    m_fullView = new FullView(m_desk);
    column->addWidget(m_fullView);
    connect(m_fullView, &FullView::closed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_detail, &CaseDetail::shown, m_fullView, &FullView::close);
    connect(m_detail, &CaseDetail::fullViewRequested, this, &CasesPage::askFullView);
    m_exportPurpose = new PurposeBar(u"casesExportBar"_s, PurposeBar::exporting());
    column->addWidget(m_exportPurpose);
    connect(m_exportPurpose, &PurposeBar::confirmed, this, [this](const QString &, const QString &purpose) { exportList(purpose); });
    connect(m_exportPurpose, &PurposeBar::cancelled, m_table, qOverload<>(&QWidget::setFocus));
    m_reprintPurpose = new PurposeBar(u"casesReprintBar"_s, PurposeBar::viewing());
    column->addWidget(m_reprintPurpose);
    connect(m_reprintPurpose, &PurposeBar::confirmed, this, [this](const QString &, const QString &purpose) {
        actAndPrint(u"paper.print"_s, {{u"paper"_s, m_reprinted}, {u"purpose"_s, purpose}}, m_reprinted, tr("printed again"));
    });
    connect(m_reprintPurpose, &PurposeBar::cancelled, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_detail, &CaseDetail::shown, m_reprintPurpose, [this](const QString &caseId) {
        if (caseId != m_reprintedOf)
            m_reprintPurpose->hide();
        m_reprintedOf = caseId;
    });
    connect(m_withdraw, &WithdrawBar::confirmed, this, &CasesPage::withdraw);
    connect(m_withdraw, &WithdrawBar::cancelled, this, [this] { m_table->setFocus(); });
    column->addWidget(split, 1);
    setContent(m_content);

    connect(m_table, &ListTable::rowChosen, this, [this](int row) {
        if (const office::CaseRow *found = m_model->row(row))
            m_detail->showCase(found->id);
    });
    connect(m_table, &ListTable::rowOpened, this, [this] { m_detail->mayContinue() ? continueCase() : m_detail->showPapers(); });
    connect(m_model, &CaseTableModel::counted, this, [this](qint64 total) { m_total->setText(tr("%L1 cases").arg(total)); });
    connect(m_model, &CaseTableModel::refreshed, this, &CasesPage::refreshed);
    connect(m_detail, &CaseDetail::continueRequested, this, &CasesPage::continueCase);
    connect(m_detail, &CaseDetail::reprintRequested, this, &CasesPage::reprint);
    addKeys();
    setTabOrder(m_table, m_detail);
    choose(m_choice);
    if (!shown.isEmpty())
        m_detail->showCase(shown);
    m_recount.start();
}

QWidget *CasesPage::head()
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
        chip->setObjectName(u"casesChip."_s + QLatin1StringView(m_choices[i].id));
        chip->setToolTip(tr("Alt+%1").arg((i + 1) % 10));
        chip->setAutoExclusive(false);
        connect(chip, &QPushButton::clicked, this, [this, i] { choose(i); });
        flow->addWidget(chip);
        m_chips << chip;
    }
    m_total = new QLabel;
    m_total->setProperty("role", u"muted"_s);
    m_export = new QPushButton(tr("Export"));
    m_export->setObjectName(u"casesExport"_s);
    m_export->setAccessibleName(tr("Export this list as CSV"));
    m_export->setIcon(icon(u"export"));
    m_export->setProperty("role", u"quiet"_s);
    m_exportBar = new ExportBar;
    connect(m_export, &QPushButton::clicked, this, &CasesPage::askExport);
    connect(m_exportBar, &ExportBar::finished, this,
            [this](const QString &path) { m_desk.say(Tone::Done, tr("The list is in %1.").arg(QFileInfo(path).fileName())); });
    connect(m_exportBar, &ExportBar::failed, this, [this](const domain::Refusal &refusal) { m_desk.say(Tone::Problem, refusalText(refusal)); });
    connect(m_exportBar, &ExportBar::cancelled, this, [this] { m_desk.say(Tone::Info, tr("The export was stopped; no file was written.")); });
    row->addWidget(chips, 1);
    row->addWidget(m_total);
    row->addWidget(m_export);
    return head;
}

void CasesPage::addKeys()
{
    for (int i = 0; i < m_choices.size(); ++i) {
        connect(addShortcut(m_content, QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + (i + 1) % 10)), m_choices[i].name), &QShortcut::activated, this, [this, i] {
            choose(i);
            m_table->setFocus();
        });
    }
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_PageDown), tr("Next part of the case")), &QShortcut::activated, this, [this] { m_detail->turn(1); });
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_PageUp), tr("Previous part of the case")), &QShortcut::activated, this, [this] { m_detail->turn(-1); });
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_P), tr("Papers, to print one again")), &QShortcut::activated, this, [this] {
        if (m_detail->file())
            m_detail->showPapers();
    });
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_D), tr("Scans of the case")), &QShortcut::activated, this, [this] {
        if (m_detail->file())
            m_detail->showAttachments();
    });
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_M), tr("Supplements, checks and questions of the case")), &QShortcut::activated, this, [this] {
        if (m_detail->file())
            m_desk.open(u"supplements"_s, m_detail->caseId());
    });
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_W), tr("Withdraw the case")), &QShortcut::activated, this, &CasesPage::askWithdrawal);
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_H), tr("Hand the case over, or take it over")), &QShortcut::activated, this, [this] {
        if (m_detail->file() && m_detail->file()->isOpen())
            m_handover->begin(m_detail->caseId());
    });
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_E), tr("Export this list as CSV")), &QShortcut::activated, this, &CasesPage::askExport);
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U), tr("See full numbers")), &QShortcut::activated, this, &CasesPage::askFullView);
    connect(addShortcut(m_content, QKeySequence(Qt::Key_Escape), tr("Back to the list")), &QShortcut::activated, this, [this] { m_table->setFocus(); });
    describeKeys(m_table, {{tr("Enter"), tr("Continue with the case")}, {tr("Ctrl+C"), tr("Copy the rows")}});
}

void CasesPage::activate(const QString &argument)
{
    if (!argument.isEmpty()) {
        if (!QUuid::fromString(argument).isNull() && office::Archive(m_desk.office()).caseFile(argument))
            showCase(argument);
        else
            search(argument);
    } else if (m_table->chosenRow() < 0) {
        m_table->chooseRow(0);
    }
    m_table->setFocus();
}

void CasesPage::choose(int choice)
{
    m_choice = choice;
    for (int i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(i == choice);
    showView(m_choices[choice].view(), m_choices[choice].empty);
}

void CasesPage::showView(const CaseView &view, const QString &empty)
{
    m_detail->showCase({});
    m_total->clear();
    m_table->setEmptyText(empty);
    m_model->setView(view);
    m_table->chooseRow(0);
}

void CasesPage::showOfApplicant(const QString &applicantId, const QString &name)
{
    for (Chip *chip : m_chips)
        chip->setChecked(false);
    office::CaseFilter filter;
    filter.applicant = applicantId;
    showView(viewOf(filter), tr("%1 has no cases here.").arg(name));
}

void CasesPage::showCase(const QString &caseId)
{
    if (m_model->rowOf(caseId) < 0)
        choose(0);
    m_table->chooseRow(m_model->rowOf(caseId));
    if (m_detail->caseId() != caseId) {
        // Too far down the list to walk there; the case itself is shown all the same.
        m_table->clearSelection();
        m_detail->showCase(caseId);
    }
}

void CasesPage::search(const QString &text)
{
    const QList<office::DeskHit> hits = office::DeskSearch(m_desk.office()).find(text, searchHits);
    if (hits.isEmpty())
        m_desk.say(Tone::Info, tr("Nothing found for “%1”.").arg(text));
    else if (hits.first().kind == "case"_L1)
        showCase(hits.first().id);
    else
        showOfApplicant(hits.first().id, hits.first().title);
}

void CasesPage::countNext()
{
    if (m_toCount < 0 || m_toCount >= m_choices.size()) {
        m_toCount = -1;
        m_count.stop();
        return;
    }
    const Choice &choice = m_choices[m_toCount];
    if (choice.isCounted)
        m_chips[m_toCount]->setCount(int(office::Archive(m_desk.office()).count(choice.view().filter)));
    ++m_toCount;
}

// Cases that came before anybody looked have moved the row chosen first down the list: one begins to read at the top.
void CasesPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!m_seen)
        choose(m_choice);
    m_seen = true;
}

void CasesPage::refreshed()
{
    const Choice &choice = m_choices[m_choice];
    if (!choice.isCounted && m_chips[m_choice]->isChecked())
        m_chips[m_choice]->setCount(int(m_model->total()));
    // The row chosen may have moved; the case beside the list stays the same one.
    const QString id = m_detail->caseId();
    if (id.isEmpty()) {
        if (m_table->chosenRow() < 0)
            m_table->chooseRow(0);
        return;
    }
    const int row = m_model->rowOf(id);
    if (row >= 0 && row != m_table->chosenRow())
        m_table->chooseRow(row);
    m_detail->showCase(id);
}

void CasesPage::continueCase()
{
    if (m_detail->mayContinue())
        m_desk.open(u"intake"_s, u"case:"_s + m_detail->caseId());
}

void CasesPage::reprint(const QString &paperKind)
{
    // A paper that bears numbers in full is one more look at them.
    if (asksFullNumbers(paperKind)) {
        m_reprinted = paperKind;
        m_reprintPurpose->ask(tr("Print it again with full numbers, for"), tr("Print"));
        return;
    }
    actAndPrint(u"paper.print"_s, {{u"paper"_s, paperKind}}, paperKind, tr("printed again"));
}

void CasesPage::askWithdrawal()
{
    const auto &file = m_detail->file();
    if (!file || !domain::mayFollow(file->state, u"case.withdraw") || !domain::mayDo(m_desk.session().roles, u"case.withdraw")) {
        m_desk.say(Tone::Info, tr("Only a case that is not decided yet can be withdrawn, at the front desk."));
        return;
    }
    m_withdraw->ask();
}

void CasesPage::withdraw(const QString &reason)
{
    actAndPrint(u"case.withdraw"_s, {{u"reason"_s, reason}}, u"withdrawal"_s, tr("withdrawn"));
    m_table->setFocus();
}

void CasesPage::actAndPrint(const QString &operationType, const QJsonObject &body, const QString &paperKind, const QString &saying)
{
    office::Office &office = m_desk.office();
    const auto done = office.submit({operationType, m_detail->caseId(), body, actorOf(m_desk)});
    if (!done) {
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
        return;
    }
    const auto file = domain::CaseFile::fromJson(done->document().body);
    const domain::Item *item = file ? office.rules()->item(file->itemId, file->itemVersion) : nullptr;
    if (!item) {
        m_desk.say(Tone::Problem, refusalText(domain::refuse(u"item.unknown", {{u"version"_s, file ? file->itemVersion : 0}})));
        return;
    }
    m_papers->print(*file, *item, {paperKind}, saying);
}

void CasesPage::askFullView()
{
    if (m_detail->file())
        m_fullView->ask(m_detail->caseId(), [this] { return m_detail->file() ? FullView::of(*m_detail->file(), m_desk) : QList<FullView::Number>(); });
}

void CasesPage::askExport()
{
    if (!domain::mayDo(m_desk.session().roles, u"data.export")) {
        m_desk.say(Tone::Info, tr("Lists are exported by a supervisor or a chief clerk."));
        return;
    }
    m_exportPurpose->ask(tr("Export this list, for"), tr("Export"));
}

void CasesPage::exportList(const QString &purpose)
{
    const CaseView view = m_model->view();
    const QString name = QStringLiteral("%1-%2.csv").arg(tr("cases"), m_desk.now().toString(u"yyyyMMdd-HHmm"_s));
    m_chooseSave(this, name, tr("CSV for spreadsheets (*.csv)"), [this, view, purpose](const QString &path) {
        auto reader = std::make_shared<tables::CaseReader>(m_desk.office(), view);
        QByteArray begin = tables::csvBegin();
        begin += tables::csvLine({exportMark(m_desk, purpose)});
        begin += tables::csvLine(m_model->titles());
        m_exportBar->start(path, begin, m_model->total(), [this, reader](qint64 &done) {
            QByteArray piece;
            const QList<office::CaseRow> rows = reader->next(exportPieceRows);
            for (const office::CaseRow &row : rows)
                piece += tables::csvLine(m_model->cells(row));
            done += rows.size();
            return piece;
        }, exportRecord(m_desk, u"cases"_s, purpose));
    });
}

void CasesPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace forms
