// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/countersync.h"
#include "domain/jsontime.h"
#include "office/numbers.h"
#include "office/operationkinds.h"
#include "office/projection.h"
#include "office/store.h"
#include "office/workspace.h"
#include <QHash>
#include <QSet>
#include <limits>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::Outcome;
using domain::Result;

namespace {

constexpr int leaseSize = 200; // five days of a busy window (40 cases a day)

QJsonObject resultJson(const domain::OperationResult &result)
{
    QJsonObject at;
    for (auto scope = result.at.cbegin(); scope != result.at.cend(); ++scope)
        at[scope.key()] = scope.value();
    QJsonObject json{{u"outcome"_s, toCode(result.outcome)}, {u"at"_s, at}};
    if (result.merged)
        json[u"merged"_s] = true;
    if (!result.problem.code.isEmpty())
        json[u"problem"_s] = result.problem.toJson();
    if (!result.document.isEmpty())
        json[u"document"_s] = result.document;
    if (!result.number.isEmpty())
        json[u"number"_s] = result.number;
    return json;
}

bool isCovered(const Store &store, const QJsonObject &at)
{
    for (auto scope = at.begin(); scope != at.end(); ++scope) {
        if (store.cursors.of(scope.key()).seq < scope.value().toInteger())
            return false;
    }
    return true;
}

} // namespace

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
    m_office.read<bool>([&] {
        m_office.store().settings.set(u"scopes"_s, scopes.join(u' '));
        m_office.store().settings.set(u"district"_s, district);
        return true;
    });
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

Result<Done> CounterSync::settle(const domain::PushAnswer &answer)
{
    QStringList changed;
    const Result<Done> done = m_office.guarded<Done>([&]() -> Result<Done> {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        for (const domain::OperationResult &result : answer.results) {
            const auto row = store.journal.byId(result.id);
            if (!row || row->fate != storage::Fate::Pending)
                continue; // an answer heard twice says nothing new
            QJsonObject stored = resultJson(result);
            if (result.outcome == Outcome::Rejected) {
                // Both versions are kept: ours is what the clerk saw until now.
                stored[u"ours"_s] = row->result.contains(u"ours"_s) ? row->result[u"ours"_s] : QJsonValue(viewOf(row->operation.doc));
                store.journal.setFate(result.id, storage::Fate::Refused, stored, false, m_office.now());
                changed += store.journal.touchedBy(row->seq);
            } else if (result.outcome != Outcome::Parked) {
                const bool covered = isCovered(store, stored[u"at"_s].toObject());
                store.journal.setFate(result.id, storage::Fate::Accepted, stored, !covered, m_office.now());
                if (covered) // its effect came down before the answer: what we made of it ourselves must not lie on top
                    changed += store.journal.touchedBy(row->seq);
            }
        }
        rerun(changed);
        transaction.commit();
        return Done{};
    });
    if (done) {
        Q_EMIT m_office.journalChanged();
        if (!changed.isEmpty())
            Q_EMIT m_office.changed(changed);
    }
    return done;
}

domain::Cursor CounterSync::cursor(const QString &scope) const
{
    return m_office.read<domain::Cursor>([&] { return m_office.store().cursors.of(scope); });
}

Result<Done> CounterSync::applyPage(const domain::ScopePage &page)
{
    QStringList changed;
    bool settled = false;
    const Result<Done> done = m_office.guarded<Done>([&]() -> Result<Done> {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        for (const domain::ChangeRow &row : page.rows) {
            changed << row.id;
            if (row.kind == domain::ChangeRow::Kind::Put) {
                const QJsonObject body = QJsonDocument::fromJson(row.bodyText).object();
                store.documents.putBase({row.id, row.documentKind, row.version, row.scopes, body});
            } else if (!store.documents.leave(row.id, page.scope)) {
                unproject(store, row.id);
            }
        }
        store.cursors.set(page.scope, {page.epoch, page.upto});
        // What the cursor now covers needs no overlay any more (sync.md §4): its effect is in the base.
        QStringList uncovered;
        for (const storage::JournalRow &row : store.journal.overlays()) {
            if (row.fate == storage::Fate::Accepted && isCovered(store, row.result[u"at"_s].toObject())) {
                store.journal.clearOverlay(row.operation.id);
                uncovered += store.journal.touchedBy(row.seq);
                settled = true;
            }
        }
        changed += uncovered;
        rerun(changed);
        transaction.commit();
        return Done{};
    });
    if (!done)
        return done;
    if (page.scope == domain::referenceScope && !page.rows.isEmpty())
        m_office.reloadRules();
    changed.removeDuplicates();
    if (!changed.isEmpty())
        Q_EMIT m_office.changed(changed);
    if (settled)
        Q_EMIT m_office.journalChanged();
    return done;
}

Result<Done> CounterSync::renew(const QStringList &docs)
{
    return m_office.guarded<Done>([&]() -> Result<Done> {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        QStringList touched = docs;
        for (const storage::JournalRow &row : store.journal.overlays()) {
            touched += store.journal.touchedBy(row.seq);
            if (row.fate == storage::Fate::Accepted && isCovered(store, row.result[u"at"_s].toObject()))
                store.journal.clearOverlay(row.operation.id);
        }
        rerun(touched);
        transaction.commit();
        return Done{};
    });
}

QJsonObject CounterSync::viewOf(const QString &doc) const
{
    const auto document = m_office.store().documents.load(doc);
    return document ? document->body : QJsonObject();
}

void CounterSync::rerun(const QStringList &docs)
{
    Store &store = m_office.store();
    // An operation that touches one of the documents may touch others, and those still others.
    QSet<QString> affected(docs.begin(), docs.end());
    QList<storage::JournalRow> operations;
    for (qsizetype known = -1; known != affected.size();) {
        known = affected.size();
        operations = store.journal.overlaysTouching(affected.values());
        for (const storage::JournalRow &row : operations) {
            for (const QString &doc : store.journal.touchedBy(row.seq))
                affected << doc;
        }
    }
    const std::shared_ptr<const Rulebook> rules = m_office.rules();
    QSet<QString> gone;
    QHash<QString, QJsonObject> before;
    for (const QString &doc : std::as_const(affected)) {
        if (!operations.isEmpty())
            before.insert(doc, viewOf(doc));
        if (!store.documents.dropView(doc))
            gone << doc;
    }
    const auto load = [&](const QString &id) { return store.documents.load(id); };
    for (storage::JournalRow &row : operations) {
        const OperationKind *kind = operationKind(row.operation.type);
        if (!kind)
            continue;
        const QString legal = row.result[u"number"_s].toString();
        if (!legal.isEmpty())
            replaceProvisional(row.operation, legal);
        Workspace workspace(load, rules, row.operation, row.operation.made.estimate);
        if (!kind->perform(workspace)) {
            // Likely to be refused; the centre decides. Until then our version is kept beside the operation.
            if (!row.result.contains(u"ours"_s)) {
                row.result[u"ours"_s] = before.value(row.operation.doc);
                store.journal.setResult(row.operation.id, row.result);
            }
            continue;
        }
        for (const domain::Document &document : workspace.saved()) {
            store.documents.putView(document);
            gone.remove(document.id);
        }
    }
    for (const QString &doc : std::as_const(affected)) {
        if (gone.contains(doc)) {
            unproject(store, doc);
        } else if (const auto document = store.documents.load(doc)) {
            project(store, *rules, *document);
        }
    }
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
    return m_office.read<std::optional<int>>([&]() -> std::optional<int> {
        const QString series = leaseSeries();
        if (series.isEmpty())
            return std::nullopt;
        qint64 left = 0;
        for (const domain::NumberLease &lease : m_office.store().leases.open(series, m_office.stream())) {
            if (!lease.isExpired(m_office.now()))
                left += lease.remaining();
        }
        // Two blocks are held, one in use and one in reserve.
        return left <= leaseSize + leaseSize / 2 ? std::optional(leaseSize) : std::nullopt;
    });
}

QString CounterSync::leaseSeries() const
{
    const QString own = district();
    return own.isEmpty() ? QString() : QString(own + u'-' + QString::number(domain::hallTime(m_office.now()).date().year()));
}

void CounterSync::addLease(const domain::NumberLease &lease)
{
    m_office.read<bool>([&] {
        m_office.store().leases.put(lease, m_office.stream());
        return true;
    });
}

void CounterSync::noteContact(const QDateTime &serverTime, const QDateTime &sentAt, const QDateTime &receivedAt)
{
    const qint64 way = sentAt.msecsTo(receivedAt);
    if (!serverTime.isValid() || way < 0)
        return;
    const qint64 offset = sentAt.addMSecs(way / 2).msecsTo(serverTime);
    const qint64 known = m_office.read<qint64>([&] { return m_office.store().settings.text(u"clock-offset-ms"_s, u"0"_s).toLongLong(); });
    // An answer tells the time to within half its way, and no better than a second is worth a change. What is known may
    // become wrong at any moment: somebody sets the clock of this machine.
    constexpr qint64 worthKnowingMs = 1000;
    if (std::abs(offset - known) > way / 2 + worthKnowingMs)
        m_office.setClockOffset(offset);
}

Result<Done> CounterSync::renumber(const QString &newStream)
{
    return m_office.guarded<Done>([&]() -> Result<Done> {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        QHash<qint64, qint64> renumbered;
        auto [n, hash] = store.journal.tail(newStream);
        for (storage::JournalRow &row : store.journal.pending(m_office.stream(), std::numeric_limits<int>::max())) {
            domain::Operation &operation = row.operation;
            renumbered.insert(operation.n, ++n);
            operation.n = n;
            // What it builds upon has a new number too, or was settled in the old stream and needs no naming.
            if (operation.baseN)
                operation.baseN = renumbered.contains(*operation.baseN) ? std::optional(renumbered[*operation.baseN]) : std::nullopt;
            m_office.sign(operation);
            hash = domain::chainHash(hash, operation);
            row.stream = newStream;
            row.hash = hash;
            store.journal.moveTo(row);
        }
        m_office.setStream(newStream);
        transaction.commit();
        return Done{};
    });
}

} // namespace office
