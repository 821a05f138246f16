// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/office.h"

namespace office {

class Centre;

/// How devices become known to the centre, and how they change their keys (sync.md §12). Codes and proofs come here as the wire has
/// normalised and spelt them.
class CentreDevices
{
public:
    CentreDevices(Office &office, Centre &centre) : m_office(office), m_centre(centre) {}

    struct Code { QString text; QDateTime expires; };
    /// A code for one new device of a place, good for a day: twelve letters and digits nobody mistakes. Only its hash is kept.
    /// Refusals: place.unknown.
    domain::Result<Code> makeCode(const QString &place, const QString &madeBy);

    struct Newcomer
    {
        QString code, device, stream, name; ///< stream and name may be empty
        QByteArray publicKey;
    };
    struct Enrolled { QString stream, place; };
    /// Takes a code: the device's key is published, its stream made known. The same device may ask again while the code lasts (its answer
    /// was lost). A revoked device is let in again by a new code. Refusals: enrolment.code (unknown, used, too old),
    /// device.malformed, device.other-key, device.other-stream.
    domain::Result<Enrolled> enrol(const Newcomer &newcomer);

    /// The device's next key; `message` is what its present one must have signed. Asked again with the same key: done already.
    /// Refusals: device.unknown, device.revoked, device.malformed, operation.signature.
    domain::Result<domain::Done> rotate(const QString &device, const QByteArray &newKey, const QByteArray &message, const QByteArray &signature);

    /// What a device gives the centre to keep: the key to a wrap of its data key. Sealed by a key of this centre; put by the latest.
    domain::Result<domain::Done> keepUnlockKey(const QString &device, const QByteArray &unlockKey);
    /// It, for somebody who just signed in at that device and belongs to its district; else empty.
    domain::Result<QByteArray> unlockKey(const QString &device, const domain::Staff &staff) const;
    /// The revoked device says that it holds nothing any more; on record once. What it gave into keeping goes. Refusals: device.unknown.
    domain::Result<domain::Done> noteWiped(const QString &device);

private:
    Office &m_office;
    Centre &m_centre;
};

} // namespace office
