// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/office.h"
#include "domain/applicant/applicant.h"
#include "domain/documentschema.h"
#include "domain/jsontime.h"
#include "domain/sync/sync.h"
#include "office/centrebatch.h"
#include "office/deviceidentity.h"
#include "office/numbers.h"
#include "office/operationkinds.h"
#include "office/papernumbers.h"
#include "office/projection.h"
#include "office/reach.h"
#include "office/store.h"
#include "office/workspace.h"
#include "storage/databasefile.h"
#include "storage/vault/secret.h"
#include <QElapsedTimer>
#include <QFile>
#include <QLoggingCategory>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

Q_LOGGING_CATEGORY(officeLog, "onewindow.office")

namespace {

QString bootId()
{
    QFile file(u"/proc/sys/kernel/random/boot_id"_s);
    if (file.open(QIODevice::ReadOnly))
        return QString::fromLatin1(file.readAll().left(8));
    return {};
}

qint64 monotonicMs()
{
    QElapsedTimer timer;
    timer.start();
    return timer.msecsSinceReference();
}

std::shared_ptr<const Rulebook> readRules(const Store &store)
{
    QList<domain::Document> documents;
    for (const QString &kind : {u"item"_s, u"calendar"_s, u"place"_s, u"staff"_s, u"device"_s, u"region"_s, u"handling"_s, u"delegation"_s})
        documents += store.documents.ofKind(kind);
    const auto rules = Rulebook::from(documents);
    for (const domain::Refusal &problem : rules->problems())
        qCWarning(officeLog) << "reference document left out:" << problem.code << problem.facts;
    return rules;
}

} // namespace

const domain::Document &Submitted::document() const
{
    for (const domain::Document &document : documents) {
        if (document.id == operation.doc)
            return document;
    }
    static const domain::Document none;
    return none;
}

Office::Office(const Options &options) : m_options(options), m_rules(std::make_shared<Rulebook>()), m_boot(bootId()) {}

Office::~Office()
{
    m_store.reset();
    storage::wipe(m_options.storeKey);
}

Result<std::unique_ptr<Office>> Office::open(const Options &options)
{
    std::unique_ptr<Office> office(new Office(options));
    const auto opened = office->guarded<domain::Done>([&]() -> Result<domain::Done> {
        office->m_store = std::make_unique<Store>(options.path, options.readOnly ? storage::Database::Access::ReadOnly : storage::Database::Access::ReadWrite,
                                                  options.storeKey);
        storage::SettingStore &settings = office->m_store->settings;
        if (!options.readOnly) {
            const DeviceIdentity *identity = options.identity.get();
            if (!identity)
                office->m_key = DeviceKey::of(settings);
            else if (!settings.text(u"device-key"_s).isEmpty())
                settings.set(u"device-key"_s, u""_s); // it stands elsewhere now
            if (settings.text(u"device"_s).isEmpty())
                settings.keep(u"device"_s, identity ? identity->id() : domain::newId(options.clock()));
            if (settings.text(u"stream"_s).isEmpty())
                settings.keep(u"stream"_s, options.side == Side::Centre ? u"centre"_s : identity ? identity->stream() : domain::newId(options.clock()));
        }
        office->m_device = options.identity ? options.identity->id() : settings.text(u"device"_s);
        office->m_stream = settings.text(u"stream"_s);
        office->m_clockOffsetMs = settings.text(u"clock-offset-ms"_s, u"0"_s).toLongLong();
        office->m_lastContact = QDateTime::fromString(settings.text(u"last-contact"_s), Qt::ISODateWithMs);
        office->m_rules = readRules(*office->m_store);
        return domain::Done{};
    });
    if (!opened)
        return opened.refusal();
    return office;
}

Result<FormerIdentity> Office::formerIdentity(const Options &options)
{
    const std::unique_ptr<Office> office(new Office(options));
    return office->guarded<FormerIdentity>([&]() -> Result<FormerIdentity> {
        const Store store(options.path, storage::Database::Access::ReadWrite, options.storeKey);
        const storage::SettingStore &settings = store.settings;
        return FormerIdentity{settings.text(u"device"_s), settings.text(u"stream"_s), QByteArray::fromBase64(settings.text(u"device-key"_s).toLatin1())};
    });
}

const DeviceKey *Office::key() const
{
    return m_options.identity ? &m_options.identity->key() : m_key.get();
}

bool Office::takesManyWriters(const QString &databasePath)
{
    return storage::Database::isPostgres(databasePath);
}

QDateTime Office::now() const
{
    const QDateTime estimate = m_options.clock().toUTC().addMSecs(m_clockOffsetMs);
    return m_lastContact.isValid() && estimate < m_lastContact ? m_lastContact : estimate;
}

void Office::noteContact(const QDateTime &centreTime)
{
    const auto kept = guarded<domain::Done>([&]() -> Result<domain::Done> {
        // Written down now and then: a minute more or less does not make an act fall before its time.
        constexpr qint64 everySeconds = 60;
        if (!m_keptContact.isValid() || std::abs(m_keptContact.secsTo(centreTime)) >= everySeconds) {
            m_store->settings.set(u"last-contact"_s, centreTime.toUTC().toString(Qt::ISODateWithMs));
            m_keptContact = centreTime;
        }
        return domain::Done{};
    });
    m_lastContact = centreTime.toUTC();
    if (!kept)
        Q_EMIT faulted(kept.refusal());
}

void Office::setClockOffset(qint64 offsetMs)
{
    m_clockOffsetMs = offsetMs;
    const auto kept = guarded<domain::Done>([&]() -> Result<domain::Done> {
        m_store->settings.set(u"clock-offset-ms"_s, QString::number(offsetMs));
        return domain::Done{};
    });
    if (!kept)
        Q_EMIT faulted(kept.refusal());
}

QString Office::stream() const
{
    return m_stream = read<QString>([&] { return m_store->settings.text(u"stream"_s); }, m_stream);
}

void Office::setStream(const QString &stream)
{
    m_store->settings.set(u"stream"_s, stream);
}

QString Office::deviceId() const
{
    if (m_options.identity)
        return m_options.identity->id();
    return m_device = read<QString>([&] { return m_store->settings.text(u"device"_s); }, m_device);
}

QByteArray Office::devicePublicKey() const
{
    return key()->publicKey();
}

void Office::sign(domain::Operation &operation) const
{
    if (const DeviceKey *own = key())
        operation.signature = QString::fromLatin1(own->sign(operation.canonical()).toBase64());
}

QByteArray Office::signature(const QByteArray &message) const
{
    return key() ? key()->sign(message) : QByteArray();
}

std::optional<QByteArray> Office::unsealed(const QByteArray &box) const
{
    return key() && m_options.side == Side::Centre ? key()->unsealed(box) : std::nullopt;
}

void Office::reloadRules()
{
    const auto read = guarded<std::shared_ptr<const Rulebook>>([&]() -> Result<std::shared_ptr<const Rulebook>> { return readRules(*m_store); });
    if (!read) {
        Q_EMIT faulted(read.refusal()); // the rules of before stay in force
        return;
    }
    m_rules = *read;
    Q_EMIT rulesChanged();
}

void Office::renewRules(const QStringList &docs)
{
    const auto renewed = guarded<std::shared_ptr<const Rulebook>>([&]() -> Result<std::shared_ptr<const Rulebook>> {
        QList<domain::Document> documents;
        QStringList gone;
        for (const QString &id : docs) {
            if (const auto document = m_store->documents.load(id))
                documents << *document;
            else
                gone << id;
        }
        return Rulebook::renewed(*m_rules, documents, gone);
    });
    if (!renewed || !*renewed)
        return reloadRules();
    m_rules = *renewed;
    Q_EMIT rulesChanged();
}

Result<Done> Office::replaceFile(const QString &readyMade)
{
    Q_ASSERT(!isWithin());
    const auto open = [this] { m_store = std::make_unique<Store>(m_options.path, storage::Database::Access::ReadWrite, m_options.storeKey); };
    const auto replaced = guarded<Done>([&]() -> Result<Done> {
        m_store.reset(); // with its log: one left behind would be taken for the new file's
        storage::replaceDatabaseFile(readyMade, m_options.path);
        return Done{};
    });
    const auto opened = guarded<Done>([&]() -> Result<Done> {
        open();
        return Done{};
    });
    // What stands on the disk is whole; without it nothing can go on, and the next start finds it.
    if (!opened)
        qFatal("the database can't be opened again: %s", qPrintable(opened.refusal().code));
    if (!replaced)
        return replaced;
    reloadRules();
    Q_EMIT changed({});
    Q_EMIT journalChanged();
    return Done{};
}

Result<Submitted> Office::submit(const Act &act)
{
    Result<Submitted> done = perform(act, true);
    if (done) {
        QStringList ids;
        for (const domain::Document &document : done->documents)
            ids << document.id;
        Q_EMIT changed(ids);
        Q_EMIT journalChanged();
    }
    return done;
}

Result<Submitted> Office::consider(const Act &act)
{
    return perform(act, false);
}

Result<domain::Operation> Office::stamp(const Act &act)
{
    domain::Operation operation;
    const QDateTime time = now();
    operation.n = m_store->journal.tail(m_store->settings.text(u"stream"_s)).first + 1;
    operation.id = domain::newId(time);
    operation.type = act.type;
    operation.typeVersion = operationKind(act.type)->version;
    operation.doc = act.doc.isEmpty() ? domain::newId(time) : act.doc;
    operation.actor = act.actor.staffId;
    operation.role = act.actor.roles.join(u' ');
    operation.place = act.actor.place;
    operation.counter = act.actor.counter;
    operation.made = {m_options.clock().toUTC(), monotonicMs(), m_boot, time};
    operation.rules = m_rules->version();
    operation.body = act.body;
    for (const QJsonValue &file : act.body[u"files"_s].toArray())
        operation.blobs << domain::blobReference(file[u"sha256"_s].toString());
    const auto base = m_store->documents.base(operation.doc);
    // What the clerk saw: the centre's version, or our own last pending change on top of it.
    const auto pending = m_store->journal.overlaysTouching({operation.doc});
    if (!pending.isEmpty())
        operation.baseN = pending.last().operation.n;
    else if (base)
        operation.baseVersion = base->version;
    return operation;
}

Result<Submitted> Office::perform(const Act &act, bool keep)
{
    const OperationKind *kind = operationKind(act.type);
    if (!kind)
        return refuse(u"operation.unknown-kind", {{u"type"_s, act.type}});
    if (!domain::mayDo(act.actor.roles, act.type)) // before a number is drawn for it
        return refuse(u"operation.not-allowed", {{u"type"_s, act.type}});
    return retried<Submitted>([&]() -> Result<Submitted> {
        storage::Transaction transaction(m_store->database);
        if (m_options.side == Side::Centre)
            m_store->database.lock(u"stream:centre"_s); // its numbers are dense, whichever server acts
        Result<domain::Operation> stamped = stamp(act);
        if (!stamped)
            return stamped.refusal();
        domain::Operation operation = *stamped;
        const auto load = [this](const QString &id) { return m_store->documents.load(id); };
        if (const auto known = load(operation.doc); known && domain::isNewerForm(known->body))
            return refuse(u"document.newer");
        const auto actorOf = [this](const QString &id) {
            const auto row = m_store->journal.byId(id);
            return row ? row->operation.actor : QString();
        };
        // What the centre has said about somebody's rights since they sat down holds here too.
        const domain::Staff *actor = m_rules->staff(act.actor.staffId);
        if (actor && !actor->active)
            return refuse(u"operation.actor-unknown");
        const Result<domain::Done> allowed = mayAct({*m_rules, load, actorOf}, actor ? actor->roles : act.actor.roles, operation, operation.made.estimate);
        if (!allowed)
            return allowed.refusal();
        if (kind->takesNumber) {
            const Result<domain::Done> numbered = takeNumber(*m_store, *m_rules, m_options.side, now(), operation);
            if (!numbered)
                return numbered.refusal();
        }
        takePaperNumbers(*m_store, *m_rules, m_options.side, now(), operation);
        sign(operation);
        Workspace workspace(load, m_rules, operation, operation.made.estimate);
        if (m_options.side == Side::Centre)
            workspace.setUnsealer([this](const QByteArray &box) { return unsealed(box); });
        const Result<domain::Done> performed = kind->perform(workspace);
        if (!performed)
            return performed.refusal();

        Submitted submitted{operation, workspace.saved()};
        const QString stream = m_store->settings.text(u"stream"_s);
        storage::JournalRow row;
        row.operation = operation;
        row.stream = stream;
        row.hash = domain::chainHash(m_store->journal.tail(stream).second, operation);
        QStringList touched{operation.doc};
        for (const domain::Document &document : workspace.saved())
            touched << document.id;
        QStringList referenceDocs;
        if (m_options.side == Side::Centre) {
            CentreBatch batch(*this);
            submitted.documents = batch.write(workspace.saved());
            batch.erase(workspace.erased());
            row.fate = storage::Fate::Accepted;
            row.settledAt = now();
            batch.journal(row, touched);
            for (const auto &[id, how] : workspace.closed())
                batch.close(id, how);
            batch.finish();
            batch.seal();
            referenceDocs = batch.referenceDocs();
        } else {
            for (const domain::Document &document : workspace.saved()) {
                m_store->documents.putView(document);
                project(*m_store, *m_rules, document);
            }
            row.overlay = true;
            m_store->journal.append(row, touched);
            for (const auto &[id, how] : workspace.closed())
                m_store->journal.close(id, how);
        }
        if (!keep)
            return submitted;
        transaction.commit();
        // Within a larger transaction (the founding of a district) its owner does this once at the end.
        if (!referenceDocs.isEmpty() && !m_store->database.inTransaction())
            renewRules(referenceDocs);
        return submitted;
    });
}

Result<QString> Office::receiptSeal(const QJsonObject &caseBody) const
{
    const Result<domain::CaseFile> file = domain::CaseFile::fromJson(caseBody);
    if (!file)
        return file.refusal();
    const domain::Place *place = m_rules->place(file->place);
    if (!place)
        return refuse(u"place.unknown");
    domain::ReceiptSeal seal;
    seal.caseId = file->id;
    seal.number = file->number;
    seal.itemId = file->itemId;
    seal.itemVersion = file->itemVersion;
    seal.place = place->code;
    seal.counter = file->counter;
    seal.acceptedAt = file->acceptedAt.isValid() ? file->acceptedAt : file->receivedAt;
    seal.outcome = file->state == domain::CaseState::Accepted ? toCode(file->route) : toCode(file->state);
    seal.answers = file->answers;
    for (const domain::CaseMaterial &material : file->materials)
        seal.materials << domain::SealedMaterial{material.key, toCode(material.mark).front()};
    seal.applicantDigest = domain::ReceiptSeal::digestOf(file->id, file->applicant.idNumber, place->sealKey);
    seal.deviceId = deviceId();
    return seal.encode([this](const QByteArray &message) { return signature(message); });
}

Result<domain::ReceiptSeal> Office::readSeal(const QString &text) const
{
    return domain::ReceiptSeal::decode(text, [this](const QString &device, const QByteArray &message, const QByteArray &signature) {
        // A device knows its own key before the centre has told it about itself.
        if (device == deviceId() && DeviceKey::verify(devicePublicKey(), message, signature))
            return domain::SealVerdict::Valid;
        const Device *known = m_rules->device(device);
        if (!known)
            return device == deviceId() ? domain::SealVerdict::Forged : domain::SealVerdict::UnknownDevice;
        // A receipt bears no time by which a former key could be judged.
        return known->hasSigned(message, signature, {}) ? domain::SealVerdict::Valid : domain::SealVerdict::Forged;
    });
}

void Office::rest()
{
    read<bool>([this] {
        m_store->search.rest();
        m_store->database.checkpoint();
        return true;
    });
}

bool Office::isWithin() const
{
    return m_store->database.inTransaction();
}

bool Office::again(const std::exception &fault, int attempt) const
{
    constexpr int attemptsMax = 8;
    const auto *known = dynamic_cast<const storage::Fault *>(&fault);
    if (!known || known->kind != storage::Fault::Kind::Conflict || attempt >= attemptsMax)
        return false;
    qCDebug(officeLog) << "another writer was quicker:" << fault.what();
    return true;
}

domain::Refusal Office::refusalFor(const std::exception &fault) const
{
    qCCritical(officeLog) << "storage fault:" << fault.what();
    const auto *known = dynamic_cast<const storage::Fault *>(&fault);
    switch (known ? known->kind : storage::Fault::Kind::Failed) {
    case storage::Fault::Kind::DiskFull:
        return refuse(u"office.disk-full");
    case storage::Fault::Kind::Busy:
    case storage::Fault::Kind::Conflict:
        return refuse(u"office.store-busy");
    case storage::Fault::Kind::Corrupt:
        return refuse(u"office.store-corrupt");
    case storage::Fault::Kind::TooNew:
        return refuse(u"office.store-too-new");
    case storage::Fault::Kind::Locked:
        return refuse(u"office.store-locked");
    case storage::Fault::Kind::Failed:
        break;
    }
    return refuse(u"office.store-failed", {{u"detail"_s, QString::fromUtf8(fault.what())}});
}

} // namespace office
