// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/limitsfile.h"
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::Result;

Result<Done> readLimits(const QString &file, CentreProgram::Options &options)
{
    const auto refused = [&file](const QString &member) { return domain::refuse(u"server.limits", {{u"file"_s, file}, {u"member"_s, member}}); };
    QFile text(file);
    const QJsonDocument document = text.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(text.readAll()) : QJsonDocument();
    if (!document.isObject())
        return refused({});
    Listener::Limits &limits = options.listener.limits;
    const QHash<QString, std::function<void(qint64)>> members{
        {u"connections"_s, [&](qint64 n) { limits.admission.connectionsMax = int(n); }},
        {u"connectionsPerAddress"_s, [&](qint64 n) { limits.admission.connectionsPerAddressMax = int(n); }},
        {u"requestsPerSecondPerAddress"_s, [&](qint64 n) { limits.addressRate.perSecondMax = double(n); }},
        {u"burstPerAddress"_s, [&](qint64 n) { limits.addressRate.burstMax = int(n); }},
        {u"requestsPerSecondPerDevice"_s, [&](qint64 n) { options.deviceRate.perSecondMax = double(n); }},
        {u"burstPerDevice"_s, [&](qint64 n) { options.deviceRate.burstMax = int(n); }},
        {u"bodyBytesTotal"_s, [&](qint64 n) { limits.bodyBytesTotalMax = n; }},
        {u"headerSeconds"_s, [&](qint64 n) { limits.headerTime = std::chrono::seconds(n); }},
        {u"idleSeconds"_s, [&](qint64 n) { limits.idleTime = std::chrono::seconds(n); }},
        {u"bytesPerSecondMin"_s, [&](qint64 n) { limits.transferBytesPerSecondMin = int(n); }},
    };
    constexpr qint64 most = 1 << 30;
    const QJsonObject told = document.object();
    for (auto it = told.begin(); it != told.end(); ++it) {
        const auto member = members.constFind(it.key());
        const qint64 number = it.value().toInteger();
        if (member == members.cend() || number < 1 || number > most)
            return refused(it.key());
        (*member)(number);
    }
    return Done{};
}

} // namespace server
