// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/papers/subjectpaper.h"
#include "domain/jsontime.h"
#include "domain/papers/papervalues.h"

namespace domain {
using namespace Qt::StringLiterals;

namespace {

QString day(const QJsonValue &instant)
{
    const QDateTime at = instantFromText(instant);
    return at.isValid() ? hallTime(at).toString(u"yyyy-MM-dd"_s) : QString();
}

QString minute(const QJsonValue &instant)
{
    const QDateTime at = instantFromText(instant);
    return at.isValid() ? hallTime(at).toString(u"yyyy-MM-dd HH:mm"_s) : QString();
}

template<class Make>
QJsonArray listed(const QJsonValue &values, Make make)
{
    QJsonArray rows;
    for (const QJsonValue &value : values.toArray()) {
        QJsonObject row = make(value.toObject());
        row[u"no"_s] = rows.size() + 1;
        rows << row;
    }
    return rows;
}

QString names(const QJsonValue &list)
{
    QStringList all;
    for (const QJsonValue &each : list.toArray())
        all << each[u"name"_s].toString();
    return all.join(u"、"_s);
}

} // namespace

Paper composeSubjectFile(const QJsonObject &file, const PaperContext &context, const std::function<QString(const QString &)> &stateName)
{
    Paper paper = composePaper(u"subject-file", context);
    const QJsonObject card = file[u"applicant"_s][u"card"_s].toObject();
    QJsonObject &content = paper.content;
    content[u"person"_s] = QJsonObject{{u"name"_s, card[u"name"_s]}, {u"idKind"_s, flagOf(card[u"idKind"_s].toString())}, {u"number"_s, card[u"idNumber"_s]},
                                       {u"phone"_s, card[u"phone"_s]}, {u"address"_s, card[u"address"_s]}};
    content[u"cases"_s] = listed(file[u"cases"_s], [&](const QJsonObject &each) {
        return QJsonObject{{u"number"_s, each[u"number"_s]}, {u"name"_s, each[u"item"_s]}, {u"state"_s, stateName(each[u"state"_s].toString())}, {u"place"_s, each[u"place"_s]},
                           {u"day"_s, day(each[u"receivedAt"_s])}, {u"materials"_s, names(each[u"materials"_s])}, {u"scans"_s, names(each[u"scans"_s])},
                           {u"agent"_s, each[u"agent"_s][u"name"_s].toString()}};
    });
    content[u"licences"_s] = listed(file[u"licences"_s], [&](const QJsonObject &each) { return QJsonObject{{u"name"_s, each[u"name"_s]}, {u"number"_s, each[u"number"_s]}, {u"until"_s, each[u"validTo"_s]}}; });
    content[u"orders"_s] = listed(file[u"workorders"_s], [&](const QJsonObject &each) { return QJsonObject{{u"number"_s, each[u"number"_s]}, {u"words"_s, each[u"words"_s]}, {u"day"_s, day(each[u"registeredAt"_s])}}; });
    content[u"messages"_s] = listed(file[u"messages"_s], [&](const QJsonObject &each) { return QJsonObject{{u"at"_s, minute(each[u"at"_s])}, {u"to"_s, each[u"to"_s]}, {u"text"_s, each[u"text"_s]}}; });
    content[u"looked"_s] = listed(file[u"looked"_s], [&](const QJsonObject &each) {
        return QJsonObject{{u"at"_s, minute(each[u"at"_s])}, {u"by"_s, each[u"by"_s]}, {u"place"_s, each[u"place"_s]}, {u"purpose"_s, each[u"purpose"_s]}};
    });
    for (const QString &part : {u"cases"_s, u"licences"_s, u"orders"_s, u"messages"_s, u"looked"_s})
        content[u"has"_s + part] = !content[part].toArray().isEmpty();
    return paper;
}

} // namespace domain
