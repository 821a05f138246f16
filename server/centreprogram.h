// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include "server/http/listener.h"
#include "server/router.h"
#include "server/tasks/headwatch.h"
#include "server/tasks/outgoingtask.h"
#include "server/tasks/snapshots.h"

namespace server {

/// One running centre: the database, the router on its lanes, the listener before them.
class CentreProgram
{
public:
    struct Options
    {
        QString dataFolder;
        QString database;    ///< postgresql://…, which any number of servers may share; empty: a file in the data folder
        QString filesFolder; ///< attachments and first downloads, for all servers of the database; empty: in the data folder
        QByteArray filesKey; ///< of attachments at rest; empty: they are plain
        Listener::Options listener;
        RequestRates::Rate deviceRate{100, 1000}; ///< requests of one device; more: 429
        QString ledgerFile;  ///< where the heads are noted outside the database; empty: in the data folder
        QString journalHash; ///< by what the journal is chained from now on, "sha-256" or "sm3"; empty: as before
        bool openEnrolment = false; ///< devices nobody knows may sign in; else they need a code
        QString minimumClient;      ///< oldest client that may pull; empty: any
        QStringList notices;        ///< sentences to everybody at a counter
        bool demo = false;   ///< founds the made-up district in an empty database
        std::function<QDateTime()> clock; ///< UTC
        QString partnersFile;  ///< whom messages and deliveries go to; empty: partners.json in the data folder
        bool sends = true;     ///< sends what leaves the house
        bool makesSnapshots = true; ///< keeps ready-made first downloads up to date
    };
    explicit CentreProgram(const Options &options);

    /// Brings the database up to date and opens the door. Refusals: those of the store, of founding and of the listener.
    domain::Result<domain::Done> start();
    quint16 port() const;
    void reloadCertificate(Listener::Reload when = Listener::Reload::Always);
    /// Says on /healthz that it is about to close, and goes on serving: a proxy looks there every second or so.
    void announceLeaving();
    /// Accepts nobody any more, answers long polls at once, lets what has begun end, then closes.
    void stop();
    /// Where the database of these options stands.
    static QString databasePath(const Options &options);

private:
    domain::Result<domain::Done> prepareDatabase();
    void startSnapshots();
    void watchHeads();
    void startSending();
    void noteHeads(office::Office &office) const;
    std::unique_ptr<office::Office> readingOffice() const;
    Options m_options;
    CentreHouse m_house;
    std::unique_ptr<Listener> m_listener;
    std::unique_ptr<SnapshotTask> m_snapshots;
    std::unique_ptr<HeadWatch> m_headWatch;
    std::unique_ptr<OutgoingTask> m_outgoing;
};

} // namespace server
