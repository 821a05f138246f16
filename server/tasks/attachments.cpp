// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tasks/attachments.h"
#include "office/centreattachments.h"

namespace server {

void tendAttachments(Desk &desk)
{
    office::CentreAttachments(desk.office, desk.house.filesPath(), desk.house.filesKey).tend();
}

} // namespace server
