// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/http/asio.h"
#include "server/http/premises.h"
#include "server/http/requestreader.h"
#include "server/http/wire.h"
#include <QHash>
#include <QSet>
#include <optional>
#include <thread>
#include <unordered_set>

namespace server {

class Connection;

/// One network thread with the connections that live on it. All but the context is touched by that thread only.
struct Loop
{
    net::io_context context{1};
    net::executor_work_guard<net::io_context::executor_type> work{context.get_executor()};
    std::thread thread;
    std::unordered_set<std::shared_ptr<Connection>> connections;
    QHash<QString, QSet<Connection *>> waiting;          ///< long polls by scope
    QHash<QString, quint64> movedAt;                     ///< the last move of each scope
    quint64 forgotten = 0;                               ///< moves up to here are not in movedAt any more
    std::array<char, 16 * 1024> scrap;                   ///< where unwanted bytes go; nobody reads it
    QByteArray date;
    qint64 dateSecond = 0;

    /// The time for the Date field, made once a second.
    const QByteArray &dateText();
    void moved(const QStringList &scopes, quint64 move);
    bool movedSince(const QStringList &scopes, quint64 move) const;
    /// What the thread does until the context is stopped.
    void run();
};

/// One client's connection: reads a request, has it answered, writes the answer, and again. Lives on its loop's thread.
class Connection : public std::enable_shared_from_this<Connection>
{
public:
    Connection(Premises &premises, Loop &loop, tcp::socket socket, const net::ip::address &peer, QByteArray admittedAs);

    void start();
    void wake();
    void drain();

private:
    using Limits = Listener::Limits;
    using AccessRecord = Listener::AccessRecord;
    using Clock = std::chrono::steady_clock;
    enum class Stage { Handshake, Idle, Header, Body, Working, Postponed, Writing, Closing, Closed };
    enum class After { Close, MayKeep };

    const Limits &limits() const { return m_premises.options.limits; }
    void setDeadline(Clock::time_point at);
    void setDeadline(Limits::Duration span) { setDeadline(Clock::now() + span); }
    void setTimer();
    Clock::time_point paceUntil(qint64 bytes) const;
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
    void note(const Response &response);
    void record(bool delivered);
    void close();
    void hangUp();
    void discard();
    void abandon();

    Premises &m_premises;
    Loop &m_loop;
    Wire m_wire;
    const net::ip::address m_address;
    net::ip::address m_client;       // the same, or who a trusted proxy speaks for
    const QByteArray m_admittedAs;
    net::steady_timer m_timer;
    Clock::time_point m_deadline = Clock::time_point::max();
    Clock::time_point m_timerAt = Clock::time_point::max();
    Stage m_stage = Stage::Handshake;
    bool m_reading = false;          // at most one read is pending; m_in was empty when one is pending outside Header and Body
    bool m_peerGone = false;
    bool m_keepAlive = true;
    boost::beast::flat_buffer m_in;
    std::optional<RequestReader> m_reader;
    RouteTraits m_traits;
    Clock::time_point m_transferBegun{};
    Clock::time_point m_begun{};
    QStringList m_scopes;            // of the long poll
    Clock::time_point m_waitUntil;
    bool m_hasWaited = false;
    std::optional<Onward> m_onward;  // the request is half answered
    quint64 m_movesSeen = 0;
    QByteArray m_head;
    QByteArray m_body;
    qsizetype m_sent = 0;
    qint64 m_discarded = 0;          // bytes of a client that goes on sending after its last answer
    AccessRecord m_line;             // what the log will say of this request
};

} // namespace server
