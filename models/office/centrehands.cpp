// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/centrehands.h"
#include "domain/jsontime.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;

namespace {

const QString sinceSetting = u"hands-since"_s;

/// Under this name a device's row of device_contact tells that somebody has signed in at it.
QString handScope(const QString &staff)
{
    return QString(u"staff/"_s + staff);
}

} // namespace

void CentreHands::note(const QString &staff, const QString &device, const QDateTime &now)
{
    since(now);
    if (!m_store.contacts.of(device, handScope(staff)))
        m_store.contacts.note({device, handScope(staff), 0, now});
}

bool CentreHands::isHand(const QString &staff, const QString &device, const QDateTime &legal, const QDateTime &now)
{
    return legal < since(now) || m_store.contacts.of(device, handScope(staff)).has_value();
}

void CentreHands::beginAnew(const QDateTime &now)
{
    m_store.settings.set(sinceSetting, domain::instantText(now));
}

QDateTime CentreHands::since(const QDateTime &now)
{
    QString text = m_store.settings.text(sinceSetting);
    if (text.isEmpty())
        text = m_store.settings.keep(sinceSetting, domain::instantText(now)); // another server may have been quicker
    return domain::instantFromText(text);
}

} // namespace office
