// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include "domain/timelimit/timelimit.h"
#include <QJsonArray>
#include <QJsonValue>
#include <QList>
#include <optional>

namespace domain {

/// A question whose answer decides which fields and materials apply (情形).
struct Situation
{
    enum class Type { Bool, Single, Multi };
    struct Option { QJsonValue value; QString label; };
    QString id;        ///< dotted path JsonLogic reads, "food.subject"
    QString question;
    Type type = Type::Single;
    QList<Option> options;
    QJsonValue when;   ///< JsonLogic
    QString effect;    ///< What the answer changes, in words; may be empty
};

/// A field of the item's application form.
struct FormField
{
    QString key;
    QString label;
    QString type;      ///< text, textarea, idno, uscc, mobile, phone, address, number, money, date, month, daterange, datetime, select, multiselect, bool, bank, division, table, computed
    bool required = false;
    QString semantic;  ///< Same meaning across items; empty: only this item's
    QJsonObject constraints; ///< maxLength, validator, options, pattern, min, max, decimals, columns, rule, note
    QJsonValue when;   ///< JsonLogic; null: always
};

/// A material the item may ask for.
struct MaterialRequirement
{
    QString key;       ///< material type, made unique within the item by "#2", "#3"
    QString type;
    QString name;
    QString form;      ///< "original", "copy", "electronic"
    int copies = 1;
    bool required = true;
    QString issuer;
    QString obtainMode;   ///< applicant, licence, shared, window
    QString obtainSource;
    bool tolerable = false;
    int toleranceDays = 0; ///< working days for the supplement when tolerable
    bool commitmentReplaceable = false;
    bool main = false;     ///< 主要材料: never tolerable, never replaced
    bool verifyOriginal = false;
    QString note;
    QJsonValue when;
};

/// A different limit for some answers (limitVariants).
struct LimitVariant { QJsonValue when; std::optional<TimeLimit> legal, committed; QString basis; };
/// Answers with which the item can't be accepted at this window (行政许可法第32条 branches 1 and 2).
struct RefusalRule { QJsonValue when; int branch = 1; QString reason; };

/// One version of one 事项: the document of kind "item" (id idFor("item:<id>@<version>")).
struct Item
{
    QString id;           ///< "food-license"
    int version = 1;
    QDate validFrom;      ///< invalid: from the beginning
    QString name, shortName, basicCode, implCode, taskCode, department, type, caseType, zone, conditions, fee;
    QStringList applicantKinds, levels, legalBasis, specialProcedures, delivery, results, crossRegionModes;
    AcceptanceRule acceptanceRule = AcceptanceRule::Licence5;
    TimeLimit legalLimit, committedLimit;
    bool commitmentRoute = false; ///< the whole licence may be had on commitment
    int commitmentCheckDays = 0;  ///< later check within this many days; 0: not stated
    QString commitmentNote;
    QList<Situation> situations;
    QList<FormField> form;
    QList<MaterialRequirement> materials;
    QList<LimitVariant> limitVariants;
    QList<RefusalRule> refusals;
    QJsonObject source;   ///< the catalogue's own JSON, for display of the guide and for sending on

    /// Reads one item of the catalogue file; every rule in it is checked. Refusals: catalogue.malformed {item, member},
    /// catalogue.rule {item, member, reason}.
    static Result<Item> fromJson(const QJsonObject &json);
    QJsonObject toJson() const { return source; }
    const MaterialRequirement *material(QStringView key) const;
};

/// Reads a whole catalogue file ({items: […]}). Refusals as Item::fromJson, and catalogue.duplicate {item}.
Result<QList<Item>> readCatalogue(const QByteArray &text);

} // namespace domain
