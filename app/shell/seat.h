// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/shell/client.h"
#include "app/shell/deskkeystore.h"

namespace app {

/// The terminal from its start to its end: the front door, the client behind it, and, where the centre has shut the device out, the
/// front door again with nothing behind it.
class Seat : public QObject
{
    Q_OBJECT
public:
    /// `keys`: the desktop's key store, where it is to be used; else null.
    Seat(const Client::Options &options, QApplication &application, std::unique_ptr<DeskKeyStore> keys = nullptr);
    ~Seat() override;

    /// Opens the front door, at once or when the desktop's key store has answered; opened() or failed() follows.
    void open();
    FrontDoor *door() const { return m_door.get(); }
    Client *client() const { return m_client.get(); }

Q_SIGNALS:
    void opened();
    /// Those of FrontDoor::open().
    void failed(const domain::Refusal &refusal);

private:
    void openDoor(const QByteArray &deskSecret);
    void letIn();
    void endClient();

    const Client::Options m_options;
    QApplication &m_application;
    std::unique_ptr<DeskKeyStore> m_keys;
    std::unique_ptr<forms::Preferences> m_preferences;
    std::unique_ptr<FrontDoor> m_door;
    std::unique_ptr<Client> m_client;
};

} // namespace app
