// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/counterhistory.h"
#include "office/overlay.h"
#include "office/store.h"
#include "storage/auditstore.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::Result;
using storage::Fate;
using storage::JournalRow;

namespace {

constexpr int rowsAtOnce = 500; // an outbox is never held whole
const QString offerSetting = u"offer-again"_s; // "stream from to"

struct Offer
{
    qint64 from = 0, to = 0;
};

std::optional<Offer> offerOf(const Store &store)
{
    const QStringList parts = store.settings.text(offerSetting).split(u' ');
    if (parts.size() != 3 || parts[0] != store.settings.text(u"stream"_s))
        return std::nullopt;
    return Offer{parts[1].toLongLong(), parts[2].toLongLong()};
}

void setOffer(Store &store, const std::optional<Offer> &offer)
{
    QString text;
    if (offer)
        text = QStringList{store.settings.text(u"stream"_s), QString::number(offer->from), QString::number(offer->to)}.join(u' ');
    store.settings.set(offerSetting, text);
}

/// What the centre had accepted waits for its word again; 1 when it lies in the base.
int askAgain(Store &store, const JournalRow &row)
{
    if (row.fate != Fate::Accepted)
        return 0;
    // What the centre said before the loss still holds its effect, and is shown; only when the centre is heard
    // again of these documents must the operation lie on top of what it says then.
    QJsonObject result = row.result;
    if (!row.overlay)
        result[u"inBase"_s] = true;
    store.journal.setFate(row.operation.id, Fate::Pending, result, row.overlay, {});
    return row.overlay ? 0 : 1;
}

/// What was refused in the history that is gone may have been done in this one: a copy of this disk may have offered it already.
std::optional<qint64> earlier(std::optional<qint64> forgotten, std::optional<qint64> refused)
{
    return forgotten && refused ? std::min(forgotten, refused) : refused ? refused : forgotten;
}

/// Moves rows of the journal to the end of another stream.
class Renumbering
{
public:
    Renumbering(Office &office, const QString &newStream) : m_office(office), m_stream(newStream)
    {
        std::tie(m_n, m_hash) = office.store().journal.tail(newStream);
    }

    void move(JournalRow &row)
    {
        domain::Operation &operation = row.operation;
        const QString oldStream = std::exchange(row.stream, m_stream);
        m_renumbered.insert({oldStream, operation.n}, ++m_n);
        operation.n = m_n;
        // What it builds upon has a new number too, or was settled in the old stream and needs no naming.
        if (operation.baseN) {
            const auto base = m_renumbered.constFind({oldStream, *operation.baseN});
            operation.baseN = base != m_renumbered.cend() ? std::optional(*base) : std::nullopt;
        }
        m_office.sign(operation);
        m_hash = domain::chainHash(m_hash, operation);
        row.hash = m_hash;
        m_office.store().journal.moveTo(row);
    }
    const QString &stream() const { return m_stream; }
    qint64 last() const { return m_n; }

private:
    Office &m_office;
    const QString m_stream;
    qint64 m_n = 0;
    QByteArray m_hash;
    QHash<std::pair<QString, qint64>, qint64> m_renumbered; ///< old stream and number → new number
};

} // namespace

CounterHistory::Standing CounterHistory::standing() const
{
    return m_office.read<Standing>([&] {
        Store &store = m_office.store();
        const QString stream = store.settings.text(u"stream"_s);
        return Standing{storage::HoldingStore(store.database).answered(stream), store.journal.tail(stream).first};
    });
}

bool CounterHistory::isForked(qint64 last, const QByteArray &lastHash) const
{
    if (last == 0)
        return false;
    return m_office.read<bool>([&] {
        const auto row = m_office.store().journal.byNumber(m_office.stream(), last);
        return !row || row->hash != lastHash;
    });
}

Result<Done> CounterHistory::begin(const QString &epoch, std::optional<qint64> from, bool leavesStream)
{
    const Result<Done> done = m_office.guarded<Done>([&]() -> Result<Done> {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        const QString stream = store.settings.text(u"stream"_s);
        for (const QString &scope : store.settings.text(u"scopes"_s, u"ref"_s).split(u' ', Qt::SkipEmptyParts))
            store.cursors.remove(scope);
        store.settings.set(u"epoch"_s, epoch);
        // Who remembers anything of this stream remembers all that was answered before it, in the streams that were left.
        const bool remembersNothing = from == 1 || storage::HoldingStore(store.database).answered(stream) == 0;
        QStringList leftBefore = storage::AuditStore(store.database).streams();
        leftBefore.removeAll(stream);
        int inBase = 0;
        if (leavesStream || (remembersNothing && !leftBefore.isEmpty()))
            inBase = offerWholeJournal();
        else if (const auto first = earlier(from, store.journal.firstRefused(stream)))
            inBase = offerStream(*first);
        Overlay(m_office).addUnheard(inBase);
        transaction.commit();
        return Done{};
    });
    if (done)
        Q_EMIT m_office.journalChanged();
    return done;
}

/// How many of the acts lie in the base.
int CounterHistory::offerStream(qint64 from)
{
    Store &store = m_office.store();
    int inBase = 0;
    qint64 n = from - 1;
    for (bool more = true; more;) {
        const QList<JournalRow> rows = store.journal.ofStream(m_office.stream(), n, rowsAtOnce);
        more = rows.size() == rowsAtOnce;
        for (const JournalRow &row : rows) {
            n = row.operation.n;
            inBase += askAgain(store, row);
        }
    }
    if (n >= from)
        setOffer(store, Offer{from, n});
    return inBase;
}

/// Everything that was ever done here goes into one new stream, in the order in which it was done: an act is judged after
/// those it builds upon. How many of the acts lie in the base.
int CounterHistory::offerWholeJournal()
{
    Store &store = m_office.store();
    Renumbering renumbering(m_office, domain::newId(m_office.now()));
    int inBase = 0;
    qint64 seq = 0;
    for (bool more = true; more;) {
        QList<JournalRow> rows = store.journal.since(seq, rowsAtOnce);
        more = rows.size() == rowsAtOnce;
        for (JournalRow &row : rows) {
            seq = row.seq;
            inBase += askAgain(store, row);
            renumbering.move(row);
        }
    }
    m_office.setStream(renumbering.stream());
    setOffer(store, renumbering.last() > 0 ? std::optional(Offer{1, renumbering.last()}) : std::nullopt);
    return inBase;
}

std::optional<qint64> CounterHistory::offerFrom() const
{
    return m_office.read<std::optional<qint64>>([&]() -> std::optional<qint64> {
        const auto offer = offerOf(m_office.store());
        return offer ? std::optional(offer->from) : std::nullopt;
    });
}

QList<domain::Operation> CounterHistory::operationsFrom(qint64 n, int operationsMax, qint64 bytesMax) const
{
    return m_office.read<QList<domain::Operation>>([&] {
        QList<domain::Operation> operations;
        qint64 bytes = 0;
        for (const JournalRow &row : m_office.store().journal.ofStream(m_office.stream(), n - 1, operationsMax)) {
            bytes += row.operation.canonical().size() + 128; // with its signature and separators
            if (row.operation.n != n + operations.size() || (!operations.isEmpty() && bytes > bytesMax))
                break;
            operations << row.operation;
        }
        return operations;
    });
}

void CounterHistory::offered(qint64 upTo)
{
    m_office.read<bool>([&] {
        auto offer = offerOf(m_office.store());
        if (!offer || upTo < offer->from)
            return false;
        offer->from = upTo + 1;
        setOffer(m_office.store(), offer->from <= offer->to ? offer : std::nullopt);
        return true;
    });
}

Result<Done> CounterHistory::renumber(const QString &newStream)
{
    return m_office.guarded<Done>([&]() -> Result<Done> {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        const QString oldStream = m_office.stream();
        const std::optional<Offer> offer = offerOf(store);
        const QList<JournalRow> first = store.journal.pending(oldStream, 1);
        const qint64 offerFrom = !offer ? 0 : first.isEmpty() ? offer->from : std::min(offer->from, first.first().operation.n);
        Renumbering renumbering(m_office, newStream);
        const qint64 newFrom = renumbering.last() + 1;
        for (bool more = true; more;) {
            // Those moved are not among the next.
            QList<JournalRow> rows = offer ? store.journal.ofStream(oldStream, offerFrom - 1, rowsAtOnce) : store.journal.pending(oldStream, rowsAtOnce);
            more = rows.size() == rowsAtOnce;
            for (JournalRow &row : rows)
                renumbering.move(row);
        }
        m_office.setStream(newStream);
        setOffer(store, offer ? std::optional(Offer{newFrom, renumbering.last()}) : std::nullopt);
        transaction.commit();
        return Done{};
    });
}

} // namespace office
