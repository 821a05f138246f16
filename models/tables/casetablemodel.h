// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/timelimit/timelimit.h"
#include "office/archive.h"
#include <QAbstractTableModel>
#include <QCache>
#include <QTimer>
#include <functional>

namespace tables {

/// Which cases a list shows: those of a filter, and of these, if wanted, those whose lamp has one colour.
struct CaseView
{
    office::CaseFilter filter;
    std::optional<domain::Lamp> lamp;
    domain::OfficeHours hours; ///< of the hall: when a day ends
};

/// The words the models of this layer need; forms give them in the language of the desk.
struct CaseWords
{
    std::function<QString(const QString &code)> state;
    std::function<QString(const QString &code)> route;
    /// "green", "yellow", "red", or empty: no clock runs.
    std::function<QString(const QString &code)> lamp;
};

/// The lamp of a line: of the department's clock once accepted, of the notice clock while only received; nothing when no
/// clock runs. `now` is hall time.
std::optional<domain::Lamp> lampOf(const office::CaseRow &row, const QDateTime &now, const domain::WorkCalendar &calendar,
                                   const domain::OfficeHours &hours);

/// A list of cases of any length, newest change first. Only what is looked at is in memory: rows are read by key in pages
/// of 256, the newest pages at once; the last rows are found from the end; rows far inside a long list appear as soon as
/// the list was walked that far, a slice in each turn of the event loop. A list of at most sortRowsMax rows can be sorted by
/// any column. The list follows Office::changed by itself.
class CaseTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { LampColumn, Number, Item, Applicant, State, Due, Supplement, Received, Counter, Clerk, Changed, columnCountAll };
    enum Role { IdRole = Qt::UserRole, LampRole, StateRole, PriorityRole };
    static constexpr int pageRows = 256;
    static constexpr int sortRowsMax = 20'000;

    CaseTableModel(office::Office &office, CaseWords words, QObject *parent = nullptr);

    /// Shows other cases. The first rows are there when this returns; counted() tells how many there are.
    void setView(const CaseView &view);
    const CaseView &view() const { return m_view; }
    qint64 total() const { return m_total; }
    /// Whether all rows of a sorted or lamp view have been gathered.
    bool isComplete() const { return !m_gathering; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    /// Newest change first in any list; other orders in lists of at most sortRowsMax rows, else sortRefused().
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// The line at `row` if it is in memory.
    const office::CaseRow *row(int row) const;
    /// Where a case stands among the rows in memory; -1: not among them.
    int rowOf(const QString &caseId) const;
    /// A line as it is shown, for the clipboard and for files.
    QStringList cells(const office::CaseRow &row) const;
    QStringList titles() const;
    /// The rows with their titles as tab separated lines.
    QString copied(const QModelIndexList &rows) const;

Q_SIGNALS:
    /// How many cases the list has.
    void counted(qint64 total);
    /// The list was read again after a change; rows may have moved.
    void refreshed();
    void sortRefused(int rowsMax);

private:
    struct Page
    {
        QList<office::CaseRow> rows;
        int generation = 0;
    };
    bool gathers() const { return m_view.lamp || m_sortColumn >= 0; }
    QDateTime hallNow() const;
    /// Code of a lamp, or "paused" while the clock stands.
    QString lampCode(const office::CaseRow &row, const QDateTime &now) const;
    QString cell(const office::CaseRow &row, int column) const;
    void restart(bool keepShown);
    void readPage(int page) const;
    void noteStarts(const QList<office::CaseRow> &rows, int firstPage) const;
    void setTotal(qint64 total);
    void work();
    bool walk();
    bool gather();
    void readTail();
    void showGathered();
    bool before(const office::CaseRow &a, const office::CaseRow &b) const;

    office::Office &m_office;
    office::Archive m_archive;
    CaseWords m_words;
    CaseView m_view;
    int m_sortColumn = -1; ///< -1: by change, as the store has them
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;

    qint64 m_total = 0;
    bool m_toCount = false;
    int m_generation = 0;
    mutable QCache<int, Page> m_pages{64};
    mutable QList<std::optional<office::CaseKey>> m_starts; ///< where each page known so far begins
    mutable int m_wanted = 0;                               ///< page asked for and not yet reached
    mutable bool m_tailWanted = false;
    QList<office::CaseRow> m_tail;                          ///< the last rows, read from the end
    bool m_tailKnown = false;

    QList<office::CaseRow> m_gathered, m_next;
    std::optional<office::CaseKey> m_gatherFrom;
    bool m_gathering = false;

    mutable QTimer m_work;
    QTimer m_refresh;
};

/// Reads a whole view from beginning to end, for files.
class CaseReader
{
public:
    CaseReader(office::Office &office, const CaseView &view);
    /// The next rows; empty: that was all.
    QList<office::CaseRow> next(int limit);

private:
    office::Office &m_office;
    office::Archive m_archive;
    CaseView m_view;
    std::optional<office::CaseKey> m_from;
    bool m_ended = false;
};

} // namespace tables
