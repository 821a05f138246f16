// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include "office/office.h"
#include "storage/holdingstore.h"
#include "storage/journalstore.h"
#include <QHash>
#include <QSet>

namespace office {

/// What a window shows of a document: the centre's last word, and on top of it what our own operations make of it until their
/// effect has come down (sync.md §4). Works within the transaction of its caller; faults are the caller's too.
class Overlay
{
public:
    explicit Overlay(Office &office);

    /// A document as it is shown here; empty when it is not known.
    QJsonObject viewOf(const QString &doc) const;
    /// The effect of an accepted act on the document is in what came down: the cursors have reached every head in which it
    /// is visible, and the document is as new. Scopes not held here are not waited for. `result` is the stored outcome.
    bool isCovered(const QString &doc, const QJsonObject &result) const;

    /// Takes one row of a page. Documents with pending work on them must be made anew with rerun().
    void take(const domain::ChangeRow &row, const QString &scope);
    /// The document is not told about through this scope any more; it goes unless another scope or pending work holds it.
    void leave(const QString &doc, const QString &scope);
    /// What the cursors now cover needs no overlay any more: its effect is in the base. True when there was any.
    bool uncover();
    /// Makes the views anew of all documents taken, left and uncovered since, and of these.
    void rerun(const QStringList &docs = {});
    /// Every document that changed.
    QStringList changed() const;

    /// The centre has spoken of these documents in its present history: operations it has forgotten, whose effect lay in what
    /// it had said before, lie on top from now on.
    void heard(const QStringList &docs);
    /// The same of all documents at once.
    void heardAll();
    /// How many operations wait for that.
    void addUnheard(int count);

private:
    void erase(const QString &doc);
    void perform(QList<storage::JournalRow> &operations, const QHash<QString, QJsonObject> &before, QSet<QString> &gone);
    void show();

    Office &m_office;
    Store &m_store;
    storage::HoldingStore m_holdings;
    const QStringList m_scopes;
    bool m_hasOverlays;
    bool m_healing;
    QStringList m_anew;                  ///< to be run again
    QHash<QString, domain::Document> m_shown; ///< to be projected
    QSet<QString> m_changed;
};

} // namespace office
