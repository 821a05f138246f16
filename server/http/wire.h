// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/http/asio.h"
#include <array>
#include <climits>
#include <memory>
#include <openssl/err.h>
#include <openssl/ssl.h>

namespace server {

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

} // namespace server
