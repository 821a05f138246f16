// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Asio and Beast are compiled once, in boostsources.cpp; whoever includes them goes through here.
#ifndef BOOST_ASIO_SEPARATE_COMPILATION
#define BOOST_ASIO_SEPARATE_COMPILATION
#endif
#ifndef BOOST_BEAST_SEPARATE_COMPILATION
#define BOOST_BEAST_SEPARATE_COMPILATION
#endif
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>

namespace server {

namespace net = boost::asio;
using boost::system::error_code;
using net::ip::tcp;

} // namespace server
