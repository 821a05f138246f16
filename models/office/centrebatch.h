// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/document.h"
#include "storage/journalchain.h"
#include <QHash>
#include <QList>
#include <QMap>
#include <QSet>
#include <optional>

namespace office {

class Office;

/// The documents one transaction changes at the centre. What write() is given, later operations of the batch load; finish()
/// comes last: it writes each document once, however many operations changed it, raises each scope's head once, in
/// ascending order, and writes the feed (sync.md §5).
class CentreBatch
{
public:
    explicit CentreBatch(Office &office) : m_office(office) {}
    /// A document as this transaction has made it so far; read from the store only once.
    std::optional<domain::Document> load(const QString &id) const;
    /// Takes the documents with the next version; gives them back so.
    QList<domain::Document> write(const QList<domain::Document> &documents);
    /// Takes documents away for good: base, what is searched of them, what their acts said; a mark without a body stays in the feed.
    void erase(const QStringList &ids);
    /// Gives the new head of each scope touched.
    QMap<QString, qint64> finish();
    /// A row of the journal, written by seal().
    void journal(const storage::JournalRow &row, const QStringList &touched) { m_rows << std::pair(row, touched); }
    /// What becomes of a row that is in the journal already.
    void settle(const storage::JournalRow &row);
    void close(const QString &operationId, const QString &how);
    /// After finish(), the last thing before the commit: the journal's rows, each a link of the chain of its place (M04).
    void seal();
    QStringList documentIds() const { return m_changed.keys(); }
    /// Those of them that are reference documents.
    QStringList referenceDocs() const;

private:
    struct Change { qint64 version = 0; QStringList scopes; QSet<QString> left; QString to; bool erased = false; };
    struct Known { std::optional<domain::Document> before, now; bool isStaged = false; };
    Known &known(const QString &id) const;
    void writeStaged();
    Office &m_office;
    mutable QHash<QString, Known> m_known;
    QMap<QString, Change> m_changed;
    QList<std::pair<storage::JournalRow, QStringList>> m_rows;
    QList<storage::JournalChain::Amended> m_amended;
    QStringList m_erased;
};

} // namespace office
