// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>
#include <memory>
#include <optional>

namespace storage {

/// The hash functions a journal may be chained by; both give 32 bytes. SM3 (GB/T 32905) is for those who must use the
/// cryptography of 商用密码管理条例; it takes four times as long.
enum class ChainHash { Sha256, Sm3 };
QString toCode(ChainHash hash); ///< "sha-256", "sm3"
std::optional<ChainHash> chainHashFromCode(QStringView code);

/// One hash over several parts. Each part goes in with its length, so that no two lists of parts give the same bytes.
class ChainDigest
{
public:
    explicit ChainDigest(ChainHash hash);
    ~ChainDigest();
    ChainDigest &add(QByteArrayView part);
    /// A value that is not there, unlike an empty one.
    ChainDigest &addNothing();
    /// The hash; the next part begins another one.
    QByteArray finish();

private:
    struct Context;
    std::unique_ptr<Context> d;
};

} // namespace storage
