// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QStringList>

namespace forms {

/// The sentence for a refusal or a reason, in the language of the desk: what is wrong and what to do next. The one place
/// where codes become words. A code without a sentence gives a general one that names it.
QString refusalText(const domain::Refusal &refusal);
/// The codes that have a sentence of their own.
QStringList refusalCodes();

} // namespace forms
