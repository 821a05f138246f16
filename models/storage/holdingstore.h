// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/numbering/receiptnumber.h"
#include "domain/sync/sync.h"
#include <QList>

namespace storage {

class Database;

/// What a window holds of the centre's documents, by which scopes it came, and how it goes again. A document that left every
/// scope while pending work lies on it is frozen: what the centre said last stays beneath the work until that is settled.
class HoldingStore
{
public:
    explicit HoldingStore(Database &database) : m_database(database) {}

    /// Writes the centre's word as it came; the view on top goes unless there is pending work to make it anew of.
    void put(const domain::ChangeRow &row, bool keepView);
    /// The version of the centre's last word; nothing when there is none, or it is frozen.
    std::optional<qint64> versionOf(const QString &doc) const;
    /// The document is not told about through this scope any more.
    void leave(const QString &doc, const QString &scope);
    bool isIn(const QString &doc, const QStringList &scopes) const;
    void freeze(const QString &doc);
    bool isFrozen(const QString &doc) const;
    void remove(const QString &doc);
    QStringList idsInScope(const QString &scope, int limit) const;
    /// What the centre said last of the scope's documents, in order of their ids, after `afterId`.
    QList<domain::HeldVersion> held(const QString &scope, const QString &afterId, int limit) const;

    /// Whether anything at all lies on top of what the centre said.
    bool hasOverlays() const;
    bool isOverlaid(const QString &doc) const;
    /// Operations the centre accepted whose effect has not come down yet, in order, after row `afterSeq`.
    struct Uncovered { qint64 seq = 0; QString operation, doc; QJsonObject result; };
    QList<Uncovered> uncovered(qint64 afterSeq, int limit) const;
    /// Documents with operations marked "inBase": see Overlay::heard(). Looks through the whole journal.
    QStringList unheard() const;
    /// The highest number of a stream with an answer; 0: none.
    qint64 answered(const QString &stream) const;

    /// A block of numbers of the stream with numbers left, of none of these series.
    std::optional<domain::NumberLease> leaseOutside(const QStringList &series, const QString &stream) const;

    /// Whether the first reading of a scope has come to its end.
    bool isComplete(const QString &scope) const;
    void setComplete(const QString &scope, bool isComplete);

    /// Does a step of throwing away what the search index keeps of removed entries; false when nothing is left of them.
    bool scrubSearch(bool isFirst);

private:
    Database &m_database;
};

} // namespace storage
