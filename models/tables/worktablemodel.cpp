// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/worktablemodel.h"
#include "domain/jsontime.h"
#include "office/office.h"

namespace tables {
using namespace Qt::StringLiterals;
using office::WorkRow;

namespace {
constexpr int refreshDelayMs = 120; // a pull changes many documents one after another
}

WorkTableModel::WorkTableModel(office::Office &office, WorkWords words, QObject *parent)
    : QAbstractTableModel(parent), m_office(office), m_approvals(office), m_words(std::move(words))
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshDelayMs);
    connect(&m_refresh, &QTimer::timeout, this, &WorkTableModel::refresh);
    connect(&m_office, &office::Office::changed, &m_refresh, qOverload<>(&QTimer::start));
}

void WorkTableModel::setFilter(const office::WorkFilter &filter, const domain::OfficeHours &hours)
{
    m_filter = filter;
    m_hours = hours;
    refresh();
}

void WorkTableModel::refresh()
{
    beginResetModel();
    m_rows = m_approvals.queue(m_filter, rowsMax);
    endResetModel();
    Q_EMIT refreshed();
}

const WorkRow *WorkTableModel::row(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows[row] : nullptr;
}

int WorkTableModel::rowOf(const QString &caseId, const QString &step) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].doc == caseId && (step.isEmpty() || m_rows[row].step == step))
            return row;
    }
    return -1;
}

int WorkTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int WorkTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnCountAll;
}

QString WorkTableModel::lampOf(const WorkRow &row) const
{
    if (row.paused)
        return u"paused"_s;
    if (!row.due.isValid())
        return toCode(domain::Lamp::Green);
    domain::DueDate due;
    due.date = row.due.date();
    if (row.due.time() != m_hours.closes)
        due.time = row.due.time();
    return toCode(domain::lamp(due, domain::hallTime(row.openedAt), domain::hallTime(m_office.now()), m_office.rules()->calendar(), m_hours));
}

QString WorkTableModel::cell(const WorkRow &row, int column) const
{
    switch (column) {
    case LampColumn:
        return m_words.lamp(lampOf(row));
    case Number:
        return row.number;
    case Item:
        return row.itemName;
    case Applicant:
        return row.applicantName;
    case Department:
        return row.department;
    case State:
        return m_words.state(toCode(row.state));
    case Holder: {
        const domain::Staff *staff = m_office.rules()->staff(row.holder);
        return staff ? staff->name : QString();
    }
    case Due:
        return row.due.isValid() ? row.due.toString(u"MM-dd"_s) : QString();
    }
    return {};
}

QVariant WorkTableModel::data(const QModelIndex &index, int role) const
{
    const WorkRow *line = row(index.row());
    if (!line)
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return cell(*line, index.column());
    if (role == LampRole)
        return lampOf(*line);
    return {};
}

QVariant WorkTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Lamp"), tr("Due"), tr("Case number"), tr("Item"), tr("Applicant"), tr("State"), tr("With"), tr("Department")};
    return titles.value(section);
}

QString WorkTableModel::copied(const QModelIndexList &rows) const
{
    QStringList lines;
    for (const QModelIndex &index : rows) {
        if (const WorkRow *line = row(index.row())) {
            QStringList cells;
            for (int column = 0; column < columnCountAll; ++column)
                cells << cell(*line, column);
            lines << cells.join(u'\t');
        }
    }
    return lines.join(u'\n');
}

} // namespace tables
