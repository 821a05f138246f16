// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/ordertablemodel.h"
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"
#include "office/office.h"
#include <limits>

namespace tables {
using namespace Qt::StringLiterals;
using office::OrderRow;

namespace {

constexpr int refreshDelayMs = 120; ///< a pull changes many documents one after another

QString shortDate(const QDateTime &at, const QDateTime &now)
{
    return at.isValid() ? at.toString(at.date().year() == now.date().year() ? u"MM-dd"_s : u"yyyy-MM-dd"_s) : QString();
}

} // namespace

std::optional<domain::Lamp> lampOf(const OrderRow &row, const QDateTime &now, const domain::WorkCalendar &calendar, const domain::OfficeHours &hours)
{
    if (!row.due.isValid())
        return std::nullopt;
    domain::DueDate due;
    due.date = row.due.date();
    if (row.due.time() != hours.closes)
        due.time = row.due.time();
    return domain::lamp(due, domain::hallTime(row.from), now, calendar, hours);
}

OrderTableModel::OrderTableModel(office::Office &office, OrderWords words, QObject *parent)
    : QAbstractTableModel(parent), m_office(office), m_orders(office), m_words(std::move(words))
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshDelayMs);
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        setView(m_view);
        Q_EMIT refreshed();
    });
    connect(&m_office, &office::Office::changed, &m_refresh, qOverload<>(&QTimer::start));
    connect(&m_office, &office::Office::rulesChanged, &m_refresh, qOverload<>(&QTimer::start));
}

void OrderTableModel::setView(const OrderView &view)
{
    beginResetModel();
    m_view = view;
    read();
    endResetModel();
}

void OrderTableModel::read()
{
    m_pages.clear();
    m_gathered.clear();
    if (!m_view.lamp) {
        m_total = m_orders.count(m_view.filter);
        return;
    }
    office::OrderFilter open = m_view.filter;
    open.openOnly = true;
    const QDateTime now = domain::hallTime(m_office.now());
    for (const OrderRow &row : m_orders.list(open, 0, lampRowsMax)) {
        if (lampOf(row, now, m_office.rules()->calendar(), m_view.hours) == m_view.lamp)
            m_gathered << row;
    }
    m_total = m_gathered.size();
}

const OrderRow *OrderTableModel::row(int row) const
{
    if (row < 0 || row >= m_total)
        return nullptr;
    if (m_view.lamp)
        return &m_gathered[row];
    const qint64 page = row / pageRows;
    const QList<OrderRow> *rows = m_pages.object(page);
    if (!rows) {
        auto *read = new QList<OrderRow>(m_orders.list(m_view.filter, page * pageRows, pageRows));
        m_pages.insert(page, read);
        rows = read;
    }
    const int place = row % pageRows;
    return place < rows->size() ? &rows->at(place) : nullptr;
}

int OrderTableModel::rowOf(const QString &id) const
{
    const int looked = int(qMin<qint64>(m_total, lampRowsMax));
    for (int i = 0; i < looked; ++i) {
        if (const OrderRow *found = row(i); found && found->id == id)
            return i;
    }
    return -1;
}

int OrderTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(qMin<qint64>(m_total, std::numeric_limits<int>::max()));
}

int OrderTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountAll;
}

QString OrderTableModel::cell(const OrderRow &row, int column) const
{
    const QDateTime now = domain::hallTime(m_office.now());
    switch (column) {
    case LampColumn: {
        const auto lamp = lampOf(row, now, m_office.rules()->calendar(), m_view.hours);
        return m_words.lamp(lamp ? domain::toCode(*lamp) : QString());
    }
    case Number:
        return row.number;
    case Source:
        return m_words.source(row.source);
    case State:
        return m_words.state(row.state);
    case Subject:
        return domain::maskedWithin(row.subject);
    case Department:
        return row.department;
    case Due:
        return row.due.isValid() ? u"%1 %2"_s.arg(m_words.clock(row.clock), shortDate(row.due, now)) : QString();
    case Registered:
        return shortDate(domain::hallTime(row.registeredAt), now);
    default:
        return {};
    }
}

QVariant OrderTableModel::data(const QModelIndex &index, int role) const
{
    const OrderRow *row = this->row(index.row());
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return cell(*row, index.column());
    case Qt::AccessibleTextRole:
        return QString(headerData(index.column(), Qt::Horizontal).toString() + u": "_s + cell(*row, index.column()));
    case IdRole:
        return row->id;
    case LampRole: {
        const auto lamp = lampOf(*row, domain::hallTime(m_office.now()), m_office.rules()->calendar(), m_view.hours);
        return lamp ? domain::toCode(*lamp) : QString();
    }
    default:
        return {};
    }
}

QVariant OrderTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? QVariant(titles().value(section)) : QVariant();
}

QStringList OrderTableModel::titles() const
{
    return {tr("Lamp"), tr("Number"), tr("From"), tr("State"), tr("Next limit"), tr("About"), tr("Department"), tr("Registered")};
}

QStringList OrderTableModel::cells(const OrderRow &row) const
{
    QStringList all;
    for (int column = 0; column < columnCountAll; ++column)
        all << cell(row, column);
    return all;
}

} // namespace tables
