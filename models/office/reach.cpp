// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/reach.h"
#include "domain/casefile/casefile.h"
#include "domain/jsontime.h"
#include "office/snapshotshelf.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::Reach;
using domain::refuse;
using domain::Result;

namespace {

/// Where an act belongs to and whose business it is.
class Subject
{
public:
    Subject(const RightsView &view, const domain::Operation &operation, const QDateTime &at)
        : m_view(view), m_operation(operation), m_at(at), m_document(view.load(operation.doc)), m_actor(view.rules.staff(operation.actor))
    {
    }

    bool isWithin(Reach reach) const
    {
        switch (reach) {
        case Reach::Any:
            return true;
        case Reach::District:
            return isInOwnDistrict();
        case Reach::Place:
            return isInOwnDistrict() && isOfOwnPlace();
        case Reach::Department:
            return isInOwnDistrict() && isOfOwnDepartment();
        case Reach::Own:
            return isInOwnDistrict() && isOwn();
        }
        return false;
    }

    /// The refusal that says best what is in the way.
    domain::Refusal outside(const QList<Reach> &reaches) const
    {
        if (reaches.contains(Reach::Department) && isInOwnDistrict()) {
            if (const domain::Step *step = stepNamed())
                return refuse(u"step.not-yours", {{u"department"_s, step->department}});
        }
        if (reaches.contains(Reach::Own) && m_operation.type.startsWith("delegation."_L1))
            return refuse(u"delegation.not-yours");
        return refuse(u"operation.out-of-reach", {{u"type"_s, m_operation.type}, {u"reach"_s, toCode(reaches.first())}});
    }

private:
    QString districtOf(const QString &place) const
    {
        const domain::Place *known = m_view.rules.place(place);
        return known ? known->district : QString();
    }
    /// Of an actor nobody knows here, where the act was done must do; the centre takes no such act.
    QString ownPlace() const { return m_actor ? m_actor->place : m_operation.place; }

    bool isInOwnDistrict() const
    {
        const QString own = districtOf(ownPlace());
        const QStringList theirs = districts();
        if (own.isEmpty())
            return theirs.isEmpty(); // a hall that is not known yet is the act's own refusal
        if (const QString here = districtOf(m_operation.place); !here.isEmpty() && here != own)
            return false;
        // What belongs to several, like a person known in two districts, is everybody's there; a reference document that moves
        // from one to another needs both.
        const auto isOwn = [&](const QString &district) { return district == own; };
        // Who belongs to no hall, and the centre's own key, are the centre's business and not of whoever comes first.
        if (theirs.isEmpty() && m_document && (m_document->kind == "staff"_L1 || m_document->id == centreDevice()))
            return false;
        return theirs.isEmpty() || (isReference() ? std::all_of(theirs.begin(), theirs.end(), isOwn) : std::any_of(theirs.begin(), theirs.end(), isOwn));
    }

    /// Districts of the document as it is and, of a reference document, as it would be. Empty: it belongs to none.
    QStringList districts() const
    {
        QStringList found;
        if (isReference()) {
            if (m_document)
                found << referenceDistrict(m_document->kind, m_document->body);
            found << referenceDistrict(m_operation.type.section(u'.', 0, 0), m_operation.body);
            found.removeAll(QString());
        } else if (m_document) {
            for (const QString &scope : m_document->scopes)
                found << scope.section(u'/', 1);
        }
        return found;
    }

    bool isReference() const
    {
        static const QSet<QString> subjects{u"place"_s, u"staff"_s, u"device"_s, u"region"_s, u"handling"_s, u"delegation"_s, u"item"_s, u"calendar"_s};
        return subjects.contains(m_operation.type.section(u'.', 0, 0)) || (m_document && m_document->scopes.contains(domain::referenceScope));
    }

    QString referenceDistrict(const QString &kind, const QJsonObject &body) const
    {
        if (kind == "staff"_L1 || kind == "device"_L1)
            return districtOf(body[u"place"_s].toString());
        if (kind == "delegation"_L1) {
            const domain::Staff *from = m_view.rules.staff(body[u"from"_s].toString());
            return from ? districtOf(from->place) : QString();
        }
        return body[u"district"_s].toString();
    }

    bool isOfOwnPlace() const
    {
        const QString place = m_document ? m_document->body[u"place"_s].toString() : m_operation.place;
        return place.isEmpty() || place == ownPlace();
    }

    bool isOwn() const
    {
        if (m_operation.type.startsWith("delegation."_L1))
            return (m_document ? m_document->body : m_operation.body)[u"from"_s].toString() == m_operation.actor;
        if (m_operation.type == "returned.close"_L1) {
            const QString who = m_view.actorOf(m_operation.body[u"operation"_s].toString());
            return who.isEmpty() || who == m_operation.actor;
        }
        return m_document && m_document->body[u"clerk"_s][u"id"_s].toString() == m_operation.actor;
    }

    bool isOfOwnDepartment() const
    {
        const domain::CaseFile *file = caseFile();
        if (!file)
            return true; // there is nothing to have a say in: the act itself says so
        if (const domain::Step *step = stepNamed())
            return decidesFor(step->department);
        if (!m_operation.body[u"step"_s].toString().isEmpty())
            return true; // a step nobody knows
        return std::any_of(file->steps.begin(), file->steps.end(), [this](const domain::Step &step) { return decidesFor(step.department); });
    }

    bool decidesFor(const QString &department) const
    {
        return m_actor && m_actor->active && m_view.rules.departmentsOf(*m_actor, domain::hallTime(m_at).date()).contains(department);
    }

    /// The part of the case the act is about: the one it names; of the decision, the lead's.
    const domain::Step *stepNamed() const
    {
        const domain::CaseFile *file = caseFile();
        if (!file)
            return nullptr;
        if (m_operation.type != "case.decide"_L1)
            return file->step(m_operation.body[u"step"_s].toString());
        const auto lead = std::find_if(file->steps.begin(), file->steps.end(), [](const domain::Step &step) { return step.lead; });
        return lead == file->steps.end() ? nullptr : &*lead;
    }

    /// Read only where a department is asked for; most acts never do.
    const domain::CaseFile *caseFile() const
    {
        if (!m_case && m_document && m_document->kind == "case"_L1) {
            if (const Result<domain::CaseFile> file = domain::CaseFile::fromJson(m_document->body))
                m_case = *file;
        }
        return m_case ? &*m_case : nullptr;
    }

    const RightsView &m_view;
    const domain::Operation &m_operation;
    QDateTime m_at;
    std::optional<domain::Document> m_document;
    const domain::Staff *m_actor;
    mutable std::optional<domain::CaseFile> m_case;
};

} // namespace

Result<Done> mayAct(const RightsView &view, const QStringList &roles, const domain::Operation &operation, const QDateTime &at)
{
    const QList<Reach> reaches = domain::Permissions::table().reaches(roles, operation.type);
    if (reaches.isEmpty())
        return refuse(u"operation.not-allowed", {{u"type"_s, operation.type}});
    if (reaches.contains(Reach::Any))
        return Done{};
    const Subject subject(view, operation, at);
    const bool within = std::any_of(reaches.begin(), reaches.end(), [&](Reach reach) { return subject.isWithin(reach); });
    return within ? Result<Done>(Done{}) : Result<Done>(subject.outside(reaches));
}

} // namespace office
