// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/identity/identitynumber.h"
#include "forms/intake/intakecase.h"
#include "office/rulebook.h"
#include <QObject>
#include <memory>
#include <optional>

namespace forms {

class Desk;

/// The case a clerk has in hand: what was typed, what the rules make of it at this moment, and the ways to change it. The
/// panels of the intake page show it and never talk to each other; nothing here needs a window.
class CaseInHand : public QObject
{
    Q_OBJECT
public:
    explicit CaseInHand(Desk &desk, QObject *parent = nullptr);

    const IntakeCase &typed() const { return m_typed; }
    /// The item chosen, in the version the case was begun with; null: none yet.
    const domain::Item *item() const { return m_item; }
    /// What would happen now; without an item: incomplete, with nothing in it.
    const domain::Decision &decision() const { return m_decision; }
    /// What the hall knows of the applicant; null: a new one.
    const domain::Applicant *known() const { return m_known ? &*m_known : nullptr; }
    const domain::Place *place() const;
    const office::Rulebook &rules() const { return *m_rules; }
    Desk &desk() const { return m_desk; }
    /// Local time of the hall by the office's clock: the one that due dates are reckoned from.
    QDateTime hallNow() const;
    /// Whether who is signed in may accept and decide this item in one go (首席服务员).
    bool mayFinish() const;
    /// Whether somebody stands in for the applicant, by the answers or by the materials asked for.
    bool asksForAgent() const;
    QJsonValue fieldValue(const domain::FormField &field) const { return m_typed.fieldValue(field, known()); }
    /// Form fields filled in, of those that have to be filled in by hand or were.
    int fieldsFilled() const;
    int fieldsAsked() const;
    /// Materials handed in or replaced.
    int materialsSettled() const;

    /// Puts an empty case in hand.
    void begin();
    /// Puts a draft, a case taken up again or a returned one in hand.
    void take(const IntakeCase &typed);

    /// Enters the identity number as typed. Who is known here is filled in, data of another applicant are cleared. True:
    /// known here. Refusals as domain::parseIdentity; the text typed is kept.
    domain::Result<bool> setNumber(const QString &typed, std::optional<domain::IdentityKind> kind = std::nullopt);
    void setName(const QString &name);
    void setPhone(const QString &phone);
    void setAddress(const QString &address);
    /// What only the card tells.
    void setPerson(const QString &sex, QDate birth, QDate cardValidTo);
    void setAgent(const domain::AgentCard &agent);
    void setPriority(const QString &reason);
    void setSupervisorReason(const QString &reason);

    void takeItem(const QString &itemId);
    void answer(const QString &questionId, const QJsonValue &value);
    void setField(const domain::FormField &field, const QJsonValue &value);

    /// Marks a material. Refusals: tolerance.essential-material {key, name}, tolerance.blocked, commitment.not-replaceable,
    /// commitment.blocked.
    domain::Result<domain::Done> mark(const QString &key, domain::MaterialMark mark, const QString &defect = {});
    void setOriginalSeen(const QString &key, bool seen);
    /// Every required material that is not marked otherwise counts as handed in; asked again, the optional ones too.
    void receiveAll();

    /// Scans of a material, those added here and those the case has already.
    QList<domain::Attachment> filesOf(const QString &key) const;
    void addFiles(const QString &key, const QList<domain::Attachment> &files);
    /// Takes the scan added last to this material away again; nothing when none was added here.
    std::optional<domain::Attachment> removeLastFile(const QString &key);

    /// The clerk has left a field: worth keeping at once.
    void settle() { Q_EMIT settled(); }

Q_SIGNALS:
    /// Something was typed or the rules changed; decision() is new.
    void changed();
    /// Another case is in hand; changed() follows.
    void replaced();
    /// A field ended, an answer or a tick was given.
    void settled();
    /// Another applicant took the place of this one; `before` is the case as it was.
    void applicantReplaced(const forms::IntakeCase &before);

private:
    void touch();
    void decide();
    void readRules();
    void forgetApplicant();
    void recall();
    domain::Result<domain::Done> mayReplace(const QString &key, domain::MaterialMark mark) const;

    Desk &m_desk;
    IntakeCase m_typed;
    std::shared_ptr<const office::Rulebook> m_rules;
    const domain::Item *m_item = nullptr;
    std::optional<domain::Applicant> m_known;
    domain::Decision m_decision;
};

} // namespace forms
