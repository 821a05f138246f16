// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/message.h"
#include <QJsonDocument>
#include <QUrlQuery>

namespace server {

QByteArray Request::bearerToken() const
{
    const QByteArray value = header("authorization");
    constexpr qsizetype schemeLength = 7;
    if (value.size() <= schemeLength || qstrnicmp(value.constData(), "Bearer ", schemeLength) != 0)
        return {};
    return value.mid(schemeLength).trimmed();
}

QStringList Request::segments() const
{
    QStringList result;
    for (const QByteArray &segment : path.split('/')) {
        if (!segment.isEmpty())
            result.append(QString::fromUtf8(QByteArray::fromPercentEncoding(segment)));
    }
    return result;
}

std::optional<QString> Request::queryValue(QStringView name) const
{
    QByteArray form = query;
    form.replace('+', "%20");
    const QUrlQuery parameters(QString::fromUtf8(form));
    const QString key = name.toString();
    if (!parameters.hasQueryItem(key))
        return std::nullopt;
    return parameters.queryItemValue(key, QUrl::FullyDecoded);
}

Response Response::json(int status, const QJsonObject &body)
{
    return text(status, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact));
}

Response Response::text(int status, const QByteArray &contentType, const QByteArray &body)
{
    return {status, {}, contentType, body, {}, {}};
}

Response Response::problem(int status, const QString &code, const QString &title, const QString &detail, const QJsonObject &extra)
{
    QJsonObject problem = extra;
    problem[QStringLiteral("type")] = QString(QStringLiteral("urn:onewindow:problem:") + code);
    problem[QStringLiteral("code")] = code;
    problem[QStringLiteral("status")] = status;
    problem[QStringLiteral("title")] = title;
    if (!detail.isEmpty())
        problem[QStringLiteral("detail")] = detail;
    Response response = text(status, "application/problem+json", QJsonDocument(problem).toJson(QJsonDocument::Compact));
    response.codes = {code};
    return response;
}

} // namespace server
