// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/operationkinds.h"

namespace office {

const QList<OperationKind> &operationKinds()
{
    static const QList<OperationKind> all{
        {u"case.accept", 1, true, acceptCase},
        {u"tolerance.accept", 1, true, acceptCase},
        {u"commitment.accept", 1, true, acceptCase},
        {u"case.notify", 1, true, notifyCase},
        {u"case.receive", 1, true, receiveCase},
        {u"case.refuse", 1, true, refuseCase},
        {u"case.deem", 1, false, deemCase},
        {u"paper.print", 1, false, printPaper},
        {u"material.attach", 1, false, attachMaterial},
        {u"material.detach", 1, false, detachMaterial},
        {u"returned.close", 1, false, closeReturned, true},
        {u"item.publish", 1, false, publishReference, false, true},
        {u"calendar.publish", 1, false, publishReference, false, true},
        {u"place.define", 1, false, publishReference, false, true},
        {u"staff.define", 1, false, publishReference, false, true},
        {u"password.reset", 1, false, notePasswordReset, false, true},
        {u"device.enrol", 1, false, publishReference, false, true},
        {u"device.rotate", 1, false, rotateDeviceKey, false, true},
        {u"device.revoke", 1, false, revokeDevice, false, true},
        {u"device.wiped", 1, false, noteDeviceWiped, false, true},
        {u"document.erase", 1, false, eraseDocument, false, true},
        {u"data.view", 1, false, viewData, true},
        {u"data.export", 1, false, exportData, true},
        {u"subject.collect", 1, false, exportData, true},
        {u"audit.read", 1, false, readAudit, true, true},
        {u"applicant.correct", 1, false, correctApplicant},
        {u"erasure.request", 1, false, requestErasure},
        {u"erasure.decline", 1, false, declineErasure, false, true},
        {u"retention.propose", 1, false, proposeErasure},
        {u"retention.scans", 1, false, dropScans},
        {u"case.transfer", 1, false, transferCase},
        {u"responsibility.offer", 1, false, offerResponsibility},
        {u"responsibility.take", 1, false, takeResponsibility},
        {u"responsibility.decline", 1, false, declineResponsibility},
        {u"workorder.register", 1, false, registerOrder},
        {u"workorder.assign", 1, false, assignOrder},
        {u"workorder.sign", 1, false, signOrder},
        {u"workorder.contact", 1, false, contactOrder},
        {u"workorder.answer", 1, false, answerOrder},
        {u"workorder.callback", 1, false, callBackOrder},
        {u"workorder.close", 1, false, closeOrder},
        {u"workorder.reopen", 1, false, reopenOrder},
        {u"workorder.appeal", 1, false, appealOrder},
        {u"workorder.judge", 1, false, judgeAppeal},
        {u"workorder.escalate", 1, false, escalateOrder},
        {u"rating.give", 1, false, giveRating, true},
        {u"rating.supplement", 1, false, supplementRating},
        {u"rating.tell", 1, false, tellRatings},
        {u"region.define", 1, false, publishReference, false, true},
        {u"handling.define", 1, false, publishReference, false, true},
        {u"step.take", 1, false, takeStep},
        {u"step.release", 1, false, releaseStep},
        {u"step.handover", 1, false, handOverStep},
        {u"step.decide", 1, false, decideStep},
        {u"step.pause", 1, false, pauseStep},
        {u"step.resume", 1, false, resumeStep},
        {u"step.return", 1, false, returnStep},
        {u"case.decide", 1, false, decideCase},
        {u"case.finish", 1, false, finishCase},
        {u"case.extend", 1, false, extendCase},
        {u"case.withdraw", 1, false, withdrawCase},
        {u"case.recompute", 1, false, recomputeCase},
        {u"supplement.receive", 1, false, receiveSupplement},
        {u"supplement.judge", 1, false, judgeSupplement},
        {u"supplement.remind", 1, false, remindSupplement},
        {u"tolerance.lapse", 1, false, lapseTolerance},
        {u"commitment.withdraw", 1, false, withdrawCommitment},
        {u"check.record", 1, false, recordCheck},
        {u"check.remind", 1, false, remindCheck},
        {u"check.overdue", 1, false, remindCheck},
        {u"credit.repair", 1, false, repairCredit},
        {u"supervision.ask", 1, false, askForReply},
        {u"supervision.reply", 1, false, replyToSupervision},
        {u"supervision.escalate", 1, false, escalateSupervision},
        {u"delegation.define", 1, false, defineDelegation},
        {u"delegation.end", 1, false, endDelegation},
        {u"outgoing.sent", 1, false, noteSent},
        {u"outgoing.failed", 1, false, noteFailed},
        {u"outgoing.retry", 1, false, retryOutgoing},
        {u"outgoing.drop", 1, false, dropOutgoing},
        {u"delivery.event", 1, false, noteDeliveryEvent},
        {u"result.collect", 1, false, collectResult},
        {u"result.mail", 1, false, mailResult},
        {u"issue.remind", 1, false, remindCollection},
        {u"licence.expire", 1, false, expireLicence},
    };
    return all;
}

QStringList &withheldKinds()
{
    static QStringList kinds;
    return kinds;
}

const OperationKind *operationKind(QStringView type)
{
    if (!withheldKinds().isEmpty() && withheldKinds().contains(type))
        return nullptr;
    for (const OperationKind &kind : operationKinds()) {
        if (QStringView(kind.type) == type)
            return &kind;
    }
    return nullptr;
}

const QList<UpCaster> &upCasters()
{
    static const QList<UpCaster> all{}; // every act is still in its first version
    return all;
}

domain::Operation upCast(domain::Operation operation, int version, const QList<UpCaster> &table)
{
    for (const UpCaster &step : table) { // the steps of a type stand in ascending order
        if (QStringView(step.type) != operation.type || step.from != operation.typeVersion || operation.typeVersion >= version)
            continue;
        operation.body = step.up(operation.body);
        ++operation.typeVersion;
    }
    return operation;
}

} // namespace office
