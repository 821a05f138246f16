// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/dutylist.h"
#include <QAbstractTableModel>
#include <QTimer>
#include <functional>

namespace office {
class Office;
}

namespace tables {

/// The words of the list, in the language of the desk.
struct DutyWords
{
    std::function<QString(domain::Duty::Kind kind)> kind;
    std::function<QString(const QString &code)> lamp; ///< "green", "yellow", "red"
};

/// What is owed to cases, the most urgent first, at most `rowsMax`. It follows Office::changed by itself.
class DutyTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { LampColumn, Number, Kind, Applicant, Item, Due, columnCountAll };
    enum Role { LampRole = Qt::UserRole };
    static constexpr int rowsMax = 2000;

    DutyTableModel(office::Office &office, DutyWords words, QObject *parent = nullptr);

    void setFilter(const office::DutyFilter &filter);
    const office::DutyRow *row(int row) const;
    int rowOf(const QString &caseId) const;
    QString copied(const QModelIndexList &rows) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void refreshed();

private:
    void refresh();
    QString cell(const office::DutyRow &row, int column) const;
    /// Red when the day is over, yellow with two working days or less; empty where the day is no last day.
    QString lampOf(const office::DutyRow &row) const;

    office::Office &m_office;
    office::DutyList m_duties;
    DutyWords m_words;
    office::DutyFilter m_filter;
    QList<office::DutyRow> m_rows;
    QTimer m_refresh;
};

} // namespace tables
