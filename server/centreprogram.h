// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include "server/http/listener.h"
#include "server/router.h"
#include "server/tasks/snapshots.h"

namespace server {

/// One running centre: the database, the router on its lanes, the listener before them.
class CentreProgram
{
public:
    struct Options
    {
        QString dataFolder;
        Listener::Options listener;
        bool demo = false;   ///< founds the made-up district in an empty database
        std::function<QDateTime()> clock; ///< UTC
        bool makesSnapshots = true; ///< keeps ready-made first downloads up to date
    };
    explicit CentreProgram(const Options &options);

    /// Brings the database up to date and opens the door. Refusals: those of the store, of founding and of the listener.
    domain::Result<domain::Done> start();
    quint16 port() const;
    void reloadCertificate();
    /// Lets what has begun end, then closes.
    void stop();
    static QString databasePath(const QString &dataFolder);

private:
    domain::Result<domain::Done> prepareDatabase();
    void startSnapshots();
    Options m_options;
    CentreHouse m_house;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<SnapshotTask> m_snapshots;
};

} // namespace server
