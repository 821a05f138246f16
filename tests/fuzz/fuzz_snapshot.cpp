// SPDX-License-Identifier: GPL-3.0-or-later
// A first download: the manifest, or (first byte odd) one part of it, whose name fits what came.
#include "domain/sync/snapshotmanifest.h"
#include "fuzz/fuzzing.h"
#include "storage/snapshotparts.h"
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

FUZZ_JSON(2)

namespace {

void readManifest(QByteArrayView text)
{
    const auto manifest = domain::SnapshotManifest::fromJson(text);
    if (!manifest)
        return;
    qint64 bytes = 0;
    for (const domain::SnapshotPart &part : manifest->parts) {
        fuzzing::hold(domain::isSha256(part.sha256), "the name of a part is no path");
        fuzzing::hold(part.size > 0 && part.size <= domain::snapshotPartMax && part.bytes >= 0, "a part has a size that can be");
        bytes += part.bytes;
    }
    fuzzing::hold(bytes == manifest->bytes, "the parts are the whole");
    const auto again = domain::SnapshotManifest::fromJson(manifest->toJson());
    fuzzing::hold(again.ok() && *again == *manifest && again->canonical() == manifest->canonical(), "a manifest does not change by being read and written");
}

void unpack(QByteArrayView compressed, qint64 bytes)
{
    static const QTemporaryDir folder(QDir(u"/dev/shm"_s).exists() ? u"/dev/shm/fuzz-snapshot-XXXXXX"_s : QString());
    const QString from = folder.filePath(u"part"_s), into = folder.filePath(u"whole"_s);
    QFile file(from);
    fuzzing::hold(file.open(QIODevice::WriteOnly) && file.write(compressed.data(), compressed.size()) == compressed.size(), "a part can be laid down");
    file.close();
    constexpr qint64 before = 1000, behind = 500;
    QFile whole(into);
    const QByteArray untouched(before + bytes + behind, 'u');
    fuzzing::hold(whole.open(QIODevice::ReadWrite | QIODevice::Truncate) && whole.write(untouched) == untouched.size() && whole.flush(), "a whole can be laid down");
    const QByteArray name = QCryptographicHash::hash(compressed.toByteArray(), QCryptographicHash::Sha256).toHex();
    storage::unpackPart(from, {name, compressed.size(), bytes}, into, before);
    whole.seek(0);
    const QByteArray now = whole.readAll();
    fuzzing::hold(now.size() == untouched.size() && now.first(before) == untouched.first(before) && now.last(behind) == untouched.last(behind), "a part fills its own place and no other");
    const QByteArray strange(name.size(), '0');
    fuzzing::hold(!storage::unpackPart(from, {strange, compressed.size(), bytes}, into, before), "what does not bear the name of a part is none");
    whole.seek(0);
    fuzzing::hold(whole.readAll() == now, "what is no part leaves its place as it was");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzzing::Input input(data, size);
    const bool part = input.byte() % 2 == 1;
    const int bytes = input.byte() * 16;
    part ? unpack(input.rest(), bytes) : readManifest(input.rest());
    return 0;
}
