// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QByteArray>
#include <QCryptographicHash>
#include <QIODevice>
#include <memory>

namespace server {

/// Who can read backups: an X25519 key pair of libsodium. The public half stands at the centre; the identity is kept elsewhere,
/// best on a medium in a safe, and is needed for a restore only.
struct BackupIdentity
{
    QByteArray publicKey, secretKey;          ///< 32 bytes each

    static BackupIdentity make();
    /// Lines of text: "onewindow-backup-key:…" and "onewindow-backup-identity:…" in base64.
    static QByteArray publicText(const QByteArray &publicKey);
    QByteArray text() const;
    /// The public keys of a file, one a line; others than these lines are left out. Refusal: backup.key-unusable {file}.
    static domain::Result<QList<QByteArray>> recipientsFrom(const QString &file);
    static domain::Result<BackupIdentity> from(const QString &file);
};

/// Packs (zstd) and encrypts a stream for whoever has one of some identities. The writer itself cannot read it afterwards.
///
///     8  magic "OWBACKUP"   1  version 1   1  recipients n
///     n × 80  the file's own random key, sealed to each (crypto_box_seal)
///     24  header, then chunks of at most 64 KiB + 17: crypto_secretstream_xchacha20poly1305, the last one tagged as final
///
/// A chunk that was altered, moved or left out does not open, and neither does a file that was cut.
class SealedWriter
{
public:
    /// Writes to `to`, which stays the caller's.
    SealedWriter(QIODevice &to, const QList<QByteArray> &recipients);
    ~SealedWriter();
    SealedWriter(const SealedWriter &) = delete;
    SealedWriter &operator=(const SealedWriter &) = delete;

    /// False: the device took no more.
    [[nodiscard]] bool write(QByteArrayView bytes);
    [[nodiscard]] bool finish();
    /// Of what went to the device.
    QByteArray sha256() const { return m_hash.result(); }
    qint64 size() const { return m_size; }

private:
    struct State;
    bool pack(QByteArrayView bytes, bool last);
    bool seal(bool last);
    bool put(QByteArrayView bytes);

    QIODevice &m_to;
    std::unique_ptr<State> m_state;
    QByteArray m_packed;                      ///< not yet sealed
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_size = 0;
    bool m_good = true;
};

/// Reads what a SealedWriter wrote.
class SealedReader
{
public:
    SealedReader(QIODevice &from, const BackupIdentity &identity);
    ~SealedReader();
    SealedReader(const SealedReader &) = delete;
    SealedReader &operator=(const SealedReader &) = delete;

    /// The next bytes, empty at the end. Refusals: backup.not-for-us (of another identity), backup.damaged.
    domain::Result<QByteArray> read();

private:
    struct State;
    domain::Result<domain::Done> open();

    QIODevice &m_from;
    const BackupIdentity m_identity;
    std::unique_ptr<State> m_state;
    bool m_ended = false;
};

} // namespace server
