// SPDX-License-Identifier: GPL-3.0-or-later
// The bodies of Asio's and Beast's functions, compiled here once; listener.cpp only declares them.
#define BOOST_ASIO_SEPARATE_COMPILATION
#define BOOST_BEAST_SEPARATE_COMPILATION
#include <boost/asio/impl/src.hpp>
#include <boost/beast/src.hpp>
