// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/counterhistory.h"
#include "office/overlay.h"
#include "office/store.h"

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

Result<Done> CounterHistory::begin(const QString &epoch, std::optional<qint64> from)
{
    const Result<Done> done = m_office.guarded<Done>([&]() -> Result<Done> {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        const QString stream = store.settings.text(u"stream"_s);
        for (const QString &scope : store.settings.text(u"scopes"_s, u"ref"_s).split(u' ', Qt::SkipEmptyParts))
            store.cursors.remove(scope);
        store.settings.set(u"epoch"_s, epoch);
        int inBase = 0;
        qint64 n = from.value_or(0) - 1;
        for (bool more = from.has_value(); more;) {
            const QList<JournalRow> rows = store.journal.ofStream(stream, n, rowsAtOnce);
            more = rows.size() == rowsAtOnce;
            for (const JournalRow &row : rows) {
                n = row.operation.n;
                if (row.fate != Fate::Accepted)
                    continue;
                // What the centre said before the loss still holds its effect, and is shown; only when the centre is heard
                // again of these documents must the operation lie on top of what it says then.
                QJsonObject result = row.result;
                if (!row.overlay) {
                    result[u"inBase"_s] = true;
                    ++inBase;
                }
                store.journal.setFate(row.operation.id, Fate::Pending, result, row.overlay, {});
            }
        }
        if (from && n >= *from)
            setOffer(store, Offer{*from, n});
        Overlay(m_office).addUnheard(inBase);
        transaction.commit();
        return Done{};
    });
    if (done)
        Q_EMIT m_office.journalChanged();
    return done;
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
        QHash<qint64, qint64> renumbered;
        auto [n, hash] = store.journal.tail(newStream);
        for (bool more = true; more;) {
            QList<JournalRow> rows = store.journal.pending(oldStream, rowsAtOnce); // those moved are not among the next
            more = rows.size() == rowsAtOnce;
            for (JournalRow &row : rows) {
                domain::Operation &operation = row.operation;
                renumbered.insert(operation.n, ++n);
                operation.n = n;
                // What it builds upon has a new number too, or was settled in the old stream and needs no naming.
                if (operation.baseN)
                    operation.baseN = renumbered.contains(*operation.baseN) ? std::optional(renumbered[*operation.baseN]) : std::nullopt;
                m_office.sign(operation);
                hash = domain::chainHash(hash, operation);
                row.stream = newStream;
                row.hash = hash;
                store.journal.moveTo(row);
            }
        }
        setOffer(store, std::nullopt);
        m_office.setStream(newStream);
        transaction.commit();
        return Done{};
    });
}

} // namespace office
