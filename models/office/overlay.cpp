// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/overlay.h"
#include "office/numbers.h"
#include "office/operationkinds.h"
#include "office/projection.h"
#include "office/store.h"
#include "office/workspace.h"

namespace office {
using namespace Qt::StringLiterals;
using storage::Fate;
using storage::JournalRow;

namespace {

const QString unheardSetting = u"unheard-operations"_s;
const QString inBase = u"inBase"_s;

int unheardCount(const Store &store)
{
    return store.settings.text(unheardSetting, u"0"_s).toInt();
}

} // namespace

Overlay::Overlay(Office &office)
    : m_office(office), m_store(office.store()), m_holdings(m_store.database),
      m_scopes(m_store.settings.text(u"scopes"_s, u"ref"_s).split(u' ', Qt::SkipEmptyParts)), m_hasOverlays(m_holdings.hasOverlays()),
      m_healing(unheardCount(m_store) > 0)
{
}

QJsonObject Overlay::viewOf(const QString &doc) const
{
    const auto document = m_store.documents.load(doc);
    return document ? document->body : QJsonObject();
}

bool Overlay::isCovered(const QString &doc, const QJsonObject &result) const
{
    const QJsonObject at = result[u"at"_s].toObject();
    for (auto scope = at.begin(); scope != at.end(); ++scope) {
        if (m_scopes.contains(scope.key()) && m_store.cursors.of(scope.key()).seq < scope.value().toInteger())
            return false;
    }
    // The feed keeps a document's last change only: when another one followed, the row may still be to come in the next page.
    const std::optional<qint64> version = m_holdings.versionOf(doc);
    return !version || *version >= result[u"doc_v"_s].toInteger();
}

void Overlay::take(const domain::ChangeRow &row, const QString &scope)
{
    m_changed << row.id;
    m_shown.remove(row.id);
    switch (row.kind) {
    case domain::ChangeRow::Kind::Leave:
        return leave(row.id, scope);
    case domain::ChangeRow::Kind::Erase:
        return erase(row.id);
    case domain::ChangeRow::Kind::Put:
        break;
    }
    const bool hasWork = m_healing || (m_hasOverlays && m_holdings.isOverlaid(row.id));
    m_holdings.put(row, hasWork);
    if (hasWork)
        m_anew << row.id;
    else if (isProjected(row.documentKind))
        m_shown.insert(row.id, {row.id, row.documentKind, row.version, row.scopes, QJsonDocument::fromJson(row.bodyText).object()});
}

void Overlay::leave(const QString &doc, const QString &scope)
{
    m_changed << doc;
    m_holdings.leave(doc, scope);
    if (m_holdings.isIn(doc, m_scopes))
        return;
    if (m_hasOverlays && m_holdings.isOverlaid(doc)) {
        m_holdings.freeze(doc);
        m_anew << doc;
        return;
    }
    m_holdings.remove(doc);
    unproject(m_store, doc);
}

/// By law nothing of it may stay: not the copies kept beside refused work, and no view that pending work would make of it.
/// The operations themselves stay, are sent, and are answered by the centre.
void Overlay::erase(const QString &doc)
{
    for (JournalRow &row : m_store.journal.ofDocument(doc)) {
        const bool hadCopy = row.result.contains(u"ours"_s) || row.result.contains(u"document"_s);
        row.result.remove(u"ours"_s);
        row.result.remove(u"document"_s);
        if (hadCopy)
            m_store.journal.setResult(row.operation.id, row.result);
        if (row.overlay) {
            m_store.journal.clearOverlay(row.operation.id);
            m_anew += m_store.journal.touchedBy(row.seq);
        }
    }
    m_anew.removeAll(doc);
    m_holdings.remove(doc);
    unproject(m_store, doc);
    m_store.settings.set(u"search-scrub"_s, u"wanted"_s);
}

bool Overlay::uncover()
{
    constexpr int rowsAtOnce = 500;
    bool any = false;
    qint64 after = 0;
    // Heads rise with the operations: where none of so many is covered, none behind them is.
    for (bool found = m_hasOverlays; found;) {
        found = false;
        for (const storage::HoldingStore::Uncovered &row : m_holdings.uncovered(after, rowsAtOnce)) {
            after = row.seq;
            if (!isCovered(row.doc, row.result))
                continue;
            m_store.journal.clearOverlay(row.operation);
            m_anew += m_store.journal.touchedBy(row.seq);
            any = found = true;
        }
    }
    return any;
}

void Overlay::heard(const QStringList &docs)
{
    if (!m_healing)
        return;
    int unheard = 0;
    for (const QString &doc : docs) {
        for (JournalRow &row : m_store.journal.ofDocument(doc)) {
            if (!row.result[inBase].toBool())
                continue;
            row.result.remove(inBase);
            ++unheard;
            const bool isOnTop = row.fate == Fate::Pending || (row.fate == Fate::Accepted && !isCovered(row.operation.doc, row.result));
            m_store.journal.setFate(row.operation.id, row.fate, row.result, isOnTop, row.settledAt);
            m_hasOverlays = m_hasOverlays || isOnTop;
            m_anew += m_store.journal.touchedBy(row.seq);
        }
    }
    addUnheard(-unheard);
}

void Overlay::heardAll()
{
    if (m_healing)
        heard(m_holdings.unheard());
}

void Overlay::addUnheard(int count)
{
    if (count == 0)
        return;
    const int left = std::max(0, unheardCount(m_store) + count);
    m_store.settings.set(unheardSetting, QString::number(left));
}

QStringList Overlay::changed() const
{
    return m_changed.values();
}

void Overlay::rerun(const QStringList &docs)
{
    // An operation that touches one of the documents may touch others, and those still others.
    QSet<QString> affected(m_anew.begin(), m_anew.end());
    affected += QSet<QString>(docs.begin(), docs.end());
    m_anew.clear();
    QList<JournalRow> operations;
    for (qsizetype known = -1; known != affected.size();) {
        known = affected.size();
        operations = m_store.journal.overlaysTouching(affected.values());
        for (const JournalRow &row : std::as_const(operations)) {
            for (const QString &doc : m_store.journal.touchedBy(row.seq))
                affected << doc;
        }
    }
    QSet<QString> gone;
    QHash<QString, QJsonObject> before;
    for (const QString &doc : std::as_const(affected)) {
        if (!operations.isEmpty())
            before.insert(doc, viewOf(doc));
        if (!m_store.documents.dropView(doc))
            gone << doc;
    }
    perform(operations, before, gone);
    for (const QString &doc : std::as_const(affected)) {
        const bool isThawed = !gone.contains(doc) && m_holdings.isFrozen(doc) && !m_holdings.isOverlaid(doc);
        if (isThawed)
            m_holdings.remove(doc); // the work on it is settled, and nobody tells of it any more
        m_shown.remove(doc);
        if (gone.contains(doc) || isThawed)
            unproject(m_store, doc);
        else if (const auto document = m_store.documents.load(doc))
            m_shown.insert(doc, *document);
    }
    m_changed += affected;
    show();
}

void Overlay::perform(QList<JournalRow> &operations, const QHash<QString, QJsonObject> &before, QSet<QString> &gone)
{
    const std::shared_ptr<const Rulebook> rules = m_office.rules();
    const auto load = [this](const QString &id) { return m_store.documents.load(id); };
    for (JournalRow &row : operations) {
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
                m_store.journal.setResult(row.operation.id, row.result);
            }
            continue;
        }
        for (const domain::Document &document : workspace.saved()) {
            m_store.documents.putView(document);
            gone.remove(document.id);
        }
    }
}

void Overlay::show()
{
    if (m_shown.isEmpty())
        return;
    project(m_store, *m_office.rules(), m_shown.values());
    m_shown.clear();
}

} // namespace office
