// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

namespace domain {

/// chainHash() for an operation whose canonical bytes are at hand: making them is the costly part.
QByteArray chainLink(const QByteArray &previous, const QByteArray &canonical);

} // namespace domain
