// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/intakecase.h"
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"

namespace forms {
using namespace Qt::StringLiterals;
using domain::CaseMaterial;
using domain::MaterialMark;

namespace {

/// The words the catalogue's own option lists use for the kinds of papers (person.idType).
QString idTypeWord(const QString &idKind)
{
    static const QHash<QString, QString> words{{u"citizen-id"_s, u"居民身份证"_s},
                                               {u"residence-permit"_s, u"港澳居民居住证"_s},
                                               {u"foreigner-id"_s, u"外国人永久居留身份证"_s},
                                               {u"passport"_s, u"护照"_s},
                                               {u"hk-macau-permit"_s, u"港澳居民来往内地通行证"_s},
                                               {u"taiwan-permit"_s, u"台湾居民来往大陆通行证"_s}};
    return words.value(idKind);
}

QString idType(const domain::ApplicantCard &card)
{
    // 83 stands for Taiwan in residence permits (国办发〔2018〕81号), 81 and 82 for Hong Kong and Macao.
    if (card.idKind == "residence-permit"_L1 && card.idNumber.startsWith(u"83"))
        return u"台湾居民居住证"_s;
    return idTypeWord(card.idKind);
}

/// The member of the applicant's card a meaning stands for ("name", "uscc", …); empty when it is the other kind's.
QString applicantMember(const IntakeCase &typed, const QString &semantic)
{
    const bool legal = typed.applicant.kind == "legal"_L1;
    return semantic.startsWith(legal ? "org."_L1 : "person."_L1) ? semantic.section(u'.', 1) : QString();
}

/// Who the applicant is, by the meaning of a field; empty when it means something else.
QString identityText(const IntakeCase &typed, const QString &semantic)
{
    const QString member = applicantMember(typed, semantic);
    if (member == "name"_L1)
        return typed.applicant.name;
    if (member == "uscc"_L1 || member == "idNo"_L1)
        return typed.applicant.idNumber;
    if (member == "idType"_L1)
        return idType(typed.applicant);
    return {};
}

QJsonArray marksToJson(const QList<CaseMaterial> &marks)
{
    QJsonArray json;
    for (const CaseMaterial &mark : marks)
        json << mark.toJson();
    return json;
}

QList<CaseMaterial> marksFromJson(const QJsonValue &json)
{
    QList<CaseMaterial> marks;
    for (const QJsonValue &value : json.toArray()) {
        if (const auto mark = CaseMaterial::fromJson(value.toObject()))
            marks << *mark;
    }
    return marks;
}

} // namespace

QString IntakeCase::title(const QString &itemName) const
{
    QStringList parts;
    const QString who = applicant.name.isEmpty() ? domain::masked(applicant.idNumber) : applicant.name;
    for (const QString &part : {who, itemName}) {
        if (!part.isEmpty())
            parts << part;
    }
    return parts.join(u" · "_s);
}

const CaseMaterial *IntakeCase::mark(QStringView key) const
{
    const auto list = marks.constFind(itemId);
    if (list == marks.constEnd())
        return nullptr;
    const auto found = std::find_if(list->begin(), list->end(), [&](const CaseMaterial &mark) { return mark.key == key; });
    return found == list->end() ? nullptr : &*found;
}

CaseMaterial &IntakeCase::markFor(const QString &key)
{
    QList<CaseMaterial> &list = marks[itemId];
    const auto found = std::find_if(list.begin(), list.end(), [&](const CaseMaterial &mark) { return mark.key == key; });
    if (found != list.end())
        return *found;
    CaseMaterial fresh;
    fresh.key = key;
    list << fresh;
    return list.last();
}

QJsonObject IntakeCase::answersFor(const domain::Item &item) const
{
    QJsonObject all = answers;
    for (const domain::Situation &question : item.situations) {
        if (question.id == "applicant.kind"_L1 && applicant.isValid())
            all[question.id] = applicant.kind;
        else if (question.id == "agent.present"_L1 && !all.contains(question.id) && !agent.name.isEmpty())
            all[question.id] = true;
    }
    return all;
}

QString *IntakeCase::cardText(const QString &semantic)
{
    if (semantic == "agent.name"_L1)
        return &agent.name;
    if (semantic == "agent.idNo"_L1)
        return &agent.idNumber;
    if (semantic == "agent.mobile"_L1)
        return &agent.phone;
    const QString member = applicantMember(*this, semantic);
    if (member == "phone"_L1 || member == "mobile"_L1)
        return &applicant.phone;
    return member == "address"_L1 ? &applicant.address : nullptr;
}

bool IntakeCase::isIdentity(const domain::FormField &field) const
{
    return !identityText(*this, field.semantic).isEmpty();
}

QJsonValue IntakeCase::fieldValue(const domain::FormField &field, const domain::Applicant *known) const
{
    const QString identity = identityText(*this, field.semantic);
    if (!identity.isEmpty())
        return identity;
    const QString *ofCard = const_cast<IntakeCase *>(this)->cardText(field.semantic);
    if (ofCard && !ofCard->isEmpty())
        return *ofCard;
    if (fields.contains(field.key))
        return fields[field.key];
    if (known && !field.semantic.isEmpty() && !ofCard)
        return known->known.value(field.semantic);
    return QJsonValue::Undefined;
}

domain::Application IntakeCase::application(const domain::Item &item, const domain::Applicant *known) const
{
    domain::Application application;
    application.applicant = applicant;
    if (numberWrong)
        application.applicant.id.clear();
    application.answers = answersFor(item);
    const domain::Checklist list = domain::checklistFor(item, applicant.kind, application.answers);
    if (application.answers[u"agent.present"_s] != QJsonValue(false))
        application.agent = agent;
    for (const domain::FormField &field : list.fields) {
        const QJsonValue value = fieldValue(field, known);
        if (!value.isUndefined() && !value.isNull() && value != QJsonValue(QString()))
            application.fields[field.key] = value;
    }
    application.marks = marks.value(item.id);
    return application;
}

QJsonObject IntakeCase::toJson() const
{
    QJsonObject ticks;
    for (auto it = marks.begin(); it != marks.end(); ++it)
        ticks[it.key()] = marksToJson(it.value());
    QJsonArray scans;
    for (const domain::Attachment &file : files)
        scans << file.toJson();
    return {{u"id"_s, id},
            {u"resumed"_s, resumed},
            {u"number"_s, number},
            {u"redoOf"_s, redoOf},
            {u"numberTyped"_s, numberTyped},
            {u"numberWrong"_s, numberWrong},
            {u"applicant"_s, applicant.toJson()},
            {u"sex"_s, sex},
            {u"birth"_s, birth.toString(Qt::ISODate)},
            {u"cardValidTo"_s, cardValidTo.toString(Qt::ISODate)},
            {u"agent"_s, agent.toJson()},
            {u"item"_s, itemId},
            {u"itemVersion"_s, itemVersion},
            {u"answers"_s, answers},
            {u"fields"_s, fields},
            {u"marks"_s, ticks},
            {u"files"_s, scans},
            {u"priority"_s, priority},
            {u"supervisorReason"_s, supervisorReason},
            {u"begunAt"_s, domain::instantText(begunAt)},
            {u"workedSeconds"_s, workedSeconds}};
}

IntakeCase IntakeCase::fromJson(const QJsonObject &json)
{
    IntakeCase typed;
    typed.id = json[u"id"_s].toString();
    typed.resumed = json[u"resumed"_s].toBool();
    typed.number = json[u"number"_s].toString();
    typed.redoOf = json[u"redoOf"_s].toString();
    typed.numberTyped = json[u"numberTyped"_s].toString();
    typed.numberWrong = json[u"numberWrong"_s].toBool();
    typed.applicant = domain::ApplicantCard::fromJson(json[u"applicant"_s].toObject());
    typed.sex = json[u"sex"_s].toString();
    typed.birth = QDate::fromString(json[u"birth"_s].toString(), Qt::ISODate);
    typed.cardValidTo = QDate::fromString(json[u"cardValidTo"_s].toString(), Qt::ISODate);
    typed.agent = domain::AgentCard::fromJson(json[u"agent"_s].toObject());
    typed.itemId = json[u"item"_s].toString();
    typed.itemVersion = json[u"itemVersion"_s].toInt();
    typed.answers = json[u"answers"_s].toObject();
    typed.fields = json[u"fields"_s].toObject();
    const QJsonObject ticks = json[u"marks"_s].toObject();
    for (auto it = ticks.begin(); it != ticks.end(); ++it)
        typed.marks[it.key()] = marksFromJson(it.value());
    for (const QJsonValue &scan : json[u"files"_s].toArray()) {
        if (const auto file = domain::Attachment::fromJson(scan.toObject()))
            typed.files << *file;
    }
    typed.priority = json[u"priority"_s].toString();
    typed.supervisorReason = json[u"supervisorReason"_s].toString();
    typed.begunAt = domain::instantFromText(json[u"begunAt"_s]);
    typed.workedSeconds = json[u"workedSeconds"_s].toInteger();
    typed.touched = true;
    return typed;
}

IntakeCase IntakeCase::fromCase(const domain::CaseFile &file)
{
    IntakeCase typed;
    typed.id = file.id;
    typed.resumed = true;
    typed.number = file.number;
    typed.applicant = file.applicant;
    typed.agent = file.agent;
    typed.itemId = file.itemId;
    typed.itemVersion = file.itemVersion;
    typed.answers = file.answers;
    typed.fields = file.fields;
    typed.marks[file.itemId] = file.materials;
    typed.files = file.attachments;
    typed.priority = file.priority;
    return typed;
}

IntakeCase IntakeCase::fromAct(const QJsonObject &body, const QString &doc)
{
    IntakeCase typed;
    typed.id = doc;
    typed.applicant = domain::ApplicantCard::fromJson(body[u"applicant"_s].toObject());
    const QJsonObject person = body[u"person"_s].toObject();
    typed.sex = person[u"sex"_s].toString();
    typed.birth = QDate::fromString(person[u"birth"_s].toString(), Qt::ISODate);
    typed.agent = domain::AgentCard::fromJson(body[u"agent"_s].toObject());
    const QJsonObject item = body[u"item"_s].toObject();
    typed.itemId = item[u"id"_s].toString();
    typed.itemVersion = item[u"version"_s].toInt();
    typed.answers = body[u"answers"_s].toObject();
    typed.fields = body[u"fields"_s].toObject();
    typed.marks[typed.itemId] = marksFromJson(body[u"marks"_s]);
    typed.priority = body[u"priority"_s].toString();
    typed.supervisorReason = body[u"supervisorReason"_s].toString();
    return typed;
}

} // namespace forms
