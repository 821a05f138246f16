// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pushwindow.h"
#include "domain/numbering/receiptnumber.h"
#include "office/operationkinds.h"
#include "storage/deskstores.h"

namespace support {
using namespace Qt::StringLiterals;

PushWindow::PushWindow(office::Centre &centre, const domain::Staff &clerk, const QDateTime &now)
    : m_clerk(clerk), m_now(now), m_stream(domain::newId(now)), m_device(domain::newId(now))
{
    storage::SettingStore settings(m_settings);
    m_key = office::DeviceKey::of(settings);
    const auto enrolled = centre.enrol(m_stream, m_device, m_key->publicKey(), u"3"_s);
    if (!enrolled)
        qFatal("not enrolled: %s", qPrintable(enrolled.refusal().code));
}

domain::Operation PushWindow::act(const QString &type, const QString &doc, const QJsonObject &body, const QString &receipt, const QString &id)
{
    domain::Operation operation;
    operation.n = ++m_last;
    operation.id = id.isEmpty() ? domain::newId(m_now) : id;
    operation.type = type;
    operation.typeVersion = office::operationKind(type)->version;
    operation.doc = doc;
    operation.actor = m_clerk.id;
    operation.role = m_clerk.roles.join(u' ');
    operation.place = m_clerk.place;
    operation.counter = u"3"_s;
    operation.made = {m_now, operation.n, u"boot"_s, m_now};
    operation.receipt = receipt;
    operation.body = body;
    operation.signature = QString::fromLatin1(m_key->sign(operation.canonical()).toBase64());
    return operation;
}

domain::PushBatch PushWindow::batch(const QList<domain::Operation> &operations)
{
    domain::PushBatch batch;
    batch.previousHash = m_hash;
    batch.operations = operations;
    for (const domain::Operation &operation : operations)
        m_hash = domain::chainHash(m_hash, operation);
    return batch;
}

QString PushWindow::provisionalNumber()
{
    return domain::formatProvisionalNumber(m_device.right(4).toUpper(), ++m_provisional);
}

} // namespace support
