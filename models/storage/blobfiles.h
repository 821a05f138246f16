// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "storage/vault/secret.h"
#include <QByteArray>
#include <QDateTime>
#include <QStringList>
#include <functional>
#include <optional>

class QIODevice;

namespace storage {

/// A folder of files named by the SHA-256 of their bytes: <folder>/aa/<sha256>. A name stands only for a whole file that
/// was on disk before it got the name: write, fsync, rename, fsync of the folder. Pieces on their way lie in a folder of
/// their own on the same disk, where nobody takes them for a file. Several processes may work on one folder. Disk trouble is
/// thrown as Fault (DiskFull, Failed). Names given to these functions must be hashes (domain::isBlobName) or made of them.
///
/// With a key of 32 bytes the bytes are sealed (vault/sealedfile.h), the pieces on their way as well; sizes and offsets are of
/// the plain bytes. The hash of a known paper would tell that this file is one: with Names::Hidden a file is therefore named by
/// the HMAC of its name, and namesIn() and signs() have nothing to give. With Names::Plain, files that stood here before there was
/// a key are read as they are until sealSome() or sealAll() has come to them.
class BlobFiles
{
public:
    enum class Names { Hidden, Plain };
    explicit BlobFiles(const QString &folder, const QString &partialFolder = {}, const QByteArray &key = {}, Names names = Names::Hidden);

    QString folder() const { return m_folder; }
    /// Where the file of that name is or would be. Only without a key are its bytes those of the file.
    QString path(const QString &sha256) const;
    /// Bytes of the file; nothing when there is none.
    std::optional<qint64> size(const QString &sha256) const;
    bool has(const QString &sha256) const { return size(sha256).has_value(); }
    /// Whether the file is there and its bytes still hash to its name.
    bool isSound(const QString &sha256) const;
    /// Some bytes of the file; fewer at its end, none when it is not there or not what was written.
    QByteArray read(const QString &sha256, qint64 offset, qint64 length) const;
    void remove(const QString &sha256);

    struct TakenIn
    {
        QString sha256;
        qint64 size = 0;
    };
    /// Seals what stood here before there was a key, and writes over the plain files. What is on its way is given up. Broken off, it
    /// goes on when called again.
    void sealAll();
    /// The same, with Names::Plain, for up to `most` files whose hash begins with these two digits; gives how many.
    int sealSome(const QString &firstTwoDigits, int most);

    /// Copies what `source` gives from where it stands, hashing on the way. Nothing: it gave more than `bytesMax`, or failed.
    std::optional<TakenIn> takeIn(QIODevice &source, qint64 bytesMax);

    // Pieces of a file on its way, under a name of the caller's.
    qint64 partialSize(const QString &name) const;
    /// Adds `bytes` at `offset`. Gives how many bytes there are now; another number than offset + size means that nothing was
    /// added: the offset was not the end, or somebody else is at it.
    qint64 appendPartial(const QString &name, qint64 offset, const QByteArray &bytes);
    /// Gives a whole file its name if its bytes hash to it. The partial file is gone afterwards in either case.
    bool finishPartial(const QString &name, const QString &sha256);
    void dropPartial(const QString &name);
    /// Small signs beside the pieces ("this one has arrived"): empty files.
    void sign(const QString &name);
    bool isSigned(const QString &name) const;
    void unsign(const QString &name);
    QStringList signs() const;

    /// Removes temporary and partial files untouched since then; gives how many.
    int sweepPartials(const QDateTime &before);
    /// Names of the files whose hash begins with these two digits.
    QStringList namesIn(const QString &firstTwoDigits) const;
    QDateTime lastModified(const QString &sha256) const;
    /// Bytes a program may still write on this disk.
    qint64 bytesFree() const;

    /// Called before each step that touches the disk ("write", "fsync", "rename", "fsync-folder", "remove"); tests throw from it.
    void setStepHook(std::function<void(const char *step)> hook) { m_hook = std::move(hook); }

private:
    QString nameOf(const QString &name) const;
    QString hashOf(const QString &path) const;
    qint64 sizeOf(const QString &path) const;
    bool isOfBefore(const QString &path) const;
    bool sealFile(const QString &path);
    QString partialPath(const QString &name) const;
    QString temporaryPath() const;
    void step(const char *what) const;
    void giveName(const QString &from, const QString &sha256);
    void makeFolder(const QString &path) const;
    void syncFolder(const QString &path) const;

    const QString m_folder, m_partialFolder;
    std::optional<Secret> m_key, m_nameKey; ///< none: as they are
    std::function<void(const char *)> m_hook;
};

} // namespace storage
