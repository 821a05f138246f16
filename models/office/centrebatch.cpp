// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/centrebatch.h"
#include "domain/staff/staff.h"
#include "office/office.h"
#include "office/projection.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;

QList<domain::Document> CentreBatch::write(const QList<domain::Document> &documents)
{
    Store &store = m_office.store();
    QList<domain::Document> written;
    for (domain::Document document : documents) {
        const auto before = store.documents.base(document.id);
        document.version = before ? before->version + 1 : 1;
        store.documents.putNext(document, before);
        project(store, *m_office.rules(), document);
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
        const auto before = store.documents.base(id);
        if (!before)
            continue;
        store.documents.remove(id);
        unproject(store, id);
        store.journal.redact(id);
        Change &change = m_changed[id];
        change.version = before->version + 1;
        change.scopes = before->scopes;
        change.erased = true;
    }
}

QMap<QString, qint64> CentreBatch::finish()
{
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

bool CentreBatch::touchesReference() const
{
    return std::any_of(m_changed.begin(), m_changed.end(), [](const Change &change) { return change.scopes.contains(domain::referenceScope); });
}

} // namespace office
