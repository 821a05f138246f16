// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include "office/office.h"

namespace office {

/// Whether window and centre still tell the same history, and what to do when they don't (sync.md §11): a centre restored from
/// a copy has forgotten what it had accepted, a window restored from a copy has forgotten what it had sent, and a copied
/// window writes under another's name.
class CounterHistory
{
public:
    explicit CounterHistory(Office &office) : m_office(office) {}

    /// Where our stream stands by our own journal.
    struct Standing
    {
        qint64 answered = 0; ///< the highest number with an answer; 0: none
        qint64 last = 0;     ///< the highest number at all
    };
    Standing standing() const;
    /// The centre has of our stream the numbers up to `last`, ending in this chain hash: another installation than this one,
    /// or a younger copy of it, wrote in our stream.
    bool isForked(qint64 last, const QByteArray &lastHash) const;

    /// The centre's history is another one from now on: every scope is read from the beginning, and what the centre has
    /// forgotten of our stream, from number `from` on, is offered again as it was, with the same ids and signatures. Nothing that
    /// is shown changes before the centre has been heard. Without `from` nothing of our stream is lacking.
    /// Of a centre that remembers nothing of our stream nobody knows what it remembers of those left before; then, and where our
    /// stream is to be left too (`leavesStream`: it was forked), all that was ever done here is offered in a new stream. The
    /// centre knows by the ids what it has done already.
    domain::Result<domain::Done> begin(const QString &epoch, std::optional<qint64> from, bool leavesStream = false);
    /// The first number that is offered again; nothing when there is none (any more).
    std::optional<qint64> offerFrom() const;
    /// The operations from number n on, answered or not, as far as they follow each other.
    QList<domain::Operation> operationsFrom(qint64 n, int operationsMax, qint64 bytesMax) const;
    /// The centre answered everything up to this number.
    void offered(qint64 upTo);

    /// Another installation extended our stream: go on in a new one. Unsent operations, and those that were being
    /// offered again, keep their ids; receipt numbers are taken from a new block only, for the other one may use those of the old.
    domain::Result<domain::Done> renumber(const QString &newStream);

private:
    int offerStream(qint64 from);
    int offerWholeJournal();
    Office &m_office;
};

} // namespace office
