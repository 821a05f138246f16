// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/timelimit/timelimit.h"
#include "office/orders.h"
#include <QAbstractTableModel>
#include <QCache>
#include <QTimer>
#include <functional>

namespace office {
class Office;
}

namespace tables {

/// Which work orders a list shows: those of a filter, and of these, if wanted, those whose lamp has one colour.
struct OrderView
{
    office::OrderFilter filter;
    std::optional<domain::Lamp> lamp;
    domain::OfficeHours hours;
};

/// The words this model needs; forms give them in the language of the desk.
struct OrderWords
{
    std::function<QString(const QString &code)> source, state, clock;
    /// "green", "yellow", "red", or empty: no clock runs.
    std::function<QString(const QString &code)> lamp;
};

/// The lamp of a line; nothing when no clock runs. `now` is hall time.
std::optional<domain::Lamp> lampOf(const office::OrderRow &row, const QDateTime &now, const domain::WorkCalendar &calendar, const domain::OfficeHours &hours);

/// A list of work orders of any length: open ones with the most urgent clock in front, read in pages as they are looked at. It
/// follows Office::changed by itself.
class OrderTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { LampColumn, Number, Source, State, Due, Subject, Department, Registered, columnCountAll };
    enum Role { IdRole = Qt::UserRole, LampRole };
    static constexpr int pageRows = 128;
    static constexpr int lampRowsMax = 5'000; ///< open orders a lamp is looked for among: the most urgent ones

    OrderTableModel(office::Office &office, OrderWords words, QObject *parent = nullptr);

    void setView(const OrderView &view);
    const OrderView &view() const { return m_view; }
    qint64 total() const { return m_total; }
    const office::OrderRow *row(int row) const;
    int rowOf(const QString &id) const;
    QStringList titles() const;
    QStringList cells(const office::OrderRow &row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The rows are new, because something changed.
    void refreshed();

private:
    void read();
    QString cell(const office::OrderRow &row, int column) const;

    office::Office &m_office;
    office::Orders m_orders;
    OrderWords m_words;
    OrderView m_view;
    qint64 m_total = 0;
    QList<office::OrderRow> m_gathered; ///< of a lamp
    mutable QCache<qint64, QList<office::OrderRow>> m_pages{32};
    QTimer m_refresh;
};

} // namespace tables
