// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/journalaudit.h"
#include "storage/journalchain.h"
#include <QHash>
#include <functional>

namespace office {

/// Follows the chains of a journal, told its rows in the order of seq, and names what does not fit. After a finding it goes on
/// from the link that stands there, so that every later one is found as well. What is out of order waits; there is room for
/// `waitingMax` rows, beyond that the gap before them is taken for rows removed.
class ChainReader
{
public:
    using Chain = storage::JournalChain;
    /// A checkpoint that was signed as it should. `current`: of the history that goes on; of an earlier one it may lie beyond the end.
    struct Mark { qint64 n = 0; QByteArray link; bool current = true; };
    /// Tells of a row whether its device signed what it says; nothing: can't be told.
    using Genuine = std::function<std::optional<bool>(qint64 seq)>;
    /// How many rows between two others are not there.
    using Lacking = std::function<qint64(qint64 afterSeq, qint64 beforeSeq)>;
    ChainReader(JournalReport &report, Genuine genuine, Lacking lacking)
        : m_report(report), m_genuine(std::move(genuine)), m_lacking(std::move(lacking)) {}

    static constexpr int waitingMax = 100'000;

    /// `end`: nothing when the journal does not know this chain.
    void begin(const QString &place, const std::optional<Chain::End> &end, const QList<Chain::Amendment> &amendments, const QList<Mark> &marks);
    storage::ChainHash hashAt(const QString &place, qint64 n, qint64 seq) const;
    /// Whether the row says what its last link says it does.
    bool fits(const Chain::Found &row) const;
    /// `amended`: the number of an amendment later than those told that explains the row; `adopted`: rows without a link are nobody's.
    void add(const Chain::Found &row, std::optional<qint64> amended, bool adopted);
    /// `ends`: of the chains now; what lies beyond them is nobody's.
    void end(const QMap<QString, Chain::End> &ends);
    /// The rows before and after those a finding says were removed.
    std::pair<qint64, qint64> gapOf(const JournalFinding &finding) const;

private:
    struct Entry { qint64 n = 0, seq = 0; QString id, kind; QByteArray digest, link; bool gapBefore = false; };
    struct Thread
    {
        QString place;
        std::optional<Chain::End> end;
        QHash<qint64, Chain::Amendment> last;           ///< seq → its last amendment
        QList<std::pair<qint64, storage::ChainHash>> hashes;
        QMap<qint64, QList<Entry>> ahead;               ///< by number; what waits for what comes before
        int waiting = 0;
        qint64 expected = 1;
        bool gap = false;
        QList<std::pair<qint64, qint64>> removed;
        QList<Entry> queue;                             ///< next to be looked at, and one more to look ahead
        std::optional<Entry> previous, beforePrevious;
        qint64 lastSeq = 0, seqBeforeLast = 0, lastRowN = 0;
        QString lastId;
        QList<Mark> marks;
        qint64 goodUntil = 0;
        QList<std::pair<qint64, qint64>> beyond;        ///< number and seq of what lies beyond the end
    };
    struct Mismatch { JournalFinding finding; QByteArray digest, content; };

    Thread &thread(const QString &place);
    QByteArray linkAfter(const Thread &thread, const std::optional<Entry> &before, const Entry &entry) const;
    bool follows(const Thread &thread, const std::optional<Entry> &before, const Entry &entry) const;
    void drain(Thread &thread);
    void skipGap(Thread &thread);
    void look(Thread &thread, bool isLast);
    void advance(Thread &thread, const Entry &entry);
    void checkOrder(Thread &thread, const Entry &entry);
    void judgeBreak(Thread &thread, const Entry &entry);
    void report(JournalFinding::What what, const Thread &thread, const Entry &entry, const QString &note);
    void reportRemoved(const Thread &thread, qint64 from, qint64 to, qint64 afterSeq, qint64 beforeSeq, const QString &note);

    JournalReport &m_report;
    Genuine m_genuine;
    Lacking m_lacking;
    QMap<QString, Thread> m_threads;
    QList<Mismatch> m_mismatched;
    QSet<qint64> m_mismatchedSeqs, m_told;
    qint64 m_unadopted = 0;
    QHash<std::pair<QString, qint64>, std::pair<qint64, qint64>> m_bounds;
};

} // namespace office
