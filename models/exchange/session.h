// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/document.h"
#include "domain/numbering/receiptnumber.h"
#include "exchange/version.h"
#include <QDateTime>

namespace exchange {

/// A member of staff sits down at a device. Every decoder here refuses with wire.not-json {html} or wire.malformed {member}.
struct SignInRequest
{
    QString user;               ///< staff number
    QString password;
    QString device;             ///< id of the installation, made by itself
    QByteArray devicePublicKey; ///< Ed25519, 32 bytes, which signs this device's operations; may be empty
    QString place;              ///< place id; may be empty: the one of the member of staff
    QString counter;            ///< window of the hall; may be empty
    QString code = {};          ///< second factor: six digits, a recovery code, or a token's word; empty: not asked yet
    QString newPassword = {};   ///< takes the place of `password`; empty: it stays

    /// The password that holds once the centre said yes.
    const QString &passwordInForce() const { return newPassword.isEmpty() ? password : newPassword; }
    bool operator==(const SignInRequest &) const = default;
};

/// Who is signed in, as what, for how long, and what this device may see.
struct SignInAnswer
{
    QString token;            ///< bearer token, minutes
    QDateTime tokenExpires;   ///< UTC, by the centre's clock
    QString renewal;          ///< exchanged for a new token without the password, used once
    QDateTime renewalExpires;
    QDateTime serverTime;     ///< UTC when the answer was written: lifetimes are differences to it, so a wrong clock at the counter does not matter
    QString staffId, staffNumber, name;
    QStringList roles;
    QString place, placeName; ///< the hall: document id and name
    QString counter;
    QString district;         ///< "610116"; empty for staff of no hall
    QString stream;           ///< the stream the centre last heard this device in; empty when it does not say
    QStringList scopes;
    QByteArray unlockKey{};   ///< what this device gave the centre to keep of the way to its data key, 32 bytes; empty: nothing, or not for this person
    int offlineHours = 0;     ///< so long after the last contact somebody may still open this device's store off line; 0: the centre does not say
    QByteArray factorSecret = {};  ///< for signing in without the centre at this device; empty: no second factor, or none by the clock
    QStringList recoveryCodes = {}; ///< shown once, when a second factor was just set up
    bool operator==(const SignInAnswer &) const = default;
};

/// A security administrator gives somebody a password to begin with; `factor`: the second factor is set up anew too.
struct PasswordReset
{
    bool factor = false;
    bool operator==(const PasswordReset &) const = default;
};
QByteArray encode(const PasswordReset &reset);
domain::Result<PasswordReset> decodePasswordReset(QByteArrayView text);
struct InitialPassword
{
    QString password; ///< told once, good once
    bool operator==(const InitialPassword &) const = default;
};
QByteArray encode(const InitialPassword &initial);
domain::Result<InitialPassword> decodeInitialPassword(QByteArrayView text);

struct RenewRequest
{
    QString renewal;
    bool operator==(const RenewRequest &) const = default;
};

QByteArray encode(const SignInRequest &request);
domain::Result<SignInRequest> decodeSignInRequest(QByteArrayView text);
QByteArray encode(const SignInAnswer &answer);
domain::Result<SignInAnswer> decodeSignInAnswer(QByteArrayView text);
QByteArray encode(const RenewRequest &request);
domain::Result<RenewRequest> decodeRenewRequest(QByteArrayView text);

/// What the centre takes at once.
struct Limits
{
    int pushOperationsMax = 500;
    qint64 pushBytesMax = 1024 * 1024;
    qint64 changesBytesMax = 4 * 1024 * 1024;
    int waitSecondsMax = 25;
    bool operator==(const Limits &) const = default;
};

/// How the centre greets a device.
struct Hello
{
    int protocolFrom = protocolMin; ///< the centre speaks from … to
    int protocolTo = protocolMax;
    QDateTime serverTime;           ///< UTC
    QString epoch;                  ///< one unbroken history of the centre's database
    Limits limits;
    QStringList scopes;
    qint64 scopeSet = 0;            ///< stands for that list: another list, another number; sent along when asking for changes
    QStringList numberSeries;       ///< series this device may lease numbers of, "610116-2026", from 1 December also next year's
    QString minimumClient;          ///< oldest client that may pull, "0.1.0"; empty: any
    QStringList notices;            ///< sentences of the centre to everybody at a counter
    QStringList wanted{};           ///< attachments ("sha256:…") the centre lacks and believes this device has
    bool operator==(const Hello &) const = default;
};
QByteArray encode(const Hello &hello);
domain::Result<Hello> decodeHello(QByteArrayView text);

/// Asks for a block of receipt numbers. Asked again with the same `request` the centre gives the same block, so that
/// a lost answer costs no numbers.
struct NumberLeaseRequest
{
    QString request; ///< UUID made by the device
    QString stream;  ///< the lease is bound to it
    QString series;
    qint64 count = 0;
    bool operator==(const NumberLeaseRequest &) const = default;
};
inline constexpr qint64 leaseNumbersMax = 10'000;
QByteArray encode(const NumberLeaseRequest &request);
domain::Result<NumberLeaseRequest> decodeNumberLeaseRequest(QByteArrayView text);
QByteArray encode(const domain::NumberLease &lease);
/// Refuses also a block that is empty or turned round.
domain::Result<domain::NumberLease> decodeNumberLease(QByteArrayView text);

/// Gives back what was not used: from the lease's `next` to its end; they become void at the centre.
struct NumberLeaseReturn
{
    qint64 next = 0; ///< the first unused number
    bool operator==(const NumberLeaseReturn &) const = default;
};
QByteArray encode(const NumberLeaseReturn &request);
domain::Result<NumberLeaseReturn> decodeNumberLeaseReturn(QByteArrayView text);

/// A document looked up at the centre outside the scopes at hand: {"id", "k", "v", "sc", "d"}, named as in a change row.
QByteArray encode(const domain::Document &document);
domain::Result<domain::Document> decodeDocument(QByteArrayView text);

} // namespace exchange
