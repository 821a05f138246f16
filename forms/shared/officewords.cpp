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
    {"case.refuse", QT_TRANSLATE_NOOP("OfficeWords", "Not accepted")},
    {"case.deem", QT_TRANSLATE_NOOP("OfficeWords", "Accepted by lapse of time")},
    {"material.attach", QT_TRANSLATE_NOOP("OfficeWords", "Scans added")},
    {"material.detach", QT_TRANSLATE_NOOP("OfficeWords", "Scan removed")},
    {"paper.print", QT_TRANSLATE_NOOP("OfficeWords", "Paper printed again")},
    {"returned.close", QT_TRANSLATE_NOOP("OfficeWords", "Returned work dealt with")},
    {"item.publish", QT_TRANSLATE_NOOP("OfficeWords", "Item published")},
    {"calendar.publish", QT_TRANSLATE_NOOP("OfficeWords", "Calendar published")},
    {"place.define", QT_TRANSLATE_NOOP("OfficeWords", "Hall defined")},
    {"staff.define", QT_TRANSLATE_NOOP("OfficeWords", "Staff defined")},
    {"device.enrol", QT_TRANSLATE_NOOP("OfficeWords", "Device enrolled")},
    {"device.rotate", QT_TRANSLATE_NOOP("OfficeWords", "Device key changed")},
    {"device.revoke", QT_TRANSLATE_NOOP("OfficeWords", "Device shut out")},
    {"document.erase", QT_TRANSLATE_NOOP("OfficeWords", "Erased by law")},
    {"case.transfer", QT_TRANSLATE_NOOP("OfficeWords", "Transferred")},
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
