// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/opencase.h"
#include "domain/casefile/transitions.h"
#include "office/workspace.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::refuse;
using domain::Result;

Result<CaseFile> openCase(const Workspace &workspace)
{
    const auto document = workspace.load(workspace.operation().doc);
    if (!document || document->kind != "case"_L1)
        return refuse(u"case.unknown");
    Result<CaseFile> file = CaseFile::fromJson(document->body);
    if (!file)
        return file;
    if (!domain::mayFollow(file->state, workspace.operation().type))
        return refuse(u"case.state", {{u"state"_s, toCode(file->state)}});
    return file;
}

void putBack(Workspace &workspace, CaseFile &file)
{
    domain::Document document = *workspace.load(file.id);
    file.updatedAt = workspace.now();
    document.body = file.toJson();
    workspace.save(document);
}

} // namespace office
