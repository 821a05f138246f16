// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/document.h"
#include "domain/numbering/receiptseal.h"
#include "domain/operation/operation.h"
#include "office/rulebook.h"
#include <QObject>
#include <functional>
#include <memory>

namespace office {

struct Store;
class DeviceIdentity;
class DeviceKey;
struct FormerIdentity;

/// Who does an act, and where.
struct Actor
{
    QString staffId, staffName;
    QStringList roles;
    QString place, counter;
};

/// What a form asks the office to do; the office makes an operation of it.
struct Act
{
    QString type;      ///< operation kind, "case.accept"
    QString doc;       ///< document it is about; empty: a new one
    QJsonObject body;
    Actor actor;
};

/// What was done: the operation as journalled and the documents it changed, as they are now.
struct Submitted
{
    domain::Operation operation;
    QList<domain::Document> documents;

    /// The document the operation is about.
    const domain::Document &document() const;
};

/// The one door for changes, at the window and at the centre. submit() performs an operation, saves, journals and commits
/// it in one transaction: when it returns ok, the act is on disk. Storage faults are caught here and answered as refusals:
/// office.store-failed, office.disk-full, office.store-busy, office.store-corrupt, office.store-too-new, office.store-locked.
class Office : public QObject
{
    Q_OBJECT
public:
    enum class Side { Counter, Centre };
    struct Options
    {
        QString path;                     ///< database file
        Side side = Side::Counter;
        std::function<QDateTime()> clock; ///< UTC now
        bool readOnly = false;            ///< for the centre's reading connections
        QByteArray storeKey = {};         ///< 32 bytes: the store is encrypted with it; empty: a plain file
        std::shared_ptr<const DeviceIdentity> identity = {}; ///< who this device is, where that stands outside the store; null: the store's settings say
    };
    /// What the settings of an older store say of who this installation is, for an identity outside of it. Empty: nothing.
    static domain::Result<FormerIdentity> formerIdentity(const Options &options);
    /// Opens the store and brings it up to date.
    static domain::Result<std::unique_ptr<Office>> open(const Options &options);
    ~Office() override;

    /// Does an act. Refusals: operation.unknown-kind, operation.not-allowed {type}, those of the act itself and of the store.
    domain::Result<Submitted> submit(const Act &act);
    /// What submit() would do or say, without doing it: hints and greyed buttons come from the rule itself.
    domain::Result<Submitted> consider(const Act &act);

    /// Catalogue, calendar, places, staff, as last heard from the centre.
    std::shared_ptr<const Rulebook> rules() const { return m_rules; }
    Side side() const { return m_options.side; }
    QString databasePath() const { return m_options.path; }
    /// The key of the store, for what lies beside it on the same disk; empty: nothing is encrypted.
    const QByteArray &storeKey() const { return m_options.storeKey; }
    /// Whether several connections, of several servers too, may write to the database at this place.
    static bool takesManyWriters(const QString &databasePath);
    /// UTC now by the centre's clock, as far as it is known here: own clock and the offset learnt at contacts.
    QDateTime now() const;
    /// Milliseconds the centre's clock is ahead of ours.
    void setClockOffset(qint64 offsetMs);
    qint64 clockOffsetMs() const { return m_clockOffsetMs; }
    /// The centre's clock at the last contact, also over a restart: now() is never before it, however wrong this machine's is.
    void noteContact(const QDateTime &centreTime);

    /// This installation's stream.
    QString stream() const;
    void setStream(const QString &stream);
    QString deviceId() const;
    QByteArray devicePublicKey() const;
    /// Signs an operation with the device's key; its number, chain and content must be final.
    void sign(domain::Operation &operation) const;
    /// The device's signature of anything else it answers for: a request, a receipt. 64 bytes.
    QByteArray signature(const QByteArray &message) const;
    /// At the centre, what was sealed to it; elsewhere nothing.
    std::optional<QByteArray> unsealed(const QByteArray &box) const;
    /// The signed QR payload of a case's receipt (B01).
    domain::Result<QString> receiptSeal(const QJsonObject &caseBody) const;
    /// Reads and checks a scanned receipt; refusals as ReceiptSeal::decode.
    domain::Result<domain::ReceiptSeal> readSeal(const QString &text) const;

    /// For the other classes of this layer: the stores, and the place where their faults become refusals.
    Store &store() const { return *m_store; }
    template<class T>
    domain::Result<T> guarded(const std::function<domain::Result<T>()> &work) const;
    /// The same for work that is a whole transaction: done again when another writer was quicker, up to eight times. Work must
    /// leave nothing behind when it is given up. Within a larger transaction the fault is passed on to the owner of that.
    template<class T>
    domain::Result<T> retried(const std::function<domain::Result<T>()> &work) const;
    /// For reading functions: on a fault says so by faulted() and gives `otherwise`.
    template<class T>
    T read(const std::function<T()> &work, T otherwise = {}) const;
    /// Tidies the store up; call it when nobody waits.
    void rest();
    /// Makes rules() anew from the reference documents.
    void reloadRules();
    /// The same when no others than these changed or are gone.
    void renewRules(const QStringList &docs);
    /// Puts a ready-made database, closed and on disk, in the place of ours and goes on with it. At every moment one of the
    /// two stands there whole. A refusal leaves ours in use. Not within a transaction.
    domain::Result<domain::Done> replaceFile(const QString &readyMade);

Q_SIGNALS:
    /// Documents changed, by this desk or by the centre.
    void changed(const QStringList &documentIds);
    /// Rows of the journal were added or got their fate.
    void journalChanged();
    /// Catalogue, calendar, places or staff changed; rules() is already the new one.
    void rulesChanged();
    /// A storage fault met by a reading function that has no other way to tell.
    void faulted(const domain::Refusal &refusal) const;

private:
    explicit Office(const Options &options);
    domain::Result<domain::Operation> stamp(const Act &act);
    domain::Result<Submitted> perform(const Act &act, bool keep);
    domain::Refusal refusalFor(const std::exception &fault) const;
    /// Whether the transaction that met this fault in its n-th attempt is to be done again.
    bool again(const std::exception &fault, int attempt) const;
    bool isWithin() const;
    const DeviceKey *key() const;

    Options m_options;
    std::unique_ptr<Store> m_store;
    std::unique_ptr<DeviceKey> m_key;
    std::shared_ptr<const Rulebook> m_rules;
    qint64 m_clockOffsetMs = 0;
    QDateTime m_lastContact, m_keptContact;
    QString m_boot;
    mutable QString m_device, m_stream; ///< as last read: who we are does not depend on a disk that fails for a moment
};

template<class T>
domain::Result<T> Office::guarded(const std::function<domain::Result<T>()> &work) const
{
    try {
        return work();
    } catch (const std::exception &fault) {
        return refusalFor(fault);
    }
}

template<class T>
domain::Result<T> Office::retried(const std::function<domain::Result<T>()> &work) const
{
    if (isWithin())
        return work();
    for (int attempt = 1;; ++attempt) {
        try {
            return work();
        } catch (const std::exception &fault) {
            if (!again(fault, attempt))
                return refusalFor(fault);
        }
    }
}

template<class T>
T Office::read(const std::function<T()> &work, T otherwise) const
{
    try {
        return work();
    } catch (const std::exception &fault) {
        Q_EMIT faulted(refusalFor(fault));
        return otherwise;
    }
}

} // namespace office
