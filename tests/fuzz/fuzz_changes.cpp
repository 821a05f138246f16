// SPDX-License-Identifier: GPL-3.0-or-later
// A page of changes as a window reads it from the line (NDJSON). The first byte says in what pieces it comes.
#include "exchange/changes.h"
#include "fuzz/fuzzing.h"

using namespace Qt::StringLiterals;

namespace {

struct Heard
{
    QList<QByteArray> pages;
    std::optional<exchange::ScopeSetChange> scopes;
    QStringList wanted;
    QString refusal;
    bool operator==(const Heard &) const = default;
};

Heard hear(QByteArrayView bytes, qsizetype piece)
{
    exchange::ChangesReader reader({64 * 1024, 256 * 1024});
    Heard heard;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        const auto taken = reader.feed(bytes.sliced(at, std::min(piece, bytes.size() - at)));
        if (!taken) {
            heard.refusal = taken.refusal().code;
            break;
        }
    }
    if (heard.refusal.isEmpty()) {
        const auto end = reader.finish();
        heard.refusal = end ? QString() : end.refusal().code;
    }
    for (const domain::ScopePage &page : reader.takePages()) {
        const QByteArray written = exchange::encodePage(page);
        exchange::ChangesReader again;
        const auto read = again.feed(written);
        fuzzing::hold(read.ok() && again.finish().ok(), "a page that was read can be written and read again");
        const auto pages = again.takePages();
        fuzzing::hold(pages.size() == 1 && exchange::encodePage(pages.first()) == written, "a page written again is the same page");
        heard.pages << written;
    }
    heard.scopes = reader.takeScopeSetChange();
    heard.wanted = reader.takeWanted();
    return heard;
}

/// The check sum stands at the end of each page; a changed page would never be read without a new one.
QByteArray summed(QByteArrayView text)
{
    QByteArray whole;
    exchange::Crc32 crc;
    for (const QByteArray &line : text.toByteArray().split('\n')) {
        if (line.startsWith("{\"t\":\"scope\""))
            crc = {};
        const qsizetype sum = line.startsWith("{\"t\":\"end\"") ? line.lastIndexOf(",\"crc\":") : -1;
        if (sum < 0) {
            crc.add(QByteArray(line + '\n'));
            whole += line + '\n';
            continue;
        }
        crc.add(line.first(sum));
        whole += line.first(sum) + ",\"crc\":\"" + crc.text() + "\"}\n";
    }
    whole.chop(1);
    return whole;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzzing::Input input(data, size);
    const int piece = 1 + input.byte();
    const QByteArray bytes = piece % 4 == 0 ? input.rest().toByteArray() : summed(input.rest());
    const Heard whole = hear(bytes, std::max<qsizetype>(1, bytes.size()));
    const Heard pieces = hear(bytes, piece);
    fuzzing::hold(whole == pieces, "what is read does not depend on how its bytes come");
    return 0;
}
