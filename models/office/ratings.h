// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/rating/rating.h"
#include "office/office.h"
#include "storage/ratingstore.h"

namespace office {

using storage::RatingFilter;
using storage::RatingRow;

/// A service somebody may rate.
struct Service
{
    QString id;         ///< operation id of the act
    QString stage;      ///< domain::serviceStage
    QString caseId, caseNumber, itemName;
    QString place, counter, clerk;
    QDateTime at;       ///< UTC
};

/// What somebody says of a service.
struct Evaluation
{
    int level = 0;
    QStringList options;
    QJsonObject aspects; ///< code → 1 … 5
    QString words;
};

/// 好差评, at windows and at the centre. What is given at a window is sealed to the centre (libsodium's sealed box) before it touches the
/// disk: its journal knows that somebody rated at this counter at that time, and neither which service nor how.
class Ratings
{
public:
    explicit Ratings(Office &office) : m_office(office) {}

    /// The services done at this window from `since` on, newest first.
    QList<Service> services(const QString &clerk, const QDateTime &since) const;
    /// Gives a rating at the applicant's screen of this counter. Refusals: rating.level, rating.key-lacking (the centre's key has not come down
    /// yet), those of Office::submit.
    domain::Result<domain::Done> give(const Service &service, const Evaluation &evaluation, const Actor &clerk);
    /// The token for the paper about a service of this hall.
    QString token(const QString &service, const QString &placeId) const;

    /// What a district lets people choose.
    static domain::RatingOptions options(const Rulebook &rules, const QString &district);

    // At the centre.
    /// What a token stands for, or why there is nothing to rate. Refusals: rating.unknown (no token, or its service has not reached the
    /// centre), rating.over {days} (the time is over).
    struct Opened
    {
        Service service;
        QString placeName, district;
        QDate lastDay;
        bool rated = false, supplemented = false;
    };
    domain::Result<Opened> open(const QString &token) const;
    /// Gives a rating by a token. Refusals: as open(), rating.level, rating.given. Gives the scopes that moved.
    domain::Result<QStringList> giveBy(const QString &token, const Evaluation &evaluation);
    /// 追评, once. Refusals: as open(), rating.not-given, rating.supplemented, rating.words-lacking.
    domain::Result<QStringList> supplementBy(const QString &token, const QString &words);

    // Reading, where ratings are held.
    std::optional<domain::Rating> rating(const QString &id) const;
    QList<RatingRow> list(const RatingFilter &filter, qint64 offset, int limit) const;
    qint64 count(const RatingFilter &filter) const;
    QList<qint64> byLevel(const RatingFilter &filter) const;
    QList<storage::RatingStore::Department> byDepartment(const RatingFilter &filter) const;
    /// The months of a member of staff that are told, newest first; of at most so many back.
    QList<domain::RatingSummary> months(const QString &clerk, int monthsMax) const;

private:
    domain::Result<QString> sealed(const QJsonObject &content) const;
    domain::Result<QStringList> submitSealed(const QString &type, const QJsonObject &content, const QString &place);
    Office &m_office;
};

} // namespace office
