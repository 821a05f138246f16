// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <optional>

namespace exchange {

/// The media type of an error answer.
inline constexpr QLatin1StringView problemType{"application/problem+json"};

/// A refusal as RFC 9457 writes it: type "urn:onewindow:problem:<code>", title (English, for logs and developers), and
/// the members code and facts. `status` is left out when 0 (within an answer that is itself a 200).
QJsonObject problemJson(const domain::Refusal &refusal, int status = 0);
QByteArray encodeProblem(const domain::Refusal &refusal, int status);

/// The refusal of a problem. `code` counts, else the end of `type`; other members than those of RFC 9457 become facts
/// when there is no member `facts`. Nothing when it is no problem of the centre.
std::optional<domain::Refusal> problemFromJson(const QJsonObject &json);
std::optional<domain::Refusal> decodeProblem(QByteArrayView text);

} // namespace exchange
