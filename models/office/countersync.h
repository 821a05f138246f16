// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/numbering/receiptnumber.h"
#include "domain/sync/sync.h"
#include "office/office.h"

namespace office {

/// The window's side of the sync: what waits to go up, what came of it, and what came down (sync.md §3, §4, §6). Every
/// change is one transaction; pending operations are run again on whatever the centre says. Beside it stand CounterHistory
/// (a centre that was restored, an installation that was copied), CounterScopes (what may be held here, and whether it is
/// right) and CounterNumbers (receipt numbers in reserve).
class CounterSync
{
public:
    explicit CounterSync(Office &office) : m_office(office) {}

    QString stream() const { return m_office.stream(); }
    QString district() const;
    /// Scopes this installation holds; remembered over restarts.
    QStringList scopes() const;
    /// What is not in the new list any more is not asked for from now on and taken off by CounterScopes::dropSome().
    void setScopes(const QStringList &scopes, const QString &district);

    /// Operations without an answer yet, oldest first.
    QList<domain::Operation> pendingOperations(int operationsMax, qint64 bytesMax) const;
    int pendingCount() const;
    int returnedCount() const;
    std::optional<QDateTime> oldestPending() const;
    /// Chain hash of operation n-1 of our stream; empty for n = 1.
    QByteArray chainHashBefore(qint64 n) const;
    /// Takes the centre's word on our operations: fates, returned list, legal numbers in place of provisional ones.
    domain::Result<domain::Done> settle(const domain::PushAnswer &answer);

    domain::Cursor cursor(const QString &scope) const;
    /// Takes a page: rows and cursor in one transaction, pending operations run again on top.
    domain::Result<domain::Done> applyPage(const domain::ScopePage &page);
    /// What has come down by another way than a page: makes these documents and all that is pending anew on top of it, in one
    /// transaction.
    domain::Result<domain::Done> renew(const QStringList &docs);
    /// Reads a scope from the beginning next time. Nothing is dropped before the centre has been heard.
    domain::Result<domain::Done> restart(const QString &scope);
    QString epoch() const;
    void setEpoch(const QString &epoch);

    // What follows is CounterNumbers' and CounterHistory's, for those who need nothing else of them.
    std::optional<int> leaseWanted() const;
    QString leaseSeries() const;
    void addLease(const domain::NumberLease &lease);
    domain::Result<domain::Done> renumber(const QString &newStream);

private:
    domain::Result<domain::Done> changing(const std::function<domain::Result<domain::Done>(class Overlay &)> &work);
    Office &m_office;
};

} // namespace office
