// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "bench/centreprocess.h"
#include <arpa/inet.h>
#include <atomic>
#include <ctime>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <thread>
#include <unordered_map>
#include <vector>

namespace bench {

/// What a centre must at least do to answer: a bare server on loopback that has whole answers ready and gives each connection one
/// after the other, a request each, without looking at what is asked. It reads, judges, seals and compresses nothing. One thread.
class ReadyMade
{
public:
    /// `answers`: with their heads, as they went over the wire. Nothing is answered before begin().
    explicit ReadyMade(QList<QByteArray> answers) : m_answers(std::move(answers))
    {
        m_listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in own{};
        own.sin_family = AF_INET;
        own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof own;
        if (::bind(m_listening, reinterpret_cast<const sockaddr *>(&own), size) != 0 || ::listen(m_listening, 4096) != 0
            || ::getsockname(m_listening, reinterpret_cast<sockaddr *>(&own), &size) != 0)
            fail(QStringLiteral("the ready-made server can't listen"));
        m_port = ntohs(own.sin_port);
        m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
        watch(m_listening);
        m_thread = std::thread([this] { run(); });
    }
    /// Whoever is connected must have gone first.
    ~ReadyMade()
    {
        m_stopping = true;
        m_thread.join();
        for (const auto &[socket, asker] : m_askers)
            ::close(socket);
        ::close(m_listening);
        ::close(m_epoll);
    }
    ReadyMade(const ReadyMade &) = delete;
    ReadyMade &operator=(const ReadyMade &) = delete;

    quint16 port() const { return m_port; }
    /// Requests that wait for an answer.
    int waiting() const { return m_waiting; }
    void begin() { m_begun = true; }
    /// Processor time its thread has used so far, user and system.
    double cpuMs() const { return double(m_cpuNs) / 1e6; }

private:
    struct Asker
    {
        QByteArray received;
        qsizetype next = 0; ///< of the answers
        bool waits = false;
    };

    void watch(int socket)
    {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, socket, &event);
    }

    void run()
    {
        std::vector<epoll_event> events(256);
        bool held = true;
        while (!m_stopping) {
            const int ready = ::epoll_wait(m_epoll, events.data(), int(events.size()), held ? 1 : 20);
            for (int i = 0; i < ready; ++i) {
                if (const int socket = events[size_t(i)].data.fd; socket == m_listening)
                    accept();
                else
                    read(socket, m_askers[socket]);
            }
            if (held && m_begun) {
                held = false;
                for (auto &[socket, asker] : m_askers)
                    answer(socket, asker);
            }
            timespec used{};
            ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
            m_cpuNs = qint64(used.tv_sec) * 1'000'000'000 + used.tv_nsec;
        }
    }

    void accept()
    {
        const int socket = ::accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            fail(QStringLiteral("the ready-made server can't accept"));
        const int one = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        m_askers[socket] = {};
        watch(socket);
    }

    void read(int socket, Asker &asker)
    {
        char buffer[16 * 1024];
        const ssize_t size = ::recv(socket, buffer, sizeof buffer, 0);
        if (size <= 0) {
            m_askers.erase(socket);
            ::close(socket);
            return;
        }
        asker.received.append(buffer, size);
        const qsizetype head = asker.received.indexOf("\r\n\r\n");
        if (head < 0)
            return;
        const QByteArray fields = asker.received.first(head + 2).toLower();
        const qsizetype at = fields.indexOf("content-length:");
        const qsizetype body = at < 0 ? 0 : fields.mid(at + 15, fields.indexOf('\r', at) - at - 15).trimmed().toLongLong();
        if (asker.received.size() < head + 4 + body)
            return;
        asker.received.remove(0, head + 4 + body);
        asker.waits = true;
        ++m_waiting;
        if (m_begun)
            answer(socket, asker);
    }

    void answer(int socket, Asker &asker)
    {
        if (!asker.waits || asker.next >= m_answers.size())
            return; // a long poll without news
        const QByteArray &whole = m_answers[asker.next++];
        asker.waits = false;
        --m_waiting;
        for (qsizetype sent = 0; sent < whole.size();) {
            const ssize_t size = ::send(socket, whole.constData() + sent, size_t(whole.size() - sent), MSG_NOSIGNAL);
            if (size <= 0)
                fail(QStringLiteral("the ready-made server can't answer"));
            sent += size;
        }
    }

    const QList<QByteArray> m_answers;
    int m_listening = -1, m_epoll = -1;
    quint16 m_port = 0;
    std::unordered_map<int, Asker> m_askers; ///< by socket; the thread's own
    std::atomic<int> m_waiting{0};
    std::atomic<qint64> m_cpuNs{0};
    std::atomic<bool> m_begun{false}, m_stopping{false};
    std::thread m_thread;
};

} // namespace bench
