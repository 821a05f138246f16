// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/guide/guidepage.h"
#include "domain/jsontime.h"
#include "domain/papers/paper.h"
#include "forms/desk/paperprinter.h"
#include "forms/guide/guidetext.h"
#include "forms/papers/paperrenderer.h"
#include "forms/papers/qrsymbol.h"
#include "forms/shared/desk.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/office.h"
#include <QEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;
using domain::Item;

namespace {

constexpr int sideWidth = 300;
constexpr int qrSide = 84;

/// A QR code for the screen: black on white in every theme, or no camera would read it.
QPixmap qrPixmap(const QString &text, double ratio)
{
    const auto symbol = QrSymbol::encode(text);
    if (!symbol)
        return {};
    QPixmap pixmap(QSize(qrSide, qrSide) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::white);
    QPainter painter(&pixmap);
    const double module = double(qrSide) / (symbol->modules() + 2 * QrSymbol::quietModules);
    painter.translate(module * QrSymbol::quietModules, module * QrSymbol::quietModules);
    painter.fillPath(symbol->shape(module * symbol->modules()), Qt::black);
    return pixmap;
}

} // namespace

GuidePage::GuidePage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"guidePage"_s);
    connect(&m_desk.office(), &office::Office::rulesChanged, this, [this] {
        readRules();
        find();
    });
    connect(&Theme::instance(), &Theme::changed, this, [this] { showItem(m_list->currentRow()); });
    readRules();
    build();
}

void GuidePage::readRules()
{
    m_items = m_desk.office().rules()->itemsOn(domain::hallTime(m_desk.office().now()).date());
    m_finder = std::make_unique<office::ItemFinder>(m_items);
}

void GuidePage::build()
{
    delete m_content;
    m_content = new QWidget;
    m_content->setObjectName(u"page"_s);
    auto *split = new QSplitter(Qt::Horizontal);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(Theme::gap);
    split->addWidget(side());
    split->addWidget(guide());
    split->setStretchFactor(0, 0);
    split->setStretchFactor(1, 1);
    split->setSizes({sideWidth, sideWidth * 3});
    m_exportBar = new ExportBar;
    connect(m_exportBar, &ExportBar::finished, this, [this](const QString &path) { m_desk.say(Tone::Done, tr("Saved as %1.").arg(QFileInfo(path).fileName())); });
    connect(m_exportBar, &ExportBar::failed, this, [this](const domain::Refusal &refusal) { m_desk.say(Tone::Problem, refusalText(refusal)); });
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addWidget(m_exportBar);
    column->addWidget(split, 1);
    setContent(m_content);
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_F), tr("Find an item")), &QShortcut::activated, this, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_P), tr("Print the guide")), &QShortcut::activated, this, &GuidePage::print);
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_S), tr("Save the guide as PDF")), &QShortcut::activated, this, &GuidePage::savePdf);
    connect(addShortcut(m_content, QKeySequence(Qt::CTRL | Qt::Key_E), tr("Published lists")), &QShortcut::activated, m_lists, &QPushButton::showMenu);
    find();
}

QWidget *GuidePage::side()
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    m_search = new QLineEdit;
    m_search->setObjectName(u"guideSearch"_s);
    m_search->setAccessibleName(tr("Find an item"));
    m_search->setPlaceholderText(tr("Initials, characters or code"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list = new QListWidget;
    m_list->setObjectName(u"guideItems"_s);
    m_list->setAccessibleName(tr("Items"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_count = new QLabel;
    m_count->setProperty("role", u"small"_s);
    m_lists = new QPushButton(tr("Published lists"));
    m_lists->setObjectName(u"guideLists"_s);
    m_lists->setAccessibleName(tr("Export the published lists"));
    m_lists->setIcon(icon(u"export"));
    m_lists->setMenu(listsMenu());
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_count, 1);
    foot->addWidget(m_lists);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addLayout(foot);
    connect(m_search, &QLineEdit::textChanged, this, &GuidePage::find);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { m_list->setFocus(); });
    connect(m_list, &QListWidget::currentRowChanged, this, &GuidePage::showItem);
    describeKeys(m_search, {{tr("Down"), tr("Next item")}, {tr("Up"), tr("Previous item")}});
    return card;
}

QMenu *GuidePage::listsMenu()
{
    auto *menu = new QMenu(this);
    const auto add = [this, menu](const QString &text, PublishedList::Kind kind, bool csv) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, kind, csv] { exportList(kind, csv); });
    };
    add(tr("List of tolerance as CSV"), PublishedList::Kind::Tolerance, true);
    add(tr("List of tolerance as PDF"), PublishedList::Kind::Tolerance, false);
    add(tr("List of commitment as CSV"), PublishedList::Kind::Commitment, true);
    add(tr("List of commitment as PDF"), PublishedList::Kind::Commitment, false);
    return menu;
}

QWidget *GuidePage::guide()
{
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    m_title = new QLabel;
    m_title->setObjectName(u"guideTitle"_s);
    m_title->setAccessibleName(tr("Name of the item"));
    m_title->setProperty("role", u"title"_s);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_subtitle = new QLabel;
    m_subtitle->setObjectName(u"guideSubtitle"_s);
    m_subtitle->setAccessibleName(tr("Department, kind and code of the item"));
    m_subtitle->setProperty("role", u"muted"_s);
    m_subtitle->setWordWrap(true);
    m_subtitle->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_qr = new QLabel;
    m_qr->setObjectName(u"guideQr"_s);
    m_qr->setFixedSize(qrSide, qrSide);
    m_text = new QTextBrowser;
    m_text->setObjectName(u"guideText"_s);
    m_text->setAccessibleName(tr("Guide"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->setTabChangesFocus(true);
    const auto button = [this](const QString &text, const QString &name, const char *iconName, void (GuidePage::*act)()) {
        auto *made = new QPushButton(text);
        made->setObjectName(name);
        made->setAccessibleName(text);
        made->setIcon(icon(QString::fromLatin1(iconName)));
        connect(made, &QPushButton::clicked, this, act);
        return made;
    };
    m_print = button(tr("Print"), u"guidePrint"_s, "print", &GuidePage::print);
    m_save = button(tr("Save as PDF"), u"guideSave"_s, "export", &GuidePage::savePdf);
    m_intake = button(tr("Take a case"), u"guideIntake"_s, "intake", &GuidePage::startIntake);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::gap);
    for (QPushButton *each : {m_print, m_save, m_intake})
        buttons->addWidget(each);
    buttons->addStretch(1);
    auto *words = new QVBoxLayout;
    words->setSpacing(Theme::gap / 2);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    words->addStretch(1);
    words->addLayout(buttons);
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::gap * 2);
    head->addLayout(words, 1);
    head->addWidget(m_qr, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addLayout(head);
    column->addWidget(m_text, 1);
    return card;
}

void GuidePage::activate(const QString &argument)
{
    if (!argument.isEmpty()) {
        const bool isId = std::any_of(m_items.begin(), m_items.end(), [&](const Item &item) { return item.id == argument; });
        if (isId)
            m_chosenId = argument;
        m_search->setText(isId ? QString() : argument);
        find();
    }
    m_search->setFocus();
    m_search->selectAll();
}

void GuidePage::find()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    int row = 0;
    const bool typed = !m_search->text().trimmed().isEmpty();
    for (const int position : m_finder->find(m_search->text(), int(m_items.size()))) {
        const Item &item = m_items[position];
        auto *line = new QListWidgetItem(item.shortName.isEmpty() ? item.name : item.shortName, m_list);
        line->setData(Qt::UserRole, position);
        line->setToolTip(QStringLiteral("%1 · %2").arg(item.name, item.department));
        // While one types the best hit is meant; otherwise the item read last stays.
        if (!typed && item.id == m_chosenId)
            row = m_list->count() - 1;
    }
    m_count->setText(m_list->count() == 0 ? tr("Nothing found; try fewer letters.") : tr("%1 items").arg(m_list->count()));
    m_list->setCurrentRow(m_list->count() == 0 ? -1 : row);
    if (m_list->count() > 0)
        m_list->scrollToItem(m_list->item(row));
    showItem(m_list->currentRow());
}

const Item *GuidePage::chosen() const
{
    const QListWidgetItem *line = m_list->currentItem();
    return line ? &m_items[line->data(Qt::UserRole).toInt()] : nullptr;
}

QString GuidePage::qrText(const Item &item) const
{
    const domain::Place *place = m_desk.office().rules()->place(m_desk.session().placeId);
    return place && !place->publicAddress.isEmpty() ? QStringLiteral("%1/guide/%2?v=%3").arg(place->publicAddress, item.id).arg(item.version) : QString();
}

void GuidePage::showItem(int row)
{
    Q_UNUSED(row)
    const Item *item = chosen();
    for (QPushButton *button : {m_print, m_save, m_intake})
        button->setEnabled(item);
    m_qr->setVisible(item);
    if (!item) {
        m_title->setText(m_items.isEmpty() ? tr("No catalogue here yet; it comes with the first synchronisation.") : QString());
        m_subtitle->clear();
        m_text->clear();
        return;
    }
    m_chosenId = item->id;
    m_title->setText(item->name);
    m_subtitle->setText(QStringList{item->department, item->type, item->caseType, item->implCode.isEmpty() ? item->basicCode : item->implCode, tr("version %1").arg(item->version)}.join(u" · "_s));
    m_text->setHtml(GuideText::html(*item, m_desk.office().rules()->place(m_desk.session().placeId)));
    m_text->verticalScrollBar()->setValue(0);
    const QString qr = qrText(*item);
    m_qr->setVisible(!qr.isEmpty());
    if (!qr.isEmpty()) {
        m_qr->setPixmap(qrPixmap(qr, devicePixelRatioF()));
        m_qr->setToolTip(qr);
        m_qr->setAccessibleName(tr("QR code of the guide: %1").arg(qr));
    }
}

domain::Paper GuidePage::paper(const Item &item) const
{
    office::Office &office = m_desk.office();
    domain::PaperContext context;
    context.item = item;
    if (const domain::Place *place = office.rules()->place(m_desk.session().placeId))
        context.place = *place;
    context.clerkName = m_desk.session().staffName;
    context.now = domain::hallTime(office.now());
    context.calendar = office.rules()->calendar();
    context.qrText = qrText(item);
    return domain::composePaper(u"guide", context);
}

void GuidePage::print()
{
    const Item *item = chosen();
    PaperPrinter *printer = m_desk.printer();
    if (!item || m_printing)
        return;
    if (!printer) {
        m_desk.say(Tone::Problem, refusalText(domain::refuse(u"paper.no-printer")));
        return;
    }
    m_printing = true;
    auto *job = new QObject(this);
    const auto end = [this, job] {
        m_printing = false;
        job->deleteLater();
    };
    connect(printer, &PaperPrinter::printed, job, [this, end, name = item->name](int papers) {
        end();
        if (papers > 0)
            m_desk.say(Tone::Done, tr("Guide printed: %1").arg(name));
    });
    connect(printer, &PaperPrinter::failed, job, [this, end](const domain::Refusal &refusal) {
        end();
        m_desk.say(Tone::Problem, refusalText(refusal));
    });
    connect(printer, &QObject::destroyed, job, end);
    printer->print({paper(*item)});
}

void GuidePage::savePdf()
{
    const Item *item = chosen();
    if (!item)
        return;
    const domain::Paper guide = paper(*item);
    m_chooseSave(this, QStringLiteral("%1-%2.pdf").arg(tr("guide"), item->id), tr("PDF (*.pdf)"), [this, guide](const QString &path) {
        const auto bytes = renderPdf(guide);
        if (bytes)
            write(path, *bytes);
        else
            m_desk.say(Tone::Problem, refusalText(bytes.refusal()));
    });
}

void GuidePage::startIntake()
{
    if (const Item *item = chosen())
        m_desk.open(u"intake"_s, u"item:"_s + item->id);
}

void GuidePage::exportList(PublishedList::Kind kind, bool csv)
{
    const QDate day = domain::hallTime(m_desk.office().now()).date();
    const PublishedList list = PublishedList::of(kind, m_items, day);
    const domain::Place *place = m_desk.office().rules()->place(m_desk.session().placeId);
    const QString name = QStringLiteral("%1.%2").arg(list.fileName(), csv ? u"csv"_s : u"pdf"_s);
    m_chooseSave(this, name, csv ? tr("CSV for spreadsheets (*.csv)") : tr("PDF (*.pdf)"),
                 [this, list, csv, hall = place ? place->name : QString()](const QString &path) { write(path, csv ? list.csv() : list.pdf(hall)); });
}

void GuidePage::write(const QString &path, const QByteArray &bytes)
{
    m_exportBar->start(path, bytes, 0, [](qint64 &) { return QByteArray(); });
}

bool GuidePage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        // The list follows the arrows while the letters stay with the field.
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown || key == Qt::Key_PageUp) {
            const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : key == Qt::Key_PageDown ? 10 : -10;
            if (m_list->count() > 0)
                m_list->setCurrentRow(qBound(0, m_list->currentRow() + step, m_list->count() - 1));
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

void GuidePage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace forms
