// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/office.h"
#include <QHash>

namespace office {

/// What a window found in its own journal.
struct CounterVerdict
{
    enum class Fault {
        None,
        Changed,  ///< a row says something else than when it was written
        Removed,  ///< rows are gone
        Unsigned, ///< a row this device did not sign
    };
    qint64 rows = 0;    ///< looked at
    qint64 erased = 0;  ///< of them: their words were taken away by law
    Fault fault = Fault::None;
    QString stream;     ///< of the first row that does not fit
    qint64 n = 0;       ///< its number there
    bool isDone = false;

    bool isSound() const { return fault == Fault::None; }
};
QString toCode(CounterVerdict::Fault fault); ///< "none", "changed", "removed", "unsigned"

/// Looks through a window's journal, where every act is chained to the one before and signed by the device: at the start, when
/// nobody waits, and when asked. A bite at a time. What is cut off at the end without a trace in the database, the centre sees: it
/// knows the number and the chain of the last act it was sent.
class CounterAudit
{
public:
    explicit CounterAudit(Office &office) : m_office(office) {}

    /// From the beginning.
    void restart();
    /// What was added since the end was reached.
    void resume();
    /// Looks at up to `rowsMax` more rows; false when the end was reached or something does not fit. A storage fault ends it too.
    bool step(int rowsMax);
    const CounterVerdict &verdict() const { return m_verdict; }

private:
    void fail(CounterVerdict::Fault fault, const QString &stream, qint64 n);
    bool isOurs(const domain::Operation &operation, const QByteArray &canonical) const;

    Office &m_office;
    CounterVerdict m_verdict;
    QStringList m_streams;
    qsizetype m_stream = -1;
    qint64 m_n = 0;
    bool m_goesOn = false; ///< only what was added to our own stream
    QByteArray m_hash;
    QHash<QString, std::pair<qint64, QByteArray>> m_ends; ///< number and chain of each stream's last row
};

} // namespace office
