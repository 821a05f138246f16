// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/dutytablemodel.h"
#include "domain/jsontime.h"
#include "office/office.h"
#include "tables/csv.h"

namespace tables {
using namespace Qt::StringLiterals;
using domain::Duty;
using office::DutyRow;

namespace {
constexpr int refreshDelayMs = 120; // a pull changes many documents one after another
constexpr int yellowDays = 2;
} // namespace

DutyTableModel::DutyTableModel(office::Office &office, DutyWords words, QObject *parent)
    : QAbstractTableModel(parent), m_office(office), m_duties(office), m_words(std::move(words))
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshDelayMs);
    connect(&m_refresh, &QTimer::timeout, this, &DutyTableModel::refresh);
    connect(&m_office, &office::Office::changed, &m_refresh, qOverload<>(&QTimer::start));
}

void DutyTableModel::setFilter(const office::DutyFilter &filter)
{
    m_filter = filter;
    refresh();
}

void DutyTableModel::refresh()
{
    beginResetModel();
    m_rows = m_duties.list(m_filter, rowsMax);
    endResetModel();
    Q_EMIT refreshed();
}

const DutyRow *DutyTableModel::row(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows[row] : nullptr;
}

int DutyTableModel::rowOf(const QString &caseId) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].doc == caseId)
            return row;
    }
    return -1;
}

int DutyTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int DutyTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountAll;
}

QString DutyTableModel::lampOf(const DutyRow &row) const
{
    if (row.kind == Duty::Kind::Judge || row.kind == Duty::Kind::Correction || row.kind == Duty::Kind::Promise)
        return {};
    const QDate today = domain::hallTime(m_office.now()).date();
    if (row.due < today)
        return u"red"_s;
    return m_office.rules()->calendar().workdaysBetween(today, row.due) <= yellowDays ? u"yellow"_s : u"green"_s;
}

QString DutyTableModel::cell(const DutyRow &row, int column) const
{
    switch (column) {
    case LampColumn:
        return m_words.lamp(lampOf(row));
    case Number:
        return row.number;
    case Kind:
        return m_words.kind(row.kind);
    case Applicant:
        return row.applicantName;
    case Item:
        return row.itemName;
    case Due:
        return row.due.toString(row.due.year() == domain::hallTime(m_office.now()).date().year() ? u"MM-dd"_s : u"yyyy-MM-dd"_s);
    }
    return {};
}

QVariant DutyTableModel::data(const QModelIndex &index, int role) const
{
    const DutyRow *line = row(index.row());
    if (!line)
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return cell(*line, index.column());
    if (role == LampRole)
        return lampOf(*line);
    return {};
}

QVariant DutyTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Lamp"), tr("Case number"), tr("What is owed"), tr("Applicant"), tr("Item"), tr("Day")};
    return titles.value(section);
}

QString DutyTableModel::copied(const QModelIndexList &rows) const
{
    QStringList lines;
    for (const QModelIndex &index : rows) {
        if (const DutyRow *line = row(index.row())) {
            QStringList cells;
            for (int column = 0; column < columnCountAll; ++column)
                cells << cell(*line, column);
            lines << tsvLine(cells);
        }
    }
    return lines.join(u'\n');
}

} // namespace tables
