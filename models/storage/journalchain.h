// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "storage/chaindigest.h"
#include "storage/journalstore.h"
#include <QDateTime>
#include <functional>
#include <map>

namespace storage {

/// The centre's journal as chains, one a place (M04). The first link of a chain names its hash function; then each row is a link
/// over the row as it was appended and the link before it. What becomes of a row later by right (it is erased by law, a parked
/// act is done, a returned one is closed) is a link of its own, an amendment, over the row as it is from then on; the row keeps
/// the digest it had. So nothing in a row can change, go, come or move without a link that no longer fits.
class JournalChain
{
public:
    explicit JournalChain(Database &database) : m_database(database) {}

    struct NewRow { JournalRow row; QStringList touched; QString place; };
    struct Amended { QString operationId; QString kind; }; ///< kind: "settled", "closed"
    /// What one transaction adds to the chains; the last thing it does, after the heads of its scopes. The ends of the chains
    /// are taken in ascending order of their places, so that two servers never wait for each other in a ring; rows of a place have
    /// numbers that rise with their seq. `erased`: documents whose rows were redacted. `newChains`: by what a place's first link is made.
    void add(const QList<NewRow> &rows, const QList<Amended> &amended, const QStringList &erased, const std::function<ChainHash()> &newChains);
    /// Chains rows that were written before there were chains, in their order, at most `limit`; gives how many. `placeOf` tells
    /// whose chain a row belongs to.
    int adopt(int limit, const std::function<QString(const JournalRow &)> &placeOf, ChainHash newChains);
    /// Lets every chain go on by this function.
    void switchTo(ChainHash hash);

    /// The end of a chain.
    struct End { qint64 n = 0; QByteArray link; ChainHash hash = ChainHash::Sha256; };
    QMap<QString, End> ends() const;

    /// A link that is no row of the journal. Kinds: "hash:<code>" (seq 0), "adopted", "settled", "closed", "erased".
    struct Amendment { qint64 n = 0; QString kind; qint64 seq = 0; QByteArray digest, link; };
    QList<Amendment> amendments(const QString &place) const;
    std::optional<Amendment> lastAmendmentOf(qint64 seq) const;
    /// A row as found: `content` is the digest of what it says now.
    struct Found { qint64 seq = 0; QString id, place; qint64 n = 0; QByteArray digest, link, content; };
    /// Rows after `afterSeq`, of one place or (null) of all. `hashOf` tells by what a row of that place, number and seq is hashed now.
    QList<Found> rows(qint64 afterSeq, int limit, const QString &place, const std::function<ChainHash(const QString &place, qint64 n, qint64 seq)> &hashOf) const;
    /// Link over the link before: kind is empty for a row.
    static QByteArray linkOf(ChainHash hash, const QByteArray &before, const QString &place, QStringView kind, qint64 seq, const QByteArray &digest);
    /// What the journal knows of rows between two others that are gone: seq and the documents they touched.
    QMap<qint64, QStringList> traces(qint64 afterSeq, qint64 beforeSeq) const;
    /// How many numbers between two rows no row has.
    qint64 lacking(qint64 afterSeq, qint64 beforeSeq) const;
    std::optional<JournalRow> rowBySeq(qint64 seq) const;

    /// How far a chain had come, signed: what comes before can't be written anew without the key.
    struct Checkpoint { QString place; qint64 n = 0; QByteArray link; ChainHash hash = ChainHash::Sha256; QString epoch; QDateTime at; QByteArray key, signature; };
    void put(const Checkpoint &checkpoint);
    QList<Checkpoint> checkpoints(const QString &place) const;
    /// The last one of each place.
    QMap<QString, Checkpoint> lastCheckpoints() const;

private:
    End take(const QString &place, const std::function<ChainHash()> &newChains);
    void keep(const QString &place, const End &end);
    void amend(const QString &place, End &end, const QString &kind, qint64 seq, const QByteArray &digest);
    QByteArray contentOf(qint64 seq, ChainHash hash) const;
    /// Nothing when the row is in no chain.
    std::optional<QString> chainOf(qint64 seq) const;
    Database &m_database;
};

} // namespace storage
