// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/outgoing/outgoingpage.h"
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"
#include "forms/outgoing/outgoingtext.h"
#include "forms/shared/actor.h"
#include "forms/intake/numberfield.h"
#include "forms/shared/casetext.h"
#include "forms/shared/chip.h"
#include "forms/shared/facttable.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/outgoing.h"
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
using domain::Outgoing;
using domain::OutgoingState;

namespace {

constexpr int refreshDelayMs = 120;
constexpr int tableShare = 624, detailShare = 556;
constexpr int shownMax = 500;
enum Column { At, Way, What, About, State, columns };

struct Choice
{
    const char *id;
    const char *name;
    const char *empty;
    QStringList states;
};

const QList<Choice> &choices()
{
    static const QList<Choice> all{
        {"failed", QT_TRANSLATE_NOOP("forms::OutgoingPage", "Failed"), QT_TRANSLATE_NOOP("forms::OutgoingPage", "Nothing has failed: all that left the house was taken."), {u"failed"_s}},
        {"queued", QT_TRANSLATE_NOOP("forms::OutgoingPage", "To be sent"), QT_TRANSLATE_NOOP("forms::OutgoingPage", "Nothing waits to be sent."), {u"queued"_s}},
        {"sent", QT_TRANSLATE_NOOP("forms::OutgoingPage", "Sent"), QT_TRANSLATE_NOOP("forms::OutgoingPage", "Nothing has been sent yet."), {u"sent"_s, u"delivered"_s}},
        {"all", QT_TRANSLATE_NOOP("forms::OutgoingPage", "All"), QT_TRANSLATE_NOOP("forms::OutgoingPage", "Nothing has left the house yet."), {}},
    };
    return all;
}

/// Telephone numbers are masked until somebody has to put one right.
QString shownTo(const Outgoing &outgoing)
{
    return outgoing.channel == "sms"_L1 ? domain::masked(outgoing.to) : outgoing.to;
}

} // namespace

OutgoingPage::OutgoingPage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"outgoingPage"_s);
    setWhatsThis(tr("Text messages, orders to the courier and words to supervising authorities. They are sent by the centre and tried again by themselves; what failed for good waits here for you."));
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshDelayMs);
    connect(&m_refresh, &QTimer::timeout, this, &OutgoingPage::read);
    connect(&m_desk.office(), &office::Office::changed, &m_refresh, qOverload<>(&QTimer::start));
    build();
    m_refresh.start();
}

void OutgoingPage::build()
{
    delete m_content;
    m_chips.clear();
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    m_model = new QStandardItemModel(0, columns, m_content);
    m_model->setHorizontalHeaderLabels({tr("Time"), tr("To"), tr("What"), tr("About"), tr("State")});
    m_table = new ListTable;
    m_table->setObjectName(u"outgoingTable"_s);
    m_table->setAccessibleName(tr("What leaves the house"));
    m_table->setModel(m_model);
    static constexpr int widths[] = {108, 88, 104, 196};
    for (int column = 0; column < State; ++column)
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
    connect(m_table, &ListTable::rowChosen, this, &OutgoingPage::showRow);
    // Letters act in the list only: in the fields they are letters.
    connect(addShortcut(m_table, QKeySequence(Qt::Key_R), tr("Send again")), &QShortcut::activated, this, &OutgoingPage::sendAgain);
    connect(addShortcut(m_table, QKeySequence(Qt::Key_D), tr("Drop with a reason")), &QShortcut::activated, this, &OutgoingPage::askReason);
    connect(addShortcut(m_content, QKeySequence(Qt::Key_Escape), tr("Back to the list")), &QShortcut::activated, this, &OutgoingPage::endReason);
    choose(m_choice);
}

QWidget *OutgoingPage::head()
{
    auto *head = new QWidget;
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::gap / 2);
    for (int i = 0; i < int(choices().size()); ++i) {
        const QString name = tr(choices()[i].name);
        auto *chip = new Chip(name);
        chip->setObjectName(u"outgoingChip."_s + QLatin1StringView(choices()[i].id));
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
    return head;
}

QWidget *OutgoingPage::detail()
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    m_empty = new QLabel;
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", u"muted"_s);
    m_title = new QLabel;
    m_title->setObjectName(u"outgoingTitle"_s);
    m_title->setProperty("role", u"heading"_s);
    m_title->setWordWrap(true);
    m_state = new Pill;
    m_state->setObjectName(u"outgoingState"_s);
    m_why = new QLabel;
    m_why->setObjectName(u"outgoingWhy"_s);
    m_why->setAccessibleName(tr("Why it was not sent, and what to do"));
    m_why->setWordWrap(true);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_why->setProperty("role", u"banner"_s);
    m_words = new QLabel;
    m_words->setObjectName(u"outgoingWords"_s);
    m_words->setAccessibleName(tr("The words as they were sent"));
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts = new FactTable;
    m_facts->setObjectName(u"outgoingFacts"_s);
    m_facts->setAccessibleName(tr("How far it has come"));

    const auto button = [](const QString &text, const QString &name, const char *iconName, const char *role) {
        auto *made = new QPushButton(text);
        made->setObjectName(name);
        made->setAccessibleName(text);
        made->setIcon(icon(QString::fromLatin1(iconName), qstrcmp(role, "primary") == 0 ? Ink::OnAccent : Ink::Text));
        made->setProperty("role", QString::fromLatin1(role));
        return made;
    };
    m_to = new NumberField;
    m_to->setObjectName(u"outgoingTo"_s);
    m_to->setAccessibleName(tr("To whom it is sent again"));
    m_again = button(tr("R  Send again"), u"outgoingAgain"_s, "retry", "primary");
    m_drop = button(tr("D  Drop with a reason"), u"outgoingDrop"_s, "delete", "secondary");
    m_case = button(tr("Show the case"), u"outgoingCase"_s, "cases", "quiet");
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::gap);
    buttons->addWidget(m_to, 1);
    buttons->addWidget(m_again);
    buttons->addWidget(m_drop);
    buttons->addWidget(m_case);
    m_reason = new QLineEdit;
    m_reason->setObjectName(u"outgoingReason"_s);
    m_reason->setAccessibleName(tr("Why it is dropped"));
    m_reason->setPlaceholderText(tr("Why it is dropped (kept in the journal)"));
    auto *confirm = button(tr("Drop"), u"outgoingDropConfirm"_s, "delete", "danger");
    auto *cancel = button(tr("Keep it"), u"outgoingDropCancel"_s, "close", "quiet");
    m_reasonRow = new QWidget;
    auto *reasonRow = new QHBoxLayout(m_reasonRow);
    reasonRow->setContentsMargins(0, 0, 0, 0);
    reasonRow->setSpacing(Theme::gap);
    reasonRow->addWidget(m_reason, 1);
    reasonRow->addWidget(confirm);
    reasonRow->addWidget(cancel);
    m_reasonRow->hide();

    m_full = new QWidget;
    auto *full = new QVBoxLayout(m_full);
    full->setContentsMargins(0, 0, 0, 0);
    full->setSpacing(Theme::gap);
    auto *headline = new QHBoxLayout;
    headline->addWidget(m_title, 1);
    headline->addWidget(m_state, 0, Qt::AlignTop);
    full->addLayout(headline);
    full->addWidget(m_why);
    full->addWidget(m_words);
    full->addWidget(m_facts, 1);
    full->addLayout(buttons);
    full->addWidget(m_reasonRow);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->addWidget(m_empty, 1);
    column->addWidget(m_full, 1);

    connect(m_again, &QPushButton::clicked, this, &OutgoingPage::sendAgain);
    connect(m_to, &QLineEdit::returnPressed, this, &OutgoingPage::sendAgain);
    connect(m_drop, &QPushButton::clicked, this, &OutgoingPage::askReason);
    connect(confirm, &QPushButton::clicked, this, &OutgoingPage::drop);
    connect(m_reason, &QLineEdit::returnPressed, this, &OutgoingPage::drop);
    connect(cancel, &QPushButton::clicked, this, &OutgoingPage::endReason);
    connect(m_case, &QPushButton::clicked, this, [this] {
        if (const Outgoing *outgoing = chosen())
            m_desk.open(u"cases"_s, outgoing->about);
    });
    return card;
}

void OutgoingPage::activate(const QString &argument)
{
    if (!argument.isEmpty()) {
        m_shown = argument;
        choose(int(choices().size()) - 1);
    }
    if (m_table->chosenRow() < 0)
        m_table->chooseRow(0);
    m_table->setFocus();
}

void OutgoingPage::choose(int choice)
{
    m_choice = choice;
    for (int i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(i == choice);
    read();
}

const Outgoing *OutgoingPage::chosen() const
{
    const int row = m_table->chosenRow();
    return row >= 0 && row < m_list.size() ? &m_list[row] : nullptr;
}

void OutgoingPage::read()
{
    const office::Outbox outbox(m_desk.office());
    for (int i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setCount(int(outbox.count(choices()[i].states)));
    const QString before = m_shown;
    m_list = outbox.list(choices()[m_choice].states, shownMax);
    const QDateTime now = domain::hallTime(m_desk.office().now());
    m_filling = true;
    m_model->removeRows(0, m_model->rowCount());
    int row = 0;
    for (qsizetype i = 0; i < m_list.size(); ++i) {
        const Outgoing &outgoing = m_list[i];
        QList<QStandardItem *> cells;
        for (const QString &text : {CaseText::instant(outgoing.updatedAt, now), OutgoingText::channel(outgoing.channel), OutgoingText::title(outgoing.code),
                                    outgoing.facts[u"number"_s].toString(), OutgoingText::state(outgoing)}) {
            cells << new QStandardItem(text);
            cells.last()->setToolTip(text);
        }
        m_model->appendRow(cells);
        if (outgoing.id == before)
            row = int(i);
    }
    const QString empty = tr(choices()[m_choice].empty);
    m_table->setEmptyText(empty);
    m_empty->setText(empty);
    m_table->chooseRow(row);
    m_filling = false;
    showRow(m_table->chosenRow());
    Q_EMIT badgeChanged(m_chips.first()->count());
}

void OutgoingPage::showRow(int row)
{
    if (m_filling)
        return;
    const Outgoing *outgoing = row >= 0 && row < m_list.size() ? &m_list[row] : nullptr;
    m_empty->setVisible(!outgoing);
    m_full->setVisible(outgoing);
    if (!outgoing)
        return;
    const bool failed = outgoing->state == OutgoingState::Failed;
    const bool open = failed || outgoing->state == OutgoingState::Queued;
    if (outgoing->id != m_shown) {
        m_shown = outgoing->id;
        endReason();
        m_to->setNumber(outgoing->to);
        m_to->setMasks(outgoing->channel == "sms"_L1);
    }
    m_title->setText(QStringLiteral("%1 · %2").arg(OutgoingText::title(outgoing->code), OutgoingText::channel(outgoing->channel)));
    static_cast<Pill *>(m_state)->set(OutgoingText::state(*outgoing), OutgoingText::tone(outgoing->state));
    QStringList why;
    if (!outgoing->lastError.code.isEmpty())
        why << refusalText(outgoing->lastError);
    if (const QString advice = OutgoingText::advice(*outgoing); !advice.isEmpty())
        why << advice;
    m_why->setText(why.join(u'\n'));
    m_why->setVisible(!why.isEmpty());
    setTone(m_why, failed ? "bad" : "warn");
    m_words->setText(outgoing->text);
    m_words->setVisible(!outgoing->text.isEmpty());

    m_facts->clearFacts();
    const QDateTime now = domain::hallTime(m_desk.office().now());
    const auto add = [this](const QString &name, const QString &value) {
        if (!value.isEmpty())
            m_facts->add({name, value});
    };
    add(tr("To"), outgoing->channel == "regulator"_L1 ? outgoing->facts[u"regulator"_s].toString(outgoing->to) : shownTo(*outgoing));
    add(tr("Case number"), outgoing->facts[u"number"_s].toString());
    add(tr("Item"), outgoing->facts[u"item"_s].toString());
    add(tr("Queued"), CaseText::instant(outgoing->createdAt, now));
    add(tr("Attempts"), outgoing->attempts > 0 ? QString::number(outgoing->attempts) : QString());
    add(tr("Next attempt"), outgoing->attempts > 0 && outgoing->nextAt.isValid() ? CaseText::instant(outgoing->nextAt, now) : QString());
    add(tr("Sent"), outgoing->sentAt.isValid() ? CaseText::instant(outgoing->sentAt, now) : QString());
    add(tr("Receipt"), outgoing->receipt[u"reference"_s].toString());
    add(tr("Waybill"), outgoing->receipt[u"waybill"_s].toString());
    add(tr("Reason"), outgoing->reason);
    for (const domain::OutgoingEvent &event : outgoing->events)
        add(CaseText::instant(event.at, now), event.text.isEmpty() ? event.facts[u"result"_s].toString() : event.text);
    m_facts->fit();
    m_to->setVisible(failed && outgoing->channel != "courier"_L1);
    m_again->setVisible(open);
    m_again->setEnabled(failed || outgoing->attempts > 0);
    m_drop->setVisible(open);
    m_case->setVisible(!outgoing->about.isEmpty());
}

void OutgoingPage::sendAgain()
{
    const Outgoing *outgoing = chosen();
    if (!outgoing || !m_again->isVisibleTo(this) || !m_again->isEnabled())
        return;
    QJsonObject body;
    if (const QString to = m_to->number().trimmed(); m_to->isVisibleTo(this) && to != outgoing->to)
        body[u"to"_s] = to;
    settle(u"outgoing.retry"_s, body, tr("It is sent again as soon as the centre hears of it."));
}

void OutgoingPage::askReason()
{
    if (!chosen() || !m_drop->isVisibleTo(this))
        return;
    m_reasonRow->show();
    m_reason->setFocus();
}

void OutgoingPage::endReason()
{
    m_reason->clear();
    setProblem(m_reason, false);
    m_reasonRow->hide();
    if (isVisible())
        m_table->setFocus();
}

void OutgoingPage::drop()
{
    const QString reason = m_reason->text().trimmed();
    setProblem(m_reason, reason.isEmpty());
    if (reason.isEmpty()) {
        m_desk.say(Tone::Warning, refusalText(domain::refuse(u"reason.lacking")));
        m_reason->setFocus();
        return;
    }
    settle(u"outgoing.drop"_s, {{u"reason"_s, reason}}, tr("Dropped; the reason is in the journal."));
}

void OutgoingPage::settle(const QString &type, const QJsonObject &body, const QString &done)
{
    const Outgoing *outgoing = chosen();
    if (!outgoing)
        return;
    const auto settled = m_desk.office().submit({type, outgoing->id, body, actorOf(m_desk)});
    if (!settled) {
        m_desk.say(Tone::Problem, refusalText(settled.refusal()));
        return;
    }
    m_desk.say(Tone::Done, done);
    endReason();
    read();
}

void OutgoingPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace forms
