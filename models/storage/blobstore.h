// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDateTime>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>
#include <optional>

namespace storage {

class Database;

/// Where the bytes of an attachment stand.
enum class BlobState {
    // at the centre
    Wanted,  ///< told of by an operation, not here yet
    Held,    ///< here, verified
    Lost,    ///< nobody who had it has it any more
    // at a window
    Unsent,  ///< here; the centre does not have it, as far as is known
    Sent,    ///< here and at the centre
    Remote,  ///< at the centre, not here
    Awaited, ///< neither here nor at the centre yet: still at the window that took it in
    Damaged, ///< what is here does not hash to its name, and the centre does not have it
};
QString toCode(BlobState state); ///< "wanted", "held", "lost", "unsent", "sent", "remote", "awaited", "damaged"

/// What is known of the bytes of one attachment.
struct Blob
{
    QString sha256;
    BlobState state = BlobState::Unsent;
    qint64 size = 0;
    QString media, name;
    qint64 sent = 0;   ///< bytes the other side is known to have
    QDateTime at;      ///< when it was first heard of
    QDateTime usedAt;  ///< when it was last looked at, or lost its last reference
};

/// What is known of attachments, and who refers to them. A reference is a document's id, or a sign of the form "sign:…".
class BlobStore
{
public:
    explicit BlobStore(Database &database) : m_database(database) {}

    std::optional<Blob> byName(const QString &sha256) const;
    /// Adds or replaces.
    void put(const Blob &blob);
    void setState(const QString &sha256, BlobState state);
    void setSent(const QString &sha256, qint64 bytes);
    void touch(const QString &sha256, const QDateTime &usedAt);
    void remove(const QString &sha256);
    /// The smallest first.
    QList<Blob> inState(BlobState state, int limit) const;
    struct Total
    {
        int count = 0;
        qint64 bytes = 0;
    };
    Total total(BlobState state) const;
    /// Blobs whose hash begins with these digits.
    QList<Blob> beginningWith(const QString &digits) const;

    /// The document refers to these and no others; what it lets go of counts as used until `now`, if that is told.
    void setReferences(const QString &doc, const QStringList &sha256, const QDateTime &now = {});
    void refer(const QString &doc, const QString &sha256);
    void unrefer(const QString &doc, const QString &sha256);
    QStringList referrers(const QString &sha256) const;
    QStringList referredBy(const QString &doc) const;
    /// References of all documents or signs that begin so, in order; each as document and hash.
    QList<std::pair<QString, QString>> referencesOf(const QString &beginning, int limit) const;

    /// Devices that have read one of these scopes.
    QStringList devicesReading(const QStringList &scopes) const;

    /// In this state, used before that time, and referred to by no document.
    QList<Blob> unreferenced(BlobState state, const QDateTime &usedBefore, int limit) const;
    /// In this state and not of a case that is open and changed since then, the longest unused first.
    QList<Blob> evictable(BlobState state, const QDateTime &openSince, int limit) const;
    /// Hashes that acts name which still wait for the centre's answer.
    QSet<QString> namesInPendingActs() const;
    /// Whether a draft, work under way or returned work names it.
    bool isNamedInWork(const QString &sha256) const;
    /// Whether returned work names it that nobody has dealt with yet.
    bool isNamedInReturned(const QString &sha256) const;
    /// Cases open and changed since then whose attachments are not here, the last changed first.
    QStringList absentOfOpenCases(const QDateTime &openSince, int limit) const;

private:
    QList<Blob> select(const QString &where, const QVariantList &values) const;
    Database &m_database;
};

} // namespace storage
