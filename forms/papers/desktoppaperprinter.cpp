// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/papers/desktoppaperprinter.h"
#include "forms/papers/paperrenderer.h"
#include <QPrinter>
#include <QPrinterInfo>
#include <optional>

namespace forms {

DesktopPaperPrinter::DesktopPaperPrinter(std::function<QString()> printerName, QObject *parent)
    : PaperPrinter(parent), m_printerName(std::move(printerName))
{
}

QStringList DesktopPaperPrinter::printerNames()
{
    return QPrinterInfo::availablePrinterNames();
}

void DesktopPaperPrinter::print(const QList<domain::Paper> &papers)
{
    const QString name = m_printerName ? m_printerName() : QString();
    const QPrinterInfo chosen = name.isEmpty() ? QPrinterInfo::defaultPrinter() : QPrinterInfo::printerInfo(name);
    if (chosen.isNull()) {
        Q_EMIT failed(domain::refuse(u"paper.no-printer", {{u"printer"_qs, name}}));
        return;
    }
    int count = 0;
    std::optional<domain::Refusal> refusal;
    for (const domain::Paper &paper : papers) {
        QPrinter printer(chosen, QPrinter::HighResolution);
        const auto sheets = forms::print(paper, printer);
        if (sheets)
            ++count;
        else if (!refusal)
            refusal = sheets.refusal();
    }
    if (count > 0)
        Q_EMIT printed(count);
    if (refusal)
        Q_EMIT failed(*refusal);
}

} // namespace forms
