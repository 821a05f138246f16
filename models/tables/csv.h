// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QStringList>

namespace tables {

/// What a CSV file begins with, so that spreadsheet programs read it as UTF-8.
QByteArray csvBegin();
/// One record (RFC 4180, CRLF). A cell a spreadsheet program would take for a formula gets an apostrophe in front, and
/// long numbers stay text: nothing typed by an applicant is ever run, and no case number is rounded.
QByteArray csvLine(const QStringList &cells);
/// One record for the clipboard: tabs between the cells, no line end.
QString tsvLine(const QStringList &cells);

} // namespace tables
