// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QTextDocument;
QT_END_NAMESPACE

namespace forms {

/// What stands on one sheet of a text set on an endless roll: the part of the roll from `top` to `bottom`, below the
/// header row (`headTop` to `headBottom`, empty when there is none) of the table it continues.
struct Sheet
{
    double top = 0, bottom = 0;
    double headTop = 0, headBottom = 0;
};

/// Cuts the roll into sheets of `height` (units of the document's layout). A row of a table is never torn unless it is
/// taller than a sheet; a heading stays with what it heads, a header row with its first row, a table without a header row
/// (a form, the signatures) in one piece; a heading of level 6 ties what it heads to what stands above it as well; no line
/// of a paragraph stands alone. At least one sheet.
QList<Sheet> paginate(const QTextDocument &roll, double height);

} // namespace forms
