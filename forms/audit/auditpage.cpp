// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/audit/auditpage.h"
#include "domain/jsontime.h"
#include "forms/desk/centreenquiry.h"
#include "forms/intake/valueeditor.h"
#include "forms/shared/actor.h"
#include "forms/shared/exportmark.h"
#include "forms/shared/facttable.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/officewords.h"
#include "forms/shared/preferences.h"
#include "forms/shared/purposebar.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "tables/csv.h"
#include <QComboBox>
#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QUrlQuery>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;
using office::AuditLine;

namespace {

enum Column { At, Who, What, Where, Why, Fate, columns };
constexpr int tableShare = 800, detailShare = 380;
constexpr int widths[] = {136, 104, 168, 80, 192, 72};
/// What the members of an act are called.
const std::pair<const char *, const char *> factNames[] = {
    {"purpose", QT_TRANSLATE_NOOP("forms::AuditPage", "Purpose")},   {"reason", QT_TRANSLATE_NOOP("forms::AuditPage", "Reason")},
    {"what", QT_TRANSLATE_NOOP("forms::AuditPage", "Of what")},      {"count", QT_TRANSLATE_NOOP("forms::AuditPage", "Rows")},
    {"sha256", QT_TRANSLATE_NOOP("forms::AuditPage", "SHA-256 of the file")}, {"paper", QT_TRANSLATE_NOOP("forms::AuditPage", "Paper")},
    {"filter", QT_TRANSLATE_NOOP("forms::AuditPage", "Looked for")}, {"keepUntil", QT_TRANSLATE_NOOP("forms::AuditPage", "Kept until")},
    {"roles", QT_TRANSLATE_NOOP("forms::AuditPage", "Roles given")}, {"department", QT_TRANSLATE_NOOP("forms::AuditPage", "Department")}};
constexpr int exportPieceRows = 256;

struct Kind
{
    const char *type;
    const char *name;
};
const Kind kinds[] = {
    {"", QT_TRANSLATE_NOOP("forms::AuditPage", "Everything")},
    {"data.", QT_TRANSLATE_NOOP("forms::AuditPage", "Numbers seen in full, exports")},
    {"subject.", QT_TRANSLATE_NOOP("forms::AuditPage", "Data of a person put together")},
    {"audit.", QT_TRANSLATE_NOOP("forms::AuditPage", "Readings of this journal")},
    {"staff.", QT_TRANSLATE_NOOP("forms::AuditPage", "Staff and rights")},
    {"device.", QT_TRANSLATE_NOOP("forms::AuditPage", "Devices")},
    {"document.", QT_TRANSLATE_NOOP("forms::AuditPage", "Erasures")},
    {"paper.", QT_TRANSLATE_NOOP("forms::AuditPage", "Papers printed again")},
    {"case.", QT_TRANSLATE_NOOP("forms::AuditPage", "Acts upon cases")},
};

struct Reason
{
    const char *code;
    const char *name;
};
const Reason reasons[] = {
    {"routine", QT_TRANSLATE_NOOP("forms::AuditPage", "Routine audit")},
    {"incident", QT_TRANSLATE_NOOP("forms::AuditPage", "An incident")},
    {"complaint", QT_TRANSLATE_NOOP("forms::AuditPage", "A complaint")},
};

} // namespace

AuditPage::AuditPage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"auditPage"_s);
    connect(&m_desk, &Desk::sessionChanged, this, &AuditPage::clear);
    build();
}

void AuditPage::build()
{
    delete m_content;
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    m_model = new QStandardItemModel(0, columns, m_content);
    m_model->setHorizontalHeaderLabels({tr("Time"), tr("Who"), tr("What"), tr("Where"), tr("Stated reason"), tr("Result")});
    m_table = new ListTable;
    m_table->setObjectName(u"auditTable"_s);
    m_table->setAccessibleName(tr("Journal of the centre"));
    m_table->setModel(m_model);
    m_table->setEmptyText(tr("Say what the reading is for, then press Enter. That you read is in the journal too."));
    m_table->setCopying([this](const QModelIndexList &rows) {
        QStringList lines;
        for (const QModelIndex &row : rows)
            lines << tables::tsvLine(cells(m_lines[row.row()]));
        return lines.join(u'\n');
    });
    for (int column = 0; column < columns; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_table->horizontalHeader()->setStretchLastSection(true);
    if (Preferences *preferences = Preferences::of(m_desk))
        preferences->rememberColumns(m_table->horizontalHeader(), u"audit"_s);
    m_detail = new FactTable;
    m_detail->setObjectName(u"auditDetail"_s);
    m_detail->setAccessibleName(tr("The chosen act"));
    m_marks = new FactTable({tr("Hall"), tr("Acts"), tr("Signed"), tr("Mark")});
    m_marks->setObjectName(u"auditMarks"_s);
    m_marks->setAccessibleName(tr("Signed checkpoints"));
    auto *tabs = new QTabWidget;
    tabs->setObjectName(u"auditTabs"_s);
    tabs->setAccessibleName(tr("The chosen act and the checkpoints"));
    tabs->tabBar()->setObjectName(u"auditTabBar"_s);
    tabs->tabBar()->setAccessibleName(tabs->accessibleName());
    tabs->setDocumentMode(true);
    tabs->addTab(m_detail, tr("The chosen act"));
    tabs->addTab(m_marks, tr("Signed checkpoints"));
    auto *right = new QFrame;
    right->setProperty("role", u"card"_s);
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    rightColumn->addWidget(tabs);
    QSplitter *split = listBeside(m_table, right, tableShare, detailShare);
    m_exportBar = new ExportBar;
    connect(m_exportBar, &ExportBar::finished, this, [this](const QString &path) { m_desk.say(Tone::Done, tr("The acts are in %1.").arg(QFileInfo(path).fileName())); });
    connect(m_exportBar, &ExportBar::failed, this, [this](const domain::Refusal &refusal) { m_desk.say(Tone::Problem, refusalText(refusal)); });
    m_exportPurpose = new PurposeBar(u"auditExportBar"_s, PurposeBar::exporting());
    connect(m_exportPurpose, &PurposeBar::confirmed, this, [this](const QString &, const QString &purpose) { exportLines(purpose); });
    connect(m_exportPurpose, &PurposeBar::cancelled, m_table, qOverload<>(&QWidget::setFocus));
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addWidget(filters());
    column->addWidget(m_exportBar);
    column->addWidget(m_exportPurpose);
    column->addWidget(split, 1);
    setContent(m_content);
    connect(m_table, &ListTable::rowChosen, this, &AuditPage::showRow);
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_E), tr("Export what is shown")), &QShortcut::activated, this, &AuditPage::askExport);
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_K), tr("Check the chain")), &QShortcut::activated, this, &AuditPage::verify);
    describeKeys(m_table, {{tr("Ctrl+C"), tr("Copy the rows")}});
    clear();
}

QWidget *AuditPage::filters()
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(Theme::cardGap, Theme::gap, Theme::cardGap, Theme::gap);
    column->setSpacing(Theme::gap);
    const auto field = [this](const QString &name, const QString &title) {
        auto *made = new QLineEdit;
        made->setObjectName(name);
        made->setAccessibleName(title);
        made->setPlaceholderText(title);
        connect(made, &QLineEdit::returnPressed, this, &AuditPage::read);
        return made;
    };
    m_actor = field(u"auditActor"_s, tr("Who (staff number)"));
    m_doc = field(u"auditDoc"_s, tr("About (document id)"));
    m_from = field(u"auditFrom"_s, tr("From (date)"));
    m_to = field(u"auditTo"_s, tr("To (date)"));
    m_words = field(u"auditWords"_s, tr("In your own words"));
    m_type = new QComboBox;
    m_type->setObjectName(u"auditType"_s);
    m_type->setAccessibleName(tr("What was done"));
    for (const Kind &kind : kinds)
        m_type->addItem(tr(kind.name), QString::fromLatin1(kind.type));
    m_purpose = new QComboBox;
    m_purpose->setObjectName(u"auditPurpose"_s);
    m_purpose->setAccessibleName(tr("What the reading is for"));
    for (const Reason &reason : reasons)
        m_purpose->addItem(tr(reason.name), QString::fromLatin1(reason.code));
    const auto button = [](const QString &text, const QString &name, const char16_t *symbol, const QString &role) {
        auto *made = new QPushButton(text);
        made->setObjectName(name);
        made->setAccessibleName(text);
        made->setIcon(icon(QStringView(symbol)));
        made->setProperty("role", role);
        return made;
    };
    auto *show = button(tr("Enter  Read"), u"auditRead"_s, u"search", u"primary"_s);
    m_more = button(tr("Older ones"), u"auditMore"_s, u"history", u"quiet"_s);
    auto *check = button(tr("Check the chain"), u"auditVerify"_s, u"check", u"quiet"_s);
    auto *exported = button(tr("Export"), u"auditExport"_s, u"export", u"quiet"_s);
    connect(show, &QPushButton::clicked, this, &AuditPage::read);
    connect(m_more, &QPushButton::clicked, this, &AuditPage::readMore);
    connect(check, &QPushButton::clicked, this, &AuditPage::verify);
    connect(exported, &QPushButton::clicked, this, &AuditPage::askExport);
    auto *above = new QHBoxLayout;
    above->setSpacing(Theme::gap);
    above->addWidget(m_actor, 1);
    above->addWidget(m_type, 1);
    above->addWidget(m_doc, 1);
    above->addWidget(m_from, 1);
    above->addWidget(m_to, 1);
    auto *below = new QHBoxLayout;
    below->setSpacing(Theme::gap);
    below->addWidget(m_purpose);
    below->addWidget(m_words, 1);
    below->addWidget(show);
    below->addWidget(m_more);
    below->addWidget(check);
    below->addWidget(exported);
    m_verdict = new QLabel;
    m_verdict->setObjectName(u"auditVerdict"_s);
    m_verdict->setAccessibleName(tr("Whether the journal is as it was written"));
    m_verdict->setWordWrap(true);
    m_count = new QLabel;
    m_count->setObjectName(u"auditCount"_s);
    m_count->setProperty("role", u"muted"_s);
    auto *said = new QHBoxLayout;
    said->addWidget(m_verdict, 1);
    said->addWidget(m_count);
    column->addLayout(above);
    column->addLayout(below);
    column->addLayout(said);
    return card;
}

void AuditPage::activate(const QString &argument)
{
    if (!argument.isEmpty())
        m_doc->setText(argument);
    m_actor->setFocus();
}

QString AuditPage::purpose() const
{
    const QString words = m_words->text().trimmed();
    return words.isEmpty() ? m_purpose->currentText() : tr("%1: %2").arg(m_purpose->currentText(), words);
}

void AuditPage::read()
{
    ask(0);
}

void AuditPage::readMore()
{
    if (m_before > 0)
        ask(m_before);
}

void AuditPage::ask(qint64 before)
{
    CentreEnquiry *centre = CentreEnquiry::of(m_desk);
    if (!centre) {
        m_desk.say(Tone::Warning, refusalText(domain::refuse(u"net.offline")));
        return;
    }
    const QDate today = m_desk.now().date();
    QUrlQuery query;
    const auto add = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    // Days in hall time, the last one wholly.
    const auto instant = [&](QLineEdit *field, int days) -> QString {
        const QString text = field->text().trimmed();
        const QDate date = text.isEmpty() ? QDate() : dateFromTyped(text, today);
        setProblem(field, !text.isEmpty() && !date.isValid());
        return date.isValid() ? domain::instantText(QDateTime(date.addDays(days), QTime(0, 0), Qt::OffsetFromUTC, 8 * 3600)) : QString();
    };
    add(u"actor"_s, m_actor->text().trimmed());
    add(u"type"_s, m_type->currentData().toString());
    add(u"doc"_s, m_doc->text().trimmed());
    add(u"from"_s, instant(m_from, 0));
    add(u"to"_s, instant(m_to, 1));
    add(u"purpose"_s, purpose());
    if (before > 0)
        add(u"before"_s, QString::number(before));
    const int asked = ++m_asked;
    centre->get(QString(u"/v1/audit?"_s + query.query(QUrl::FullyEncoded)), [self = QPointer(this), asked, before](const domain::Result<QByteArray> &answer) {
        if (!self || asked != self->m_asked)
            return;
        if (answer)
            self->take(*answer, before == 0);
        else
            self->m_desk.say(Tone::Problem, refusalText(answer.refusal()));
    });
}

void AuditPage::take(const QByteArray &answer, bool first)
{
    const QJsonObject json = QJsonDocument::fromJson(answer).object();
    if (first) {
        m_lines.clear();
        m_model->setRowCount(0);
        m_marks->clearFacts();
        for (const QJsonValue &value : json[u"checkpoints"_s].toArray()) {
            const domain::Place *place = m_desk.office().rules()->place(value[u"place"_s].toString());
            m_marks->add({place ? place->name : tr("The centre itself"), QString::number(value[u"n"_s].toInteger()),
                          domain::hallTime(domain::instantFromText(value[u"at"_s])).toString(u"MM-dd HH:mm"_s), value[u"link"_s].toString().left(16)});
        }
        m_marks->fit();
    }
    for (const QJsonValue &value : json[u"lines"_s].toArray()) {
        const auto line = AuditLine::fromJson(value.toObject());
        if (!line)
            continue;
        m_lines << *line;
        QList<QStandardItem *> row;
        for (const QString &text : cells(*line)) {
            row << new QStandardItem(text);
            row.last()->setToolTip(text);
            row.last()->setEditable(false);
        }
        m_model->appendRow(row);
    }
    m_before = json[u"before"_s].toInteger();
    m_more->setEnabled(m_before > 0);
    m_count->setText(m_before > 0 ? tr("%L1 acts, and older ones").arg(m_lines.size()) : tr("%L1 acts").arg(m_lines.size()));
    m_table->setEmptyText(tr("Nobody did any such thing."));
    if (first) {
        m_table->chooseRow(0);
        showRow(m_table->chosenRow());
        m_table->setFocus();
    }
}

QStringList AuditPage::cells(const AuditLine &line) const
{
    const domain::Place *place = m_desk.office().rules()->place(line.place);
    const domain::Counter *counter = place ? place->counter(line.counter) : nullptr;
    const QString reason = line.facts[u"purpose"_s].toString(line.facts[u"reason"_s].toString());
    return {domain::hallTime(line.at).toString(u"yyyy-MM-dd HH:mm:ss"_s), line.actor == "centre"_L1 ? tr("The centre itself") : line.actorName, operationText(line.type),
            counter ? counter->name : place ? place->name : QString(), reason, line.fate == "refused"_L1 ? tr("Refused") : tr("Done")};
}

void AuditPage::showRow(int row)
{
    m_detail->clearFacts();
    if (row < 0 || row >= m_lines.size())
        return;
    const AuditLine &line = m_lines[row];
    const domain::Place *place = m_desk.office().rules()->place(line.place);
    const auto add = [this](const QString &name, const QString &value) {
        if (!value.isEmpty())
            m_detail->add({name, value});
    };
    add(tr("What"), operationText(line.type));
    add(tr("Kind"), line.type);
    add(tr("Who"), line.actorName);
    QStringList roles;
    for (const QString &role : line.role.split(u' ', Qt::SkipEmptyParts))
        roles << roleText(role);
    add(tr("Role"), roles.join(tr(", ")));
    add(tr("Hall"), place ? place->name : QString());
    add(tr("Device"), line.device);
    add(tr("Done"), domain::hallTime(line.at).toString(u"yyyy-MM-dd HH:mm:ss"_s));
    add(tr("About"), line.doc);
    for (auto fact = line.facts.begin(); fact != line.facts.end(); ++fact) {
        const auto named = std::find_if(std::begin(factNames), std::end(factNames), [&](const auto &each) { return fact.key() == QLatin1StringView(each.first); });
        add(named != std::end(factNames) ? tr(named->second) : fact.key(), fact->isString() ? fact->toString() : QString::fromUtf8(QJsonDocument(QJsonArray{*fact}).toJson(QJsonDocument::Compact)).sliced(1).chopped(1));
    }
    if (!line.problem.isEmpty())
        add(tr("Why not"), refusalText(domain::refuse(line.problem)));
    add(tr("Number in the chain"), line.link > 0 ? QString::number(line.link) : QString());
    m_detail->fit();
}

void AuditPage::verify()
{
    CentreEnquiry *centre = CentreEnquiry::of(m_desk);
    if (!centre) {
        m_desk.say(Tone::Warning, refusalText(domain::refuse(u"net.offline")));
        return;
    }
    m_verdict->setText(tr("The chain of this hall is being checked …"));
    setTone(m_verdict, "neutral");
    centre->post(u"/v1/audit:verify"_s, QJsonDocument(QJsonObject{{u"purpose"_s, purpose()}}).toJson(QJsonDocument::Compact), [self = QPointer(this)](const domain::Result<QByteArray> &answer) {
        if (!self)
            return;
        if (!answer) {
            self->m_verdict->setText(refusalText(answer.refusal()));
            setTone(self->m_verdict, "warn");
            return;
        }
        const QJsonObject report = QJsonDocument::fromJson(*answer).object();
        const QJsonArray findings = report[u"findings"_s].toArray();
        if (findings.isEmpty()) {
            self->m_verdict->setText(tr("The chain is whole: %L1 acts, %L2 checkpoints, nothing changed, removed or inserted.").arg(report[u"rows"_s].toInteger()).arg(report[u"checkpoints"_s].toInteger()));
            setTone(self->m_verdict, "ok");
            return;
        }
        QStringList rows;
        for (const QJsonValue &finding : findings.count() > 5 ? QJsonArray{findings[0], findings[1], findings[2], findings[3], findings[4]} : findings)
            rows << QStringLiteral("%1 %2").arg(finding[u"finding"_s].toString()).arg(finding[u"n"_s].toInteger());
        self->m_verdict->setText(tr("The journal was tampered with, %L1 places: %2. Secure the server and its checkpoints.").arg(findings.size()).arg(rows.join(tr(", "))));
        setTone(self->m_verdict, "bad");
        self->m_desk.say(Tone::Problem, self->m_verdict->text());
    });
}

void AuditPage::askExport()
{
    if (m_lines.isEmpty()) {
        m_desk.say(Tone::Info, tr("Nothing is shown that could be exported."));
        return;
    }
    m_exportPurpose->ask(tr("Export what is shown, for"), tr("Export"));
}

void AuditPage::exportLines(const QString &purpose)
{
    const QString name = QStringLiteral("%1-%2.csv").arg(tr("audit"), m_desk.now().toString(u"yyyyMMdd-HHmm"_s));
    m_chooseSave(this, name, tr("CSV for spreadsheets (*.csv)"), [this, purpose](const QString &path) {
        QByteArray begin = tables::csvBegin() + tables::csvLine({exportMark(m_desk, purpose)});
        begin += tables::csvLine({tr("Time"), tr("Who"), tr("What"), tr("Where"), tr("Stated reason"), tr("Result"), tr("About"), tr("Number in the chain")});
        m_exportBar->start(path, begin, m_lines.size(), [this, lines = m_lines, next = qsizetype(0)](qint64 &done) mutable {
            QByteArray piece;
            for (int taken = 0; taken < exportPieceRows && next < lines.size(); ++taken, ++next, ++done)
                piece += tables::csvLine(cells(lines[next]) + QStringList{lines[next].doc, QString::number(lines[next].link)});
            return piece;
        }, exportRecord(m_desk, u"audit"_s, purpose));
    });
}

void AuditPage::clear()
{
    ++m_asked;
    m_lines.clear();
    m_before = 0;
    m_model->setRowCount(0);
    m_detail->clearFacts();
    m_marks->clearFacts();
    m_verdict->clear();
    m_count->clear();
    m_more->setEnabled(false);
    for (QLineEdit *field : {m_actor, m_doc, m_from, m_to, m_words})
        field->clear();
}

void AuditPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace forms
