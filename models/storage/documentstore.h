// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/document.h"
#include <QList>
#include <optional>

namespace storage {

class Database;

/// The documents: what the centre last said (base) and, at a window, what our pending operations make of it (view).
class DocumentStore
{
public:
    explicit DocumentStore(Database &database) : m_database(database) {}

    /// As the office sees it now: the view where there is one, else the base.
    std::optional<domain::Document> load(const QString &id) const;
    /// The centre's last word; nothing when the centre has not seen it.
    std::optional<domain::Document> base(const QString &id) const;
    /// Every document of a kind, as the office sees it.
    QList<domain::Document> ofKind(const QString &kind) const;
    /// Writes the centre's word as it was told to a window, whatever was there; a view on top stays until it is made anew.
    void putBase(const domain::Document &document);
    /// Writes the centre's next word: only over the version before it, or over nothing. Throws Conflict when another writer
    /// was quicker. `before` is what the document was made of.
    void putNext(const domain::Document &document, const std::optional<domain::Document> &before);
    /// Makes other writers of these documents wait until the transaction ends, whatever order they came in; with one writer
    /// nothing is to be done. Documents that don't exist yet are left to putNext().
    void hold(QStringList ids);
    /// Writes what pending operations make of it. Where the centre has spoken, its scopes hold: who sees a document is not for a
    /// window to say.
    void putView(const domain::Document &document);
    /// Takes the view away; a document the centre never saw goes with it. Returns false when the document is gone.
    bool dropView(const QString &id);
    /// The document left one scope; it goes when none is left and nothing is pending on it. Returns false when it is gone.
    bool leave(const QString &id, const QString &scope);
    QStringList idsInScope(const QString &scope) const;
    /// Takes the document away wholly, whatever anybody still has to say about it.
    void remove(const QString &id);

private:
    void putScopes(const domain::Document &document);
    Database &m_database;
};

} // namespace storage
