// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/officewords.h"
#include <QCoreApplication>

namespace forms {

namespace {

struct Word
{
    const char *code;
    const char *text;
};

template<std::size_t count>
QString wordOf(const Word (&words)[count], const QString &code)
{
    for (const Word &word : words) {
        if (code == QLatin1StringView(word.code))
            return QCoreApplication::translate("OfficeWords", word.text);
    }
    return code;
}

const Word caseStateWords[] = {
    {"received", QT_TRANSLATE_NOOP("OfficeWords", "Papers taken")},
    {"correction", QT_TRANSLATE_NOOP("OfficeWords", "Waiting for supplement")},
    {"accepted", QT_TRANSLATE_NOOP("OfficeWords", "In progress")},
    {"not-accepted", QT_TRANSLATE_NOOP("OfficeWords", "Not accepted")},
    {"granted", QT_TRANSLATE_NOOP("OfficeWords", "Granted, to be issued")},
    {"refused", QT_TRANSLATE_NOOP("OfficeWords", "Refused, to be served")},
    {"issued", QT_TRANSLATE_NOOP("OfficeWords", "Concluded")},
    {"withdrawn", QT_TRANSLATE_NOOP("OfficeWords", "Withdrawn")},
    {"returned", QT_TRANSLATE_NOOP("OfficeWords", "Given back")},
    {"revoked", QT_TRANSLATE_NOOP("OfficeWords", "Revoked")},
};
const Word checkStateWords[] = {
    {"open", QT_TRANSLATE_NOOP("OfficeWords", "to be checked")},
    {"kept", QT_TRANSLATE_NOOP("OfficeWords", "commitment kept")},
    {"correcting", QT_TRANSLATE_NOOP("OfficeWords", "to be put right")},
    {"corrected", QT_TRANSLATE_NOOP("OfficeWords", "put right")},
    {"breached", QT_TRANSLATE_NOOP("OfficeWords", "commitment breached")},
};
const Word pauseWords[] = {
    {"supplement", QT_TRANSLATE_NOOP("OfficeWords", "Supplement by the applicant")},
};
const Word stepStateWords[] = {
    {"waiting", QT_TRANSLATE_NOOP("OfficeWords", "Waits for others")},
    {"open", QT_TRANSLATE_NOOP("OfficeWords", "In the queue")},
    {"taken", QT_TRANSLATE_NOOP("OfficeWords", "Being decided")},
    {"agreed", QT_TRANSLATE_NOOP("OfficeWords", "Agrees")},
    {"objected", QT_TRANSLATE_NOOP("OfficeWords", "Objects")},
};
const Word verdictWords[] = {
    {"incomplete", QT_TRANSLATE_NOOP("OfficeWords", "Not complete yet")},
    {"accept", QT_TRANSLATE_NOOP("OfficeWords", "Can be accepted")},
    {"tolerate", QT_TRANSLATE_NOOP("OfficeWords", "Can be accepted with tolerance")},
    {"commit", QT_TRANSLATE_NOOP("OfficeWords", "Can be accepted on commitment")},
    {"tolerate+commit", QT_TRANSLATE_NOOP("OfficeWords", "Can be accepted with tolerance and commitment")},
    {"notify", QT_TRANSLATE_NOOP("OfficeWords", "One-time notice")},
    {"refuse", QT_TRANSLATE_NOOP("OfficeWords", "Not to be accepted")},
};
const Word routeWords[] = {
    {"none", QT_TRANSLATE_NOOP("OfficeWords", "Not accepted yet")},
    {"complete", QT_TRANSLATE_NOOP("OfficeWords", "Complete")},
    {"tolerance", QT_TRANSLATE_NOOP("OfficeWords", "With tolerance")},
    {"commitment", QT_TRANSLATE_NOOP("OfficeWords", "On commitment")},
    {"tolerance+commitment", QT_TRANSLATE_NOOP("OfficeWords", "With tolerance, on commitment")},
    {"deemed", QT_TRANSLATE_NOOP("OfficeWords", "Accepted by lapse of time")},
};
const Word materialMarkWords[] = {
    {"lacking", QT_TRANSLATE_NOOP("OfficeWords", "Lacking")},
    {"received", QT_TRANSLATE_NOOP("OfficeWords", "Received")},
    {"tolerated", QT_TRANSLATE_NOOP("OfficeWords", "Tolerated")},
    {"committed", QT_TRANSLATE_NOOP("OfficeWords", "Committed")},
    {"defective", QT_TRANSLATE_NOOP("OfficeWords", "Defective")},
};
const Word identityKindWords[] = {
    {"citizen-id", QT_TRANSLATE_NOOP("OfficeWords", "Identity card")},
    {"residence-permit", QT_TRANSLATE_NOOP("OfficeWords", "Residence permit (HK, Macao, Taiwan)")},
    {"hk-macau-permit", QT_TRANSLATE_NOOP("OfficeWords", "Travel permit (HK, Macao)")},
    {"taiwan-permit", QT_TRANSLATE_NOOP("OfficeWords", "Travel permit (Taiwan)")},
    {"foreigner-id", QT_TRANSLATE_NOOP("OfficeWords", "Permanent residence card")},
    {"passport", QT_TRANSLATE_NOOP("OfficeWords", "Passport")},
    {"credit-code", QT_TRANSLATE_NOOP("OfficeWords", "Unified credit code")},
};
const Word roleWords[] = {
    {"clerk", QT_TRANSLATE_NOOP("OfficeWords", "Clerk")},
    {"chief-clerk", QT_TRANSLATE_NOOP("OfficeWords", "Chief clerk")},
    {"helper", QT_TRANSLATE_NOOP("OfficeWords", "Helper")},
    {"approver", QT_TRANSLATE_NOOP("OfficeWords", "Approver")},
    {"issuer", QT_TRANSLATE_NOOP("OfficeWords", "Issuer")},
    {"supervisor", QT_TRANSLATE_NOOP("OfficeWords", "Supervisor")},
    {"security-admin", QT_TRANSLATE_NOOP("OfficeWords", "Security administrator")},
    {"audit-admin", QT_TRANSLATE_NOOP("OfficeWords", "Audit administrator")},
    {"system-admin", QT_TRANSLATE_NOOP("OfficeWords", "System administrator")},
};
const Word operationWords[] = {
    {"case.accept", QT_TRANSLATE_NOOP("OfficeWords", "Accepted")},
    {"tolerance.accept", QT_TRANSLATE_NOOP("OfficeWords", "Accepted with tolerance")},
    {"commitment.accept", QT_TRANSLATE_NOOP("OfficeWords", "Accepted on commitment")},
    {"case.notify", QT_TRANSLATE_NOOP("OfficeWords", "One-time notice given")},
    {"case.receive", QT_TRANSLATE_NOOP("OfficeWords", "Papers received")},
    {"result.collect", QT_TRANSLATE_NOOP("OfficeWords", "Result handed out")},
    {"result.mail", QT_TRANSLATE_NOOP("OfficeWords", "Result sent by mail")},
    {"issue.remind", QT_TRANSLATE_NOOP("OfficeWords", "Reminded to collect")},
    {"licence.expire", QT_TRANSLATE_NOOP("OfficeWords", "Licence expired")},
    {"outgoing.sent", QT_TRANSLATE_NOOP("OfficeWords", "Sent")},
    {"outgoing.failed", QT_TRANSLATE_NOOP("OfficeWords", "Not sent")},
    {"outgoing.retry", QT_TRANSLATE_NOOP("OfficeWords", "Sent again")},
    {"outgoing.drop", QT_TRANSLATE_NOOP("OfficeWords", "No longer sent")},
    {"delivery.event", QT_TRANSLATE_NOOP("OfficeWords", "Told by the partner")},
    {"case.refuse", QT_TRANSLATE_NOOP("OfficeWords", "Not accepted")},
    {"case.recompute", QT_TRANSLATE_NOOP("OfficeWords", "Dates worked out by a new calendar")},
    {"supplement.receive", QT_TRANSLATE_NOOP("OfficeWords", "Supplement taken")},
    {"supplement.judge", QT_TRANSLATE_NOOP("OfficeWords", "Supplement judged")},
    {"supplement.remind", QT_TRANSLATE_NOOP("OfficeWords", "Reminded of the supplement")},
    {"tolerance.lapse", QT_TRANSLATE_NOOP("OfficeWords", "Supplement never came")},
    {"commitment.withdraw", QT_TRANSLATE_NOOP("OfficeWords", "Commitment taken back")},
    {"check.record", QT_TRANSLATE_NOOP("OfficeWords", "Commitment checked")},
    {"check.remind", QT_TRANSLATE_NOOP("OfficeWords", "Check announced")},
    {"check.overdue", QT_TRANSLATE_NOOP("OfficeWords", "Check overdue")},
    {"credit.repair", QT_TRANSLATE_NOOP("OfficeWords", "Credit repaired")},
    {"supervision.ask", QT_TRANSLATE_NOOP("OfficeWords", "Supervisor asked")},
    {"supervision.reply", QT_TRANSLATE_NOOP("OfficeWords", "Answered the supervisor")},
    {"supervision.escalate", QT_TRANSLATE_NOOP("OfficeWords", "No answer to the supervisor in time")},
    {"delegation.define", QT_TRANSLATE_NOOP("OfficeWords", "Deputy named")},
    {"delegation.end", QT_TRANSLATE_NOOP("OfficeWords", "Leave ended")},
    {"case.deem", QT_TRANSLATE_NOOP("OfficeWords", "Accepted by lapse of time")},
    {"material.attach", QT_TRANSLATE_NOOP("OfficeWords", "Scans added")},
    {"material.detach", QT_TRANSLATE_NOOP("OfficeWords", "Scan removed")},
    {"paper.print", QT_TRANSLATE_NOOP("OfficeWords", "Paper printed again")},
    {"returned.close", QT_TRANSLATE_NOOP("OfficeWords", "Returned work dealt with")},
    {"item.publish", QT_TRANSLATE_NOOP("OfficeWords", "Item published")},
    {"calendar.publish", QT_TRANSLATE_NOOP("OfficeWords", "Calendar published")},
    {"place.define", QT_TRANSLATE_NOOP("OfficeWords", "Hall defined")},
    {"staff.define", QT_TRANSLATE_NOOP("OfficeWords", "Staff defined")},
    {"password.reset", QT_TRANSLATE_NOOP("OfficeWords", "Password given anew")},
    {"device.enrol", QT_TRANSLATE_NOOP("OfficeWords", "Device enrolled")},
    {"device.rotate", QT_TRANSLATE_NOOP("OfficeWords", "Device key changed")},
    {"device.revoke", QT_TRANSLATE_NOOP("OfficeWords", "Device shut out")},
    {"device.wiped", QT_TRANSLATE_NOOP("OfficeWords", "Device erased itself")},
    {"document.erase", QT_TRANSLATE_NOOP("OfficeWords", "Erased by law")},
    {"data.view", QT_TRANSLATE_NOOP("OfficeWords", "Numbers seen in full")},
    {"data.export", QT_TRANSLATE_NOOP("OfficeWords", "Data exported")},
    {"subject.collect", QT_TRANSLATE_NOOP("OfficeWords", "All data of a person put together")},
    {"audit.read", QT_TRANSLATE_NOOP("OfficeWords", "Journal read for audit")},
    {"applicant.correct", QT_TRANSLATE_NOOP("OfficeWords", "Applicant's data corrected")},
    {"erasure.request", QT_TRANSLATE_NOOP("OfficeWords", "Erasure asked for")},
    {"erasure.decline", QT_TRANSLATE_NOOP("OfficeWords", "Erasure declined")},
    {"retention.propose", QT_TRANSLATE_NOOP("OfficeWords", "Erasure proposed")},
    {"retention.scans", QT_TRANSLATE_NOOP("OfficeWords", "Scans erased, their time is over")},
    {"case.transfer", QT_TRANSLATE_NOOP("OfficeWords", "Transferred")},
    {"step.take", QT_TRANSLATE_NOOP("OfficeWords", "Taken by the department")},
    {"step.release", QT_TRANSLATE_NOOP("OfficeWords", "Put back into the queue")},
    {"step.handover", QT_TRANSLATE_NOOP("OfficeWords", "Handed over to a colleague")},
    {"step.decide", QT_TRANSLATE_NOOP("OfficeWords", "Opinion of the department")},
    {"step.pause", QT_TRANSLATE_NOOP("OfficeWords", "Special procedure begun")},
    {"step.resume", QT_TRANSLATE_NOOP("OfficeWords", "Special procedure over")},
    {"step.return", QT_TRANSLATE_NOOP("OfficeWords", "Applicant asked for a supplement")},
    {"case.decide", QT_TRANSLATE_NOOP("OfficeWords", "Decided")},
    {"case.finish", QT_TRANSLATE_NOOP("OfficeWords", "Accepted and decided in one hand")},
    {"case.extend", QT_TRANSLATE_NOOP("OfficeWords", "Time limit extended")},
    {"case.withdraw", QT_TRANSLATE_NOOP("OfficeWords", "Withdrawn")},
    {"region.define", QT_TRANSLATE_NOOP("OfficeWords", "District rules set")},
    {"handling.define", QT_TRANSLATE_NOOP("OfficeWords", "Handling of an item set")},
    {"workorder.register", QT_TRANSLATE_NOOP("OfficeWords", "Work order registered")},
    {"workorder.assign", QT_TRANSLATE_NOOP("OfficeWords", "Work order given out")},
    {"workorder.sign", QT_TRANSLATE_NOOP("OfficeWords", "Work order signed for")},
    {"workorder.contact", QT_TRANSLATE_NOOP("OfficeWords", "Person contacted")},
    {"workorder.answer", QT_TRANSLATE_NOOP("OfficeWords", "Work order answered")},
    {"workorder.callback", QT_TRANSLATE_NOOP("OfficeWords", "Called back")},
    {"workorder.close", QT_TRANSLATE_NOOP("OfficeWords", "Work order closed")},
    {"workorder.reopen", QT_TRANSLATE_NOOP("OfficeWords", "Work order reopened")},
    {"workorder.appeal", QT_TRANSLATE_NOOP("OfficeWords", "Appeal against a rating")},
    {"workorder.judge", QT_TRANSLATE_NOOP("OfficeWords", "Appeal judged")},
    {"workorder.escalate", QT_TRANSLATE_NOOP("OfficeWords", "Limit of a work order passed")},
    {"rating.give", QT_TRANSLATE_NOOP("OfficeWords", "Rating given (sealed)")},
    {"rating.supplement", QT_TRANSLATE_NOOP("OfficeWords", "Word added to a rating")},
    {"rating.tell", QT_TRANSLATE_NOOP("OfficeWords", "Ratings of a month told")},
};
const Word certificateWords[] = {
    {"real-estate", QT_TRANSLATE_NOOP("OfficeWords", "Real estate registration")},
    {"chief", QT_TRANSLATE_NOOP("OfficeWords", "Chief service clerk")},
};
const Word refusalReasonWords[] = {
    {"no-licence-needed", QT_TRANSLATE_NOOP("OfficeWords", "No licence is needed for this")},
    {"not-competent", QT_TRANSLATE_NOOP("OfficeWords", "Another authority is competent")},
    {"not-eligible", QT_TRANSLATE_NOOP("OfficeWords", "The applicant does not meet the legal conditions")},
    {"forbidden-reapply", QT_TRANSLATE_NOOP("OfficeWords", "The applicant may not apply now (false materials)")},
};

} // namespace

QString caseStateText(const QString &code)
{
    return wordOf(caseStateWords, code);
}

QString certificateText(const QString &code)
{
    return wordOf(certificateWords, code);
}

QString checkStateText(const QString &code)
{
    return wordOf(checkStateWords, code);
}

QString pauseText(const QString &kind)
{
    return wordOf(pauseWords, kind);
}

QString stepStateText(const QString &code)
{
    return wordOf(stepStateWords, code);
}

QString verdictText(const QString &code)
{
    return wordOf(verdictWords, code);
}

QString routeText(const QString &code)
{
    return wordOf(routeWords, code);
}

QString materialMarkText(const QString &code)
{
    return wordOf(materialMarkWords, code);
}

QString identityKindText(const QString &code)
{
    return wordOf(identityKindWords, code);
}

QString roleText(const QString &code)
{
    return wordOf(roleWords, code);
}

QString operationText(const QString &code)
{
    return wordOf(operationWords, code);
}

QString refusalReasonText(const QString &code)
{
    return wordOf(refusalReasonWords, code);
}

} // namespace forms
