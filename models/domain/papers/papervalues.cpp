// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/papers/papervalues.h"
#include <QLocale>

namespace domain {

namespace {

/// What fits one of the two columns of a form; longer values take the whole width.
constexpr int narrowValueMax = 18;
constexpr int narrowLabelMax = 14;
/// Lines left for writing by hand where a table has no rows yet.
constexpr int blankRows = 3;

QString plainText(const QJsonValue &value)
{
    if (value.isDouble())
        return numberText(value.toDouble());
    if (value.isArray()) {
        QStringList parts;
        for (const QJsonValue &part : value.toArray())
            parts.append(plainText(part));
        return parts.join(QLatin1Char(' ')).simplified();
    }
    if (value.isObject()) {
        QStringList parts;
        for (const QJsonValue &part : value.toObject())
            parts.append(plainText(part));
        return parts.join(QLatin1Char(' ')).simplified();
    }
    return value.toString();
}

QString labelOf(const QJsonArray &options, const QJsonValue &value)
{
    for (const QJsonValue &option : options) {
        if (option[u"value"] == value && option[u"label"].isString())
            return option[u"label"].toString();
    }
    return plainText(value);
}

QStringList labelsOf(const QJsonArray &options, const QJsonValue &value)
{
    QStringList labels;
    if (value.isArray()) {
        for (const QJsonValue &part : value.toArray())
            labels.append(labelOf(options, part));
    } else if (!value.isNull() && !value.isUndefined()) {
        labels.append(labelOf(options, value));
    }
    labels.removeAll(QString());
    return labels;
}

/// A date range as it may have been stored: [from, to], {from, to} or "from/to".
QJsonValue rangeOf(const QJsonValue &value)
{
    QString from, to;
    if (value.isArray()) {
        from = value[0].toString();
        to = value[1].toString();
    } else if (value.isObject()) {
        from = value[u"from"].toString();
        to = value[u"to"].toString();
    } else {
        from = value.toString().section(u'/', 0, 0);
        to = value.toString().section(u'/', 1, 1);
    }
    const QDate first = QDate::fromString(from, Qt::ISODate), last = QDate::fromString(to, Qt::ISODate);
    if (!first.isValid() && !last.isValid())
        return false;
    return QJsonObject{{u"from"_qs, dateOf(first)}, {u"to"_qs, dateOf(last)}};
}

QJsonArray tableRows(const QJsonValue &value, const QStringList &columns)
{
    QJsonArray rows;
    for (const QJsonValue &row : value.toArray()) {
        QJsonArray cells;
        for (int i = 0; i < columns.size(); ++i) {
            const QJsonValue cell = row.isArray() ? row[i] : row[columns[i]];
            cells.append(QJsonObject{{u"value"_qs, plainText(cell)}});
        }
        rows.append(QJsonObject{{u"cells"_qs, cells}});
    }
    while (rows.size() < blankRows && value.toArray().isEmpty()) {
        QJsonArray cells;
        for (int i = 0; i < columns.size(); ++i)
            cells.append(QJsonObject{{u"value"_qs, QString()}});
        rows.append(QJsonObject{{u"cells"_qs, cells}});
    }
    return rows;
}

bool isWide(const FormField &field, const QString &text, qsizetype labels)
{
    return field.type == u"textarea" || field.type == u"address" || field.type == u"daterange" || field.type == u"multiselect"
           || field.type == u"computed" || labels > 1 || text.size() > narrowValueMax || field.label.size() > narrowLabelMax;
}

} // namespace

QJsonValue flagOf(const QString &code)
{
    if (code.isEmpty())
        return false;
    return QJsonObject{{code, true}};
}

QJsonValue dateOf(QDate date, bool provisional, std::optional<QTime> time)
{
    if (!date.isValid())
        return false;
    QJsonObject json{{u"year"_qs, date.year()}, {u"month"_qs, date.month()}, {u"day"_qs, date.day()}, {u"provisional"_qs, provisional},
                     {u"time"_qs, time ? QJsonValue(time->toString(u"HH:mm")) : QJsonValue(false)}};
    for (int day = 1; day <= 7; ++day)
        json[QString(u'w' + QString::number(day))] = date.dayOfWeek() == day;
    return json;
}

QJsonValue dateOf(const DueDate &due)
{
    return dateOf(due.date, due.provisional, due.time);
}

QJsonValue instantOf(const QDateTime &at, int offsetSeconds)
{
    if (!at.isValid())
        return false;
    const QDateTime local = at.toOffsetFromUtc(offsetSeconds);
    return dateOf(local.date(), false, local.time());
}

QJsonValue limitOf(const TimeLimit &limit)
{
    return QJsonObject{{u"immediate"_qs, limit.isImmediate()}, {u"value"_qs, numberText(limit.value)},
                       {u"note"_qs, limit.note}, {u"unit"_qs, flagOf(toCode(limit.unit))}};
}

QString numberText(double value)
{
    return QString::number(value, 'f', QLocale::FloatingPointShortest);
}

QJsonArray listOf(const QStringList &values)
{
    QJsonArray list;
    for (qsizetype i = 0; i < values.size(); ++i)
        list.append(QJsonObject{{u"value"_qs, values[i]}, {u"last"_qs, i == values.size() - 1}});
    return list;
}

QJsonObject answerOf(const Situation &situation, const QJsonValue &answer)
{
    QJsonArray options;
    for (const Situation::Option &option : situation.options)
        options.append(QJsonObject{{u"value"_qs, option.value}, {u"label"_qs, option.label}});
    const bool labelled = !options.isEmpty();
    return {{u"question"_qs, situation.question}, {u"yes"_qs, !labelled && answer.isBool() && answer.toBool()},
            {u"no"_qs, !labelled && answer.isBool() && !answer.toBool()}, {u"list"_qs, listOf(labelsOf(options, answer))}};
}

QJsonObject fieldOf(const FormField &field, const QJsonValue &value)
{
    const QJsonArray options = field.constraints[u"options"].toArray();
    QStringList columns, labels;
    QString text;
    QJsonValue date = false, range = false;
    if (field.type == u"table") {
        for (const QJsonValue &column : field.constraints[u"columns"].toArray())
            columns.append(column.toString());
    } else if (field.type == u"daterange") {
        range = rangeOf(value);
    } else if (field.type == u"date" && QDate::fromString(value.toString(), Qt::ISODate).isValid()) {
        date = dateOf(QDate::fromString(value.toString(), Qt::ISODate));
    } else if (field.type == u"computed" && value.isNull()) {
        text = field.constraints[u"rule"].toString();
    } else if (!value.isBool()) {
        labels = labelsOf(options, value);
        if (labels.size() == 1)
            text = labels.takeFirst();
    }
    const bool isTable = !columns.isEmpty();
    return {{u"label"_qs, field.label}, {u"required"_qs, field.required}, {u"text"_qs, text},
            {u"yes"_qs, value.isBool() && value.toBool()}, {u"no"_qs, value.isBool() && !value.toBool()},
            {u"date"_qs, date}, {u"range"_qs, range}, {u"list"_qs, listOf(labels)}, {u"isTable"_qs, isTable},
            {u"columns"_qs, listOf(columns)}, {u"rows"_qs, isTable ? tableRows(value, columns) : QJsonArray()},
            {u"wide"_qs, isWide(field, text, labels.size())}};
}

QJsonArray formRows(const QJsonArray &fields)
{
    QJsonArray rows;
    QJsonValue waiting = false;
    const auto flush = [&] {
        if (waiting.isObject())
            rows.append(QJsonObject{{u"left"_qs, waiting}, {u"right"_qs, false}, {u"wide"_qs, true}});
        waiting = false;
    };
    for (const QJsonValue &field : fields) {
        if (field[u"isTable"].toBool())
            continue;
        if (field[u"wide"].toBool()) {
            flush();
            rows.append(QJsonObject{{u"left"_qs, field}, {u"right"_qs, false}, {u"wide"_qs, true}});
        } else if (waiting.isObject()) {
            rows.append(QJsonObject{{u"left"_qs, waiting}, {u"right"_qs, field}, {u"wide"_qs, false}});
            waiting = false;
        } else {
            waiting = field;
        }
    }
    flush();
    return rows;
}

} // namespace domain
