// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/operation/operation.h"
#include "domain/result.h"
#include "storage/blobfiles.h"

namespace office {

class Office;
struct Store;

/// How one blob stands, for the device that asks.
struct BlobStanding
{
    enum class State {
        Unknown, ///< not this device's business, whether the centre has it or not
        Wanted,  ///< this device is asked for it; `offset` bytes of it are here
        Awaited, ///< the caller may see it, but it has not arrived
        Held,    ///< here, and the caller may have it
        Lost,    ///< nobody who had it has it any more
    };
    QString sha256;
    State state = State::Unknown;
    qint64 offset = 0;
};

/// Attachments at the centre (sync.md §9): which are wanted from whom, how their pieces come in, who may have them. The file
/// with the name is the truth about a blob; its row follows. Pieces and files are taken by reading threads, which may not
/// write to the store: they leave a sign beside the piece, and the next have() or tend() writes it down.
///
/// Nobody stores here what no act of his names, and nobody gets by naming a hash what he does not have: a document's blob is
/// given out only after a device that attached it there has brought it, whoever else had brought it before.
class CentreAttachments
{
public:
    /// `filesFolder`: attachments in blobs/, pieces in partial/; shared by all servers of one database.
    /// `key`: 32 bytes; attachments and their pieces are sealed with it, those of before one after the other as tend() comes to them.
    CentreAttachments(Office &office, const QString &filesFolder, const QByteArray &key = {});
    /// To be asked before anything is read: files sealed with another key would be taken for damaged ones. The first key given is
    /// the one from then on. Refusals: key.wrong, key.lacking.
    static domain::Result<domain::Done> adoptKey(Office &office, const QByteArray &key);
    /// After the files were put back under this key (empty: plain), whatever it was before.
    static domain::Result<domain::Done> replaceKey(Office &office, const QByteArray &key);

    /// Within the transaction of a push: notes what an operation's device is to bring.
    static void expect(Store &store, const domain::Operation &operation, const QString &device, bool refused, const QDateTime &now);
    /// The device will never bring anything again (revoked, destroyed): what only it had is lost. Within a transaction.
    void forget(const QString &device);
    /// What the centre lacks and believes at this device, "sha256:…".
    QStringList wantedFrom(const QString &device, int max) const;

    /// How blobs stand; notes before what has arrived, and what the device says it does not have (any more). Writes.
    domain::Result<QList<BlobStanding>> have(const QStringList &sha256, const QStringList &lacking, const QString &device, const QStringList &scopes);
    BlobStanding standing(const QString &sha256, const QString &device, const QStringList &scopes) const;
    /// Takes a piece of a blob of `length` bytes at `offset`; gives how many bytes are here now, `length` when it is whole
    /// and its hash agrees. Refusals: blob.unknown, blob.offset {offset}, blob.digest, blob.too-large {mostMb}, blob.malformed,
    /// blob.busy (the device sends another piece of it just now), office.disk-full, office.store-failed.
    domain::Result<qint64> take(const QString &sha256, const QString &device, const QStringList &scopes, qint64 offset, qint64 length, const QByteArray &bytes);

    /// A blob in one piece; what was here of it before does not count.
    domain::Result<qint64> takeWhole(const QString &sha256, const QString &device, const QStringList &scopes, const QByteArray &bytes);

    struct Piece
    {
        qint64 size = 0; ///< of the whole blob
        QString media;
        QByteArray bytes;
    };
    /// Bytes of a blob from `offset`, at most `length`. Refusals: blob.unknown, blob.awaited.
    domain::Result<Piece> read(const QString &sha256, const QStringList &scopes, qint64 offset, qint64 length) const;
    /// Whether every attachment of the document is here: what a decision needs that must have seen them.
    bool areAllHeld(const QString &doc) const;

    /// What the clock asks for: writes down what has arrived, looks after one part in 256 of the files, another every ten
    /// seconds (missing and damaged ones are asked for again), sweeps old pieces and what nothing refers to since seven days.
    /// Of several servers one does it at a time. Writes.
    void tend();
    /// The same at once for all parts, reading every file (after the files were restored).
    void tendAll();
    /// What is wrong: rows without their file, files that do not hash to their name. Empty is right.
    QStringList check() const;
    /// Blobs of documents that are neither here nor counted as lost.
    QStringList outstanding() const;
    /// Blobs nobody has any more.
    QStringList lost() const;

    storage::BlobFiles &files() { return m_files; }

private:
    QString partialName(const QString &sha256, const QString &device) const;
    bool maySee(const QStringList &referrers, const QStringList &scopes) const;
    void takeDown(const QString &sign);
    void askAround(const QString &sha256);
    void inspect(int part, qint64 round, bool readAll);
    void sweep();
    void sealOld();

    Office &m_office;
    storage::BlobFiles m_files;
    const bool m_seals;
};

} // namespace office
