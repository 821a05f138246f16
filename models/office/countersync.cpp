// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/countersync.h"
#include "office/counterhistory.h"
#include "office/counternumbers.h"
#include "office/counterscopes.h"
#include "office/overlay.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::Outcome;
using domain::Result;
using storage::Fate;

QString CounterSync::district() const
{
    return m_office.read<QString>([&] { return m_office.store().settings.text(u"district"_s); });
}

QStringList CounterSync::scopes() const
{
    return m_office.read<QStringList>([&] { return m_office.store().settings.text(u"scopes"_s, u"ref"_s).split(u' ', Qt::SkipEmptyParts); });
}

void CounterSync::setScopes(const QStringList &scopes, const QString &district)
{
    CounterScopes(m_office).set(scopes, district);
}

QList<domain::Operation> CounterSync::pendingOperations(int operationsMax, qint64 bytesMax) const
{
    return m_office.read<QList<domain::Operation>>([&] {
        QList<domain::Operation> operations;
        qint64 bytes = 0;
        for (const storage::JournalRow &row : m_office.store().journal.pending(m_office.stream(), operationsMax)) {
            bytes += row.operation.canonical().size() + 128; // with its signature and separators
            if (!operations.isEmpty() && bytes > bytesMax)
                break;
            operations << row.operation;
        }
        return operations;
    });
}

int CounterSync::pendingCount() const
{
    return m_office.read<int>([&] { return m_office.store().journal.pendingCount(); });
}

int CounterSync::returnedCount() const
{
    return m_office.read<int>([&] { return m_office.store().journal.returnedCount(); });
}

std::optional<QDateTime> CounterSync::oldestPending() const
{
    return m_office.read<std::optional<QDateTime>>([&] { return m_office.store().journal.oldestPending(); });
}

QByteArray CounterSync::chainHashBefore(qint64 n) const
{
    return m_office.read<QByteArray>([&] {
        const auto row = m_office.store().journal.byNumber(m_office.stream(), n - 1);
        return row ? row->hash : QByteArray();
    });
}

/// One transaction; what it changed is told after it.
Result<Done> CounterSync::changing(const std::function<Result<Done>(Overlay &)> &work)
{
    QStringList changed;
    const Result<Done> done = m_office.guarded<Done>([&]() -> Result<Done> {
        storage::Transaction transaction(m_office.store().database);
        Overlay overlay(m_office);
        const Result<Done> worked = work(overlay);
        if (!worked)
            return worked;
        changed = overlay.changed();
        transaction.commit();
        return Done{};
    });
    if (done && !changed.isEmpty())
        Q_EMIT m_office.changed(changed);
    return done;
}

Result<Done> CounterSync::settle(const domain::PushAnswer &answer)
{
    const Result<Done> done = changing([&](Overlay &overlay) -> Result<Done> {
        storage::JournalStore &journal = m_office.store().journal;
        QStringList anew;
        for (const domain::OperationResult &result : answer.results) {
            const auto row = journal.byId(result.id);
            // An answer heard twice says nothing new; but a centre that had forgotten a refusal may decide otherwise now.
            const bool isDone = result.outcome == Outcome::Applied || result.outcome == Outcome::Duplicate;
            const bool isNew = row && (row->fate == Fate::Pending || (row->fate == Fate::Refused && isDone));
            if (!isNew || result.outcome == Outcome::Parked)
                continue;
            QJsonObject stored = domain::storedForm(result);
            const bool wasInBase = row->result[u"inBase"_s].toBool();
            if (result.outcome == Outcome::Rejected) {
                // Both versions are kept: ours is what the clerk saw until now.
                stored[u"ours"_s] = row->result.contains(u"ours"_s) ? row->result[u"ours"_s] : QJsonValue(overlay.viewOf(row->operation.doc));
                journal.setFate(result.id, Fate::Refused, stored, false, m_office.now());
                overlay.addUnheard(wasInBase ? -1 : 0);
                anew += journal.touchedBy(row->seq);
                continue;
            }
            if (result.number.isEmpty() && row->result.contains(u"number"_s))
                stored[u"number"_s] = row->result[u"number"_s];
            if (wasInBase)
                stored[u"inBase"_s] = true;
            const bool isCovered = overlay.isCovered(row->operation.doc, stored);
            const bool isOnTop = (row->overlay || row->fate == Fate::Refused) && !isCovered;
            journal.setFate(result.id, Fate::Accepted, stored, isOnTop, m_office.now());
            // Covered: its effect came down before the answer, and what we made of it ourselves must not lie on top.
            if (isOnTop != row->overlay || !result.number.isEmpty()) // a legal number is shown as soon as it is known
                anew += journal.touchedBy(row->seq);
        }
        overlay.rerun(anew);
        return Done{};
    });
    if (done)
        Q_EMIT m_office.journalChanged();
    return done;
}

domain::Cursor CounterSync::cursor(const QString &scope) const
{
    return m_office.read<domain::Cursor>([&] { return m_office.store().cursors.of(scope); });
}

Result<Done> CounterSync::applyPage(const domain::ScopePage &page)
{
    bool isSettled = false;
    QStringList docs;
    const Result<Done> done = changing([&](Overlay &overlay) -> Result<Done> {
        Store &store = m_office.store();
        for (const domain::ChangeRow &row : page.rows) {
            overlay.take(row, page.scope);
            docs << row.id;
        }
        const bool isFirst = store.cursors.of(page.scope).seq == 0;
        store.cursors.set(page.scope, {page.epoch, page.upto});
        // R5: a first reading that was broken off is not taken for the whole.
        if (isFirst || !page.more)
            storage::HoldingStore(store.database).setComplete(page.scope, !page.more && page.upto >= page.head && (page.upto > 0 || page.rows.isEmpty()));
        overlay.heard(docs);
        isSettled = overlay.uncover();
        overlay.rerun();
        return Done{};
    });
    if (!done)
        return done;
    if (page.scope == domain::referenceScope && !docs.isEmpty())
        m_office.renewRules(docs);
    if (isSettled)
        Q_EMIT m_office.journalChanged();
    return done;
}

Result<Done> CounterSync::renew(const QStringList &docs)
{
    return changing([&](Overlay &overlay) -> Result<Done> {
        storage::JournalStore &journal = m_office.store().journal;
        QStringList touched = docs;
        for (const storage::JournalRow &row : journal.overlays())
            touched += journal.touchedBy(row.seq);
        overlay.heardAll();
        overlay.uncover();
        overlay.rerun(touched);
        return Done{};
    });
}

Result<Done> CounterSync::restart(const QString &scope)
{
    return m_office.guarded<Done>([&]() -> Result<Done> {
        m_office.store().cursors.remove(scope);
        return Done{};
    });
}

QString CounterSync::epoch() const
{
    return m_office.read<QString>([&] { return m_office.store().settings.text(u"epoch"_s); });
}

void CounterSync::setEpoch(const QString &epoch)
{
    m_office.read<bool>([&] {
        m_office.store().settings.set(u"epoch"_s, epoch);
        return true;
    });
}

std::optional<int> CounterSync::leaseWanted() const
{
    const auto wish = CounterNumbers(m_office).wish();
    return wish ? std::optional(wish->count) : std::nullopt;
}

QString CounterSync::leaseSeries() const
{
    return CounterNumbers(m_office).series();
}

void CounterSync::addLease(const domain::NumberLease &lease)
{
    CounterNumbers(m_office).add(lease);
}

Result<Done> CounterSync::renumber(const QString &newStream)
{
    return CounterHistory(m_office).renumber(newStream);
}

} // namespace office
