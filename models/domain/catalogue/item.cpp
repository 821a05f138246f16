// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/catalogue/item.h"
#include "domain/jsonlogic/jsonlogic.h"
#include <QHash>
#include <QJsonDocument>
#include <QSet>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &entry : value.toArray())
        list << entry.toString();
    return list;
}

/// Reads one item and remembers the first thing that is wrong with it.
class ItemReader
{
public:
    explicit ItemReader(const QJsonObject &json) : m_json(json) { m_item.id = json[u"id"_s].toString(); }

    Result<Item> read()
    {
        readHead();
        readLimits();
        readSituations();
        readForm();
        readMaterials();
        readExceptions();
        if (m_problem)
            return *m_problem;
        m_item.source = m_json;
        return std::move(m_item);
    }

private:
    void malformed(const QString &member)
    {
        if (!m_problem)
            m_problem = refuse(u"catalogue.malformed", {{u"item"_s, m_item.id}, {u"member"_s, member}});
    }

    QString text(const QJsonObject &json, const QString &member, const QString &where)
    {
        const QString value = json[member].toString();
        if (value.isEmpty())
            malformed(QString(where + member));
        return value;
    }

    QJsonValue rule(const QJsonObject &json, const QString &member, const QString &where)
    {
        const QJsonValue value = json.contains(member) ? json[member] : QJsonValue(true);
        const Result<Done> checked = checkJsonLogic(value);
        if (!checked && !m_problem) {
            m_problem = refuse(u"catalogue.rule", {{u"item"_s, m_item.id}, {u"member"_s, where}, {u"reason"_s, checked.refusal().toJson()}});
        }
        return value;
    }

    TimeLimit limit(const QJsonObject &json, const QString &member)
    {
        const Result<TimeLimit> value = TimeLimit::fromJson(json[member].toObject());
        if (!value) {
            malformed(member);
            return {};
        }
        return *value;
    }

    void readHead()
    {
        m_item.name = text(m_json, u"name"_s, {});
        text(m_json, u"id"_s, {});
        m_item.version = m_json[u"version"_s].toInt(1);
        m_item.validFrom = QDate::fromString(m_json[u"validFrom"_s].toString(), Qt::ISODate);
        m_item.shortName = m_json[u"shortName"_s].toString(m_item.name);
        m_item.basicCode = m_json[u"basicCode"_s].toString();
        m_item.implCode = m_json[u"implCode"_s].toString();
        m_item.taskCode = m_json[u"taskCode"_s].toString();
        m_item.department = text(m_json, u"department"_s, {});
        m_item.type = m_json[u"type"_s].toString();
        m_item.caseType = m_json[u"caseType"_s].toString();
        m_item.zone = m_json[u"zone"_s].toString();
        m_item.conditions = m_json[u"conditions"_s].toString();
        const QJsonObject fee = m_json[u"fee"_s].toObject();
        m_item.fee = fee[u"charged"_s].toBool() ? feeText(fee) : u"不收费"_s;
        m_item.applicantKinds = texts(m_json[u"applicantKinds"_s]);
        if (m_item.applicantKinds.isEmpty())
            malformed(u"applicantKinds"_s);
        m_item.levels = texts(m_json[u"levels"_s]);
        m_item.legalBasis = texts(m_json[u"legalBasis"_s]);
        m_item.specialProcedures = texts(m_json[u"specialProcedures"_s]);
        m_item.delivery = texts(m_json[u"delivery"_s]);
        m_item.crossRegionModes = texts(m_json[u"crossRegionModes"_s]);
        for (const QJsonValue &result : m_json[u"results"_s].toArray())
            m_item.results << result[u"name"_s].toString();
        const QJsonObject route = m_json[u"commitmentRoute"_s].toObject();
        m_item.commitmentRoute = route[u"available"_s].toBool();
        m_item.commitmentCheckDays = route[u"checkWithinDays"_s].toInt();
        m_item.commitmentNote = route[u"note"_s].toString(route[u"scope"_s].toString());
    }

    static QString feeText(const QJsonObject &fee)
    {
        QStringList parts;
        for (const QString &member : {u"amount"_s, u"basis"_s, u"note"_s}) {
            if (!fee[member].toString().isEmpty())
                parts << fee[member].toString();
        }
        return parts.isEmpty() ? u"收费"_s : parts.join(u"；"_s);
    }

    void readLimits()
    {
        const auto accepted = acceptanceRuleFromCode(m_json[u"acceptanceRule"_s].toString());
        if (accepted)
            m_item.acceptanceRule = *accepted;
        else
            malformed(u"acceptanceRule"_s);
        m_item.legalLimit = limit(m_json, u"legalLimit"_s);
        m_item.committedLimit = limit(m_json, u"commitmentLimit"_s);
    }

    void readSituations()
    {
        QSet<QString> ids;
        for (const QJsonValue &value : m_json[u"situations"_s].toArray()) {
            const QJsonObject json = value.toObject();
            Situation situation;
            situation.id = text(json, u"id"_s, u"situations."_s);
            const QString where = QString(u"situations."_s + situation.id);
            if (ids.contains(situation.id))
                malformed(where);
            ids << situation.id;
            situation.question = text(json, u"question"_s, QString(where + u'.'));
            const QString type = json[u"type"_s].toString();
            if (type == "bool"_L1)
                situation.type = Situation::Type::Bool;
            else if (type == "single"_L1)
                situation.type = Situation::Type::Single;
            else if (type == "multi"_L1)
                situation.type = Situation::Type::Multi;
            else
                malformed(QString(where + u".type"_s));
            for (const QJsonValue &option : json[u"options"_s].toArray())
                situation.options << Situation::Option{option[u"value"_s], option[u"label"_s].toString()};
            if (situation.options.size() < 2)
                malformed(QString(where + u".options"_s));
            situation.when = rule(json, u"when"_s, where);
            situation.effect = json[u"effect"_s].toString();
            m_item.situations << situation;
        }
    }

    void readForm()
    {
        for (const QJsonValue &value : m_json[u"form"_s].toArray()) {
            const QJsonObject json = value.toObject();
            FormField field;
            field.key = text(json, u"key"_s, u"form."_s);
            const QString where = QString(u"form."_s + field.key);
            field.label = text(json, u"label"_s, QString(where + u'.'));
            field.type = text(json, u"type"_s, QString(where + u'.'));
            field.required = json[u"required"_s].toBool();
            field.semantic = json[u"semantic"_s].toString();
            field.constraints = json[u"constraints"_s].toObject();
            field.when = rule(json, u"when"_s, where);
            m_item.form << field;
        }
    }

    void readMaterials()
    {
        QHash<QString, int> seen;
        for (const QJsonValue &value : m_json[u"materials"_s].toArray()) {
            const QJsonObject json = value.toObject();
            MaterialRequirement material;
            material.type = text(json, u"type"_s, u"materials."_s);
            const int count = ++seen[material.type];
            material.key = count == 1 ? material.type : QString(material.type + u'#' + QString::number(count));
            const QString where = QString(u"materials."_s + material.key);
            material.name = text(json, u"name"_s, QString(where + u'.'));
            material.form = json[u"kind"_s].toString();
            material.copies = json[u"count"_s].toInt(1);
            material.required = json[u"required"_s].toBool(true);
            material.issuer = json[u"issuer"_s].toString();
            const QJsonObject obtain = json[u"obtain"_s].toObject();
            material.obtainMode = obtain[u"mode"_s].toString();
            material.obtainSource = obtain[u"source"_s].toString();
            material.tolerable = json[u"tolerable"_s].toBool();
            material.toleranceDays = json[u"toleranceDays"_s].toInt();
            material.commitmentReplaceable = json[u"commitmentReplaceable"_s].toBool();
            material.main = json[u"main"_s].toBool();
            material.verifyOriginal = json[u"verifyOriginal"_s].toBool();
            material.note = json[u"note"_s].toString();
            material.when = rule(json, u"when"_s, where);
            if (material.tolerable && material.toleranceDays <= 0)
                malformed(QString(where + u".toleranceDays"_s));
            m_item.materials << material;
        }
    }

    void readExceptions()
    {
        for (const QJsonValue &value : m_json[u"limitVariants"_s].toArray()) {
            const QJsonObject json = value.toObject();
            LimitVariant variant;
            variant.when = rule(json, u"when"_s, u"limitVariants"_s);
            if (json.contains(u"legalLimit"_s))
                variant.legal = limit(json, u"legalLimit"_s);
            if (json.contains(u"commitmentLimit"_s))
                variant.committed = limit(json, u"commitmentLimit"_s);
            variant.basis = json[u"basis"_s].toString(json[u"note"_s].toString());
            m_item.limitVariants << variant;
        }
        for (const QJsonValue &value : m_json[u"refusal"_s].toArray()) {
            const QJsonObject json = value.toObject();
            m_item.refusals << RefusalRule{rule(json, u"when"_s, u"refusal"_s), json[u"branch"_s].toInt(1), json[u"reason"_s].toString()};
        }
    }

    QJsonObject m_json;
    Item m_item;
    std::optional<Refusal> m_problem;
};

} // namespace

Result<Item> Item::fromJson(const QJsonObject &json)
{
    return ItemReader(json).read();
}

const MaterialRequirement *Item::material(QStringView key) const
{
    for (const MaterialRequirement &material : materials) {
        if (material.key == key)
            return &material;
    }
    return nullptr;
}

Result<QList<Item>> readCatalogue(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) {
        return refuse(u"catalogue.not-json", {{u"offset"_s, error.offset}, {u"reason"_s, error.errorString()}});
    }
    const QJsonArray entries = document.object()[u"items"_s].toArray();
    if (entries.isEmpty())
        return refuse(u"catalogue.malformed", {{u"item"_s, QString()}, {u"member"_s, u"items"_s}});
    QList<Item> items;
    QSet<QString> ids;
    for (const QJsonValue &entry : entries) {
        Result<Item> item = Item::fromJson(entry.toObject());
        if (!item)
            return item.refusal();
        const QString version = QString(item->id + u'@' + QString::number(item->version));
        if (ids.contains(version))
            return refuse(u"catalogue.duplicate", {{u"item"_s, version}});
        ids << version;
        items << *std::move(item);
    }
    return items;
}

} // namespace domain
