// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QStringList>

namespace office {

class Office;

/// What a new calendar does to open cases at the centre.
class CentreClocks
{
public:
    explicit CentreClocks(Office &office) : m_office(office) {}
    /// Works out the dates of cases that were promised by another calendar, some hundred at a time: a date that moves is a journal
    /// entry "case.recompute" of the case, one that stays is not. Gives the scopes that moved; nothing left to do: none.
    domain::Result<QStringList> recompute();

private:
    Office &m_office;
};

} // namespace office
