// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/centre.h"
#include "domain/jsontime.h"
#include "domain/sync/chain.h"
#include "office/centreattachments.h"
#include "office/centrebatch.h"
#include "office/centrehands.h"
#include "office/devicekey.h"
#include "office/numbers.h"
#include "office/operationkinds.h"
#include "office/papernumbers.h"
#include "office/reach.h"
#include "office/store.h"
#include "office/workspace.h"
#include "storage/parkedacts.h"
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

OperationResult resultFrom(const storage::JournalRow &row)
{
    OperationResult result = domain::resultFromStored(row.result);
    result.n = row.operation.n;
    result.id = row.operation.id;
    return result;
}

/// Under this name a stream's row of device_contact tells the legal time of its last act.
const QString actsScope = u"acts"_s;

/// What the device knew of our clock, but never later than now and never before the act that came before it in its stream: no
/// clock that was set back makes a day of last month. Ordering does not depend on it.
QDateTime legalTime(const domain::Operation &operation, const QDateTime &notBefore, const QDateTime &now)
{
    const QDateTime estimate = std::min(operation.made.estimate, now);
    return notBefore.isValid() ? std::max(estimate, std::min(notBefore, now)) : estimate;
}

/// The same act through another stream: what was refused or parked then still is, the rest is done already.
OperationResult toldAgain(OperationResult told)
{
    if (told.outcome != Outcome::Rejected && told.outcome != Outcome::Parked)
        told.outcome = Outcome::Duplicate;
    return told;
}

bool isKnownHere(const domain::Operation &operation)
{
    const OperationKind *kind = operationKind(operation.type);
    return kind && operation.typeVersion <= kind->version;
}

/// An act that was newer than this centre when it came, and no longer is: the centre has been upgraded since.
bool canBeDoneNow(const std::optional<OperationResult> &told, const domain::Operation &operation)
{
    return told && told->outcome == Outcome::Parked && isKnownHere(operation);
}

} // namespace

QString Centre::knownEpoch() const
{
    return keptText(m_office.store(), u"epoch"_s, newEpoch);
}

QString Centre::newEpoch()
{
    return QString(u"e-"_s + randomText(6).replace(u'-', u'x').replace(u'_', u'y'));
}

QString Centre::epoch() const
{
    return m_office.read<QString>([&] { return knownEpoch(); });
}

QByteArray Centre::tokenKey() const
{
    return m_office.read<QByteArray>([&] { return keptText(m_office.store(), u"token-key"_s, [] { return randomText(32); }).toLatin1(); });
}

Result<Done> Centre::enrol(const QString &stream, const QString &device, const QByteArray &publicKey, const QString &name, bool mayBeNew)
{
    if (QUuid(stream).isNull() || QUuid(device).isNull() || publicKey.size() != 32)
        return refuse(u"device.malformed");
    const Device *known = m_office.rules()->device(device);
    if (!known || known->publicKey != publicKey) {
        // A device that shows another key under a known id is not that device, unless it changed its key since it signed in.
        const bool former = known && std::any_of(known->formerKeys.begin(), known->formerKeys.end(), [&](const auto &key) { return key.publicKey == publicKey; });
        if (known && !former)
            return refuse(u"device.other-key");
        if (!known && !mayBeNew)
            return refuse(u"device.unknown");
        if (!known) {
            const QJsonObject body{{u"publicKey"_s, QString::fromLatin1(publicKey.toBase64())}, {u"name"_s, name}, {u"keySince"_s, domain::instantText(m_office.now())}};
            const auto published = m_office.submit({u"device.enrol"_s, device, body, {u"centre"_s, {}, {u"centre"_s}, {}, {}}});
            if (!published)
                return published.refusal();
            m_moved << domain::referenceScope.toString();
        }
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

Result<Done> Centre::noteHand(const QString &staff, const QString &device)
{
    return m_office.retried<Done>([&]() -> Result<Done> {
        storage::Transaction transaction(m_office.store().database);
        CentreHands(m_office.store()).note(staff, device, m_office.now());
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
    QDateTime notBefore;               ///< legal time of the act before it in its stream; invalid: there was none
    QByteArray canonical;              ///< the bytes it was signed as
    const CentreBatch &batch;          ///< the documents as the acts before it in this push left them

    bool maySee(const domain::Document &document) const
    {
        return std::any_of(document.scopes.begin(), document.scopes.end(), [this](const QString &scope) { return scopes.contains(scope); });
    }
};

Result<domain::PushAnswer> Centre::push(const QString &stream, const domain::PushBatch &push, const std::optional<domain::Staff> &sender, Door from)
{
    QStringList referenceDocs;
    const Result<domain::PushAnswer> done = m_office.retried<domain::PushAnswer>([&]() -> Result<domain::PushAnswer> {
        Store &store = m_office.store();
        storage::Transaction transaction(store.database);
        store.database.lock(streamLock(stream));
        const auto found = store.streams.byId(stream);
        // A device that was shut out can't enrol a stream any more, nor ask what was forgotten: who signed tells whose stream it
        // is, its numbers and its chain what is lacking.
        const bool isShutOut = from == Door::Signature;
        const QString device = found ? found->device : isShutOut && !QUuid(stream).isNull() ? signerOf(push) : QString();
        if (device.isEmpty())
            return refuse(u"sync.stream-unknown");
        if (const Result<Done> admitted = isShutOut ? admit(device, push) : Done{}; !admitted)
            return admitted.refusal();
        if (!isShutOut && !push.epoch.isEmpty() && push.epoch != knownEpoch())
            return refuse(u"sync.epoch-changed", {{u"epoch"_s, knownEpoch()}});
        storage::StreamState state = found.value_or(storage::StreamState{stream, device, 0, {}});
        if (!push.operations.isEmpty() && push.operations.first().n > state.last + 1)
            return refuse(u"sync.gap", {{u"expected"_s, state.last + 1}});

        QStringList documents;
        for (const domain::Operation &operation : push.operations)
            documents << operation.doc;
        store.documents.hold(documents);
        const auto actBefore = store.contacts.of(stream, actsScope);
        QDateTime notBefore = actBefore ? actBefore->at : earliestOf(device);
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
        const QStringList seen = sender ? scopesOf(*sender) : QStringList();
        const auto judgeNow = [&](domain::Operation operation, const QByteArray &canonical, const QDateTime &earliest) {
            const Judging judging{stream, state.device, seen, sender, operation.baseN ? outcomeOf(*operation.baseN) : std::nullopt, earliest, canonical, batch};
            return judge(judging, operation, batch);
        };
        QByteArray hash = push.previousHash;
        for (const domain::Operation &pushed : push.operations) {
            const QByteArray canonical = pushed.canonical();
            const QByteArray hashBefore = std::exchange(hash, domain::chainLink(hash, canonical));
            if (pushed.n <= state.last) {
                const auto row = store.journal.byNumber(stream, pushed.n);
                if (row && row->hash != hash)
                    return refuse(u"sync.stream-forked", {{u"n"_s, pushed.n}});
                const auto told = row ? std::optional(resultFrom(*row)) : toldBefore(pushed.id);
                if (canBeDoneNow(told, pushed)) {
                    judged << Judged{pushed, judgeNow(pushed, canonical, {}), hash, Row::Parked};
                    continue;
                }
                OperationResult processed;
                processed.outcome = Outcome::Processed;
                if (told)
                    processed = row ? *told : toldAgain(*told);
                processed.n = pushed.n;
                processed.id = pushed.id;
                answer.results << processed;
                continue;
            }
            if (pushed.n != state.last + 1)
                return refuse(u"sync.gap", {{u"expected"_s, state.last + 1}});
            if (state.last > 0 && hashBefore != state.lastHash)
                return refuse(u"sync.stream-forked", {{u"n"_s, pushed.n}});
            std::optional<OperationResult> told = toldBefore(pushed.id);
            if (canBeDoneNow(told, pushed)) {
                judged << Judged{pushed, judgeNow(pushed, canonical, {}), hash, Row::Parked};
            } else if (told) {
                told = toldAgain(*told);
                told->n = pushed.n;
                judged << Judged{pushed, *told, hash, Row::None};
            } else {
                judged << Judged{pushed, judgeNow(pushed, canonical, notBefore), hash, Row::New};
                if (judged.last().result.problem.code != "operation.signature"_L1)
                    notBefore = legalTime(pushed, notBefore, m_office.now());
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
            row.result = domain::storedForm(entry.result);
            row.settledAt = m_office.now();
            if (entry.result.problem.code == "document.erased"_L1)
                row.operation.body = {{u"erased"_s, true}}; // what is erased by law is not kept by being refused
            if (entry.row == Row::New)
                batch.journal(row, {entry.operation.doc});
            else if (entry.row == Row::Parked)
                batch.settle(row);
            // Of an act that counts, done or refused for its contents, the scans are wanted.
            const bool refused = entry.result.outcome == Outcome::Rejected;
            const QString &code = entry.result.problem.code;
            const bool isNobodysWork = code.startsWith("operation."_L1) || code == "document.erased"_L1 || code == "device.revoked"_L1;
            const bool counts = entry.result.outcome == Outcome::Applied || (refused && !isNobodysWork);
            if (counts && entry.row != Row::None)
                CentreAttachments::expect(store, entry.operation, state.device, refused, row.settledAt);
            answer.results << entry.result;
        }
        std::sort(answer.results.begin(), answer.results.end(), [](const OperationResult &a, const OperationResult &b) { return a.n < b.n; });
        store.streams.put(state);
        if (notBefore.isValid())
            store.contacts.note({stream, actsScope, state.last, notBefore});
        answer.last = state.last;
        batch.seal();
        transaction.commit();
        m_moved += heads.keys();
        referenceDocs = batch.referenceDocs();
        return answer;
    });
    if (done && !referenceDocs.isEmpty())
        m_office.renewRules(referenceDocs);
    return done;
}

/// The device that was shut out and signed this; empty: none did.
QString Centre::signerOf(const domain::PushBatch &push) const
{
    if (push.operations.isEmpty())
        return {};
    const domain::Operation &first = push.operations.first();
    const QByteArray message = first.canonical(), signature = QByteArray::fromBase64(first.signature.toLatin1());
    for (const Device &device : m_office.rules()->devices()) {
        if (device.revoked && device.hasSigned(message, signature, first.made.estimate))
            return device.id;
    }
    return {};
}

// Nobody is signed in: only a device that was shut out may bring its work so, and only what it signed itself.
Result<Done> Centre::admit(const QString &device, const domain::PushBatch &push) const
{
    const auto rules = m_office.rules();
    const Device *sending = rules->device(device);
    if (!sending || !sending->revoked)
        return refuse(u"session.lacking");
    const bool signedAll = std::all_of(push.operations.begin(), push.operations.end(), [&](const domain::Operation &operation) {
        return sending->hasSigned(operation.canonical(), QByteArray::fromBase64(operation.signature.toLatin1()), operation.made.estimate);
    });
    return signedAll ? Result<Done>(Done{}) : Result<Done>(refuse(u"operation.signature"));
}

// An act names its actor, and the device vouches for it. Any window may send what anybody did at it; but nobody becomes an
// administrator, or reaches into another district, by writing another name into an act.
Result<Done> Centre::checkSender(const Judging &judging, const domain::Operation &operation, const domain::Staff &actor) const
{
    const domain::Refusal refusal = refuse(u"operation.not-allowed", {{u"type"_s, operation.type}});
    if (!domain::mayDo(actor.roles, operation.type))
        return refusal;
    const auto document = judging.batch.load(operation.doc);
    if (document && !judging.maySee(*document))
        return refusal;
    if (operationKind(operation.type)->ownHand)
        return !judging.sender || judging.sender->id == actor.id ? Result<Done>(Done{}) : Result<Done>(refusal);
    const domain::Place *place = m_office.rules()->place(operation.place);
    if (place && !judging.scopes.contains(domain::districtScope(place->district)))
        return refusal;
    return Done{};
}

// Work done while a right was still held is not thrown away when the right is gone before it arrives: it goes to the district's
// supervisor. What the right was then stands in the journal.
bool Centre::hadTheRight(const Judging &judging, const domain::Operation &operation) const
{
    const Store &store = m_office.store();
    std::optional<domain::Staff> then;
    for (const storage::JournalRow &row : store.journal.ofDocument(operation.actor)) {
        if (row.operation.type != "staff.define"_L1 || row.fate != storage::Fate::Accepted || row.operation.made.estimate > operation.made.estimate)
            continue;
        if (const auto staff = domain::Staff::fromJson(row.operation.body))
            then = *staff;
    }
    if (!then || !then->active || operationKind(operation.type)->ownHand || !domain::mayDo(then->roles, operation.type))
        return false;
    const QStringList scopes = scopesOf(*then);
    const domain::Place *place = m_office.rules()->place(operation.place);
    if (!place || !scopes.contains(domain::districtScope(place->district)))
        return false;
    const auto document = judging.batch.load(operation.doc);
    if (document && std::any_of(scopes.begin(), scopes.end(), [&](const QString &scope) { return store.scopes.hasLeft(scope, document->id); }))
        return true;
    if (document && std::none_of(scopes.begin(), scopes.end(), [&](const QString &scope) { return document->scopes.contains(scope); }))
        return false;
    // What was out of reach with the rights of that day too was never theirs to do.
    const domain::Staff *now = m_office.rules()->staff(operation.actor);
    return !now || !now->active || now->toJson() != then->toJson() || mayAct(rightsView(judging), then->roles, operation, operation.made.estimate).ok();
}

RightsView Centre::rightsView(const Judging &judging) const
{
    const auto actorOf = [this](const QString &id) {
        const auto row = m_office.store().journal.byId(id);
        return row ? row->operation.actor : QString();
    };
    return {*m_office.rules(), [&judging](const QString &id) { return judging.batch.load(id); }, actorOf};
}

// A device begins a new stream when it is new, or was copied. Neither makes an act of last month: nothing was done at it before
// it was let in, or before what it has told already.
QDateTime Centre::earliestOf(const QString &device) const
{
    const Store &store = m_office.store();
    const QDateTime last = store.contacts.latestOfStreams(device, actsScope);
    if (last.isValid())
        return last;
    const QList<storage::JournalRow> rows = store.journal.ofDocument(device);
    const auto enrolled = std::find_if(rows.begin(), rows.end(), [](const storage::JournalRow &row) { return row.operation.type == "device.enrol"_L1; });
    return enrolled == rows.end() ? QDateTime() : enrolled->operation.made.estimate;
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
        if (const auto document = batch.load(operation.doc); document && judging.maySee(*document)) {
            result.docVersion = document->version;
            result.document = document->body;
        }
        return result;
    };
    const auto handedOver = [&](const domain::Refusal &problem) {
        result.handedOver = true;
        return problem;
    };
    const OperationKind *kind = operationKind(operation.type);
    // First of all: what was altered on the way may look like an act of a later version.
    const Device *device = rules->device(judging.device);
    if (!device || !device->hasSigned(judging.canonical, QByteArray::fromBase64(operation.signature.toLatin1()), operation.made.estimate))
        return reject(refuse(u"operation.signature"));
    if (!isKnownHere(operation) || (judging.predecessor == Outcome::Parked && !kind->standsAlone)) {
        result.outcome = Outcome::Parked;
        return result;
    }
    if (device->revoked)
        return reject(handedOver(refuse(u"device.revoked")));
    if (!staff || !staff->active)
        return reject(hadTheRight(judging, operation) ? handedOver(refuse(u"right.withdrawn", {{u"type"_s, operation.type}})) : refuse(u"operation.actor-unknown"));
    const QDateTime legal = legalTime(operation, judging.notBefore, m_office.now());
    Result<Done> allowed = checkSender(judging, operation, *staff);
    if (allowed)
        allowed = mayAct(rightsView(judging), staff->roles, operation, legal);
    if (!allowed)
        return reject(hadTheRight(judging, operation) ? handedOver(refuse(u"right.withdrawn", {{u"type"_s, operation.type}})) : allowed.refusal());
    const bool isOwnAct = !judging.sender || judging.sender->id == operation.actor;
    if (!isOwnAct && !CentreHands(store).isHand(operation.actor, judging.device, legal, m_office.now()))
        return reject(handedOver(refuse(u"operation.other-hand")));
    if (store.journal.wasErased(operation.doc))
        return reject(refuse(u"document.erased"));
    if (judging.predecessor == Outcome::Rejected && !kind->standsAlone)
        return reject(refuse(u"operation.predecessor-rejected", {{u"n"_s, *operation.baseN}}));
    constexpr qint64 skewTold = 120;
    if (const qint64 skew = legal.secsTo(operation.made.estimate); std::abs(skew) > skewTold)
        result.skewSeconds = skew;
    const auto load = [&](const QString &id) { return batch.load(id); };
    storage::Transaction attempt(store.database);
    const QString provisional = operation.receipt;
    if (kind->takesNumber) {
        const Result<Done> numbered = useNumber(store, *rules, judging.stream, m_office.now(), load, operation);
        if (!numbered)
            return reject(numbered.refusal());
    }
    if (const Result<Done> numbered = usePaperNumbers(store, judging.stream, m_office.now(), operation); !numbered)
        return reject(numbered.refusal());
    const domain::Operation done = upCast(operation, kind->version);
    Workspace workspace(load, rules, done, legal);
    workspace.setUnsealer([this](const QByteArray &box) { return m_office.unsealed(box); });
    const auto before = batch.load(operation.doc);
    const Result<Done> performed = kind->perform(workspace);
    if (!performed)
        return reject(performed.refusal());
    for (const domain::Document &document : batch.write(workspace.saved())) {
        if (document.id == operation.doc)
            result.docVersion = document.version;
    }
    batch.erase(workspace.erased());
    if (before && workspace.erased().contains(before->id))
        result.docVersion = before->version + 1;
    for (const auto &[id, how] : workspace.closed())
        batch.close(id, how);
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
        const Store &store = m_office.store();
        if (!since.epoch.isEmpty() && since.epoch != page.epoch)
            return refuse(u"sync.epoch-changed", {{u"epoch"_s, page.epoch}});
        const qint64 head = store.feed.head(scope);
        if (since.seq > head)
            return refuse(u"sync.ahead", {{u"head"_s, head}});
        const domain::ScopePage rows = store.feed.page(scope, since.seq, rowsMax, bytesMax);
        // Looked up after the rows: what was forgotten meanwhile is told as forgotten, never left out.
        const qint64 floor = store.scopes.floor(scope);
        if (since.seq > 0 && since.seq < floor)
            return refuse(u"sync.cursor-expired", {{u"floor"_s, floor}});
        return rows;
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

Result<QStringList> Centre::docsSince(const QString &scope, qint64 head) const
{
    return m_office.guarded<QStringList>([&]() -> Result<QStringList> { return m_office.store().feed.docsSince(scope, head); });
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
        if (lease.to > domain::receiptSerialMax)
            return refuse(u"lease.series-full", {{u"series"_s, series}});
        transaction.commit();
        return lease;
    });
}

Result<Done> Centre::returnLease(const QString &lease, const QString &device, qint64 next)
{
    return m_office.retried<Done>([&]() -> Result<Done> {
        storage::NumberRegister &numbers = m_office.store().numberRegister;
        storage::Transaction transaction(m_office.store().database);
        const auto block = numbers.block(lease);
        if (!block || !streamIsOf(block->stream, device) || next < block->from || next > block->to + 1)
            return refuse(u"lease.unknown");
        if (block->writtenOff)
            return Done{}; // given back already, or its time was over
        numbers.writeOff(*block, next, m_office.now());
        transaction.commit();
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

bool Centre::mayBeOfShutOut(const QString &stream) const
{
    return m_office.read<bool>([&] {
        const auto state = m_office.store().streams.byId(stream);
        const auto rules = m_office.rules();
        const auto &devices = rules->devices();
        return std::any_of(devices.begin(), devices.end(), [&](const Device &device) { return device.revoked && (!state || state->device == device.id); });
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

void Centre::noteContacts(const QList<Contact> &contacts)
{
    if (contacts.isEmpty())
        return;
    // Only a help: what is not written down now is told again by the device's next request.
    m_office.read<bool>([&] {
        storage::Transaction transaction(m_office.store().database);
        for (const Contact &contact : contacts)
            m_office.store().contacts.note({contact.device, contact.scope, contact.seq, contact.at});
        transaction.commit();
        return true;
    });
}

QStringList Centre::scopesOf(const domain::Staff &staff) const
{
    QStringList scopes{domain::referenceScope.toString()};
    if (const domain::Place *place = m_office.rules()->place(staff.place))
        scopes << domain::scopesFor(staff, place->district);
    return scopes;
}

Result<int> Centre::doParked()
{
    const QStringList parked = m_office.read<QStringList>([&] { return storage::parkedActs(m_office.store().database); });
    int done = 0;
    QStringList referenceDocs;
    for (const QString &id : parked) {
        const Result<bool> tried = m_office.retried<bool>([&]() -> Result<bool> {
            Store &store = m_office.store();
            storage::Transaction transaction(store.database);
            const auto found = store.journal.byId(id);
            if (!found)
                return false;
            store.database.lock(streamLock(found->stream));
            const storage::JournalRow row = *store.journal.byId(id); // its window may just have told it again
            const auto state = store.streams.byId(row.stream);
            if (!state || !canBeDoneNow(resultFrom(row), row.operation))
                return false;
            std::optional<Outcome> predecessor;
            if (row.operation.baseN) {
                if (const auto before = store.journal.byNumber(row.stream, *row.operation.baseN))
                    predecessor = resultFrom(*before).outcome;
            }
            CentreBatch batch(m_office);
            domain::Operation operation = row.operation;
            OperationResult result = judge({row.stream, state->device, {}, {}, predecessor, {}, operation.canonical(), batch}, operation, batch);
            if (result.outcome == Outcome::Parked)
                return false;
            const QMap<QString, qint64> heads = batch.finish();
            const bool refused = result.outcome == Outcome::Rejected;
            if (!refused)
                result.at = heads;
            storage::JournalRow settled = row;
            settled.fate = refused ? storage::Fate::Refused : storage::Fate::Accepted;
            settled.result = domain::storedForm(result);
            settled.settledAt = m_office.now();
            batch.settle(settled);
            CentreAttachments::expect(store, operation, state->device, refused, m_office.now());
            batch.seal();
            transaction.commit();
            m_moved += heads.keys();
            referenceDocs += batch.referenceDocs();
            return true;
        });
        if (!tried)
            return tried.refusal();
        done += *tried ? 1 : 0;
    }
    if (!referenceDocs.isEmpty())
        m_office.renewRules(referenceDocs);
    return done;
}

Result<int> Centre::doAgenda()
{
    // Of several servers one does this at a time; that the state of each document forbids a second time anyway saves nobody the work.
    const QString task = u"task:agenda"_s;
    storage::Database &database = m_office.store().database;
    if (!m_office.read<bool>([&] { return database.tryHold(task); }))
        return 0;
    const auto released = qScopeGuard([&] { m_office.read<bool>([&] { return database.release(task), true; }); });
    // A bounded bite: the rest is due at the next rest as well.
    constexpr int entriesMax = 500;
    constexpr int againSeconds = 3600;
    const auto due = m_office.read<QList<storage::AgendaStore::Due>>([&] { return m_office.store().agenda.due(m_office.now(), entriesMax); });
    int done = 0;
    for (const storage::AgendaStore::Due &entry : due) {
        // What was done a moment ago may have settled it: a case that lapsed needs no reminder.
        if (!m_office.read<bool>([&] { return m_office.store().agenda.stands(entry); }))
            continue;
        const auto document = this->document(entry.doc);
        const QString place = document ? document->body[u"place"_s].toString() : QString();
        const auto acted = m_office.submit({entry.entry.act, entry.doc, {{u"entry"_s, entry.entry.entry}}, {u"centre"_s, {}, {u"centre"_s}, place, {}}});
        if (!acted) {
            qCCritical(centreLog) << "not done by the clock:" << entry.entry.act << entry.entry.entry << entry.doc << acted.refusal().code << acted.refusal().facts;
            const Result<Done> put = m_office.retried<Done>([&]() -> Result<Done> {
                m_office.store().agenda.postpone(entry, m_office.now().addSecs(againSeconds));
                return Done{};
            });
            if (!put)
                return put.refusal();
            continue;
        }
        for (const domain::Document &changed : acted->documents)
            m_moved += changed.scopes;
        ++done;
    }
    return done;
}

QStringList Centre::takeMovedScopes()
{
    QStringList moved = std::exchange(m_moved, {});
    moved.removeDuplicates();
    return moved;
}

} // namespace office
