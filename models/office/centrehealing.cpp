// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/centrehealing.h"
#include "office/centrehands.h"
#include "office/centre.h"
#include "office/store.h"
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QSaveFile>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

Q_LOGGING_CATEGORY(healingLog, "onewindow.centre.healing")

namespace {

constexpr int tombstoneDays = 400;
/// How many numbers of a series are left out when a database was put back: more than a district gives out in a fortnight.
constexpr qint64 serialsLostMax = 20'000;

/// What the ledger says; empty when there is none or it can't be read: then there is nothing to compare with.
struct Ledger
{
    QString epoch, cluster;
    QMap<QString, qint64> heads, serials;
    qint64 journal = 0; ///< rows of it: what is refused moves no head
};

QMap<QString, qint64> numbersFrom(const QJsonObject &json)
{
    QMap<QString, qint64> numbers;
    for (auto it = json.begin(); it != json.end(); ++it)
        numbers.insert(it.key(), it.value().toInteger());
    return numbers;
}

QJsonObject numbersJson(const QMap<QString, qint64> &numbers)
{
    QJsonObject json;
    for (auto it = numbers.cbegin(); it != numbers.cend(); ++it)
        json[it.key()] = it.value();
    return json;
}

std::optional<Ledger> readLedger(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    if (json[u"epoch"_s].toString().isEmpty()) {
        qCCritical(healingLog) << "the ledger can't be read, a database that was put back would not be noticed:" << path;
        return std::nullopt;
    }
    return Ledger{json[u"epoch"_s].toString(), json[u"cluster"_s].toString(), numbersFrom(json[u"heads"_s].toObject()), numbersFrom(json[u"serials"_s].toObject()), json[u"journal"_s].toInteger()};
}

/// What stands lower than the ledger knows it; empty when nothing does.
QString fallenBehind(const QString &what, const QMap<QString, qint64> &here, const QMap<QString, qint64> &known)
{
    for (auto number = known.cbegin(); number != known.cend(); ++number) {
        if (here.value(number.key()) < number.value())
            return u"%1 %2 stands at %3, the ledger knows %4"_s.arg(what, number.key()).arg(here.value(number.key())).arg(number.value());
    }
    return {};
}

QStringList knownEpochs(const Store &store)
{
    return store.settings.text(u"epochs"_s).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

Result<CentreHealing::Standing> CentreHealing::reconcile(const QString &stream, const QString &device, qint64 lastAppliedN, const QMap<qint64, QByteArray> &hashes) const
{
    return m_office.guarded<Standing>([&]() -> Result<Standing> {
        const Store &store = m_office.store();
        Standing standing;
        standing.epoch = store.settings.text(u"epoch"_s);
        if (const auto state = store.streams.byId(stream)) {
            if (state->device != device)
                return refuse(u"device.other-stream");
            standing.last = state->last;
            standing.lastHash = state->lastHash;
        }
        for (auto hash = hashes.cbegin(); hash != hashes.cend() && hash.key() <= standing.last; ++hash) {
            const auto row = store.journal.byNumber(stream, hash.key());
            if (row && row->hash != hash.value())
                return refuse(u"sync.stream-forked", {{u"n"_s, hash.key()}});
        }
        standing.from = standing.last + 1;
        standing.forgotten = std::max<qint64>(0, lastAppliedN - standing.last);
        return standing;
    });
}

Result<domain::StateDigest> CentreHealing::digest(const QString &scope, qint64 at)
{
    return m_office.guarded<domain::StateDigest>([&]() -> Result<domain::StateDigest> {
        const qint64 head = m_office.store().feed.head(scope);
        if (head != at)
            return refuse(u"sync.moved", {{u"head"_s, head}});
        Known &known = m_digests[scope];
        if (known.at == at)
            return known.digest;
        const auto [heldAt, documents] = m_office.store().scopes.held(scope);
        if (heldAt != at)
            return refuse(u"sync.moved", {{u"head"_s, heldAt}});
        known = {at, {}};
        for (const domain::HeldVersion &held : documents)
            known.digest.toggle(held.id, held.version);
        return known.digest;
    });
}

Result<QList<domain::HeldVersion>> CentreHealing::bucket(const QString &scope, qint64 at, int bucket) const
{
    return m_office.guarded<QList<domain::HeldVersion>>([&]() -> Result<QList<domain::HeldVersion>> {
        const auto [head, documents] = m_office.store().scopes.held(scope);
        if (head != at)
            return refuse(u"sync.moved", {{u"head"_s, head}});
        QList<domain::HeldVersion> held;
        for (const domain::HeldVersion &document : documents) {
            if (domain::StateDigest::bucketOf(document.id) == bucket)
                held << document;
        }
        return held;
    });
}

Result<QString> CentreHealing::beginEpoch(const QString &why, const QMap<QString, qint64> &serials, const QString &ended)
{
    return m_office.retried<QString>([&]() -> Result<QString> {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        store.database.lock(u"epoch"_s);
        const QString before = store.settings.text(u"epoch"_s);
        if (!ended.isEmpty() && before != ended)
            return before;
        const QString epoch = Centre::newEpoch();
        QStringList epochs = knownEpochs(store);
        if (!before.isEmpty() && !epochs.contains(before))
            epochs << before;
        epochs << epoch;
        store.settings.set(u"epoch"_s, epoch);
        store.settings.set(u"epochs"_s, epochs.join(u' '));
        CentreHands(store).beginAnew(m_office.now());
        QMap<QString, qint64> last = store.numberRegister.lastSerials();
        for (auto series = serials.cbegin(); series != serials.cend(); ++series)
            last[series.key()] = std::max(last.value(series.key()), series.value());
        for (auto series = last.cbegin(); series != last.cend(); ++series) {
            const qint64 upTo = std::min(series.value() + serialsLostMax, domain::receiptSerialMax);
            store.numberRegister.lose(QString(u"lost-"_s + epoch + u'-' + series.key()), series.key(), upTo, m_office.now());
        }
        transaction.commit();
        qCWarning(healingLog) << "a new epoch begins:" << epoch << "after" << before << "because" << why;
        return epoch;
    });
}

Result<bool> CentreHealing::checkLedger(const QString &file)
{
    // The ledger is read before the heads: what another thread writes meanwhile must not look like a loss.
    const std::optional<Ledger> ledger = readLedger(file);
    QString why, epoch;
    const Result<Done> compared = m_office.guarded<Done>([&]() -> Result<Done> {
        const Store &store = m_office.store();
        epoch = store.settings.text(u"epoch"_s);
        if (!ledger || epoch.isEmpty())
            return Done{};
        const QString cluster = store.scopes.cluster();
        const QMap<QString, qint64> heads = store.scopes.heads();
        if (ledger->epoch != epoch) {
            // Another server of this database, or `restored`, has begun the present epoch already if this one knows the ledger's.
            if (!knownEpochs(store).contains(ledger->epoch))
                why = QString(u"the ledger knows epoch "_s + ledger->epoch);
        } else if (!ledger->cluster.isEmpty() && ledger->cluster != cluster) {
            why = QString(u"the ledger knows cluster "_s + ledger->cluster);
        } else {
            why = fallenBehind(u"scope"_s, heads, ledger->heads);
            if (why.isEmpty())
                why = fallenBehind(u"series"_s, store.numberRegister.lastSerials(), ledger->serials);
            if (why.isEmpty())
                why = fallenBehind(u"journal"_s, {{u"rows"_s, store.scopes.journalled()}}, {{u"rows"_s, ledger->journal}});
        }
        return Done{};
    });
    if (!compared)
        return compared.refusal();
    if (!why.isEmpty()) {
        const Result<QString> begun = beginEpoch(why, ledger->serials, epoch);
        if (!begun)
            return begun.refusal();
    }
    const Result<Done> written = writeLedger(file);
    return written ? Result<bool>(!why.isEmpty()) : Result<bool>(written.refusal());
}

Result<Done> CentreHealing::writeLedger(const QString &file)
{
    const Result<QJsonObject> ledger = m_office.guarded<QJsonObject>([&]() -> Result<QJsonObject> {
        const Store &store = m_office.store();
        // The epoch first: a head read later than it may only be too high for an epoch that has just ended.
        return QJsonObject{{u"epoch"_s, store.settings.text(u"epoch"_s)},
                           {u"cluster"_s, store.scopes.cluster()},
                           {u"heads"_s, numbersJson(store.scopes.heads())},
                           {u"serials"_s, numbersJson(store.numberRegister.lastSerials())},
                           {u"journal"_s, store.scopes.journalled()}};
    });
    if (!ledger)
        return ledger.refusal();
    const QByteArray text = QJsonDocument(*ledger).toJson(QJsonDocument::Compact);
    if (text == m_ledger)
        return Done{};
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(text) < 0 || !out.commit())
        return refuse(u"ledger.unwritable", {{u"file"_s, file}});
    m_ledger = text;
    return Done{};
}

Result<Done> CentreHealing::tend()
{
    constexpr int everySeconds = 600;
    if (m_tendedAt.isValid() && m_tendedAt.secsTo(m_office.now()) < everySeconds)
        return Done{};
    m_tendedAt = m_office.now();
    const Result<Done> leases = writeOffLapsedLeases();
    return leases ? dropOldTombstones() : leases;
}

Result<Done> CentreHealing::writeOffLapsedLeases()
{
    return m_office.retried<Done>([&]() -> Result<Done> {
        constexpr int blocksAtOnce = 20;
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        for (const auto &block : store.numberRegister.lapsed(m_office.now(), blocksAtOnce))
            store.numberRegister.writeOff(block, block.from, m_office.now());
        store.enrolments.dropExpired(m_office.now().addDays(-tombstoneDays));
        transaction.commit();
        return Done{};
    });
}

Result<Done> CentreHealing::dropOldTombstones()
{
    // Rows of the feed bear no time. Once a week the heads are noted; what is below a note of 400 days ago is as old.
    return m_office.retried<Done>([&]() -> Result<Done> {
        constexpr int everyDays = 7;
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        const qint64 today = m_office.now().date().toJulianDay();
        QJsonObject notes = QJsonDocument::fromJson(store.settings.text(u"feed-notes"_s, u"{}"_s).toUtf8()).object();
        bool changed = false;
        const QMap<QString, qint64> heads = store.scopes.heads();
        for (auto head = heads.cbegin(); head != heads.cend(); ++head) {
            QJsonArray days = notes[head.key()].toArray(); // of [day, head], ascending
            while (!days.isEmpty() && today - days.first()[0].toInteger() > tombstoneDays) {
                store.scopes.dropTombstones(head.key(), days.first()[1].toInteger());
                days.removeFirst();
                changed = true;
            }
            if (days.isEmpty() || today - days.last()[0].toInteger() >= everyDays) {
                days << QJsonArray{today, head.value()};
                changed = true;
            }
            notes[head.key()] = days;
        }
        if (changed)
            store.settings.set(u"feed-notes"_s, QString::fromUtf8(QJsonDocument(notes).toJson(QJsonDocument::Compact)));
        transaction.commit();
        return Done{};
    });
}

} // namespace office
