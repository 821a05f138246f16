// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/http/bodyshare.h"
#include "server/http/listener.h"
#include "server/http/requesthead.h"
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace server {

/// Reads one request from the bytes of a connection: Beast's grammar under our limits.
class RequestReader : public boost::beast::http::basic_parser<true>
{
    using error = boost::beast::http::error;
    using error_code = boost::system::error_code;
    using string_view = boost::beast::string_view;

public:
    RequestReader(const Listener::Limits &limits, std::atomic<qint64> &bodyBytesTotal)
        : m_head(limits.headerBytesMax, limits.targetBytesMax), m_share(bodyBytesTotal, limits.bodyBytesTotalMax)
    {
        header_limit(quint32(limits.headerBytesMax));
        body_limit(boost::none);
        eager(false);
    }

    /// Takes what it can use; the number of bytes used. Look at failure() and is_header_done() or is_done() then.
    std::size_t feed(boost::asio::const_buffer input)
    {
        if (!is_header_done() && hasFoldedLine(input)) {
            m_failure = Trouble{400, QStringLiteral("request.framing"), QStringLiteral("A field goes over several lines")};
            return 0;
        }
        // A last chunk is five bytes at least ("0", two ends of line). Beast 1.81 takes for granted that it is there so far once its size was
        // read, and asserts when it comes byte by byte.
        constexpr std::size_t lastChunkMin = 5;
        if (is_header_done() && chunked() && input.size() > 0 && input.size() < lastChunkMin && *static_cast<const char *>(input.data()) == '0')
            return 0;
        error_code fault;
        const std::size_t used = put(input, fault);
        if (fault && fault != error::need_more && !m_failure)
            m_failure = describe(fault);
        return used;
    }

    const std::optional<Trouble> &failure() const { return m_failure; }
    RequestHead &head() { return m_head; }
    Request &request() { return m_head.request; }

    /// From the route: how much body there may be. False when the client has announced more.
    bool allowBody(qint64 bytesMax)
    {
        body_limit(std::uint64_t(bytesMax));
        eager(true);
        const auto announced = content_length();
        return !announced || *announced <= std::uint64_t(bytesMax);
    }

private:
    /// A field that goes on in a line that begins with a space (RFC 9112 §5.2, obsolete): what one program takes for the rest of a
    /// value, another takes for a field of its own.
    static bool hasFoldedLine(boost::asio::const_buffer input)
    {
        const QByteArrayView text(static_cast<const char *>(input.data()), qsizetype(input.size()));
        const qsizetype end = text.indexOf("\r\n\r\n");
        const QByteArrayView header = text.first(end < 0 ? text.size() : end);
        return header.contains("\r\n ") || header.contains("\r\n\t");
    }

    static constexpr std::size_t bodyReserveBytes = 32 * 1024;

    static QByteArray ofView(string_view text) { return {text.data(), qsizetype(text.size())}; }

    Trouble describe(const error_code &fault) const
    {
        const bool inLine = m_head.request.method.isEmpty();
        if (fault == error::header_limit && inLine)
            return Trouble{414, QStringLiteral("request.target-too-long"), QStringLiteral("The request target is too long")};
        if (fault == error::header_limit)
            return Trouble{431, QStringLiteral("request.header-too-large"), QStringLiteral("The header is too large")};
        if (fault == error::body_limit)
            return Trouble{413, QStringLiteral("request.body-too-large"), QStringLiteral("The body is larger than this route takes")};
        if (fault == error::bad_version && inLine)
            return Trouble{505, QStringLiteral("request.version"), QStringLiteral("Only HTTP/1.1 and HTTP/1.0 are spoken here")};
        if (fault == error::bad_transfer_encoding || fault == error::bad_content_length || fault == error::multiple_content_length)
            return Trouble{400, QStringLiteral("request.framing"), QStringLiteral("The length of the body is not clear")};
        return Trouble{400, QStringLiteral("request.malformed"), QStringLiteral("This is not HTTP")};
    }

    void stopAt(std::optional<Trouble> why, error_code &ec)
    {
        if (!why)
            return;
        m_failure = std::move(why);
        ec = error::bad_value;
    }

    void on_request_impl(boost::beast::http::verb, string_view method, string_view target, int version, error_code &ec) override
    {
        stopAt(m_head.takeLine(ofView(method), ofView(target), version >= 11), ec);
    }

    void on_field_impl(boost::beast::http::field, string_view name, string_view value, error_code &ec) override
    {
        // Beast's header limit is for one field at a time; the head watches the sum.
        stopAt(m_head.takeField(ofView(name), ofView(value)), ec);
    }

    void on_header_impl(error_code &) override { m_head.finish(); }

    void on_body_init_impl(const boost::optional<std::uint64_t> &length, error_code &) override
    {
        // Only a little is reserved on the client's word; the rest grows as it really comes.
        request().body.reserve(qsizetype(std::min<std::uint64_t>(length.value_or(0), bodyReserveBytes)));
    }

    std::size_t on_body_impl(string_view part, error_code &ec) override
    {
        if (!m_share.take(qint64(part.size()))) {
            stopAt(Trouble{503, QStringLiteral("server.busy"), QStringLiteral("Too many bodies are being received just now")}, ec);
            return 0;
        }
        request().body.append(part.data(), qsizetype(part.size()));
        return part.size();
    }

    std::size_t on_chunk_body_impl(std::uint64_t, string_view part, error_code &ec) override { return on_body_impl(part, ec); }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code &) override {}
    void on_response_impl(int, string_view, int, error_code &) override {}
    void on_finish_impl(error_code &) override {}

    RequestHead m_head;
    BodyShare m_share;
    std::optional<Trouble> m_failure;
};

} // namespace server
