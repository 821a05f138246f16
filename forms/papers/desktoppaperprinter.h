// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/desk/paperprinter.h"
#include <functional>

namespace forms {

/// A printer of the operating system.
class DesktopPaperPrinter : public PaperPrinter
{
    Q_OBJECT
public:
    /// `printerName` is asked before every print; an empty name is the system's default printer.
    explicit DesktopPaperPrinter(std::function<QString()> printerName, QObject *parent = nullptr);

    /// Names of the printers there are, for the settings page.
    static QStringList printerNames();

    /// Refuses with paper.no-printer {printer} when the printer (or any) is not there, paper.print-failed {printer} when it
    /// stops in the middle.
    void print(const QList<domain::Paper> &papers) override;

private:
    std::function<QString()> m_printerName;
};

} // namespace forms
