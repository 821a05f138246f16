// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes on a connection, up to one request. The first byte says in what pieces they come, the second what the route allows.
#include "fuzz/fuzzing.h"
#include "server/http/byterange.h"
#include "server/http/compression.h"
#include "server/http/requestreader.h"
#include <QUrl>

namespace {

struct Read
{
    int status = 0; ///< of the trouble; 0: none
    bool done = false;
    server::Request request;
};

/// What a connection does with the bytes as they come.
Read read(QByteArrayView bytes, qsizetype piece, qint64 bodyBytesMax)
{
    server::Listener::Limits limits;
    limits.headerBytesMax = 2048;
    limits.targetBytesMax = 512;
    limits.bodyBytesTotalMax = 64 * 1024;
    std::atomic<qint64> held = 0;
    Read result;
    {
        server::RequestReader reader(limits, held);
        QByteArray buffer;
        const auto trouble = [&](const std::optional<server::Trouble> &why) { result.status = why ? why->status : result.status; return why.has_value(); };
        bool inBody = false;
        for (qsizetype at = 0; at < bytes.size() && !result.done; at += piece) {
            buffer += bytes.sliced(at, std::min(piece, bytes.size() - at));
            const auto feed = [&] {
                const std::size_t used = reader.feed({buffer.constData(), std::size_t(buffer.size())});
                fuzzing::hold(used <= std::size_t(buffer.size()), "no more is taken than came");
                buffer.remove(0, qsizetype(used));
            };
            if (!inBody) {
                feed();
                if (trouble(reader.failure()))
                    break;
                if (!reader.is_header_done())
                    continue;
                if (trouble(reader.head().unsoundness()))
                    break;
                if (!reader.allowBody(bodyBytesMax)) {
                    result.status = 413;
                    break;
                }
                inBody = true;
            }
            if (!reader.is_done())
                feed();
            if (trouble(reader.failure()))
                break;
            fuzzing::hold(held <= limits.bodyBytesTotalMax, "bodies together stay within what they may hold");
            result.done = reader.is_done();
        }
        result.request = reader.request();
    }
    fuzzing::hold(held == 0, "what a request held is given back");
    return result;
}

void holdRequest(const server::Request &request, qint64 bodyBytesMax)
{
    fuzzing::hold(request.body.size() <= bodyBytesMax, "no body is longer than its route takes");
    fuzzing::hold(!request.path.isEmpty() && (request.path.startsWith('/') || request.path == "*"), "a path begins with a slash");
    for (const char c : request.target)
        fuzzing::hold(c > ' ' && c <= '~', "a target is printable");
    for (const QString &segment : request.segments())
        fuzzing::hold(!segment.contains(QChar(0)), "no name ends before its end");
    fuzzing::hold(request.headers.contains("host") || !request.headers.contains("transfer-encoding"), "a request says where it goes to");
    request.bearerToken();
    request.queryValue(u"a");
    const qint64 size = request.body.size() + 100;
    if (const auto range = server::byteRange(request.header("range"), size))
        fuzzing::hold(range->size() == 0 || (range->first >= 0 && range->first <= range->last && range->last < size), "a range lies within its file");
    server::contentCoding(request.header("accept-encoding"));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzzing::Input input(data, size);
    const int piece = 1 + input.byte();
    const qint64 bodyBytesMax = 8 * input.byte();
    const QByteArrayView bytes = input.rest();
    const Read whole = read(bytes, std::max<qsizetype>(1, bytes.size()), bodyBytesMax);
    const Read pieces = read(bytes, piece, bodyBytesMax);
    // But for a header that is too long or just not: the line's end counts only where it has come with it.
    const auto isTooLong = [](const Read &read) { return read.status == 431 || read.status == 414; };
    fuzzing::hold(whole.done == pieces.done || isTooLong(whole) || isTooLong(pieces), "whether a request is one does not depend on how its bytes come");
    fuzzing::hold(!whole.done || whole.status == 0, "a request in trouble is never served");
    if (!whole.done || !pieces.done)
        return 0;
    fuzzing::hold(whole.request.method == pieces.request.method && whole.request.target == pieces.request.target && whole.request.headers == pieces.request.headers
                      && whole.request.body == pieces.request.body,
                  "what a request says does not depend on how its bytes come");
    holdRequest(whole.request, bodyBytesMax);
    return 0;
}
