// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/connection.h"
#include "server/http/address.h"
#include "server/http/responsehead.h"
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <csignal>

namespace server {

Q_LOGGING_CATEGORY(connectionLog, "onewindow.server.connection")

namespace {

constexpr auto never = std::chrono::steady_clock::time_point::max();
constexpr std::size_t readBytes = 2 * 1024;        // a pending read keeps this much memory for each idle connection
constexpr std::size_t bodyReadBytes = 32 * 1024;
constexpr qsizetype joinedBytesMax = 16 * 1024;    // up to one TLS record, header and body are sent as one piece

Trouble trouble(int status, QStringView code, QStringView title) { return {status, code.toString(), title.toString()}; }

bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b) { return a.compare(b, Qt::CaseInsensitive) == 0; }

/// Sixteen digits that name a request among all of a year.
QByteArray newRequestId()
{
    return QByteArray::number(QRandomGenerator::global()->generate64(), 16).rightJustified(16, '0');
}

} // namespace

Connection::Connection(Premises &premises, Loop &loop, tcp::socket socket, const net::ip::address &peer, QByteArray admittedAs)
    : m_premises(premises), m_loop(loop), m_wire(std::move(socket), premises.tls()), m_address(peer), m_client(peer), m_admittedAs(std::move(admittedAs)),
      m_timer(loop.context)
{
}

void Connection::start()
{
    m_loop.connections.insert(shared_from_this());
    error_code ignored;   // a socket that refuses the option is only slower
    m_wire.socket().set_option(tcp::no_delay(true), ignored);
    setDeadline(limits().headerTime);
    if (!m_wire.secure()) {
        m_stage = Stage::Idle;
        read();
        if (m_premises.draining)
            drain();
        return;
    }
    m_wire.handshake([self = shared_from_this()](const error_code &fault, std::size_t) {
        if (self->m_stage != Stage::Handshake)
            return;
        if (fault || self->m_premises.draining)
            return self->abandon();
        self->m_stage = Stage::Idle;
        self->setDeadline(self->limits().headerTime);
        self->read();
    });
}

/// The next instant at which something must have happened; it replaces the one before. Most deadlines only move on
/// with every step of a request, so the timer is left as it is and looks again when it fires.
void Connection::setDeadline(Clock::time_point at)
{
    m_deadline = at;
    if (at < m_timerAt)
        setTimer();
}

void Connection::setTimer()
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

/// A transfer must keep a minimum rate on the average after a grace: however large it is, an honest slow line gets it
/// through, and a client that feeds a byte now and then does not.
Connection::Clock::time_point Connection::paceUntil(qint64 bytes) const
{
    return m_transferBegun + limits().transferGrace + std::chrono::milliseconds(bytes * 1000 / limits().transferBytesPerSecondMin);
}

void Connection::onDeadline()
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

void Connection::read()
{
    if (m_reading)
        return;
    m_reading = true;
    const auto room = m_in.prepare(m_stage == Stage::Body ? bodyReadBytes : readBytes);
    m_wire.readSome(room, [self = shared_from_this()](const error_code &fault, std::size_t size) { self->onRead(fault, size); });
}

void Connection::onRead(const error_code &fault, std::size_t size)
{
    m_reading = false;
    if (m_stage == Stage::Closing || m_stage == Stage::Closed)
        return;
    if (fault)
        return onPeerGone();
    m_in.commit(size);
    advance();
}

void Connection::onPeerGone()
{
    m_peerGone = true;
    // A client may close its sending half and still wait for the answer that is being made.
    if (m_stage != Stage::Working && m_stage != Stage::Writing)
        abandon();
}

void Connection::advance()
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

void Connection::beginRequest()
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
    m_onward.reset();
    m_reader.emplace(limits(), m_premises.bodyBytes);
    m_line = {};
    m_traits = {};
    m_reader->request().id = newRequestId();
    identifyPeer();
    setDeadline(limits().headerTime);
    readHeader();
}

void Connection::readHeader()
{
    m_in.consume(m_reader->feed(m_in.cdata()));
    if (m_reader->failure())
        return refuse(*m_reader->failure());
    if (!m_reader->is_header_done())
        return read();
    onHeader();
}

void Connection::onHeader()
{
    identifyPeer();
    if (auto wrong = m_reader->head().unsoundness())
        return refuse(*wrong);
    m_traits = m_premises.serving.traits(m_reader->request().method, m_reader->request().path);
    const bool bodyFits = m_reader->allowBody(m_traits.bodyBytesMax);
    if (const int wait = m_premises.addressRates.secondsToWait(admissionKey(m_client), m_begun)) {
        Response tooMany = Response::problem(429, QStringLiteral("request.too-many"), QStringLiteral("Too many requests from this address"));
        tooMany.headers["Retry-After"] = QByteArray::number(wait);
        return respond(std::move(tooMany), After::MayKeep);
    }
    if (m_traits.isLiveness)
        return respond(Response::json(200, {{QStringLiteral("status"), QStringLiteral("alive")}}), After::MayKeep);
    if (!bodyFits)
        return refuse(trouble(413, u"request.body-too-large", u"The body is larger than this route takes"));
    m_stage = Stage::Body;
    m_transferBegun = Clock::now();
    if (m_reader->head().expectsContinue() && !m_reader->is_done() && m_in.size() == 0)
        return sendContinue();
    readBody();
}

/// Who asks: the other end of the socket, or the client a trusted reverse proxy names.
void Connection::identifyPeer()
{
    Request &request = m_reader->request();
    m_client = m_address;
    request.peer = addressText(m_client);
    request.network = admissionKey(m_client);
    request.secure = m_wire.secure();
    if (!m_premises.isProxy(request.peer))
        return;
    const QList<QByteArray> chain = request.header("x-forwarded-for").split(',');
    error_code fault;
    const net::ip::address client = net::ip::make_address(chain.last().trimmed().toStdString(), fault);
    if (!fault) {
        m_client = plainAddress(client);
        request.peer = addressText(m_client);
        request.network = admissionKey(m_client);
    }
    request.secure = request.secure || equalsIgnoringCase(request.header("x-forwarded-proto"), "https");
}

void Connection::sendContinue()
{
    static constexpr std::string_view text = "HTTP/1.1 100 Continue\r\n\r\n";
    setDeadline(paceUntil(0));
    m_wire.writeSome({net::buffer(text), net::const_buffer()}, [self = shared_from_this()](const error_code &fault, std::size_t size) {
        if (self->m_stage != Stage::Body)
            return;
        if (fault || size != text.size())
            return self->abandon();
        self->readBody();
    });
}

void Connection::readBody()
{
    if (!m_reader->is_done() && m_in.size() > 0)
        m_in.consume(m_reader->feed(m_in.cdata()));
    if (m_reader->failure())
        return refuse(*m_reader->failure());
    if (m_reader->is_done())
        return dispatch(true);
    if (m_in.size() > std::size_t(limits().headerBytesMax))
        return refuse(trouble(400, u"request.malformed", u"A chunk's header or the trailer is too long"));
    setDeadline(paceUntil(m_reader->request().body.size()));
    read();
}

void Connection::dispatch(bool mayWait)
{
    m_stage = Stage::Working;
    setDeadline(never);
    if (m_in.size() == 0 && !m_reading)
        m_in.shrink_to_fit();
    // Taken before the service looks at the heads: whatever moves from here on is noticed in postpone().
    m_movesSeen = m_premises.moves;
    Workers::Job job{m_reader->request(), [self = shared_from_this(), mayWait](Answer answer) mutable {
        // The last reference must die on the loop's thread, so it travels with the answer.
        auto &context = self->m_loop.context;
        net::post(context, [self = std::move(self), answer = std::move(answer), mayWait]() mutable { self->onAnswer(std::move(answer), mayWait); });
    }};
    job.request.mayWait = mayWait;
    job.request.again = m_hasWaited;
    if (m_onward)
        job.request.carried = m_onward->carried;
    Workers &workers = m_premises.workersOf(m_onward ? m_onward->lane : m_traits.lane);
    if (m_hasWaited || m_onward)
        return workers.readmit(std::move(job));
    if (!workers.offer(std::move(job)))
        refuse(trouble(503, u"server.busy", u"The centre is busy; try again later"), After::MayKeep);
}

void Connection::onAnswer(Answer answer, bool mayWait)
{
    if (m_stage != Stage::Working)
        return;
    if (Response *response = std::get_if<Response>(&answer))
        return respond(std::move(*response), After::MayKeep);
    if (Onward *onward = std::get_if<Onward>(&answer)) {
        m_onward = std::move(*onward);
        return dispatch(mayWait);
    }
    if (!mayWait) {
        qCCritical(connectionLog, "%ls was postponed though it must not wait any more", qUtf16Printable(m_traits.pattern));
        return refuse(trouble(500, u"server.fault", u"The centre failed on this request"), After::MayKeep);
    }
    postpone(std::get<Postpone>(answer));
}

void Connection::postpone(const Postpone &wish)
{
    if (m_peerGone)
        return abandon();
    if (!m_hasWaited) {
        m_hasWaited = true;
        m_waitUntil = m_begun + std::chrono::seconds(std::clamp(wish.waitSecondsMax, 0, limits().waitSecondsMax));
    }
    if (m_premises.draining || Clock::now() >= m_waitUntil)
        return dispatch(false);
    if (m_loop.movedSince(wish.scopes, m_movesSeen))
        return dispatch(true);
    m_stage = Stage::Postponed;
    m_scopes = wish.scopes;
    for (const QString &scope : std::as_const(m_scopes))
        m_loop.waiting[scope].insert(this);
    ++m_premises.postponed;
    setDeadline(m_waitUntil);
    if (m_in.size() == 0)
        read();      // so that a client that goes away is noticed
}

void Connection::endWaiting()
{
    for (const QString &scope : std::as_const(m_scopes)) {
        const auto found = m_loop.waiting.find(scope);
        if (found != m_loop.waiting.end() && found->remove(this) && found->isEmpty())
            m_loop.waiting.erase(found);
    }
    m_scopes.clear();
    --m_premises.postponed;
}

/// A head this long poll waits for has moved.
void Connection::wake()
{
    if (m_stage != Stage::Postponed)
        return;
    endWaiting();
    dispatch(!m_premises.draining);
}

/// The centre closes: what has begun is finished, what waits is answered, what is idle goes.
void Connection::drain()
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

void Connection::refuse(const Trouble &why, After after)
{
    Response response = Response::problem(why.status, why.code, why.title);
    if (why.status == 503)
        response.headers["Retry-After"] = QByteArray::number(m_premises.workersOf(m_traits.lane).retrySeconds());
    respond(std::move(response), after);
}

void Connection::respond(Response response, After after)
{
    Q_ASSERT(response.status >= 200 && response.status <= 599);
    m_keepAlive = after == After::MayKeep && m_reader->is_header_done() && m_reader->is_done() && m_reader->head().isHttp11
        && m_reader->keep_alive() && !m_peerGone && !m_premises.draining;
    m_head = responseHead(response, {m_loop.dateText(), m_reader->request().id, m_keepAlive, m_reader->request().secure});
    m_body = hasBody(response) && !m_reader->head().isHead ? response.body : QByteArray();
    note(response);
    if (m_body.size() <= joinedBytesMax)
        m_head.append(std::exchange(m_body, {}));
    m_sent = 0;
    m_stage = Stage::Writing;
    m_transferBegun = Clock::now();
    write();
}

void Connection::write()
{
    setDeadline(paceUntil(m_sent));
    const auto rest = [](const QByteArray &whole, qsizetype from) {
        const qsizetype start = std::min(from, whole.size());
        return net::const_buffer(whole.constData() + start, std::size_t(whole.size() - start));
    };
    const std::array<net::const_buffer, 2> pieces{rest(m_head, m_sent), rest(m_body, std::max<qsizetype>(0, m_sent - m_head.size()))};
    m_wire.writeSome(pieces, [self = shared_from_this()](const error_code &fault, std::size_t size) { self->onWritten(fault, size); });
}

void Connection::onWritten(const error_code &fault, std::size_t size)
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

void Connection::endRequest()
{
    record(true);
    m_reader.reset();
    m_head.clear();
    m_body.clear();
    if (!m_keepAlive || m_peerGone || (m_premises.draining && m_in.size() == 0))
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

/// What of the answer the log will say.
void Connection::note(const Response &response)
{
    m_line.status = response.status;
    m_line.bytesOut = m_body.size();
    m_line.device = response.device;
    m_line.codes = response.codes;
}

void Connection::record(bool delivered)
{
    if (!m_premises.options.log)
        return;
    using namespace std::chrono;
    const auto spent = duration_cast<microseconds>(Clock::now() - m_begun);
    const Request &request = m_reader->request();
    m_line.at = QDateTime::currentDateTimeUtc().addMSecs(-duration_cast<milliseconds>(spent).count());
    m_line.id = request.id;
    m_line.peer = request.peer;
    m_line.method = m_reader->head().isHead ? QByteArray("HEAD") : request.method;
    m_line.route = m_traits.pattern;
    m_line.bytesIn = request.body.size();
    m_line.microseconds = spent.count();
    m_line.secure = request.secure;
    m_line.delivered = delivered;
    m_premises.options.log(m_line);
}

/// Ends the connection so that the last answer arrives: closing a socket with unread bytes in it would send a reset,
/// and the client's kernel would throw the answer away before the client has read it.
void Connection::close()
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

void Connection::hangUp()
{
    error_code fault;
    m_wire.socket().cancel(fault);
    m_wire.socket().shutdown(tcp::socket::shutdown_send, fault);
    if (fault)
        return abandon();
    discard();
}

void Connection::discard()
{
    m_wire.socket().async_read_some(net::buffer(m_loop.scrap), [self = shared_from_this()](const error_code &fault, std::size_t size) {
        if (self->m_stage != Stage::Closing)
            return;
        self->m_discarded += qint64(size);
        fault || self->m_discarded > self->limits().lingerBytesMax ? self->abandon() : self->discard();
    });
}

/// Ends the connection at once and frees what it held.
void Connection::abandon()
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
    m_premises.connectionEnded(m_admittedAs);
}

// ---------------------------------------------------------------------------------------------------------- Loop

const QByteArray &Loop::dateText()
{
    const qint64 second = QDateTime::currentSecsSinceEpoch();
    if (second != dateSecond) {
        dateSecond = second;
        date = httpDate(second);
    }
    return date;
}

void Loop::moved(const QStringList &scopes, quint64 move)
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

bool Loop::movedSince(const QStringList &scopes, quint64 move) const
{
    return forgotten > move || std::any_of(scopes.begin(), scopes.end(), [&](const QString &scope) { return movedAt.value(scope) > move; });
}

/// One faulty connection must not end the centre: whatever came out of its handler is logged, and the others go on.
void Loop::run()
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
            qCCritical(connectionLog, "A connection ended in a fault: %s", fault.what());
        }
    }
}

} // namespace server
