// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include "domain/timelimit/timelimit.h"
#include <QByteArray>
#include <QStringList>

namespace domain {

/// A member of staff: the document of kind "staff" (its password lives at the centre only, never in a document).
struct Staff
{
    QString id;        ///< document id, idFor("staff:" + number)
    QString number;    ///< staff number typed at sign-in, "u312"
    QString name;
    QStringList roles; ///< clerk, chief-clerk, helper, approver, issuer, supervisor, security-admin, audit-admin, system-admin
    QString place;     ///< place id
    bool active = true;
    QStringList departments;  ///< 部门 an approver decides for
    QStringList certificates; ///< 持证上岗: groups of items this person is certified for (M53)
    QJsonObject toJson() const;
    static Result<Staff> fromJson(const QJsonObject &json);
};

/// A window of a hall.
struct Counter
{
    QString id;      ///< "3"
    QString name;    ///< 3号窗口
    QString profile; ///< 综合, 企业开办, 绿色通道 …
};

/// A hall or station: the document of kind "place". Also what its papers say about it.
struct Place
{
    QString id;          ///< document id, idFor("place:" + code)
    QString code;        ///< division code, "610116"
    QString name;        ///< 长安区政务服务中心
    QString district;    ///< district whose scope its cases belong to, "610116"
    QString address, phone, complaintPhone;
    QString agencyWord;  ///< 机关代字, 长政务受
    QString sealAgency;  ///< agency named in the seal place
    QString reconsiderationBody, court; ///< remedies printed on 不予受理通知书
    QString publicAddress; ///< base of the QR address, https://…
    QByteArray sealKey;    ///< key shared by the district's windows, for the applicant's digest on receipts
    int noticeDays = -1; ///< region override of the five days of 行政许可法第32条; -1: the item's rule
    OfficeHours hours;
    QList<Counter> counters;
    QJsonObject toJson() const;
    static Result<Place> fromJson(const QJsonObject &json);
    const Counter *counter(QStringView id) const;
};

/// Whether one of the roles gives a right to this kind of operation at all (domain/access/permissions.h); upon which documents,
/// the office says.
bool mayDo(const QStringList &roles, QStringView operationType);

/// The scope of a district's open cases: "d/610116".
QString districtScope(QStringView district);
/// The scope of who works on what in a district, seen by approvers and supervisors only (受审分离): "a/610116".
QString approvalScope(QStringView district);
/// The scope of a district's ratings, seen by supervisors only, never by those who were rated (GB/T 39734 §4.1): "r/610116".
QString ratingScope(QStringView district);
/// What a member of staff at a place of that district may see besides reference data.
QStringList scopesFor(const Staff &staff, QStringView district);
inline constexpr QStringView referenceScope = u"ref";

} // namespace domain
