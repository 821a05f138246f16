// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QString>
#include <optional>

namespace office {

/// Bytes only who knows the password can read: argon2id (64 MiB, 2 passes) and XChaCha20-Poly1305, a salt and a nonce of its own
/// each time. Takes a tenth of a second.
QByteArray sealWithPassword(const QString &password, const QByteArray &plain);
/// Nothing when the password is another, or the bytes were altered.
std::optional<QByteArray> openWithPassword(const QString &password, const QByteArray &sealed);

} // namespace office
