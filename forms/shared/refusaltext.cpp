// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/refusaltext.h"
#include "forms/shared/officewords.h"
#include <QCoreApplication>
#include <QDate>
#include <QHash>
#include <QJsonArray>
#include <QLocale>

namespace forms {
using namespace Qt::StringLiterals;

namespace {

struct Sentence
{
    const char *code;
    const char *text; ///< {fact} stands for a fact of the refusal
};

const Sentence sentences[] = {
    {"applicant.lacking", QT_TRANSLATE_NOOP("RefusalText", "Enter the applicant's number first.")},
    {"applicant.name-lacking", QT_TRANSLATE_NOOP("RefusalText", "Enter the applicant's name.")},
    {"applicant.kind", QT_TRANSLATE_NOOP("RefusalText", "This item is not for this kind of applicant.")},
    {"applicant.changed", QT_TRANSLATE_NOOP("RefusalText", "This case belongs to another applicant; open a new case instead.")},
    {"applicant.malformed", QT_TRANSLATE_NOOP("RefusalText", "The applicant's data don't fit together ({member}); enter the number again.")},
    {"agent.lacking", QT_TRANSLATE_NOOP("RefusalText", "The agent's name is not entered yet.")},
    {"answer.lacking", QT_TRANSLATE_NOOP("RefusalText", "Not answered yet: {question}")},
    {"answer.no-licence-needed", QT_TRANSLATE_NOOP("RefusalText", "No licence is needed here: {reason}")},
    {"applicant.unknown", QT_TRANSLATE_NOOP("RefusalText", "This applicant is not known here.")},
    {"case.dates-stay", QT_TRANSLATE_NOOP("RefusalText", "No date of this case moves.")},
    {"check.correct-by", QT_TRANSLATE_NOOP("RefusalText", "Choose a coming day by which it must be put right.")},
    {"check.finding", QT_TRANSLATE_NOOP("RefusalText", "Choose what was found.")},
    {"check.settled", QT_TRANSLATE_NOOP("RefusalText", "This check is settled already.")},
    {"check.state", QT_TRANSLATE_NOOP("RefusalText", "This can't be recorded: the check is “{state}”.")},
    {"check.unknown", QT_TRANSLATE_NOOP("RefusalText", "This case has no such check ({key}).")},
    {"commitment.none", QT_TRANSLATE_NOOP("RefusalText", "Nothing of this case rests on a commitment any more.")},
    {"credit.not-blocked", QT_TRANSLATE_NOOP("RefusalText", "This applicant is not blocked.")},
    {"delegation.away", QT_TRANSLATE_NOOP("RefusalText", "{name} is on leave in those days; choose another deputy.")},
    {"delegation.days", QT_TRANSLATE_NOOP("RefusalText", "Choose a first and a last day, not in the past and at most a year apart.")},
    {"delegation.malformed", QT_TRANSLATE_NOOP("RefusalText", "The delegation can't be read ({member}); report this to the administrator.")},
    {"delegation.no-such-colleague", QT_TRANSLATE_NOOP("RefusalText", "Choose a colleague who may decide as deputy.")},
    {"delegation.not-yours", QT_TRANSLATE_NOOP("RefusalText", "Only who goes on leave, or a supervisor, may settle this.")},
    {"delegation.over", QT_TRANSLATE_NOOP("RefusalText", "This leave is over already.")},
    {"delegation.unknown", QT_TRANSLATE_NOOP("RefusalText", "This leave is not known here.")},
    {"supervision.answered", QT_TRANSLATE_NOOP("RefusalText", "This question was answered already.")},
    {"supervision.asked", QT_TRANSLATE_NOOP("RefusalText", "The last question about this is still open.")},
    {"supervision.days", QT_TRANSLATE_NOOP("RefusalText", "Give a number of working days between 1 and {most}.")},
    {"supervision.escalated", QT_TRANSLATE_NOOP("RefusalText", "That no answer came in time is noted already.")},
    {"supervision.unknown", QT_TRANSLATE_NOOP("RefusalText", "This case has no such question ({number}).")},
    {"supplement.elsewhere", QT_TRANSLATE_NOOP("RefusalText", "This case belongs to another district; the applicant must go to {place}.")},
    {"supplement.judged", QT_TRANSLATE_NOOP("RefusalText", "This supplement was judged already.")},
    {"supplement.late", QT_TRANSLATE_NOOP("RefusalText", "{name} was due by {due}; it can't be taken any more.")},
    {"supplement.not-owed", QT_TRANSLATE_NOOP("RefusalText", "This material is not owed ({key}).")},
    {"supplement.nothing", QT_TRANSLATE_NOOP("RefusalText", "Tick at least one material that was brought.")},
    {"supplement.time-runs", QT_TRANSLATE_NOOP("RefusalText", "The time for the supplement is not over yet ({due}).")},
    {"supplement.unknown", QT_TRANSLATE_NOOP("RefusalText", "This case has no such supplement ({round}).")},
    {"answer.not-competent", QT_TRANSLATE_NOOP("RefusalText", "Another authority is competent: {reason}")},
    {"bankcard.checksum", QT_TRANSLATE_NOOP("RefusalText", "The bank card number may be mistyped; please compare it once more.")},
    {"calendar.malformed", QT_TRANSLATE_NOOP("RefusalText", "The calendar file can't be read ({problem}); ask the administrator for a correct one.")},
    {"card.birth-mismatch", QT_TRANSLATE_NOOP("RefusalText", "The birth date on the card does not match its number; check that the card is genuine.")},
    {"card.expired", QT_TRANSLATE_NOOP("RefusalText", "This card is no longer valid; ask for a valid one.")},
    {"card.not-yet-valid", QT_TRANSLATE_NOOP("RefusalText", "This card is not valid yet.")},
    {"card.sex-mismatch", QT_TRANSLATE_NOOP("RefusalText", "The sex on the card does not match its number; check that the card is genuine.")},
    {"cardreader.disconnected", QT_TRANSLATE_NOOP("RefusalText", "The card reader was unplugged; plug it in and press F3 again.")},
    {"cardreader.frame-checksum", QT_TRANSLATE_NOOP("RefusalText", "The card was read badly; lay it on the reader again and press F3.")},
    {"cardreader.frame-length", QT_TRANSLATE_NOOP("RefusalText", "The card was read badly; lay it on the reader again and press F3.")},
    {"cardreader.layout", QT_TRANSLATE_NOOP("RefusalText", "This kind of card is not known; enter the number by hand.")},
    {"cardreader.no-answer", QT_TRANSLATE_NOOP("RefusalText", "The card reader does not answer; check its cable, or enter the number by hand.")},
    {"cardreader.no-card", QT_TRANSLATE_NOOP("RefusalText", "No card lies on the reader; lay it on and press F3 again.")},
    {"cardreader.port", QT_TRANSLATE_NOOP("RefusalText", "The card reader's port can't be opened; check its setting, or enter the number by hand.")},
    {"cardreader.record-size", QT_TRANSLATE_NOOP("RefusalText", "The card was read badly; lay it on the reader again and press F3.")},
    {"cardreader.text", QT_TRANSLATE_NOOP("RefusalText", "The text on the card can't be read; enter the number by hand.")},
    {"cardreader.none", QT_TRANSLATE_NOOP("RefusalText", "No card reader is set up; enter the number by hand.")},
    {"case.competent-lacking", QT_TRANSLATE_NOOP("RefusalText", "Name the competent authority: the applicant must be told where to go.")},
    {"case.extended-already", QT_TRANSLATE_NOOP("RefusalText", "The time limit was extended already; it can be once only.")},
    {"case.malformed", QT_TRANSLATE_NOOP("RefusalText", "The case can't be read ({member}); report this to the administrator.")},
    {"case.not-objected", QT_TRANSLATE_NOOP("RefusalText", "No department objects: a case can be refused only for a reason one of them gives.")},
    {"case.notice-time-runs", QT_TRANSLATE_NOOP("RefusalText", "The time for a one-time notice is not over yet.")},
    {"case.objected", QT_TRANSLATE_NOOP("RefusalText", "A department objects; the case can't be granted.")},
    {"case.opinions-lacking", QT_TRANSLATE_NOOP("RefusalText", "Not every department has spoken yet.")},
    {"case.reason-lacking", QT_TRANSLATE_NOOP("RefusalText", "Choose the legal reason for not accepting.")},
    {"case.state", QT_TRANSLATE_NOOP("RefusalText", "This can't be done any more: the case is {state}.")},
    {"case.tolerated-open", QT_TRANSLATE_NOOP("RefusalText", "Not everything is there yet: {materials}. The result waits for the supplement.")},
    {"case.unknown", QT_TRANSLATE_NOOP("RefusalText", "This case is not known here.")},
    {"case.verdict", QT_TRANSLATE_NOOP("RefusalText", "The rules come to another decision: {verdict}. Look at the reasons and decide again.")},
    {"catalogue.duplicate", QT_TRANSLATE_NOOP("RefusalText", "The catalogue names {item} twice; it was not taken over.")},
    {"catalogue.malformed", QT_TRANSLATE_NOOP("RefusalText", "The catalogue is wrong at item {item}, {member}; it was not taken over, the old one stays in force.")},
    {"catalogue.not-json", QT_TRANSLATE_NOOP("RefusalText", "The catalogue file is no JSON (near byte {offset}); it was not taken over, the old one stays in force.")},
    {"catalogue.rule", QT_TRANSLATE_NOOP("RefusalText", "The catalogue has a wrong rule at item {item}, {member}; it was not taken over.")},
    {"clock.malformed", QT_TRANSLATE_NOOP("RefusalText", "The clock of the case can't be read ({member}); report this to the administrator.")},
    {"commitment.blocked", QT_TRANSLATE_NOOP("RefusalText", "{name}: this applicant may not use commitments until an earlier breach is repaired.")},
    {"commitment.not-replaceable", QT_TRANSLATE_NOOP("RefusalText", "{name} can't be replaced by a commitment.")},
    {"creditcode.authority", QT_TRANSLATE_NOOP("RefusalText", "The credit code can't begin with {code}; please compare it with the licence.")},
    {"creditcode.category", QT_TRANSLATE_NOOP("RefusalText", "The second character of the credit code is unusual; please compare it.")},
    {"creditcode.character", QT_TRANSLATE_NOOP("RefusalText", "Character {position} ({character}) can't stand in a credit code.")},
    {"creditcode.checksum", QT_TRANSLATE_NOOP("RefusalText", "The credit code is mistyped: its check character does not fit.")},
    {"creditcode.inner-check", QT_TRANSLATE_NOOP("RefusalText", "The organisation code inside has an unusual check digit; taken, but please compare it.")},
    {"creditcode.length", QT_TRANSLATE_NOOP("RefusalText", "A credit code has 18 characters; there are {length}.")},
    {"creditcode.old-registration", QT_TRANSLATE_NOOP("RefusalText", "This is an old 15-digit registration number; it serves only to look up old files.")},
    {"date.provisional", QT_TRANSLATE_NOOP("RefusalText", "The due date is provisional: the holidays after {lastYear} are not published yet.")},
    {"device.malformed", QT_TRANSLATE_NOOP("RefusalText", "This device did not introduce itself properly; sign in again.")},
    {"device.other-key", QT_TRANSLATE_NOOP("RefusalText", "The centre knows this device by another key; ask the administrator to enrol it again.")},
    {"device.other-stream", QT_TRANSLATE_NOOP("RefusalText", "This work belongs to another device; ask the administrator.")},
    {"document.unknown", QT_TRANSLATE_NOOP("RefusalText", "The centre has nothing by this number that you may see.")},
    {"duedate.malformed", QT_TRANSLATE_NOOP("RefusalText", "A due date can't be read ({member}).")},
    {"field.date", QT_TRANSLATE_NOOP("RefusalText", "“{text}” is no date; write it like 2026-11-21.")},
    {"field.empty", QT_TRANSLATE_NOOP("RefusalText", "{count} required fields of the form are still empty; they can be taken from the signed paper form.")},
    {"field.length", QT_TRANSLATE_NOOP("RefusalText", "Too long: at most {max} characters.")},
    {"field.number", QT_TRANSLATE_NOOP("RefusalText", "This must be a number.")},
    {"field.option", QT_TRANSLATE_NOOP("RefusalText", "Choose one of the options.")},
    {"field.pattern", QT_TRANSLATE_NOOP("RefusalText", "{label} does not have the right form.")},
    {"field.range", QT_TRANSLATE_NOOP("RefusalText", "The value must lie between {min} and {max}.")},
    {"field.wrong", QT_TRANSLATE_NOOP("RefusalText", "{label}: {reason}")},
    {"founding.lacking", QT_TRANSLATE_NOOP("RefusalText", "This centre has no district yet; found one first.")},
    {"founding.malformed", QT_TRANSLATE_NOOP("RefusalText", "The founding file {file} can't be read.")},
    {"handling.malformed", QT_TRANSLATE_NOOP("RefusalText", "The handling of item {item} is wrong at {member}; it was not taken over.")},
    {"identity.area-unknown", QT_TRANSLATE_NOOP("RefusalText", "The area code {code} is not in today's list (it may be an abolished one).")},
    {"identity.age-over-130", QT_TRANSLATE_NOOP("RefusalText", "By this number the person is over 130 years old; please compare it.")},
    {"identity.birth-date", QT_TRANSLATE_NOOP("RefusalText", "{text} in the number is no date; please compare it with the card.")},
    {"identity.birth-in-future", QT_TRANSLATE_NOOP("RefusalText", "The birth date in the number lies in the future; please compare it.")},
    {"identity.character", QT_TRANSLATE_NOOP("RefusalText", "Character {position} ({character}) can't stand there.")},
    {"identity.checksum", QT_TRANSLATE_NOOP("RefusalText", "The number is mistyped: its last character does not fit the others.")},
    {"identity.empty", QT_TRANSLATE_NOOP("RefusalText", "Enter the number.")},
    {"identity.first-generation", QT_TRANSLATE_NOOP("RefusalText", "This is a first-generation number (15 digits, not valid since 2013); it serves only to look up old files.")},
    {"identity.foreigner-check-unverified", QT_TRANSLATE_NOOP("RefusalText", "The check digit of this permanent residence card could not be confirmed; please compare it.")},
    {"identity.length", QT_TRANSLATE_NOOP("RefusalText", "The number has {length} characters; there should be {expected}.")},
    {"identity.manual-check", QT_TRANSLATE_NOOP("RefusalText", "This number was kept for people born before 1900; please check it by hand.")},
    {"identity.other-kind", QT_TRANSLATE_NOOP("RefusalText", "This is a number of another kind.")},
    {"identity.province", QT_TRANSLATE_NOOP("RefusalText", "No province has the code {code}; please compare it with the card.")},
    {"identity.sequence", QT_TRANSLATE_NOOP("RefusalText", "The sequence {text} in the number is not given out.")},
    {"identity.unrecognised", QT_TRANSLATE_NOOP("RefusalText", "This is no number of any known paper; please compare it.")},
    {"item.unknown", QT_TRANSLATE_NOOP("RefusalText", "This item (version {version}) is not in the catalogue here; wait for the next synchronisation.")},
    {"attachment.case-full", QT_TRANSLATE_NOOP("RefusalText", "A case takes at most {mostMb} MB of scans; remove some, or scan with less detail.")},
    {"attachment.damaged", QT_TRANSLATE_NOOP("RefusalText", "{name}: the file on this device is damaged and was not sent. Please scan it again; the case itself is safe.")},
    {"attachment.disk-low", QT_TRANSLATE_NOOP("RefusalText", "Only {freeMb} MB are free on this device: no more scans are taken in, cases can still be saved. Please free some space.")},
    {"attachment.empty", QT_TRANSLATE_NOOP("RefusalText", "{name} is empty.")},
    {"attachment.kind", QT_TRANSLATE_NOOP("RefusalText", "{name} can't be added: only JPEG, PNG, PDF, TIFF and OFD files.")},
    {"attachment.malformed", QT_TRANSLATE_NOOP("RefusalText", "The attachment can't be read ({member}).")},
    {"attachment.reason-lacking", QT_TRANSLATE_NOOP("RefusalText", "Say why the scan is removed.")},
    {"attachment.too-large", QT_TRANSLATE_NOOP("RefusalText", "{name} is larger than {mostMb} MB; scan it with less detail or in parts.")},
    {"attachment.too-many", QT_TRANSLATE_NOOP("RefusalText", "A case takes at most {most} scans.")},
    {"attachment.unknown", QT_TRANSLATE_NOOP("RefusalText", "This scan is not with the case any more.")},
    {"attachment.unreadable", QT_TRANSLATE_NOOP("RefusalText", "{name} can't be read; is the stick or scanner still connected?")},
    {"blob.awaited", QT_TRANSLATE_NOOP("RefusalText", "The scan has not reached the centre yet; it comes from the window that took it in.")},
    {"blob.busy", QT_TRANSLATE_NOOP("RefusalText", "The centre is busy with other scans; it goes on in a moment.")},
    {"blob.digest", QT_TRANSLATE_NOOP("RefusalText", "The scan came damaged and was thrown away; try again.")},
    {"blob.malformed", QT_TRANSLATE_NOOP("RefusalText", "The transfer of a scan can't be read.")},
    {"blob.offset", QT_TRANSLATE_NOOP("RefusalText", "The transfer of a scan goes on from where it stopped.")},
    {"blob.range", QT_TRANSLATE_NOOP("RefusalText", "The transfer of a scan begins anew.")},
    {"blob.too-large", QT_TRANSLATE_NOOP("RefusalText", "The centre takes scans of at most {mostMb} MB.")},
    {"blob.unknown", QT_TRANSLATE_NOOP("RefusalText", "The centre does not know this scan.")},
    {"material.lacking-choice", QT_TRANSLATE_NOOP("RefusalText", "Choose at least one material.")},
    {"region.malformed", QT_TRANSLATE_NOOP("RefusalText", "The rules of the district are wrong at {member}; they were not taken over.")},
    {"step.days", QT_TRANSLATE_NOOP("RefusalText", "Give a number of working days between 1 and {most}.")},
    {"step.no-such-colleague", QT_TRANSLATE_NOOP("RefusalText", "This colleague does not decide for {department}; choose another.")},
    {"step.no-such-procedure", QT_TRANSLATE_NOOP("RefusalText", "“{kind}” is no procedure whose time may be left out for this item.")},
    {"step.not-paused", QT_TRANSLATE_NOOP("RefusalText", "The clock is not standing.")},
    {"step.not-yours", QT_TRANSLATE_NOOP("RefusalText", "This part belongs to {department}.")},
    {"step.paused", QT_TRANSLATE_NOOP("RefusalText", "The clock stands already.")},
    {"step.state", QT_TRANSLATE_NOOP("RefusalText", "This can't be done now: the part is “{stepState}”.")},
    {"step.taken", QT_TRANSLATE_NOOP("RefusalText", "A colleague has this in hand. Ask for it to be handed over.")},
    {"step.unknown", QT_TRANSLATE_NOOP("RefusalText", "This case has no such part ({step}).")},
    {"workorder.unknown", QT_TRANSLATE_NOOP("RefusalText", "This work order is not known here.")},
    {"workorder.state", QT_TRANSLATE_NOOP("RefusalText", "This can't be done now: the work order has moved on.")},
    {"workorder.exists", QT_TRANSLATE_NOOP("RefusalText", "This work order is registered already.")},
    {"workorder.malformed", QT_TRANSLATE_NOOP("RefusalText", "The work order can't be read ({member}); report this to the administrator.")},
    {"workorder.source-lacking", QT_TRANSLATE_NOOP("RefusalText", "Choose where the work order comes from. Bad ratings make their own.")},
    {"workorder.words-lacking", QT_TRANSLATE_NOOP("RefusalText", "Say what it is about.")},
    {"workorder.phone-lacking", QT_TRANSLATE_NOOP("RefusalText", "Enter a phone number: the person has to be called back.")},
    {"workorder.department-lacking", QT_TRANSLATE_NOOP("RefusalText", "Choose the department that has to put it right.")},
    {"workorder.reason-lacking", QT_TRANSLATE_NOOP("RefusalText", "Say why.")},
    {"workorder.complex-reason-lacking", QT_TRANSLATE_NOOP("RefusalText", "Say why it is complex: the person waits longer for it.")},
    {"workorder.contact-first", QT_TRANSLATE_NOOP("RefusalText", "The person must be contacted first.")},
    {"workorder.nobody-to-contact", QT_TRANSLATE_NOOP("RefusalText", "There is nobody to contact: this was found by ourselves.")},
    {"workorder.own-rating", QT_TRANSLATE_NOOP("RefusalText", "This is about your own work; another supervisor must do it.")},
    {"workorder.same-hand", QT_TRANSLATE_NOOP("RefusalText", "Whoever answered or appealed can't judge it; somebody else must do it.")},
    {"workorder.outcome", QT_TRANSLATE_NOOP("RefusalText", "Choose how the call back ended.")},
    {"workorder.appeal-open", QT_TRANSLATE_NOOP("RefusalText", "An appeal is open; it must be judged first.")},
    {"workorder.no-appeal", QT_TRANSLATE_NOOP("RefusalText", "There is no appeal here; only bad ratings can be appealed against.")},
    {"workorder.appealed", QT_TRANSLATE_NOOP("RefusalText", "An appeal was made already; there is only one.")},
    {"workorder.ground-lacking", QT_TRANSLATE_NOOP("RefusalText", "Choose the ground of the appeal.")},
    {"workorder.time-runs", QT_TRANSLATE_NOOP("RefusalText", "The time for this is not over yet.")},
    {"workorder.no-clock", QT_TRANSLATE_NOOP("RefusalText", "No such limit runs any more.")},
    {"rating.level", QT_TRANSLATE_NOOP("RefusalText", "Choose one of the five levels.")},
    {"rating.key-lacking", QT_TRANSLATE_NOOP("RefusalText", "The centre's key has not come down yet; ratings can be given after the next synchronisation.")},
    {"rating.unknown", QT_TRANSLATE_NOOP("RefusalText", "There is nothing to rate under this code.")},
    {"rating.over", QT_TRANSLATE_NOOP("RefusalText", "The {days} days for a rating are over.")},
    {"rating.given", QT_TRANSLATE_NOOP("RefusalText", "This service has been rated already.")},
    {"rating.not-given", QT_TRANSLATE_NOOP("RefusalText", "This service has not been rated.")},
    {"rating.supplemented", QT_TRANSLATE_NOOP("RefusalText", "A word was added to this rating already; there is only one.")},
    {"rating.words-lacking", QT_TRANSLATE_NOOP("RefusalText", "Write what you want to add.")},
    {"rating.sealed", QT_TRANSLATE_NOOP("RefusalText", "The rating came damaged and can't be opened.")},
    {"rating.options", QT_TRANSLATE_NOOP("RefusalText", "The list of choices for ratings is wrong at {member}; the plain one is used.")},
    {"rating.malformed", QT_TRANSLATE_NOOP("RefusalText", "The rating can't be read ({member}).")},
    {"rating.month-runs", QT_TRANSLATE_NOOP("RefusalText", "The month is not over yet.")},
    {"jsonlogic.arguments", QT_TRANSLATE_NOOP("RefusalText", "A rule has the wrong arguments.")},
    {"jsonlogic.shape", QT_TRANSLATE_NOOP("RefusalText", "A rule has the wrong form.")},
    {"jsonlogic.too-deep", QT_TRANSLATE_NOOP("RefusalText", "A rule is nested too deeply.")},
    {"jsonlogic.unknown-operator", QT_TRANSLATE_NOOP("RefusalText", "A rule uses the unknown operator {operator}.")},
    {"lease.exhausted", QT_TRANSLATE_NOOP("RefusalText", "The block of receipt numbers is used up.")},
    {"lease.expired", QT_TRANSLATE_NOOP("RefusalText", "The block of receipt numbers has expired.")},
    {"lease.malformed", QT_TRANSLATE_NOOP("RefusalText", "The block of receipt numbers can't be read.")},
    {"lease.series", QT_TRANSLATE_NOOP("RefusalText", "Numbers of the series {series} are not for this hall.")},
    {"lease.unknown", QT_TRANSLATE_NOOP("RefusalText", "The centre does not know this block of numbers.")},
    {"listener.address-unusable", QT_TRANSLATE_NOOP("RefusalText", "The address {address}:{port} can't be used: {reason}")},
    {"listener.certificate-unusable", QT_TRANSLATE_NOOP("RefusalText", "The certificate {file} can't be used: {reason}")},
    {"listener.plain-refused", QT_TRANSLATE_NOOP("RefusalText", "Without a certificate only this machine may be served, not {address}.")},
    {"listener.service-failed", QT_TRANSLATE_NOOP("RefusalText", "The service could not be started: {reason}")},
    {"material.committed", QT_TRANSLATE_NOOP("RefusalText", "{name}: replaced by a commitment")},
    {"material.defective", QT_TRANSLATE_NOOP("RefusalText", "{name}: {defect}")},
    {"material.lacking", QT_TRANSLATE_NOOP("RefusalText", "{name} is lacking")},
    {"material.tolerated", QT_TRANSLATE_NOOP("RefusalText", "{name}: to be handed in by {due}")},
    {"material.unknown", QT_TRANSLATE_NOOP("RefusalText", "The form has no material {key}.")},
    {"notice.overlooked", QT_TRANSLATE_NOOP("RefusalText", "Overlooked in the first notice: {materials}. A supervisor's reason is needed to ask for it now.")},
    {"number.check", QT_TRANSLATE_NOOP("RefusalText", "The number is mistyped: its check character does not fit.")},
    {"number.malformed", QT_TRANSLATE_NOOP("RefusalText", "This is no receipt number.")},
    {"office.disk-full", QT_TRANSLATE_NOOP("RefusalText", "The disk is full: nothing was saved, what you typed is still here. Free some space and try again.")},
    {"office.store-busy", QT_TRANSLATE_NOOP("RefusalText", "The store is busy; try again in a moment. Nothing is lost.")},
    {"office.store-corrupt", QT_TRANSLATE_NOOP("RefusalText", "The store on this device is damaged; call the administrator. Work the centre has is safe.")},
    {"office.store-failed", QT_TRANSLATE_NOOP("RefusalText", "Saving failed: nothing was changed, what you typed is still here. Try again, or call the administrator.")},
    {"office.store-too-new", QT_TRANSLATE_NOOP("RefusalText", "The data on this device were written by a newer version of OneWindow; update the program.")},
    {"officehours.malformed", QT_TRANSLATE_NOOP("RefusalText", "The opening hours can't be read ({problem}).")},
    {"operation.actor-unknown", QT_TRANSLATE_NOOP("RefusalText", "The centre does not know this member of staff (any more).")},
    {"operation.malformed", QT_TRANSLATE_NOOP("RefusalText", "The act can't be read ({member}).")},
    {"operation.not-allowed", QT_TRANSLATE_NOOP("RefusalText", "Your role may not do this.")},
    {"operation.predecessor-rejected", QT_TRANSLATE_NOOP("RefusalText", "It builds upon an act the centre refused.")},
    {"operation.signature", QT_TRANSLATE_NOOP("RefusalText", "The signature of the device does not fit: the act was changed on the way.")},
    {"operation.unknown-kind", QT_TRANSLATE_NOOP("RefusalText", "This program does not know this act; update it.")},
    {"paper.no-printer", QT_TRANSLATE_NOOP("RefusalText", "No printer is set up; choose one in the settings, then print again.")},
    {"paper.print-failed", QT_TRANSLATE_NOOP("RefusalText", "Printing failed; the case is saved. Check the printer and print again.")},
    {"paper.qr", QT_TRANSLATE_NOOP("RefusalText", "The QR code could not be drawn; the case is saved.")},
    {"paper.template", QT_TRANSLATE_NOOP("RefusalText", "The template of this paper ({kind}) is lacking or broken; the case is saved. Call the administrator.")},
    {"paper.write-failed", QT_TRANSLATE_NOOP("RefusalText", "The paper could not be written to the folder; the case is saved. Print again.")},
    {"phone.area-code-missing", QT_TRANSLATE_NOOP("RefusalText", "A landline number needs its area code.")},
    {"phone.character", QT_TRANSLATE_NOOP("RefusalText", "A telephone number has only digits.")},
    {"phone.empty", QT_TRANSLATE_NOOP("RefusalText", "Enter the telephone number.")},
    {"phone.landline", QT_TRANSLATE_NOOP("RefusalText", "This is no landline number.")},
    {"phone.length", QT_TRANSLATE_NOOP("RefusalText", "A mobile number has 11 digits; there are {length}.")},
    {"phone.not-contact", QT_TRANSLATE_NOOP("RefusalText", "This number can't receive calls from the hall.")},
    {"phone.not-mobile", QT_TRANSLATE_NOOP("RefusalText", "This is no mobile number.")},
    {"place.malformed", QT_TRANSLATE_NOOP("RefusalText", "The data of the hall can't be read.")},
    {"place.unknown", QT_TRANSLATE_NOOP("RefusalText", "This hall is not known here yet; wait for the first synchronisation.")},
    {"receipt.malformed", QT_TRANSLATE_NOOP("RefusalText", "The receipt number {number} can't be read.")},
    {"receipt.not-leased", QT_TRANSLATE_NOOP("RefusalText", "The receipt number {number} was not given to this device.")},
    {"receipt.taken", QT_TRANSLATE_NOOP("RefusalText", "The receipt number {number} is already used by another case; redo this one with a new number.")},
    {"returned.reason-lacking", QT_TRANSLATE_NOOP("RefusalText", "Say why it is dropped.")},
    {"seal.malformed", QT_TRANSLATE_NOOP("RefusalText", "This is no receipt code of OneWindow.")},
    {"seal.signature", QT_TRANSLATE_NOOP("RefusalText", "The signature on this receipt does not fit: it may be forged.")},
    {"seal.too-long", QT_TRANSLATE_NOOP("RefusalText", "The receipt code would be too long.")},
    {"seal.unknown-device", QT_TRANSLATE_NOOP("RefusalText", "This receipt was signed by a device not known here; synchronise and try again.")},
    {"seal.version", QT_TRANSLATE_NOOP("RefusalText", "This receipt was made by a newer version; update the program.")},
    {"server.port-file", QT_TRANSLATE_NOOP("RefusalText", "The port could not be written to {file}.")},
    {"session.expired", QT_TRANSLATE_NOOP("RefusalText", "The sign-in has expired; sign in again. Your work is safe.")},
    {"session.invalid", QT_TRANSLATE_NOOP("RefusalText", "The centre does not accept this sign-in any more; sign in again. Your work is safe.")},
    {"session.lacking", QT_TRANSLATE_NOOP("RefusalText", "Sign in first.")},
    {"sign-in.locked", QT_TRANSLATE_NOOP("RefusalText", "Too many wrong passwords; try again in {seconds} seconds.")},
    {"sign-in.never-here", QT_TRANSLATE_NOOP("RefusalText", "The centre can't be reached, and you never signed in at this device before.")},
    {"sign-in.not-active", QT_TRANSLATE_NOOP("RefusalText", "This account is not in use (any more).")},
    {"sign-in.wrong", QT_TRANSLATE_NOOP("RefusalText", "Staff number or password is wrong.")},
    {"staff.malformed", QT_TRANSLATE_NOOP("RefusalText", "The data of a member of staff can't be read.")},
    {"snapshot.forged", QT_TRANSLATE_NOOP("RefusalText", "The first download does not bear the centre's signature and was not taken; the data come the slower way.")},
    {"snapshot.malformed", QT_TRANSLATE_NOOP("RefusalText", "The first download can't be read ({member}); the data come the slower way.")},
    {"snapshot.none", QT_TRANSLATE_NOOP("RefusalText", "The centre has no ready-made download for this hall; the data come the slower way.")},
    {"snapshot.too-new", QT_TRANSLATE_NOOP("RefusalText", "The first download is made for a newer program; update this one, or let the data come the slower way.")},
    {"sync.ahead", QT_TRANSLATE_NOOP("RefusalText", "The centre knows less than this device: it may have been restored. Nothing here is lost.")},
    {"sync.cursor-expired", QT_TRANSLATE_NOOP("RefusalText", "This device was away for very long and reads everything again.")},
    {"sync.epoch-changed", QT_TRANSLATE_NOOP("RefusalText", "The centre was set up anew; this device reads everything again. Nothing here is lost.")},
    {"sync.forbidden", QT_TRANSLATE_NOOP("RefusalText", "You may not see this part of the centre.")},
    {"sync.gap", QT_TRANSLATE_NOOP("RefusalText", "The centre is missing earlier work of this device; it is sent again.")},
    {"sync.stream-forked", QT_TRANSLATE_NOOP("RefusalText", "This device's data were copied to another device; it goes on under a new number.")},
    {"sync.stream-unknown", QT_TRANSLATE_NOOP("RefusalText", "The centre does not know this device yet.")},
    {"timelimit.malformed", QT_TRANSLATE_NOOP("RefusalText", "A time limit can't be read.")},
    {"tolerance.blocked", QT_TRANSLATE_NOOP("RefusalText", "{name}: this applicant may not use tolerance for now (earlier supplements never came).")},
    {"tolerance.essential-material", QT_TRANSLATE_NOOP("RefusalText", "{name} is essential: it can't be tolerated.")},
    {"transport.offline", QT_TRANSLATE_NOOP("RefusalText", "The centre can't be reached; your work is kept here and sent later.")},
    {"transport.timeout", QT_TRANSLATE_NOOP("RefusalText", "The centre did not answer in time; your work is kept here and sent later.")},
    {"transport.tls", QT_TRANSLATE_NOOP("RefusalText", "The connection to the centre is not trustworthy; call the administrator.")},
    {"transport.not-ours", QT_TRANSLATE_NOOP("RefusalText", "Something else answers at the centre's address (a sign-in page of the network?).")},
    {"transport.plain-refused", QT_TRANSLATE_NOOP("RefusalText", "Without encryption only a centre on this machine may be used.")},
    {"wire.malformed", QT_TRANSLATE_NOOP("RefusalText", "An answer of the centre can't be read ({member}).")},
    {"wire.not-json", QT_TRANSLATE_NOOP("RefusalText", "What came is not an answer of the centre.")},
    {"wire.too-large", QT_TRANSLATE_NOOP("RefusalText", "An answer of the centre is too large.")},
    {"wire.too-many", QT_TRANSLATE_NOOP("RefusalText", "Too much was sent at once.")},
    {"wire.too-new", QT_TRANSLATE_NOOP("RefusalText", "The centre is older than this program; call the administrator.")},
    {"wire.too-old", QT_TRANSLATE_NOOP("RefusalText", "The centre speaks a newer language; update this program. Your work is kept and still sent.")},
    {"wire.torn", QT_TRANSLATE_NOOP("RefusalText", "An answer of the centre came incomplete; it is asked for again.")},
    {"document.newer", QT_TRANSLATE_NOOP("RefusalText", "This was written by a newer version of the program: it can be read here, but not changed. Update the program.")},
    {"export.write-failed", QT_TRANSLATE_NOOP("RefusalText", "{file} could not be written: {reason} Choose another folder or stick.")},
    {"net.busy", QT_TRANSLATE_NOOP("RefusalText", "The centre is busy; your work is kept here and sent in a moment.")},
    {"net.cancelled", QT_TRANSLATE_NOOP("RefusalText", "The transfer was stopped; your work is kept here and sent later.")},
    {"net.not-ours", QT_TRANSLATE_NOOP("RefusalText", "Something else answers at the centre's address (a sign-in page of the network?).")},
    {"net.offline", QT_TRANSLATE_NOOP("RefusalText", "The centre can't be reached; your work is kept here and sent later.")},
    {"net.timed-out", QT_TRANSLATE_NOOP("RefusalText", "The centre did not answer in time; your work is kept here and sent later.")},
    {"net.tls", QT_TRANSLATE_NOOP("RefusalText", "The connection to the centre is not trustworthy ({reason}); call the administrator.")},
    {"sync.answer-strange", QT_TRANSLATE_NOOP("RefusalText", "An answer of the centre does not fit what was asked; it is asked again. Nothing is lost.")},
    {"transport.address-malformed", QT_TRANSLATE_NOOP("RefusalText", "{address} is no address of a centre; it begins with https://.")},
    {"transport.ca-unreadable", QT_TRANSLATE_NOOP("RefusalText", "The certificate file {file} can't be read; call the administrator.")},
    {"sync.moved", QT_TRANSLATE_NOOP("RefusalText", "The centre has moved on since; this device catches up and compares again.")},
    {"device.revoked", QT_TRANSLATE_NOOP("RefusalText", "This device was shut out by the administrator; its unsent work goes to the supervisor.")},
    {"device.unknown", QT_TRANSLATE_NOOP("RefusalText", "The centre does not know this device; ask the administrator for an enrolment code.")},
    {"role.lacking", QT_TRANSLATE_NOOP("RefusalText", "Your role may not see or do this.")},
    {"enrolment.code", QT_TRANSLATE_NOOP("RefusalText", "This enrolment code is wrong, used or too old; ask the administrator for a new one.")},
    {"attention.unknown", QT_TRANSLATE_NOOP("RefusalText", "There is no such returned work in your district.")},
    {"attention.closed", QT_TRANSLATE_NOOP("RefusalText", "Somebody has dealt with this returned work already.")},
    {"right.withdrawn", QT_TRANSLATE_NOOP("RefusalText", "You no longer have the right to do this; the work was handed over to the district's supervisor.")},
    {"document.erased", QT_TRANSLATE_NOOP("RefusalText", "This file was erased by law; nothing can be done to it any more.")},
    {"case.transfer-nowhere", QT_TRANSLATE_NOOP("RefusalText", "The case is there already; choose another hall.")},
    {"receipt.void", QT_TRANSLATE_NOOP("RefusalText", "The receipt number {number} is void; redo this case with a new number.")},
    {"lease.series-full", QT_TRANSLATE_NOOP("RefusalText", "The series {series} has no numbers left; call the administrator.")},
    {"ledger.unwritable", QT_TRANSLATE_NOOP("RefusalText", "The ledger {file} can't be written; the centre does not start without it.")},
    {"reason.lacking", QT_TRANSLATE_NOOP("RefusalText", "Give a reason.")},
    {"snapshot.elsewhere", QT_TRANSLATE_NOOP("RefusalText", "Another server makes this first download just now.")},
    {"snapshot.small", QT_TRANSLATE_NOOP("RefusalText", "There is too little here for a ready-made first download.")},
    {"snapshot.stopped", QT_TRANSLATE_NOOP("RefusalText", "Making the first download was stopped; it is made later.")},
    {"tray.full", QT_TRANSLATE_NOOP("RefusalText", "The tray is full: finish or discard one of the cases in it first.")},
    {"wire.centre-too-old", QT_TRANSLATE_NOOP("RefusalText", "The centre is older than this program; call the administrator. Your work is kept.")},
};

const QHash<QString, const char *> &byCode()
{
    static const QHash<QString, const char *> table = [] {
        QHash<QString, const char *> made;
        for (const Sentence &sentence : sentences)
            made.insert(QString::fromLatin1(sentence.code), sentence.text);
        return made;
    }();
    return table;
}

/// A fact as a person reads it.
QString factText(const QString &name, const QJsonValue &value)
{
    if (value.isObject())
        return refusalText(domain::Refusal::fromJson(value.toObject()));
    if (value.isArray()) {
        QStringList parts;
        for (const QJsonValue &part : value.toArray())
            parts << factText(name, part);
        return parts.join(QCoreApplication::translate("RefusalText", ", "));
    }
    if (value.isDouble())
        return QLocale().toString(value.toDouble(), 'g', 12);
    const QString text = value.toString();
    if (name == "state"_L1)
        return caseStateText(text);
    if (name == "stepState"_L1)
        return stepStateText(text);
    if (name == "verdict"_L1)
        return verdictText(text);
    if (name == "due"_L1) {
        const QDate date = QDate::fromString(text, Qt::ISODate);
        return date.isValid() ? date.toString(u"MM-dd"_s) : text;
    }
    return text;
}

} // namespace

QString refusalText(const domain::Refusal &refusal)
{
    const char *sentence = byCode().value(refusal.code);
    if (!sentence)
        return QCoreApplication::translate("RefusalText", "This could not be done (%1). Nothing is lost; call the administrator if it happens again.").arg(refusal.code);
    QString text = QCoreApplication::translate("RefusalText", sentence);
    for (auto fact = refusal.facts.begin(); fact != refusal.facts.end(); ++fact)
        text.replace(QString(u'{' + fact.key() + u'}'), factText(fact.key(), fact.value()));
    return text;
}

QStringList refusalCodes()
{
    return byCode().keys();
}

} // namespace forms
