// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/attachment.h"
#include "office/office.h"
#include "storage/blobfiles.h"
#include "storage/blobstore.h"

namespace office {

using storage::Blob;
using storage::BlobState;

/// How an attachment stands, as the clerk sees it.
struct AttachmentStanding
{
    enum class State {
        Waiting,  ///< 待传: here, waits to be sent
        Sending,  ///< 传送中: `percent` of it is at the centre
        AtCentre, ///< 已到中心; `isHere` tells whether it can be opened off line
        Fetching, ///< is being brought from the centre
        Awaited,  ///< 未到中心: still at the window that took it in
        Damaged,  ///< 损坏: what is here is not what was taken in, and the centre has no other
    };
    State state = State::AtCentre;
    int percent = 0;
    bool isHere = false;
};

/// Attachments at this window (sync.md §9): taken in from files, attached by operations, sent and fetched by the courier,
/// kept while they are needed. Beside the database, in a folder of its own; names are hashes, so nothing that came from
/// outside is ever used as a path.
class Attachments : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString folder;                              ///< <data>/blobs
        qint64 cacheBytesMax = qint64(2) << 30;      ///< of what the centre has too; more is let go of, the longest unused first
        std::function<qint64()> bytesFree = {};      ///< of the disk; empty: asked of the system
        QByteArray key = {};                         ///< 32 bytes: files and their names are encrypted with it; empty: plain
    };
    Attachments(Office &office, Options options, QObject *parent = nullptr);
    ~Attachments() override;

    /// Copies a file into the store; when it returns ok, it is on disk under its hash. Its EXIF stays as it is: it belongs to
    /// what was scanned. Refusals: attachment.unreadable {name}, attachment.kind {name}, attachment.empty {name},
    /// attachment.too-large {name, mostMb}, attachment.disk-low {freeMb}, office.disk-full, office.store-failed.
    domain::Result<domain::Attachment> takeIn(const QString &filePath);
    /// The same for a picture made here (a signature), which thus lies nowhere else.
    domain::Result<domain::Attachment> takeIn(QByteArray bytes, const QString &fileName);
    /// Adds files taken in to a material of a case. Refusals as material.attach.
    domain::Result<Submitted> attach(const QString &caseId, const QString &key, const QList<domain::Attachment> &files, const Actor &actor);
    /// Takes one away, for a reason that is on record. Refusals as material.detach.
    domain::Result<Submitted> detach(const QString &caseId, const domain::Attachment &file, const QString &reason, const Actor &actor);

    AttachmentStanding standing(const QString &sha256) const;
    /// Where the file lies, if it is here and sound; touches it, so that it is kept. Empty: fetch() it first. Its bytes are got by
    /// piece(): with a key they are sealed there.
    QString openable(const QString &sha256);
    /// A copy under a name with its ending, for other programs to open; the copies go when another person comes, and at the next start. Empty: as openable().
    QString copyToOpen(const domain::Attachment &file);
    /// Somebody else may come: the copies go now.
    void takeBackCopies();
    /// Asks the courier to bring it.
    void fetch(const QString &sha256) { Q_EMIT wantedHere(sha256); }
    /// Asks the courier how these stand at the centre.
    void look(const QStringList &sha256) { Q_EMIT lookedAt(sha256); }

    struct Waiting
    {
        int count = 0;
        qint64 bytes = 0;
    };
    /// What the centre does not have yet.
    Waiting waiting() const;
    /// Whether the disk is so full that attachments are not taken in any more; bytes free otherwise nothing to say.
    bool isDiskLow() const;
    qint64 bytesFree() const;

    // For the courier.
    /// To be sent, the smallest first; without those whose operation the centre has not heard of yet.
    QList<Blob> toSend(int limit) const;
    /// Whether the bytes are still those that were taken in. If not, it is noted as damaged, said by damaged(), and never sent.
    bool isFitToSend(const QString &sha256);
    QByteArray piece(const QString &sha256, qint64 offset, qint64 length) const;
    void noteSending(const QString &sha256, qint64 sentBytes);
    void noteAtCentre(const QString &sha256);
    void noteAwaited(const QString &sha256);
    /// The centre asks for it: to be sent again if it is here, whatever was told before. False: it is not here.
    bool noteWanted(const QString &sha256);
    qint64 fetchedBytes(const QString &sha256) const;
    void noteFetching(const QString &sha256, int percent);
    /// Adds a piece that came. Refusals: office.disk-full, office.store-failed, attachment.disk-low {freeMb}.
    domain::Result<qint64> addFetched(const QString &sha256, qint64 offset, const QByteArray &bytes);
    /// The last piece is there: verified, named, entered. Refusals: blob.digest (the pieces are gone).
    domain::Result<domain::Done> finishFetched(const QString &sha256, const domain::Attachment &known);
    void dropFetched(const QString &sha256);
    /// Those that had not reached the centre when it was asked last.
    QStringList awaited(int limit) const;
    /// Attachments of cases open now that are not here, the last changed first, within the room the cache has left.
    QStringList toPrefetch(const QDateTime &openSince, int limit) const;
    /// What is known of it: from its row, else from a case that names it.
    std::optional<domain::Attachment> known(const QString &sha256) const;
    /// What the clerk calls it: file name and case number.
    QString title(const QString &sha256) const;

    /// Lets go of what is not needed: temporary and partial files of a week ago; what nothing names, at once if the centre has
    /// it, else after a week; of the rest the longest unused beyond the cache's size. Never what open cases (changed within 30
    /// days), returned work or drafts name. Gives how many files went.
    int sweep();

    /// What is wrong (properties 19 and 20, the window's side): rows without their file, files that do not hash to their name
    /// though nobody noted it, attachments of operations that are neither here nor noted. Empty is right.
    QStringList check() const;
    /// Damaged here and not at the centre.
    QStringList lost() const;

    storage::BlobFiles &files() { return m_files; }

Q_SIGNALS:
    /// How it stands has changed.
    void changed(const QString &sha256);
    /// Something waits to be sent.
    void waitingChanged();
    void wantedHere(const QString &sha256);
    void lookedAt(const QStringList &sha256);
    /// Noticed before sending: the bytes here are not those that were taken in.
    void damaged(const QString &sha256);

private:
    domain::Result<domain::Attachment> takeInFrom(QIODevice &source, const QString &name);
    void setState(const QString &sha256, BlobState state);
    std::optional<Blob> row(const QString &sha256) const;
    domain::Result<domain::Done> makeRoom(qint64 bytes) const;
    bool letGo(const Blob &blob);

    Office &m_office;
    const Options m_options;
    storage::BlobFiles m_files;
    const QString m_opened; ///< folder of the copies for other programs
    QHash<QString, int> m_fetching; ///< per cent
};

} // namespace office
