// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/devices/devicespage.h"
#include "forms/desk/centreenquiry.h"
#include "forms/shared/actor.h"
#include "forms/shared/facttable.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/preferences.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include <QEvent>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPrinter>
#include <QPushButton>
#include <QShortcut>
#include <QStandardItemModel>
#include <QTextDocument>
#include <QTimeZone>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;
using office::DeviceFacts;

namespace {
enum Column { Name, Place, State, Key, columns };
constexpr int rereadDelayMs = 120, reasonLengthMax = 200;
constexpr int tableShare = 640, sideShare = 560;
const QString dayFormat = u"yyyy-MM-dd"_s, minuteFormat = u"yyyy-MM-dd HH:mm"_s;
} // namespace

DevicesPage::DevicesPage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"devicesPage"_s);
    m_reread.setSingleShot(true);
    m_reread.setInterval(rereadDelayMs);
    connect(&m_reread, &QTimer::timeout, this, &DevicesPage::read);
    connect(&m_desk.office(), &office::Office::rulesChanged, &m_reread, qOverload<>(&QTimer::start));
    connect(&m_desk.office(), &office::Office::changed, &m_reread, qOverload<>(&QTimer::start));
    connect(&m_desk, &Desk::sessionChanged, this, [this] {
        m_shownCode.clear(); // nobody else's
        build();
    });
    build();
}

void DevicesPage::build()
{
    delete m_content;
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    m_model = new QStandardItemModel(0, columns, m_content);
    m_model->setHorizontalHeaderLabels({tr("Terminal"), tr("Hall"), tr("State"), tr("Key since")});
    m_table = new ListTable;
    m_table->setObjectName(u"devicesTable"_s);
    m_table->setAccessibleName(tr("Terminals"));
    m_table->setModel(m_model);
    m_table->setEmptyText(tr("No terminal is known here yet."));
    m_table->horizontalHeader()->setStretchLastSection(true);
    static constexpr int widths[] = {208, 152, 88}; // the last one takes what is left
    for (int column = Name; column < Key; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_table->copyCells();
    QSplitter *split = listBeside(m_table, side(), tableShare, sideShare);
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->addWidget(split, 1);
    setContent(m_content);
    connect(m_table, &ListTable::rowChosen, this, &DevicesPage::showRow);
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_Return), tr("Make a code")), &QShortcut::activated, this, &DevicesPage::makeCode);
    connect(addShortcut(m_content, QKeySequence(Qt::Key_Escape), tr("Back to the list")), &QShortcut::activated, this, [this] { m_table->setFocus(); });
    read();
}

QWidget *DevicesPage::side()
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    const auto heading = [column](const QString &text) {
        auto *label = new QLabel(text);
        label->setProperty("role", u"heading"_s);
        column->addWidget(label);
    };
    const auto named = [](auto *widget, const QString &name, const QString &accessible) {
        widget->setObjectName(name);
        widget->setAccessibleName(accessible);
        return widget;
    };
    heading(tr("Code for a new terminal"));
    m_code = named(new QLabel, u"devices.code"_s, tr("One-time code"));
    m_code->setProperty("role", u"brand"_s);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_codeNote = new QLabel;
    m_codeNote->setProperty("role", u"muted"_s);
    m_codeNote->setWordWrap(true);
    column->addWidget(m_code);
    column->addWidget(m_codeNote);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::gap);
    m_make = named(new QPushButton(tr("Make a code  Ctrl+Enter")), u"devices.make"_s, tr("Make a code"));
    m_make->setProperty("role", u"primary"_s);
    m_print = named(new QPushButton(tr("Print the code")), u"devices.print"_s, tr("Print the code"));
    buttons->addWidget(m_make);
    buttons->addWidget(m_print);
    buttons->addStretch(1);
    column->addLayout(buttons);
    column->addSpacing(Theme::gap);
    heading(tr("The chosen terminal"));
    m_facts = named(new FactTable, u"devices.facts"_s, tr("The chosen terminal"));
    column->addWidget(m_facts, 1);
    m_reason = named(new QLineEdit, u"devices.reason"_s, tr("Reason"));
    m_reason->setPlaceholderText(tr("Why: lost, stolen, given away …"));
    m_reason->setMaxLength(reasonLengthMax);
    m_shutOut = named(new QPushButton(tr("Shut this terminal out")), u"devices.shutOut"_s, tr("Shut this terminal out"));
    column->addWidget(m_reason);
    auto *last = new QHBoxLayout;
    last->addWidget(m_shutOut);
    last->addStretch(1);
    column->addLayout(last);
    connect(m_make, &QPushButton::clicked, this, &DevicesPage::makeCode);
    connect(m_print, &QPushButton::clicked, this, &DevicesPage::printCode);
    connect(m_shutOut, &QPushButton::clicked, this, &DevicesPage::shutOut);
    showCode(m_shownCode, m_codeExpires);
    return card;
}

QString DevicesPage::stateOf(const DeviceFacts &device) const
{
    return device.wipedAt.isValid() ? tr("Shut out, erased") : device.isRevoked() ? tr("Shut out") : tr("In use");
}

QString DevicesPage::placeOf(const DeviceFacts &device) const
{
    const domain::Place *place = m_desk.office().rules()->place(device.place);
    return place ? place->name : tr("No hall");
}

void DevicesPage::read()
{
    const int row = m_table->chosenRow();
    const QString chosen = row >= 0 && row < m_devices.size() ? m_devices[row].id : QString();
    const domain::Place *own = m_desk.office().rules()->place(m_desk.session().placeId);
    m_devices = own ? office::devicesOf(m_desk.office(), own->district) : QList<DeviceFacts>();
    m_model->setRowCount(0);
    int kept = 0;
    for (const DeviceFacts &device : std::as_const(m_devices)) {
        QList<QStandardItem *> cells;
        const QString since = device.keySince.isValid() ? device.keySince.toTimeZone(m_desk.now().timeZone()).toString(dayFormat) : QString(u"—"_s);
        for (const QString &text : {device.name.isEmpty() ? device.id.left(8) : device.name, placeOf(device), stateOf(device), since}) {
            cells << new QStandardItem(text);
            cells.last()->setEditable(false);
        }
        m_model->appendRow(cells);
        if (device.id == chosen)
            kept = m_model->rowCount() - 1;
    }
    m_table->chooseRow(kept);
    showRow(m_table->chosenRow());
}

void DevicesPage::showRow(int row)
{
    const bool any = row >= 0 && row < m_devices.size();
    m_facts->clearFacts();
    m_shutOut->setEnabled(any && !m_devices[row].isRevoked());
    m_reason->setEnabled(m_shutOut->isEnabled());
    if (!any)
        return;
    const DeviceFacts &device = m_devices[row];
    const auto at = [this](const QDateTime &time) { return time.toTimeZone(m_desk.now().timeZone()).toString(minuteFormat); };
    m_facts->add({tr("Terminal"), device.name});
    m_facts->add({tr("Device id"), device.id});
    m_facts->add({tr("Hall"), placeOf(device)});
    m_facts->add({tr("State"), stateOf(device)});
    if (device.keySince.isValid())
        m_facts->add({tr("Age of its key"), tr("%1 days").arg(device.keySince.daysTo(m_desk.now()))});
    if (device.isRevoked()) {
        const domain::Staff *by = m_desk.office().rules()->staff(device.revokedBy);
        m_facts->add({tr("Shut out"), tr("%1 by %2: %3").arg(at(device.revokedAt), by ? by->name : device.revokedBy, device.reason)});
    }
    if (device.wipedAt.isValid())
        m_facts->add({tr("Erased"), at(device.wipedAt)});
    m_facts->fit();
}

void DevicesPage::makeCode()
{
    CentreEnquiry *centre = CentreEnquiry::of(m_desk);
    if (!centre)
        return m_desk.say(Tone::Problem, refusalText(domain::refuse(u"net.offline")));
    m_make->setEnabled(false);
    const QByteArray asked = QJsonDocument(QJsonObject{{u"place"_s, m_desk.session().placeId}}).toJson(QJsonDocument::Compact);
    centre->post(u"/v1/devices/enrolment-codes"_s, asked, [self = QPointer(this)](const domain::Result<QByteArray> &answer) {
        if (!self)
            return;
        self->m_make->setEnabled(true);
        if (!answer)
            return self->m_desk.say(Tone::Problem, refusalText(answer.refusal()));
        const QJsonObject made = QJsonDocument::fromJson(*answer).object();
        self->showCode(made[u"code"_s].toString(), QDateTime::fromString(made[u"expires"_s].toString(), Qt::ISODateWithMs));
        self->m_desk.say(Tone::Done, tr("The code is made. It is shown only here and now."));
    });
}

void DevicesPage::showCode(const QString &code, const QDateTime &expires)
{
    m_shownCode = code;
    m_codeExpires = expires;
    m_code->setText(code.isEmpty() ? u"————"_s : code);
    m_codeNote->setText(code.isEmpty() ? tr("A code lets one new terminal of this hall in. It is typed there at its first start.")
                                       : tr("Good for one terminal until %1. Whoever reads it can use it: print it or tell it only to whom it is for.")
                                             .arg(expires.toTimeZone(m_desk.now().timeZone()).toString(minuteFormat)));
    m_print->setEnabled(!code.isEmpty());
}

void DevicesPage::printCode()
{
    QPrinter printer(QPrinter::HighResolution);
    if (const Preferences *preferences = Preferences::of(m_desk); preferences && !preferences->printer().isEmpty())
        printer.setPrinterName(preferences->printer());
    if (!printer.isValid())
        return m_desk.say(Tone::Problem, tr("No printer is set up on this terminal."));
    QTextDocument paper;
    paper.setHtml(u"<h2>%1</h2><p>%2</p><p style='font-size:32pt; font-family:monospace'>%3</p><p>%4</p>"_s.arg(
        tr("One-time code for a new terminal"), m_desk.session().placeName.toHtmlEscaped(), m_shownCode, m_codeNote->text().toHtmlEscaped()));
    paper.print(&printer);
    m_desk.say(Tone::Done, tr("The code is at the printer."));
}

void DevicesPage::shutOut()
{
    const int row = m_table->chosenRow();
    if (row < 0 || row >= m_devices.size())
        return;
    const auto done = m_desk.office().submit({u"device.revoke"_s, m_devices[row].id, {{u"reason"_s, m_reason->text().trimmed()}}, actorOf(m_desk)});
    if (!done) {
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
        m_reason->setFocus();
        return;
    }
    m_reason->clear();
    m_desk.say(Tone::Done, tr("%1 is shut out. At its next contact it sends what waits there and erases everything.").arg(m_devices[row].name));
    read();
}

void DevicesPage::activate(const QString &argument)
{
    Q_UNUSED(argument)
    read();
    m_devices.isEmpty() ? m_make->setFocus() : m_table->setFocus();
}

void DevicesPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        build();
    Page::changeEvent(event);
}

} // namespace forms
