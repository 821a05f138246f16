// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/papers/paperrenderer.h"
#include "forms/papers/papersheets.h"
#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QPrinter>

namespace forms {

namespace {

constexpr int pdfDpi = 1200;
constexpr double mmPerInch = 25.4;

} // namespace

domain::Result<QByteArray> renderPdf(const domain::Paper &paper, const QString &templateFolder)
{
    const auto sheets = PaperSheets::set(paper, templateFolder);
    if (!sheets)
        return sheets.refusal();
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(pdfDpi);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins({});
        writer.setTitle(sheets->title());
        writer.setCreator(u"OneWindow"_qs);
        QPainter painter(&writer);
        for (int sheet = 0; sheet < sheets->count(); ++sheet) {
            if (sheet > 0)
                writer.newPage();
            sheets->draw(painter, sheet, pdfDpi / mmPerInch);
        }
    }
    return pdf;
}

domain::Result<int> print(const domain::Paper &paper, QPrinter &printer, const QString &templateFolder)
{
    const auto sheets = PaperSheets::set(paper, templateFolder);
    if (!sheets)
        return sheets.refusal();
    const auto failed = [&] { return domain::refuse(u"paper.print-failed", {{u"printer"_qs, printer.printerName()}}); };
    printer.setDocName(sheets->title());
    printer.setPageSize(QPageSize(QPageSize::A4));
    printer.setFullPage(true);
    QPainter painter;
    if (!painter.begin(&printer))
        return failed();
    const double dotsPerMm = printer.logicalDpiX() / mmPerInch;
    int printed = 0;
    // Copies are drawn, not asked of the driver: not every driver can, and each copy must come out whole before the next.
    for (int copy = 0; copy < paper.copies; ++copy) {
        for (int sheet = 0; sheet < sheets->count(); ++sheet, ++printed) {
            if (printed > 0 && !printer.newPage())
                return failed();
            sheets->draw(painter, sheet, dotsPerMm);
        }
    }
    if (!painter.end() || printer.printerState() == QPrinter::Error)
        return failed();
    return printed;
}

} // namespace forms
