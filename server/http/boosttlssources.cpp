// SPDX-License-Identifier: GPL-3.0-or-later
// The bodies of Asio's TLS, compiled here once; httpclient.cpp only declares them.
#define BOOST_ASIO_SEPARATE_COMPILATION
#include <boost/asio/ssl/impl/src.hpp>
