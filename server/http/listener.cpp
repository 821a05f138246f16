// SPDX-License-Identifier: GPL-3.0-or-later
#define BOOST_ASIO_SEPARATE_COMPILATION
#define BOOST_BEAST_SEPARATE_COMPILATION
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include "server/http/listener.h"
#include "server/http/certificate.h"
#include "server/http/requestreader.h"
#include "server/http/responsehead.h"
#include "server/http/workers.h"
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QSet>
#include <array>
#include <atomic>
#include <climits>
#include <csignal>
#include <condition_variable>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <unordered_set>
#include <sys/resource.h>

namespace net = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;
using net::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace server {

Q_LOGGING_CATEGORY(listenerLog, "onewindow.server.listener")

namespace {

constexpr Clock::time_point never = Clock::time_point::max();
constexpr std::size_t readBytes = 2 * 1024;        // a pending read keeps this much memory for each idle connection
constexpr std::size_t bodyReadBytes = 32 * 1024;
constexpr qsizetype joinedBytesMax = 16 * 1024;    // up to one TLS record, header and body are sent as one piece

Trouble trouble(int status, QStringView code, QStringView title) { return {status, code.toString(), title.toString()}; }

bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

/// An address as people write it; IPv4 inside IPv6 ("::ffff:10.1.2.3") is IPv4.
net::ip::address plainAddress(const net::ip::address &address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6());
    return address;
}

QByteArray addressText(const net::ip::address &address) { return QByteArray::fromStdString(address.to_string()); }

/// Whose allowance a client uses: an IPv6 host commands a whole /64, so that is what counts as one address.
QByteArray admissionKey(const net::ip::address &address)
{
    if (address.is_v4())
        return addressText(address);
    const auto raw = address.to_v6().to_bytes();
    return QByteArray(reinterpret_cast<const char *>(raw.data()), 8);
}

/// A socket, with or without TLS over it. OpenSSL works on the socket itself and Asio only tells when it is ready: with
/// the buffers of asio::ssl a connection that merely waits would keep 70 KB instead of 10. One read and one write may
/// be pending at a time.
class Wire
{
public:
    Wire(tcp::socket socket, const std::shared_ptr<SSL_CTX> &tls) : m_socket(std::move(socket))
    {
        if (!tls)
            return;
        m_tls.reset(SSL_new(tls.get()));
        if (!m_tls || SSL_set_fd(m_tls.get(), m_socket.native_handle()) != 1)
            throw std::bad_alloc();
        SSL_set_accept_state(m_tls.get());
        m_socket.native_non_blocking(true);
    }

    bool secure() const { return m_tls != nullptr; }
    tcp::socket &socket() { return m_socket; }

    template<class Then> void handshake(Then then)
    {
        attempt(SSL_do_handshake, std::move(then));
    }
    /// Says that nothing more comes, so that the client knows that nobody cut the answer short.
    template<class Then> void sayGoodbye(Then then)
    {
        attempt([](SSL *tls) { return SSL_shutdown(tls) < 0 ? -1 : 1; }, std::move(then));
    }
    template<class Then> void readSome(const net::mutable_buffer &buffer, Then then)
    {
        if (!m_tls)
            return m_socket.async_read_some(buffer, std::move(then));
        attempt([buffer](SSL *tls) { return SSL_read(tls, buffer.data(), int(buffer.size())); }, std::move(then));
    }
    template<class Then> void writeSome(const std::array<net::const_buffer, 2> &buffers, Then then)
    {
        if (!m_tls)
            return m_socket.async_write_some(buffers, std::move(then));
        const net::const_buffer first = buffers[0].size() > 0 ? buffers[0] : buffers[1];
        attempt([first](SSL *tls) { return SSL_write(tls, first.data(), int(std::min<std::size_t>(first.size(), INT_MAX))); }, std::move(then));
    }

private:
    struct Free
    {
        void operator()(SSL *tls) const { SSL_free(tls); }
    };

    /// Tries the act now and again whenever the socket is ready for it. `then` is never called from within.
    template<class Act, class Then> void attempt(Act act, Then then)
    {
        ERR_clear_error();
        const int result = act(m_tls.get());
        const int why = SSL_get_error(m_tls.get(), result);
        if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) {
            const auto readiness = why == SSL_ERROR_WANT_READ ? tcp::socket::wait_read : tcp::socket::wait_write;
            return m_socket.async_wait(readiness, [this, act = std::move(act), then = std::move(then)](const error_code &fault) mutable {
                fault ? then(fault, 0) : attempt(std::move(act), std::move(then));
            });
        }
        error_code fault;
        if (why == SSL_ERROR_ZERO_RETURN)
            fault = net::error::eof;
        else if (result <= 0)
            fault = net::error::connection_reset;
        net::post(m_socket.get_executor(), [fault, result, then = std::move(then)]() mutable { then(fault, std::size_t(std::max(0, result))); });
    }

    tcp::socket m_socket;
    std::unique_ptr<SSL, Free> m_tls;
};

/// A transfer must keep a minimum rate on the average after a grace: however large it is, an honest slow line gets it
/// through, and a client that feeds a byte now and then does not.
struct Pace
{
    Clock::time_point begun;

    Clock::time_point until(qint64 bytes, const Listener::Limits &limits) const
    {
        return begun + limits.transferGrace + std::chrono::milliseconds(bytes * 1000 / limits.transferBytesPerSecondMin);
    }
};

/// One faulty connection must not end the centre: whatever came out of its handler is logged, and the others go on.
void runLoop(net::io_context &context)
{
    // OpenSSL writes to sockets by write(), which raises a signal when the client is gone.
    sigset_t brokenPipe;
    sigemptyset(&brokenPipe);
    sigaddset(&brokenPipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &brokenPipe, nullptr);
    for (;;) {
        try {
            context.run();
            return;
        } catch (const std::exception &fault) {
            qCCritical(listenerLog, "A connection ended in a fault: %s", fault.what());
        }
    }
}

} // namespace

class Listener::Engine
{
public:
    Engine(Options options, Serving serving)
        : m_options(std::move(options)), m_serving(std::move(serving)), m_admission(m_options.limits.admission)
    {
    }

    domain::Result<domain::Done> start();
    void stop();
    quint16 port() const { return m_port; }
    void headsMoved(const QStringList &scopes);
    void reloadCertificate();
    void drain(int secondsMax);
    Load load() const;

private:
    class Connection;

    /// One network thread with the connections that live on it. All but the context is touched by that thread only.
    struct Loop
    {
        net::io_context context{1};
        net::executor_work_guard<net::io_context::executor_type> work{context.get_executor()};
        std::thread thread;
        std::unordered_set<std::shared_ptr<Connection>> connections;
        QHash<QString, QSet<Connection *>> waiting;          // long polls by scope
        QHash<QString, quint64> movedAt;                     // the last move of each scope
        quint64 forgotten = 0;                               // moves up to here are not in movedAt any more
        std::array<char, 16 * 1024> scrap;                   // where unwanted bytes go; nobody reads it
        QByteArray date;
        qint64 dateSecond = 0;

        const QByteArray &dateText();
        void moved(const QStringList &scopes, quint64 move);
        bool movedSince(const QStringList &scopes, quint64 move) const;
    };

    domain::Result<domain::Done> open();
    domain::Result<domain::Done> makeWorkers();
    std::shared_ptr<SSL_CTX> tls() const;
    void raiseDescriptorLimit() const;
    void accept();
    void onAccepted(const error_code &fault, tcp::socket socket, Loop &loop);
    void admit(tcp::socket socket, Loop &loop);
    void turnAway(tcp::socket socket) const;
    Workers &workersOf(Lane lane) { return *m_workers[std::size_t(lane)]; }
    bool isProxy(const QByteArray &address) const { return m_options.proxies.contains(address); }
    void connectionEnded(const QByteArray &admittedAs);
    void stopLoops();

    const Options m_options;
    const Serving m_serving;
    Admission m_admission;
    std::atomic<quint16> m_port{0};
    std::atomic<bool> m_draining{false};
    std::atomic<quint64> m_moves{0};
    std::atomic<qint64> m_bodyBytes{0};
    std::atomic<int> m_postponed{0};
    mutable std::mutex m_tlsMutex;
    std::shared_ptr<SSL_CTX> m_tls;
    std::mutex m_endMutex;
    std::condition_variable m_ended;
    // From here on the order counts: what runs on the loops and what refers to their sockets goes before the loops do.
    std::vector<std::unique_ptr<Loop>> m_loops;
    std::size_t m_nextLoop = 0;
    std::optional<tcp::acceptor> m_acceptor;
    std::optional<net::steady_timer> m_acceptPause;
    std::array<std::unique_ptr<Workers>, 3> m_workers;
};

/// One client's connection: reads a request, has it answered, writes the answer, and again. Lives on its loop's thread.
class Listener::Engine::Connection : public std::enable_shared_from_this<Connection>
{
public:
    Connection(Engine &engine, Loop &loop, tcp::socket socket, const net::ip::address &peer, QByteArray admittedAs);

    void start();
    void wake();
    void drain();

private:
    enum class Stage { Handshake, Idle, Header, Body, Working, Postponed, Writing, Closing, Closed };
    enum class After { Close, MayKeep };

    const Limits &limits() const { return m_engine.m_options.limits; }
    void setDeadline(Clock::time_point at);
    void setDeadline(Limits::Duration span) { setDeadline(Clock::now() + span); }
    void setTimer();
    void onDeadline();
    void read();
    void onRead(const error_code &fault, std::size_t size);
    void onPeerGone();
    void advance();
    void beginRequest();
    void readHeader();
    void onHeader();
    void identifyPeer();
    void sendContinue();
    void readBody();
    void dispatch(bool mayWait);
    void onAnswer(Answer answer, bool mayWait);
    void postpone(const Postpone &wish);
    void endWaiting();
    void refuse(const Trouble &why, After after = After::Close);
    void respond(Response response, After after);
    void write();
    void onWritten(const error_code &fault, std::size_t size);
    void endRequest();
    void record(bool delivered);
    void close();
    void hangUp();
    void discard();
    void abandon();

    Engine &m_engine;
    Loop &m_loop;
    Wire m_wire;
    const net::ip::address m_address;
    net::ip::address m_client;       // the same, or who a trusted proxy speaks for
    const QByteArray m_admittedAs;
    net::steady_timer m_timer;
    Clock::time_point m_deadline = never;
    Clock::time_point m_timerAt = never;
    Stage m_stage = Stage::Handshake;
    bool m_reading = false;          // at most one read is pending; m_in was empty when one is pending outside Header and Body
    bool m_peerGone = false;
    bool m_keepAlive = true;
    beast::flat_buffer m_in;
    std::optional<RequestReader> m_reader;
    RouteTraits m_traits;
    Pace m_pace;
    Clock::time_point m_begun{};
    QStringList m_scopes;            // of the long poll
    Clock::time_point m_waitUntil;
    bool m_hasWaited = false;
    quint64 m_movesSeen = 0;
    QByteArray m_head;
    QByteArray m_body;
    qsizetype m_sent = 0;
    qsizetype m_bodySize = 0;
    int m_status = 0;
};

// ---------------------------------------------------------------------------------------------------- Connection

Listener::Engine::Connection::Connection(Engine &engine, Loop &loop, tcp::socket socket, const net::ip::address &peer, QByteArray admittedAs)
    : m_engine(engine), m_loop(loop), m_wire(std::move(socket), engine.tls()), m_address(peer), m_client(peer), m_admittedAs(std::move(admittedAs)),
      m_timer(loop.context)
{
}

void Listener::Engine::Connection::start()
{
    m_loop.connections.insert(shared_from_this());
    error_code ignored;   // a socket that refuses the option is only slower
    m_wire.socket().set_option(tcp::no_delay(true), ignored);
    setDeadline(limits().headerTime);
    if (!m_wire.secure()) {
        m_stage = Stage::Idle;
        read();
        if (m_engine.m_draining)
            drain();
        return;
    }
    m_wire.handshake([self = shared_from_this()](const error_code &fault, std::size_t) {
        if (self->m_stage != Stage::Handshake)
            return;
        if (fault || self->m_engine.m_draining)
            return self->abandon();
        self->m_stage = Stage::Idle;
        self->setDeadline(self->limits().headerTime);
        self->read();
    });
}

/// The next instant at which something must have happened; it replaces the one before. Most deadlines only move on
/// with every step of a request, so the timer is left as it is and looks again when it fires.
void Listener::Engine::Connection::setDeadline(Clock::time_point at)
{
    m_deadline = at;
    if (at < m_timerAt)
        setTimer();
}

void Listener::Engine::Connection::setTimer()
{
    m_timerAt = m_deadline;
    if (m_deadline == never)
        return;
    m_timer.expires_at(m_deadline);
    m_timer.async_wait([weak = weak_from_this()](const error_code &fault) {
        const auto self = weak.lock();
        if (fault || !self)
            return;
        self->m_timerAt = never;
        Clock::now() >= self->m_deadline ? self->onDeadline() : self->setTimer();
    });
}

void Listener::Engine::Connection::onDeadline()
{
    switch (m_stage) {
    case Stage::Idle:
        return close();
    case Stage::Header:
    case Stage::Body:
        return refuse(trouble(408, u"request.too-slow", u"The request took too long to arrive"));
    case Stage::Postponed:
        endWaiting();
        return dispatch(false);
    case Stage::Writing:
        record(false);
        return abandon();
    case Stage::Handshake:
    case Stage::Closing:
        return abandon();
    case Stage::Working:
    case Stage::Closed:
        return;
    }
}

void Listener::Engine::Connection::read()
{
    if (m_reading)
        return;
    m_reading = true;
    const auto room = m_in.prepare(m_stage == Stage::Body ? bodyReadBytes : readBytes);
    m_wire.readSome(room, [self = shared_from_this()](const error_code &fault, std::size_t size) { self->onRead(fault, size); });
}

void Listener::Engine::Connection::onRead(const error_code &fault, std::size_t size)
{
    m_reading = false;
    if (m_stage == Stage::Closing || m_stage == Stage::Closed)
        return;
    if (fault)
        return onPeerGone();
    m_in.commit(size);
    advance();
}

void Listener::Engine::Connection::onPeerGone()
{
    m_peerGone = true;
    // A client may close its sending half and still wait for the answer that is being made.
    if (m_stage != Stage::Working && m_stage != Stage::Writing)
        abandon();
}

void Listener::Engine::Connection::advance()
{
    switch (m_stage) {
    case Stage::Idle:
        return beginRequest();
    case Stage::Header:
        return readHeader();
    case Stage::Body:
        return readBody();
    default:
        return;      // a pipelined request: its turn comes after this one
    }
}

void Listener::Engine::Connection::beginRequest()
{
    const auto isEmptyLine = [](char c) { return c == '\r' || c == '\n'; };
    const auto *first = static_cast<const char *>(m_in.cdata().data());
    m_in.consume(std::size_t(std::find_if_not(first, first + m_in.size(), isEmptyLine) - first));
    if (m_in.size() == 0)
        return read();
    m_begun = Clock::now();
    m_stage = Stage::Header;
    m_keepAlive = true;
    m_hasWaited = false;
    m_reader.emplace(limits(), m_engine.m_bodyBytes);
    identifyPeer();
    setDeadline(limits().headerTime);
    readHeader();
}

void Listener::Engine::Connection::readHeader()
{
    m_in.consume(m_reader->feed(m_in.cdata()));
    if (m_reader->failure())
        return refuse(*m_reader->failure());
    if (!m_reader->is_header_done())
        return read();
    onHeader();
}

void Listener::Engine::Connection::onHeader()
{
    identifyPeer();
    if (auto wrong = m_reader->head().unsoundness())
        return refuse(*wrong);
    m_traits = m_engine.m_serving.traits(m_reader->request().method, m_reader->request().path);
    const bool bodyFits = m_reader->allowBody(m_traits.bodyBytesMax);
    if (const int wait = m_engine.m_admission.secondsToWait(admissionKey(m_client), m_begun)) {
        Response tooMany = Response::problem(429, QStringLiteral("request.too-many"), QStringLiteral("Too many requests from this address"));
        tooMany.headers["Retry-After"] = QByteArray::number(wait);
        return respond(std::move(tooMany), After::MayKeep);
    }
    if (!bodyFits)
        return refuse(trouble(413, u"request.body-too-large", u"The body is larger than this route takes"));
    m_stage = Stage::Body;
    m_pace.begun = Clock::now();
    if (m_reader->head().expectsContinue() && !m_reader->is_done() && m_in.size() == 0)
        return sendContinue();
    readBody();
}

/// Who asks: the other end of the socket, or the client a trusted reverse proxy names.
void Listener::Engine::Connection::identifyPeer()
{
    Request &request = m_reader->request();
    m_client = m_address;
    request.peer = addressText(m_client);
    request.secure = m_wire.secure();
    if (!m_engine.isProxy(request.peer))
        return;
    const QList<QByteArray> chain = request.header("x-forwarded-for").split(',');
    error_code fault;
    const net::ip::address client = net::ip::make_address(chain.last().trimmed().toStdString(), fault);
    if (!fault) {
        m_client = plainAddress(client);
        request.peer = addressText(m_client);
    }
    request.secure = request.secure || equalsIgnoringCase(request.header("x-forwarded-proto"), "https");
}

void Listener::Engine::Connection::sendContinue()
{
    static constexpr std::string_view text = "HTTP/1.1 100 Continue\r\n\r\n";
    setDeadline(m_pace.until(0, limits()));
    m_wire.writeSome({net::buffer(text), net::const_buffer()}, [self = shared_from_this()](const error_code &fault, std::size_t size) {
        if (self->m_stage != Stage::Body)
            return;
        if (fault || size != text.size())
            return self->abandon();
        self->readBody();
    });
}

void Listener::Engine::Connection::readBody()
{
    if (!m_reader->is_done() && m_in.size() > 0)
        m_in.consume(m_reader->feed(m_in.cdata()));
    if (m_reader->failure())
        return refuse(*m_reader->failure());
    if (m_reader->is_done())
        return dispatch(true);
    if (m_in.size() > std::size_t(limits().headerBytesMax))
        return refuse(trouble(400, u"request.malformed", u"A chunk's header or the trailer is too long"));
    setDeadline(m_pace.until(m_reader->request().body.size(), limits()));
    read();
}

void Listener::Engine::Connection::dispatch(bool mayWait)
{
    m_stage = Stage::Working;
    setDeadline(never);
    if (m_in.size() == 0 && !m_reading)
        m_in.shrink_to_fit();
    // Taken before the service looks at the heads: whatever moves from here on is noticed in postpone().
    m_movesSeen = m_engine.m_moves;
    Workers::Job job{m_reader->request(), [self = shared_from_this(), mayWait](Answer answer) mutable {
        // The last reference must die on the loop's thread, so it travels with the answer.
        auto &context = self->m_loop.context;
        net::post(context, [self = std::move(self), answer = std::move(answer), mayWait]() mutable { self->onAnswer(std::move(answer), mayWait); });
    }};
    job.request.mayWait = mayWait;
    Workers &workers = m_engine.workersOf(m_traits.lane);
    if (m_hasWaited)
        return workers.readmit(std::move(job));
    if (!workers.offer(std::move(job)))
        refuse(trouble(503, u"server.busy", u"The centre is busy; try again later"), After::MayKeep);
}

void Listener::Engine::Connection::onAnswer(Answer answer, bool mayWait)
{
    if (m_stage != Stage::Working)
        return;
    if (Response *response = std::get_if<Response>(&answer))
        return respond(std::move(*response), After::MayKeep);
    if (!mayWait) {
        qCCritical(listenerLog, "%s was postponed though it must not wait any more", m_reader->request().path.constData());
        return refuse(trouble(500, u"server.fault", u"The centre failed on this request"), After::MayKeep);
    }
    postpone(std::get<Postpone>(answer));
}

void Listener::Engine::Connection::postpone(const Postpone &wish)
{
    if (m_peerGone)
        return abandon();
    if (!m_hasWaited) {
        m_hasWaited = true;
        m_waitUntil = m_begun + std::chrono::seconds(std::clamp(wish.waitSecondsMax, 0, limits().waitSecondsMax));
    }
    if (m_engine.m_draining || Clock::now() >= m_waitUntil)
        return dispatch(false);
    if (m_loop.movedSince(wish.scopes, m_movesSeen))
        return dispatch(true);
    m_stage = Stage::Postponed;
    m_scopes = wish.scopes;
    for (const QString &scope : std::as_const(m_scopes))
        m_loop.waiting[scope].insert(this);
    ++m_engine.m_postponed;
    setDeadline(m_waitUntil);
    if (m_in.size() == 0)
        read();      // so that a client that goes away is noticed
}

void Listener::Engine::Connection::endWaiting()
{
    for (const QString &scope : std::as_const(m_scopes)) {
        const auto found = m_loop.waiting.find(scope);
        if (found != m_loop.waiting.end() && found->remove(this) && found->isEmpty())
            m_loop.waiting.erase(found);
    }
    m_scopes.clear();
    --m_engine.m_postponed;
}

/// A head this long poll waits for has moved.
void Listener::Engine::Connection::wake()
{
    if (m_stage != Stage::Postponed)
        return;
    endWaiting();
    dispatch(!m_engine.m_draining);
}

/// The centre closes: what has begun is finished, what waits is answered, what is idle goes.
void Listener::Engine::Connection::drain()
{
    if (m_stage == Stage::Postponed)
        return wake();
    if (m_stage == Stage::Handshake)
        return abandon();
    error_code fault;
    const bool hasUnread = m_in.size() > 0 || m_wire.socket().available(fault) > 0;
    if (m_stage != Stage::Idle)
        return;
    if (!hasUnread)
        return close();
    setDeadline(limits().headerTime);
}

void Listener::Engine::Connection::refuse(const Trouble &why, After after)
{
    Response response = Response::problem(why.status, why.code, why.title);
    if (why.status == 503)
        response.headers["Retry-After"] = QByteArray::number(m_engine.workersOf(m_traits.lane).retrySeconds());
    respond(std::move(response), after);
}

void Listener::Engine::Connection::respond(Response response, After after)
{
    Q_ASSERT(response.status >= 200 && response.status <= 599);
    m_keepAlive = after == After::MayKeep && m_reader->is_header_done() && m_reader->is_done() && m_reader->head().isHttp11
        && m_reader->keep_alive() && !m_peerGone && !m_engine.m_draining;
    m_status = response.status;
    m_head = responseHead(response, m_loop.dateText(), m_keepAlive);
    m_body = hasBody(response) && !m_reader->head().isHead ? response.body : QByteArray();
    m_bodySize = m_body.size();
    if (m_body.size() <= joinedBytesMax)
        m_head.append(std::exchange(m_body, {}));
    m_sent = 0;
    m_stage = Stage::Writing;
    m_pace.begun = Clock::now();
    write();
}

void Listener::Engine::Connection::write()
{
    setDeadline(m_pace.until(m_sent, limits()));
    const auto rest = [](const QByteArray &whole, qsizetype from) {
        const qsizetype start = std::min(from, whole.size());
        return net::const_buffer(whole.constData() + start, std::size_t(whole.size() - start));
    };
    const std::array<net::const_buffer, 2> pieces{rest(m_head, m_sent), rest(m_body, std::max<qsizetype>(0, m_sent - m_head.size()))};
    m_wire.writeSome(pieces, [self = shared_from_this()](const error_code &fault, std::size_t size) { self->onWritten(fault, size); });
}

void Listener::Engine::Connection::onWritten(const error_code &fault, std::size_t size)
{
    if (m_stage != Stage::Writing)
        return;
    if (fault) {
        record(false);
        return abandon();
    }
    m_sent += qsizetype(size);
    if (m_sent < m_head.size() + m_body.size())
        return write();
    endRequest();
}

void Listener::Engine::Connection::endRequest()
{
    record(true);
    m_reader.reset();
    m_head.clear();
    m_body.clear();
    if (!m_keepAlive || m_peerGone || (m_engine.m_draining && m_in.size() == 0))
        return close();
    m_stage = Stage::Idle;
    setDeadline(limits().idleTime);
    if (m_reading)
        return;
    if (m_in.size() > 0)
        return advance();
    m_in.shrink_to_fit();
    read();
}

void Listener::Engine::Connection::record(bool delivered)
{
    if (!m_engine.m_options.log)
        return;
    using namespace std::chrono;
    const auto spent = duration_cast<microseconds>(Clock::now() - m_begun);
    const Request &request = m_reader->request();
    AccessRecord line;
    line.at = QDateTime::currentDateTimeUtc().addMSecs(-duration_cast<milliseconds>(spent).count());
    line.peer = request.peer;
    line.method = m_reader->head().isHead ? QByteArray("HEAD") : request.method;
    line.path = request.path;
    line.status = m_status;
    line.bytesIn = request.body.size();
    line.bytesOut = m_bodySize;
    line.microseconds = spent.count();
    line.secure = request.secure;
    line.delivered = delivered;
    m_engine.m_options.log(line);
}

/// Ends the connection so that the last answer arrives: closing a socket with unread bytes in it would send a reset,
/// and the client's kernel would throw the answer away before the client has read it.
void Listener::Engine::Connection::close()
{
    m_stage = Stage::Closing;
    setDeadline(limits().lingerTime);
    if (!m_wire.secure())
        return hangUp();
    m_wire.sayGoodbye([self = shared_from_this()](const error_code &, std::size_t) {
        if (self->m_stage == Stage::Closing)
            self->hangUp();
    });
}

void Listener::Engine::Connection::hangUp()
{
    error_code fault;
    m_wire.socket().cancel(fault);
    m_wire.socket().shutdown(tcp::socket::shutdown_send, fault);
    if (fault)
        return abandon();
    discard();
}

void Listener::Engine::Connection::discard()
{
    m_wire.socket().async_read_some(net::buffer(m_loop.scrap), [self = shared_from_this()](const error_code &fault, std::size_t) {
        if (self->m_stage != Stage::Closing)
            return;
        fault ? self->abandon() : self->discard();
    });
}

/// Ends the connection at once and frees what it held.
void Listener::Engine::Connection::abandon()
{
    if (m_stage == Stage::Closed)
        return;
    if (m_stage == Stage::Postponed)
        endWaiting();
    m_stage = Stage::Closed;
    m_timer.cancel();
    error_code ignored;   // gone is gone
    m_wire.socket().close(ignored);
    m_reader.reset();
    m_loop.connections.erase(shared_from_this());
    m_engine.connectionEnded(m_admittedAs);
}

// ---------------------------------------------------------------------------------------------------------- Loop

/// The time for the Date field, made once a second.
const QByteArray &Listener::Engine::Loop::dateText()
{
    const qint64 second = QDateTime::currentSecsSinceEpoch();
    if (second != dateSecond) {
        dateSecond = second;
        date = httpDate(second);
    }
    return date;
}

void Listener::Engine::Loop::moved(const QStringList &scopes, quint64 move)
{
    constexpr qsizetype rememberedMax = 100'000;
    if (movedAt.size() > rememberedMax) {
        movedAt.clear();
        forgotten = move;
    }
    QSet<Connection *> woken;
    for (const QString &scope : scopes) {
        movedAt[scope] = move;
        woken.unite(waiting.value(scope));
    }
    for (Connection *connection : std::as_const(woken))
        connection->wake();
}

bool Listener::Engine::Loop::movedSince(const QStringList &scopes, quint64 move) const
{
    return forgotten > move || std::any_of(scopes.begin(), scopes.end(), [&](const QString &scope) { return movedAt.value(scope) > move; });
}

// -------------------------------------------------------------------------------------------------------- Engine

void Listener::Engine::stop()
{
    m_draining = true;
    stopLoops();
    // Services may still announce moves while they end.
    for (std::unique_ptr<Workers> &workers : m_workers)
        workers.reset();
}

domain::Result<domain::Done> Listener::Engine::start()
{
    Q_ASSERT(m_loops.empty());
    if (!m_options.certificateFile.isEmpty()) {
        auto tls = loadCertificate(m_options.certificateFile, m_options.keyFile);
        if (!tls)
            return tls.refusal();
        m_tls = *tls;
    }
    for (int i = 0; i < m_options.limits.networkThreads; ++i)
        m_loops.push_back(std::make_unique<Loop>());
    if (auto opened = open(); !opened)
        return opened;
    if (auto made = makeWorkers(); !made)
        return made;
    raiseDescriptorLimit();
    accept();
    for (const std::unique_ptr<Loop> &loop : m_loops)
        loop->thread = std::thread([&context = loop->context] { runLoop(context); });
    return domain::Done{};
}

domain::Result<domain::Done> Listener::Engine::open()
{
    const auto unusable = [this](const error_code &why) {
        return domain::refuse(u"listener.address-unusable", {{QStringLiteral("address"), m_options.address}, {QStringLiteral("port"), m_options.port},
                                                             {QStringLiteral("reason"), QString::fromStdString(why.message())}});
    };
    error_code fault;
    const net::ip::address address = net::ip::make_address(m_options.address.toStdString(), fault);
    if (fault)
        return unusable(fault);
    if (!m_tls && !plainAddress(address).is_loopback())
        return domain::refuse(u"listener.plain-refused", {{QStringLiteral("address"), m_options.address}});
    const tcp::endpoint endpoint(address, m_options.port);
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
    const Limits &limits = m_options.limits;
    const auto make = [this](Lane lane, int threads, int queueMax) {
        m_workers[std::size_t(lane)] = std::make_unique<Workers>(threads, queueMax, m_options.limits.restInterval, [this, lane] { return m_serving.makeService(lane); });
    };
    // The writer first: it is the one that brings an empty store into shape.
    make(Lane::Write, limits.writeThreads, limits.writeQueueMax);
    make(Lane::Read, limits.readThreads, limits.readQueueMax);
    make(Lane::SignIn, limits.signInThreads, limits.signInQueueMax);
    for (const std::unique_ptr<Workers> &workers : m_workers) {
        if (!workers->failure().isEmpty())
            return domain::refuse(u"listener.service-failed", {{QStringLiteral("reason"), workers->failure()}});
    }
    return domain::Done{};
}

std::shared_ptr<SSL_CTX> Listener::Engine::tls() const
{
    const std::scoped_lock lock(m_tlsMutex);
    return m_tls;
}

void Listener::Engine::reloadCertificate()
{
    if (m_options.certificateFile.isEmpty())
        return;
    auto made = loadCertificate(m_options.certificateFile, m_options.keyFile);
    if (!made) {
        const QJsonObject facts = made.refusal().facts;
        qCWarning(listenerLog, "The certificate in force is kept; %ls is unusable: %ls", qUtf16Printable(facts[u"file"].toString()),
                  qUtf16Printable(facts[u"reason"].toString()));
        return;
    }
    const std::scoped_lock lock(m_tlsMutex);
    m_tls = *made;
}

/// Linux gives a process 1,024 descriptors by default, and lets it take more by itself.
void Listener::Engine::raiseDescriptorLimit() const
{
    constexpr rlim_t others = 256;      // databases, logs, the loops' own
    const rlim_t needed = rlim_t(m_options.limits.admission.connectionsMax) + others;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= needed)
        return;
    limit.rlim_cur = std::min(needed, limit.rlim_max);
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < needed)
        qCWarning(listenerLog, "Only %llu descriptors may be open; %d connections need more (ulimit -n)", static_cast<unsigned long long>(limit.rlim_cur), m_options.limits.admission.connectionsMax);
}

void Listener::Engine::accept()
{
    Loop &loop = *m_loops[m_nextLoop++ % m_loops.size()];
    m_acceptor->async_accept(loop.context, [this, &loop](const error_code &fault, tcp::socket socket) { onAccepted(fault, std::move(socket), loop); });
}

void Listener::Engine::onAccepted(const error_code &fault, tcp::socket socket, Loop &loop)
{
    if (m_draining || fault == net::error::operation_aborted)
        return;
    if (fault) {
        // No descriptors left, most likely: trying again at once would only burn the processor.
        m_acceptPause->expires_after(std::chrono::milliseconds(100));
        m_acceptPause->async_wait([this](const error_code &stopped) {
            if (!stopped && !m_draining)
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
    const QByteArray admittedAs = isProxy(addressText(peer)) ? QByteArray() : admissionKey(peer);
    if (!m_admission.enter(admittedAs))
        return turnAway(std::move(socket));
    auto connection = std::make_shared<Connection>(*this, loop, std::move(socket), peer, admittedAs);
    net::post(loop.context, [connection = std::move(connection)] { connection->start(); });
}

/// One connection too many: told so where that costs nothing, and closed.
void Listener::Engine::turnAway(tcp::socket socket) const
{
    if (tls())
        return;
    Response full = Response::problem(503, QStringLiteral("server.full"), QStringLiteral("Too many connections"));
    full.headers["Retry-After"] = QByteArray::number(QRandomGenerator::global()->bounded(5, 16));
    const QByteArray text = responseHead(full, httpDate(QDateTime::currentSecsSinceEpoch()), false) + full.body;
    error_code ignored;   // it is a courtesy
    std::array<char, 2048> unread;
    socket.non_blocking(true, ignored);
    socket.read_some(net::buffer(unread), ignored);
    socket.write_some(net::const_buffer(text.constData(), std::size_t(text.size())), ignored);
    socket.shutdown(tcp::socket::shutdown_both, ignored);
}

void Listener::Engine::headsMoved(const QStringList &scopes)
{
    const quint64 move = ++m_moves;
    for (const std::unique_ptr<Loop> &loop : m_loops)
        net::post(loop->context, [loop = loop.get(), scopes, move] { loop->moved(scopes, move); });
}

void Listener::Engine::connectionEnded(const QByteArray &admittedAs)
{
    {
        const std::scoped_lock lock(m_endMutex);
        m_admission.leave(admittedAs);
    }
    m_ended.notify_all();
}

void Listener::Engine::drain(int secondsMax)
{
    if (m_draining.exchange(true) || m_loops.empty())
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
    std::unique_lock lock(m_endMutex);
    m_ended.wait_for(lock, std::chrono::seconds(secondsMax), [this] { return m_admission.connections() == 0; });
    lock.unlock();
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
    for (const std::unique_ptr<Workers> &workers : m_workers)
        queued += workers ? workers->queued() : 0;
    return {m_admission.connections(), m_postponed, queued, m_bodyBytes};
}

// ------------------------------------------------------------------------------------------------------ Listener

Listener::Listener(Options options, Serving serving) : m_engine(std::make_unique<Engine>(std::move(options), std::move(serving))) {}
Listener::~Listener() { m_engine->stop(); }

domain::Result<domain::Done> Listener::start() { return m_engine->start(); }
quint16 Listener::port() const { return m_engine->port(); }
void Listener::headsMoved(const QStringList &scopes) { m_engine->headsMoved(scopes); }
void Listener::reloadCertificate() { m_engine->reloadCertificate(); }
void Listener::drain(int secondsMax) { m_engine->drain(secondsMax); }
Listener::Load Listener::load() const { return m_engine->load(); }

} // namespace server
