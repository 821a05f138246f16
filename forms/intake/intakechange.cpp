// SPDX-License-Identifier: GPL-3.0-or-later
// The part of IntakePage that changes from one case to another: new, tray, taken up again, done again, another person.
#include "forms/intake/applicantpanel.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/draftkeeper.h"
#include "forms/intake/intakepage.h"
#include "forms/intake/itempanel.h"
#include "forms/intake/materialfiles.h"
#include "forms/intake/materialpanel.h"
#include "forms/shared/desk.h"
#include "forms/shared/refusaltext.h"
#include "office/archive.h"
#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>

namespace forms {
using namespace Qt::StringLiterals;

bool IntakePage::leaveHand()
{
    const IntakeCase before = m_hand->typed();
    const auto left = m_drafts->putAside();
    if (!left) {
        m_desk.say(Tone::Warning, refusalText(left.refusal()));
        return false;
    }
    forget(before);
    return true;
}

void IntakePage::newCase()
{
    const bool blank = m_hand->typed().isBlank();
    const QString title = m_hand->typed().title(m_hand->item() ? m_hand->item()->shortName : QString());
    if (!leaveHand())
        return;
    if (!blank)
        m_desk.say(Tone::Info, tr("%1 waits in the tray").arg(title));
    m_applicant->takeFocus();
}

void IntakePage::putAside()
{
    if (m_hand->typed().isBlank()) {
        m_desk.say(Tone::Info, tr("Nothing is typed yet: there is nothing to put in the tray."));
        return;
    }
    newCase();
}

void IntakePage::takeBack(int place)
{
    const IntakeCase before = m_hand->typed();
    const auto taken = m_drafts->takeBack(place);
    if (!taken) {
        m_desk.say(Tone::Problem, refusalText(taken.refusal()));
    } else if (!*taken) {
        m_desk.say(Tone::Info, tr("There is no case %1 in the tray.").arg(place));
    } else {
        forget(before);
        m_item->answerNext();
    }
}

// What was read from a card or copied belongs to the applicant who leaves the desk.
void IntakePage::forget(const IntakeCase &before)
{
    m_applicant->stopReading();
    QClipboard *clipboard = QGuiApplication::clipboard();
    const QString copied = clipboard->text().remove(u' ').toUpper();
    if (copied.isEmpty())
        return;
    const domain::ApplicantCard &card = before.applicant;
    for (const QString &secret : {card.idNumber, card.phone, card.name, card.address, before.numberTyped, before.agent.idNumber, before.agent.phone, before.agent.name}) {
        const QString text = QString(secret).remove(u' ').toUpper();
        if (!text.isEmpty() && copied.contains(text)) {
            clipboard->clear();
            return;
        }
    }
}

void IntakePage::resume(const QString &caseId)
{
    if (m_hand->typed().id == caseId) {
        m_materials->takeFocus();
        return;
    }
    if (const int place = m_drafts->placeOf(caseId)) {
        takeBack(place);
        return;
    }
    const auto file = office::Archive(m_desk.office()).caseFile(caseId);
    if (!file) {
        m_desk.say(Tone::Problem, tr("This case is not on this machine."));
        return;
    }
    if (file->state != domain::CaseState::Received && file->state != domain::CaseState::Correction) {
        m_desk.say(Tone::Warning, tr("%1 is decided already and cannot be taken up again here.").arg(file->number));
        return;
    }
    if (!leaveHand())
        return;
    m_hand->take(IntakeCase::fromCase(*file));
    m_desk.say(Tone::Info, file->state == domain::CaseState::Correction ? tr("%1: tick what was brought now").arg(file->number)
                                                                        : tr("%1: received before, decide now").arg(file->number));
    m_materials->takeFocus();
}

void IntakePage::redo(const QString &operationId)
{
    const office::Archive archive(m_desk.office());
    for (const office::ReturnedOperation &returned : archive.returned()) {
        const domain::Operation &operation = returned.row.operation;
        if (operation.id != operationId || !operation.body.contains(u"item"_s))
            continue;
        if (!leaveHand())
            return;
        IntakeCase typed = IntakeCase::fromAct(operation.body, operation.doc);
        const auto file = archive.caseFile(operation.doc);
        typed.resumed = file && (file->state == domain::CaseState::Received || file->state == domain::CaseState::Correction);
        typed.number = typed.resumed ? file->number : QString();
        typed.files = returnedFiles(archive, operation.doc);
        typed.redoOf = operationId;
        typed.touched = true;
        m_hand->take(typed);
        m_desk.say(Tone::Warning, tr("To be done again. The centre said: %1").arg(refusalText(returned.problem)));
        m_item->answerNext();
        return;
    }
    m_desk.say(Tone::Problem, tr("This act cannot be done again here."));
}

void IntakePage::openEarlier(const QString &caseId, bool goesOn)
{
    if (goesOn)
        resume(caseId);
    else
        m_desk.open(u"cases"_s, caseId);
}

void IntakePage::sessionChanged()
{
    // Another person sits down: the drafts of the one before stay theirs, and nothing of them stays in sight.
    (void)m_drafts->flush();
    forget(m_hand->typed());
    m_hand->begin();
    m_restored = m_drafts->restore();
}

void IntakePage::offerUndo(const IntakeCase &before)
{
    forget(before);
    m_desk.say(Notice{Tone::Warning, tr("Another applicant: what was known of the one before is cleared"), tr("Undo"), [self = QPointer(this), before] {
                          if (self && self->m_hand->typed().id == before.id)
                              self->m_hand->take(before);
                      }});
}

} // namespace forms
