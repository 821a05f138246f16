// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/responsehead.h"
#include <QDateTime>
#include <QLocale>
#include <QLoggingCategory>

Q_LOGGING_CATEGORY(responseLog, "onewindow.server.response")

namespace server {

namespace {

const char *reason(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 426: return "Upgrade Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    default: return "";      // the phrase is optional
    }
}

bool breaksLine(const QByteArray &text) { return text.contains('\r') || text.contains('\n') || text.contains('\0'); }

void appendField(QByteArray &head, const QByteArray &name, const QByteArray &value)
{
    if (breaksLine(name) || breaksLine(value)) {
        // It would let whoever supplied the value write the rest of the answer. No assertion: that may be a client.
        qCCritical(responseLog, "The field %s was left out of an answer, as it breaks the line", name.toPercentEncoding().constData());
        return;
    }
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
}

} // namespace

QByteArray httpDate(qint64 secondsSinceEpoch)
{
    return QLocale::c().toString(QDateTime::fromSecsSinceEpoch(secondsSinceEpoch, Qt::UTC), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'").toLatin1();
}

bool hasBody(const Response &response) { return response.status != 204 && response.status != 304; }

QByteArray responseHead(const Response &response, const Delivery &delivery)
{
    QMap<QByteArray, QByteArray> fields = response.headers;
    const auto add = [&fields](const QByteArray &name, const QByteArray &value) {
        if (!fields.contains(name))
            fields.insert(name, value);
    };
    add("Date", delivery.date);
    add("Cache-Control", "no-store");
    add("X-Content-Type-Options", "nosniff");
    add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    add("Referrer-Policy", "no-referrer");
    add("Cross-Origin-Resource-Policy", "same-origin");
    if (delivery.secure)
        add("Strict-Transport-Security", "max-age=31536000");
    if (!delivery.requestId.isEmpty())
        add("X-Request-Id", delivery.requestId);
    if (!response.contentType.isEmpty())
        add("Content-Type", response.contentType);

    QByteArray head = "HTTP/1.1 ";
    head += QByteArray::number(response.status);
    head += ' ';
    head += reason(response.status);
    head += "\r\n";
    for (auto it = fields.cbegin(); it != fields.cend(); ++it)
        appendField(head, it.key(), it.value());
    if (hasBody(response))
        appendField(head, "Content-Length", QByteArray::number(response.body.size()));
    if (!delivery.keepAlive)
        appendField(head, "Connection", "close");
    head += "\r\n";
    return head;
}

} // namespace server
