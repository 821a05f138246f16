// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/exportbar.h"

namespace forms {

class Desk;

/// The line every exported file bears: who took it out, when, what for.
QString exportMark(const Desk &desk, const QString &purpose);
/// Journals an export (operation data.export) with the number of rows and the hash of the file.
ExportBar::Record exportRecord(Desk &desk, const QString &what, const QString &purpose);
/// Who is at this desk, as a watermark says it: 王敏 1001 2026-11-20 10:00.
QString deskMark(const Desk &desk);

} // namespace forms
