// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QByteArray>
#include <QString>
#include <memory>

namespace server {

/// Where the key of what the centre keeps at rest comes from. One row more in keySource() is another kind: an HSM, a cloud's KMS.
class KeySource
{
public:
    virtual ~KeySource() = default;
    /// 32 bytes. Refusal: key.unusable {source, reason}; never a word of the key itself.
    virtual domain::Result<QByteArray> key() const = 0;
};

/// From its description: "file:/etc/onewindow/files.key" (32 bytes, or base64 of them; readable by nobody but the owner and the
/// group), "credential:files.key" (of systemd, LoadCredential=), "command:/usr/local/bin/kms unwrap onewindow" (a program of the
/// place's KMS that prints it in base64 within ten seconds; arguments are split at spaces, no shell). Refusal: key.unusable.
domain::Result<std::unique_ptr<KeySource>> keySource(const QString &description);

/// The key a description leads to; nothing for an empty description.
domain::Result<QByteArray> filesKey(const QString &description);

} // namespace server
