// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/journalaudit.h"
#include "domain/jsontime.h"
#include "office/chainreader.h"
#include "office/devicekey.h"
#include "office/store.h"
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QScopeGuard>
#include <fcntl.h>
#include <unistd.h>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;
using storage::ChainHash;
using storage::JournalChain;

Q_LOGGING_CATEGORY(auditLog, "onewindow.centre.audit")

namespace {

const QString hashSetting = u"journal-hash"_s;
const QString adoptedSetting = u"journal-adopted"_s;

/// What is signed of a checkpoint: one line a fact, so that it can be checked with any tool.
QByteArray signedText(const JournalChain::Checkpoint &checkpoint)
{
    const QStringList lines{u"onewindow-journal-checkpoint-1"_s, checkpoint.epoch, checkpoint.place, QString::number(checkpoint.n),
                            QString::fromLatin1(checkpoint.link.toHex()), toCode(checkpoint.hash), domain::instantText(checkpoint.at)};
    return lines.join(u'\n').toUtf8();
}

QJsonObject toJson(const JournalChain::Checkpoint &checkpoint)
{
    return {{u"place"_s, checkpoint.place}, {u"n"_s, checkpoint.n}, {u"link"_s, QString::fromLatin1(checkpoint.link.toHex())},
            {u"hash"_s, toCode(checkpoint.hash)}, {u"epoch"_s, checkpoint.epoch}, {u"at"_s, domain::instantText(checkpoint.at)},
            {u"key"_s, QString::fromLatin1(checkpoint.key.toBase64())}, {u"signature"_s, QString::fromLatin1(checkpoint.signature.toBase64())}};
}

std::optional<JournalChain::Checkpoint> checkpointFrom(const QJsonObject &json)
{
    const auto hash = storage::chainHashFromCode(json[u"hash"_s].toString());
    if (!hash)
        return std::nullopt;
    return JournalChain::Checkpoint{json[u"place"_s].toString(), json[u"n"_s].toInteger(), QByteArray::fromHex(json[u"link"_s].toString().toLatin1()), *hash,
                                    json[u"epoch"_s].toString(), domain::instantFromText(json[u"at"_s]), QByteArray::fromBase64(json[u"key"_s].toString().toLatin1()),
                                    QByteArray::fromBase64(json[u"signature"_s].toString().toLatin1())};
}

/// Appends the lines, on disk when it returns.
bool appendLines(const QString &path, const QByteArray &lines)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Append) && file.write(lines) == lines.size() && file.flush() && ::fsync(file.handle()) == 0;
}

QList<JournalChain::Checkpoint> notedCheckpoints(const QString &path)
{
    QList<JournalChain::Checkpoint> noted;
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return noted;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (const auto checkpoint = checkpointFrom(QJsonDocument::fromJson(line).object()))
            noted << *checkpoint;
    }
    return noted;
}

} // namespace

ChainHash chainHashOf(const Store &store)
{
    return storage::chainHashFromCode(store.settings.text(hashSetting)).value_or(ChainHash::Sha256);
}

QString toCode(JournalFinding::What what)
{
    switch (what) {
    case JournalFinding::What::Changed:
        return u"changed"_s;
    case JournalFinding::What::Removed:
        return u"removed"_s;
    case JournalFinding::What::Inserted:
        return u"inserted"_s;
    case JournalFinding::What::Reordered:
        return u"reordered"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject JournalFinding::toJson() const
{
    QJsonObject json{{u"finding"_s, toCode(what)}, {u"place"_s, place}};
    if (n > 0)
        json[u"n"_s] = n;
    if (nLast > n)
        json[u"to"_s] = nLast;
    if (seq > 0)
        json[u"seq"_s] = seq;
    if (!id.isEmpty())
        json[u"id"_s] = id;
    if (!documents.isEmpty())
        json[u"documents"_s] = QJsonArray::fromStringList(documents);
    if (!note.isEmpty())
        json[u"note"_s] = note;
    return json;
}

Result<Done> JournalAudit::useHash(const QString &code)
{
    const auto hash = storage::chainHashFromCode(code);
    if (!hash)
        return refuse(u"journal.hash-unknown", {{u"hash"_s, code}});
    return m_office.retried<Done>([&]() -> Result<Done> {
        Store &store = m_office.store();
        if (chainHashOf(store) == *hash)
            return Done{};
        storage::Transaction transaction(store.database);
        store.settings.set(hashSetting, code);
        JournalChain(store.database).switchTo(*hash);
        transaction.commit();
        return Done{};
    });
}

Result<qint64> JournalAudit::adopt()
{
    constexpr int rowsAtOnce = 1000;
    qint64 adopted = 0;
    for (bool more = true; more;) {
        const Result<int> done = m_office.retried<int>([&]() -> Result<int> {
            Store &store = m_office.store();
            if (!store.settings.text(adoptedSetting).isEmpty())
                return 0;
            storage::Transaction transaction(store.database);
            store.database.lock(u"journal:adopt"_s);
            const auto rules = m_office.rules();
            const auto placeOf = [&](const storage::JournalRow &row) { return rules->place(row.operation.place) ? row.operation.place : QString(); };
            const int rows = JournalChain(store.database).adopt(rowsAtOnce, placeOf, chainHashOf(store));
            // From now on a row without a link is one that somebody put there.
            if (rows == 0)
                store.settings.set(adoptedSetting, domain::instantText(m_office.now()));
            transaction.commit();
            return rows;
        });
        if (!done)
            return done.refusal();
        adopted += *done;
        more = *done > 0;
    }
    return adopted;
}

Result<int> JournalAudit::sealDue(const QString &file, qint64 everyRows)
{
    // Of several servers one signs at a time. What it signs is committed, so nobody has to be kept from writing.
    const QString task = u"task:journal-checkpoints"_s;
    storage::Database &database = m_office.store().database;
    if (!m_office.read<bool>([&] { return database.tryHold(task); }))
        return 0;
    const auto released = qScopeGuard([&] { m_office.read<bool>([&] { return database.release(task), true; }); });
    return m_office.retried<int>([&]() -> Result<int> {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        JournalChain chain(store.database);
        const auto ends = chain.ends();
        const auto last = chain.lastCheckpoints();
        const QDate today = domain::hallTime(m_office.now()).date();
        std::unique_ptr<DeviceKey> key;
        QByteArray lines;
        int made = 0;
        for (auto end = ends.cbegin(); end != ends.cend(); ++end) {
            const auto before = last.constFind(end.key());
            const qint64 grown = end->n - (before != last.cend() ? before->n : 0);
            if (grown == 0 || (before != last.cend() && grown < everyRows && domain::hallTime(before->at).date() == today))
                continue;
            if (!key)
                key = DeviceKey::of(store.settings);
            JournalChain::Checkpoint checkpoint{end.key(), end->n, end->link, end->hash, store.settings.text(u"epoch"_s), m_office.now(), key->publicKey(), {}};
            checkpoint.signature = key->sign(signedText(checkpoint));
            chain.put(checkpoint);
            lines += QJsonDocument(toJson(checkpoint)).toJson(QJsonDocument::Compact) + '\n';
            ++made;
        }
        // Noted outside before it counts inside: a note too many harms nobody.
        if (made > 0 && !file.isEmpty() && !appendLines(file, lines))
            return refuse(u"journal.checkpoints-unwritable", {{u"file"_s, file}});
        transaction.commit();
        return made;
    });
}

namespace {

/// Whether a row's operation is what its device signed; nothing when that can't be told any more.
std::optional<bool> isGenuine(const Store &store, const Rulebook &rules, const QByteArray &centreKey, const storage::JournalRow &row)
{
    domain::Operation operation = row.operation;
    if (operation.body.value(u"erased"_s).toBool() || operation.signature.isEmpty())
        return std::nullopt;
    if (operation.more.contains(u"provisional"_s)) { // the centre put a legal number in its place
        operation.receipt = operation.more.value(u"provisional"_s).toString();
        operation.more.remove(u"provisional"_s);
    }
    const QByteArray signature = QByteArray::fromBase64(operation.signature.toLatin1());
    if (row.stream == "centre"_L1)
        return DeviceKey::verify(centreKey, operation.canonical(), signature);
    const auto state = store.streams.byId(row.stream);
    const Device *device = state ? rules.device(state->device) : nullptr;
    return device ? std::optional(device->hasSigned(operation.canonical(), signature, operation.made.estimate)) : std::nullopt;
}

} // namespace

Result<JournalReport> JournalAudit::verify(const Options &options) const
{
    if (options.place && !options.place->isEmpty() && !m_office.rules()->place(*options.place))
        return refuse(u"journal.place-unknown", {{u"place"_s, *options.place}});
    return m_office.guarded<JournalReport>([&]() -> Result<JournalReport> {
        Store &store = m_office.store();
        const JournalChain chain(store.database);
        const auto rules = m_office.rules();
        JournalReport report;
        const QByteArray ownKey = DeviceKey::of(store.settings)->publicKey();
        const QByteArray key = options.key.isEmpty() ? ownKey : options.key;
        const QString epoch = store.settings.text(u"epoch"_s);

        // The ends first: whatever comes up to them is committed, and what comes later is left to the next time.
        const auto ends = chain.ends();
        QStringList places = ends.keys();
        const QList<JournalChain::Checkpoint> noted = notedCheckpoints(options.checkpointFile);
        for (const JournalChain::Checkpoint &checkpoint : noted + chain.lastCheckpoints().values()) {
            if (!places.contains(checkpoint.place))
                places << checkpoint.place;
        }
        ChainReader reader(report, [&](qint64 seq) -> std::optional<bool> {
            const auto row = chain.rowBySeq(seq);
            return row ? isGenuine(store, *rules, ownKey, *row) : std::nullopt;
        }, [&](qint64 after, qint64 before) { return chain.lacking(after, before); });
        for (const QString &place : std::as_const(places)) {
            if (options.place && place != *options.place)
                continue;
            QList<JournalChain::Checkpoint> checkpoints = chain.checkpoints(place);
            for (const JournalChain::Checkpoint &checkpoint : noted) {
                const bool isKnown = std::any_of(checkpoints.cbegin(), checkpoints.cend(), [&](const auto &kept) { return kept.n == checkpoint.n && kept.link == checkpoint.link; });
                if (checkpoint.place == place && !isKnown)
                    checkpoints << checkpoint;
            }
            QList<ChainReader::Mark> marks;
            for (const JournalChain::Checkpoint &checkpoint : std::as_const(checkpoints)) {
                ++report.checkpoints;
                if (checkpoint.key != key || !DeviceKey::verify(key, signedText(checkpoint), checkpoint.signature)) {
                    report.findings << JournalFinding{JournalFinding::What::Changed, place, checkpoint.n, 0, 0, {}, u"this checkpoint was not signed by the centre's key"_s};
                    continue;
                }
                marks << ChainReader::Mark{checkpoint.n, checkpoint.link, checkpoint.epoch == epoch};
            }
            reader.begin(place, ends.contains(place) ? std::optional(ends.value(place)) : std::nullopt, chain.amendments(place), marks);
            if (!options.hash.isEmpty() && ends.contains(place) && toCode(ends.value(place).hash) != options.hash) {
                report.findings << JournalFinding{JournalFinding::What::Changed, place, ends.value(place).n, 0, 0, {},
                                                  QString(u"chained by "_s + toCode(ends.value(place).hash) + u", not by "_s + options.hash)};
            }
        }
        const bool adopted = !store.settings.text(adoptedSetting).isEmpty();
        constexpr int rowsAtOnce = 2000;
        const auto hashOf = [&](const QString &place, qint64 n, qint64 seq) { return reader.hashAt(place, n, seq); };
        for (qint64 seq = 0;;) {
            const QList<JournalChain::Found> rows = chain.rows(seq, rowsAtOnce, options.place ? *options.place : QString(), hashOf);
            for (const JournalChain::Found &row : rows) {
                // Changed by right since the amendments were read?
                const auto late = reader.fits(row) ? std::nullopt : chain.lastAmendmentOf(row.seq);
                const bool isExplained = late && late->n > ends.value(row.place).n && late->digest == row.content;
                reader.add(row, isExplained ? std::optional(late->n) : std::nullopt, adopted);
            }
            if (rows.size() < rowsAtOnce)
                break;
            seq = rows.last().seq;
        }
        reader.end(chain.ends());
        for (JournalFinding &finding : report.findings) {
            if (finding.what != JournalFinding::What::Removed)
                continue;
            const auto [after, before] = reader.gapOf(finding);
            const auto traces = chain.traces(after, before);
            if (traces.isEmpty())
                continue;
            finding.seq = traces.firstKey();
            for (const QStringList &documents : traces)
                finding.documents += documents;
        }
        return report;
    });
}

} // namespace office
