// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/office.h"
#include "storage/chaindigest.h"
#include <QJsonObject>

namespace office {

/// By what new chains are made: the setting "journal-hash", SHA-256 without one.
storage::ChainHash chainHashOf(const Store &store);

/// One thing found wrong with the centre's journal.
struct JournalFinding
{
    enum class What {
        Changed,   ///< a row says something else than when it was written
        Removed,   ///< rows are gone
        Inserted,  ///< a row that was never appended
        Reordered, ///< rows stand in another order than they were appended in
    };
    What what = What::Changed;
    QString place;      ///< whose chain; empty: the centre's own
    qint64 n = 0;       ///< number in that chain; 0: none
    qint64 nLast = 0;   ///< for several rows: the last one's
    qint64 seq = 0;     ///< row of the journal; of a row that is gone: as far as it left traces
    QString id;         ///< operation; of rows that are gone: unknown
    QString note;
    QStringList documents{}; ///< of rows that are gone: what they touched, as far as it is known

    QJsonObject toJson() const;
};
QString toCode(JournalFinding::What what); ///< "changed", "removed", "inserted", "reordered"

/// What verify() saw.
struct JournalReport
{
    qint64 rows = 0, links = 0, checkpoints = 0;
    int chains = 0;
    QList<JournalFinding> findings;
    QStringList notes; ///< what is no finding but worth knowing
};

/// Watches over the chains of the centre's journal (M04, GB/T 22239-2019 8.1.4.3: audit records are protected against unexpected
/// deletion, change, overwriting). The chains catch what is done to rows; the checkpoints, signed by the centre's key and noted
/// outside the database too, catch who writes a chain anew or cuts off its end.
class JournalAudit
{
public:
    explicit JournalAudit(Office &office) : m_office(office) {}

    /// Makes the chains by this function ("sha-256", "sm3") from now on. Refusals: journal.hash-unknown {hash}.
    domain::Result<domain::Done> useHash(const QString &code);
    /// Chains what was written before there were chains. Once; gives the number of rows.
    domain::Result<qint64> adopt();
    /// Signs the end of each chain that has grown by `everyRows` since its last checkpoint, or at all since that was another day
    /// (hall time). The checkpoints are appended to `file` as well, a line of JSON each, unless it is empty. Gives their number.
    domain::Result<int> sealDue(const QString &file, qint64 everyRows = rowsPerCheckpoint);
    static constexpr qint64 rowsPerCheckpoint = 10'000;

    struct Options
    {
        std::optional<QString> place; ///< only this place's chain
        QString hash;                 ///< demanded of every chain now; empty: any
        QString checkpointFile;       ///< checkpoints noted outside the database; empty or not there: none
        QByteArray key;               ///< the centre's public key as somebody outside keeps it; empty: the database's
    };
    /// Reads the whole journal, beside a working centre or without it. Refusals: those of the store, journal.place-unknown {place}.
    domain::Result<JournalReport> verify(const Options &options) const;

private:
    Office &m_office;
};

} // namespace office
