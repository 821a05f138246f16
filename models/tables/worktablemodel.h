// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/timelimit/timelimit.h"
#include "office/approvals.h"
#include <QAbstractTableModel>
#include <QTimer>
#include <functional>

namespace tables {

/// The words of a department's queue, in the language of the desk.
struct WorkWords
{
    std::function<QString(const QString &code)> state; ///< of a step
    std::function<QString(const QString &code)> lamp;
};

/// What waits for departments, the most urgent first. At most `rowsMax` rows: nobody works through more in a day. It follows
/// Office::changed by itself.
class WorkTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { LampColumn, Due, Number, Item, Applicant, State, Holder, Department, columnCountAll };
    enum Role { LampRole = Qt::UserRole };
    static constexpr int rowsMax = 2000;

    WorkTableModel(office::Office &office, WorkWords words, QObject *parent = nullptr);

    /// Shows other work; `hours` say when a day ends.
    void setFilter(const office::WorkFilter &filter, const domain::OfficeHours &hours);
    const office::WorkRow *row(int row) const;
    int rowOf(const QString &caseId, const QString &step) const;
    QString copied(const QModelIndexList &rows) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void refreshed();

private:
    void refresh();
    QString cell(const office::WorkRow &row, int column) const;
    QString lampOf(const office::WorkRow &row) const;

    office::Office &m_office;
    office::Approvals m_approvals;
    WorkWords m_words;
    office::WorkFilter m_filter;
    domain::OfficeHours m_hours;
    QList<office::WorkRow> m_rows;
    QTimer m_refresh;
};

} // namespace tables
