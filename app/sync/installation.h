// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/deviceidentity.h"
#include "office/keyring.h"
#include "office/office.h"

namespace app {

/// What of this installation lies in its data folder: who it is, the ways to its data key, the encrypted store with its attachments. Opens it,
/// takes over what an earlier version left plain, and destroys it when the centre has shut the device out.
class Installation
{
public:
    struct Options
    {
        QString folder;
        std::function<QDateTime()> clock; ///< UTC
        QByteArray deskSecret = {};       ///< 32 bytes the desktop's key store keeps for us; empty: there is none
    };
    /// Refusals: those of the keyring, of the identity and of the disk.
    static domain::Result<std::unique_ptr<Installation>> open(const Options &options);

    office::Keyring &keyring() const { return *m_keyring; }
    const std::shared_ptr<office::DeviceIdentity> &identity() const { return m_identity; }
    QString folder() const { return m_options.folder; }
    QString database() const;
    QString blobs() const;
    QString download() const;
    QString preferences() const;

    /// A store is there that nobody here has a key for: its keyring is lost.
    bool isLocked() const;
    /// A store an earlier version wrote is there, not encrypted yet.
    bool isPlain() const;
    /// The store as it is, before it is taken over.
    domain::Result<std::unique_ptr<office::Office>> openPlain() const;
    /// The store, with the data key of the open keyring; what an earlier version left plain is encrypted first.
    domain::Result<std::unique_ptr<office::Office>> openOffice() const;

    /// This device was shut out, and what it held is gone, or going.
    bool isShutOut() const;
    /// The first step of the end, and the one that counts: without its wraps the data key is lost, and with it everything it locked.
    domain::Result<domain::Done> destroyKeys();
    /// The last: identity, store, attachments, what the terminal remembered. Called again it goes on where it was broken off.
    domain::Result<domain::Done> destroyRest();
    /// An administrator lets this terminal in again, as another device. Refusals: those of open().
    domain::Result<domain::Done> beginAnew();

private:
    explicit Installation(const Options &options) : m_options(options) {}
    domain::Result<domain::Done> read();
    QString path(QStringView name) const;

    const Options m_options;
    std::unique_ptr<office::Keyring> m_keyring;
    std::shared_ptr<office::DeviceIdentity> m_identity;
};

} // namespace app
