// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/rating/ratingspage.h"
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"
#include "forms/rating/ratingscreen.h"
#include "forms/shared/actor.h"
#include "forms/shared/casetext.h"
#include "forms/shared/chip.h"
#include "forms/shared/facttable.h"
#include "forms/shared/fullview.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/listbeside.h"
#include "forms/shared/listtable.h"
#include "forms/shared/pilldelegate.h"
#include "forms/shared/theme.h"
#include "forms/workorders/ordertext.h"
#include "office/orders.h"
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStandardItemModel>
#include <QTabWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;
using domain::Rating;

namespace {

constexpr int refreshDelayMs = 150;
constexpr int rowsMax = 500;   ///< newest of a period; the figures count them all
constexpr int monthsMax = 12;
constexpr int tableShare = 760, detailShare = 430;
constexpr int numberWidth = 80;
enum Column { Level, At, Item, Department, Clerk, Way, Order, columnCountAll };
constexpr int levelRole = Qt::UserRole;

const char *toneOf(const QModelIndex &index)
{
    const int level = index.data(levelRole).toInt();
    return level == 0 ? "neutral" : level <= domain::badLevelMax ? "bad" : level == domain::badLevelMax + 1 ? "warn" : "ok";
}

QString share(qint64 part, qint64 whole)
{
    return whole > 0 ? QStringLiteral("%1 %").arg(100.0 * double(part) / double(whole), 0, 'f', 1) : QStringLiteral("–");
}

QLabel *figure(const QString &objectName, const QString &name)
{
    auto *label = new QLabel;
    label->setObjectName(objectName);
    label->setAccessibleName(name);
    label->setProperty("role", u"heading"_s);
    label->setWordWrap(true);
    return label;
}

} // namespace

RatingsPage::RatingsPage(Desk &desk, QWidget *parent) : Page(parent), m_desk(desk)
{
    setObjectName(u"ratingsPage"_s);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshDelayMs);
    connect(&m_refresh, &QTimer::timeout, this, &RatingsPage::read);
    connect(&m_desk.office(), &office::Office::changed, &m_refresh, qOverload<>(&QTimer::start));
    connect(&m_desk, &Desk::sessionChanged, this, &RatingsPage::build);
    build();
}

RatingScreen *RatingsPage::screen() const
{
    return m_screen;
}

bool RatingsPage::isSupervisor() const
{
    return actorOf(m_desk).roles.contains(u"supervisor"_s);
}

void RatingsPage::build()
{
    delete m_screen;
    delete m_content;
    m_chips.clear();
    m_table = m_served = nullptr;
    m_fullView = nullptr;
    m_shown.reset();
    m_content = isSupervisor() ? supervision() : ownPart();
    m_content->setObjectName(u"page"_s);
    setContent(m_content);
    read();
}

QList<RatingsPage::Period> RatingsPage::periods() const
{
    const QDate today = domain::hallTime(m_desk.office().now()).date();
    const QDate month(today.year(), today.month(), 1), year(today.year(), 1, 1);
    return {{tr("This month"), month, month.addMonths(1)}, {tr("Last month"), month.addMonths(-1), month}, {tr("This year"), year, year.addYears(1)}, {tr("All"), {}, {}}};
}

office::RatingFilter RatingsPage::filter() const
{
    const Period period = periods()[m_period];
    const auto instant = [](QDate date) { return date.isValid() ? QDateTime(date, QTime(0, 0), Qt::OffsetFromUTC, 8 * 3600) : QDateTime(); };
    office::RatingFilter filter;
    filter.from = instant(period.from);
    filter.to = instant(period.to);
    return filter;
}

QWidget *RatingsPage::supervision()
{
    auto *content = new QWidget;
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::gap / 2);
    const QList<Period> all = periods();
    for (int i = 0; i < all.size(); ++i) {
        auto *chip = new Chip(all[i].name);
        chip->setObjectName(QStringLiteral("ratingsPeriod%1").arg(i));
        chip->setAccessibleName(all[i].name);
        chip->setToolTip(tr("Alt+%1").arg(i + 1));
        chip->setChecked(i == m_period);
        connect(chip, &QPushButton::clicked, this, [this, i] { choosePeriod(i); });
        connect(addShortcut(content, QKeySequence(Qt::ALT | Qt::Key(Qt::Key_1 + i)), all[i].name), &QShortcut::activated, this, [this, i] { choosePeriod(i); });
        head->addWidget(chip);
        m_chips << chip;
    }
    m_bad = new Chip(tr("Bad ones only"));
    m_bad->setObjectName(u"ratingsBad"_s);
    m_bad->setAccessibleName(tr("Bad ones only"));
    m_bad->setChecked(m_badOnly);
    connect(m_bad, &QPushButton::clicked, this, [this] {
        m_badOnly = !m_badOnly;
        m_bad->setChecked(m_badOnly);
        read();
    });
    head->addSpacing(Theme::gap);
    head->addWidget(m_bad);
    head->addStretch(1);

    m_satisfied = figure(u"ratingsSatisfied"_s, tr("Share of good ratings"));
    m_mended = figure(u"ratingsMended"_s, tr("What became of the bad ones"));
    m_levels = new FactTable({tr("Level"), tr("Times"), tr("Share")});
    m_levels->setObjectName(u"ratingsLevels"_s);
    m_levels->setAccessibleName(tr("Ratings by level"));
    m_departments = new FactTable({tr("Department"), tr("Times"), tr("Bad")});
    m_departments->setObjectName(u"ratingsDepartments"_s);
    m_departments->setAccessibleName(tr("Ratings by department"));
    for (FactTable *table : {m_levels, m_departments}) {
        table->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
        table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
        for (const int column : {1, 2})
            table->setColumnWidth(column, numberWidth);
    }
    m_detail = new FactTable;
    m_detail->setObjectName(u"ratingsDetail"_s);
    m_detail->setAccessibleName(tr("The chosen rating"));

    m_model = new QStandardItemModel(0, columnCountAll, content);
    m_model->setHorizontalHeaderLabels({tr("Level"), tr("Time"), tr("Item"), tr("Department"), tr("Who was rated"), tr("Way"), tr("Work order")});
    m_table = new ListTable;
    m_table->setObjectName(u"ratingsTable"_s);
    m_table->setAccessibleName(tr("List of ratings"));
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(Level, new PillDelegate(toneOf, m_table));
    m_table->setEmptyText(tr("Nobody has rated in this time."));
    static constexpr int widths[] = {104, 112, 184, 136, 72, 64, 80};
    for (int column = 0; column < columnCountAll; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_table->copyCells();
    connect(m_table, &ListTable::rowChosen, this, &RatingsPage::showRating);
    connect(m_table, &ListTable::rowOpened, this, &RatingsPage::openOrder);

    auto *order = new QPushButton(tr("W  Work order"));
    order->setObjectName(u"ratingsOrder"_s);
    order->setAccessibleName(tr("Open the work order"));
    order->setProperty("role", u"primary"_s);
    connect(order, &QPushButton::clicked, this, &RatingsPage::openOrder);
    auto *opened = new QPushButton(tr("K  Case"));
    opened->setObjectName(u"ratingsCase"_s);
    opened->setAccessibleName(tr("Open the case"));
    connect(opened, &QPushButton::clicked, this, &RatingsPage::openCase);
    connect(addShortcut(m_table, QKeySequence(Qt::Key_W), tr("Open the work order")), &QShortcut::activated, this, &RatingsPage::openOrder);
    connect(addShortcut(m_table, QKeySequence(Qt::Key_K), tr("Open the case")), &QShortcut::activated, this, &RatingsPage::openCase);
    auto *ends = new QHBoxLayout;
    ends->setSpacing(Theme::gap);
    ends->addWidget(order);
    ends->addWidget(opened);
    ends->addStretch(1);
    auto *chosen = new QWidget;
    auto *chosenColumn = new QVBoxLayout(chosen);
    chosenColumn->setContentsMargins(0, 0, 0, 0);
    chosenColumn->addWidget(m_detail, 1);
    chosenColumn->addLayout(ends);
    auto *figures = new QWidget;
    auto *figuresColumn = new QVBoxLayout(figures);
    figuresColumn->setContentsMargins(0, Theme::gap, 0, 0);
    figuresColumn->addWidget(m_satisfied);
    figuresColumn->addWidget(m_levels, 3);
    figuresColumn->addWidget(m_mended);
    figuresColumn->addWidget(m_departments, 4);
    auto *tabs = new QTabWidget;
    tabs->setObjectName(u"ratingsTabs"_s);
    tabs->setAccessibleName(tr("Figures and the chosen rating"));
    tabs->tabBar()->setObjectName(u"ratingsTabBar"_s);
    tabs->tabBar()->setAccessibleName(tr("Figures and the chosen rating"));
    tabs->setDocumentMode(true);
    tabs->tabBar()->setUsesScrollButtons(false);
    tabs->addTab(figures, tr("Figures"));
    tabs->addTab(chosen, tr("The chosen rating"));
    connect(m_table, &ListTable::clicked, tabs, [tabs] { tabs->setCurrentIndex(1); });
    connect(addShortcut(content, QKeySequence(Qt::CTRL | Qt::Key_PageDown), tr("Figures or the chosen rating")), &QShortcut::activated, tabs,
            [tabs] { tabs->setCurrentIndex(1 - tabs->currentIndex()); });

    auto *right = new QFrame;
    right->setProperty("role", u"card"_s);
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    rightColumn->addWidget(tabs);
    QSplitter *split = listBeside(m_table, right, tableShare, detailShare);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(Theme::cardGap, Theme::gap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addLayout(head);
    m_fullView = new FullView(m_desk);
    column->addWidget(m_fullView);
    connect(m_fullView, &FullView::closed, m_table, qOverload<>(&QWidget::setFocus));
    connect(addShortcut(content, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U), tr("See full numbers")), &QShortcut::activated, this, [this] {
        m_fullView->ask(m_shown ? m_shown->id : QString(), [this] {
            const bool has = m_shown && !m_shown->personPhone.isEmpty();
            return has ? QList<FullView::Number>{{tr("Phone"), m_shown->personPhone}} : QList<FullView::Number>();
        });
    });
    column->addWidget(split, 1);
    return content;
}

QWidget *RatingsPage::ownPart()
{
    auto *content = new QWidget;
    m_servedModel = new QStandardItemModel(0, 3, content);
    m_servedModel->setHorizontalHeaderLabels({tr("Time"), tr("Item"), tr("Case number")});
    m_served = new ListTable;
    m_served->setObjectName(u"ratingsServed"_s);
    m_served->setAccessibleName(tr("Whom you served today"));
    m_served->setModel(m_servedModel);
    m_served->setColumnWidth(0, 112);
    m_served->setColumnWidth(1, 240);
    m_served->horizontalHeader()->setStretchLastSection(true);
    m_served->setEmptyText(tr("Nobody served today yet."));
    connect(m_served, &ListTable::rowOpened, this, &RatingsPage::ask);
    auto *title = new QLabel(tr("Ask for a rating"));
    title->setProperty("role", u"heading"_s);
    auto *hint = new QLabel(tr("The person rates at the applicant's screen, if they like. You are not told how; do not hint, hinder or rate for them."));
    hint->setWordWrap(true);
    hint->setProperty("role", u"muted"_s);
    auto *ask = new QPushButton(tr("R  Show the rating page"));
    ask->setObjectName(u"ratingsAsk"_s);
    ask->setAccessibleName(tr("Show the rating page to the person served"));
    ask->setIcon(icon(u"rating", Ink::OnAccent));
    ask->setProperty("role", u"primary"_s);
    connect(ask, &QPushButton::clicked, this, &RatingsPage::ask);
    connect(addShortcut(m_served, QKeySequence(Qt::Key_R), tr("Show the rating page")), &QShortcut::activated, this, &RatingsPage::ask);
    auto *left = new QFrame;
    left->setProperty("role", u"card"_s);
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    leftColumn->addWidget(title);
    leftColumn->addWidget(hint);
    leftColumn->addWidget(m_served, 1);
    leftColumn->addWidget(ask, 0, Qt::AlignLeft);

    auto *own = new QLabel(tr("How you were rated"));
    own->setProperty("role", u"heading"_s);
    auto *rule = new QLabel(tr("A month is shown once it is over, with %1 ratings or more: fewer would say who gave them.").arg(domain::toldFrom));
    rule->setWordWrap(true);
    rule->setProperty("role", u"muted"_s);
    QStringList titles{tr("Month")};
    const domain::Place *place = m_desk.office().rules()->place(m_desk.session().placeId);
    for (const domain::RatingOptions::Option &level : office::Ratings::options(*m_desk.office().rules(), place ? place->district : QString()).levels)
        titles << level.text;
    m_months = new FactTable(titles);
    m_months->setObjectName(u"ratingsMonths"_s);
    m_months->setAccessibleName(tr("How you were rated, by month"));
    auto *right = new QFrame;
    right->setProperty("role", u"card"_s);
    auto *rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    rightColumn->addWidget(own);
    rightColumn->addWidget(rule);
    rightColumn->addWidget(m_months, 1);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    row->setSpacing(Theme::gap);
    row->addWidget(left, 1);
    row->addWidget(right, 1);
    return content;
}

void RatingsPage::activate(const QString &argument)
{
    if (argument == "ask"_L1 && m_served) {
        read();
        m_served->chooseRow(0);
        ask();
        return;
    }
    if (ListTable *table = m_table ? m_table : m_served) {
        if (table->chosenRow() < 0)
            table->chooseRow(0);
        table->setFocus();
    }
}

void RatingsPage::choosePeriod(int period)
{
    m_period = period;
    for (int i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(i == period);
    read();
}

void RatingsPage::read()
{
    if (!m_table) {
        readOwn();
        return;
    }
    const QString before = m_shown ? m_shown->id : QString();
    const office::Ratings ratings(m_desk.office());
    const office::Orders orders(m_desk.office());
    office::RatingFilter wanted = filter();
    wanted.badOnly = m_badOnly;
    m_rows = ratings.list(wanted, 0, rowsMax);
    const auto rules = m_desk.office().rules();
    const QDateTime now = domain::hallTime(m_desk.office().now());
    const domain::Place *place = rules->place(m_desk.session().placeId);
    const domain::RatingOptions options = office::Ratings::options(*rules, place ? place->district : QString());
    m_model->removeRows(0, m_model->rowCount());
    int chosen = m_rows.isEmpty() ? -1 : 0;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const office::RatingRow &row = m_rows[i];
        const domain::Staff *staff = rules->staff(row.clerk);
        const auto order = row.workOrder.isEmpty() ? std::nullopt : orders.order(row.workOrder);
        QList<QStandardItem *> cells;
        for (const QString &text : {row.excluded ? tr("%1 (excluded)").arg(options.levelName(row.level)) : options.levelName(row.level), CaseText::instant(row.at, now),
                                    row.itemName, row.department, staff ? staff->name : QString(), row.channel == "counter"_L1 ? tr("Counter") : tr("Phone page"),
                                    order ? OrderText::state(toCode(order->state)) : QString()}) {
            cells << new QStandardItem(text);
            cells.last()->setToolTip(text);
        }
        cells.first()->setData(row.excluded ? 0 : row.level, levelRole);
        m_model->appendRow(cells);
        if (row.id == before)
            chosen = int(i);
    }
    m_table->chooseRow(chosen);
    showRating(m_table->chosenRow());
    readFigures();
}

void RatingsPage::readFigures()
{
    const office::Ratings ratings(m_desk.office());
    office::RatingFilter counted = filter();
    counted.countedOnly = true;
    const QList<qint64> levels = ratings.byLevel(counted);
    qint64 total = 0, good = 0;
    for (int i = 0; i < levels.size(); ++i) {
        total += levels[i];
        good += i + 1 > domain::badLevelMax ? levels[i] : 0;
    }
    const auto rules = m_desk.office().rules();
    const domain::Place *place = rules->place(m_desk.session().placeId);
    const domain::RatingOptions options = office::Ratings::options(*rules, place ? place->district : QString());
    m_satisfied->setText(tr("%L1 ratings, %2 satisfied").arg(total).arg(share(good, total)));
    m_levels->clearFacts();
    for (int level = domain::levelMax; level >= domain::levelMin; --level)
        m_levels->add({options.levelName(level), QString::number(levels[level - 1]), share(levels[level - 1], total)});
    m_levels->fit();
    m_departments->clearFacts();
    for (const auto &department : ratings.byDepartment(counted))
        m_departments->add({department.name, QString::number(department.ratings), QString::number(department.bad)});
    m_departments->fit();

    counted.badOnly = true;
    int bad = 0, contacted = 0, mended = 0, late = 0, waiting = 0;
    const office::Orders orders(m_desk.office());
    for (const office::RatingRow &row : ratings.list(counted, 0, rowsMax)) {
        const auto order = orders.order(row.workOrder);
        if (!order)
            continue;
        ++bad;
        contacted += order->contactedAt.isValid() ? 1 : 0;
        mended += order->state == domain::OrderState::Closed ? 1 : 0;
        late += order->wasLate() ? 1 : 0;
        waiting += order->isOpen() && !order->contactedAt.isValid() ? 1 : 0;
    }
    m_mended->setText(bad == 0 ? tr("No bad ratings") : tr("%1 bad: %2 contacted, %3 put right and closed, %4 late").arg(bad).arg(share(contacted, bad), share(mended, bad)).arg(late));
    Q_EMIT badgeChanged(waiting);
}

void RatingsPage::showRating(int row)
{
    m_shown = row >= 0 && row < m_rows.size() ? office::Ratings(m_desk.office()).rating(m_rows[row].id) : std::nullopt;
    if (m_fullView)
        m_fullView->close(m_shown ? m_shown->id : QString());
    m_detail->clearFacts();
    if (!m_shown) {
        m_detail->fit();
        return;
    }
    const Rating &rating = *m_shown;
    const auto rules = m_desk.office().rules();
    const QDateTime now = domain::hallTime(m_desk.office().now());
    const domain::Place *place = rules->place(rating.place);
    const domain::RatingOptions options = office::Ratings::options(*rules, place ? place->district : QString());
    const auto add = [this](const QString &name, const QString &value) {
        if (!value.isEmpty())
            m_detail->add({name, value});
    };
    add(tr("Level"), options.levelName(rating.level));
    if (rating.excluded)
        add(tr("Excluded"), tr("An appeal was upheld: it counts in no figure"));
    QStringList reasons, aspects;
    for (const QString &code : rating.options)
        reasons << options.text(code);
    for (auto aspect = rating.aspects.begin(); aspect != rating.aspects.end(); ++aspect)
        aspects << QStringLiteral("%1: %2").arg(options.text(aspect.key()), options.levelName(aspect->toInt()));
    add(tr("Reasons given"), reasons.join(tr(", ")));
    add(tr("In detail"), aspects.join(tr(", ")));
    add(tr("In words"), domain::maskedWithin(rating.words));
    if (rating.supplement)
        add(tr("Added %1").arg(CaseText::instant(rating.supplement->at, now)), rating.supplement->words);
    add(tr("Who rated"), rating.personName);
    add(tr("Phone"), domain::masked(rating.personPhone));
    add(tr("Item"), rating.itemName);
    add(tr("Case number"), rating.caseNumber);
    add(tr("Department"), rating.department);
    const domain::Staff *staff = rules->staff(rating.clerk);
    const domain::Counter *counter = place ? place->counter(rating.counter) : nullptr;
    add(tr("Who was rated"), QStringList{staff ? staff->name : QString(), counter ? counter->name : rating.counter}.join(u' ').trimmed());
    add(tr("Served"), CaseText::instant(rating.servedAt, now));
    add(tr("Rated"), CaseText::instant(rating.at, now));
    for (const QJsonValue &contact : rating.contacts) {
        const domain::Staff *by = rules->staff(contact[u"by"_s].toString());
        add(tr("Contact %1").arg(CaseText::instant(domain::instantFromText(contact[u"at"_s]), now)),
            QStringLiteral("%1: %2").arg(by ? by->name : QString(), contact[u"words"_s].toString()));
    }
    m_detail->fit();
}

void RatingsPage::openOrder()
{
    if (m_shown && !m_shown->workOrder.isEmpty())
        m_desk.open(u"workorders"_s, m_shown->workOrder);
    else if (m_shown)
        m_desk.say(Tone::Info, tr("Only bad ratings have a work order."));
}

void RatingsPage::openCase()
{
    if (m_shown && !m_shown->caseId.isEmpty())
        m_desk.open(u"cases"_s, m_shown->caseId);
}

void RatingsPage::readOwn()
{
    const office::Ratings ratings(m_desk.office());
    const QDateTime now = domain::hallTime(m_desk.office().now());
    const int before = m_served->chosenRow();
    m_services = ratings.services(m_desk.session().staffId, QDateTime(now.date(), QTime(0, 0), Qt::OffsetFromUTC, 8 * 3600));
    m_servedModel->removeRows(0, m_servedModel->rowCount());
    for (const office::Service &service : std::as_const(m_services)) {
        QList<QStandardItem *> cells;
        for (const QString &text : {CaseText::instant(service.at, now), service.itemName, service.caseNumber})
            cells << new QStandardItem(text);
        m_servedModel->appendRow(cells);
    }
    m_served->chooseRow(m_services.isEmpty() ? -1 : qBound(0, before, int(m_services.size()) - 1));
    m_months->clearFacts();
    for (const domain::RatingSummary &month : ratings.months(m_desk.session().staffId, monthsMax)) {
        QStringList cells{month.month};
        for (int level = domain::levelMax; level >= domain::levelMin; --level)
            cells << QString::number(month.counts[level - 1]);
        m_months->add(cells);
    }
    m_months->fit();
}

void RatingsPage::ask()
{
    const int row = m_served ? m_served->chosenRow() : -1;
    if (row < 0 || row >= m_services.size()) {
        m_desk.say(Tone::Info, tr("Nobody served today yet."));
        return;
    }
    delete m_screen;
    m_screen = new RatingScreen(m_desk, m_services[row], this);
    connect(m_screen, &RatingScreen::ended, this, [this](bool rated) {
        if (rated)
            m_desk.say(Tone::Done, tr("A rating was given. It is sealed; thank you for asking."));
        m_screen->deleteLater();
        m_served->setFocus();
    });
    m_screen->resize(size());
    m_screen->show();
    m_screen->activateWindow();
}

void RatingsPage::changeEvent(QEvent *event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace forms
