// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/casetablemodel.h"
#include "domain/jsontime.h"
#include "office/office.h"
#include "tables/csv.h"
#include <QElapsedTimer>
#include <algorithm>

namespace tables {
using namespace Qt::StringLiterals;
using domain::Lamp;
using office::CaseKey;
using office::CaseRow;

namespace {

constexpr int sliceMs = 10;           ///< a frame is 16 ms; the clerk may type meanwhile
constexpr int walkRows = 16 * CaseTableModel::pageRows;
constexpr int tailRows = 128;         ///< more than any screen shows
constexpr int gatherRows = 8 * CaseTableModel::pageRows;
constexpr int refreshDelayMs = 120;   ///< a pull changes many documents one after another
constexpr qint64 tailSpanFirstMs = 3'600'000;

CaseKey keyOf(const CaseRow &row)
{
    return {row.updatedAt.toMSecsSinceEpoch(), row.id};
}

/// A key behind every row changed at or after this instant.
CaseKey keyBefore(qint64 at)
{
    return {at, QString(QChar(0xFFFF))};
}

domain::DueDate dueOf(const QDateTime &end, const domain::OfficeHours &hours)
{
    domain::DueDate due;
    due.date = end.date();
    if (end.time() != hours.closes)
        due.time = end.time();
    return due;
}

QString shortTime(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return {};
    if (time.date() == now.date())
        return time.toString(u"HH:mm"_s);
    return time.toString(time.date().year() == now.date().year() ? u"MM-dd HH:mm"_s : u"yyyy-MM-dd"_s);
}

QString shortDate(QDate date, const QDateTime &now)
{
    return date.toString(date.year() == now.date().year() ? u"MM-dd"_s : u"yyyy-MM-dd"_s);
}

} // namespace

std::optional<Lamp> lampOf(const CaseRow &row, const QDateTime &now, const domain::WorkCalendar &calendar, const domain::OfficeHours &hours)
{
    QDateTime end;
    if (row.state == "accepted"_L1 && !row.paused)
        end = row.due;
    else if (row.state == "received"_L1 && row.noticeDue.isValid())
        end = domain::hallTime(row.noticeDue);
    if (!end.isValid())
        return std::nullopt;
    return domain::lamp(dueOf(end, hours), domain::hallTime(row.receivedAt), now, calendar, hours);
}

CaseTableModel::CaseTableModel(office::Office &office, CaseWords words, QObject *parent)
    : QAbstractTableModel(parent), m_office(office), m_archive(office), m_words(std::move(words))
{
    m_work.setInterval(0);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshDelayMs);
    connect(&m_work, &QTimer::timeout, this, &CaseTableModel::work);
    connect(&m_refresh, &QTimer::timeout, this, [this] { restart(true); });
    connect(&m_office, &office::Office::changed, this, [this] { m_refresh.start(); });
    connect(&m_office, &office::Office::rulesChanged, this, [this] { m_refresh.start(); });
}

QDateTime CaseTableModel::hallNow() const
{
    return domain::hallTime(m_office.now());
}

void CaseTableModel::setView(const CaseView &view)
{
    beginResetModel();
    m_view = view;
    m_total = 0;
    m_gathered.clear();
    m_pages.clear();
    restart(false);
    if (!gathers()) {
        readPage(0);
        m_total = m_pages.object(0)->rows.size();
    }
    endResetModel();
}

void CaseTableModel::restart(bool keepShown)
{
    ++m_generation;
    m_starts = {std::nullopt};
    m_wanted = 0;
    m_tailWanted = false;
    m_tailKnown = false;
    m_tail.clear();
    m_toCount = !gathers();
    m_gathering = gathers();
    m_gatherFrom.reset();
    m_next.clear();
    if (!keepShown)
        m_pages.clear();
    m_work.start();
}

int CaseTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(qMin<qint64>(m_total, std::numeric_limits<int>::max()));
}

int CaseTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountAll;
}

void CaseTableModel::noteStarts(const QList<CaseRow> &rows, int firstPage) const
{
    for (qsizetype end = pageRows; end <= rows.size(); end += pageRows) {
        const int page = firstPage + int(end / pageRows);
        if (page == m_starts.size())
            m_starts << keyOf(rows[end - 1]);
    }
}

void CaseTableModel::readPage(int page) const
{
    auto *read = new Page{m_archive.cases(m_view.filter, m_starts[page], pageRows), m_generation};
    noteStarts(read->rows, page);
    m_pages.insert(page, read);
}

const CaseRow *CaseTableModel::row(int row) const
{
    if (row < 0 || row >= m_total)
        return nullptr;
    if (gathers())
        return row < m_gathered.size() ? &m_gathered[row] : nullptr;
    const int number = row / pageRows;
    const Page *page = m_pages.object(number);
    if ((!page || page->generation != m_generation) && number < m_starts.size()) {
        readPage(number);
        page = m_pages.object(number);
    }
    const int place = row % pageRows;
    if (page && page->generation == m_generation)
        return place < page->rows.size() ? &page->rows[place] : nullptr;
    const qint64 fromEnd = row - (m_total - m_tail.size());
    if (m_tailKnown && fromEnd >= 0)
        return &m_tail[fromEnd];
    m_tailWanted = m_tailWanted || row >= m_total - tailRows;
    m_wanted = qMax(m_wanted, number);
    if (!m_work.isActive())
        m_work.start();
    // What stood here before the last change is a better answer than nothing.
    return page && place < page->rows.size() ? &page->rows[place] : nullptr;
}

int CaseTableModel::rowOf(const QString &caseId) const
{
    if (gathers()) {
        for (qsizetype i = 0; i < m_gathered.size(); ++i) {
            if (m_gathered[i].id == caseId)
                return int(i);
        }
        return -1;
    }
    QList<int> numbers = m_pages.keys();
    std::sort(numbers.begin(), numbers.end());
    for (const int number : numbers) {
        (void)row(number * pageRows); // after a change, what was read before is read again where that costs one page only
        const Page *page = m_pages.object(number);
        for (qsizetype i = 0; page && page->generation == m_generation && i < page->rows.size(); ++i) {
            if (page->rows[i].id == caseId)
                return number * pageRows + int(i);
        }
    }
    return -1;
}

QString CaseTableModel::lampCode(const CaseRow &row, const QDateTime &now) const
{
    if (row.paused && row.state == "accepted"_L1)
        return u"paused"_s;
    const auto lamp = lampOf(row, now, m_office.rules()->calendar(), m_view.hours);
    return lamp ? domain::toCode(*lamp) : QString();
}

QString CaseTableModel::cell(const CaseRow &row, int column) const
{
    const QDateTime now = hallNow();
    switch (column) {
    case LampColumn:
        return m_words.lamp(lampCode(row, now));
    case Number:
        return row.number;
    case Item:
        return row.itemName;
    case Applicant:
        return row.applicantName;
    case State:
        return row.state == "accepted"_L1 && row.route != "complete"_L1 ? m_words.route(row.route) : m_words.state(row.state);
    case Due:
        if (row.state == "received"_L1)
            return row.noticeDue.isValid() ? shortDate(domain::hallTime(row.noticeDue).date(), now) : QString();
        return row.state == "accepted"_L1 && row.due.isValid() ? shortDate(row.due.date(), now) : QString();
    case Supplement:
        return row.toleranceDue.isValid() ? shortDate(row.toleranceDue, now) : QString();
    case Received:
        return shortTime(domain::hallTime(row.receivedAt), now);
    case Counter:
        return row.counter;
    case Clerk: {
        const domain::Staff *staff = m_office.rules()->staff(row.clerk);
        return staff ? staff->name : QString();
    }
    case Changed:
        return shortTime(domain::hallTime(row.updatedAt), now);
    default:
        return {};
    }
}

QVariant CaseTableModel::data(const QModelIndex &index, int role) const
{
    const CaseRow *row = this->row(index.row());
    if (!row)
        return role == Qt::DisplayRole && index.column() == Number ? QVariant(u"…"_s) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return cell(*row, index.column());
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal).toString() + u": "_s + cell(*row, index.column()));
    case IdRole:
        return row->id;
    case StateRole:
        return row->state;
    case PriorityRole:
        return row->priority;
    case LampRole:
        return lampCode(*row, hallNow());
    default:
        return {};
    }
}

QVariant CaseTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return titles().value(section);
    return {};
}

QStringList CaseTableModel::titles() const
{
    return {tr("Lamp"), tr("Case number"), tr("Item"), tr("Applicant"), tr("State"), tr("Due"), tr("Supplement by"), tr("Received"), tr("Counter"),
            tr("Clerk"), tr("Last change")};
}

QStringList CaseTableModel::cells(const CaseRow &row) const
{
    QStringList all;
    for (int column = 0; column < columnCountAll; ++column)
        all << cell(row, column);
    return all;
}

QString CaseTableModel::copied(const QModelIndexList &rows) const
{
    QStringList lines{tsvLine(titles())};
    for (const QModelIndex &index : rows) {
        if (const CaseRow *found = row(index.row()))
            lines << tsvLine(cells(*found));
    }
    return lines.join(u'\n');
}

bool CaseTableModel::before(const CaseRow &a, const CaseRow &b) const
{
    switch (m_sortColumn) {
    case LampColumn:
    case Due: {
        // Whoever has no clock has no hurry.
        const auto end = [](const CaseRow &row) {
            const QDateTime due = row.state == "received"_L1 ? row.noticeDue : row.state == "accepted"_L1 ? row.due : QDateTime();
            return due.isValid() ? due.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max();
        };
        return end(a) < end(b);
    }
    case Supplement:
        return a.toleranceDue.isValid() && (!b.toleranceDue.isValid() || a.toleranceDue < b.toleranceDue);
    case Received:
        return a.receivedAt < b.receivedAt;
    case Changed:
        return a.updatedAt < b.updatedAt;
    case Number:
        return a.number < b.number;
    default:
        return QString::localeAwareCompare(cell(a, m_sortColumn), cell(b, m_sortColumn)) < 0;
    }
}

void CaseTableModel::sort(int column, Qt::SortOrder order)
{
    const int wanted = column < 0 || (column == Changed && order == Qt::DescendingOrder) ? -1 : column;
    if (wanted == m_sortColumn && order == m_sortOrder)
        return;
    if (wanted >= 0 && !gathers() && m_total > sortRowsMax) {
        Q_EMIT sortRefused(sortRowsMax);
        return;
    }
    m_sortColumn = wanted;
    m_sortOrder = order;
    setView(m_view);
}

void CaseTableModel::setTotal(qint64 total)
{
    if (total > m_total) {
        beginInsertRows({}, int(m_total), int(total) - 1);
        m_total = total;
        endInsertRows();
    } else if (total < m_total) {
        beginRemoveRows({}, int(total), int(m_total) - 1);
        m_total = total;
        endRemoveRows();
    }
}

void CaseTableModel::work()
{
    if (m_toCount) {
        m_toCount = false;
        setTotal(m_archive.count(m_view.filter));
        if (m_total > 0)
            Q_EMIT dataChanged(index(0, 0), index(int(m_total) - 1, columnCountAll - 1));
        Q_EMIT counted(m_total);
        Q_EMIT refreshed();
        return;
    }
    const bool more = gathers() ? m_gathering && gather() : walk();
    if (!more)
        m_work.stop();
}

bool CaseTableModel::walk()
{
    if (m_tailWanted && !m_tailKnown) {
        readTail();
        return true;
    }
    QElapsedTimer spent;
    spent.start();
    while (m_starts.size() <= m_wanted) {
        const int page = int(m_starts.size()) - 1;
        const QList<CaseRow> rows = m_archive.cases(m_view.filter, m_starts[page], walkRows);
        noteStarts(rows, page);
        if (rows.size() < walkRows) {
            m_wanted = int(m_starts.size()) - 1;
            break;
        }
        if (spent.elapsed() >= sliceMs)
            return true;
    }
    const int from = m_wanted * pageRows;
    if (from < m_total)
        Q_EMIT dataChanged(index(from, 0), index(int(m_total) - 1, columnCountAll - 1));
    return false;
}

/// The last rows without walking there: the earliest instant before which fewer than tailRows cases changed.
void CaseTableModel::readTail()
{
    m_tailKnown = true;
    const CaseRow *first = row(0);
    if (!first)
        return;
    const auto rowsBefore = [this](qint64 at) { return m_archive.cases(m_view.filter, keyBefore(at), tailRows); };
    qint64 late = first->updatedAt.toMSecsSinceEpoch() + 1, early = late;
    QList<CaseRow> found;
    for (qint64 span = tailSpanFirstMs; early > 0; span *= 2) {
        early = qMax<qint64>(0, late - span);
        found = rowsBefore(early);
        if (found.size() < tailRows)
            break;
        late = early;
    }
    while (late - early > 1) {
        const qint64 middle = early + (late - early) / 2;
        QList<CaseRow> rows = rowsBefore(middle);
        if (rows.size() < tailRows) {
            early = middle;
            found = std::move(rows);
        } else {
            late = middle;
        }
    }
    m_tail = found;
    if (!m_tail.isEmpty()) {
        // Reached from the end; nobody need walk there for these rows.
        m_wanted = int(m_starts.size()) - 1;
        Q_EMIT dataChanged(index(int(qMax<qint64>(0, m_total - m_tail.size())), 0), index(int(m_total) - 1, columnCountAll - 1));
    }
}

bool CaseTableModel::gather()
{
    QElapsedTimer spent;
    spent.start();
    const QDateTime now = hallNow();
    const domain::WorkCalendar &calendar = m_office.rules()->calendar();
    while (spent.elapsed() < sliceMs) {
        const QList<CaseRow> rows = m_archive.cases(m_view.filter, m_gatherFrom, gatherRows);
        for (const CaseRow &row : rows) {
            if (!m_view.lamp || lampOf(row, now, calendar, m_view.hours) == m_view.lamp)
                m_next << row;
        }
        if (rows.size() < gatherRows || m_next.size() >= sortRowsMax) {
            m_gathering = false;
            showGathered();
            return false;
        }
        m_gatherFrom = keyOf(rows.last());
    }
    return true;
}

void CaseTableModel::showGathered()
{
    if (m_sortColumn >= 0) {
        std::stable_sort(m_next.begin(), m_next.end(),
                         [this](const CaseRow &a, const CaseRow &b) { return m_sortOrder == Qt::AscendingOrder ? before(a, b) : before(b, a); });
    }
    m_gathered.swap(m_next);
    m_next.clear();
    setTotal(m_gathered.size());
    if (m_total > 0)
        Q_EMIT dataChanged(index(0, 0), index(int(m_total) - 1, columnCountAll - 1));
    Q_EMIT counted(m_total);
    Q_EMIT refreshed();
}

CaseReader::CaseReader(office::Office &office, const CaseView &view) : m_office(office), m_archive(office), m_view(view) {}

QList<CaseRow> CaseReader::next(int limit)
{
    const QDateTime now = domain::hallTime(m_office.now());
    QList<CaseRow> kept;
    while (!m_ended && kept.isEmpty()) {
        const QList<CaseRow> rows = m_archive.cases(m_view.filter, m_from, limit);
        m_ended = rows.size() < limit;
        if (!rows.isEmpty())
            m_from = keyOf(rows.last());
        for (const CaseRow &row : rows) {
            if (!m_view.lamp || lampOf(row, now, m_office.rules()->calendar(), m_view.hours) == m_view.lamp)
                kept << row;
        }
    }
    return kept;
}

} // namespace tables
