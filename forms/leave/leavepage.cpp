// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/leave/leavepage.h"
#include "domain/jsontime.h"
#include "forms/shared/actor.h"
#include "forms/shared/facttable.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include <QComboBox>
#include <QDateEdit>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStandardItemModel>
#include <QVBoxLayout>
#include <algorithm>

namespace forms {
using namespace Qt::StringLiterals;
using domain::Delegation;

namespace {
enum Column { Who, Deputy, Begins, Ends, State, columns };
constexpr int rereadDelayMs = 120;
constexpr int tableShare = 620, detailShare = 580;
constexpr int reasonLengthMax = 200;
constexpr int nameLengthMin = 12;
const QString dayFormat = u"yyyy-MM-dd"_s;
} // namespace

LeavePage::LeavePage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"leavePage"_s);
    m_reread.setSingleShot(true);
    m_reread.setInterval(rereadDelayMs);
    connect(&m_reread, &QTimer::timeout, this, &LeavePage::read);
    connect(&m_desk.office(), &office::Office::changed, &m_reread, qOverload<>(&QTimer::start));
    connect(&m_desk, &Desk::sessionChanged, this, [this] {
        fillPeople();
        read();
    });
    build();
}

bool LeavePage::isSupervisor() const
{
    return actorOf(m_desk).roles.contains("supervisor"_L1);
}

QString LeavePage::nameOf(const QString &staffId) const
{
    const domain::Staff *staff = m_desk.office().rules()->staff(staffId);
    return staff ? staff->name : staffId;
}

void LeavePage::build()
{
    delete m_content;
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    m_model = new QStandardItemModel(0, columns, m_content);
    m_model->setHorizontalHeaderLabels({tr("On leave"), tr("Deputy"), tr("First day"), tr("Last day"), tr("State")});
    m_table = new ListTable;
    m_table->setObjectName(u"leaveTable"_s);
    m_table->setAccessibleName(tr("Leave and deputies"));
    m_table->setModel(m_model);
    m_table->setEmptyText(tr("Nobody is on leave, and no leave is planned."));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->copyCells();
    QSplitter *split = listBeside(m_table, form(), tableShare, detailShare);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->addWidget(split, 1);
    setContent(m_content);
    connect(m_table, &ListTable::rowChosen, this, &LeavePage::showRow);
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_Return), tr("Name the deputy")), &QShortcut::activated, this, &LeavePage::name);
    connect(addShortcut(m_content, QKeySequence(Qt::ALT | Qt::Key_E), tr("End the chosen leave")), &QShortcut::activated, this, &LeavePage::end);
    connect(addShortcut(m_content, QKeySequence(Qt::Key_Escape), tr("Back to the list")), &QShortcut::activated, this, [this] { m_table->setFocus(); });
    fillPeople();
    read();
}

QWidget *LeavePage::form()
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    auto *title = new QLabel(tr("Name a deputy"));
    title->setProperty("role", u"heading"_s);
    column->addWidget(title);
    const auto field = [](auto *widget, const QString &name, const QString &accessible) {
        widget->setObjectName(name);
        widget->setAccessibleName(accessible);
        return widget;
    };
    m_who = field(new QComboBox, u"leave.who"_s, tr("Who goes on leave"));
    m_deputy = field(new QComboBox, u"leave.deputy"_s, tr("Deputy"));
    m_begins = field(new QDateEdit, u"leave.begins"_s, tr("First day"));
    m_ends = field(new QDateEdit, u"leave.ends"_s, tr("Last day"));
    m_reason = field(new QLineEdit, u"leave.reason"_s, tr("Reason"));
    m_reason->setPlaceholderText(tr("Reason: leave, training, illness …"));
    m_reason->setMaxLength(reasonLengthMax);
    for (QDateEdit *edit : {m_begins, m_ends}) {
        edit->setDisplayFormat(dayFormat);
    }
    for (QComboBox *people : {m_who, m_deputy}) {
        people->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // departments have long names
        people->setMinimumContentsLength(nameLengthMin);
    }
    const auto row = [column](const QString &text, QWidget *first, const QString &between, QWidget *second) {
        auto *line = new QHBoxLayout;
        line->setSpacing(Theme::gap);
        line->addWidget(new QLabel(text));
        line->addWidget(first, 1);
        line->addWidget(new QLabel(between));
        line->addWidget(second, 1);
        column->addLayout(line);
    };
    row(tr("On leave"), m_who, tr("deputy"), m_deputy);
    row(tr("From"), m_begins, tr("to"), m_ends);
    column->addWidget(m_reason);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::gap);
    auto *give = field(new QPushButton(tr("Name the deputy  Ctrl+Enter")), u"leave.name"_s, tr("Name the deputy"));
    give->setProperty("role", u"primary"_s);
    m_end = field(new QPushButton(tr("End the chosen leave  Alt+E")), u"leave.end"_s, tr("End the chosen leave"));
    buttons->addWidget(give);
    buttons->addWidget(m_end);
    buttons->addStretch(1);
    column->addLayout(buttons);
    m_handedTitle = new QLabel;
    m_handedTitle->setObjectName(u"leave.handedTitle"_s);
    m_handedTitle->setProperty("role", u"heading"_s);
    m_handedTitle->setWordWrap(true);
    column->addWidget(m_handedTitle);
    m_handed = new FactTable({tr("Due"), tr("Case number"), tr("Item"), tr("In hand")});
    m_handed->setObjectName(u"leave.handed"_s);
    m_handed->setAccessibleName(tr("What is handed over"));
    m_handed->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_handed->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    column->addWidget(m_handed, 100);
    column->addStretch(1); // the form stands at the top while there is nothing to hand over
    connect(give, &QPushButton::clicked, this, &LeavePage::name);
    connect(m_end, &QPushButton::clicked, this, &LeavePage::end);
    connect(m_begins, &QDateEdit::dateChanged, this, [this](QDate day) { m_ends->setMinimumDate(day); });
    return card;
}

void LeavePage::fillPeople()
{
    m_who->clear();
    m_deputy->clear();
    const QString self = m_desk.session().staffId;
    // Colleagues of the same department come first: they are meant nearly always.
    QList<domain::Staff> people = office::HandOver(m_desk.office()).approvers();
    const auto rules = m_desk.office().rules();
    const domain::Staff *own = rules->staff(self);
    std::stable_partition(people.begin(), people.end(), [&](const domain::Staff &staff) {
        return own && std::any_of(staff.departments.begin(), staff.departments.end(), [&](const QString &department) { return own->departments.contains(department); });
    });
    for (const domain::Staff &staff : std::as_const(people)) {
        const QString shown = u"%1 %2 (%3)"_s.arg(staff.number, staff.name, staff.departments.join(tr(", ")));
        if (isSupervisor() || staff.id == self)
            m_who->addItem(shown, staff.id);
        if (isSupervisor() || staff.id != self)
            m_deputy->addItem(shown, staff.id);
    }
    const QDate today = m_desk.now().date();
    m_begins->setMinimumDate(today);
    m_begins->setDate(today);
    m_ends->setDate(today);
}

void LeavePage::read()
{
    const Delegation *kept = nullptr;
    const QString chosen = m_table->chosenRow() >= 0 && m_table->chosenRow() < m_delegations.size() ? m_delegations[m_table->chosenRow()].id : QString();
    m_delegations = office::HandOver(m_desk.office()).delegations(isSupervisor() ? QString() : m_desk.session().staffId);
    m_delegations.removeIf([](const Delegation &one) { return one.ends < one.begins; }); // taken back before it began
    const QDate today = m_desk.now().date();
    m_model->setRowCount(0);
    for (const Delegation &one : std::as_const(m_delegations)) {
        const QString state = one.ends < today ? tr("Over") : one.begins > today ? tr("Planned") : tr("On leave now");
        QList<QStandardItem *> cells;
        for (const QString &text : {nameOf(one.from), nameOf(one.to), one.begins.toString(dayFormat), one.ends.toString(dayFormat), state}) {
            cells << new QStandardItem(text);
            cells.last()->setEditable(false);
        }
        m_model->appendRow(cells);
        if (one.id == chosen)
            kept = &one;
    }
    m_table->chooseRow(kept ? int(kept - m_delegations.constData()) : 0);
    showRow(m_table->chosenRow());
}

void LeavePage::showRow(int row)
{
    const bool any = row >= 0 && row < m_delegations.size();
    m_end->setEnabled(any && m_delegations[row].ends >= m_desk.now().date());
    m_handed->clearFacts();
    m_handed->setVisible(any);
    m_handedTitle->setVisible(any);
    if (!any)
        return;
    const Delegation &one = m_delegations[row];
    m_handedTitle->setText(tr("%1 hands over to %2: %3").arg(nameOf(one.from), nameOf(one.to), one.reason));
    const domain::Staff *from = m_desk.office().rules()->staff(one.from);
    if (!from)
        return;
    for (const office::WorkRow &work : office::HandOver(m_desk.office()).list(*from))
        m_handed->add({work.due.isValid() ? work.due.toString(u"MM-dd"_s) : QString(), work.number, work.itemName, work.holder == from->id ? tr("Yes") : tr("Not taken")});
    m_handed->fit();
}

void LeavePage::name()
{
    const QJsonObject body{{u"from"_s, m_who->currentData().toString()},
                           {u"to"_s, m_deputy->currentData().toString()},
                           {u"begins"_s, m_begins->date().toString(Qt::ISODate)},
                           {u"ends"_s, m_ends->date().toString(Qt::ISODate)},
                           {u"reason"_s, m_reason->text().trimmed()}};
    const auto done = m_desk.office().submit({u"delegation.define"_s, {}, body, actorOf(m_desk)});
    if (!done) {
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
        if (m_reason->text().trimmed().isEmpty())
            m_reason->setFocus();
        return;
    }
    m_reason->clear();
    m_desk.say(Tone::Done, tr("%1 stands in for %2 from %3 to %4.").arg(m_deputy->currentText(), m_who->currentText(), m_begins->date().toString(dayFormat), m_ends->date().toString(dayFormat)));
    read();
}

void LeavePage::end()
{
    const int row = m_table->chosenRow();
    if (row < 0 || row >= m_delegations.size())
        return;
    const auto done = m_desk.office().submit({u"delegation.end"_s, m_delegations[row].id, {}, actorOf(m_desk)});
    if (!done)
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
    else
        m_desk.say(Tone::Done, tr("The leave is over; everybody decides for themselves again."));
    read();
}

void LeavePage::activate(const QString &argument)
{
    Q_UNUSED(argument)
    read();
    m_delegations.isEmpty() ? m_deputy->setFocus() : m_table->setFocus();
}

void LeavePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        build();
    Page::changeEvent(event);
}

} // namespace forms
