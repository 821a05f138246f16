// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/databasecopy.h"
#include "storage/database.h"
#include "storage/databasecopy.h"
#include <QJsonObject>

namespace office {
using namespace Qt::StringLiterals;

domain::Result<domain::Done> copyDatabaseFile(const QString &from, const QString &to)
{
    try {
        storage::copyDatabaseFile(from, to);
        return domain::Done{};
    } catch (const storage::Fault &fault) {
        return domain::refuse(fault.kind == storage::Fault::Kind::DiskFull ? u"office.disk-full" : u"office.store-failed", {{u"detail"_s, QString::fromUtf8(fault.what())}});
    }
}

} // namespace office
