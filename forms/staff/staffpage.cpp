// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/staff/staffpage.h"
#include "forms/desk/centreenquiry.h"
#include "forms/shared/facttable.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/officewords.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/office.h"
#include <QCheckBox>
#include <QEvent>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QShortcut>
#include <QStandardItemModel>
#include <QUrl>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;

namespace {
enum Column { Number, Name, Roles, State, columns };
constexpr int rereadDelayMs = 120;
constexpr int tableShare = 700, sideShare = 500;

QString rolesText(const QStringList &roles)
{
    QStringList words;
    for (const QString &role : roles)
        words << roleText(role);
    return words.join(StaffPage::tr(", "));
}
} // namespace

StaffPage::StaffPage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"staffPage"_s);
    m_reread.setSingleShot(true);
    m_reread.setInterval(rereadDelayMs);
    connect(&m_reread, &QTimer::timeout, this, &StaffPage::read);
    connect(&m_desk.office(), &office::Office::rulesChanged, &m_reread, qOverload<>(&QTimer::start));
    build();
}

void StaffPage::build()
{
    delete m_content;
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    m_model = new QStandardItemModel(0, columns, m_content);
    m_model->setHorizontalHeaderLabels({tr("Number"), tr("Name"), tr("Roles"), tr("State")});
    m_table = new ListTable;
    m_table->setObjectName(u"staffTable"_s);
    m_table->setAccessibleName(tr("Staff"));
    m_table->setModel(m_model);
    m_table->setEmptyText(tr("Nobody is known here yet."));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->copyCells();
    QSplitter *split = listBeside(m_table, side(), tableShare, sideShare);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->addWidget(split, 1);
    setContent(m_content);
    connect(m_table, &ListTable::rowChosen, this, &StaffPage::showRow);
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_Return), tr("Give a password anew")), &QShortcut::activated, this, &StaffPage::reset);
    connect(addShortcut(m_content, QKeySequence(Qt::Key_Escape), tr("Back to the list")), &QShortcut::activated, this, [this] { m_table->setFocus(); });
    read();
}

QWidget *StaffPage::side()
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    const auto named = [](auto *widget, const QString &name, const QString &accessible) {
        widget->setObjectName(name);
        widget->setAccessibleName(accessible);
        return widget;
    };
    m_facts = named(new FactTable, u"staff.facts"_s, tr("The chosen person"));
    column->addWidget(m_facts, 1);
    auto *heading = new QLabel(tr("Password to begin with"));
    heading->setProperty("role", u"heading"_s);
    column->addWidget(heading);
    m_password = named(new QLabel, u"staff.password"_s, tr("Password to begin with"));
    m_password->setProperty("role", u"brand"_s);
    m_password->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_note = new QLabel;
    m_note->setProperty("role", u"muted"_s);
    m_note->setWordWrap(true);
    m_factor = named(new QCheckBox(tr("Set up the second factor anew too")), u"staff.factor"_s, tr("Set up the second factor anew too"));
    m_reset = named(new QPushButton(tr("Give a password anew  Ctrl+Enter")), u"staff.reset"_s, tr("Give a password anew"));
    m_reset->setProperty("role", u"primary"_s);
    for (QWidget *part : {static_cast<QWidget *>(m_password), static_cast<QWidget *>(m_note), static_cast<QWidget *>(m_factor)})
        column->addWidget(part);
    auto *last = new QHBoxLayout;
    last->addWidget(m_reset);
    last->addStretch(1);
    column->addLayout(last);
    connect(m_reset, &QPushButton::clicked, this, &StaffPage::reset);
    showPassword({}, {});
    return card;
}

void StaffPage::read()
{
    const int row = m_table->chosenRow();
    const QString chosen = row >= 0 && row < m_staff.size() ? m_staff[row].id : QString();
    const auto rules = m_desk.office().rules();
    const domain::Place *own = rules->place(m_desk.session().placeId);
    m_staff = rules->staff();
    m_staff.removeIf([&](const domain::Staff &person) {
        const domain::Place *place = rules->place(person.place);
        return !own || !place || place->district != own->district;
    });
    std::sort(m_staff.begin(), m_staff.end(), [](const domain::Staff &a, const domain::Staff &b) { return a.number < b.number; });
    m_model->setRowCount(0);
    int kept = 0;
    for (const domain::Staff &person : std::as_const(m_staff)) {
        QList<QStandardItem *> cells;
        for (const QString &text : {person.number, person.name, rolesText(person.roles), person.active ? tr("At work") : tr("Left")}) {
            cells << new QStandardItem(text);
            cells.last()->setEditable(false);
        }
        m_model->appendRow(cells);
        if (person.id == chosen)
            kept = m_model->rowCount() - 1;
    }
    m_table->chooseRow(kept);
    showRow(m_table->chosenRow());
}

void StaffPage::showRow(int row)
{
    const bool any = row >= 0 && row < m_staff.size();
    m_facts->clearFacts();
    // Nobody gives themself a password so: a second administrator does, or the old one is changed.
    m_reset->setEnabled(any && m_staff[row].active && m_staff[row].id != m_desk.session().staffId);
    m_factor->setEnabled(m_reset->isEnabled());
    if (!any)
        return;
    const domain::Staff &person = m_staff[row];
    const domain::Place *place = m_desk.office().rules()->place(person.place);
    m_facts->add({tr("Number"), person.number});
    m_facts->add({tr("Name"), person.name});
    m_facts->add({tr("Roles"), rolesText(person.roles)});
    m_facts->add({tr("Hall"), place ? place->name : QString()});
    if (!person.departments.isEmpty())
        m_facts->add({tr("Departments"), person.departments.join(u'\n')});
    m_facts->fit();
}

void StaffPage::reset()
{
    const int row = m_table->chosenRow();
    if (row < 0 || row >= m_staff.size() || !m_reset->isEnabled())
        return;
    CentreEnquiry *centre = CentreEnquiry::of(m_desk);
    if (!centre)
        return m_desk.say(Tone::Problem, refusalText(domain::refuse(u"password.at-centre")));
    m_reset->setEnabled(false);
    showPassword({}, {});
    const QString number = m_staff[row].number;
    const QString path = QString(u"/v1/staff/"_s + QString::fromLatin1(QUrl::toPercentEncoding(number)) + u"/password:reset"_s);
    const QByteArray asked = QJsonDocument(QJsonObject{{u"factor"_s, m_factor->isChecked()}}).toJson(QJsonDocument::Compact);
    centre->post(path, asked, [self = QPointer(this), number](const domain::Result<QByteArray> &answer) {
        if (!self)
            return;
        self->showRow(self->m_table->chosenRow());
        if (!answer)
            return self->m_desk.say(Tone::Problem, refusalText(answer.refusal()));
        self->m_factor->setChecked(false);
        self->showPassword(number, QJsonDocument::fromJson(*answer).object()[u"password"_s].toString());
        self->m_desk.say(Tone::Done, tr("The password is made. It is shown only here and now."));
    });
}

void StaffPage::showPassword(const QString &number, const QString &password)
{
    m_password->setText(password.isEmpty() ? u"————"_s : password);
    m_note->setText(password.isEmpty() ? tr("It lets somebody in once, who then chooses one of their own. Wherever they are signed in, they have to sign in again.")
                                       : tr("For %1. Tell it only to them, and not in writing; it is good for three days unless the district says otherwise.").arg(number));
}

void StaffPage::activate(const QString &argument)
{
    Q_UNUSED(argument)
    read();
    m_table->setFocus();
}

void StaffPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        build();
    Page::changeEvent(event);
}

} // namespace forms
