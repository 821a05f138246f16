// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/document.h"
#include <QList>
#include <QMap>
#include <QSet>

namespace office {

class Office;

/// The documents one transaction changes at the centre. write() at once, so that later operations of the batch see them;
/// finish() last: it raises each scope's head once, in ascending order, and writes the feed (sync.md §5).
class CentreBatch
{
public:
    explicit CentreBatch(Office &office) : m_office(office) {}
    /// Writes the documents with the next version; gives them back as written.
    QList<domain::Document> write(const QList<domain::Document> &documents);
    /// Takes documents away for good: base, what is searched of them, what their acts said; a mark without a body stays in the feed.
    void erase(const QStringList &ids);
    /// Gives the new head of each scope touched.
    QMap<QString, qint64> finish();
    QStringList documentIds() const { return m_changed.keys(); }
    bool touchesReference() const;

private:
    struct Change { qint64 version = 0; QStringList scopes; QSet<QString> left; QString to; bool erased = false; };
    Office &m_office;
    QMap<QString, Change> m_changed;
};

} // namespace office
