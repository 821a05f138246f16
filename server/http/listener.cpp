// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/listener.h"
#include "server/http/address.h"
#include "server/http/connection.h"
#include "server/http/responsehead.h"
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <sys/resource.h>

namespace server {

Q_LOGGING_CATEGORY(listenerLog, "onewindow.server.listener")

class Listener::Engine
{
public:
    Engine(Options options, Serving serving) : m_premises(std::move(options), std::move(serving)) {}

    domain::Result<domain::Done> start();
    void stop();
    quint16 port() const { return m_port; }
    void headsMoved(const QStringList &scopes);
    void reloadCertificate(Reload when);
    void drain(int secondsMax);
    Load load() const;

private:
    domain::Result<domain::Done> open();
    domain::Result<domain::Done> makeWorkers();
    void raiseDescriptorLimit() const;
    void accept();
    void onAccepted(const error_code &fault, tcp::socket socket, Loop &loop);
    void admit(tcp::socket socket, Loop &loop);
    void turnAway(tcp::socket socket, const QByteArray &peer) const;
    void stopLoops();

    Premises m_premises;
    std::atomic<quint16> m_port{0};
    // From here on the order counts: what refers to the loops' sockets goes before the loops do.
    std::vector<std::unique_ptr<Loop>> m_loops;
    std::size_t m_nextLoop = 0;
    std::optional<tcp::acceptor> m_acceptor;
    std::optional<net::steady_timer> m_acceptPause;
};

void Listener::Engine::stop()
{
    m_premises.draining = true;
    stopLoops();
    // Services may still announce moves while they end.
    for (std::unique_ptr<Workers> &workers : m_premises.workers)
        workers.reset();
}

domain::Result<domain::Done> Listener::Engine::start()
{
    Q_ASSERT(m_loops.empty());
    if (!m_premises.options.certificateFile.isEmpty()) {
        if (auto used = m_premises.useCertificate(); !used)
            return used;
    }
    for (int i = 0; i < m_premises.options.limits.networkThreads; ++i)
        m_loops.push_back(std::make_unique<Loop>());
    if (auto opened = open(); !opened)
        return opened;
    if (auto made = makeWorkers(); !made)
        return made;
    raiseDescriptorLimit();
    accept();
    for (const std::unique_ptr<Loop> &loop : m_loops)
        loop->thread = std::thread([loop = loop.get()] { loop->run(); });
    return domain::Done{};
}

domain::Result<domain::Done> Listener::Engine::open()
{
    const auto unusable = [this](const error_code &why) {
        return domain::refuse(u"listener.address-unusable", {{QStringLiteral("address"), m_premises.options.address}, {QStringLiteral("port"), m_premises.options.port},
                                                             {QStringLiteral("reason"), QString::fromStdString(why.message())}});
    };
    error_code fault;
    const net::ip::address address = net::ip::make_address(m_premises.options.address.toStdString(), fault);
    if (fault)
        return unusable(fault);
    if (m_premises.options.certificateFile.isEmpty() && !plainAddress(address).is_loopback())
        return domain::refuse(u"listener.plain-refused", {{QStringLiteral("address"), m_premises.options.address}});
    const tcp::endpoint endpoint(address, m_premises.options.port);
    m_acceptor.emplace(m_loops.front()->context);
    m_acceptPause.emplace(m_loops.front()->context);
    if (m_acceptor->open(endpoint.protocol(), fault); fault)
        return unusable(fault);
    if (m_acceptor->set_option(tcp::acceptor::reuse_address(true), fault); fault)
        return unusable(fault);
    if (m_acceptor->bind(endpoint, fault); fault)
        return unusable(fault);
    if (m_acceptor->listen(net::socket_base::max_listen_connections, fault); fault)
        return unusable(fault);
    m_port = m_acceptor->local_endpoint().port();
    return domain::Done{};
}

domain::Result<domain::Done> Listener::Engine::makeWorkers()
{
    const Limits &limits = m_premises.options.limits;
    const auto make = [this](Lane lane, int threads, int queueMax) {
        m_premises.workers[std::size_t(lane)] = std::make_unique<Workers>(threads, queueMax, m_premises.options.limits.restInterval, [this, lane] { return m_premises.serving.makeService(lane); });
    };
    // The writer first: it is the one that brings an empty store into shape.
    make(Lane::Write, limits.writeThreads, limits.writeQueueMax);
    make(Lane::Read, limits.readThreads, limits.readQueueMax);
    make(Lane::SignIn, limits.signInThreads, limits.signInQueueMax);
    for (const std::unique_ptr<Workers> &workers : m_premises.workers) {
        if (!workers->failure().isEmpty())
            return domain::refuse(u"listener.service-failed", {{QStringLiteral("reason"), workers->failure()}});
    }
    return domain::Done{};
}

void Listener::Engine::reloadCertificate(Reload when)
{
    if (m_premises.options.certificateFile.isEmpty() || (when == Reload::IfChanged && !m_premises.certificateChanged()))
        return;
    const auto used = m_premises.useCertificate();
    if (used) {
        qCInfo(listenerLog, "The certificate was read again");
        return;
    }
    const QJsonObject facts = used.refusal().facts;
    qCWarning(listenerLog, "The certificate in force is kept; %ls is unusable: %ls", qUtf16Printable(facts[u"file"].toString()), qUtf16Printable(facts[u"reason"].toString()));
}

/// Linux gives a process 1,024 descriptors by default, and lets it take more by itself.
void Listener::Engine::raiseDescriptorLimit() const
{
    constexpr rlim_t others = 256;      // databases, logs, the loops' own
    const rlim_t needed = rlim_t(m_premises.options.limits.admission.connectionsMax) + others;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
        return;
    limit.rlim_cur = std::min(needed, limit.rlim_max);
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < needed)
        qCWarning(listenerLog, "Only %llu descriptors may be open; %d connections need more (ulimit -n)", static_cast<unsigned long long>(limit.rlim_cur), m_premises.options.limits.admission.connectionsMax);
}

void Listener::Engine::accept()
{
    Loop &loop = *m_loops[m_nextLoop++ % m_loops.size()];
    m_acceptor->async_accept(loop.context, [this, &loop](const error_code &fault, tcp::socket socket) { onAccepted(fault, std::move(socket), loop); });
}

void Listener::Engine::onAccepted(const error_code &fault, tcp::socket socket, Loop &loop)
{
    if (m_premises.draining || fault == net::error::operation_aborted)
        return;
    if (fault) {
        // No descriptors left, most likely: trying again at once would only burn the processor.
        m_acceptPause->expires_after(std::chrono::milliseconds(100));
        m_acceptPause->async_wait([this](const error_code &stopped) {
            if (!stopped && !m_premises.draining)
                accept();
        });
        return;
    }
    accept();
    admit(std::move(socket), loop);
}

void Listener::Engine::admit(tcp::socket socket, Loop &loop)
{
    error_code fault;
    const tcp::endpoint remote = socket.remote_endpoint(fault);
    if (fault)
        return;      // gone already
    const net::ip::address peer = plainAddress(remote.address());
    const QByteArray admittedAs = m_premises.isProxy(addressText(peer)) ? QByteArray() : admissionKey(peer);
    if (!m_premises.admission.enter(admittedAs))
        return turnAway(std::move(socket), addressText(peer));
    auto connection = std::make_shared<Connection>(m_premises, loop, std::move(socket), peer, admittedAs);
    net::post(loop.context, [connection = std::move(connection)] { connection->start(); });
}

/// One connection too many: told so where that costs nothing, and closed.
void Listener::Engine::turnAway(tcp::socket socket, const QByteArray &peer) const
{
    if (m_premises.options.log) {
        AccessRecord line;
        line.at = QDateTime::currentDateTimeUtc();
        line.peer = peer;
        line.status = 503;
        line.codes = {QStringLiteral("server.full")};
        m_premises.options.log(line);
    }
    if (m_premises.tls())
        return;
    Response full = Response::problem(503, QStringLiteral("server.full"), QStringLiteral("Too many connections"));
    full.headers["Retry-After"] = QByteArray::number(QRandomGenerator::global()->bounded(5, 16));
    const QByteArray text = responseHead(full, {httpDate(QDateTime::currentSecsSinceEpoch()), {}, false, false}) + full.body;
    error_code ignored;   // it is a courtesy
    std::array<char, 2048> unread;
    socket.non_blocking(true, ignored);
    socket.read_some(net::buffer(unread), ignored);
    socket.write_some(net::const_buffer(text.constData(), std::size_t(text.size())), ignored);
    socket.shutdown(tcp::socket::shutdown_both, ignored);
}

void Listener::Engine::headsMoved(const QStringList &scopes)
{
    const quint64 move = ++m_premises.moves;
    for (const std::unique_ptr<Loop> &loop : m_loops)
        net::post(loop->context, [loop = loop.get(), scopes, move] { loop->moved(scopes, move); });
}

void Listener::Engine::drain(int secondsMax)
{
    if (m_premises.draining.exchange(true) || m_loops.empty())
        return;
    net::post(m_loops.front()->context, [this] {
        error_code ignored;   // closed is closed
        m_acceptor->close(ignored);
    });
    for (const std::unique_ptr<Loop> &loop : m_loops) {
        net::post(loop->context, [loop = loop.get()] {
            // Draining one may end it and so change the set.
            for (const auto connections = loop->connections; const auto &connection : connections)
                connection->drain();
        });
    }
    m_premises.waitUntilEmpty(secondsMax);
    stopLoops();
}

void Listener::Engine::stopLoops()
{
    for (const std::unique_ptr<Loop> &loop : m_loops)
        loop->context.stop();
    for (const std::unique_ptr<Loop> &loop : m_loops) {
        if (loop->thread.joinable())
            loop->thread.join();
    }
}

Listener::Load Listener::Engine::load() const
{
    int queued = 0;
    for (const std::unique_ptr<Workers> &workers : m_premises.workers)
        queued += workers ? workers->queued() : 0;
    return {m_premises.admission.connections(), m_premises.postponed, queued, m_premises.bodyBytes};
}

// ------------------------------------------------------------------------------------------------------ Listener

Listener::Listener(Options options, Serving serving) : m_engine(std::make_unique<Engine>(std::move(options), std::move(serving))) {}
Listener::~Listener() { m_engine->stop(); }

domain::Result<domain::Done> Listener::start() { return m_engine->start(); }
quint16 Listener::port() const { return m_engine->port(); }
void Listener::headsMoved(const QStringList &scopes) { m_engine->headsMoved(scopes); }
void Listener::reloadCertificate(Reload when) { m_engine->reloadCertificate(when); }
void Listener::drain(int secondsMax) { m_engine->drain(secondsMax); }
Listener::Load Listener::load() const { return m_engine->load(); }

} // namespace server
