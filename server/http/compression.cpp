// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/compression.h"
#include "exchange/crc32.h"
#include <QtEndian>
#include <memory>
#include <zstd.h>

namespace server {

namespace {
constexpr qsizetype worthBytes = 1024;
constexpr int level = 3;

bool isAllowed(const QByteArray &parameters)
{
    // "gzip;q=0" says: anything but that.
    const QByteArray quality = parameters.mid(parameters.indexOf("q=") + 2).trimmed();
    return !parameters.contains("q=") || quality.toDouble() > 0;
}
} // namespace

QByteArray contentCoding(const QByteArray &acceptEncoding)
{
    bool gzip = false;
    for (const QByteArray &entry : acceptEncoding.toLower().split(',')) {
        const qsizetype mark = entry.indexOf(';');
        const QByteArray name = (mark < 0 ? entry : entry.left(mark)).trimmed();
        if (!isAllowed(mark < 0 ? QByteArray() : entry.mid(mark)))
            continue;
        if (name == "zstd")
            return name;
        gzip = gzip || name == "gzip" || name == "x-gzip";
    }
    return gzip ? QByteArray("gzip") : QByteArray();
}

// RFC 1952 around what Qt compresses: qCompress writes four bytes of length, two of zlib's head, the deflated bytes, four of its sum.
QByteArray gzip(const QByteArray &bytes)
{
    constexpr qsizetype before = 6, after = 4;
    constexpr char head[] = {'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, '\xff'};
    const QByteArray packed = qCompress(bytes, level);
    exchange::Crc32 crc;
    crc.add(bytes);
    QByteArray tail(8, '\0');
    qToLittleEndian(crc.value(), tail.data());
    qToLittleEndian(quint32(bytes.size()), tail.data() + 4);
    QByteArray whole(head, sizeof head);
    whole.append(packed.constData() + before, packed.size() - before - after);
    return whole.append(tail);
}

QByteArray zstd(const QByteArray &bytes)
{
    QByteArray packed(qsizetype(ZSTD_compressBound(size_t(bytes.size()))), Qt::Uninitialized);
    // What it works with takes longer to set up than a page to compress.
    thread_local const std::unique_ptr<ZSTD_CCtx, size_t (*)(ZSTD_CCtx *)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
    const size_t size = ZSTD_compressCCtx(context.get(), packed.data(), size_t(packed.size()), bytes.constData(), size_t(bytes.size()), level);
    if (ZSTD_isError(size))
        return {};
    packed.truncate(qsizetype(size));
    return packed;
}

void compress(const Request &request, Response &response)
{
    const bool isText = response.contentType == "application/x-ndjson" || response.contentType == "application/json";
    if (response.status != 200 || !isText || response.body.size() < worthBytes || response.headers.contains("Content-Encoding"))
        return;
    response.headers.insert("Vary", "Accept-Encoding");
    const QByteArray coding = contentCoding(request.header("accept-encoding"));
    if (coding.isEmpty())
        return;
    const QByteArray packed = coding == "zstd" ? zstd(response.body) : gzip(response.body);
    if (packed.isEmpty() || packed.size() >= response.body.size())
        return;
    response.body = packed;
    response.headers.insert("Content-Encoding", coding);
}

} // namespace server
