// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"

namespace exchange {

/// The versions of the wire form this program speaks. A centre speaks its own and the two before it (3 was the first). Work is
/// taken in whatever language it is told; only pulling needs one of these. tests/exchange/fixtures/v<n> holds each version.
inline constexpr int protocolMin = 3;
inline constexpr int protocolMax = 4;

/// Refuses with wire.too-new or wire.too-old {protocol, from, to}.
domain::Result<domain::Done> checkProtocol(qint64 protocol);

} // namespace exchange
