// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/wireenquiry.h"
#include <QPointer>

namespace app {

void WireEnquiry::get(const QString &path, Ended ended)
{
    WireRequest request;
    request.method = "GET";
    request.path = path;
    ask(request, std::move(ended));
}

void WireEnquiry::post(const QString &path, const QByteArray &json, Ended ended)
{
    WireRequest request;
    request.method = "POST";
    request.path = path;
    request.contentType = "application/json";
    request.body = json;
    ask(request, std::move(ended));
}

void WireEnquiry::ask(const WireRequest &request, Ended ended)
{
    m_transport.request(request, {}, [self = QPointer(this), ended](const Reply<WireAnswer> &reply) {
        if (self)
            ended(reply.ok() ? domain::Result<QByteArray>(reply.value->body) : domain::Result<QByteArray>(reply.failure.refusal));
    });
}

} // namespace app
