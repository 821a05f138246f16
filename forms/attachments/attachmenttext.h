// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/attachments.h"

namespace forms {

/// 待传, 传送 63 %, 已到中心 …
QString standingText(const office::AttachmentStanding &standing);
/// Its tone as in theme.h.
const char *standingTone(const office::AttachmentStanding &standing);

} // namespace forms
