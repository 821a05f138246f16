// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/desk.h"
#include "office/office.h"

namespace forms {

/// Who does an act at this desk: the person signed in, with every role held, at this window.
inline office::Actor actorOf(const Desk &desk)
{
    const Session &session = desk.session();
    return {session.staffId, session.staffName, session.roles.isEmpty() ? QStringList{session.role} : session.roles, session.placeId, session.counterId};
}

} // namespace forms
