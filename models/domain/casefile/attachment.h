// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDateTime>
#include <QJsonObject>

namespace domain {

/// Most bytes of one attachment, and of all attachments of a case.
inline constexpr qint64 attachmentBytesMax = 20 * 1024 * 1024;
inline constexpr qint64 caseAttachmentBytesMax = 200 * 1024 * 1024;
/// Most attachments of a case, and of one act.
inline constexpr int caseAttachmentsMax = 200;
inline constexpr int actAttachmentsMax = 50;

/// 扫描件: a picture or a document added to a material. The bytes travel beside the case, named by their hash (sync.md §9).
struct Attachment
{
    QString key;    ///< The material it belongs to.
    QString sha256; ///< Of the bytes, 64 lower-case hexadecimal digits: its name everywhere.
    QString name;   ///< As the file was called at the window; shown, never used as a path.
    QString media;  ///< "image/jpeg", by content.
    qint64 size = 0; ///< bytes
    QDateTime addedAt; ///< UTC
    QString addedBy;   ///< Staff id.
    QJsonObject more;  ///< Members this version does not know.

    QJsonObject toJson() const;
    /// Refusals: attachment.malformed {member}, attachment.kind {name}, attachment.empty {name}, attachment.too-large {name, mostMb}.
    static Result<Attachment> fromJson(const QJsonObject &json);
};

/// Whether the text is a SHA-256 as attachments are named by it.
bool isBlobName(QStringView text);
/// "sha256:…", as operations list them.
QString blobReference(const QString &sha256);
/// The hash in "sha256:…"; empty when it is none.
QString blobName(QStringView reference);

/// The media type by the first bytes of a file, at least 16 of them; empty: none of those a case takes (JPEG, PNG, PDF, TIFF, OFD).
/// OFD (GB/T 33190) is a ZIP whose first entry is OFD.xml or a folder Doc_…; other ZIPs are refused.
QString mediaOf(QByteArrayView begin);
/// The file ending programs expect of a media type, "jpg".
QString endingOf(QStringView media);
/// A file's name as it may be shown and kept: without folders, control characters and ends of 120 characters at most.
QString shownName(const QString &fileName);

} // namespace domain
