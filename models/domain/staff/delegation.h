// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDate>

namespace domain {

/// 请假替岗: somebody decides in a colleague's stead for some days, with all that colleague may. The document of kind
/// "delegation". It says who stands in for whom, never who works on what.
struct Delegation
{
    QString id;
    QString from, to;      ///< staff ids
    QDate begins, ends;    ///< first and last day, in hall time
    QString reason;

    bool holdsOn(QDate day) const { return begins <= day && day <= ends; }
    QJsonObject toJson() const;
    /// Refusals: delegation.malformed {member}.
    static Result<Delegation> fromJson(const QJsonObject &json);
};

} // namespace domain
