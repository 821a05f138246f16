// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/catalogue/item.h"
#include "domain/timelimit/timelimit.h"
#include <QMap>

namespace domain {

/// What a district settles for itself where the law leaves it room: the document of kind "region". Working days throughout.
struct Region
{
    QString district;          ///< "610116"
    /// 容缺材料逾期未补 (rules differ: 视为撤回, 不予审批, 退办).
    enum class Lapse { Withdraw, Reject, Return };
    Lapse lapse = Lapse::Withdraw;
    bool pauseOnSupplement = false;   ///< the case's clock is paused while an inadequate supplement is put right
    int lapsesUntilBlocked = 2;       ///< lapses within the months below that close tolerance to an applicant
    int toleranceBlockedMonths = 12;
    int commitmentCheckDays = 40;     ///< 承诺核查 within this many working days of the decision where the item says nothing
    int collectRemindDays = 10;       ///< a result not collected is reminded of after this many, and again
    struct RatingLimits { int contactDays = 1, simpleDays = 5, complexDays = 15, openDays = 30; } rating; ///< 国办发〔2019〕51号, 安阳52条
    struct OrderLimits { int signDays = 1, answerDays = 5, callBackDays = 3; };
    QMap<QString, OrderLimits> orders; ///< by source of a work order; "" for the others
    QJsonObject more;          ///< regulator mapping, seals, messages: what other columns read

    const OrderLimits &ordersOf(const QString &source) const;
    QJsonObject toJson() const;
    /// Refusals: region.malformed {member}.
    static Result<Region> fromJson(const QJsonObject &json);
};
QString toCode(Region::Lapse lapse); ///< "withdraw", "reject", "return"

/// How a district handles one item behind the counter: the document of kind "handling".
struct Handling
{
    /// One department's part.
    struct Part
    {
        QString key, department;
        QStringList after;      ///< keys of the parts that must be agreed first
        bool lead = false;
        std::optional<TimeLimit> limit; ///< nothing: the committed limit of the item
    };
    QString itemId, district;
    QList<Part> parts;          ///< in order; exactly one leads
    bool chief = false;         ///< 首席服务员 may accept, decide and print on the spot (M07)
    QString certificate;        ///< 持证上岗: group of items a clerk must be certified for; empty: none needed (M53)
    struct Licence { QString name; int years = 0; } licence; ///< what a grant gives; empty name: nothing but the decision. 0 years: without end
    int checkDays = 0;          ///< working days for the check of a commitment; 0: the item's, then the region's
    QString regulator;          ///< code of the supervising authority told of the decision (审管联动, M57); empty: none

    QJsonObject toJson() const;
    /// Refusals: handling.malformed {item, member}: parts without a lead, unknown or circular `after`.
    static Result<Handling> fromJson(const QJsonObject &json);
    /// What holds for an item the district said nothing about: its own department alone.
    static Handling usual(const Item &item);
};

} // namespace domain
