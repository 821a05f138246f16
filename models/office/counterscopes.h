// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include "office/office.h"
#include <QHash>

namespace office {

/// What of the centre may be held at this window (sync.md §7), and whether what is held is right (R2).
class CounterScopes
{
public:
    explicit CounterScopes(Office &office) : m_office(office) {}

    /// The scopes told by the centre. Dropped ones are not asked for from now on; their documents go step by step, see
    /// dropSome(). Pending and returned work stays, whatever is dropped.
    void set(const QStringList &scopes, const QString &district);
    /// Takes some documents of dropped scopes off, some ten milliseconds of work. True while there is more to do.
    domain::Result<bool> dropSome();
    /// Whether there is anything of a scope here.
    bool holdsAny(const QString &scope) const;
    /// Whether dropSome() has something to do.
    bool isDropping() const;
    /// Throws away what the search index keeps of erased documents, a step at a time, when nobody waits. True while there is more.
    bool scrubSome();

    /// A walk over what is held of a scope, some documents at a time; only worth something while the cursor stays where it was.
    struct Walk
    {
        QString scope;
        domain::Cursor at;
        domain::StateDigest digest;
        QHash<int, QList<domain::HeldVersion>> found; ///< with any key: the documents of these buckets are collected instead
        QString after;                      ///< the id reached
        bool isOver = false;
    };
    Walk walk(const QString &scope, const QList<int> &buckets = {}) const;
    /// The next documents; false when a page has come in between and the walk is of no use any more.
    bool goOn(Walk &walk) const;

    /// What has to be fetched and what has to go, so that a bucket is as the centre says.
    struct Repair { QStringList fetch, remove; };
    static Repair compare(const QList<domain::HeldVersion> &ours, const QList<domain::HeldVersion> &centres);
    /// Takes a document that was lacking or old; a newer one that came meanwhile stays.
    domain::Result<domain::Done> put(const domain::Document &document);
    /// Takes documents off that are not in the scope by the centre's list; pending work on them stays.
    domain::Result<domain::Done> remove(const QString &scope, const QStringList &docs);

    /// The program begins to work; true when it did not come to its end the last time.
    bool beginRun();
    void endRun();
    /// When the scope was last found to be right, or put right; invalid: never.
    QDateTime comparedAt(const QString &scope) const;
    /// Every scope is to be compared, however lately it was.
    void forgetCompared();
    void noteCompared(const QString &scope);

private:
    domain::Result<domain::Done> changing(const std::function<void(class Overlay &)> &work);
    Office &m_office;
};

} // namespace office
