// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/backup/sealedstream.h"
#include <QFile>
#include <QJsonObject>
#include <sodium.h>
#include <zstd.h>

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

constexpr char magic[] = "OWBACKUP";
constexpr qsizetype magicBytes = 8, chunkBytes = 64 * 1024;
constexpr char version = 1;
constexpr char publicLine[] = "onewindow-backup-key:", secretLine[] = "onewindow-backup-identity:";
constexpr int level = 3;

void startSodium()
{
    static const bool ready = sodium_init() >= 0;
    Q_ASSERT(ready);
    Q_UNUSED(ready)
}

const unsigned char *in(QByteArrayView bytes) { return reinterpret_cast<const unsigned char *>(bytes.data()); }
unsigned char *out(QByteArray &bytes) { return reinterpret_cast<unsigned char *>(bytes.data()); }

/// What the lines of a file that begin so say, decoded; those of another length are left out.
QList<QByteArray> keysIn(const QString &file, const QByteArray &begin)
{
    QFile text(file);
    QList<QByteArray> keys;
    if (!text.open(QIODevice::ReadOnly))
        return keys;
    constexpr qint64 longest = 4096;
    while (!text.atEnd()) {
        const QByteArray line = text.readLine(longest).trimmed();
        const QByteArray key = line.startsWith(begin) ? QByteArray::fromBase64(line.mid(begin.size())) : QByteArray();
        if (key.size() == qsizetype(crypto_box_PUBLICKEYBYTES))
            keys << key;
    }
    return keys;
}

} // namespace

BackupIdentity BackupIdentity::make()
{
    startSodium();
    BackupIdentity identity{QByteArray(crypto_box_PUBLICKEYBYTES, '\0'), QByteArray(crypto_box_SECRETKEYBYTES, '\0')};
    crypto_box_keypair(out(identity.publicKey), out(identity.secretKey));
    return identity;
}

QByteArray BackupIdentity::publicText(const QByteArray &publicKey) { return publicLine + publicKey.toBase64() + '\n'; }

QByteArray BackupIdentity::text() const { return publicText(publicKey) + secretLine + secretKey.toBase64() + '\n'; }

Result<QList<QByteArray>> BackupIdentity::recipientsFrom(const QString &file)
{
    const QList<QByteArray> keys = keysIn(file, publicLine);
    constexpr qsizetype most = 100;
    if (keys.isEmpty() || keys.size() > most)
        return refuse(u"backup.key-unusable", {{u"file"_s, file}});
    return keys;
}

Result<BackupIdentity> BackupIdentity::from(const QString &file)
{
    startSodium();
    const QList<QByteArray> keys = keysIn(file, secretLine);
    if (keys.size() != 1)
        return refuse(u"backup.key-unusable", {{u"file"_s, file}});
    BackupIdentity identity{QByteArray(crypto_box_PUBLICKEYBYTES, '\0'), keys.first()};
    crypto_scalarmult_base(out(identity.publicKey), in(identity.secretKey));
    return identity;
}

// ---------------------------------------------------------------------------------------------------------- writing

struct SealedWriter::State
{
    crypto_secretstream_xchacha20poly1305_state stream{};
    std::unique_ptr<ZSTD_CCtx, size_t (*)(ZSTD_CCtx *)> packer{ZSTD_createCCtx(), ZSTD_freeCCtx};
    QByteArray room = QByteArray(qsizetype(ZSTD_CStreamOutSize()), Qt::Uninitialized);
    ~State() { sodium_memzero(&stream, sizeof stream); }
};

SealedWriter::SealedWriter(QIODevice &to, const QList<QByteArray> &recipients) : m_to(to), m_state(std::make_unique<State>())
{
    startSodium();
    Q_ASSERT(!recipients.isEmpty() && recipients.size() < 128);
    ZSTD_CCtx_setParameter(m_state->packer.get(), ZSTD_c_compressionLevel, level);
    QByteArray key(crypto_secretstream_xchacha20poly1305_KEYBYTES, '\0');
    crypto_secretstream_xchacha20poly1305_keygen(out(key));
    QByteArray head(magic, magicBytes);
    head.append(version).append(char(recipients.size()));
    for (const QByteArray &recipient : recipients) {
        QByteArray box(crypto_box_SEALBYTES + qsizetype(key.size()), '\0');
        crypto_box_seal(out(box), in(key), quint64(key.size()), in(recipient));
        head.append(box);
    }
    QByteArray header(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
    crypto_secretstream_xchacha20poly1305_init_push(&m_state->stream, out(header), in(key));
    sodium_memzero(key.data(), size_t(key.size()));
    put(head.append(header));
}

SealedWriter::~SealedWriter() = default;

bool SealedWriter::put(QByteArrayView bytes)
{
    m_good = m_good && m_to.write(bytes.data(), bytes.size()) == bytes.size();
    m_hash.addData(bytes);
    m_size += bytes.size();
    return m_good;
}

bool SealedWriter::pack(QByteArrayView bytes, bool last)
{
    ZSTD_inBuffer input{bytes.data(), size_t(bytes.size()), 0};
    for (;;) {
        ZSTD_outBuffer output{m_state->room.data(), size_t(m_state->room.size()), 0};
        const size_t left = ZSTD_compressStream2(m_state->packer.get(), &output, &input, last ? ZSTD_e_end : ZSTD_e_continue);
        if (ZSTD_isError(left))
            return m_good = false;
        m_packed.append(m_state->room.constData(), qsizetype(output.pos));
        if (!seal(false))
            return false;
        if (last ? left == 0 : input.pos == input.size)
            return true;
    }
}

bool SealedWriter::seal(bool last)
{
    // The last chunk is never empty for want of bytes: it is the one that says that this is the end.
    while (m_good && (m_packed.size() > chunkBytes || last)) {
        const QByteArrayView chunk = QByteArrayView(m_packed).first(std::min(m_packed.size(), chunkBytes));
        const bool ends = last && chunk.size() == m_packed.size();
        QByteArray sealed(chunk.size() + qsizetype(crypto_secretstream_xchacha20poly1305_ABYTES), '\0');
        crypto_secretstream_xchacha20poly1305_push(&m_state->stream, out(sealed), nullptr, in(chunk), quint64(chunk.size()), nullptr, 0,
                                                   ends ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
        put(sealed);
        m_packed.remove(0, chunk.size());
        if (ends)
            break;
    }
    return m_good;
}

bool SealedWriter::write(QByteArrayView bytes) { return pack(bytes, false); }

bool SealedWriter::finish() { return pack({}, true) && seal(true); }

// ---------------------------------------------------------------------------------------------------------- reading

struct SealedReader::State
{
    crypto_secretstream_xchacha20poly1305_state stream{};
    std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx *)> unpacker{ZSTD_createDCtx(), ZSTD_freeDCtx};
    bool frameEnded = false;
    ~State() { sodium_memzero(&stream, sizeof stream); }
};

SealedReader::SealedReader(QIODevice &from, const BackupIdentity &identity) : m_from(from), m_identity(identity) { startSodium(); }
SealedReader::~SealedReader() = default;

Result<Done> SealedReader::open()
{
    const QByteArray begin = m_from.read(magicBytes + 2);
    if (begin.size() != magicBytes + 2 || !begin.startsWith(magic) || begin[magicBytes] != version || begin[magicBytes + 1] <= 0)
        return refuse(u"backup.damaged");
    QByteArray key(crypto_secretstream_xchacha20poly1305_KEYBYTES, '\0');
    bool found = false;
    for (int i = 0; i < begin[magicBytes + 1]; ++i) {
        const QByteArray box = m_from.read(crypto_box_SEALBYTES + key.size());
        found = found || (box.size() == crypto_box_SEALBYTES + key.size()
                          && crypto_box_seal_open(out(key), in(box), quint64(box.size()), in(m_identity.publicKey), in(m_identity.secretKey)) == 0);
    }
    if (!found)
        return refuse(u"backup.not-for-us");
    const QByteArray header = m_from.read(crypto_secretstream_xchacha20poly1305_HEADERBYTES);
    auto state = std::make_unique<State>();
    const bool good = header.size() == qsizetype(crypto_secretstream_xchacha20poly1305_HEADERBYTES)
                      && crypto_secretstream_xchacha20poly1305_init_pull(&state->stream, in(header), in(key)) == 0;
    sodium_memzero(key.data(), size_t(key.size()));
    if (!good)
        return refuse(u"backup.damaged");
    m_state = std::move(state);
    return Done{};
}

Result<QByteArray> SealedReader::read()
{
    if (!m_state) {
        if (const Result<Done> opened = open(); !opened)
            return opened.refusal();
    }
    QByteArray plain;
    while (plain.isEmpty() && !m_ended) {
        const QByteArray sealed = m_from.read(chunkBytes + qsizetype(crypto_secretstream_xchacha20poly1305_ABYTES));
        if (sealed.size() < qsizetype(crypto_secretstream_xchacha20poly1305_ABYTES))
            return refuse(u"backup.damaged");
        QByteArray packed(sealed.size() - qsizetype(crypto_secretstream_xchacha20poly1305_ABYTES), '\0');
        unsigned char tag = 0;
        if (crypto_secretstream_xchacha20poly1305_pull(&m_state->stream, out(packed), nullptr, &tag, in(sealed), quint64(sealed.size()), nullptr, 0) != 0)
            return refuse(u"backup.damaged");
        m_ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
        QByteArray room(qsizetype(ZSTD_DStreamOutSize()), Qt::Uninitialized);
        ZSTD_inBuffer input{packed.constData(), size_t(packed.size()), 0};
        bool more = input.size > 0;
        while (more) {
            ZSTD_outBuffer output{room.data(), size_t(room.size()), 0};
            const size_t left = ZSTD_decompressStream(m_state->unpacker.get(), &output, &input);
            if (ZSTD_isError(left))
                return refuse(u"backup.damaged");
            m_state->frameEnded = left == 0;
            plain.append(room.constData(), qsizetype(output.pos));
            more = input.pos < input.size || output.pos == output.size;
        }
    }
    if (m_ended && plain.isEmpty() && (!m_state->frameEnded || !m_from.atEnd()))
        return refuse(u"backup.damaged");
    return plain;
}

} // namespace server
