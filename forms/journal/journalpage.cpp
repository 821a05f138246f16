// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/journal/journalpage.h"
#include "forms/journal/chainwatch.h"
#include "forms/shared/actor.h"
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"
#include "domain/papers/paper.h"
#include "forms/shared/casetext.h"
#include "forms/shared/chip.h"
#include "forms/shared/desk.h"
#include "forms/shared/exportmark.h"
#include "forms/shared/facttable.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/officewords.h"
#include "forms/shared/pilldelegate.h"
#include "forms/shared/preferences.h"
#include "forms/shared/purposebar.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/statuslabel.h"
#include "forms/shared/theme.h"
#include "office/countersync.h"
#include "office/office.h"
#include "office/ownwork.h"
#include "tables/csv.h"
#include "tables/journaltablemodel.h"
#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;
using office::Fate;
using office::JournalRow;
using tables::JournalTableModel;

namespace {

constexpr int statusEveryMs = 1000;
constexpr int exportPieceRows = 256;
constexpr int tableShare = 810, detailShare = 370;

struct FateChoice
{
    const char *id;
    const char *name;
    std::optional<Fate> fate;
};

const FateChoice fateChoices[] = {
    {"all", QT_TRANSLATE_NOOP("forms::JournalPage", "All"), {}},
    {"pending", QT_TRANSLATE_NOOP("forms::JournalPage", "To be sent"), Fate::Pending},
    {"refused", QT_TRANSLATE_NOOP("forms::JournalPage", "Refused"), Fate::Refused},
};

const char *toneOf(const QModelIndex &index)
{
    const QString fate = index.data(JournalTableModel::FateRole).toString();
    return fate == "accepted"_L1 ? "ok" : fate == "refused"_L1 ? "bad" : "info";
}

} // namespace

JournalPage::JournalPage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"journalPage"_s);
    m_tick.setInterval(statusEveryMs);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (isVisible())
            showStatus();
    });
    connect(&m_desk, &Desk::syncStatusChanged, this, &JournalPage::showStatus);
    connect(&m_desk.office(), &office::Office::journalChanged, this, &JournalPage::showStatus);
    build();
    m_tick.start();
}

void JournalPage::build()
{
    delete m_content;
    m_chips.clear();
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    m_model = new JournalTableModel(m_desk.office(), {operationText, CaseText::fate, refusalText}, m_content);
    m_model->setActor(actorOf(m_desk));
    m_table = new ListTable;
    m_table->setObjectName(u"journalTable"_s);
    m_table->setAccessibleName(tr("Journal"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(JournalTableModel::FateColumn, new PillDelegate(toneOf, m_table));
    m_table->setCopying([this](const QModelIndexList &rows) { return m_model->copied(rows); });
    static constexpr int widths[] = {136, 96, 240, 72, 128, 240};
    for (int column = 0; column < JournalTableModel::columnCountAll; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_table->horizontalHeader()->setStretchLastSection(true);
    if (Preferences *preferences = Preferences::of(m_desk))
        preferences->rememberColumns(m_table->horizontalHeader(), u"journal"_s);

    auto *right = new QFrame;
    right->setProperty("role", u"card"_s);
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    m_detail = new FactTable;
    m_detail->setObjectName(u"journalDetail"_s);
    m_detail->setAccessibleName(tr("What exactly was done"));
    m_show = new QPushButton(tr("Show the case"));
    m_show->setObjectName(u"journalShowCase"_s);
    m_show->setAccessibleName(tr("Show the case of this line"));
    m_show->setIcon(icon(u"cases"));
    rightColumn->addWidget(m_detail, 1);
    rightColumn->addWidget(m_show, 0, Qt::AlignRight);
    QSplitter *split = listBeside(m_table, right, tableShare, detailShare);
    m_exportBar = new ExportBar;
    connect(m_exportBar, &ExportBar::finished, this,
            [this](const QString &path) { m_desk.say(Tone::Done, tr("The journal is in %1.").arg(QFileInfo(path).fileName())); });
    connect(m_exportBar, &ExportBar::failed, this, [this](const domain::Refusal &refusal) { m_desk.say(Tone::Problem, refusalText(refusal)); });
    connect(m_exportBar, &ExportBar::cancelled, this, [this] { m_desk.say(Tone::Info, tr("The export was stopped; no file was written.")); });

    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addWidget(statusCard());
    column->addWidget(head());
    column->addWidget(m_exportBar);
    m_exportPurpose = new PurposeBar(u"journalExportBar"_s, PurposeBar::exporting());
    column->addWidget(m_exportPurpose);
    connect(m_exportPurpose, &PurposeBar::confirmed, this, [this](const QString &, const QString &purpose) { exportJournal(m_exportsCsv, purpose); });
    connect(m_exportPurpose, &PurposeBar::cancelled, m_table, qOverload<>(&QWidget::setFocus));
    column->addWidget(split, 1);
    setContent(m_content);

    const auto showCase = [this] {
        const JournalRow *row = m_model->row(m_table->chosenRow());
        if (row && office::Archive(m_desk.office()).caseFile(row->operation.doc))
            m_desk.open(u"cases"_s, row->operation.doc);
    };
    connect(m_table, &ListTable::rowChosen, this, &JournalPage::showRow);
    connect(m_table, &ListTable::rowOpened, this, showCase);
    connect(m_show, &QPushButton::clicked, this, showCase);
    connect(m_model, &JournalTableModel::refreshed, this, [this] {
        if (m_table->chosenRow() < 0)
            m_table->chooseRow(0);
        showRow(m_table->chosenRow());
    });
    describeKeys(m_table, {{tr("Enter"), tr("Show the case")}, {tr("Ctrl+C"), tr("Copy the rows")}});
    choose(m_choice);
    showStatus();
}

QWidget *JournalPage::statusCard()
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    auto *row = new QHBoxLayout(card);
    row->setContentsMargins(Theme::cardGap, Theme::gap, Theme::cardGap, Theme::gap);
    row->setSpacing(Theme::gap * 2);
    m_state = new Pill;
    m_state->setObjectName(u"journalState"_s);
    m_status = new QLabel;
    m_status->setObjectName(u"journalStatus"_s);
    m_status->setAccessibleName(tr("Where this desk stands towards the centre"));
    m_status->setWordWrap(true);
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(m_state);
    row->addWidget(m_status, 1);
    if (ChainWatch *watch = ChainWatch::of(m_desk)) {
        auto *sound = new QLabel(watch->words());
        sound->setObjectName(u"journalSound"_s);
        sound->setAccessibleName(tr("Whether the journal is as it was written"));
        sound->setWordWrap(true);
        auto *check = new QPushButton(tr("Check the journal"));
        check->setObjectName(u"journalCheck"_s);
        check->setAccessibleName(check->text());
        check->setIcon(icon(u"check"));
        check->setProperty("role", u"quiet"_s);
        connect(check, &QPushButton::clicked, watch, &ChainWatch::check);
        connect(watch, &ChainWatch::changed, sound, [sound, watch] { sound->setText(watch->words()); });
        row->addWidget(sound, 1);
        row->addWidget(check);
    }
    return card;
}

QWidget *JournalPage::head()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::gap / 2);
    for (int i = 0; i < int(std::size(fateChoices)); ++i) {
        const QString name = tr(fateChoices[i].name);
        auto *chip = new Chip(name);
        chip->setObjectName(u"journalChip."_s + QLatin1StringView(fateChoices[i].id));
        chip->setToolTip(tr("Alt+%1").arg(i + 1));
        connect(chip, &QPushButton::clicked, this, [this, i] { choose(i); });
        connect(addShortcut(m_content, QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + i)), name), &QShortcut::activated, this, [this, i] {
            choose(i);
            m_table->setFocus();
        });
        row->addWidget(chip);
        m_chips << chip;
    }
    row->addStretch(1);
    const auto exporter = [this, row](const QString &text, const QString &name, bool csv) {
        auto *button = new QPushButton(text);
        button->setObjectName(name);
        button->setAccessibleName(text);
        button->setIcon(icon(u"export"));
        button->setProperty("role", u"quiet"_s);
        connect(button, &QPushButton::clicked, this, [this, csv] { askExport(csv); });
        row->addWidget(button);
    };
    exporter(tr("Export for reading (CSV)"), u"journalExportCsv"_s, true);
    exporter(tr("Export complete (JSON lines)"), u"journalExportJson"_s, false);
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_E), tr("Export for reading (CSV)")), &QShortcut::activated, this, [this] { askExport(true); });
    return head;
}

void JournalPage::activate(const QString &argument)
{
    Q_UNUSED(argument)
    showStatus();
    if (m_table->chosenRow() < 0)
        m_table->chooseRow(0);
    m_table->setFocus();
}

void JournalPage::choose(int choice)
{
    m_choice = choice;
    for (int i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(i == choice);
    static const char *const empty[] = {QT_TR_NOOP("Nothing was done at this desk yet."), QT_TR_NOOP("Everything has been sent."),
                                        QT_TR_NOOP("The centre has refused nothing.")};
    m_table->setEmptyText(tr(empty[choice]));
    m_model->setFate(fateChoices[choice].fate);
    m_table->chooseRow(0);
    showRow(m_table->chosenRow());
}

void JournalPage::showStatus()
{
    const SyncStatus &status = m_desk.syncStatus();
    const SyncWords words = syncWords(status, m_desk.now());
    m_state->set(words.state, words.tone);
    const QDateTime now = domain::hallTime(m_desk.office().now());
    const office::CounterSync sync(m_desk.office());
    QStringList parts;
    parts << (status.lastContact.isValid() ? tr("Last contact with the centre: %1").arg(CaseText::instant(status.lastContact, now)) : tr("No contact with the centre since the start"));
    if (const auto oldest = sync.oldestPending())
        parts << tr("Oldest not yet sent: %1").arg(CaseText::instant(*oldest, now));
    else
        parts << tr("Everything has been sent");
    if (!status.problem.isEmpty())
        parts << refusalText(domain::refuse(status.problem));
    if (const qint64 minutes = std::abs(status.clockAheadMs) / 60'000; minutes > 0)
        parts << (status.clockAheadMs > 0 ? tr("This computer's clock is %1 min fast; acts bear the centre's time") : tr("This computer's clock is %1 min slow; acts bear the centre's time")).arg(minutes);
    parts << tr("Number of this desk at the centre: %1").arg(sync.stream().left(8));
    // Whose work waits, for whoever answers for it: numbers, nothing of what it is.
    for (const office::OwnWork::Unsettled &colleague : office::OwnWork(m_desk.office(), actorOf(m_desk)).unsettled()) {
        if (colleague.staffId != m_desk.session().staffId)
            parts << tr("%1: %2 to be sent, %3 returned").arg(colleague.name).arg(colleague.pending).arg(colleague.returned);
    }
    m_status->setText(parts.join(u"   ·   "_s));
    m_status->setToolTip(sync.stream());
    const office::Archive archive(m_desk.office());
    m_chips[1]->setCount(archive.pendingCount());
}

void JournalPage::showRow(int row)
{
    m_detail->clearFacts();
    const JournalRow *entry = m_model->row(row);
    m_show->setEnabled(entry && office::Archive(m_desk.office()).caseFile(entry->operation.doc));
    if (!entry)
        return;
    const domain::Operation &operation = entry->operation;
    const QDateTime now = domain::hallTime(m_desk.office().now());
    const auto rules = m_desk.office().rules();
    const auto add = [this](const QString &name, const QString &value) {
        if (!value.isEmpty())
            m_detail->add({name, value});
    };
    const domain::Staff *staff = rules->staff(operation.actor);
    const domain::Place *place = rules->place(operation.place);
    const domain::Counter *counter = place ? place->counter(operation.counter) : nullptr;
    add(tr("What was done"), operationText(operation.type));
    add(tr("About"), tables::subjectOf(*entry, office::Archive(m_desk.office())));
    const QJsonObject item = operation.body[u"item"_s].toObject();
    if (const domain::Item *known = rules->item(item[u"id"_s].toString(), item[u"version"_s].toInt()))
        add(tr("Item"), known->name);
    if (const domain::PaperKind *paper = domain::paperKind(operation.body[u"paper"_s].toString()))
        add(tr("Paper"), QCoreApplication::translate("Papers", paper->title));
    add(tr("Reason"), domain::maskedWithin(operation.body[u"reason"_s].toString()));
    add(tr("Purpose"), domain::maskedWithin(operation.body[u"purpose"_s].toString()));
    add(tr("Receipt number"), operation.receipt);
    add(tr("By"), staff ? staff->name : operation.actor);
    add(tr("Role"), roleText(operation.role));
    add(tr("Where"), counter ? QString(place->name + u' ' + counter->name) : place ? place->name : QString());
    add(tr("Done"), domain::hallTime(operation.made.estimate).toString(u"yyyy-MM-dd HH:mm:ss"_s));
    add(tr("What became of it"), CaseText::fate(*entry));
    add(tr("Answered"), CaseText::instant(entry->settledAt, now));
    if (entry->fate == Fate::Refused)
        add(tr("Why"), refusalText(domain::Refusal::fromJson(entry->result[u"problem"_s].toObject())));
    if (entry->result[u"merged"_s].toBool())
        add(tr("Note"), tr("The case had changed meanwhile; both changes hold."));
    add(tr("Rules"), operation.rules);
    add(tr("Number"), QStringLiteral("%1 / %2").arg(operation.n).arg(operation.id));
    m_detail->fit();
}

void JournalPage::askExport(bool csv)
{
    if (!domain::mayDo(m_desk.session().roles, u"data.export")) {
        m_desk.say(Tone::Info, tr("The journal is exported by a supervisor, a chief clerk or an administrator."));
        return;
    }
    m_exportsCsv = csv;
    m_exportPurpose->ask(tr("Export the journal, for"), tr("Export"));
}

void JournalPage::exportJournal(bool csv, const QString &purpose)
{
    const QString name = QStringLiteral("%1-%2.%3").arg(tr("journal"), m_desk.now().toString(u"yyyyMMdd-HHmm"_s), csv ? u"csv"_s : u"jsonl"_s);
    const QString filter = csv ? tr("CSV for spreadsheets (*.csv)") : tr("JSON lines (*.jsonl)");
    m_chooseSave(this, name, filter, [this, csv, purpose](const QString &path) {
        const office::Archive archive(m_desk.office());
        const QList<JournalRow> newest = archive.journal(0, 1);
        const qint64 total = newest.isEmpty() ? 0 : newest.first().seq;
        QByteArray begin;
        if (csv)
            begin = tables::csvBegin() + tables::csvLine({exportMark(m_desk, purpose)}) + tables::csvLine(m_model->titles());
        else
            begin = QJsonDocument(QJsonObject{{u"mark"_s, exportMark(m_desk, purpose)}}).toJson(QJsonDocument::Compact) + '\n';
        auto before = std::make_shared<qint64>(total + 1);
        m_exportBar->start(path, begin, total, [this, csv, before](qint64 &done) {
            QByteArray piece;
            if (*before <= 1)
                return piece;
            const QList<JournalRow> rows = office::Archive(m_desk.office()).journal(*before, exportPieceRows);
            for (const JournalRow &row : rows) {
                if (csv) {
                    piece += tables::csvLine(m_model->cells(row));
                } else {
                    const QJsonObject line{{u"operation"_s, row.operation.toJson()}, {u"stream"_s, row.stream}, {u"chain"_s, QString::fromLatin1(row.hash.toHex())},
                                           {u"fate"_s, toCode(row.fate)}, {u"result"_s, row.result}, {u"closed"_s, row.closed}};
                    piece += QJsonDocument(domain::maskedWithin(line).toObject()).toJson(QJsonDocument::Compact) + '\n';
                }
            }
            *before = rows.isEmpty() ? 0 : rows.last().seq;
            done += rows.size();
            return piece;
        }, exportRecord(m_desk, u"journal"_s, purpose));
    });
}

void JournalPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace forms
