// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/caseinhand.h"
#include "domain/staff/certificate.h"
#include "domain/applicant/standing.h"
#include "domain/jsontime.h"
#include "domain/operation/operation.h"
#include "forms/shared/desk.h"
#include "office/archive.h"
#include "office/office.h"

namespace forms {
using namespace Qt::StringLiterals;
using domain::CaseMaterial;
using domain::Done;
using domain::MaterialMark;
using domain::refuse;
using domain::Result;

namespace {

QString sexCode(domain::Sex sex)
{
    switch (sex) {
    case domain::Sex::Male:
        return u"male"_s;
    case domain::Sex::Female:
        return u"female"_s;
    case domain::Sex::Unknown:
        break;
    }
    return {};
}

bool isEmptyValue(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isString() && value.toString().trimmed().isEmpty())
           || (value.isArray() && value.toArray().isEmpty());
}

} // namespace

CaseInHand::CaseInHand(Desk &desk, QObject *parent) : QObject(parent), m_desk(desk)
{
    connect(&desk.office(), &office::Office::rulesChanged, this, [this] {
        readRules();
        decide();
    });
    readRules();
    begin();
}

const domain::Place *CaseInHand::place() const
{
    return m_rules->place(m_desk.session().placeId);
}

QDateTime CaseInHand::hallNow() const
{
    return domain::hallTime(m_desk.office().now());
}

void CaseInHand::readRules()
{
    m_rules = m_desk.office().rules();
    m_item = m_typed.itemId.isEmpty() ? nullptr : m_rules->item(m_typed.itemId, m_typed.itemVersion);
}

bool CaseInHand::mayFinish() const
{
    const domain::Staff *clerk = m_rules->staff(m_desk.session().staffId);
    return m_item && place() && clerk && domain::mayFinish(m_rules->handling(place()->district, *m_item), *clerk).ok();
}

bool CaseInHand::asksForAgent() const
{
    if (m_decision.checklist.answers[u"agent.present"_s].toBool())
        return true;
    const auto &materials = m_decision.checklist.materials;
    return std::any_of(materials.begin(), materials.end(),
                       [](const auto &material) { return material.type == "poa"_L1 || material.type == "idcard_agent"_L1; });
}

int CaseInHand::fieldsAsked() const
{
    const auto &fields = m_decision.checklist.fields;
    return int(std::count_if(fields.begin(), fields.end(), [](const auto &field) { return field.type != "computed"_L1; }));
}

int CaseInHand::fieldsFilled() const
{
    const auto &fields = m_decision.checklist.fields;
    return int(std::count_if(fields.begin(), fields.end(), [this](const auto &field) {
        return field.type != "computed"_L1 && !isEmptyValue(fieldValue(field));
    }));
}

int CaseInHand::materialsSettled() const
{
    return int(std::count_if(m_decision.materials.begin(), m_decision.materials.end(), [](const CaseMaterial &material) {
        return material.mark != MaterialMark::Lacking && material.mark != MaterialMark::Defective;
    }));
}

void CaseInHand::begin()
{
    IntakeCase fresh;
    fresh.id = domain::newId(m_desk.office().now());
    take(fresh);
}

void CaseInHand::take(const IntakeCase &typed)
{
    m_typed = typed;
    m_known.reset();
    readRules();
    recall();
    decide();
    Q_EMIT replaced();
    Q_EMIT changed();
}

void CaseInHand::recall()
{
    m_known = m_typed.applicant.isValid() ? office::Archive(m_desk.office()).applicant(m_typed.applicant.id) : std::nullopt;
}

void CaseInHand::touch()
{
    if (!m_typed.begunAt.isValid())
        m_typed.begunAt = m_desk.office().now();
    m_typed.touched = true;
    decide();
    Q_EMIT changed();
}

void CaseInHand::decide()
{
    m_decision = {};
    const domain::Place *hall = place();
    if (m_item && hall) {
        domain::Application application = m_typed.application(*m_item, known());
        application.receivedAt = hallNow();
        if (hall->noticeDays >= 0)
            application.noticeDays = hall->noticeDays;
        if (m_known) {
            const domain::Standing standing = domain::Standing::of(m_known->more);
            application.toleranceBlocked = standing.mayNotTolerate(application.receivedAt.date());
            application.commitmentBlocked = standing.commitmentBlocked;
        }
        m_decision = domain::decide(*m_item, application, m_rules->calendar(), hall->hours);
    }
}

// Nothing typed for one person may end up with another: card, phone, address and all fields whose meaning is a person's.
void CaseInHand::forgetApplicant()
{
    m_typed.applicant = {};
    m_typed.sex.clear();
    m_typed.birth = {};
    m_typed.cardValidTo = {};
    m_typed.agent = {};
    m_typed.priority.clear();
    m_known.reset();
    if (!m_item)
        return;
    for (const domain::FormField &field : m_item->form) {
        if (!field.semantic.isEmpty() || field.type == "idno"_L1 || field.type == "mobile"_L1 || field.type == "bank"_L1)
            m_typed.fields.remove(field.key);
    }
}

Result<bool> CaseInHand::setNumber(const QString &typed, std::optional<domain::IdentityKind> kind)
{
    const QDate today = hallNow().date();
    const auto number = kind ? domain::parseIdentityAs(*kind, typed, today) : domain::parseIdentity(typed, today);
    if (!number) {
        m_typed.numberTyped = typed;
        m_typed.numberWrong = !typed.trimmed().isEmpty() || m_typed.applicant.isValid();
        touch();
        return number.refusal();
    }
    const QString idKind = domain::toCode(number->kind);
    const QString id = domain::applicantIdFor(idKind, number->number);
    m_typed.numberTyped.clear();
    m_typed.numberWrong = false;
    if (id == m_typed.applicant.id) {
        touch();
        return known() != nullptr;
    }
    const IntakeCase before = m_typed;
    const bool replaces = m_typed.applicant.isValid() && m_typed.applicant.idNumber != number->number;
    if (replaces)
        forgetApplicant();
    domain::ApplicantCard &card = m_typed.applicant;
    card.id = id;
    card.kind = number->isLegalPerson() ? u"legal"_s : u"natural"_s;
    card.idKind = idKind;
    card.idNumber = number->number;
    m_typed.sex = sexCode(number->sex);
    m_typed.birth = number->birth;
    recall();
    if (m_known) {
        card.name = m_known->card.name;
        card.phone = m_known->card.phone;
        card.address = m_known->card.address;
        if (m_typed.sex.isEmpty())
            m_typed.sex = m_known->sex;
        if (!m_typed.birth.isValid())
            m_typed.birth = m_known->birth;
    }
    touch();
    settle();
    if (replaces)
        Q_EMIT applicantReplaced(before);
    return known() != nullptr;
}

void CaseInHand::setName(const QString &name)
{
    if (m_typed.applicant.name == name)
        return;
    m_typed.applicant.name = name;
    touch();
}

void CaseInHand::setPhone(const QString &phone)
{
    if (m_typed.applicant.phone == phone)
        return;
    m_typed.applicant.phone = phone;
    touch();
}

void CaseInHand::setAddress(const QString &address)
{
    if (m_typed.applicant.address == address)
        return;
    m_typed.applicant.address = address;
    touch();
}

void CaseInHand::setPerson(const QString &sex, QDate birth, QDate cardValidTo)
{
    if (!sex.isEmpty())
        m_typed.sex = sex;
    if (birth.isValid())
        m_typed.birth = birth;
    m_typed.cardValidTo = cardValidTo;
    touch();
}

void CaseInHand::setAgent(const domain::AgentCard &agent)
{
    if (agent.toJson() == m_typed.agent.toJson())
        return;
    m_typed.agent = agent;
    touch();
}

void CaseInHand::setPriority(const QString &reason)
{
    m_typed.priority = reason.trimmed();
    touch();
    settle();
}

void CaseInHand::setSupervisorReason(const QString &reason)
{
    m_typed.supervisorReason = reason.trimmed();
    touch();
}

void CaseInHand::takeItem(const QString &itemId)
{
    const domain::Item *item = m_rules->itemOn(itemId, hallNow().date());
    if (!item || item == m_item)
        return;
    m_item = item;
    m_typed.itemId = item->id;
    m_typed.itemVersion = item->version;
    touch();
    settle();
}

void CaseInHand::answer(const QString &questionId, const QJsonValue &value)
{
    if (m_typed.answers.value(questionId) == value)
        return;
    m_typed.answers[questionId] = value;
    touch();
    settle();
}

void CaseInHand::setField(const domain::FormField &field, const QJsonValue &value)
{
    if (fieldValue(field) == value || m_typed.isIdentity(field))
        return;
    QString *ofCard = m_typed.cardText(field.semantic);
    if (ofCard) {
        *ofCard = value.toString();
        m_typed.fields.remove(field.key);
    } else {
        m_typed.fields[field.key] = value;
    }
    touch();
}

Result<Done> CaseInHand::mayReplace(const QString &key, MaterialMark mark) const
{
    const domain::MaterialRequirement *asked = m_item ? m_item->material(key) : nullptr;
    if (!asked)
        return refuse(u"material.unknown", {{u"key"_s, key}});
    const QJsonObject facts{{u"key"_s, key}, {u"name"_s, asked->name}};
    const domain::Standing standing = domain::Standing::of(m_known ? m_known->more : QJsonObject());
    if (mark == MaterialMark::Tolerated) {
        if (!asked->tolerable || asked->main)
            return refuse(u"tolerance.essential-material", facts);
        if (standing.mayNotTolerate(hallNow().date()))
            return refuse(u"tolerance.blocked", facts);
    }
    if (mark == MaterialMark::Committed) {
        if (!asked->commitmentReplaceable)
            return refuse(u"commitment.not-replaceable", facts);
        if (standing.commitmentBlocked)
            return refuse(u"commitment.blocked", facts);
    }
    return Done{};
}

Result<Done> CaseInHand::mark(const QString &key, MaterialMark mark, const QString &defect)
{
    const Result<Done> allowed = mayReplace(key, mark);
    if (!allowed)
        return allowed.refusal();
    CaseMaterial &material = m_typed.markFor(key);
    material.mark = mark;
    material.defect = mark == MaterialMark::Defective ? defect : QString();
    if (mark != MaterialMark::Received)
        material.originalSeen = false;
    touch();
    settle();
    return Done{};
}

QList<domain::Attachment> CaseInHand::filesOf(const QString &key) const
{
    QList<domain::Attachment> files = m_typed.files;
    files.removeIf([&](const domain::Attachment &file) { return file.key != key; });
    return files;
}

void CaseInHand::addFiles(const QString &key, const QList<domain::Attachment> &files)
{
    for (domain::Attachment file : files) {
        file.key = key;
        const bool known = std::any_of(m_typed.files.begin(), m_typed.files.end(),
                                       [&](const domain::Attachment &other) { return other.key == key && other.sha256 == file.sha256; });
        if (!known)
            m_typed.files << file;
    }
    touch();
    settle();
}

std::optional<domain::Attachment> CaseInHand::removeLastFile(const QString &key)
{
    for (qsizetype i = m_typed.files.size() - 1; i >= 0; --i) {
        const domain::Attachment file = m_typed.files[i];
        if (file.key != key || file.addedAt.isValid())
            continue;
        m_typed.files.removeAt(i);
        touch();
        settle();
        return file;
    }
    return std::nullopt;
}

void CaseInHand::setOriginalSeen(const QString &key, bool seen)
{
    CaseMaterial &material = m_typed.markFor(key);
    material.originalSeen = seen;
    if (seen) {
        // Who shows the original has handed in the copy.
        material.mark = MaterialMark::Received;
        material.defect.clear();
    }
    touch();
    settle();
}

void CaseInHand::receiveAll()
{
    const QList<CaseMaterial> materials = m_decision.materials;
    const auto isOpen = [](const CaseMaterial &material) { return material.mark == MaterialMark::Lacking; };
    const bool requiredOpen = std::any_of(materials.begin(), materials.end(), [&](const auto &material) { return material.required && isOpen(material); });
    for (const CaseMaterial &material : materials) {
        if (isOpen(material) && (material.required || !requiredOpen))
            m_typed.markFor(material.key).mark = MaterialMark::Received;
    }
    touch();
    settle();
}

} // namespace forms
