// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/shell/client.h"

namespace app {

/// The terminal from its start to its end: the front door, the client behind it, and, where the centre has shut the device out, the
/// front door again with nothing behind it.
class Seat : public QObject
{
    Q_OBJECT
public:
    Seat(const Client::Options &options, QApplication &application) : m_options(options), m_application(application) {}
    ~Seat() override;

    /// Opens the front door. Refusals: FrontDoor::open().
    domain::Result<domain::Done> open();
    FrontDoor *door() const { return m_door.get(); }
    Client *client() const { return m_client.get(); }

private:
    void letIn();
    void endClient();

    const Client::Options m_options;
    QApplication &m_application;
    std::unique_ptr<forms::Preferences> m_preferences;
    std::unique_ptr<FrontDoor> m_door;
    std::unique_ptr<Client> m_client;
};

} // namespace app
