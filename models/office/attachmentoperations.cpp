// SPDX-License-Identifier: GPL-3.0-or-later
// 扫描件: material.attach and material.detach.
#include "office/opencase.h"
#include "office/operationkinds.h"
#include "office/workspace.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Attachment;
using domain::CaseFile;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

bool isAttached(const CaseFile &file, const QString &key, const QString &sha256)
{
    return std::any_of(file.attachments.begin(), file.attachments.end(),
                       [&](const Attachment &known) { return known.key == key && known.sha256 == sha256; });
}

/// The files an act brings, as its body names them.
Result<QList<Attachment>> filesOf(const domain::Operation &operation)
{
    const QJsonArray named = operation.body[u"files"_s].toArray();
    if (named.isEmpty() || named.size() > domain::actAttachmentsMax)
        return refuse(u"operation.malformed", {{u"member"_s, u"files"_s}});
    QList<Attachment> files;
    QStringList blobs;
    for (const QJsonValue &value : named) {
        const Result<Attachment> file = Attachment::fromJson(value.toObject());
        if (!file)
            return file.refusal();
        files << *file;
        blobs << domain::blobReference(file->sha256);
    }
    // What travels is what is attached: nobody keeps other bytes at the centre.
    if (blobs != operation.blobs)
        return refuse(u"operation.malformed", {{u"member"_s, u"blobs"_s}});
    return files;
}

} // namespace

// Two windows may add to one case at once: files are added to what is there, the same file to the same material counts once.
Result<Done> attachMaterial(Workspace &workspace)
{
    const domain::Operation &operation = workspace.operation();
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    const QString key = operation.body[u"key"_s].toString();
    if (!file->material(key))
        return refuse(u"material.unknown", {{u"key"_s, key}});
    const Result<QList<Attachment>> files = filesOf(operation);
    if (!files)
        return files.refusal();
    for (Attachment added : *files) {
        if (isAttached(*file, key, added.sha256))
            continue;
        added.key = key;
        added.addedAt = workspace.now();
        added.addedBy = operation.actor;
        file->attachments << added;
    }
    if (file->attachments.size() > domain::caseAttachmentsMax)
        return refuse(u"attachment.too-many", {{u"most"_s, domain::caseAttachmentsMax}});
    if (file->attachmentBytes() > domain::caseAttachmentBytesMax)
        return refuse(u"attachment.case-full", {{u"mostMb"_s, domain::caseAttachmentBytesMax >> 20}});
    putBack(workspace, *file);
    return Done{};
}

Result<Done> detachMaterial(Workspace &workspace)
{
    const domain::Operation &operation = workspace.operation();
    Result<CaseFile> file = openCase(workspace);
    if (!file)
        return file.refusal();
    if (operation.body[u"reason"_s].toString().trimmed().isEmpty())
        return refuse(u"attachment.reason-lacking");
    const QString key = operation.body[u"key"_s].toString(), sha256 = operation.body[u"sha256"_s].toString();
    if (!isAttached(*file, key, sha256))
        return refuse(u"attachment.unknown");
    file->attachments.removeIf([&](const Attachment &known) { return known.key == key && known.sha256 == sha256; });
    putBack(workspace, *file);
    return Done{};
}

} // namespace office
