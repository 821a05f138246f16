// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/operation/operation.h"
#include <QList>

namespace office {

class Workspace;

/// One row of the table of operations: the whole of what the office knows about a feature.
struct OperationKind
{
    const char16_t *type;          ///< "subject.verb"
    int version;                   ///< newest version of its body this program performs
    bool takesNumber;              ///< a case without a receipt number gets one by it
    domain::Result<domain::Done> (*perform)(Workspace &workspace);
    bool standsAlone = false;      ///< done even when the act it was made upon was refused
    bool ownHand = false;          ///< an administrator's: counts only when the one who did it sends it
};

/// Brings the body of an act up from the version before. Kept for three years: a window that was not updated can always send.
struct UpCaster
{
    const char16_t *type;
    int from;                      ///< gives the body of version from + 1
    QJsonObject (*up)(const QJsonObject &body);
};
const QList<UpCaster> &upCasters();
/// The operation as `version` of its kind has it; unchanged where the table has no step. What was signed is the old one.
domain::Operation upCast(domain::Operation operation, int version, const QList<UpCaster> &table = upCasters());


/// The kind of that name; nothing when nobody knows it.
const OperationKind *operationKind(QStringView type);
const QList<OperationKind> &operationKinds();
/// Kinds this program behaves as if it had never heard of: the version before, for rehearsing an upgrade.
QStringList &withheldKinds();

// The operations files, one a subject.
domain::Result<domain::Done> acceptCase(Workspace &workspace);
domain::Result<domain::Done> notifyCase(Workspace &workspace);
domain::Result<domain::Done> receiveCase(Workspace &workspace);
domain::Result<domain::Done> refuseCase(Workspace &workspace);
domain::Result<domain::Done> deemCase(Workspace &workspace);
domain::Result<domain::Done> printPaper(Workspace &workspace);
domain::Result<domain::Done> attachMaterial(Workspace &workspace);
domain::Result<domain::Done> detachMaterial(Workspace &workspace);
domain::Result<domain::Done> closeReturned(Workspace &workspace);
domain::Result<domain::Done> publishReference(Workspace &workspace);
domain::Result<domain::Done> takeStep(Workspace &workspace);
domain::Result<domain::Done> releaseStep(Workspace &workspace);
domain::Result<domain::Done> handOverStep(Workspace &workspace);
domain::Result<domain::Done> decideStep(Workspace &workspace);
domain::Result<domain::Done> pauseStep(Workspace &workspace);
domain::Result<domain::Done> resumeStep(Workspace &workspace);
domain::Result<domain::Done> returnStep(Workspace &workspace);
domain::Result<domain::Done> decideCase(Workspace &workspace);
domain::Result<domain::Done> finishCase(Workspace &workspace);
domain::Result<domain::Done> extendCase(Workspace &workspace);
domain::Result<domain::Done> withdrawCase(Workspace &workspace);
domain::Result<domain::Done> receiveSupplement(Workspace &workspace);
domain::Result<domain::Done> judgeSupplement(Workspace &workspace);
domain::Result<domain::Done> remindSupplement(Workspace &workspace);
domain::Result<domain::Done> lapseTolerance(Workspace &workspace);
domain::Result<domain::Done> withdrawCommitment(Workspace &workspace);
domain::Result<domain::Done> recordCheck(Workspace &workspace);
domain::Result<domain::Done> remindCheck(Workspace &workspace);
domain::Result<domain::Done> repairCredit(Workspace &workspace);
domain::Result<domain::Done> askForReply(Workspace &workspace);
domain::Result<domain::Done> replyToSupervision(Workspace &workspace);
domain::Result<domain::Done> escalateSupervision(Workspace &workspace);
domain::Result<domain::Done> recomputeCase(Workspace &workspace);
domain::Result<domain::Done> defineDelegation(Workspace &workspace);
domain::Result<domain::Done> endDelegation(Workspace &workspace);
domain::Result<domain::Done> transferCase(Workspace &workspace);
domain::Result<domain::Done> noteSent(Workspace &workspace);
domain::Result<domain::Done> noteFailed(Workspace &workspace);
domain::Result<domain::Done> retryOutgoing(Workspace &workspace);
domain::Result<domain::Done> dropOutgoing(Workspace &workspace);
domain::Result<domain::Done> noteDeliveryEvent(Workspace &workspace);
domain::Result<domain::Done> collectResult(Workspace &workspace);
domain::Result<domain::Done> mailResult(Workspace &workspace);
domain::Result<domain::Done> remindCollection(Workspace &workspace);
domain::Result<domain::Done> expireLicence(Workspace &workspace);
domain::Result<domain::Done> registerOrder(Workspace &workspace);
domain::Result<domain::Done> assignOrder(Workspace &workspace);
domain::Result<domain::Done> signOrder(Workspace &workspace);
domain::Result<domain::Done> contactOrder(Workspace &workspace);
domain::Result<domain::Done> answerOrder(Workspace &workspace);
domain::Result<domain::Done> callBackOrder(Workspace &workspace);
domain::Result<domain::Done> closeOrder(Workspace &workspace);
domain::Result<domain::Done> reopenOrder(Workspace &workspace);
domain::Result<domain::Done> appealOrder(Workspace &workspace);
domain::Result<domain::Done> judgeAppeal(Workspace &workspace);
domain::Result<domain::Done> escalateOrder(Workspace &workspace);
domain::Result<domain::Done> giveRating(Workspace &workspace);
domain::Result<domain::Done> supplementRating(Workspace &workspace);
domain::Result<domain::Done> tellRatings(Workspace &workspace);
domain::Result<domain::Done> offerResponsibility(Workspace &workspace);
domain::Result<domain::Done> takeResponsibility(Workspace &workspace);
domain::Result<domain::Done> declineResponsibility(Workspace &workspace);
domain::Result<domain::Done> notePasswordReset(Workspace &workspace);
domain::Result<domain::Done> eraseDocument(Workspace &workspace);
domain::Result<domain::Done> viewData(Workspace &workspace);
domain::Result<domain::Done> exportData(Workspace &workspace);
domain::Result<domain::Done> readAudit(Workspace &workspace);
domain::Result<domain::Done> correctApplicant(Workspace &workspace);
domain::Result<domain::Done> requestErasure(Workspace &workspace);
domain::Result<domain::Done> proposeErasure(Workspace &workspace);
domain::Result<domain::Done> declineErasure(Workspace &workspace);
domain::Result<domain::Done> dropScans(Workspace &workspace);
domain::Result<domain::Done> revokeDevice(Workspace &workspace);
domain::Result<domain::Done> rotateDeviceKey(Workspace &workspace);
domain::Result<domain::Done> noteDeviceWiped(Workspace &workspace);

} // namespace office
