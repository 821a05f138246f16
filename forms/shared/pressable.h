// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractButton;

namespace forms {

/// Lets a screen reader press a checkable button. Qt offers to toggle such a button, which moves its mark and does nothing
/// else: what happens on clicked() would not happen.
void makePressable(QAbstractButton *button);

} // namespace forms
