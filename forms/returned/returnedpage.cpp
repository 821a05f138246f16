// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/returned/returnedpage.h"
#include "domain/jsontime.h"
#include "forms/returned/casedifference.h"
#include "forms/shared/actor.h"
#include "forms/shared/casetext.h"
#include "forms/shared/facttable.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/officewords.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/ownwork.h"
#include "tables/csv.h"
#include "tables/journaltablemodel.h"
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;
using office::ReturnedOperation;

namespace {

constexpr int refreshDelayMs = 120;
constexpr int tableShare = 420, detailShare = 760;
enum Column { At, What, Subject, columns };

/// Whether an act can be typed again on the intake page.
bool isIntakeAct(const QString &type)
{
    return type == "case.accept"_L1 || type == "tolerance.accept"_L1 || type == "commitment.accept"_L1 || type == "case.notify"_L1
           || type == "case.receive"_L1 || type == "case.refuse"_L1;
}

} // namespace

ReturnedPage::ReturnedPage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"returnedPage"_s);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshDelayMs);
    connect(&m_refresh, &QTimer::timeout, this, &ReturnedPage::read);
    connect(&m_desk.office(), &office::Office::journalChanged, &m_refresh, qOverload<>(&QTimer::start));
    connect(&m_desk.office(), &office::Office::changed, &m_refresh, qOverload<>(&QTimer::start));
    build();
    // Whoever listens for the badge is connected after this page was made.
    m_refresh.start();
}

void ReturnedPage::build()
{
    delete m_content;
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    m_model = new QStandardItemModel(0, columns, m_content);
    m_model->setHorizontalHeaderLabels({tr("Time"), tr("What was done"), tr("About")});
    m_table = new ListTable;
    m_table->setObjectName(u"returnedTable"_s);
    m_table->setAccessibleName(tr("What the centre refused"));
    m_table->setModel(m_model);
    m_table->setColumnWidth(At, 104);
    m_table->setColumnWidth(What, 96);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setCopying([this](const QModelIndexList &rows) {
        QStringList lines;
        for (const QModelIndex &index : rows) {
            QStringList cells;
            for (int column = 0; column < columns; ++column)
                cells << m_model->item(index.row(), column)->text();
            lines << tables::tsvLine(cells << refusalText(m_returned[index.row()].problem));
        }
        return lines.join(u'\n');
    });
    QSplitter *split = listBeside(m_table, detail(), tableShare, detailShare);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->addWidget(split, 1);
    setContent(m_content);
    connect(m_table, &ListTable::rowChosen, this, &ReturnedPage::showRow);
    connect(m_table, &ListTable::rowOpened, this, &ReturnedPage::redo);
    addKeys();
    read();
}

QWidget *ReturnedPage::detail()
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    m_empty = new QLabel;
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", u"muted"_s);
    m_title = new QLabel;
    m_title->setProperty("role", u"heading"_s);
    m_title->setWordWrap(true);
    m_subtitle = new QLabel;
    m_subtitle->setProperty("role", u"muted"_s);
    m_why = new QLabel;
    m_why->setObjectName(u"returnedWhy"_s);
    m_why->setAccessibleName(tr("Why the centre refused it"));
    m_why->setWordWrap(true);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_why->setProperty("role", u"banner"_s);
    m_why->setProperty("tone", u"bad"_s);
    m_versions = new FactTable({tr("Field"), tr("As done here"), tr("As the centre has it")});
    m_versions->setObjectName(u"returnedVersions"_s);
    m_versions->setAccessibleName(tr("Both versions, field by field"));

    const auto button = [](const QString &text, const QString &name, const char *iconName, const char *role) {
        auto *made = new QPushButton(text);
        made->setObjectName(name);
        made->setAccessibleName(text);
        made->setIcon(icon(QString::fromLatin1(iconName), qstrcmp(role, "primary") == 0 ? Ink::OnAccent : Ink::Text));
        made->setProperty("role", QString::fromLatin1(role));
        return made;
    };
    m_redo = button(tr("R  Do it again"), u"returnedRedo"_s, "undo", "primary");
    m_handOver = button(tr("H  Hand to the supervisor"), u"returnedHandOver"_s, "supervision", "secondary");
    m_drop = button(tr("D  Drop with a reason"), u"returnedDrop"_s, "delete", "secondary");
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::gap);
    for (QPushButton *each : {m_redo, m_handOver, m_drop})
        buttons->addWidget(each);
    buttons->addStretch(1);

    m_reason = new QLineEdit;
    m_reason->setObjectName(u"returnedReason"_s);
    m_reason->setAccessibleName(tr("Why it is dropped"));
    m_reason->setPlaceholderText(tr("Why it is dropped (kept in the journal)"));
    m_confirm = button(tr("Drop"), u"returnedDropConfirm"_s, "delete", "danger");
    m_cancel = button(tr("Keep it"), u"returnedDropCancel"_s, "close", "quiet");
    m_reasonRow = new QWidget;
    auto *reasonRow = new QHBoxLayout(m_reasonRow);
    reasonRow->setContentsMargins(0, 0, 0, 0);
    reasonRow->setSpacing(Theme::gap);
    reasonRow->addWidget(m_reason, 1);
    reasonRow->addWidget(m_confirm);
    reasonRow->addWidget(m_cancel);
    m_reasonRow->hide();

    m_full = new QWidget;
    auto *full = new QVBoxLayout(m_full);
    full->setContentsMargins(0, 0, 0, 0);
    full->setSpacing(Theme::gap);
    full->addWidget(m_title);
    full->addWidget(m_subtitle);
    full->addWidget(m_why);
    full->addWidget(m_versions, 1);
    full->addLayout(buttons);
    full->addWidget(m_reasonRow);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->addWidget(m_empty, 1);
    column->addWidget(m_full, 1);

    connect(m_redo, &QPushButton::clicked, this, &ReturnedPage::redo);
    connect(m_handOver, &QPushButton::clicked, this, &ReturnedPage::handOver);
    connect(m_drop, &QPushButton::clicked, this, &ReturnedPage::askReason);
    connect(m_confirm, &QPushButton::clicked, this, &ReturnedPage::drop);
    connect(m_reason, &QLineEdit::returnPressed, this, &ReturnedPage::drop);
    connect(m_cancel, &QPushButton::clicked, this, &ReturnedPage::endReason);
    return card;
}

void ReturnedPage::addKeys()
{
    // Letters act in the list and in the comparison only: in the reason field they are letters.
    for (QWidget *scope : {static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_versions)}) {
        connect(addShortcut(scope, QKeySequence(Qt::Key_R), tr("Do it again")), &QShortcut::activated, this, &ReturnedPage::redo);
        connect(addShortcut(scope, QKeySequence(Qt::Key_H), tr("Hand to the supervisor")), &QShortcut::activated, this, &ReturnedPage::handOver);
        connect(addShortcut(scope, QKeySequence(Qt::Key_D), tr("Drop with a reason")), &QShortcut::activated, this, &ReturnedPage::askReason);
    }
    connect(addShortcut(m_content, QKeySequence(Qt::Key_Escape), tr("Back to the list")), &QShortcut::activated, this, &ReturnedPage::endReason);
}

void ReturnedPage::activate(const QString &argument)
{
    int row = qMax(0, m_table->chosenRow());
    for (qsizetype i = 0; i < m_returned.size(); ++i) {
        if (m_returned[i].row.operation.id == argument)
            row = int(i);
    }
    m_table->chooseRow(row);
    m_table->setFocus();
}

const ReturnedOperation *ReturnedPage::chosen() const
{
    const int row = m_table->chosenRow();
    return row >= 0 && row < m_returned.size() ? &m_returned[row] : nullptr;
}

void ReturnedPage::read()
{
    const QString before = chosen() ? chosen()->row.operation.id : QString();
    const int rowBefore = m_table->chosenRow();
    const office::Archive archive(m_desk.office());
    m_returned = office::OwnWork(m_desk.office(), actorOf(m_desk)).returned();
    const int others = archive.returnedCount() - int(m_returned.size());
    m_empty->setText(others > 0 ? tr("Nothing of yours is returned. %n is a colleague's, who deals with it, or a supervisor does.", nullptr, others)
                                : tr("Nothing is returned: the centre has taken everything that was sent."));
    const QDateTime now = domain::hallTime(m_desk.office().now());
    m_model->removeRows(0, m_model->rowCount());
    int row = qBound(0, rowBefore, qMax(0, int(m_returned.size()) - 1));
    for (qsizetype i = 0; i < m_returned.size(); ++i) {
        const office::JournalRow &journalled = m_returned[i].row;
        QList<QStandardItem *> cells;
        for (const QString &text : {CaseText::instant(journalled.operation.made.estimate, now), operationText(journalled.operation.type),
                                    tables::subjectOf(journalled, archive)}) {
            cells << new QStandardItem(text);
            cells.last()->setToolTip(text);
        }
        m_model->appendRow(cells);
        if (journalled.operation.id == before)
            row = int(i);
    }
    m_table->chooseRow(row);
    showRow(m_table->chosenRow());
    Q_EMIT badgeChanged(int(m_returned.size()));
}

void ReturnedPage::showRow(int row)
{
    const bool any = row >= 0 && row < m_returned.size();
    m_empty->setVisible(!any);
    m_full->setVisible(any);
    if (!any)
        return;
    const ReturnedOperation &entry = m_returned[row];
    const domain::Staff *staff = m_desk.office().rules()->staff(entry.row.operation.actor);
    const QDateTime now = domain::hallTime(m_desk.office().now());
    m_title->setText(QStringLiteral("%1: %2").arg(operationText(entry.row.operation.type), m_model->item(row, Subject)->text()));
    m_subtitle->setText(tr("Done %1 by %2, refused %3")
                            .arg(CaseText::instant(entry.row.operation.made.estimate, now), staff ? staff->name : entry.row.operation.actor,
                                 CaseText::instant(entry.row.settledAt, now)));
    m_why->setText(refusalText(entry.problem));
    m_versions->clearFacts();
    if (entry.centres.isEmpty())
        m_versions->setHorizontalHeaderLabels({tr("Field"), tr("As done here"), tr("The centre has nothing of it")});
    else
        m_versions->setHorizontalHeaderLabels({tr("Field"), tr("As done here"), tr("As the centre has it")});
    for (const VersionLine &line : CaseDifference::between(entry.ours, entry.centres, *m_desk.office().rules(), now)) {
        // A word beside the colour: what differs is said, not only painted.
        m_versions->add({line.differs ? tr("≠ %1").arg(line.name) : line.name, line.ours, line.centres});
        if (line.differs)
            m_versions->markLast();
    }
    m_versions->fit();
    m_redo->setEnabled(isIntakeAct(entry.row.operation.type));
    m_redo->setToolTip(m_redo->isEnabled() ? QString() : tr("This act is done from its own page; hand it over or drop it here."));
}

void ReturnedPage::redo()
{
    const ReturnedOperation *entry = chosen();
    if (entry && isIntakeAct(entry->row.operation.type))
        m_desk.open(u"intake"_s, u"redo:"_s + entry->row.operation.id);
}

void ReturnedPage::handOver()
{
    close(u"handed-over"_s, {}, tr("Handed to the supervisor; it stays at the centre."));
}

void ReturnedPage::askReason()
{
    if (!chosen())
        return;
    m_reasonRow->show();
    m_reason->setFocus();
}

void ReturnedPage::drop()
{
    const QString reason = m_reason->text().trimmed();
    setProblem(m_reason, reason.isEmpty());
    if (reason.isEmpty()) {
        m_desk.say(Tone::Warning, refusalText(domain::refuse(u"returned.reason-lacking")));
        m_reason->setFocus();
        return;
    }
    close(u"dropped"_s, reason, tr("Dropped; the reason is in the journal."));
}

void ReturnedPage::close(const QString &how, const QString &reason, const QString &done)
{
    const ReturnedOperation *entry = chosen();
    if (!entry)
        return;
    const QJsonObject body{{u"operation"_s, entry->row.operation.id}, {u"how"_s, how}, {u"reason"_s, reason}};
    const auto closed = m_desk.office().submit({u"returned.close"_s, entry->row.operation.doc, body, actorOf(m_desk)});
    if (!closed) {
        m_desk.say(Tone::Problem, refusalText(closed.refusal()));
        return;
    }
    m_desk.say(Tone::Done, done);
    endReason();
    read();
}

void ReturnedPage::endReason()
{
    m_reason->clear();
    setProblem(m_reason, false);
    m_reasonRow->hide();
    m_table->setFocus();
}

void ReturnedPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace forms
