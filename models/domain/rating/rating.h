// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/agenda.h"
#include "domain/result.h"
#include <QByteArray>
#include <QDateTime>
#include <QJsonArray>
#include <QList>
#include <QStringList>
#include <optional>

namespace domain {

/// 好差评 (国办发〔2019〕51号): 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意. The last two are 差评 and ask for a work order.
inline constexpr int levelMin = 1, levelMax = 5, badLevelMax = 2;
/// Fewer ratings than this say who gave them: a clerk is told of no month with fewer.
inline constexpr int toldFrom = 5;

/// Which service an act is to the person at the counter: "receive", "accept", "notify", "refuse", "supplement", "withdraw",
/// "collect", "mail"; of a decision served, "serve"; empty for acts nobody is served by. 一次一评: each of them may be rated once.
QString serviceStage(QStringView operationType);

/// What can be chosen beside a level; centrally versioned, the district's own in Region::more["ratingOptions"].
struct RatingOptions
{
    struct Option { QString code, text; };
    QString version;
    QList<Option> levels;  ///< codes "5" … "1" in this order, with their names
    QList<Option> aspects; ///< 整体满意度, 服务效率 …: each may be given a level of its own
    QList<Option> good, bad; ///< what was good (levels 3 to 5), what was bad (1 and 2: GB/T 39734 annex A)
    const QList<Option> &optionsOf(int level) const { return level <= badLevelMax ? bad : good; }
    QString levelName(int level) const;
    /// The text of an option of either list; the code itself when it is of another version.
    QString text(const QString &code) const;
    /// Refusals: rating.options {member}.
    static Result<RatingOptions> fromJson(const QJsonObject &json);
};

/// One evaluation of one service: the document of kind "rating", seen by supervisors only. It is voluntary, never changed and never
/// assumed; one 追评 may follow.
struct Rating
{
    QString id;         ///< idFor("rating:" + service)
    QString service;    ///< operation id of the act that was rated
    QString stage;      ///< serviceStage of it
    QString channel;    ///< "counter": at the window's applicant screen; "page": by the code on the paper
    QString caseId, caseNumber, itemName, department;
    QString place, counter, clerk; ///< clerk: staff id of who is rated
    QString personName, personPhone; ///< who was served, for the supervisor's contact
    int level = 0;      ///< 1 … 5
    QStringList options; ///< codes of RatingOptions
    QJsonObject aspects; ///< code → 1 … 5
    QString words;
    QString optionsVersion;
    QDateTime at, servedAt; ///< UTC
    struct Supplement { QDateTime at; QString words; };
    std::optional<Supplement> supplement; ///< 追评
    QString workOrder;  ///< of a bad one
    bool excluded = false; ///< an appeal was upheld: counts in no figure
    QJsonArray contacts; ///< [{at, by, reached, words}]: what the rater said to the supervisor
    QJsonObject more;

    bool isBad() const { return level >= levelMin && level <= badLevelMax; }
    QJsonObject toJson() const;
    /// Refusals: rating.malformed {member}.
    static Result<Rating> fromJson(const QJsonObject &json);
};

/// How a member of staff was rated in a month: the document of kind "rating-summary". It belongs to the supervisors until the month is
/// over; then, from `toldFrom` ratings on, the district sees the counts. So nobody learns from a number that rose who made it rise.
struct RatingSummary
{
    QString id, clerk, place;
    QString month;         ///< "2026-11"
    QList<qint64> counts = QList<qint64>(levelMax, 0); ///< [0]: level 1
    bool isOver = false;   ///< the month is over and was dealt with

    qint64 total() const;
    QJsonObject toJson() const;
    static Result<RatingSummary> fromJson(const QJsonObject &json);
    static QString idOf(const QString &clerk, const QString &month);
};
/// A day after the month's end (hall time) it is told or kept.
Agenda agendaOf(const RatingSummary &summary);

/// What stands behind /v1/public/ratings/: the service and a mark only the district's windows and its centre can make. Nothing need be
/// stored for it, so a window prints it off line.
QString ratingToken(const QString &service, const QByteArray &sealKey);
/// Where it is opened: /v1/public/ratings/{token}.
QString ratingPath(const QString &service, const QByteArray &sealKey);
/// The service a token names, whatever its mark; empty when it is none.
QString serviceOfToken(const QString &token);
bool isTokenOf(const QString &token, const QByteArray &sealKey);

} // namespace domain
