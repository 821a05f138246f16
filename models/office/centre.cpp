// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/centre.h"
#include "office/centreattachments.h"
#include "office/centrebatch.h"
#include "office/devicekey.h"
#include "office/numbers.h"
#include "office/operationkinds.h"
#include "office/store.h"
#include "office/workspace.h"
#include <QLoggingCategory>
#include <QScopeGuard>
#include <QUuid>
#include <sodium.h>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::OperationResult;
using domain::Outcome;
using domain::refuse;
using domain::Result;

Q_LOGGING_CATEGORY(centreLog, "onewindow.centre")

namespace {

QString randomText(int bytes)
{
    QByteArray random(bytes, '\0');
    randombytes_buf(random.data(), size_t(bytes));
    return QString::fromLatin1(random.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

/// A value made once and kept. Faults are the caller's: a value not read must never pass for another one.
QString keptText(Store &store, const QString &name, const std::function<QString()> &make)
{
    QString text = store.settings.text(name);
    if (text.isEmpty())
        text = store.settings.keep(name, make()); // another server may have been quicker
    return text;
}

/// Who writes to a stream takes this first: one push of a stream is done after the other.
QString streamLock(const QString &stream)
{
    return QString(u"stream:"_s + stream);
}

/// How an outcome is kept beside its operation.
QJsonObject storedResult(const OperationResult &result)
{
    QJsonObject at;
    for (auto scope = result.at.cbegin(); scope != result.at.cend(); ++scope)
        at[scope.key()] = scope.value();
    QJsonObject json{{u"outcome"_s, toCode(result.outcome)}, {u"doc_v"_s, result.docVersion}, {u"at"_s, at}, {u"merged"_s, result.merged}, {u"number"_s, result.number}};
    if (!result.problem.code.isEmpty())
        json[u"problem"_s] = result.problem.toJson();
    if (!result.document.isEmpty())
        json[u"document"_s] = result.document;
    return json;
}

OperationResult resultFrom(const storage::JournalRow &row)
{
    OperationResult result;
    result.n = row.operation.n;
    result.id = row.operation.id;
    result.outcome = domain::outcomeFromCode(row.result[u"outcome"_s].toString()).value_or(Outcome::Processed);
    result.docVersion = row.result[u"doc_v"_s].toInteger();
    const QJsonObject at = row.result[u"at"_s].toObject();
    for (auto scope = at.begin(); scope != at.end(); ++scope)
        result.at.insert(scope.key(), scope.value().toInteger());
    result.merged = row.result[u"merged"_s].toBool();
    result.problem = domain::Refusal::fromJson(row.result[u"problem"_s].toObject());
    result.document = row.result[u"document"_s].toObject();
    result.number = row.result[u"number"_s].toString();
    return result;
}

bool isKnownHere(const domain::Operation &operation)
{
    const OperationKind *kind = operationKind(operation.type);
    return kind && operation.typeVersion <= kind->version;
}

} // namespace

QString Centre::knownEpoch() const
{
    if (m_epoch.isEmpty())
        m_epoch = keptText(m_office.store(), u"epoch"_s, [] { return QString(u"e-"_s + randomText(6).replace(u'-', u'x').replace(u'_', u'y')); });
    return m_epoch;
}

QString Centre::epoch() const
{
    return m_office.read<QString>([&] { return knownEpoch(); });
}

QByteArray Centre::tokenKey() const
{
    return m_office.read<QByteArray>([&] { return keptText(m_office.store(), u"token-key"_s, [] { return randomText(32); }).toLatin1(); });
}

Result<Done> Centre::enrol(const QString &stream, const QString &device, const QByteArray &publicKey, const QString &name)
{
    if (QUuid(stream).isNull() || QUuid(device).isNull() || publicKey.size() != 32)
        return refuse(u"device.malformed");
    const Device *known = m_office.rules()->device(device);
    if (!known || known->publicKey != publicKey) {
        // A device that shows another key under a known id is not that device.
        if (known)
            return refuse(u"device.other-key");
        const QJsonObject body{{u"publicKey"_s, QString::fromLatin1(publicKey.toBase64())}, {u"name"_s, name}};
        const auto published = m_office.submit({u"device.enrol"_s, device, body, {u"centre"_s, {}, {u"centre"_s}, {}, {}}});
        if (!published)
            return published.refusal();
        m_moved << domain::referenceScope.toString();
    }
    return m_office.retried<Done>([&]() -> Result<Done> {
        storage::Transaction transaction(m_office.store().database);
        m_office.store().database.lock(streamLock(stream));
        storage::StreamStore &streams = m_office.store().streams;
        const auto state = streams.byId(stream);
        if (state && state->device != device)
            return refuse(u"device.other-stream");
        if (!state)
            streams.put({stream, device, 0, {}});
        transaction.commit();
        return Done{};
    });
}

/// What an operation is judged by besides itself.
struct Centre::Judging
{
    QString stream, device;            ///< what it came through
    QStringList scopes;                ///< what the sender may see; without a sender the actor's own count
    std::optional<domain::Staff> sender;
    std::optional<Outcome> predecessor; ///< what became of the act it builds upon

    bool maySee(const domain::Document &document) const
    {
        return std::any_of(document.scopes.begin(), document.scopes.end(), [this](const QString &scope) { return scopes.contains(scope); });
    }
};

Result<domain::PushAnswer> Centre::push(const QString &stream, const domain::PushBatch &push, const std::optional<domain::Staff> &sender)
{
    bool referenceChanged = false;
    const Result<domain::PushAnswer> done = m_office.retried<domain::PushAnswer>([&]() -> Result<domain::PushAnswer> {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        store.database.lock(streamLock(stream));
        const auto found = store.streams.byId(stream);
        if (!found)
            return refuse(u"sync.stream-unknown");
        if (!push.epoch.isEmpty() && push.epoch != knownEpoch())
            return refuse(u"sync.epoch-changed", {{u"epoch"_s, knownEpoch()}});
        storage::StreamState state = *found;
        if (!push.operations.isEmpty() && push.operations.first().n > state.last + 1)
            return refuse(u"sync.gap", {{u"expected"_s, state.last + 1}});

        QStringList documents;
        for (const domain::Operation &operation : push.operations)
            documents << operation.doc;
        store.documents.hold(documents);
        CentreBatch batch(m_office);
        enum class Row { New, None, Parked }; // what the journal has of an operation so far; None: it is on record as another stream's
        struct Judged { domain::Operation operation; OperationResult result; QByteArray hash; Row row; };
        QList<Judged> judged;
        domain::PushAnswer answer{knownEpoch(), state.last, {}, {}};
        // The rows of this push are journalled at its end, so what came before is looked for in both places.
        const auto toldBefore = [&](const QString &id) -> std::optional<OperationResult> {
            for (const Judged &entry : std::as_const(judged)) {
                if (entry.operation.id == id)
                    return entry.result;
            }
            const auto row = store.journal.byId(id);
            return row ? std::optional(resultFrom(*row)) : std::nullopt;
        };
        const auto outcomeOf = [&](qint64 n) -> std::optional<Outcome> {
            for (const Judged &entry : std::as_const(judged)) {
                if (entry.operation.n == n)
                    return entry.result.outcome;
            }
            const auto row = store.journal.byNumber(stream, n);
            return row ? std::optional(resultFrom(*row).outcome) : std::nullopt;
        };
        const auto judgeNow = [&](domain::Operation operation) {
            const Judging judging{stream, state.device, sender ? scopesOf(*sender) : QStringList(), sender,
                                  operation.baseN ? outcomeOf(*operation.baseN) : std::nullopt};
            return judge(judging, operation, batch);
        };
        QByteArray hash = push.previousHash;
        for (const domain::Operation &pushed : push.operations) {
            hash = domain::chainHash(hash, pushed);
            if (pushed.n <= state.last) {
                const auto row = store.journal.byNumber(stream, pushed.n);
                if (row && row->hash != hash)
                    return refuse(u"sync.stream-forked", {{u"n"_s, pushed.n}});
                if (row && resultFrom(*row).outcome == Outcome::Parked && isKnownHere(pushed)) {
                    judged << Judged{pushed, judgeNow(pushed), hash, Row::Parked}; // this centre has been upgraded since
                    continue;
                }
                OperationResult processed;
                processed.n = pushed.n;
                processed.id = pushed.id;
                processed.outcome = Outcome::Processed;
                answer.results << (row ? resultFrom(*row) : processed);
                continue;
            }
            if (pushed.n != state.last + 1)
                return refuse(u"sync.gap", {{u"expected"_s, state.last + 1}});
            if (state.last > 0 && domain::chainHash(state.lastHash, pushed) != hash)
                return refuse(u"sync.stream-forked", {{u"n"_s, pushed.n}});
            if (std::optional<OperationResult> told = toldBefore(pushed.id)) {
                // The same act through another stream: what was refused then is refused, the rest is done already.
                told->n = pushed.n;
                if (told->outcome != Outcome::Rejected)
                    told->outcome = Outcome::Duplicate;
                judged << Judged{pushed, *told, hash, Row::None};
            } else {
                judged << Judged{pushed, judgeNow(pushed), hash, Row::New};
            }
            state.last = pushed.n;
            state.lastHash = hash;
        }
        const QMap<QString, qint64> heads = batch.finish();
        for (Judged &entry : judged) {
            if (entry.result.outcome == Outcome::Applied)
                entry.result.at = heads;
            storage::JournalRow row;
            row.operation = entry.operation;
            row.stream = stream;
            row.hash = entry.hash;
            row.fate = entry.result.outcome == Outcome::Rejected ? storage::Fate::Refused : storage::Fate::Accepted;
            row.result = storedResult(entry.result);
            row.settledAt = m_office.now();
            if (entry.row == Row::New)
                store.journal.append(row, {entry.operation.doc});
            else if (entry.row == Row::Parked)
                store.journal.setFate(row.operation.id, row.fate, row.result, false, row.settledAt);
            // Of an act that counts, done or refused for its contents, the scans are wanted.
            const bool refused = entry.result.outcome == Outcome::Rejected;
            const bool counts = entry.result.outcome == Outcome::Applied || (refused && !entry.result.problem.code.startsWith("operation."_L1));
            if (counts && entry.row != Row::None)
                CentreAttachments::expect(store, entry.operation, state.device, refused, row.settledAt);
            answer.results << entry.result;
        }
        std::sort(answer.results.begin(), answer.results.end(), [](const OperationResult &a, const OperationResult &b) { return a.n < b.n; });
        store.streams.put(state);
        answer.last = state.last;
        transaction.commit();
        m_moved += heads.keys();
        referenceChanged = batch.touchesReference();
        return answer;
    });
    if (done && referenceChanged)
        m_office.reloadRules();
    return done;
}

// An act names its actor, and the device vouches for it. Any window may send what anybody did at it; but nobody becomes an
// administrator, or reaches into another district, by writing another name into an act.
Result<Done> Centre::checkSender(const Judging &judging, const domain::Operation &operation, const domain::Staff &actor) const
{
    const domain::Refusal refusal = refuse(u"operation.not-allowed", {{u"type"_s, operation.type}});
    if (!domain::mayDo(actor.roles, operation.type))
        return refusal;
    const auto document = m_office.store().documents.base(operation.doc);
    if (document && !judging.maySee(*document))
        return refusal;
    if (operationKind(operation.type)->perform == publishReference)
        return !judging.sender || judging.sender->id == actor.id ? Result<Done>(Done{}) : Result<Done>(refusal);
    const domain::Place *place = m_office.rules()->place(operation.place);
    if (place && !judging.scopes.contains(domain::districtScope(place->district)))
        return refusal;
    return Done{};
}

OperationResult Centre::judge(const Judging &asked, domain::Operation &operation, CentreBatch &batch)
{
    Store &store = m_office.store();
    OperationResult result;
    result.n = operation.n;
    result.id = operation.id;
    const auto rules = m_office.rules();
    const domain::Staff *staff = rules->staff(operation.actor);
    Judging judging = asked;
    if (!judging.sender && staff)
        judging.scopes = scopesOf(*staff);
    const auto reject = [&](const domain::Refusal &problem) {
        result.outcome = Outcome::Rejected;
        result.problem = problem;
        if (const auto document = store.documents.base(operation.doc); document && judging.maySee(*document)) {
            result.docVersion = document->version;
            result.document = document->body;
        }
        return result;
    };
    const OperationKind *kind = operationKind(operation.type);
    if (!isKnownHere(operation) || (judging.predecessor == Outcome::Parked && !kind->standsAlone)) {
        result.outcome = Outcome::Parked;
        return result;
    }
    if (!staff || !staff->active)
        return reject(refuse(u"operation.actor-unknown"));
    const Result<Done> allowed = checkSender(judging, operation, *staff);
    if (!allowed)
        return reject(allowed.refusal());
    const Device *device = rules->device(judging.device);
    if (!device || !DeviceKey::verify(device->publicKey, operation.canonical(), QByteArray::fromBase64(operation.signature.toLatin1())))
        return reject(refuse(u"operation.signature"));
    if (judging.predecessor == Outcome::Rejected && !kind->standsAlone)
        return reject(refuse(u"operation.predecessor-rejected", {{u"n"_s, *operation.baseN}}));
    // Legal time is what the device knew of our clock, never later than now; ordering does not depend on it.
    const QDateTime legal = std::min(operation.made.estimate, m_office.now());
    storage::Transaction attempt(store.database);
    const QString provisional = operation.receipt;
    if (kind->takesNumber) {
        const Result<Done> numbered = useNumber(store, *rules, judging.stream, m_office.now(), operation);
        if (!numbered)
            return reject(numbered.refusal());
    }
    const auto load = [&](const QString &id) { return store.documents.base(id); };
    Workspace workspace(load, rules, operation, legal);
    const auto before = store.documents.base(operation.doc);
    const Result<Done> performed = kind->perform(workspace);
    if (!performed)
        return reject(performed.refusal());
    for (const domain::Document &document : batch.write(workspace.saved())) {
        if (document.id == operation.doc)
            result.docVersion = document.version;
    }
    for (const auto &[id, how] : workspace.closed())
        store.journal.close(id, how);
    attempt.commit();
    result.merged = before && operation.baseVersion && *operation.baseVersion < before->version;
    if (operation.receipt != provisional)
        result.number = operation.receipt;
    return result;
}

Result<domain::PushAnswer> Centre::outcomes(const QString &stream, qint64 after, int limit) const
{
    return m_office.guarded<domain::PushAnswer>([&]() -> Result<domain::PushAnswer> {
        const auto state = m_office.store().streams.byId(stream);
        if (!state)
            return refuse(u"sync.stream-unknown");
        domain::PushAnswer answer{knownEpoch(), state->last, {}, {}};
        for (const storage::JournalRow &row : m_office.store().journal.ofStream(stream, after, limit))
            answer.results << resultFrom(row);
        return answer;
    });
}

domain::ScopePage Centre::changes(const QString &scope, const domain::Cursor &since, int rowsMax, qint64 bytesMax) const
{
    domain::ScopePage page;
    page.scope = scope;
    const Result<domain::ScopePage> read = m_office.guarded<domain::ScopePage>([&]() -> Result<domain::ScopePage> {
        page.epoch = knownEpoch();
        if (!since.epoch.isEmpty() && since.epoch != page.epoch)
            return refuse(u"sync.epoch-changed", {{u"epoch"_s, page.epoch}});
        const qint64 head = m_office.store().feed.head(scope);
        if (since.seq > head)
            return refuse(u"sync.ahead", {{u"head"_s, head}});
        return m_office.store().feed.page(scope, since.seq, rowsMax, bytesMax);
    });
    if (!read) {
        page.problem = read.refusal();
        return page;
    }
    const QString epoch = page.epoch;
    page = *read;
    page.epoch = epoch;
    return page;
}

qint64 Centre::head(const QString &scope) const
{
    return m_office.read<qint64>([&] { return m_office.store().feed.head(scope); });
}

Result<QMap<QString, qint64>> Centre::heads() const
{
    return m_office.guarded<QMap<QString, qint64>>([&]() -> Result<QMap<QString, qint64>> { return m_office.store().feed.heads(); });
}

std::optional<domain::Document> Centre::document(const QString &id) const
{
    return m_office.read<std::optional<domain::Document>>([&] { return m_office.store().documents.base(id); });
}

Result<domain::NumberLease> Centre::leaseNumbers(const QString &request, const QString &stream, const QString &series, int count)
{
    return m_office.retried<domain::NumberLease>([&]() -> Result<domain::NumberLease> {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        if (const auto given = store.receipts.leaseById(request))
            return given->second == stream ? Result<domain::NumberLease>(given->first) : Result<domain::NumberLease>(refuse(u"lease.series", {{u"series"_s, series}}));
        constexpr int leaseDays = 60;
        const domain::NumberLease lease = store.receipts.lease(request, series, stream, count, m_office.now(), m_office.now().addDays(leaseDays));
        transaction.commit();
        return lease;
    });
}

Result<Done> Centre::returnLease(const QString &lease, const QString &device, qint64 next)
{
    return m_office.guarded<Done>([&]() -> Result<Done> {
        storage::ReceiptStore &receipts = m_office.store().receipts;
        const auto given = receipts.leaseById(lease);
        if (!given || !streamIsOf(given->second, device) || !receipts.giveBack(lease, given->second, next))
            return refuse(u"lease.unknown");
        return Done{};
    });
}

bool Centre::streamIsOf(const QString &stream, const QString &device) const
{
    return m_office.read<bool>([&] {
        const auto state = m_office.store().streams.byId(stream);
        return state && state->device == device;
    });
}

Result<domain::Staff> Centre::signIn(const QString &staffNumber, const QString &password) const
{
    return m_office.guarded<domain::Staff>([&]() -> Result<domain::Staff> {
        const auto credential = m_office.store().credentials.byNumber(staffNumber);
        // An unknown number costs the same time as a wrong password, so that numbers can't be found out by the clock.
        static const QString nobody = passwordHash(randomText(16));
        const bool fits = passwordFits(credential ? credential->hash : nobody, password);
        if (!credential || !fits)
            return refuse(u"sign-in.wrong");
        const domain::Staff *staff = m_office.rules()->staffByNumber(staffNumber);
        if (!staff || !staff->active)
            return refuse(u"sign-in.not-active");
        return *staff;
    });
}

Result<Done> Centre::setPassword(const QString &staffNumber, const QString &password)
{
    const domain::Staff *staff = m_office.rules()->staffByNumber(staffNumber);
    if (!staff)
        return refuse(u"sign-in.not-active");
    return m_office.guarded<Done>([&]() -> Result<Done> {
        m_office.store().credentials.put({staffNumber, staff->id, passwordHash(password), 0, {}});
        return Done{};
    });
}

QStringList Centre::scopesOf(const domain::Staff &staff) const
{
    QStringList scopes{domain::referenceScope.toString()};
    if (const domain::Place *place = m_office.rules()->place(staff.place))
        scopes << domain::districtScope(place->district);
    return scopes;
}

Result<int> Centre::deemLapsed()
{
    // Of several servers one does this at a time; that the state of each case forbids a second time anyway saves nobody the work.
    const QString task = u"task:deem-lapsed"_s;
    storage::Database &database = m_office.store().database;
    if (!m_office.read<bool>([&] { return database.tryHold(task); }))
        return 0;
    const auto released = qScopeGuard([&] { m_office.read<bool>([&] { return database.release(task), true; }); });
    const QStringList lapsed = m_office.read<QStringList>([&] { return m_office.store().cases.noticeLapsed(m_office.now()); });
    int deemed = 0;
    for (const QString &id : lapsed) {
        const auto document = this->document(id);
        const QString place = document ? document->body[u"place"_s].toString() : QString();
        const auto done = m_office.submit({u"case.deem"_s, id, {}, {u"centre"_s, {}, {u"centre"_s}, place, {}}});
        if (!done) {
            qCCritical(centreLog) << "not deemed accepted:" << id << done.refusal().code << done.refusal().facts;
            continue;
        }
        m_moved += done->document().scopes;
        ++deemed;
    }
    return deemed;
}

QStringList Centre::takeMovedScopes()
{
    QStringList moved = std::exchange(m_moved, {});
    moved.removeDuplicates();
    return moved;
}

} // namespace office
