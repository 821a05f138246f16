// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/problem.h"
#include "exchange/members.h"

namespace exchange {
using namespace Qt::StringLiterals;

namespace {
constexpr QLatin1StringView typePrefix{"urn:onewindow:problem:"};

/// "sync.stream-forked" → "Sync: stream forked".
QString titleOf(QString code)
{
    code.replace(u'.', u": "_s).replace(u'-', u' ');
    if (!code.isEmpty())
        code[0] = code[0].toUpper();
    return code;
}
} // namespace

QJsonObject problemJson(const domain::Refusal &refusal, int status)
{
    QJsonObject json{{u"type"_s, QString(typePrefix + refusal.code)},
                     {u"title"_s, titleOf(refusal.code)},
                     {u"code"_s, refusal.code},
                     {u"facts"_s, refusal.facts}};
    if (status != 0)
        json[u"status"_s] = status;
    return json;
}

QByteArray encodeProblem(const domain::Refusal &refusal, int status)
{
    return compact(problemJson(refusal, status));
}

std::optional<domain::Refusal> problemFromJson(const QJsonObject &json)
{
    Members members(json);
    QString code = members.optionalText("code"_L1);
    const QString type = members.optionalText("type"_L1);
    if (code.isEmpty() && type.startsWith(typePrefix))
        code = type.mid(typePrefix.size());
    QJsonObject facts = members.optionalObject("facts"_L1);
    if (!members.has("facts"_L1)) {
        facts = json;
        for (const QLatin1StringView standard : {"type"_L1, "title"_L1, "status"_L1, "detail"_L1, "instance"_L1, "code"_L1})
            facts.remove(standard);
    }
    if (!members.ok() || code.isEmpty())
        return std::nullopt;
    return domain::Refusal{code, facts};
}

std::optional<domain::Refusal> decodeProblem(QByteArrayView text)
{
    const auto json = parseObject(text);
    return json ? problemFromJson(*json) : std::nullopt;
}

} // namespace exchange
