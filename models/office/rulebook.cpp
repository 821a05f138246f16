// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/rulebook.h"
#include "domain/jsontime.h"
#include "office/devicekey.h"
#include <QJsonArray>

namespace office {
using namespace Qt::StringLiterals;
using domain::Document;

bool Device::hasSigned(const QByteArray &message, const QByteArray &signature, const QDateTime &at) const
{
    if (DeviceKey::verify(publicKey, message, signature))
        return true;
    return std::any_of(formerKeys.begin(), formerKeys.end(), [&](const FormerKey &former) {
        return (!at.isValid() || at <= former.until) && DeviceKey::verify(former.publicKey, message, signature);
    });
}

std::shared_ptr<const Rulebook> Rulebook::from(const QList<Document> &documents)
{
    auto book = std::make_shared<Rulebook>();
    QJsonArray notices;
    QMap<QString, QString> order; // catalogue order → item id
    for (const Document &document : documents) {
        if (book->takePlaceStaffOrDevice(document))
            continue;
        if (document.kind == "item"_L1) {
            domain::Result<domain::Item> item = domain::Item::fromJson(document.body);
            if (!item) {
                book->m_problems << item.refusal();
                continue;
            }
            order.insert(QString(u"%1"_s.arg(item->source[u"order"_s].toInt(), 6, 10, QChar(u'0')) + item->id), item->id);
            book->m_items[item->id].insert(item->version, *item);
        } else if (document.kind == "calendar"_L1) {
            notices << document.body;
        } else if (document.kind == "region"_L1) {
            const auto region = domain::Region::fromJson(document.body);
            if (region)
                book->m_regions.insert(region->district, *region);
            else
                book->m_problems << region.refusal();
        } else if (document.kind == "handling"_L1) {
            const auto handling = domain::Handling::fromJson(document.body);
            if (handling)
                book->m_handlings.insert(QString(handling->district + u':' + handling->itemId), *handling);
            else
                book->m_problems << handling.refusal();
        } else if (document.kind == "delegation"_L1) {
            const auto delegation = domain::Delegation::fromJson(document.body);
            if (delegation)
                book->m_delegations << *delegation;
            else
                book->m_problems << delegation.refusal();
        }
    }
    const auto calendar = domain::WorkCalendar::fromNotices(notices);
    if (calendar)
        book->m_calendar = *calendar;
    else
        book->m_problems << calendar.refusal();
    for (const QString &id : std::as_const(order)) {
        if (!book->m_order.contains(id))
            book->m_order << id;
    }
    qint64 versions = 0;
    for (const auto &byVersion : std::as_const(book->m_items))
        versions += byVersion.isEmpty() ? 0 : byVersion.lastKey();
    book->m_version = u"%1.%2/%3"_s.arg(book->m_items.size()).arg(versions).arg(book->m_calendar.version());
    return book;
}

/// Whether it is one of these; what can't be read of them is in problems().
bool Rulebook::takePlaceStaffOrDevice(const Document &document)
{
    if (document.kind == "place"_L1) {
        const auto place = domain::Place::fromJson(document.body);
        if (place)
            m_places.insert(place->id, *place);
        else
            m_problems << place.refusal();
    } else if (document.kind == "staff"_L1) {
        const auto staff = domain::Staff::fromJson(document.body);
        if (staff)
            m_staff.insert(staff->id, *staff);
        else
            m_problems << staff.refusal();
    } else if (document.kind == "device"_L1) {
        const QByteArray key = QByteArray::fromBase64(document.body[u"publicKey"_s].toString().toLatin1());
        Device device{document.id, key, document.body[u"name"_s].toString(), document.body[u"revoked"_s].isObject()};
        for (const QJsonValue &former : document.body[u"formerKeys"_s].toArray())
            device.formerKeys << Device::FormerKey{QByteArray::fromBase64(former[u"publicKey"_s].toString().toLatin1()), domain::instantFromText(former[u"until"_s])};
        m_devices.insert(document.id, device);
    } else {
        return false;
    }
    return true;
}

std::shared_ptr<const Rulebook> Rulebook::renewed(const Rulebook &before, const QList<Document> &documents, const QStringList &gone)
{
    auto book = std::make_shared<Rulebook>(before);
    for (const Document &document : documents) {
        if (!book->takePlaceStaffOrDevice(document))
            return nullptr;
    }
    if (!book->m_problems.isEmpty())
        return nullptr; // some of them may be solved now
    for (const QString &id : gone) {
        if (!book->m_devices.remove(id) && !book->m_staff.remove(id) && !book->m_places.remove(id))
            return nullptr;
    }
    return book;
}

const domain::Item *Rulebook::item(const QString &id, int version) const
{
    const auto versions = m_items.constFind(id);
    if (versions == m_items.cend())
        return nullptr;
    const auto found = versions->constFind(version);
    return found == versions->cend() ? nullptr : &*found;
}

const domain::Item *Rulebook::itemOn(const QString &id, QDate day) const
{
    const auto versions = m_items.constFind(id);
    const domain::Item *best = nullptr;
    if (versions != m_items.cend()) {
        for (const domain::Item &item : *versions) {
            if (!item.validFrom.isValid() || item.validFrom <= day)
                best = &item; // versions come in ascending order
        }
    }
    return best;
}

QList<domain::Item> Rulebook::itemsOn(QDate day) const
{
    QList<domain::Item> items;
    for (const QString &id : m_order) {
        if (const domain::Item *item = itemOn(id, day))
            items << *item;
    }
    return items;
}

const domain::Place *Rulebook::place(const QString &id) const
{
    const auto found = m_places.constFind(id);
    return found == m_places.cend() ? nullptr : &*found;
}

const domain::Staff *Rulebook::staff(const QString &id) const
{
    const auto found = m_staff.constFind(id);
    return found == m_staff.cend() ? nullptr : &*found;
}

const domain::Staff *Rulebook::staffByNumber(const QString &number) const
{
    for (const domain::Staff &staff : m_staff) {
        if (staff.number == number)
            return &staff;
    }
    return nullptr;
}

QStringList Rulebook::colleaguesOf(const QString &staffId, QDate day) const
{
    QStringList ids;
    for (const domain::Delegation &delegation : m_delegations) {
        if (delegation.to == staffId && delegation.holdsOn(day) && !ids.contains(delegation.from))
            ids << delegation.from;
    }
    return ids;
}

QStringList Rulebook::departmentsOf(const domain::Staff &somebody, QDate day) const
{
    QStringList departments = somebody.departments;
    for (const QString &id : colleaguesOf(somebody.id, day)) {
        const domain::Staff *colleague = staff(id);
        if (colleague && colleague->roles.contains("approver"_L1))
            departments += colleague->departments;
    }
    departments.removeDuplicates();
    return departments;
}

const Device *Rulebook::device(const QString &id) const
{
    const auto found = m_devices.constFind(id);
    return found == m_devices.cend() ? nullptr : &*found;
}

const domain::Region &Rulebook::region(const QString &district) const
{
    static const domain::Region usual;
    const auto found = m_regions.constFind(district);
    return found == m_regions.cend() ? usual : *found;
}

domain::Handling Rulebook::handling(const QString &district, const domain::Item &item) const
{
    const auto found = m_handlings.constFind(QString(district + u':' + item.id));
    return found == m_handlings.cend() ? domain::Handling::usual(item) : *found;
}

} // namespace office
