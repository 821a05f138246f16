// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/archive.h"
#include "office/office.h"
#include <QAbstractTableModel>
#include <QCache>
#include <QTimer>
#include <functional>

namespace tables {

/// The words the journal needs; forms give them in the language of the desk.
struct JournalWords
{
    std::function<QString(const QString &type)> operation;
    std::function<QString(const office::JournalRow &row)> fate;
    std::function<QString(const domain::Refusal &refusal)> refusal;
};

/// What an operation was about, in short: "610116-2026-0000017-C · 张三". Empty when nothing is known of it any more.
QString subjectOf(const office::JournalRow &row, const office::Archive &archive);

/// The journal, newest first, of any length: rows are numbered without holes, so each page is read by its numbers and only
/// when it is looked at. A filtered journal is gathered a slice in each turn of the event loop.
class JournalTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { At, What, Subject, Who, FateColumn, Why, columnCountAll };
    enum Role { SeqRole = Qt::UserRole, FateRole, DocRole };
    static constexpr int pageRows = 128;

    JournalTableModel(office::Office &office, JournalWords words, QObject *parent = nullptr);

    /// Only what this person did; everything while nobody is named.
    void setActor(const office::Actor &actor);
    /// Only rows with this fate, or all.
    void setFate(std::optional<office::Fate> fate);
    std::optional<office::Fate> fate() const { return m_fate; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The entry at `row`; nothing while it is not read.
    const office::JournalRow *row(int row) const;
    int rowOf(qint64 seq) const;
    QStringList cells(const office::JournalRow &row) const;
    QStringList titles() const;
    QString copied(const QModelIndexList &rows) const;

Q_SIGNALS:
    void refreshed();

private:
    struct Entry
    {
        office::JournalRow row;
        QString subject;
    };
    using Page = QHash<qint64, Entry>;
    const Entry *entry(int row) const;
    QString cell(const office::JournalRow &row, const QString &subject, int column) const;
    void restart();
    bool isFiltered() const { return m_fate || !m_actor.staffId.isEmpty(); }
    void gather();
    void setTotal(qint64 total);

    office::Office &m_office;
    office::Archive m_archive;
    JournalWords m_words;
    std::optional<office::Fate> m_fate;
    office::Actor m_actor;
    qint64 m_total = 0;
    mutable QCache<int, Page> m_pages{64};
    QList<Entry> m_gathered, m_next;
    qint64 m_gatherBefore = 0;
    QTimer m_work, m_refresh;
};

} // namespace tables
