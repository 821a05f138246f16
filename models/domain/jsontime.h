// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDateTime>
#include <QJsonValue>

namespace domain {

/// Instants in documents and on the wire: ISO 8601 in UTC with milliseconds.
inline QString instantText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

inline QDateTime instantFromText(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

/// The hall's local time. China keeps one time zone and no summer time (UTC+8 since 1992), so an offset says all.
inline QDateTime hallTime(const QDateTime &time)
{
    return time.toOffsetFromUtc(8 * 3600);
}

} // namespace domain
