// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/devicelist.h"
#include "office/snapshotshelf.h"
#include "office/store.h"
#include <algorithm>

namespace office {
using namespace Qt::StringLiterals;

namespace {

QDateTime instant(const QJsonValue &text)
{
    return QDateTime::fromString(text.toString(), Qt::ISODateWithMs).toUTC();
}

} // namespace

QList<DeviceFacts> devicesOf(const Office &office, const QString &district)
{
    return office.read<QList<DeviceFacts>>([&] {
        QList<DeviceFacts> devices;
        for (const domain::Document &document : office.store().documents.ofKind(u"device"_s)) {
            const QJsonObject &body = document.body;
            const QString place = body[u"place"_s].toString();
            const domain::Place *hall = office.rules()->place(place);
            if (document.id == centreDevice() || (!place.isEmpty() && (!hall || hall->district != district)))
                continue;
            const QJsonObject revoked = body[u"revoked"_s].toObject();
            devices << DeviceFacts{document.id, body[u"name"_s].toString(), place, instant(body[u"keySince"_s]), instant(revoked[u"at"_s]), instant(revoked[u"wiped"_s]),
                                   revoked[u"by"_s].toString(), revoked[u"reason"_s].toString()};
        }
        std::sort(devices.begin(), devices.end(), [](const DeviceFacts &one, const DeviceFacts &other) {
            return std::tuple(one.isRevoked(), one.name, one.id) < std::tuple(other.isRevoked(), other.name, other.id);
        });
        return devices;
    });
}

} // namespace office
