// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/licence/licence.h"

namespace office {

class Office;

/// Looking up licences.
class Licences
{
public:
    explicit Licences(Office &office) : m_office(office) {}
    std::optional<domain::Licence> licence(const QString &id) const;
    /// By verification code as domain::readLicenceCode gives it; nothing for an empty one.
    std::optional<domain::Licence> byCode(const QString &code) const;
    std::optional<domain::Licence> byNumber(const QString &number) const;
    /// A holder's, newest first.
    QList<domain::Licence> ofHolder(const QString &applicant) const;

private:
    Office &m_office;
};

} // namespace office
