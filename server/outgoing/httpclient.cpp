// SPDX-License-Identifier: GPL-3.0-or-later
#define BOOST_ASIO_SEPARATE_COMPILATION
#define BOOST_BEAST_SEPARATE_COMPILATION
#include "server/outgoing/httpclient.h"
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <openssl/ssl.h>

// GCC 12 does not see that Asio's frame allocates and frees by the same pair of operators.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace server {
using namespace Qt::StringLiterals;
using domain::refuse;
using domain::Result;
namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

namespace {

constexpr std::uint64_t answerBytesMax = 64 * 1024;
using Request = http::request<http::string_body>;
using Answer = http::response<http::string_body>;

struct Call
{
    std::string host, service;
    bool secure = false;
    Request request;
    QString authoritiesFile;
};

template<class Stream>
asio::awaitable<Answer> converse(Stream &stream, const Request &request)
{
    co_await http::async_write(stream, request, asio::use_awaitable);
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(answerBytesMax);
    co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
    co_return parser.release();
}

asio::awaitable<Answer> perform(const Call &call)
{
    const auto executor = co_await asio::this_coro::executor;
    const auto addresses = co_await tcp::resolver(executor).async_resolve(call.host, call.service, asio::use_awaitable);
    if (!call.secure) {
        beast::tcp_stream stream(executor);
        co_await stream.async_connect(addresses, asio::use_awaitable);
        co_return co_await converse(stream, call.request);
    }
    asio::ssl::context context(asio::ssl::context::tls_client);
    context.set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
    context.set_verify_mode(asio::ssl::verify_peer);
    if (call.authoritiesFile.isEmpty())
        context.set_default_verify_paths();
    else
        context.load_verify_file(call.authoritiesFile.toStdString());
    asio::ssl::stream<beast::tcp_stream> stream(executor, context);
    stream.set_verify_callback(asio::ssl::host_name_verification(call.host));
    if (SSL_set_tlsext_host_name(stream.native_handle(), call.host.c_str()) != 1)
        throw boost::system::system_error(boost::system::error_code(asio::error::invalid_argument));
    co_await beast::get_lowest_layer(stream).async_connect(addresses, asio::use_awaitable);
    co_await stream.async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
    co_return co_await converse(stream, call.request); // the partner may close as it likes: the answer is whole by its length
}

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || host == "::1"_L1 || host.startsWith("127."_L1);
}

} // namespace

Result<PartnerAnswer> HttpClient::post(const QUrl &url, const QMap<QByteArray, QByteArray> &headers, const QByteArray &body) const
{
    const bool secure = url.scheme() == "https"_L1;
    if (!url.isValid() || url.host().isEmpty() || (!secure && !(url.scheme() == "http"_L1 && isLoopback(url.host()))))
        return refuse(u"outgoing.address", {{u"url"_s, url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)}});
    Call call;
    call.host = url.host(QUrl::FullyEncoded).toStdString();
    call.service = std::to_string(url.port(secure ? 443 : 80));
    call.secure = secure;
    call.authoritiesFile = m_options.authoritiesFile;
    QByteArray target = url.path(QUrl::FullyEncoded).toLatin1();
    if (target.isEmpty())
        target = "/";
    if (url.hasQuery())
        target += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    call.request = Request(http::verb::post, target.toStdString(), 11);
    call.request.set(http::field::host, url.port() > 0 ? call.host + ":" + call.service : call.host);
    call.request.set(http::field::user_agent, "OneWindow");
    call.request.set(http::field::connection, "close");
    for (auto header = headers.begin(); header != headers.end(); ++header)
        call.request.set(header.key().toStdString(), header.value().toStdString());
    call.request.body() = body.toStdString();
    call.request.prepare_payload();

    std::optional<Result<PartnerAnswer>> result;
    asio::io_context loop(1); // goes first, and with it what was begun and not ended
    asio::co_spawn(loop, perform(call), [&](std::exception_ptr fault, Answer answer) {
        if (!fault) {
            result = PartnerAnswer{int(answer.result_int()), QByteArray::fromStdString(answer.body())};
            return;
        }
        try {
            std::rethrow_exception(fault);
        } catch (const boost::system::system_error &problem) {
            result = refuse(u"outgoing.unreachable", {{u"detail"_s, QString::fromLocal8Bit(problem.code().message().c_str())}});
        } catch (const std::exception &problem) {
            result = refuse(u"outgoing.unreachable", {{u"detail"_s, QString::fromLocal8Bit(problem.what())}});
        }
    });
    using clock = std::chrono::steady_clock;
    constexpr auto slice = std::chrono::milliseconds(200);
    const auto end = clock::now() + m_options.deadline;
    while (!result && clock::now() < end && !(m_options.stopping && *m_options.stopping))
        loop.run_for(std::min<clock::duration>(slice, end - clock::now()));
    if (result)
        return *result;
    return refuse(u"outgoing.timeout", {{u"seconds"_s, double(m_options.deadline.count()) / 1000}});
}

} // namespace server
