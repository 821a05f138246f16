// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/returned/casedifference.h"
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"
#include "forms/shared/casetext.h"
#include "forms/shared/officewords.h"
#include <algorithm>

namespace forms {
using namespace Qt::StringLiterals;
using domain::CaseFile;

namespace {

/// Collects the lines; `same` decides by what is behind the words, since words may be masked.
class Lines
{
public:
    Lines(bool hasOurs, bool hasCentres) : m_hasOurs(hasOurs), m_hasCentres(hasCentres) {}
    void add(const QString &name, const QString &ours, const QString &centres, bool same)
    {
        if (ours.isEmpty() && centres.isEmpty())
            return;
        m_lines << VersionLine{name, m_hasOurs ? ours : QString(), m_hasCentres ? centres : QString(), m_hasOurs && m_hasCentres && !same};
    }
    void add(const QString &name, const QString &ours, const QString &centres) { add(name, ours, centres, ours == centres); }
    QList<VersionLine> sorted()
    {
        std::stable_sort(m_lines.begin(), m_lines.end(), [](const VersionLine &a, const VersionLine &b) { return a.differs && !b.differs; });
        return m_lines;
    }

private:
    bool m_hasOurs, m_hasCentres;
    QList<VersionLine> m_lines;
};

QStringList keysOf(const QJsonObject &a, const QJsonObject &b)
{
    QStringList keys = a.keys();
    for (const QString &key : b.keys()) {
        if (!keys.contains(key))
            keys << key;
    }
    return keys;
}

void addMaterials(Lines &lines, const CaseFile &ours, const CaseFile &centres, QDate today)
{
    QStringList keys;
    for (const CaseFile *file : {&ours, &centres}) {
        for (const domain::CaseMaterial &material : file->materials) {
            if (!keys.contains(material.key))
                keys << material.key;
        }
    }
    for (const QString &key : keys) {
        const domain::CaseMaterial *a = ours.material(key), *b = centres.material(key);
        lines.add(a ? a->name : b->name, a ? CaseText::material(*a, today) : QString(), b ? CaseText::material(*b, today) : QString());
    }
}

void addAnswers(Lines &lines, const CaseFile &ours, const CaseFile &centres, const domain::Item *item)
{
    if (!item)
        return;
    for (const domain::Situation &situation : item->situations) {
        const QJsonValue a = ours.answers[situation.id], b = centres.answers[situation.id];
        const auto words = [&](const QJsonValue &value) { return value.isUndefined() ? QString() : CaseText::answer(situation, value); };
        lines.add(situation.question, words(a), words(b), a == b);
    }
    for (const domain::FormField &field : item->form) {
        const QJsonValue a = ours.fields[field.key], b = centres.fields[field.key];
        lines.add(field.label, CaseText::field(field, a), CaseText::field(field, b), a == b);
    }
}

} // namespace

QList<VersionLine> CaseDifference::between(const QJsonObject &oursBody, const QJsonObject &centresBody, const office::Rulebook &rules, const QDateTime &now)
{
    Lines lines(!oursBody.isEmpty(), !centresBody.isEmpty());
    const auto oursRead = CaseFile::fromJson(oursBody), centresRead = CaseFile::fromJson(centresBody);
    const bool readable = (oursRead || oursBody.isEmpty()) && (centresRead || centresBody.isEmpty());
    if (!readable) {
        // Not a case, or of a newer version: what is there is still shown.
        for (const QString &key : keysOf(oursBody, centresBody))
            lines.add(key, oursBody[key].toVariant().toString(), centresBody[key].toVariant().toString(), oursBody[key] == centresBody[key]);
        return lines.sorted();
    }
    const CaseFile ours = oursRead ? *oursRead : CaseFile(), centres = centresRead ? *centresRead : CaseFile();
    const QDate today = now.date();
    const auto stateWords = [](const CaseFile &file) { return caseStateText(toCode(file.state)); };
    const auto routeWords = [](const CaseFile &file) { return file.state == domain::CaseState::Accepted ? routeText(toCode(file.route)) : QString(); };
    const auto agentWords = [](const CaseFile &file) { return file.agent.isEmpty() ? QString() : QString(file.agent.name + u' ' + domain::masked(file.agent.phone)); };
    const auto noticeWords = [](const CaseFile &file) { return file.notices.isEmpty() ? QString() : QString::number(file.notices.size()); };
    const auto placeWords = [&rules](const CaseFile &file) {
        const domain::Place *place = rules.place(file.place);
        const domain::Counter *counter = place ? place->counter(file.counter) : nullptr;
        return counter ? counter->name : file.counter;
    };
    lines.add(tr("Case number"), ours.number, centres.number);
    lines.add(tr("State"), stateWords(ours), stateWords(centres));
    lines.add(tr("Way of acceptance"), routeWords(ours), routeWords(centres));
    lines.add(tr("Item"), ours.itemName, centres.itemName);
    lines.add(tr("Applicant"), ours.applicant.name, centres.applicant.name);
    lines.add(tr("ID number"), CaseText::number(ours.applicant), CaseText::number(centres.applicant), ours.applicant.idNumber == centres.applicant.idNumber);
    lines.add(tr("Phone"), domain::masked(ours.applicant.phone), domain::masked(centres.applicant.phone), ours.applicant.phone == centres.applicant.phone);
    lines.add(tr("Address"), ours.applicant.address, centres.applicant.address);
    lines.add(tr("Agent"), agentWords(ours), agentWords(centres), ours.agent.toJson() == centres.agent.toJson());
    lines.add(tr("Received"), CaseText::instant(ours.receivedAt, now), CaseText::instant(centres.receivedAt, now));
    lines.add(tr("Accepted"), CaseText::instant(ours.acceptedAt, now), CaseText::instant(centres.acceptedAt, now));
    lines.add(tr("Committed due"), CaseText::due(ours.committedDue, today), CaseText::due(centres.committedDue, today));
    lines.add(tr("Notices given"), noticeWords(ours), noticeWords(centres));
    lines.add(tr("Reason"), refusalReasonText(ours.refusalReason), refusalReasonText(centres.refusalReason));
    lines.add(tr("Green channel"), ours.priority, centres.priority);
    lines.add(tr("Counter"), placeWords(ours), placeWords(centres));
    lines.add(tr("Clerk"), ours.clerkName, centres.clerkName);
    addMaterials(lines, ours, centres, today);
    const CaseFile &known = oursRead ? ours : centres;
    addAnswers(lines, ours, centres, rules.item(known.itemId, known.itemVersion));
    return lines.sorted();
}

} // namespace forms
