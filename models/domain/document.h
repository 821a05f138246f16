// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace domain {

/// One aggregate of the office (a case, an applicant, an item of the catalogue …): what comes down from the centre and
/// what operations change. `body` is the JSON of the value whose kind is `kind`; members unknown to this version stay in it.
struct Document
{
    QString id;
    QString kind;       ///< "case", "applicant", "item", "calendar", "place", "staff", "device"
    qint64 version = 0; ///< The centre's; +1 for each accepted operation; 0: the centre has not seen it.
    QStringList scopes; ///< Who may see it, and in which order: "d/610116", "ref". Only an operation changes it.
    QJsonObject body;
};

} // namespace domain
