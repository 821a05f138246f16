// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/chainreader.h"
#include <limits>

namespace office {
using namespace Qt::StringLiterals;
using What = JournalFinding::What;

ChainReader::Thread &ChainReader::thread(const QString &place)
{
    Thread &thread = m_threads[place];
    thread.place = place;
    return thread;
}

void ChainReader::begin(const QString &place, const std::optional<Chain::End> &end, const QList<Chain::Amendment> &amendments, const QList<Mark> &marks)
{
    Thread &thread = this->thread(place);
    thread.end = end;
    thread.marks = marks;
    std::ranges::sort(thread.marks, {}, &Mark::n);
    for (const Chain::Amendment &amendment : amendments) {
        if (amendment.kind.startsWith("hash:"_L1)) {
            if (const auto hash = storage::chainHashFromCode(amendment.kind.mid(5)))
                thread.hashes << std::pair(amendment.n, *hash);
        } else {
            thread.last.insert(amendment.seq, amendment);
        }
        if (end && amendment.n > end->n)
            thread.beyond << std::pair(amendment.n, amendment.seq);
        else
            thread.ahead[amendment.n] << Entry{amendment.n, amendment.seq, {}, amendment.kind, amendment.digest, amendment.link};
    }
    drain(thread);
}

storage::ChainHash ChainReader::hashAt(const QString &place, qint64 n, qint64 seq) const
{
    storage::ChainHash hash = storage::ChainHash::Sha256;
    const auto thread = m_threads.constFind(place);
    if (thread == m_threads.cend())
        return hash;
    if (const auto amended = thread->last.constFind(seq); seq > 0 && amended != thread->last.cend())
        n = amended->n;
    for (const auto &[from, named] : thread->hashes) {
        if (from <= n)
            hash = named;
    }
    return hash;
}

bool ChainReader::fits(const Chain::Found &row) const
{
    const auto thread = m_threads.constFind(row.place);
    if (thread != m_threads.cend()) {
        if (const auto amended = thread->last.constFind(row.seq); amended != thread->last.cend())
            return amended->digest == row.content;
    }
    return row.n == 0 || row.digest == row.content;
}

void ChainReader::add(const Chain::Found &row, std::optional<qint64> amended, bool adopted)
{
    Thread &thread = this->thread(row.place);
    ++m_report.rows;
    const Entry entry{row.n, row.seq, row.id, {}, row.digest, row.link};
    if (amended) {
        thread.beyond << std::pair(*amended, row.seq);
    } else if (!fits(row)) {
        m_mismatched << Mismatch{{What::Changed, row.place, row.n, 0, row.seq, row.id, u"it says something else than when it was written"_s}, row.digest, row.content};
        m_mismatchedSeqs << row.seq;
    }
    if (row.n == 0) {
        if (thread.last.contains(row.seq))
            return;
        if (adopted)
            report(What::Inserted, thread, entry, u"it hangs in no chain"_s);
        else
            ++m_unadopted;
        return;
    }
    if (thread.end && row.n > thread.end->n) {
        thread.beyond << std::pair(row.n, row.seq);
        return;
    }
    if (row.n < thread.expected) {
        const bool wasMissed = std::any_of(thread.removed.cbegin(), thread.removed.cend(), [&](const auto &range) { return range.first <= row.n && row.n <= range.second; });
        report(wasMissed ? What::Reordered : What::Inserted, thread, entry, wasMissed ? u"it stands far behind its place"_s : u"its number is another row's"_s);
        return;
    }
    thread.ahead[row.n] << entry;
    ++thread.waiting;
    drain(thread);
    if (thread.waiting > waitingMax) {
        skipGap(thread);
        drain(thread);
    }
}

void ChainReader::drain(Thread &thread)
{
    for (auto entries = thread.ahead.find(thread.expected); entries != thread.ahead.end(); entries = thread.ahead.find(thread.expected)) {
        for (Entry &entry : *entries) {
            entry.gapBefore = std::exchange(thread.gap, false);
            thread.waiting -= entry.kind.isEmpty() ? 1 : 0;
            thread.queue << entry;
            look(thread, false);
        }
        thread.ahead.erase(entries);
        ++thread.expected;
    }
}

/// What is expected does not come any more.
void ChainReader::skipGap(Thread &thread)
{
    const qint64 next = thread.ahead.firstKey();
    const Entry &after = thread.ahead.first().first();
    const qint64 seqBefore = thread.queue.isEmpty() ? thread.lastSeq : std::max(thread.lastSeq, thread.queue.last().kind.isEmpty() ? thread.queue.last().seq : 0);
    const qint64 seqAfter = after.kind.isEmpty() ? after.seq : std::numeric_limits<qint64>::max();
    thread.removed << std::pair(thread.expected, next - 1);
    reportRemoved(thread, thread.expected, next - 1, seqBefore, seqAfter,
                  after.kind.isEmpty() ? u"between rows %1 and %2"_s.arg(seqBefore).arg(seqAfter) : u"after row %1"_s.arg(seqBefore));
    thread.expected = next;
    thread.gap = true;
}

QByteArray ChainReader::linkAfter(const Thread &thread, const std::optional<Entry> &before, const Entry &entry) const
{
    return Chain::linkOf(hashAt(thread.place, entry.n, 0), before ? before->link : QByteArray(), thread.place, entry.kind, entry.seq, entry.digest);
}

bool ChainReader::follows(const Thread &thread, const std::optional<Entry> &before, const Entry &entry) const
{
    return linkAfter(thread, before, entry) == entry.link;
}

void ChainReader::look(Thread &thread, bool isLast)
{
    while (thread.queue.size() > (isLast ? 0 : 1)) {
        const Entry entry = thread.queue.takeFirst();
        const Entry *next = thread.queue.isEmpty() ? nullptr : &thread.queue.first();
        ++m_report.links;
        checkOrder(thread, entry);
        if (follows(thread, thread.previous, entry) || entry.gapBefore) {
            advance(thread, entry);
        } else if (next && follows(thread, thread.previous, *next) && follows(thread, *next, entry)) {
            report(What::Reordered, thread, entry, u"it stands before row %1 and was written after it"_s.arg(next->seq));
            ++m_report.links;
            advance(thread, thread.queue.takeFirst());
            advance(thread, entry);
        } else if (thread.previous && follows(thread, thread.beforePrevious, entry)) {
            report(What::Inserted, thread, *thread.previous, u"what comes after it was written without it"_s);
            thread.previous = entry;
        } else if (next && follows(thread, thread.previous, *next)) {
            report(What::Inserted, thread, entry, u"what comes after it was written without it"_s);
        } else {
            judgeBreak(thread, entry);
            advance(thread, entry);
        }
    }
}

/// The rows of a place rise with their numbers.
void ChainReader::checkOrder(Thread &thread, const Entry &entry)
{
    if (!entry.kind.isEmpty())
        return;
    if (entry.seq < thread.lastSeq) {
        const bool isLastAstray = thread.seqBeforeLast < entry.seq;
        if (!isLastAstray) {
            report(What::Reordered, thread, entry, u"it stands before row %1 and was written after it"_s.arg(thread.lastSeq));
            return;
        }
        Entry astray;
        astray.n = thread.lastRowN;
        astray.seq = thread.lastSeq;
        astray.id = thread.lastId;
        report(What::Reordered, thread, astray, u"it stands after row %1 and was written before it"_s.arg(entry.seq));
    } else {
        thread.seqBeforeLast = thread.lastSeq;
    }
    thread.lastSeq = entry.seq;
    thread.lastRowN = entry.n;
    thread.lastId = entry.id;
}

/// A link that fits nothing around it: who of the two was touched, or were there others between them?
void ChainReader::judgeBreak(Thread &thread, const Entry &entry)
{
    if (m_mismatchedSeqs.contains(entry.seq) || m_told.contains(entry.seq))
        return;
    const bool isRow = entry.kind.isEmpty();
    if (thread.previous && thread.previous->kind.isEmpty() && m_genuine(thread.previous->seq) == std::optional(false)) {
        report(What::Changed, thread, *thread.previous, u"its device did not sign what it says"_s);
        return;
    }
    if (isRow && m_genuine(entry.seq) == std::optional(false)) {
        report(What::Changed, thread, entry, u"its device did not sign what it says"_s);
        return;
    }
    const qint64 from = thread.previous && thread.previous->kind.isEmpty() ? thread.previous->seq : thread.seqBeforeLast;
    if (isRow && m_lacking(from, entry.seq) > 0) {
        reportRemoved(thread, entry.n, entry.n, from, entry.seq, u"between rows %1 and %2; the numbers after them were closed up"_s.arg(from).arg(entry.seq));
        return;
    }
    report(What::Changed, thread, entry, isRow ? u"its link does not fit the one before it"_s : u"the amendment of row %1 does not fit the link before it"_s.arg(entry.seq));
}

void ChainReader::advance(Thread &thread, const Entry &entry)
{
    thread.beforePrevious = std::exchange(thread.previous, entry);
    while (!thread.marks.isEmpty() && thread.marks.first().n <= entry.n) {
        const Mark mark = thread.marks.takeFirst();
        if (mark.n < entry.n)
            continue; // its row is gone, and told so
        if (mark.link == entry.link) {
            thread.goodUntil = mark.n;
        } else if (mark.current) {
            JournalFinding finding{What::Changed, thread.place, thread.goodUntil + 1, mark.n, entry.kind.isEmpty() ? entry.seq : 0, entry.id, u"written anew: the end of these links is not what was signed"_s};
            m_report.findings << finding;
        } else {
            m_report.notes << u"%1 %2: a checkpoint of an earlier epoch; the database was put back since"_s.arg(thread.place).arg(mark.n);
        }
    }
}

void ChainReader::end(const QMap<QString, Chain::End> &ends)
{
    constexpr qint64 unknown = std::numeric_limits<qint64>::max();
    for (Thread &thread : m_threads) {
        while (!thread.ahead.isEmpty()) {
            skipGap(thread);
            drain(thread);
        }
        look(thread, true);
        ++m_report.chains;
        const qint64 last = thread.expected - 1;
        qint64 told = last;
        if (thread.end && thread.end->n > last) {
            told = thread.end->n;
            reportRemoved(thread, last + 1, told, thread.lastSeq, unknown, u"at the end, after row %1"_s.arg(thread.lastSeq));
        } else if (thread.end && thread.previous && thread.previous->link != thread.end->link) {
            report(What::Changed, thread, *thread.previous, u"it is not the end the chain was left with"_s);
        } else if (!thread.end && last > 0) {
            JournalFinding finding{What::Removed, thread.place, 0, 0, 0, {}, u"the end of this chain is noted nowhere any more"_s};
            m_report.findings << finding;
        }
        for (const Mark &mark : std::as_const(thread.marks)) {
            if (mark.n <= told)
                continue;
            if (mark.current)
                reportRemoved(thread, told + 1, mark.n, thread.lastSeq, unknown, u"at the end, after row %1: a checkpoint knows them"_s.arg(thread.lastSeq));
            else
                m_report.notes << u"%1 %2: a checkpoint of an earlier epoch; the database was put back since"_s.arg(thread.place).arg(mark.n);
            told = std::max(told, mark.n);
        }
        for (const auto &[n, seq] : std::as_const(thread.beyond)) {
            Entry entry;
            entry.n = n;
            entry.seq = seq;
            if (n > ends.value(thread.place).n)
                report(What::Inserted, thread, entry, u"it lies beyond the end of the chain"_s);
        }
    }
    // What was put into another row's place is that row's words.
    QHash<QByteArray, qint64> owners;
    for (const Mismatch &mismatch : std::as_const(m_mismatched))
        owners.insert(mismatch.digest, mismatch.finding.seq);
    for (Mismatch &mismatch : m_mismatched) {
        if (m_told.contains(mismatch.finding.seq))
            continue;
        if (const auto owner = owners.constFind(mismatch.content); owner != owners.cend()) {
            mismatch.finding.what = What::Reordered;
            mismatch.finding.note = u"it says what row %1 said"_s.arg(*owner);
        }
        m_told << mismatch.finding.seq;
        m_report.findings << mismatch.finding;
    }
    if (m_unadopted > 0)
        m_report.notes << u"%1 rows of the time before there were chains are not chained yet"_s.arg(m_unadopted);
}

void ChainReader::report(What what, const Thread &thread, const Entry &entry, const QString &note)
{
    if (entry.kind.isEmpty() && m_told.contains(entry.seq))
        return;
    if (entry.kind.isEmpty())
        m_told << entry.seq;
    m_report.findings << JournalFinding{what, thread.place, entry.n, 0, entry.seq, entry.id, note};
}

void ChainReader::reportRemoved(const Thread &thread, qint64 from, qint64 to, qint64 afterSeq, qint64 beforeSeq, const QString &note)
{
    m_bounds.insert({thread.place, from}, {afterSeq, beforeSeq});
    m_report.findings << JournalFinding{What::Removed, thread.place, from, to, 0, {}, note};
}

std::pair<qint64, qint64> ChainReader::gapOf(const JournalFinding &finding) const
{
    return m_bounds.value({finding.place, finding.n}, {0, 0});
}

} // namespace office
