// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/counteraudit.h"
#include "domain/sync/chain.h"
#include "office/devicekey.h"
#include "office/store.h"
#include "storage/auditstore.h"

namespace office {
using namespace Qt::StringLiterals;
using Fault = CounterVerdict::Fault;

QString toCode(Fault fault)
{
    switch (fault) {
    case Fault::None:
        return u"none"_s;
    case Fault::Changed:
        return u"changed"_s;
    case Fault::Removed:
        return u"removed"_s;
    case Fault::Unsigned:
        return u"unsigned"_s;
    }
    Q_UNREACHABLE();
}

void CounterAudit::restart()
{
    m_verdict = {};
    m_stream = -1;
    m_n = 0;
    m_hash.clear();
    m_ends.clear();
    m_goesOn = false;
    m_streams = m_office.read<QStringList>([this] { return storage::AuditStore(m_office.store().database).streams(); });
}

void CounterAudit::resume()
{
    if (!m_verdict.isDone || !m_verdict.isSound())
        return;
    const QStringList streams = m_office.read<QStringList>([this] { return storage::AuditStore(m_office.store().database).streams(); });
    if (streams != m_streams || m_streams.isEmpty()) {
        restart();
        return;
    }
    // Only the stream of this installation grows.
    const QString stream = m_office.stream();
    m_stream = m_streams.indexOf(stream);
    const auto end = m_ends.value(stream);
    m_n = end.first;
    m_hash = end.second;
    m_verdict.isDone = false;
    m_goesOn = true;
}

void CounterAudit::fail(Fault fault, const QString &stream, qint64 n)
{
    m_verdict.fault = fault;
    m_verdict.stream = stream;
    m_verdict.n = n;
    m_verdict.isDone = true;
}

bool CounterAudit::isOurs(const domain::Operation &operation, const QByteArray &canonical) const
{
    const QByteArray signature = QByteArray::fromBase64(operation.signature.toLatin1());
    if (DeviceKey::verify(m_office.devicePublicKey(), canonical, signature))
        return true;
    const Device *device = m_office.rules()->device(m_office.deviceId());
    return device && device->hasSigned(canonical, signature, operation.made.estimate);
}

bool CounterAudit::step(int rowsMax)
{
    if (m_verdict.isDone)
        return false;
    return m_office.read<bool>([&] {
        Store &store = m_office.store();
        if (m_stream < 0) {
            // Numbers of rows are given once: a higher one was given than stands there.
            const storage::AuditStore audit(store.database);
            if (audit.highestEver() > audit.highestNow()) {
                fail(Fault::Removed, m_office.stream(), 0);
                return false;
            }
            m_stream = 0;
        }
        int taken = 0;
        while (m_stream < m_streams.size() && taken < rowsMax) {
            const QString &stream = m_streams[m_stream];
            const QList<storage::JournalRow> rows = store.journal.ofStream(stream, m_n, rowsMax - taken);
            for (const storage::JournalRow &row : rows) {
                const domain::Operation &operation = row.operation;
                if (operation.n != m_n + 1) {
                    fail(Fault::Removed, stream, m_n + 1);
                    return false;
                }
                ++m_verdict.rows;
                ++m_n;
                if (operation.body[u"erased"_s].toBool()) {
                    // What it said is gone by law; its link stands, and what follows hangs on it.
                    ++m_verdict.erased;
                    m_hash = row.hash;
                    continue;
                }
                const QByteArray canonical = operation.canonical();
                if (domain::chainLink(m_hash, canonical) != row.hash) {
                    fail(Fault::Changed, stream, operation.n);
                    return false;
                }
                if (!isOurs(operation, canonical)) {
                    fail(Fault::Unsigned, stream, operation.n);
                    return false;
                }
                m_hash = row.hash;
            }
            taken += int(rows.size());
            if (taken < rowsMax) {
                m_ends[stream] = {m_n, m_hash};
                m_stream = m_goesOn ? m_streams.size() : m_stream + 1;
                m_n = 0;
                m_hash.clear();
            }
        }
        m_verdict.isDone = m_stream >= m_streams.size();
        return !m_verdict.isDone;
    });
}

} // namespace office
