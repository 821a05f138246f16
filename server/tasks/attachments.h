// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/routes/route.h"

namespace server {

/// Looks after the attachments: called by the writing lane while nobody waits.
void tendAttachments(Desk &desk);

} // namespace server
