// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/personal/personaldatapage.h"
#include "domain/identity/identitynumber.h"
#include "domain/identity/phone.h"
#include "domain/jsontime.h"
#include "domain/papers/subjectpaper.h"
#include "domain/staff/staff.h"
#include "forms/desk/centreenquiry.h"
#include "forms/desk/paperprinter.h"
#include "forms/intake/valueeditor.h"
#include "forms/shared/actor.h"
#include "forms/shared/casetext.h"
#include "forms/shared/facttable.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/officewords.h"
#include "forms/shared/purposebar.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/archive.h"
#include "office/search/desksearch.h"
#include "tables/csv.h"
#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSaveFile>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;

namespace {

constexpr int hitsMax = 30, casesMax = 500;
constexpr int listShare = 420, factsShare = 760;

QPushButton *button(const QString &text, const QString &name, QStringView symbol, const QString &role)
{
    auto *made = new QPushButton(text);
    made->setObjectName(name);
    made->setAccessibleName(text);
    made->setIcon(icon(symbol));
    if (!role.isEmpty())
        made->setProperty("role", role);
    return made;
}

void addRow(QStandardItemModel &model, const QStringList &cells, const QString &id)
{
    QList<QStandardItem *> row;
    for (const QString &text : cells) {
        row << new QStandardItem(text);
        row.last()->setToolTip(text);
        row.last()->setEditable(false);
    }
    row.first()->setData(id, Qt::UserRole);
    model.appendRow(row);
}

std::function<QString(const QModelIndexList &)> copying(const QStandardItemModel *model)
{
    return [model](const QModelIndexList &rows) {
        QStringList lines;
        for (const QModelIndex &row : rows) {
            QStringList cells;
            for (int column = 0; column < model->columnCount(); ++column)
                cells << model->item(row.row(), column)->text();
            lines << tables::tsvLine(cells);
        }
        return lines.join(u'\n');
    };
}

} // namespace

PersonalDataPage::PersonalDataPage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"personalDataPage"_s);
    connect(&m_desk.office(), &office::Office::changed, this, [this] {
        if (isVisible())
            fillErasures();
    });
    connect(&m_desk, &Desk::sessionChanged, this, &PersonalDataPage::build);
    build();
}

bool PersonalDataPage::may(QStringView operationType) const
{
    return domain::mayDo(actorOf(m_desk).roles, operationType);
}

void PersonalDataPage::build()
{
    delete m_content;
    m_person.clear();
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"personalTabs"_s);
    m_tabs->setAccessibleName(tr("Requests of persons, and erasures"));
    m_tabs->tabBar()->setObjectName(u"personalTabBar"_s);
    m_tabs->tabBar()->setAccessibleName(m_tabs->accessibleName());
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(personPart(), tr("A person asks"));
    m_tabs->addTab(erasurePart(), tr("To be erased"));
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->addWidget(m_tabs, 1);
    setContent(m_content);
    clearPerson();
    fillErasures();
}

QLineEdit *PersonalDataPage::field(const QString &name, const QString &title)
{
    auto *made = new QLineEdit;
    made->setObjectName(name);
    made->setAccessibleName(title);
    made->setPlaceholderText(title);
    return made;
}

QWidget *PersonalDataPage::personPart()
{
    m_search = field(u"personSearch"_s, tr("Name, identity number or phone of the person"));
    connect(m_search, &QLineEdit::returnPressed, this, &PersonalDataPage::search);
    m_found = new QStandardItemModel(0, 2, m_content);
    m_found->setHorizontalHeaderLabels({tr("Name"), tr("Numbers")});
    m_foundTable = new ListTable;
    m_foundTable->setObjectName(u"personTable"_s);
    m_foundTable->setAccessibleName(tr("Persons found"));
    m_foundTable->setModel(m_found);
    m_foundTable->setCopying(copying(m_found));
    m_foundTable->setColumnWidth(0, 144);
    m_foundTable->horizontalHeader()->setStretchLastSection(true);
    m_foundTable->setEmptyText(tr("Type who asks, then Enter. Compare with their card first."));
    connect(m_foundTable, &ListTable::rowChosen, this, &PersonalDataPage::showPerson);
    m_facts = new FactTable;
    m_facts->setObjectName(u"personFacts"_s);
    m_facts->setAccessibleName(tr("What this window knows of the person"));
    m_purpose = new PurposeBar(u"personPurpose"_s, {{u"self"_s, tr("The person asks (PIPL art. 45)")}, {u"agent"_s, tr("Somebody asks for the person, with a mandate"), true}, {u"relative"_s, tr("A near relative of a dead person (art. 49)"), true}});
    connect(m_purpose, &PurposeBar::confirmed, this, [this](const QString &, const QString &purpose) { collect(purpose); });
    connect(m_purpose, &PurposeBar::cancelled, m_foundTable, qOverload<>(&QWidget::setFocus));
    m_print = button(tr("Print everything held"), u"personPrint"_s, u"print", u"primary"_s);
    m_save = button(tr("Save it as a file (JSON)"), u"personSave"_s, u"export", u"quiet"_s);
    connect(m_print, &QPushButton::clicked, this, [this] { askFile(true); });
    connect(m_save, &QPushButton::clicked, this, [this] { askFile(false); });
    m_name = field(u"personName"_s, tr("Right name"));
    m_phone = field(u"personPhone"_s, tr("Right phone"));
    m_address = field(u"personAddress"_s, tr("Right address"));
    m_reason = field(u"personReason"_s, tr("What was shown for it, or why"));
    m_correct = button(tr("Correct (art. 46)"), u"personCorrect"_s, u"edit", {});
    m_erase = button(tr("Ask for erasure (art. 47)"), u"personErase"_s, u"erasure", u"quiet"_s);
    connect(m_correct, &QPushButton::clicked, this, &PersonalDataPage::correct);
    connect(m_erase, &QPushButton::clicked, this, &PersonalDataPage::askErasure);
    auto *file = new QHBoxLayout;
    file->setSpacing(Theme::gap);
    file->addWidget(m_print);
    file->addWidget(m_save);
    file->addStretch(1);
    auto *right = new QFrame;
    right->setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addWidget(m_facts, 1);
    column->addLayout(file);
    column->addWidget(m_purpose);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(Theme::gap);
    for (QLineEdit *each : {m_name, m_phone, m_address})
        fields->addWidget(each, 1);
    auto *acts = new QHBoxLayout;
    acts->setSpacing(Theme::gap);
    acts->addWidget(m_reason, 1);
    acts->addWidget(m_correct);
    acts->addWidget(m_erase);
    column->addLayout(fields);
    column->addLayout(acts);
    auto *left = new QWidget;
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(Theme::gap);
    leftColumn->addWidget(m_search);
    leftColumn->addWidget(cardOf(m_foundTable), 1);
    auto *split = new QSplitter(Qt::Horizontal);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(Theme::gap);
    split->addWidget(left);
    split->addWidget(right);
    split->setSizes({listShare, factsShare});
    return split;
}

QWidget *PersonalDataPage::erasurePart()
{
    m_erasures = new QStandardItemModel(0, 4, m_content);
    m_erasures->setHorizontalHeaderLabels({tr("What"), tr("Number"), tr("Why"), tr("Time is over")});
    m_erasureTable = new ListTable;
    m_erasureTable->setObjectName(u"erasureTable"_s);
    m_erasureTable->setAccessibleName(tr("What is to be erased"));
    m_erasureTable->setModel(m_erasures);
    m_erasureTable->setCopying(copying(m_erasures));
    m_erasureTable->setColumnWidth(1, 192);
    m_erasureTable->setColumnWidth(2, 144);
    m_erasureTable->horizontalHeader()->setStretchLastSection(true);
    m_erasureTable->setEmptyText(tr("Nothing waits to be erased."));
    connect(m_erasureTable, &ListTable::rowChosen, this, &PersonalDataPage::showErasure);
    m_erasureFacts = new FactTable;
    m_erasureFacts->setObjectName(u"erasureFacts"_s);
    m_erasureFacts->setAccessibleName(tr("The chosen proposal"));
    m_decision = field(u"erasureReason"_s, tr("Reason of the decision"));
    m_until = field(u"erasureUntil"_s, tr("Keep until (date)"));
    m_approve = button(tr("Erase for good"), u"erasureApprove"_s, u"erasure", {});
    m_decline = button(tr("Keep"), u"erasureDecline"_s, u"lock", u"quiet"_s);
    connect(m_approve, &QPushButton::clicked, this, &PersonalDataPage::approve);
    connect(m_decline, &QPushButton::clicked, this, &PersonalDataPage::decline);
    auto *right = new QFrame;
    right->setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addWidget(m_erasureFacts, 1);
    auto *acts = new QHBoxLayout;
    acts->setSpacing(Theme::gap);
    acts->addWidget(m_decision, 2);
    acts->addWidget(m_until, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::gap);
    buttons->addStretch(1);
    buttons->addWidget(m_decline);
    buttons->addWidget(m_approve);
    column->addLayout(acts);
    column->addLayout(buttons);
    return listBeside(m_erasureTable, right, factsShare, listShare);
}

void PersonalDataPage::activate(const QString &argument)
{
    fillErasures();
    if (!argument.isEmpty()) {
        m_search->setText(argument);
        search();
        return;
    }
    const bool decides = may(u"erasure.decline") && !may(u"applicant.correct");
    m_tabs->setCurrentIndex(decides ? 1 : 0);
    (decides ? static_cast<QWidget *>(m_erasureTable) : m_search)->setFocus();
}

void PersonalDataPage::search()
{
    m_found->setRowCount(0);
    clearPerson();
    const QString typed = m_search->text().trimmed();
    for (const office::DeskHit &hit : office::DeskSearch(m_desk.office()).find(typed, hitsMax)) {
        if (hit.kind == "applicant"_L1)
            addRow(*m_found, {hit.title, hit.subtitle}, hit.id);
    }
    m_search->clear(); // a whole number does not stay on the screen
    m_foundTable->setEmptyText(tr("Nobody by that name or number is known here."));
    if (m_found->rowCount() > 0) {
        m_foundTable->chooseRow(0);
        showPerson(0);
        m_foundTable->setFocus();
    }
}

void PersonalDataPage::showPerson(int row)
{
    clearPerson();
    const QStandardItem *item = row >= 0 ? m_found->item(row) : nullptr;
    const office::Archive archive(m_desk.office());
    const auto applicant = item ? archive.applicant(item->data(Qt::UserRole).toString()) : std::nullopt;
    if (!applicant)
        return;
    m_person = applicant->card.id;
    const domain::ApplicantCard &card = applicant->card;
    const auto add = [this](const QString &name, const QString &value) {
        if (!value.isEmpty())
            m_facts->add({name, value});
    };
    add(tr("Name"), card.name);
    add(identityKindText(card.idKind), CaseText::number(card));
    add(tr("Phone"), domain::masked(card.phone));
    add(tr("Address"), card.address);
    office::CaseFilter filter;
    filter.applicant = m_person;
    add(tr("Cases at this window"), QString::number(archive.count(filter)));
    const QJsonArray corrections = applicant->more[u"corrections"_s].toArray();
    for (const QJsonValue &correction : corrections)
        add(tr("Corrected"), domain::hallTime(domain::instantFromText(correction[u"at"_s])).toString(u"yyyy-MM-dd"_s));
    m_facts->fit();
    for (QPushButton *each : {m_print, m_save})
        each->setEnabled(may(u"subject.collect"));
    m_correct->setEnabled(may(u"applicant.correct"));
    m_erase->setEnabled(may(u"erasure.request"));
}

void PersonalDataPage::clearPerson()
{
    m_person.clear();
    m_facts->clearFacts();
    m_purpose->hide();
    for (QPushButton *each : {m_print, m_save, m_correct, m_erase})
        each->setEnabled(false);
    for (QLineEdit *each : {m_name, m_phone, m_address, m_reason}) {
        each->clear();
        setProblem(each, false);
    }
}

void PersonalDataPage::askFile(bool print)
{
    m_prints = print;
    m_purpose->ask(tr("Everything held, for"), print ? tr("Print") : tr("Save"));
}

// At the centre: this window knows only what it happens to have.
void PersonalDataPage::collect(const QString &purpose)
{
    CentreEnquiry *centre = CentreEnquiry::of(m_desk);
    if (!centre) {
        m_desk.say(Tone::Warning, refusalText(domain::refuse(u"net.offline")));
        return;
    }
    const QString path = QString(u"/v1/subjects/"_s + m_person + u":collect"_s);
    centre->post(path, QJsonDocument(QJsonObject{{u"purpose"_s, purpose}}).toJson(QJsonDocument::Compact), [self = QPointer(this), person = m_person](const domain::Result<QByteArray> &answer) {
        if (!self || self->m_person != person)
            return;
        if (answer)
            self->give(*answer);
        else
            self->m_desk.say(Tone::Problem, refusalText(answer.refusal()));
    });
}

void PersonalDataPage::give(const QByteArray &answer)
{
    const QJsonObject file = QJsonDocument::fromJson(answer).object();
    if (!m_prints) {
        const QString name = QStringLiteral("%1-%2.json").arg(tr("personal data"), m_desk.now().toString(u"yyyyMMdd-HHmm"_s));
        m_chooseSave(this, name, tr("JSON (*.json)"), [this, answer](const QString &path) {
            QSaveFile out(path);
            if (out.open(QIODevice::WriteOnly) && out.write(answer) == answer.size() && out.commit())
                m_desk.say(Tone::Done, tr("Everything held is in %1. Give it to the person and nobody else.").arg(QFileInfo(path).fileName()));
            else
                m_desk.say(Tone::Problem, refusalText(domain::refuse(u"export.write-failed", {{u"file"_s, QFileInfo(path).fileName()}, {u"reason"_s, out.errorString()}})));
        });
        return;
    }
    if (!m_desk.printer()) {
        m_desk.say(Tone::Warning, refusalText(domain::refuse(u"paper.no-printer")));
        return;
    }
    domain::PaperContext context;
    if (const domain::Place *place = m_desk.office().rules()->place(m_desk.session().placeId))
        context.place = *place;
    context.clerkName = m_desk.session().staffName;
    context.now = m_desk.now();
    context.copyNumber = 0;
    m_desk.printer()->print({domain::composeSubjectFile(file, context, caseStateText)});
    m_desk.say(Tone::Done, tr("Everything held goes to the printer. Give it to the person and nobody else."));
}

void PersonalDataPage::correct()
{
    if (m_person.isEmpty())
        return;
    QJsonObject body{{u"reason"_s, m_reason->text().trimmed()}};
    if (!m_name->text().trimmed().isEmpty())
        body[u"name"_s] = m_name->text().trimmed();
    if (!m_address->text().trimmed().isEmpty())
        body[u"address"_s] = m_address->text().trimmed();
    if (const QString typed = m_phone->text().trimmed(); !typed.isEmpty()) {
        const auto phone = domain::parsePhone(typed);
        setProblem(m_phone, !phone);
        if (!phone) {
            m_desk.say(Tone::Warning, refusalText(phone.refusal()));
            m_phone->setFocus();
            return;
        }
        body[u"phone"_s] = *phone;
    }
    setProblem(m_reason, body[u"reason"_s].toString().isEmpty());
    // What is still open follows; what is over stays as it was stated.
    office::CaseFilter filter;
    filter.applicant = m_person;
    QJsonArray open;
    const office::Archive archive(m_desk.office());
    for (const office::CaseRow &row : archive.cases(filter, {}, casesMax)) {
        if (const auto file = archive.caseFile(row.id); file && file->isOpen())
            open << row.id;
    }
    body[u"cases"_s] = open;
    const auto done = m_desk.office().submit({u"applicant.correct"_s, m_person, body, actorOf(m_desk)});
    if (!done) {
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
        return;
    }
    m_desk.say(Tone::Done, tr("Corrected, in %n open case(s) too.", nullptr, int(open.size())));
    showPerson(m_foundTable->chosenRow());
}

void PersonalDataPage::askErasure()
{
    if (m_person.isEmpty())
        return;
    const QString reason = m_reason->text().trimmed();
    setProblem(m_reason, reason.isEmpty());
    const auto done = m_desk.office().submit({u"erasure.request"_s, m_person, {{u"reason"_s, reason}}, actorOf(m_desk)});
    if (!done) {
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
        return;
    }
    m_reason->clear();
    m_desk.say(Tone::Done, tr("The security administrator decides on the erasure; what a law bids to keep is kept, and the answer says so."));
}

void PersonalDataPage::fillErasures()
{
    const int chosen = m_erasureTable->chosenRow();
    m_proposals = office::Erasures(m_desk.office()).open();
    m_erasures->setRowCount(0);
    static const QHash<QString, const char *> kinds{{u"case"_s, QT_TR_NOOP("Case")},           {u"applicant"_s, QT_TR_NOOP("Applicant")}, {u"licence"_s, QT_TR_NOOP("Licence")},
                                                    {u"workorder"_s, QT_TR_NOOP("Work order")}, {u"rating"_s, QT_TR_NOOP("Rating")},       {u"message"_s, QT_TR_NOOP("Message")},
                                                    {u"delivery"_s, QT_TR_NOOP("Delivery")}};
    for (const office::ErasureProposal &proposal : std::as_const(m_proposals)) {
        addRow(*m_erasures, {tr(kinds.value(proposal.kind, "")), proposal.title, proposal.cause == "request"_L1 ? tr("The person asks") : tr("Its time is over"),
                             proposal.dueAt.isValid() ? domain::hallTime(proposal.dueAt).toString(u"yyyy-MM-dd"_s) : tr("not by rule")}, proposal.id);
    }
    Q_EMIT badgeChanged(may(u"erasure.decline") ? int(m_proposals.size()) : 0);
    if (!m_proposals.isEmpty())
        m_erasureTable->chooseRow(qBound(0, chosen, int(m_proposals.size()) - 1));
    showErasure(m_erasureTable->chosenRow());
}

void PersonalDataPage::showErasure(int row)
{
    m_erasureFacts->clearFacts();
    const bool any = row >= 0 && row < m_proposals.size();
    m_approve->setEnabled(any && may(u"document.erase"));
    m_decline->setEnabled(any && may(u"erasure.decline"));
    if (!any)
        return;
    const office::ErasureProposal &proposal = m_proposals[row];
    const domain::Staff *staff = m_desk.office().rules()->staff(proposal.by);
    const auto add = [this](const QString &name, const QString &value) {
        if (!value.isEmpty())
            m_erasureFacts->add({name, value});
    };
    add(tr("Number"), proposal.title);
    add(tr("Rule"), proposal.basis);
    add(tr("Reason"), proposal.reason);
    add(tr("Proposed"), domain::hallTime(proposal.at).toString(u"yyyy-MM-dd HH:mm"_s));
    add(tr("By"), staff ? staff->name : tr("The centre itself"));
    if (proposal.isKeptByRule(m_desk.office().now())) {
        m_erasureFacts->add({tr("Note"), tr("A rule keeps it until %1: decline, and say so to the person (art. 47).").arg(domain::hallTime(proposal.dueAt).toString(u"yyyy-MM-dd"_s))});
        m_erasureFacts->markLast();
        m_until->setText(domain::hallTime(proposal.dueAt).toString(u"yyyy-MM-dd"_s));
    }
    m_erasureFacts->fit();
}

void PersonalDataPage::approve()
{
    const int row = m_erasureTable->chosenRow();
    if (row < 0 || row >= m_proposals.size())
        return;
    const office::ErasureProposal proposal = m_proposals[row];
    const QString reason = m_decision->text().trimmed();
    setProblem(m_decision, reason.isEmpty());
    const auto done = m_desk.office().submit({u"document.erase"_s, proposal.about, {{u"reason"_s, reason}}, actorOf(m_desk)});
    if (!done) {
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
        return;
    }
    m_decision->clear();
    m_desk.say(Tone::Done, tr("%1 is erased everywhere as soon as the centre has it; it can't be brought back.").arg(proposal.title));
}

void PersonalDataPage::decline()
{
    const int row = m_erasureTable->chosenRow();
    if (row < 0 || row >= m_proposals.size())
        return;
    const QString reason = m_decision->text().trimmed();
    const QDate until = dateFromTyped(m_until->text().trimmed(), m_desk.now().date());
    setProblem(m_decision, reason.isEmpty());
    setProblem(m_until, !until.isValid());
    const auto done = m_desk.office().submit({u"erasure.decline"_s, m_proposals[row].id, {{u"reason"_s, reason}, {u"keepUntil"_s, until.toString(Qt::ISODate)}}, actorOf(m_desk)});
    if (!done) {
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
        return;
    }
    m_decision->clear();
    m_until->clear();
    m_desk.say(Tone::Done, tr("It is kept, and proposed again when that day has come."));
}

void PersonalDataPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace forms
