// SPDX-License-Identifier: GPL-3.0-or-later
// The part of IntakePage that asks the office.
#include "forms/intake/applicantpanel.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/decisionpanel.h"
#include "forms/intake/draftkeeper.h"
#include "forms/intake/intakeact.h"
#include "forms/intake/intakepage.h"
#include "forms/intake/intaketext.h"
#include "forms/intake/itempanel.h"
#include "forms/intake/materialfiles.h"
#include "forms/intake/paperflow.h"
#include "forms/intake/refusalform.h"
#include "forms/shared/actor.h"
#include "forms/shared/desk.h"
#include "forms/shared/refusaltext.h"

namespace forms {
using namespace Qt::StringLiterals;
using domain::Verdict;

void IntakePage::decide()
{
    m_applicant->commit();
    if (m_decision->isRefusing()) {
        submitRefusal();
        return;
    }
    const domain::Decision &decision = m_hand->decision();
    if (decision.verdict == Verdict::Incomplete)
        goToGap();
    else if (decision.verdict == Verdict::Refuse)
        refuse();
    else
        submit(operationFor(decision));
}

// Says what has to be entered first, and goes there.
void IntakePage::goToGap()
{
    const IntakeCase &typed = m_hand->typed();
    if (!typed.applicant.isValid() || typed.numberWrong || typed.applicant.name.isEmpty()) {
        m_desk.say(Tone::Info, tr("First the applicant: number and name."));
        m_applicant->takeFocus();
        return;
    }
    if (!m_hand->item()) {
        m_desk.say(Tone::Info, tr("First the item: type its initials."));
        m_item->takeFocus();
        return;
    }
    if (!m_hand->place()) {
        m_desk.say(Tone::Problem, tr("This window's hall is not known here yet: wait for the first synchronisation."));
        return;
    }
    const domain::Decision decision = m_hand->decision();
    if (!decision.reasons.isEmpty())
        m_desk.say(Tone::Info, refusalText(decision.reasons.first()));
    if (!decision.checklist.unanswered.isEmpty())
        m_item->focusQuestion(decision.checklist.unanswered.first());
    else
        m_item->toggleForm();
}

void IntakePage::notice()
{
    m_applicant->commit();
    const Verdict verdict = m_hand->decision().verdict;
    if (verdict == Verdict::Incomplete)
        goToGap();
    else if (verdict != Verdict::Notify)
        m_desk.say(Tone::Info, tr("Nothing lacks and nothing is defective: there is nothing to give notice of."));
    else
        submit(u"case.notify"_s);
}

void IntakePage::receive()
{
    m_applicant->commit();
    if (m_hand->typed().resumed)
        m_desk.say(Tone::Info, tr("The papers of this case were taken in before."));
    else if (m_hand->decision().verdict == Verdict::Incomplete)
        goToGap();
    else
        submit(u"case.receive"_s);
}

void IntakePage::refuse()
{
    m_applicant->commit();
    if (m_decision->isRefusing()) {
        submitRefusal();
        return;
    }
    const IntakeCase &typed = m_hand->typed();
    if (!typed.applicant.isValid() || typed.numberWrong || typed.applicant.name.isEmpty() || !m_hand->item()) {
        goToGap();
        return;
    }
    m_decision->askRefusal();
}

void IntakePage::submitRefusal()
{
    RefusalForm &form = m_decision->refusal();
    QString lacking;
    if (!form.isComplete(lacking)) {
        m_desk.say(Tone::Info, lacking);
        return;
    }
    submit(u"case.refuse"_s, {{u"reason"_s, form.reason()}, {u"note"_s, form.note()}, {u"competent"_s, form.competent()}});
}

void IntakePage::submit(const QString &operationType, const QJsonObject &more)
{
    // A case already on its way out when the power fails must find its draft: that is how it is known to be done.
    (void)m_drafts->flush();
    const auto submitted = m_desk.office().submit(actFor(*m_hand, operationType, more));
    if (!submitted) {
        const domain::Refusal &refusal = submitted.refusal();
        if (refusal.code == "notice.overlooked"_L1) {
            QStringList names;
            for (const QJsonValue &name : refusal.facts[u"materials"_s].toArray())
                names << name.toString();
            m_decision->askSupervisor(names);
            m_desk.say(Tone::Warning, refusalText(refusal));
        } else if (refusal.code == "certificate.lacking"_L1) {
            m_decision->askSecondClerk(refusal.facts[u"group"_s].toString());
            m_desk.say(Tone::Info, refusalText(refusal));
        } else {
            m_desk.say(Tone::Problem, refusalText(refusal));
        }
        return;
    }
    auto file = domain::CaseFile::fromJson(submitted->document().body);
    Q_ASSERT(file.ok());
    if (std::exchange(m_decidesHere, false) && file->state == domain::CaseState::Accepted)
        decided(*file);
    finish(*file, operationType);
}

// 首席服务员审核合一: the acceptance is on disk by now; whatever hinders the decision, the case is not lost.
void IntakePage::decided(domain::CaseFile &file)
{
    const office::Act act{u"case.finish"_s, file.id, {}, actorOf(m_desk)};
    const auto submitted = m_desk.office().submit(act);
    if (!submitted) {
        m_desk.say(Tone::Problem, refusalText(submitted.refusal()));
        return;
    }
    if (const auto granted = domain::CaseFile::fromJson(submitted->document().body))
        file = *granted;
}

void IntakePage::decideHere()
{
    m_applicant->commit();
    if (m_hand->decision().verdict != Verdict::Accept || !m_hand->mayFinish())
        return;
    m_decidesHere = true;
    submit(operationFor(m_hand->decision()));
    m_decidesHere = false;
}

// The case is on disk. Only now papers are printed; the desk is free for the next applicant at once.
void IntakePage::finish(const domain::CaseFile &file, const QString &operationType)
{
    const IntakeCase before = m_hand->typed();
    const domain::Item item = *m_hand->item();
    QStringList papers = m_hand->decision().papers;
    if (operationType == "case.receive"_L1)
        papers = {u"receipt"_s};
    else if (operationType == "case.refuse"_L1)
        papers = {u"non-acceptance"_s};
    if (file.state == domain::CaseState::Granted)
        papers << u"decision-grant"_s;
    if (!before.redoOf.isEmpty()) {
        office::Act close = actFor(*m_hand, u"returned.close"_s);
        close.body = {{u"operation"_s, before.redoOf}, {u"how"_s, u"redone"_s}, {u"reason"_s, QString()}};
        const auto closed = m_desk.office().submit(close);
        if (!closed)
            m_desk.say(Tone::Problem, refusalText(closed.refusal()));
    }
    attachFiles(m_desk, file, before); // while the draft still knows them
    m_drafts->discard();
    m_hand->begin();
    forget(before);
    m_papers->print(file, item, papers, IntakeText::done(operationType, file.route));
    m_applicant->takeFocus();
}

} // namespace forms
