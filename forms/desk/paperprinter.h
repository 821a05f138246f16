// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/papers/paper.h"
#include <QObject>

namespace forms {

/// The thing on the desk that papers come out of. To be asked only when the record they speak of is on disk.
class PaperPrinter : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Prints the papers in order, all copies of each. A paper that fails keeps none of the others back. Answers by signal, now
    /// or later: printed() with those that came out, if any; failed() with the first refusal, if any.
    virtual void print(const QList<domain::Paper> &papers) = 0;

Q_SIGNALS:
    void printed(int papers);
    /// Refusals: paper.template, paper.qr, and those of the kind of printer.
    void failed(const domain::Refusal &refusal);
};

} // namespace forms
