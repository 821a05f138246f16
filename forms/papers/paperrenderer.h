// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/papers/paper.h"
#include "forms/papers/papertemplate.h"

QT_BEGIN_NAMESPACE
class QPrinter;
QT_END_NAMESPACE

namespace forms {

/// One copy of a paper as PDF: A4, text selectable, the QR code as shapes. Needs a QGuiApplication.
/// Refusals: paper.template {kind, problem, detail}, paper.qr {length}.
domain::Result<QByteArray> renderPdf(const domain::Paper &paper, const QString &templateFolder = builtInTemplates.toString());

/// Prints all copies of a paper; gives the number of sheets. Refusals: those of renderPdf, paper.print-failed {printer}.
domain::Result<int> print(const domain::Paper &paper, QPrinter &printer, const QString &templateFolder = builtInTemplates.toString());

} // namespace forms
