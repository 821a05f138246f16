// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "bench/centreprocess.h"
#include "exchange/changes.h"
#include "exchange/paths.h"
#include "support/proven.h"
#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <deque>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <thread>
#include <utility>
#include <vector>

namespace bench {

/// Many windows that only listen: each holds a long poll on one scope, reads the answer wholly (count and check sum, as
/// the client does), moves its cursor and asks again. They keep nothing, so what is measured is the centre. One thread.
class Crowd
{
public:
    /// Options of a centre for a crowd: its members share one device, whose allowance would turn them away where as many devices
    /// have one each. The other limits stay. `folder` takes the file of limits.
    static QStringList asManyDevices(const QString &folder)
    {
        QDir().mkpath(folder);
        QFile file(folder + QStringLiteral("/limits.json"));
        const QByteArray text = R"({"requestsPerSecondPerDevice": 1000000, "burstPerDevice": 1000000})";
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            fail(file.errorString());
        return {QStringLiteral("--limits"), file.fileName()};
    }

    /// Connections come from several loopback addresses: an address may only have so many. `heard`, if there is one, takes the answers to
    /// the first member as they came, with their heads; it is the crowd's until the crowd is gone.
    Crowd(quint16 port, const QString &token, std::function<QByteArray(const QByteArray &)> sign, const QString &scope, const domain::Cursor &since, int size,
          QList<QByteArray> *heard = nullptr)
        : m_port(port), m_token(token.toLatin1()), m_sign(std::move(sign)), m_scope(scope), m_members(size_t(size)), m_heard(heard)
    {
        m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
        for (size_t n = 0; n < m_members.size(); ++n) {
            Member &member = m_members[n];
            member.since = since;
            connect(member, int(n));
        }
        m_thread = std::thread([this] { run(); });
    }
    ~Crowd()
    {
        m_stopping = true;
        m_thread.join();
        for (const Member &member : m_members)
            ::close(member.socket);
        ::close(m_epoll);
    }
    Crowd(const Crowd &) = delete;
    Crowd &operator=(const Crowd &) = delete;

    /// Documents received by all together.
    qint64 documents() const { return m_documents; }
    /// Members that have asked and wait for their first answer or a later one.
    int polling() const { return m_polling; }
    qint64 bytes() const { return m_bytes; }
    /// Times a member was told to come back later.
    int turnedAway() const { return m_turnedAway; }

private:
    struct Member
    {
        int socket = -1;
        domain::Cursor since;
        QByteArray received;
        qsizetype awaited = -1; ///< whole length of the answer once its head was read
        bool isTurnedAway = false;
    };

    void connect(Member &member, int n)
    {
        member.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in own{}, server{};
        own.sin_family = server.sin_family = AF_INET;
        own.sin_addr.s_addr = htonl(0x7f000002u + quint32(n / 100));
        server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        server.sin_port = htons(m_port);
        const int one = 1;
        ::setsockopt(member.socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        if (::bind(member.socket, reinterpret_cast<const sockaddr *>(&own), sizeof own) != 0
            || ::connect(member.socket, reinterpret_cast<const sockaddr *>(&server), sizeof server) != 0)
            fail(QStringLiteral("member %1 can't connect: %2").arg(n).arg(QString::fromLocal8Bit(strerror(errno))));
        ::fcntl(member.socket, F_SETFL, O_NONBLOCK);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u32 = quint32(n);
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, member.socket, &event);
        ask(member);
    }

    void ask(Member &member)
    {
        exchange::ChangesRequest request;
        request.waitSeconds = exchange::changesWaitSecondsMax;
        request.scopes = {{m_scope, member.since}};
        const QByteArray body = exchange::encodeChangesRequest(request);
        const QByteArray path = exchange::changesPath.toLatin1();
        const QByteArray message = "POST " + path + " HTTP/1.1\r\nHost: centre\r\nAuthorization: Bearer " + m_token + "\r\n" + exchange::proofHeader + ": "
                                   + support::proofOf("POST", path, body, m_token, QDateTime::currentDateTimeUtc(), m_sign) + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        if (::send(member.socket, message.constData(), size_t(message.size()), MSG_NOSIGNAL) != message.size())
            fail(QStringLiteral("a member can't ask"));
        ++m_polling;
    }

    void run()
    {
        std::vector<epoll_event> events(256);
        std::vector<char> buffer(1 << 20);
        while (!m_stopping) {
            const int ready = ::epoll_wait(m_epoll, events.data(), int(events.size()), 20);
            for (int i = 0; i < ready; ++i)
                read(m_members[events[size_t(i)].data.u32], buffer);
            askAgain();
        }
    }

    void read(Member &member, std::vector<char> &buffer)
    {
        const ssize_t size = ::recv(member.socket, buffer.data(), buffer.size(), 0);
        if (size <= 0)
            fail(QStringLiteral("the centre hung up on a member"));
        member.received.append(buffer.data(), size);
        m_bytes += size;
        if (member.awaited < 0) {
            const qsizetype head = member.received.indexOf("\r\n\r\n");
            if (head < 0)
                return;
            const QByteArray fields = member.received.first(head).toLower();
            member.isTurnedAway = fields.startsWith("http/1.1 503");
            if (!fields.startsWith("http/1.1 200") && !member.isTurnedAway)
                fail(QString::fromLatin1(member.received.left(400)));
            const qsizetype at = fields.indexOf("content-length:");
            member.awaited = head + 4 + fields.mid(at + 15, fields.indexOf('\r', at) < 0 ? -1 : fields.indexOf('\r', at) - at - 15).trimmed().toLongLong();
            member.received.reserve(member.awaited);
        }
        if (member.received.size() < member.awaited)
            return;
        const bool isTurnedAway = std::exchange(member.isTurnedAway, false);
        if (!isTurnedAway && m_heard && &member == m_members.data())
            m_heard->append(member.received);
        if (!isTurnedAway)
            take(member, member.received.mid(member.received.indexOf("\r\n\r\n") + 4));
        member.received.clear();
        member.awaited = -1;
        --m_polling;
        // A crowd that comes all at once is spread by the centre; a window comes back when it was told to.
        if (isTurnedAway)
            m_later.emplace_back(std::chrono::steady_clock::now() + std::chrono::seconds(2), &member);
        else
            ask(member);
    }

    void askAgain()
    {
        while (!m_later.empty() && m_later.front().first <= std::chrono::steady_clock::now()) {
            ask(*m_later.front().second);
            m_later.pop_front();
            ++m_turnedAway;
        }
    }

    void take(Member &member, const QByteArray &body)
    {
        exchange::ChangesReader reader;
        if (!reader.feed(body) || !reader.finish())
            fail(QStringLiteral("a damaged answer"));
        for (const domain::ScopePage &page : reader.takePages()) {
            if (page.problem)
                fail(page.problem->code);
            m_documents += page.rows.size();
            member.since = {page.epoch, page.upto};
        }
    }

    const quint16 m_port;
    const QByteArray m_token;
    const std::function<QByteArray(const QByteArray &)> m_sign;
    const QString m_scope;
    std::vector<Member> m_members;
    QList<QByteArray> *const m_heard;
    int m_epoll = -1;
    std::atomic<qint64> m_documents{0}, m_bytes{0};
    std::atomic<int> m_polling{0}, m_turnedAway{0};
    std::deque<std::pair<std::chrono::steady_clock::time_point, Member *>> m_later;
    std::atomic<bool> m_stopping{false};
    std::thread m_thread;
};

} // namespace bench
