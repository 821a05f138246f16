// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QJsonObject>
#include <QString>

namespace forms {

/// Where the templates that came with the program are: <name>.html, what they share in parts/<name>.html.
inline constexpr QStringView builtInTemplates = u":/templates";

/// Fills in a template (Mustache: {{value}}, {{#section}}, {{^inverted}}, {{> part}}) and gives rich text. Every value is
/// escaped and freed of control characters; a template can't ask for it unescaped. An empty text, object or list counts
/// as absent. Refuses with paper.template {kind, problem, detail}; problem is one of name, missing, part, unescaped, syntax.
domain::Result<QString> fillTemplate(const QString &name, const QJsonObject &content,
                                     const QString &folder = builtInTemplates.toString());
/// Whether a template says that a law asks for persons' numbers in full on this paper, by a line "<!-- numbers: full, <basis> -->".
/// Every other paper bears them masked (个人信息保护法 第6条).
bool asksFullNumbers(const QString &name, const QString &folder = builtInTemplates.toString());

} // namespace forms
