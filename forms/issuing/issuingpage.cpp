// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/issuing/issuingpage.h"
#include "domain/issuing/collector.h"
#include "domain/jsontime.h"
#include "domain/numbering/receiptnumber.h"
#include "domain/papers/paper.h"
#include "forms/attachments/filetaker.h"
#include "forms/intake/cardreading.h"
#include "forms/intake/numberfield.h"
#include "forms/intake/paperflow.h"
#include "forms/issuing/signaturepad.h"
#include "forms/outgoing/outgoingtext.h"
#include "forms/shared/actor.h"
#include "forms/shared/casetext.h"
#include "forms/shared/chip.h"
#include "forms/shared/facttable.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/officewords.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/attachments.h"
#include "office/licences.h"
#include "office/outgoing.h"
#include <QBuffer>
#include <QEvent>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::CaseState;

namespace {

constexpr int refreshDelayMs = 120;
constexpr int tableShare = 624, detailShare = 556;
constexpr int shownMax = 500;
enum Column { Number, Applicant, Item, Since, Where, columns };

struct Relation
{
    const char *code;
    const char *name;
};
const Relation relations[] = {
    {"self", QT_TRANSLATE_NOOP("forms::IssuingPage", "Applicant in person")},
    {"representative", QT_TRANSLATE_NOOP("forms::IssuingPage", "Legal representative")},
    {"agent", QT_TRANSLATE_NOOP("forms::IssuingPage", "Collects for another")},
};
const char *const choiceNames[] = {QT_TRANSLATE_NOOP("forms::IssuingPage", "To be collected"), QT_TRANSLATE_NOOP("forms::IssuingPage", "Not collected for long"),
                                   QT_TRANSLATE_NOOP("forms::IssuingPage", "By mail"), QT_TRANSLATE_NOOP("forms::IssuingPage", "Handed out")};
const char *const choiceIds[] = {"waiting", "overdue", "mailed", "done"};

} // namespace

IssuingPage::IssuingPage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk), m_papers(new PaperFlow(desk, this)), m_card(new CardReading(desk, this))
{
    setObjectName(u"issuingPage"_s);
    setWhatsThis(tr("Results that wait for their owner. Scan the receipt, read the card or type a number; check who collects, let them sign, hand out. A decision not to grant is served the same way."));
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshDelayMs);
    connect(&m_refresh, &QTimer::timeout, this, &IssuingPage::read);
    connect(&m_desk.office(), &office::Office::changed, &m_refresh, qOverload<>(&QTimer::start));
    connect(m_card, &CardReading::read, this, [this](const domain::CardText &card) {
        m_name->setText(card.name);
        m_number->setNumber(card.number);
        suggestRelation();
        m_handOut->setFocus();
    });
    build();
    m_refresh.start();
}

void IssuingPage::build()
{
    delete m_content;
    m_chips.clear();
    m_relations.clear();
    m_ways.clear();
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    m_model = new QStandardItemModel(0, columns, m_content);
    m_model->setHorizontalHeaderLabels({tr("Case number"), tr("Applicant"), tr("Item"), tr("Ready since"), tr("Where it is")});
    m_table = new ListTable;
    m_table->setObjectName(u"issuingTable"_s);
    m_table->setAccessibleName(tr("Results"));
    m_table->setModel(m_model);
    static constexpr int widths[] = {196, 108, 112, 76};
    for (int column = 0; column < Where; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->copyCells();
    QSplitter *split = listBeside(m_table, detail(), tableShare, detailShare);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addWidget(head());
    column->addWidget(split, 1);
    setContent(m_content);

    connect(m_table, &ListTable::rowChosen, this, &IssuingPage::showRow);
    connect(m_table, &ListTable::rowOpened, this, [this] { (m_way == Way::Mail ? m_mailName : m_name)->setFocus(); });
    connect(addShortcut(m_table, QKeySequence(Qt::Key_M), tr("Send by mail")), &QShortcut::activated, this, [this] { setWay(Way::Mail); });
    connect(addShortcut(m_table, QKeySequence(Qt::Key_P), tr("Print the waybill")), &QShortcut::activated, this, &IssuingPage::printWaybill);
    describeKeys(m_table, {{tr("Enter"), tr("Enter who collects")}, {tr("Ctrl+C"), tr("Copy the rows")}});
    connect(addShortcut(m_content, QKeySequence(Qt::Key_F3), tr("Read the collector's card")), &QShortcut::activated, this, [this] {
        if (chosen() && m_way == Way::Counter)
            m_card->start();
    });
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_Return), tr("Hand out, or send by mail")), &QShortcut::activated, this,
            [this] { m_way == Way::Mail ? sendByMail() : handOut(); });
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_F), tr("Look for a result")), &QShortcut::activated, this, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    connect(addShortcut(m_content, QKeySequence(Qt::Key_Escape), tr("Back to the list")), &QShortcut::activated, this, [this] {
        m_card->stop();
        m_table->setFocus();
    });
    setWay(m_way);
    choose(m_choice);
}

QPushButton *IssuingPage::button(const QString &text, const QString &name, const QString &iconName, const char *role)
{
    auto *made = new QPushButton(text);
    made->setObjectName(name);
    made->setAccessibleName(text);
    made->setIcon(icon(iconName, qstrcmp(role, "primary") == 0 ? Ink::OnAccent : Ink::Text));
    made->setProperty("role", QString::fromLatin1(role));
    return made;
}

namespace {
void nameField(QLineEdit *field, const QString &name, const QString &title)
{
    field->setObjectName(name);
    field->setAccessibleName(title);
    field->setPlaceholderText(title);
}
} // namespace

QLineEdit *IssuingPage::field(const QString &name, const QString &title)
{
    auto *made = new QLineEdit;
    nameField(made, name, title);
    return made;
}

QWidget *IssuingPage::head()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::gap / 2);
    for (int i = 0; i < int(std::size(choiceNames)); ++i) {
        const QString name = tr(choiceNames[i]);
        auto *chip = new Chip(name);
        chip->setObjectName(u"issuingChip."_s + QLatin1StringView(choiceIds[i]));
        chip->setToolTip(tr("Alt+%1").arg(i + 1));
        connect(chip, &QPushButton::clicked, this, [this, i] { choose(Choice(i)); });
        connect(addShortcut(m_content, QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + i)), name), &QShortcut::activated, this, [this, i] {
            choose(Choice(i));
            m_table->setFocus();
        });
        row->addWidget(chip);
        m_chips << chip;
    }
    row->addStretch(1);
    m_search = field(u"issuingSearch"_s, tr("Scan the receipt, or type number, ID or name"));
    m_search->setMinimumWidth(360);
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::returnPressed, this, &IssuingPage::search);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty() && !m_looked.isEmpty()) {
            m_looked.clear();
            fill();
        }
    });
    row->addWidget(m_search);
    return head;
}

QWidget *IssuingPage::detail()
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    m_empty = new QLabel;
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", u"muted"_s);
    m_title = new QLabel;
    m_title->setObjectName(u"issuingTitle"_s);
    m_title->setProperty("role", u"heading"_s);
    m_title->setWordWrap(true);
    m_subtitle = new QLabel;
    m_subtitle->setObjectName(u"issuingSubtitle"_s);
    m_subtitle->setProperty("role", u"muted"_s);
    m_subtitle->setWordWrap(true);
    m_state = new Pill;
    m_state->setObjectName(u"issuingState"_s);
    m_facts = new FactTable;
    m_facts->setObjectName(u"issuingFacts"_s);
    m_facts->setAccessibleName(tr("About the result"));

    m_wayRow = new QWidget;
    auto *wayRow = new QHBoxLayout(m_wayRow);
    wayRow->setContentsMargins(0, 0, 0, 0);
    wayRow->setSpacing(Theme::gap / 2);
    for (const auto &[way, name, id] : {std::tuple(Way::Counter, tr("Hand out here"), u"issuingWay.counter"_s), std::tuple(Way::Mail, tr("Send by mail"), u"issuingWay.mail"_s)}) {
        auto *chip = new Chip(name);
        chip->setObjectName(id);
        connect(chip, &QPushButton::clicked, this, [this, way = way] { setWay(way); });
        wayRow->addWidget(chip);
        m_ways << chip;
    }
    wayRow->addStretch(1);
    m_waybill = button(tr("P  Print the waybill"), u"issuingWaybill"_s, u"print"_s, "secondary");
    connect(m_waybill, &QPushButton::clicked, this, &IssuingPage::printWaybill);
    wayRow->addWidget(m_waybill);
    m_forms = new QStackedWidget;
    m_forms->addWidget(counterForm());
    m_forms->addWidget(mailForm());
    m_forms->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);

    m_full = new QWidget;
    auto *full = new QVBoxLayout(m_full);
    full->setContentsMargins(0, 0, 0, 0);
    full->setSpacing(Theme::gap);
    auto *headline = new QHBoxLayout;
    headline->addWidget(m_title, 1);
    headline->addWidget(m_state, 0, Qt::AlignTop);
    full->addLayout(headline);
    full->addWidget(m_subtitle);
    full->addWidget(m_facts, 1);
    full->addWidget(m_wayRow);
    full->addWidget(m_forms);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->addWidget(m_empty, 1);
    column->addWidget(m_full, 1);
    return card;
}

QWidget *IssuingPage::counterForm()
{
    auto *form = new QWidget;
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::gap);
    m_name = field(u"collectorName"_s, tr("Name of the collector"));
    m_number = new NumberField;
    nameField(m_number, u"collectorNumber"_s, tr("Number on the collector's card"));
    auto *readCard = button(tr("F3  Read card"), u"collectorCard"_s, u"card-reader"_s, "key");
    connect(readCard, &QPushButton::clicked, m_card, &CardReading::start);
    auto *person = new QHBoxLayout;
    person->setSpacing(Theme::gap);
    person->addWidget(m_name, 1);
    person->addWidget(m_number, 2);
    person->addWidget(readCard);
    column->addLayout(person);
    auto *standing = new QHBoxLayout;
    standing->setSpacing(Theme::gap / 2);
    for (const Relation &relation : relations) {
        auto *chip = new Chip(tr(relation.name));
        const QString code = QString::fromLatin1(relation.code);
        chip->setObjectName(u"relation."_s + code);
        connect(chip, &QPushButton::clicked, this, [this, code] {
            m_relationByHand = true;
            setRelation(code);
        });
        standing->addWidget(chip);
        m_relations << chip;
    }
    m_mandate = field(u"collectorMandate"_s, tr("Mandate the agent shows"));
    QSizePolicy keepsItsPlace = m_mandate->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    m_mandate->setSizePolicy(keepsItsPlace);
    standing->addWidget(m_mandate, 1);
    column->addLayout(standing);
    m_pad = new SignaturePad;
    m_pad->setObjectName(u"signaturePad"_s);
    m_pad->setAccessibleName(tr("Signature of the collector"));
    column->addWidget(m_pad);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::gap);
    auto *fromFile = button(tr("Signature from a file"), u"signatureFile"_s, u"attach"_s, "quiet");
    auto *again = button(tr("Sign again"), u"signatureClear"_s, u"undo"_s, "quiet");
    m_signatureName = new QLabel;
    m_signatureName->setObjectName(u"signatureName"_s);
    m_signatureName->setProperty("role", u"small"_s);
    m_handOut = button(tr("Ctrl+Enter  Hand out and print"), u"issuingHandOut"_s, u"issuing"_s, "primary");
    connect(fromFile, &QPushButton::clicked, this, &IssuingPage::chooseSignature);
    connect(again, &QPushButton::clicked, this, [this] {
        m_signatureFile.clear();
        m_signatureName->clear();
        m_pad->clear();
    });
    connect(m_handOut, &QPushButton::clicked, this, &IssuingPage::handOut);
    buttons->addWidget(fromFile);
    buttons->addWidget(again);
    buttons->addWidget(m_signatureName, 1);
    buttons->addWidget(m_handOut);
    column->addLayout(buttons);
    for (QLineEdit *edit : std::initializer_list<QLineEdit *>{m_name, m_number})
        connect(edit, &QLineEdit::textEdited, this, &IssuingPage::suggestRelation);
    return form;
}

QWidget *IssuingPage::mailForm()
{
    auto *form = new QWidget;
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::gap);
    m_mailName = field(u"mailName"_s, tr("Name of the addressee"));
    m_mailPhone = new NumberField;
    nameField(m_mailPhone, u"mailPhone"_s, tr("Telephone of the addressee"));
    m_mailAddress = field(u"mailAddress"_s, tr("Address"));
    auto *person = new QHBoxLayout;
    person->setSpacing(Theme::gap);
    person->addWidget(m_mailName, 1);
    person->addWidget(m_mailPhone, 1);
    column->addLayout(person);
    column->addWidget(m_mailAddress);
    auto *note = new QLabel(tr("Free of charge. The courier learns name, telephone and address, not what is inside."));
    note->setProperty("role", u"small"_s);
    note->setWordWrap(true);
    m_mail = button(tr("Ctrl+Enter  Order the courier"), u"issuingMail"_s, u"issuing"_s, "primary");
    connect(m_mail, &QPushButton::clicked, this, &IssuingPage::sendByMail);
    auto *row = new QHBoxLayout;
    row->addWidget(note, 1);
    row->addWidget(m_mail);
    column->addLayout(row);
    column->addStretch(1);
    return form;
}

void IssuingPage::activate(const QString &argument)
{
    if (!argument.isEmpty()) {
        m_search->setText(argument);
        search();
        return;
    }
    if (m_table->chosenRow() < 0)
        m_table->chooseRow(0);
    m_search->setFocus();
    m_search->selectAll();
}

bool IssuingPage::isOverdue(const CaseFile &file) const
{
    const auto rules = m_desk.office().rules();
    const domain::Place *place = rules->place(file.place);
    const int days = rules->region(place ? place->district : QString()).collectRemindDays;
    const QDate late = rules->calendar().addWorkdays(domain::hallTime(file.issue.readyAt).date(), days);
    return late.isValid() && domain::hallTime(m_desk.office().now()).date() >= late;
}

QList<CaseFile> IssuingPage::casesOf(Choice choice) const
{
    const office::Archive archive(m_desk.office());
    QList<CaseFile> found;
    for (const QString &state : choice == Choice::Done ? QStringList{u"issued"_s, u"refused"_s} : QStringList{u"granted"_s, u"refused"_s}) {
        office::CaseFilter filter;
        filter.state = state;
        for (const office::CaseRow &row : archive.cases(filter, std::nullopt, shownMax)) {
            const auto file = archive.caseFile(row.id);
            if (!file || file->issue.isDone() != (choice == Choice::Done) || !file->issue.readyAt.isValid())
                continue;
            const bool mailed = file->issue.method == "mail"_L1;
            if (choice == Choice::Done || (choice == Choice::Mailed ? mailed : !mailed && (choice == Choice::Waiting || isOverdue(*file))))
                found << *file;
        }
    }
    // Who has waited longest first; of what is done, the newest.
    std::stable_sort(found.begin(), found.end(), [&](const CaseFile &a, const CaseFile &b) {
        return choice == Choice::Done ? a.issue.at > b.issue.at : a.issue.readyAt < b.issue.readyAt;
    });
    return found;
}

bool IssuingPage::fitsSearch(const CaseFile &file) const
{
    if (m_looked.isEmpty())
        return true;
    const QString wanted = m_looked.toUpper();
    return file.id == m_looked || file.number.contains(wanted) || file.applicant.name.contains(m_looked) || file.agent.name.contains(m_looked)
           || file.applicant.idNumber.endsWith(wanted) || (!file.agent.idNumber.isEmpty() && file.agent.idNumber.endsWith(wanted))
           || file.more[u"provisionalNumber"_s].toString() == wanted || file.issue.waybill == m_looked;
}

void IssuingPage::read()
{
    const QList<CaseFile> waiting = casesOf(Choice::Waiting);
    m_chips[int(Choice::Waiting)]->setCount(int(waiting.size()));
    const int overdue = int(std::count_if(waiting.begin(), waiting.end(), [this](const CaseFile &file) { return isOverdue(file); }));
    m_chips[int(Choice::Overdue)]->setCount(overdue);
    m_chips[int(Choice::Mailed)]->setCount(int(casesOf(Choice::Mailed).size()));
    fill();
    Q_EMIT badgeChanged(overdue);
}

void IssuingPage::fill()
{
    const QString before = m_shown;
    m_files.clear();
    for (const CaseFile &file : casesOf(m_choice)) {
        if (fitsSearch(file))
            m_files << file;
    }
    m_filling = true;
    m_model->removeRows(0, m_model->rowCount());
    int row = 0;
    for (qsizetype i = 0; i < m_files.size(); ++i) {
        const CaseFile &file = m_files[i];
        QList<QStandardItem *> cells;
        for (const QString &text : {file.number, file.applicant.name, file.itemName, domain::hallTime(file.issue.readyAt).toString(u"MM-dd"_s), whereText(file)}) {
            cells << new QStandardItem(text);
            cells.last()->setToolTip(text);
        }
        m_model->appendRow(cells);
        if (file.id == before)
            row = int(i);
    }
    static const char *const empty[] = {QT_TR_NOOP("No result waits to be collected."), QT_TR_NOOP("Nothing has waited for long."), QT_TR_NOOP("Nothing is on its way by mail."),
                                        QT_TR_NOOP("Nothing has been handed out yet.")};
    const QString words = m_looked.isEmpty() ? tr(empty[int(m_choice)]) : tr("Nothing here fits “%1”.").arg(m_looked);
    m_table->setEmptyText(words);
    m_empty->setText(words);
    m_table->chooseRow(row);
    m_filling = false;
    showRow(m_table->chosenRow());
}

void IssuingPage::choose(Choice choice)
{
    m_choice = choice;
    for (int i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(i == int(choice));
    fill();
}

// The box takes what a scanner types: the whole text of a receipt's code, then Enter.
void IssuingPage::search()
{
    QString typed = m_search->text().trimmed();
    if (typed.startsWith(u"OW1:"_s)) {
        const auto seal = m_desk.office().readSeal(typed);
        if (!seal) {
            m_desk.say(Tone::Problem, refusalText(seal.refusal()));
            return;
        }
        typed = seal->caseId;
    } else if (const auto number = domain::parseReceiptNumber(typed)) {
        typed = number->text();
    }
    chooseCase(typed);
}

void IssuingPage::chooseCase(const QString &wanted)
{
    m_looked = wanted;
    // Where it is, is for us to know.
    for (const Choice choice : {Choice::Waiting, Choice::Mailed, Choice::Done}) {
        const QList<CaseFile> files = casesOf(choice);
        if (wanted.isEmpty() || std::any_of(files.begin(), files.end(), [this](const CaseFile &file) { return fitsSearch(file); })) {
            if (!wanted.isEmpty() && m_choice != choice && !(m_choice == Choice::Overdue && choice == Choice::Waiting))
                choose(choice);
            break;
        }
    }
    fill();
    if (m_files.size() == 1 && !m_files.first().issue.isDone())
        (m_way == Way::Mail ? m_mailName : m_name)->setFocus();
    else if (!m_files.isEmpty())
        m_table->setFocus();
    else if (const auto file = office::Archive(m_desk.office()).caseFile(wanted))
        m_desk.say(Tone::Warning, tr("%1 has no result yet: %2.").arg(file->number, caseStateText(toCode(file->state))));
}

const CaseFile *IssuingPage::chosen() const
{
    const int row = m_table->chosenRow();
    return row >= 0 && row < m_files.size() ? &m_files[row] : nullptr;
}

QString IssuingPage::whereText(const CaseFile &file) const
{
    const QDateTime now = domain::hallTime(m_desk.office().now());
    if (file.issue.isDone())
        return tr("%1, %2").arg(CaseText::instant(file.issue.at, now), file.issue.collectorName);
    if (file.issue.method == "mail"_L1)
        return file.issue.waybill.isEmpty() ? tr("courier ordered") : tr("waybill %1").arg(file.issue.waybill);
    return file.issue.reminders > 0 ? tr("here, reminded %1 times").arg(file.issue.reminders) : tr("here");
}

void IssuingPage::showRow(int row)
{
    if (m_filling)
        return;
    const CaseFile *file = row >= 0 && row < m_files.size() ? &m_files[row] : nullptr;
    m_empty->setVisible(!file);
    m_full->setVisible(file);
    if (!file) {
        m_shown.clear();
        return;
    }
    if (file->id != m_shown) {
        // What was typed for one case never stands under another.
        m_shown = file->id;
        m_card->stop();
        clearForms();
        m_mailName->setText(file->applicant.name);
        m_mailPhone->setNumber(file->agent.phone.isEmpty() ? file->applicant.phone : file->agent.phone);
        m_mailAddress->setText(file->applicant.address);
    }
    const bool refused = file->state == CaseState::Refused;
    m_title->setText(QStringLiteral("%1 · %2").arg(file->applicant.name, file->itemName));
    m_subtitle->setText(QStringLiteral("%1 · %2").arg(file->number, whereText(*file)));
    static_cast<Pill *>(m_state)->set(refused ? tr("Not granted: serve the decision") : tr("Granted"), refused ? "warn" : "ok");
    showFacts(*file);
    const bool open = !file->issue.isDone();
    m_wayRow->setVisible(open);
    m_waybill->setVisible(open && !file->issue.waybill.isEmpty());
    m_forms->setVisible(open);
    // What is with the courier is not ordered a second time.
    const auto order = file->issue.delivery.isEmpty() ? std::nullopt : office::Outbox(m_desk.office()).outgoing(file->issue.delivery);
    m_mail->setEnabled(!order || order->state != domain::OutgoingState::Sent);
}

void IssuingPage::showFacts(const CaseFile &file)
{
    m_facts->clearFacts();
    const QDateTime now = domain::hallTime(m_desk.office().now());
    const auto add = [this](const QString &name, const QString &value) {
        if (!value.isEmpty())
            m_facts->add({name, value});
    };
    add(tr("ID number"), CaseText::number(file.applicant));
    add(tr("Agent"), file.agent.name);
    add(tr("Decided"), file.decision.isMade() ? QStringLiteral("%1 · %2").arg(CaseText::instant(file.decision.at, now), file.decision.department) : QString());
    if (const auto licence = office::Licences(m_desk.office()).licence(file.licence)) {
        add(tr("Licence"), QStringLiteral("%1 %2").arg(licence->name, licence->number));
        add(tr("Valid"), licence->validTo.isValid() ? tr("%1 to %2").arg(licence->validFrom.toString(Qt::ISODate), licence->validTo.toString(Qt::ISODate)) : tr("from %1, without end").arg(licence->validFrom.toString(Qt::ISODate)));
        add(tr("Verification code"), domain::shownLicenceCode(licence->code));
    }
    if (file.issue.isDone()) {
        add(tr("Collected by"), file.issue.collectorName);
        for (const Relation &relation : relations) {
            if (file.issue.relation == QLatin1StringView(relation.code))
                add(tr("As"), tr(relation.name));
        }
        add(tr("Mandate"), file.issue.mandate);
        add(tr("Service record"), file.issue.serviceNumber);
    }
    add(tr("Address"), file.issue.address);
    if (const auto delivery = office::Outbox(m_desk.office()).outgoing(file.issue.delivery)) {
        add(tr("Courier"), OutgoingText::state(*delivery));
        for (const domain::OutgoingEvent &event : delivery->events)
            add(CaseText::instant(event.at, now), event.text);
    }
    m_facts->fit();
}

void IssuingPage::setWay(Way way)
{
    m_way = way;
    for (int i = 0; i < m_ways.size(); ++i)
        m_ways[i]->setChecked(i == int(way));
    m_forms->setCurrentIndex(int(way));
    if (isVisible() && m_full->isVisible())
        (way == Way::Mail ? m_mailName : m_name)->setFocus();
}

void IssuingPage::setRelation(const QString &relation)
{
    m_relation = relation;
    for (int i = 0; i < m_relations.size(); ++i)
        m_relations[i]->setChecked(relation == QLatin1StringView(relations[i].code));
    m_mandate->setVisible(relation == "agent"_L1);
}

void IssuingPage::suggestRelation()
{
    if (const CaseFile *file = chosen(); file && !m_relationByHand)
        setRelation(domain::suggestedCollector(*file, m_name->text().trimmed(), m_number->number().trimmed().toUpper()).relation);
}

void IssuingPage::chooseSignature()
{
    desktopFilesChooser()(this, [this](const QStringList &paths) {
        if (paths.isEmpty())
            return;
        m_signatureFile = paths.first();
        m_signatureName->setText(domain::shownName(paths.first()));
        m_pad->clear();
    });
}

bool IssuingPage::takeSignature(QJsonObject &body)
{
    office::Attachments *store = m_desk.attachments();
    if (!store || (m_pad->isEmpty() && m_signatureFile.isEmpty()))
        return true; // signed on paper: the service record has a place for it
    QBuffer drawn;
    if (m_signatureFile.isEmpty())
        m_pad->picture().save(&drawn, "PNG");
    const auto taken = m_signatureFile.isEmpty() ? store->takeIn(drawn.data(), u"signature.png"_s) : store->takeIn(m_signatureFile);
    if (!taken) {
        m_desk.say(Tone::Problem, refusalText(taken.refusal()));
        return false;
    }
    domain::Attachment picture = *taken;
    picture.key = u"signature"_s;
    body[u"files"_s] = QJsonArray{picture.toJson()};
    return true;
}

void IssuingPage::handOut()
{
    const CaseFile *file = chosen();
    if (!file || file->issue.isDone())
        return;
    const domain::Collector collector{m_name->text().trimmed(), m_number->number().trimmed(), m_relation, m_mandate->text().trimmed()};
    // Before the signature is put away: nobody signs for what they are not given.
    const auto checked = domain::checkCollector(*file, collector, domain::hallTime(m_desk.office().now()).date());
    setProblem(m_name, !checked && checked.refusal().code == "collector.name-lacking"_L1);
    setProblem(m_mandate, !checked && checked.refusal().code == "collector.mandate-lacking"_L1);
    const bool wrongNumber = !checked && checked.refusal().code != "collector.name-lacking"_L1 && checked.refusal().code != "collector.mandate-lacking"_L1;
    setProblem(m_number, wrongNumber);
    m_number->setMasks(!wrongNumber);
    if (!checked) {
        m_desk.say(Tone::Warning, refusalText(checked.refusal()));
        (checked.refusal().code == "collector.mandate-lacking"_L1 ? m_mandate : wrongNumber ? m_number : m_name)->setFocus();
        return;
    }
    QJsonObject body{{u"collector"_s, collector.toJson()}};
    if (!takeSignature(body))
        return;
    const auto done = m_desk.office().submit({u"result.collect"_s, file->id, body, actorOf(m_desk)});
    if (!done) {
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
        return;
    }
    const auto handedOut = CaseFile::fromJson(done->document().body);
    clearForms();
    read();
    m_search->clear();
    m_search->setFocus();
    const domain::Item *item = m_desk.office().rules()->item(handedOut->itemId, handedOut->itemVersion);
    if (item && domain::paperKind(u"service-record"))
        m_papers->print(*handedOut, *item, {u"service-record"_s}, tr("handed out"));
    else
        m_desk.say(Tone::Done, tr("%1 handed out to %2.").arg(handedOut->number, handedOut->issue.collectorName));
}

void IssuingPage::sendByMail()
{
    const CaseFile *file = chosen();
    if (!file || file->issue.isDone())
        return;
    const QJsonObject body{{u"name"_s, m_mailName->text().trimmed()}, {u"phone"_s, m_mailPhone->number().trimmed()}, {u"address"_s, m_mailAddress->text().trimmed()}};
    const auto done = m_desk.office().submit({u"result.mail"_s, file->id, body, actorOf(m_desk)});
    for (QLineEdit *edit : std::initializer_list<QLineEdit *>{m_mailAddress, m_mailPhone, m_mailName}) {
        const bool lacking = !done && edit->text().trimmed().isEmpty();
        setProblem(edit, lacking);
        if (lacking)
            edit->setFocus();
    }
    if (!done) {
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
        return;
    }
    m_desk.say(Tone::Done, tr("The courier is ordered; the waybill number comes by itself."));
    read();
    m_table->setFocus();
}

// The label comes when the courier has given its number; a second one is a reprint, marked and journalled as such.
void IssuingPage::printWaybill()
{
    const CaseFile *file = chosen();
    if (!file || file->issue.isDone() || file->issue.waybill.isEmpty())
        return;
    const auto done = m_desk.office().submit({u"paper.print"_s, file->id, {{u"paper"_s, u"waybill"_s}}, actorOf(m_desk)});
    if (!done) {
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
        return;
    }
    const auto printed = CaseFile::fromJson(done->document().body);
    if (const domain::Item *item = m_desk.office().rules()->item(printed->itemId, printed->itemVersion))
        m_papers->print(*printed, *item, {u"waybill"_s}, tr("waybill %1").arg(printed->issue.waybill));
}

void IssuingPage::clearForms()
{
    for (QLineEdit *edit : std::initializer_list<QLineEdit *>{m_name, m_number, m_mandate}) {
        edit->clear();
        setProblem(edit, false);
    }
    m_signatureFile.clear();
    m_signatureName->clear();
    m_pad->clear();
    m_relationByHand = false;
    const CaseFile *file = chosen();
    setRelation(file && file->applicant.kind == "legal"_L1 ? u"representative"_s : u"self"_s);
}

void IssuingPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace forms
