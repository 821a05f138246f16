// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/numbering/receiptnumber.h"
#include "domain/sync/sync.h"
#include "office/office.h"

namespace office {

/// The centre's side of the sync: takes pushes, gives changes, leases numbers, knows passwords (sync.md §3, §5, §6, §10).
/// What the windows did is done again here, wholly: nothing is believed.
class Centre
{
public:
    explicit Centre(Office &office) : m_office(office) {}

    /// One unbroken history of this database. Read anew each time: another server may have begun a new one.
    QString epoch() const;
    static QString newEpoch();
    /// Key for signing tokens, made once, shared by all servers of this database.
    QByteArray tokenKey() const;

    /// Notes that somebody signed in at a device: from now on it may send acts in their name.
    domain::Result<domain::Done> noteHand(const QString &staff, const QString &device);
    /// Makes the stream known and publishes the device's key, if they are not yet. Refusals: device.malformed, device.other-key,
    /// device.other-stream; device.unknown for a new device unless `mayBeNew`.
    domain::Result<domain::Done> enrol(const QString &stream, const QString &device, const QByteArray &publicKey, const QString &name, bool mayBeNew = true);
    /// By what somebody may push: with a session, or, for a device that was shut out, with nothing but what it signed.
    enum class Door { Session, Signature };
    /// Performs a push in one transaction. Refusals for the whole push: sync.stream-unknown, sync.stream-forked, sync.gap
    /// {expected}, sync.epoch-changed {epoch}; a single operation's refusal is its result and uses up its number.
    /// `sender` is who is signed in at the device: windows send the work of everybody who sat there, but only within what
    /// the sender may see, only of who has signed in there, and an administrator's acts only when the administrator sends them.
    /// Through Door::Signature the work of a revoked device is taken and handed over to the supervisor, whatever it is, of whatever
    /// epoch, and in a new stream too; refusals: session.lacking (no such device), operation.signature.
    domain::Result<domain::PushAnswer> push(const QString &stream, const domain::PushBatch &batch, const std::optional<domain::Staff> &sender = {}, Door from = Door::Session);
    /// Stored outcomes of a stream after number n.
    domain::Result<domain::PushAnswer> outcomes(const QString &stream, qint64 after, int limit) const;
    /// Changes of a scope after a cursor; problems (epoch, cursor ahead, expired) are in the page.
    domain::ScopePage changes(const QString &scope, const domain::Cursor &since, int rowsMax, qint64 bytesMax) const;
    qint64 head(const QString &scope) const;
    /// Documents of the scope that changed after this head. A refusal: the database does not answer.
    domain::Result<QStringList> docsSince(const QString &scope, qint64 head) const;
    /// Every scope's head, as one moment has them. A refusal: the database does not answer.
    domain::Result<QMap<QString, qint64>> heads() const;
    std::optional<domain::Document> document(const QString &id) const;

    /// A block of numbers for a stream; asked again by the same request id, the same block. Refusals: lease.series {series}.
    domain::Result<domain::NumberLease> leaseNumbers(const QString &request, const QString &stream, const QString &series, int count);
    /// Gives back what a device did not use; those numbers are void. Given back twice, the first word holds. Refusals: lease.unknown.
    domain::Result<domain::Done> returnLease(const QString &lease, const QString &device, qint64 next);
    bool streamIsOf(const QString &stream, const QString &device) const;
    /// Whether a push without a session to this stream is worth reading: the stream is of a device that was revoked, or of one
    /// that nobody has heard of while some device is.
    bool mayBeOfShutOut(const QString &stream) const;

    /// A password as the founding of a district sets it; signing in with it is the affair of CentreSignIn.
    domain::Result<domain::Done> setPassword(const QString &staffNumber, const QString &password);

    /// How far devices have surely read.
    struct Contact { QString device, scope; qint64 seq = 0; QDateTime at; };
    void noteContacts(const QList<Contact> &contacts);

    /// Scopes a member of staff sees.
    QStringList scopesOf(const domain::Staff &staff) const;
    /// Does what the clock asks of documents (domain/agenda.h): what nobody answered in time counts as accepted (行政许可法第32条),
    /// reminders, lapses, escalations. Gives the number of acts; one that is refused is logged, tried again an hour later, and
    /// holds up no other.
    domain::Result<int> doAgenda();
    /// Does what was parked for being newer than this centre and no longer is, also when its window is never heard of again.
    /// Gives the number of acts done or refused.
    domain::Result<int> doParked();
    /// Heads moved by somebody who works for this centre.
    void noteMoved(const QStringList &scopes) { m_moved += scopes; }
    Office &office() const { return m_office; }
    /// Scopes whose heads the last push or act of this object moved.
    QStringList takeMovedScopes();

private:
    struct Judging;
    domain::OperationResult judge(const Judging &judging, domain::Operation &operation, class CentreBatch &batch);
    domain::Result<domain::Done> checkSender(const Judging &judging, const domain::Operation &operation, const domain::Staff &actor) const;
    domain::Result<domain::Done> admit(const QString &device, const domain::PushBatch &push) const;
    QString signerOf(const domain::PushBatch &push) const;
    bool hadTheRight(const Judging &judging, const domain::Operation &operation) const;
    struct RightsView rightsView(const Judging &judging) const;
    QDateTime earliestOf(const QString &device) const;
    QString knownEpoch() const;
    Office &m_office;
    QStringList m_moved;
};

} // namespace office
