// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QJsonObject>

namespace domain {

/// The form of documents this program writes. A body that says nothing about it has the first.
inline constexpr int documentSchema = 1;

/// Written by a newer program: what its members mean together is not known here, so it is shown and not changed.
inline bool isNewerForm(const QJsonObject &body)
{
    return body[QLatin1StringView("schema")].toInt(1) > documentSchema;
}

} // namespace domain
