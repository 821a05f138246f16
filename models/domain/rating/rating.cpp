// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rating/rating.h"
#include "domain/jsontime.h"
#include "domain/operation/operation.h"
#include <QCryptographicHash>
#include <QHash>
#include <QMessageAuthenticationCode>
#include <QSet>
#include <QUuid>
#include <numeric>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype serviceBytes = 16, markBytes = 16;

struct TextMember { QStringView name; QString Rating::*member; };
constexpr TextMember textMembers[] = {
    {u"id", &Rating::id}, {u"service", &Rating::service}, {u"stage", &Rating::stage}, {u"channel", &Rating::channel}, {u"case", &Rating::caseId},
    {u"caseNumber", &Rating::caseNumber}, {u"itemName", &Rating::itemName}, {u"department", &Rating::department}, {u"place", &Rating::place},
    {u"counter", &Rating::counter}, {u"clerk", &Rating::clerk}, {u"personName", &Rating::personName}, {u"personPhone", &Rating::personPhone},
    {u"words", &Rating::words}, {u"optionsVersion", &Rating::optionsVersion}, {u"workOrder", &Rating::workOrder}};
constexpr QStringView otherMembers[] = {u"level", u"options", u"aspects", u"at", u"servedAt", u"supplement", u"excluded", u"contacts"};

QList<RatingOptions::Option> optionsFrom(const QJsonValue &value)
{
    QList<RatingOptions::Option> options;
    for (const QJsonValue &entry : value.toArray())
        options << RatingOptions::Option{entry[u"code"_s].toString(), entry[u"text"_s].toString()};
    return options;
}

QByteArray markOf(const QByteArray &service, const QByteArray &sealKey)
{
    return QMessageAuthenticationCode::hash("rating:" + service, sealKey, QCryptographicHash::Sha256).first(markBytes);
}

QByteArray bytesOf(const QString &token)
{
    const auto read = QByteArray::fromBase64Encoding(token.toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    return read && (*read).size() == serviceBytes + markBytes ? *read : QByteArray();
}

} // namespace

QString serviceStage(QStringView operationType)
{
    static const QHash<QString, QString> stages{
        {u"case.receive"_s, u"receive"_s},     {u"case.accept"_s, u"accept"_s},          {u"tolerance.accept"_s, u"accept"_s},
        {u"commitment.accept"_s, u"accept"_s}, {u"case.notify"_s, u"notify"_s},          {u"case.refuse"_s, u"refuse"_s},
        {u"case.finish"_s, u"accept"_s},       {u"supplement.receive"_s, u"supplement"_s}, {u"case.withdraw"_s, u"withdraw"_s},
        {u"result.collect"_s, u"collect"_s},   {u"result.mail"_s, u"mail"_s}};
    return stages.value(operationType.toString());
}

QString RatingOptions::levelName(int level) const
{
    const QString code = QString::number(level);
    for (const Option &option : levels) {
        if (option.code == code)
            return option.text;
    }
    return code;
}

QString RatingOptions::text(const QString &code) const
{
    for (const QList<Option> *list : {&bad, &good, &aspects}) {
        for (const Option &option : *list) {
            if (option.code == code)
                return option.text;
        }
    }
    return code;
}

Result<RatingOptions> RatingOptions::fromJson(const QJsonObject &json)
{
    RatingOptions options{json[u"version"_s].toString(), optionsFrom(json[u"levels"_s]), optionsFrom(json[u"aspects"_s]), optionsFrom(json[u"good"_s]),
                          optionsFrom(json[u"bad"_s])};
    const auto malformed = [](QStringView member) { return refuse(u"rating.options", {{u"member"_s, member.toString()}}); };
    if (options.version.isEmpty())
        return malformed(u"version");
    if (options.levels.size() != levelMax)
        return malformed(u"levels");
    for (int i = 0; i < levelMax; ++i) {
        if (options.levels[i].code != QString::number(levelMax - i) || options.levels[i].text.isEmpty())
            return malformed(u"levels");
    }
    QSet<QString> codes;
    for (const auto &[name, list] : {std::pair(u"good"_s, &options.good), std::pair(u"bad"_s, &options.bad), std::pair(u"aspects"_s, &options.aspects)}) {
        for (const Option &option : *list) {
            if (option.code.isEmpty() || option.text.isEmpty() || codes.contains(option.code))
                return malformed(name);
            codes << option.code;
        }
    }
    return options;
}

QJsonObject Rating::toJson() const
{
    QJsonObject json = more;
    for (const auto &[name, member] : textMembers) {
        if (!(this->*member).isEmpty())
            json[name] = this->*member;
    }
    json[u"level"_s] = level;
    json[u"options"_s] = QJsonArray::fromStringList(options);
    if (!aspects.isEmpty())
        json[u"aspects"_s] = aspects;
    json[u"at"_s] = instantText(at);
    json[u"servedAt"_s] = instantText(servedAt);
    if (supplement)
        json[u"supplement"_s] = QJsonObject{{u"at"_s, instantText(supplement->at)}, {u"words"_s, supplement->words}};
    if (excluded)
        json[u"excluded"_s] = true;
    if (!contacts.isEmpty())
        json[u"contacts"_s] = contacts;
    return json;
}

Result<Rating> Rating::fromJson(const QJsonObject &json)
{
    Rating rating;
    for (const auto &[name, member] : textMembers)
        rating.*member = json[name].toString();
    const auto malformed = [](QStringView member) { return refuse(u"rating.malformed", {{u"member"_s, member.toString()}}); };
    if (rating.id.isEmpty())
        return malformed(u"id");
    rating.level = json[u"level"_s].toInt();
    if (rating.level < levelMin || rating.level > levelMax)
        return malformed(u"level");
    for (const QJsonValue &code : json[u"options"_s].toArray())
        rating.options << code.toString();
    rating.aspects = json[u"aspects"_s].toObject();
    rating.at = instantFromText(json[u"at"_s]);
    rating.servedAt = instantFromText(json[u"servedAt"_s]);
    if (json[u"supplement"_s].isObject())
        rating.supplement = Supplement{instantFromText(json[u"supplement"_s][u"at"_s]), json[u"supplement"_s][u"words"_s].toString()};
    rating.excluded = json[u"excluded"_s].toBool();
    rating.contacts = json[u"contacts"_s].toArray();
    static const QSet<QString> known = [] {
        QSet<QString> names;
        for (const auto &entry : textMembers)
            names << entry.name.toString();
        for (const QStringView name : otherMembers)
            names << name.toString();
        return names;
    }();
    for (auto member = json.begin(); member != json.end(); ++member) {
        if (!known.contains(member.key()))
            rating.more.insert(member.key(), member.value());
    }
    return rating;
}

qint64 RatingSummary::total() const
{
    return std::accumulate(counts.begin(), counts.end(), qint64(0));
}

QJsonObject RatingSummary::toJson() const
{
    QJsonArray levels;
    for (const qint64 count : counts)
        levels << count;
    return {{u"id"_s, id}, {u"clerk"_s, clerk}, {u"place"_s, place}, {u"month"_s, month}, {u"counts"_s, levels}, {u"over"_s, isOver}};
}

Result<RatingSummary> RatingSummary::fromJson(const QJsonObject &json)
{
    RatingSummary summary{json[u"id"_s].toString(), json[u"clerk"_s].toString(), json[u"place"_s].toString(), json[u"month"_s].toString(), {}, json[u"over"_s].toBool()};
    for (const QJsonValue &count : json[u"counts"_s].toArray())
        summary.counts << count.toInteger();
    if (summary.id.isEmpty() || summary.counts.size() != levelMax || !QDate::fromString(summary.month, u"yyyy-MM"_s).isValid())
        return refuse(u"rating.malformed", {{u"member"_s, u"summary"_s}});
    return summary;
}

QString RatingSummary::idOf(const QString &clerk, const QString &month)
{
    return idFor(u"rating-summary:%1:%2"_s.arg(clerk, month));
}

Agenda agendaOf(const RatingSummary &summary)
{
    if (summary.isOver)
        return {};
    const QDate after = QDate::fromString(summary.month, u"yyyy-MM"_s).addMonths(1).addDays(1);
    return {{u"month"_s, u"rating.tell"_s, QDateTime(after, QTime(0, 0), Qt::OffsetFromUTC, 8 * 3600).toUTC()}};
}

QString ratingToken(const QString &service, const QByteArray &sealKey)
{
    const QByteArray id = QUuid::fromString(service).toRfc4122();
    return QString::fromLatin1(QByteArray(id + markOf(id, sealKey)).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QString ratingPath(const QString &service, const QByteArray &sealKey)
{
    return u"/v1/public/ratings/"_s % ratingToken(service, sealKey);
}

QString serviceOfToken(const QString &token)
{
    const QByteArray bytes = bytesOf(token);
    return bytes.isEmpty() ? QString() : QUuid::fromRfc4122(bytes.first(serviceBytes)).toString(QUuid::WithoutBraces);
}

bool isTokenOf(const QString &token, const QByteArray &sealKey)
{
    const QByteArray bytes = bytesOf(token);
    if (bytes.isEmpty() || sealKey.isEmpty())
        return false;
    const QByteArray expected = markOf(bytes.first(serviceBytes), sealKey), shown = bytes.sliced(serviceBytes);
    quint8 differs = 0; // in constant time: how far a guess came must not show
    for (qsizetype i = 0; i < markBytes; ++i)
        differs |= quint8(expected[i] ^ shown[i]);
    return differs == 0;
}

} // namespace domain
