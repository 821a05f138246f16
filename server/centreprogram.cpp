// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/centreprogram.h"
#include "office/centreattachments.h"
#include "office/founding.h"
#include "office/journalaudit.h"
#include "office/snapshotshelf.h"
#include <QDir>
#include <QLoggingCategory>
#include <stdexcept>

namespace server {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::Result;
using office::Office;

Q_LOGGING_CATEGORY(programLog, "onewindow.server.program")

CentreProgram::CentreProgram(const Options &options) : m_options(options)
{
    m_house.databasePath = databasePath(options);
    m_house.filesFolder = options.filesFolder.isEmpty() ? QDir(options.dataFolder).filePath(u"files"_s) : options.filesFolder;
    m_house.clock = options.clock;
    m_house.ledgerFile = options.ledgerFile.isEmpty() ? QDir(options.dataFolder).filePath(u"centre.ledger"_s) : options.ledgerFile;
    // A demonstration lets every device in, but only those of its own machine.
    const bool isLoopback = options.listener.address.startsWith("127."_L1) || options.listener.address == "::1"_L1;
    m_house.openEnrolment = options.openEnrolment || (options.demo && isLoopback);
    m_house.minimumClient = options.minimumClient;
    m_house.filesKey = options.filesKey;
    m_house.notices = options.notices;
    m_house.deviceRates = std::make_unique<RequestRates>(options.deviceRate);
    if (Office::takesManyWriters(m_house.databasePath)) {
        constexpr int writers = 4;
        m_options.listener.limits.writeThreads = writers;
    }
}

QString CentreProgram::databasePath(const Options &options)
{
    return options.database.isEmpty() ? QDir(options.dataFolder).filePath(u"centre.db"_s) : options.database;
}

Result<Done> CentreProgram::prepareDatabase()
{
    if (!QDir().mkpath(m_options.dataFolder))
        return domain::refuse(u"office.store-failed", {{u"detail"_s, m_options.dataFolder}});
    const auto opened = Office::open({m_house.databasePath, Office::Side::Centre, m_options.clock, false});
    if (!opened)
        return opened.refusal();
    Office &office = **opened;
    // Made here once, so that the reading connections find them.
    const office::Centre centre(office);
    if (centre.epoch().isEmpty() || centre.tokenKey().isEmpty())
        return domain::refuse(u"office.store-failed");
    // Before anybody is served: a database that was put back from a copy says so by another epoch.
    const auto checked = office::CentreHealing(office).checkLedger(m_house.ledgerFile);
    if (!checked)
        return checked.refusal();
    if (const Result<Done> adopted = office::CentreAttachments::adoptKey(office, m_options.filesKey); !adopted)
        return adopted;
    const auto partners = Partners::read(m_options.partnersFile.isEmpty() ? QDir(m_options.dataFolder).filePath(u"partners.json"_s) : m_options.partnersFile);
    if (!partners)
        return partners.refusal();
    m_house.partners = *partners;
    if (m_options.demo) {
        const auto founded = office::foundIfEmpty(office, office::Founding::demo());
        if (!founded)
            return founded;
    }
    office::JournalAudit audit(office);
    const auto adopted = audit.adopt();
    if (!adopted)
        return adopted.refusal();
    if (const Result<Done> hashed = m_options.journalHash.isEmpty() ? Done{} : audit.useHash(m_options.journalHash); !hashed)
        return hashed;
    return office::publishCentreKey(office);
}

Result<Done> CentreProgram::start()
{
    const Result<Done> prepared = prepareDatabase();
    if (!prepared)
        return prepared;
    m_house.proofs.begin(m_house.clock());
    Serving serving;
    serving.traits = Router::traits;
    serving.makeService = [this](Lane lane) -> std::unique_ptr<Service> {
        auto office = Office::open({m_house.databasePath, Office::Side::Centre, m_house.clock, lane != Lane::Write});
        if (!office)
            throw std::runtime_error(office.refusal().code.toStdString());
        return std::make_unique<Router>(m_house, lane, std::move(office.value()));
    };
    m_listener = std::make_unique<Listener>(m_options.listener, serving);
    // The plain pointer stays good until the last worker has ended; the unique one is empty while they still do.
    m_house.headsMoved = [listener = m_listener.get()](const QStringList &scopes) { listener->headsMoved(scopes); };
    const Result<Done> listening = m_listener->start();
    if (listening && m_options.makesSnapshots)
        startSnapshots();
    if (listening && m_options.sends)
        startSending();
    if (listening && Office::takesManyWriters(m_house.databasePath))
        watchHeads();
    return listening;
}

void CentreProgram::startSnapshots()
{
    office::SnapshotBuilder::Options options;
    options.folder = snapshotFolder(m_house.filesFolder);
    options.clock = m_house.clock;
    m_snapshots = std::make_unique<SnapshotTask>([this] { return readingOffice(); }, options);
}

void CentreProgram::startSending()
{
    m_outgoing = std::make_unique<OutgoingTask>([this] { return readingOffice(); }, m_house.outgoing, m_house.partners,
                                                QDir(m_options.dataFolder).filePath(u"outgoing"_s), m_house.clock);
}

void CentreProgram::watchHeads()
{
    m_headWatch = std::make_unique<HeadWatch>([this] { return readingOffice(); }, m_house.headsMoved);
}

std::unique_ptr<Office> CentreProgram::readingOffice() const
{
    auto office = Office::open({m_house.databasePath, Office::Side::Centre, m_house.clock, true});
    return office ? std::move(office.value()) : nullptr; // said in the log; the next round tries again
}

void CentreProgram::noteHeads(Office &office) const
{
    const auto noted = office::CentreHealing(office).writeLedger(m_house.ledgerFile);
    if (!noted)
        qCCritical(programLog) << "the ledger is not up to date:" << noted.refusal().code << noted.refusal().facts;
}

quint16 CentreProgram::port() const
{
    return m_listener ? m_listener->port() : 0;
}

void CentreProgram::reloadCertificate(Listener::Reload when)
{
    m_listener->reloadCertificate(when);
}

void CentreProgram::announceLeaving()
{
    m_house.leaving = true;
}

void CentreProgram::stop()
{
    announceLeaving();
    m_headWatch.reset();
    m_snapshots.reset();
    m_outgoing.reset();
    constexpr int drainSeconds = 10;
    m_listener->drain(drainSeconds);
    m_listener.reset();
    if (const auto office = readingOffice()) // what was done since the last rest is known outside the database too
        noteHeads(*office);
}

} // namespace server
