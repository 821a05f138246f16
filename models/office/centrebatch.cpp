// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/centrebatch.h"
#include "domain/staff/staff.h"
#include "office/journalaudit.h"
#include "office/office.h"
#include "office/projection.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;

CentreBatch::Known &CentreBatch::known(const QString &id) const
{
    auto entry = m_known.find(id);
    if (entry == m_known.end()) {
        const auto base = m_office.store().documents.base(id);
        entry = m_known.insert(id, {base, base, false});
    }
    return *entry;
}

std::optional<domain::Document> CentreBatch::load(const QString &id) const
{
    return known(id).now;
}

QList<domain::Document> CentreBatch::write(const QList<domain::Document> &documents)
{
    QList<domain::Document> written;
    for (domain::Document document : documents) {
        Known &entry = known(document.id);
        const std::optional<domain::Document> before = entry.now;
        document.version = before ? before->version + 1 : 1;
        entry.now = document;
        entry.isStaged = true;
        Change &change = m_changed[document.id];
        change.version = document.version;
        change.scopes = document.scopes;
        if (before) {
            for (const QString &scope : before->scopes) {
                if (!document.scopes.contains(scope))
                    change.left << scope;
            }
            for (const QString &scope : std::as_const(document.scopes)) {
                change.left.remove(scope);
                if (!before->scopes.contains(scope))
                    change.to = scope;
            }
        }
        written << document;
    }
    return written;
}

void CentreBatch::erase(const QStringList &ids)
{
    Store &store = m_office.store();
    for (const QString &id : ids) {
        Known &entry = known(id);
        const std::optional<domain::Document> before = entry.now;
        if (!before)
            continue;
        entry = {};
        store.documents.remove(id);
        unproject(store, id);
        store.journal.redact(id);
        m_erased << id;
        Change &change = m_changed[id];
        change.version = before->version + 1;
        change.scopes = before->scopes;
        change.erased = true;
    }
}

void CentreBatch::writeStaged()
{
    Store &store = m_office.store();
    QList<domain::Document> staged;
    for (const QString &id : m_changed.keys()) { // in ascending order: two servers never wait for each other in a ring
        const Known &entry = known(id);
        if (!entry.isStaged)
            continue;
        store.documents.putNext(*entry.now, entry.before);
        staged << *entry.now;
    }
    project(store, *m_office.rules(), staged);
}

QMap<QString, qint64> CentreBatch::finish()
{
    writeStaged();
    Store &store = m_office.store();
    QMap<QString, qint64> heads;
    for (const Change &change : std::as_const(m_changed)) {
        for (const QString &scope : change.scopes + change.left.values())
            heads.insert(scope, 0);
    }
    for (auto head = heads.begin(); head != heads.end(); ++head) {
        head.value() = store.feed.bump(head.key());
        int ord = 0;
        for (auto change = m_changed.cbegin(); change != m_changed.cend(); ++change) {
            using Kind = domain::ChangeRow::Kind;
            if (change->scopes.contains(head.key()))
                store.feed.put(head.key(), head.value(), ord++, change.key(), change->erased ? Kind::Erase : Kind::Put, change->version);
            else if (change->left.contains(head.key()))
                store.feed.put(head.key(), head.value(), ord++, change.key(), Kind::Leave, change->version,
                               change->to.isEmpty() ? QString() : QString("moved "_L1 + change->to));
        }
    }
    return heads;
}

void CentreBatch::settle(const storage::JournalRow &row)
{
    m_office.store().journal.setFate(row.operation.id, row.fate, row.result, false, row.settledAt);
    m_amended << storage::JournalChain::Amended{row.operation.id, u"settled"_s};
}

void CentreBatch::close(const QString &operationId, const QString &how)
{
    m_office.store().journal.close(operationId, how);
    m_amended << storage::JournalChain::Amended{operationId, u"closed"_s};
}

void CentreBatch::seal()
{
    if (m_rows.isEmpty() && m_amended.isEmpty() && m_erased.isEmpty())
        return;
    Store &store = m_office.store();
    const auto rules = m_office.rules();
    QList<storage::JournalChain::NewRow> rows;
    for (const auto &[row, touched] : std::as_const(m_rows)) {
        // Nobody makes chains by naming places; what names none we know hangs in the centre's own.
        const QString &place = row.operation.place;
        rows << storage::JournalChain::NewRow{row, touched, rules->place(place) ? place : QString()};
    }
    storage::JournalChain(store.database).add(rows, m_amended, m_erased, [&] { return chainHashOf(store); });
}

QStringList CentreBatch::referenceDocs() const
{
    QStringList docs;
    for (auto change = m_changed.cbegin(); change != m_changed.cend(); ++change) {
        if (change->scopes.contains(domain::referenceScope) || change->left.contains(domain::referenceScope.toString()))
            docs << change.key();
    }
    return docs;
}

} // namespace office
