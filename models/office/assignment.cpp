// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/assignment.h"
#include "domain/jsontime.h"
#include "office/workspace.h"

namespace office {
using namespace Qt::StringLiterals;

QString Assignment::idOf(const QString &caseId, const QString &step)
{
    return domain::idFor(u"assignment:"_s + caseId + u':' + step);
}

Assignment Assignment::of(const Workspace &workspace, const QString &caseId, const QString &step)
{
    Assignment assignment{idOf(caseId, step), caseId, step, {}, {}};
    if (const auto document = workspace.load(assignment.id)) {
        assignment.holder = document->body[u"holder"_s].toString();
        assignment.history = document->body[u"history"_s].toArray();
    }
    return assignment;
}

void Assignment::pass(const QString &to, const QDateTime &at, const QString &reason)
{
    holder = to;
    QJsonObject entry{{u"to"_s, to}, {u"at"_s, domain::instantText(at)}};
    if (!reason.isEmpty())
        entry[u"reason"_s] = reason;
    history << entry;
}

void Assignment::save(Workspace &workspace, const QString &district) const
{
    domain::Document document = workspace.load(id).value_or(domain::Document{id, u"assignment"_s, 0, {domain::approvalScope(district)}, {}});
    document.body = {{u"id"_s, id}, {u"case"_s, caseId}, {u"step"_s, step}, {u"holder"_s, holder}, {u"history"_s, history}};
    workspace.save(document);
}

bool actsFor(const Workspace &workspace, const QString &staffId, const QString &holder)
{
    return staffId == holder || workspace.rules().colleaguesOf(staffId, domain::hallTime(workspace.now()).date()).contains(holder);
}

bool decidesFor(const Workspace &workspace, const domain::Staff &staff, const QString &department)
{
    if (!staff.active || !staff.roles.contains("approver"_L1))
        return false;
    return workspace.rules().departmentsOf(staff, domain::hallTime(workspace.now()).date()).contains(department);
}

} // namespace office
