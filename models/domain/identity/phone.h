// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"

#include <QString>
#include <QStringView>

namespace domain {

/// A mobile number of the mainland, 11 digits; +86 before it is dropped. The operator is not checked: numbers move
/// between operators. Refusals: phone.empty; phone.character {position, character}; phone.length {length, expected};
/// phone.not-mobile {prefix}; phone.not-contact {prefix} (satellite and machine numbers nobody answers).
Result<QString> parseMobile(QStringView typed);

/// A mobile number, a landline "029-85291234" or "029-85291234-801", or a number abroad "+85291234567". Refusals as
/// above and phone.area-code-missing; phone.landline {text}.
Result<QString> parsePhone(QStringView typed);

} // namespace domain
