// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QByteArray>
#include <optional>

namespace office {

/// Small files that hold keys: readable by their owner alone, written in one step. Refusals: office.disk-full,
/// office.store-failed {detail}.

/// The bytes of the file; nothing when there is none or it can't be read.
std::optional<QByteArray> readSecret(const QString &path);
/// The old bytes or the new ones stand there at every moment, also after a power cut; when this returns ok, the new ones do.
domain::Result<domain::Done> writeSecret(const QString &path, const QByteArray &bytes);
/// Overwrites the file in place and removes it, with what an interrupted writeSecret() left. A disk that moves its blocks about (SSD,
/// copy on write) may keep an old copy; what is gone for certain is what the file system gives out.
domain::Result<domain::Done> destroySecret(const QString &path);

/// Forgets the bytes of a key. Only when nobody else shares the array.
void forgetKey(QByteArray &key);

} // namespace office
