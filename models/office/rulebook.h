// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/calendar/workcalendar.h"
#include "domain/catalogue/item.h"
#include "domain/document.h"
#include "domain/region/region.h"
#include "domain/staff/delegation.h"
#include "domain/staff/staff.h"
#include <QHash>
#include <memory>

namespace office {

/// A device that signs operations and receipts: the document of kind "device".
struct Device
{
    QString id;
    QByteArray publicKey; ///< Ed25519, 32 bytes
    QString name;
    bool revoked = false;
    struct FormerKey { QByteArray publicKey; QDateTime until; };
    QList<FormerKey> formerKeys{}; ///< what they signed in their time stays good

    /// Whether this device signed the message, by the key it has or one it had at that time (invalid: at any time).
    bool hasSigned(const QByteArray &message, const QByteArray &signature, const QDateTime &at) const;
};

/// The reference documents as values: catalogue, calendar, places, staff, devices. Immutable; a new one is made when one
/// of them changes.
class Rulebook
{
public:
    /// Documents that can't be read are left out and named in problems().
    static std::shared_ptr<const Rulebook> from(const QList<domain::Document> &documents);
    /// `before` with these documents as they are now, and without the `gone` ones (ids): in a province somebody's device changes
    /// every minute, and nobody wants to read twenty thousand others for it. Null when more changed than places, staff and
    /// devices, or one can't be read: then all is to be made anew.
    static std::shared_ptr<const Rulebook> renewed(const Rulebook &before, const QList<domain::Document> &documents, const QStringList &gone);

    /// The version a case was made by; nothing when it is not known here.
    const domain::Item *item(const QString &id, int version) const;
    /// The version in force on a day (the highest whose validFrom has come).
    const domain::Item *itemOn(const QString &id, QDate day) const;
    /// All items in force on a day, in catalogue order.
    QList<domain::Item> itemsOn(QDate day) const;
    const domain::WorkCalendar &calendar() const { return m_calendar; }
    const domain::Place *place(const QString &id) const;
    QList<domain::Place> places() const { return m_places.values(); }
    const domain::Staff *staff(const QString &id) const;
    const domain::Staff *staffByNumber(const QString &number) const;
    const Device *device(const QString &id) const;
    const QHash<QString, Device> &devices() const { return m_devices; }
    /// What a district settles for itself; the usual rules where it said nothing.
    const domain::Region &region(const QString &district) const;
    /// How a district handles an item behind the counter; by its own department alone where it said nothing.
    domain::Handling handling(const QString &district, const domain::Item &item) const;
    QList<domain::Staff> staff() const { return m_staff.values(); }
    /// 请假替岗, past and coming ones too.
    QList<domain::Delegation> delegations() const { return m_delegations; }
    /// Staff ids in whose stead somebody decides on a day.
    QStringList colleaguesOf(const QString &staffId, QDate day) const;
    /// Departments somebody decides for on a day: their own, and those of the colleagues they stand in for.
    QStringList departmentsOf(const domain::Staff &staff, QDate day) const;
    /// Names catalogue and calendar decided by, "610116@55/2019-2026/1f3a90c2".
    QString version() const { return m_version; }
    QList<domain::Refusal> problems() const { return m_problems; }

private:
    bool takePlaceStaffOrDevice(const domain::Document &document);

    QHash<QString, QMap<int, domain::Item>> m_items;
    QStringList m_order;
    domain::WorkCalendar m_calendar;
    QHash<QString, domain::Place> m_places;
    QHash<QString, domain::Staff> m_staff;
    QHash<QString, Device> m_devices;
    QHash<QString, domain::Region> m_regions;
    QList<domain::Delegation> m_delegations;
    QHash<QString, domain::Handling> m_handlings; ///< by "<district>:<item>"
    QList<domain::Refusal> m_problems;
    QString m_version;
};

} // namespace office
