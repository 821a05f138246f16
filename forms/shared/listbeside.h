// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QSplitter>

class QFrame;

namespace forms {

/// A card filled by one widget to its edge.
QFrame *cardOf(QWidget *content);
/// What most pages are: a list in a card on the left, beside it what is chosen of it, with a handle between them. The shares are
/// widths in pixels at the smallest screen; what a larger one has more is shared alike.
QSplitter *listBeside(QWidget *list, QWidget *detail, int listShare, int detailShare);

} // namespace forms
