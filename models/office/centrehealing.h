// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include "office/office.h"

namespace office {

/// What makes a lost row, a restored database and a forgotten number be found and put right (sync.md §5, §10, §11, §13).
class CentreHealing
{
public:
    explicit CentreHealing(Office &office) : m_office(office) {}

    /// What the centre knows of a stream. `lastHash` is its chain hash at `last`.
    struct Standing
    {
        QString epoch;
        qint64 last = 0;
        QByteArray lastHash;
        qint64 from = 1;      ///< the first number to be pushed (again)
        qint64 forgotten = 0; ///< numbers up to the window's last answered one that are lost here
    };
    /// Numbers and chain of a stream go on over a change of the epoch, so nothing but a push is needed afterwards. A stream
    /// that is lost altogether stands at 0. Refusals: device.other-stream; sync.stream-forked {n} when a hash the window gives is not the one here.
    domain::Result<Standing> reconcile(const QString &stream, const QString &device, qint64 lastAppliedN, const QMap<qint64, QByteArray> &hashes) const;

    /// The digest of a scope. Refusals: sync.moved {head} when its head is another one than `at`.
    domain::Result<domain::StateDigest> digest(const QString &scope, qint64 at);
    /// The documents of one bucket of it. Refusals: sync.moved {head}.
    domain::Result<QList<domain::HeldVersion>> bucket(const QString &scope, qint64 at, int bucket) const;

    /// Looks whether the database went back in time, by the ledger kept outside of it: another epoch than this database ever
    /// had, a head, a series or the journal lower than it was, or another PostgreSQL cluster. If so a new epoch begins. Gives whether it did; then writes the
    /// ledger. To be asked at the start, and again and again: a database behind a proxy may fail over to a copy that lags. Refusals: those of the store, ledger.unwritable {file}.
    domain::Result<bool> checkLedger(const QString &file);
    /// Writes down how far this database has come: small, by replacing the file. For moments of rest and after each lease.
    domain::Result<domain::Done> writeLedger(const QString &file);
    /// Begins a new epoch: the database was put back from a copy. Numbers that may have been leased since are not given to anybody
    /// else; who brings one with a case keeps it. `serials`: the highest known to have been leased, by series. When the epoch is not
    /// `ended` any more, somebody else has begun the new one: it is given.
    domain::Result<QString> beginEpoch(const QString &why, const QMap<QString, qint64> &serials = {}, const QString &ended = {});

    /// What the clock asks for: leases whose time is over are written off, marks without a body are forgotten after 400 days,
    /// unused codes too. Does little at a time.
    domain::Result<domain::Done> tend();

private:
    domain::Result<domain::Done> writeOffLapsedLeases();
    domain::Result<domain::Done> dropOldTombstones();

    Office &m_office;
    struct Known { qint64 at = -1; domain::StateDigest digest; };
    QHash<QString, Known> m_digests; ///< the last one of each scope: 150 windows ask for the same
    QByteArray m_ledger; ///< as it was written last
    QDateTime m_tendedAt;
};

} // namespace office
