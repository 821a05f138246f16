// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDateTime>
#include <QJsonObject>
#include <functional>
#include <memory>

namespace office {

/// The ways to the data key of this installation, the one key by which its store and its attachments are read (rules.md §10:
/// confidentiality at rest). The key itself is never on the disk; what is, in a file of JSON, are *wraps* of it:
///  - one for each member of staff who signed in here, under a key made of the passphrase by argon2id. It ends with the lease off
///    line: by then without a contact with the centre it is removed, and the store stays shut until the centre helps;
///  - one or two for the centre, under an unlock key only the centre keeps and gives to whoever signs in there at this device,
///    unless the device was revoked.
/// Which wrap is whose shows by a keyed hash of the staff number alone. The data key vouches for every wrap: one that was altered, its
/// end too, is found when the key is out, and nothing is opened by it.
///
/// The time of the last contact is kept here as well: time never goes back behind it, whatever this machine's clock says.
class Keyring
{
public:
    struct Options
    {
        QString file;
        std::function<QDateTime()> clock; ///< UTC now
        /// What this device's desktop keeps for us in its own key store, mixed into the passphrases' keys made from now on: with
        /// it, the folder alone is not even worth guessing at. Empty: there is none.
        QByteArray deskSecret = {};
    };
    /// Reads the file; without one, a ring without keys. Refusals: keyring.damaged, those of the disk.
    static domain::Result<std::unique_ptr<Keyring>> open(const Options &options);
    ~Keyring();
    Keyring(const Keyring &) = delete;
    Keyring &operator=(const Keyring &) = delete;

    /// No data key was ever made here.
    bool isNew() const;
    /// The data key is at hand: made or unwrapped since open().
    bool isOpen() const { return !m_key.isEmpty(); }
    /// 32 bytes; empty unless isOpen().
    const QByteArray &dataKey() const { return m_key; }

    /// Makes the data key. Only on a new ring; it lives in memory until the first wrap is put.
    void begin();
    /// By a member of staff's passphrase; takes about a tenth of a second (argon2id, 64 MiB). Refusals: keyring.nobody (this person has
    /// no wrap here), keyring.lease-over, keyring.desk-locked (the desktop's key store was not heard), keyring.wrong, keyring.altered.
    domain::Result<domain::Done> openByPassphrase(const QString &staffNumber, const QString &passphrase);
    /// By the unlock key the centre gave. Refusals: keyring.wrong (it fits no wrap), keyring.altered.
    domain::Result<domain::Done> openByCentre(const QByteArray &unlockKey);

    // What follows needs isOpen() and is on disk when it returns ok.

    /// Puts or replaces a person's wrap: at each sign-in at the centre, and by that when the password was changed. The store is
    /// not written again.
    domain::Result<domain::Done> putPassphrase(const QString &staffNumber, const QString &passphrase, const QDateTime &expires);
    /// The centre was reached: this person's wrap lasts until then, at least. Cheap.
    domain::Result<domain::Done> prolong(const QString &staffNumber, const QDateTime &expires);
    domain::Result<domain::Done> removePassphrase(const QString &staffNumber);
    /// A new way in for the centre beside the present one; gives the unlock key to bring there. 32 bytes.
    domain::Result<QByteArray> addCentre();
    /// The centre has the key given last: earlier ones are good for nothing any more.
    domain::Result<domain::Done> settleCentre();
    bool hasCentre() const;
    /// Whether this is the unlock key of the latest way in for the centre.
    bool centreHas(const QByteArray &unlockKey) const;
    /// Now by the centre's clock, at a contact.
    domain::Result<domain::Done> noteContact(const QDateTime &centreTime);

    /// This machine's clock, but never before the last contact.
    QDateTime now() const;
    /// When this person's wrap ends; invalid: there is none.
    QDateTime leaseEnd(const QString &staffNumber) const;
    /// Whether anybody could still get in off line.
    bool hasLease() const;
    /// Removes what has ended; gives how many did. Needs no key; called by open() and whenever time may have passed.
    domain::Result<int> expire();
    /// Destroys every wrap: whatever the data key locked is lost from here on.
    domain::Result<domain::Done> wipe();

private:
    explicit Keyring(const Options &options) : m_options(options) {}
    domain::Result<domain::Done> read();
    domain::Result<domain::Done> write(const QJsonObject &content);
    domain::Result<domain::Done> take(const QJsonObject &wrap, QByteArray kek);
    static QByteArray unwrapped(const QJsonObject &wrap, const QByteArray &kek);
    QByteArray kekOf(const QJsonObject &wrap, const QString &passphrase) const;
    QJsonObject sealed(QJsonObject wrap, const QByteArray &kek) const;
    QJsonObject vouched(QJsonObject member) const;
    bool isVouched(const QJsonObject &member) const;
    QString nameOf(const QString &staffNumber) const;
    QJsonObject wrapOf(const QString &staffNumber) const;
    QJsonObject withWrap(const QJsonObject &wrap) const;

    const Options m_options;
    QJsonObject m_content; ///< as on disk
    QByteArray m_key;
};

/// How long somebody may work off line after the last contact, where the centre says nothing else.
inline constexpr int offlineHoursDefault = 72;

} // namespace office
