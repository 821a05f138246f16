// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QObject>
#include <functional>

namespace app {

/// What the desktop keeps for this installation in its own key store: 32 bytes that are mixed into the passphrases' keys and seal the
/// device's key, so that the data folder alone, copied by whoever, is not even worth guessing at.
class DeskKeyStore : public QObject
{
    Q_OBJECT
public:
    /// Exactly once, from the event loop: the bytes, or desk.no-key-store {reason}.
    using Ended = std::function<void(const domain::Result<QByteArray> &secret)>;
    using QObject::QObject;

    /// Asks for them; made and kept where there are none yet. Never waits longer than `deadlineMs`: a key store that wants to be unlocked
    /// by somebody must not keep a counter shut.
    virtual void ask(const QString &installation, int deadlineMs, Ended ended) = 0;
};

/// The key store of the desktop at hand: Secret Service (GNOME, KDE, UKUI), by QtKeychain.
class DesktopKeyStore : public DeskKeyStore
{
    Q_OBJECT
public:
    using DeskKeyStore::DeskKeyStore;
    void ask(const QString &installation, int deadlineMs, Ended ended) override;
};

} // namespace app
