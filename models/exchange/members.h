// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDateTime>
#include <QJsonArray>
#include <QStringList>
#include <limits>
#include <optional>

namespace exchange {

/// Reads the members of one JSON object strictly. The first member that is lacking or of the wrong shape is remembered
/// by its path ("operations[3].body"); what is read after it is a default, so a decoder reads straight on and asks
/// once, at its end. Members nobody asks for are left alone: a newer program may have sent them.
class Members
{
public:
    explicit Members(QJsonObject object, QString path = {}) : m_object(std::move(object)), m_path(std::move(path)) {}

    bool has(QLatin1StringView name) const { return m_object.contains(name); }
    /// A text that must be there and hold something.
    QString text(QLatin1StringView name);
    /// A text that may be lacking or empty.
    QString optionalText(QLatin1StringView name);
    /// A whole number that must be there and lie within the bounds.
    qint64 whole(QLatin1StringView name, qint64 least = 0, qint64 most = std::numeric_limits<qint64>::max());
    /// `otherwise` when it is lacking; when it is there it must lie within the bounds.
    qint64 optionalWhole(QLatin1StringView name, qint64 otherwise, qint64 least = 0,
                         qint64 most = std::numeric_limits<qint64>::max());
    /// false when it is lacking.
    bool optionalTruth(QLatin1StringView name);
    bool truth(QLatin1StringView name);
    QJsonObject object(QLatin1StringView name);
    QJsonObject optionalObject(QLatin1StringView name);
    QJsonArray array(QLatin1StringView name);
    QJsonArray optionalArray(QLatin1StringView name);
    /// A list of texts, none of them empty.
    QStringList texts(QLatin1StringView name);
    QStringList optionalTexts(QLatin1StringView name);
    /// An instant in ISO 8601 with a time zone.
    QDateTime instant(QLatin1StringView name);
    QDateTime optionalInstant(QLatin1StringView name);
    /// Base64 of exactly `size` bytes, or empty.
    QByteArray optionalBytes(QLatin1StringView name, qsizetype size);

    /// The path of a member, for the readers of nested objects.
    QString pathOf(QStringView name) const;
    void fail(QStringView name);
    void fail(const domain::Refusal &refusal);
    bool ok() const { return m_refusal.code.isEmpty(); }
    /// wire.malformed {member}, or the refusal given to fail(). Only when not ok().
    const domain::Refusal &refusal() const { return m_refusal; }

private:
    const QJsonObject m_object;
    QString m_path;
    domain::Refusal m_refusal;
};

/// The number when the value is a whole one.
std::optional<qint64> wholeNumber(const QJsonValue &value);

/// The path of one element: at("operations", 3) is "operations[3]".
QString at(QStringView list, qsizetype index);

/// One JSON object from the wire. Refuses with wire.not-json {html}: html tells a page of a hotel's or a proxy's sign-in
/// from mere damage.
domain::Result<QJsonObject> parseObject(QByteArrayView text);

/// Compact, members in order of name.
QByteArray compact(const QJsonObject &object);

/// UTC with milliseconds, "2026-11-03T01:12:44.120Z"; empty when invalid.
QString instantText(const QDateTime &time);

/// Leaves out what is empty.
void putText(QJsonObject &json, QLatin1StringView name, const QString &text);

} // namespace exchange
