// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision/decision.h"
#include "domain/codes.h"

namespace domain {
using namespace Qt::StringLiterals;

namespace {
constexpr Codes<Verdict, 7> verdicts{{{Verdict::Incomplete, u"incomplete"},
                                      {Verdict::Accept, u"accept"},
                                      {Verdict::AcceptWithTolerance, u"tolerate"},
                                      {Verdict::AcceptOnCommitment, u"commit"},
                                      {Verdict::AcceptWithToleranceOnCommitment, u"tolerate+commit"},
                                      {Verdict::Notify, u"notify"},
                                      {Verdict::Refuse, u"refuse"}}};

/// Goes through an application the way an experienced clerk does: who, what, which situation, paper by paper, form.
class Judge
{
public:
    Judge(const Item &item, const Application &application, const WorkCalendar &calendar, const OfficeHours &hours)
        : m_item(item), m_application(application), m_calendar(calendar), m_hours(hours)
    {
    }

    Decision judge()
    {
        m_decision.checklist = checklistFor(m_item, m_application.applicant.kind, m_application.answers);
        judgeApplicant();
        judgeAnswers();
        judgeMaterials();
        judgeFields();
        settleVerdict();
        settleDates();
        settlePapers();
        m_decision.reasons = m_blocking + m_refusing + m_notifying + m_explaining;
        return std::move(m_decision);
    }

private:
    void judgeApplicant()
    {
        if (!m_application.applicant.isValid())
            m_blocking << refuse(u"applicant.lacking");
        else if (m_application.applicant.name.trimmed().isEmpty())
            m_blocking << refuse(u"applicant.name-lacking");
        else if (!m_item.applicantKinds.contains(m_application.applicant.kind))
            m_refusing << refuse(u"applicant.kind", {{u"kind"_s, m_application.applicant.kind}});
        const bool agentAnswered = m_decision.checklist.answers.value(u"agent.present"_s).toBool();
        if (agentAnswered && m_application.agent.name.trimmed().isEmpty())
            m_decision.hints << refuse(u"agent.lacking");
    }

    void judgeAnswers()
    {
        for (const Situation &question : m_decision.checklist.questions) {
            if (m_decision.checklist.unanswered.contains(question.id))
                m_blocking << refuse(u"answer.lacking", {{u"id"_s, question.id}, {u"question"_s, question.question}});
        }
        if (const auto &rule = m_decision.checklist.refusal) {
            m_refusing << refuse(rule->branch == 2 ? u"answer.not-competent" : u"answer.no-licence-needed", {{u"reason"_s, rule->reason}});
        }
    }

    void judgeMaterials()
    {
        for (const MaterialRequirement &asked : m_decision.checklist.materials) {
            CaseMaterial material = markOf(asked);
            judgeMaterial(asked, material);
            m_decision.materials << material;
        }
    }

    CaseMaterial markOf(const MaterialRequirement &asked) const
    {
        CaseMaterial material;
        for (const CaseMaterial &mark : m_application.marks) {
            if (mark.key == asked.key)
                material = mark;
        }
        material.key = asked.key;
        material.name = asked.name;
        material.form = asked.form;
        material.required = asked.required;
        if (material.copies <= 0)
            material.copies = asked.copies;
        return material;
    }

    void judgeMaterial(const MaterialRequirement &asked, CaseMaterial &material)
    {
        const QJsonObject facts{{u"key"_s, asked.key}, {u"name"_s, asked.name}};
        material.due = {};
        switch (material.mark) {
        case MaterialMark::Received:
            return;
        case MaterialMark::Defective: {
            QJsonObject wrong = facts;
            wrong[u"defect"_s] = material.defect;
            m_notifying << refuse(u"material.defective", wrong);
            return;
        }
        case MaterialMark::Tolerated:
            judgeTolerated(asked, material, facts);
            return;
        case MaterialMark::Committed:
            judgeCommitted(asked, facts);
            return;
        case MaterialMark::Lacking:
            if (asked.required)
                m_notifying << refuse(u"material.lacking", lackingFacts(asked));
            return;
        }
    }

    // 容缺: only secondary materials of the published list (main materials, subject documents and authorisations never).
    void judgeTolerated(const MaterialRequirement &asked, CaseMaterial &material, QJsonObject facts)
    {
        if (!asked.tolerable || asked.main) {
            m_notifying << refuse(u"tolerance.essential-material", facts);
        } else if (m_application.toleranceBlocked) {
            m_notifying << refuse(u"tolerance.blocked", facts);
        } else {
            material.due = m_calendar.addWorkdays(m_application.receivedAt.date(), asked.toleranceDays);
            facts[u"due"_s] = material.due.toString(Qt::ISODate);
            facts[u"days"_s] = asked.toleranceDays;
            m_explaining << refuse(u"material.tolerated", facts);
            m_tolerates = true;
        }
    }

    void judgeCommitted(const MaterialRequirement &asked, const QJsonObject &facts)
    {
        if (!asked.commitmentReplaceable) {
            m_notifying << refuse(u"commitment.not-replaceable", facts);
        } else if (m_application.commitmentBlocked) {
            m_notifying << refuse(u"commitment.blocked", facts);
        } else {
            m_explaining << refuse(u"material.committed", facts);
            m_commits = true;
        }
    }

    QJsonObject lackingFacts(const MaterialRequirement &asked) const
    {
        return {{u"key"_s, asked.key},
                {u"name"_s, asked.name},
                {u"tolerable"_s, asked.tolerable && !asked.main && !m_application.toleranceBlocked},
                {u"days"_s, asked.toleranceDays},
                {u"replaceable"_s, asked.commitmentReplaceable && !m_application.commitmentBlocked}};
    }

    void judgeFields()
    {
        int empty = 0;
        for (const FormField &field : m_decision.checklist.fields) {
            const QJsonValue value = m_application.fields.value(field.key);
            const bool given = !value.isUndefined() && !value.isNull() && !(value.isString() && value.toString().trimmed().isEmpty());
            if (!given) {
                empty += field.required && field.type != "computed"_L1;
                continue;
            }
            const Result<QJsonValue> checked = checkField(field, value, m_application.receivedAt.date());
            if (!checked) {
                m_blocking << refuse(u"field.wrong", {{u"key"_s, field.key}, {u"label"_s, field.label}, {u"reason"_s, checked.refusal().toJson()}});
            }
        }
        // The signed application form is itself a material; an electronic field left empty is taken from it later.
        if (empty > 0)
            m_decision.hints << refuse(u"field.empty", {{u"count"_s, empty}});
    }

    void settleVerdict()
    {
        if (!m_blocking.isEmpty())
            m_decision.verdict = Verdict::Incomplete;
        else if (!m_refusing.isEmpty())
            m_decision.verdict = Verdict::Refuse;
        else if (!m_notifying.isEmpty())
            m_decision.verdict = Verdict::Notify;
        else if (m_tolerates && m_commits)
            m_decision.verdict = Verdict::AcceptWithToleranceOnCommitment;
        else if (m_tolerates)
            m_decision.verdict = Verdict::AcceptWithTolerance;
        else if (m_commits)
            m_decision.verdict = Verdict::AcceptOnCommitment;
        else
            m_decision.verdict = Verdict::Accept;
    }

    void settleDates()
    {
        const QDateTime &from = m_application.receivedAt;
        m_decision.legalDue = dueDate(m_decision.checklist.legalLimit, from, m_calendar, m_hours);
        m_decision.committedDue = dueDate(m_decision.checklist.committedLimit, from, m_calendar, m_hours);
        m_decision.noticeDue = noticeDueDate(from, m_application.noticeDays.value_or(noticeDaysOf(m_item.acceptanceRule)), m_calendar, m_hours);
        if (m_decision.legalDue.provisional || m_decision.committedDue.provisional)
            m_decision.hints << refuse(u"date.provisional", {{u"lastYear"_s, m_calendar.lastYear()}});
    }

    void settlePapers()
    {
        switch (m_decision.verdict) {
        case Verdict::Accept:
            m_decision.papers = {u"acceptance"_s};
            break;
        case Verdict::AcceptWithTolerance:
            m_decision.papers = {u"acceptance"_s, u"tolerance-undertaking"_s};
            break;
        case Verdict::AcceptOnCommitment:
            m_decision.papers = {u"acceptance"_s, u"commitment"_s};
            break;
        case Verdict::AcceptWithToleranceOnCommitment:
            m_decision.papers = {u"acceptance"_s, u"tolerance-undertaking"_s, u"commitment"_s};
            break;
        case Verdict::Notify:
            m_decision.papers = {u"correction"_s};
            break;
        case Verdict::Refuse:
            m_decision.papers = {u"non-acceptance"_s};
            break;
        case Verdict::Incomplete:
            break;
        }
    }

    const Item &m_item;
    const Application &m_application;
    const WorkCalendar &m_calendar;
    const OfficeHours &m_hours;
    Decision m_decision;
    QList<Reason> m_blocking, m_refusing, m_notifying, m_explaining;
    bool m_tolerates = false;
    bool m_commits = false;
};

} // namespace

QString toCode(Verdict verdict)
{
    return verdicts.code(verdict);
}

std::optional<Verdict> verdictFromCode(QStringView code)
{
    return verdicts.value(code);
}

bool Decision::accepts() const
{
    return verdict == Verdict::Accept || verdict == Verdict::AcceptWithTolerance || verdict == Verdict::AcceptOnCommitment
           || verdict == Verdict::AcceptWithToleranceOnCommitment;
}

Route Decision::route() const
{
    switch (verdict) {
    case Verdict::Accept:
        return Route::Complete;
    case Verdict::AcceptWithTolerance:
        return Route::Tolerance;
    case Verdict::AcceptOnCommitment:
        return Route::Commitment;
    case Verdict::AcceptWithToleranceOnCommitment:
        return Route::ToleranceAndCommitment;
    default:
        return Route::None;
    }
}

Decision decide(const Item &item, const Application &application, const WorkCalendar &calendar, const OfficeHours &hours)
{
    return Judge(item, application, calendar, hours).judge();
}

const QList<RefusalReason> &refusalReasons()
{
    static const QList<RefusalReason> all{
        {u"no-licence-needed"_s, u"行政许可法 第32条第1款第1项"_s, false},
        {u"not-competent"_s, u"行政许可法 第32条第1款第2项"_s, true},
        {u"not-eligible"_s, u"行政许可法 第38条第2款"_s, false},
        {u"forbidden-reapply"_s, u"行政许可法 第78条、第79条"_s, false},
    };
    return all;
}

} // namespace domain
