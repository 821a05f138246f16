// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/papers/paper.h"
#include "forms/papers/papertemplate.h"
#include <QSizeF>
#include <memory>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace forms {

/// A paper set in type on A4 sheets. Set once at a high resolution, so that PDF, printer and screen break lines and
/// pages at the same places.
class PaperSheets
{
public:
    /// The type area: width and binding margin of GB/T 9704-2012 (版心 156 mm, 订口 28 mm); a little taller than its 225 mm, as
    /// these papers are mostly tables.
    static constexpr double widthMm = 210, heightMm = 297;
    static constexpr double topMm = 30, leftMm = 28, bodyWidthMm = 156, bodyHeightMm = 241;

    /// Refusals: paper.template, paper.qr.
    static domain::Result<PaperSheets> set(const domain::Paper &paper, const QString &templateFolder = builtInTemplates.toString());

    PaperSheets(PaperSheets &&) noexcept;
    PaperSheets &operator=(PaperSheets &&) noexcept;
    ~PaperSheets();

    int count() const;
    /// Draws one sheet (index from 0), its paper corner at the painter's origin, `dotsPerMm` units of the painter to a millimetre.
    void draw(QPainter &painter, int index, double dotsPerMm) const;
    /// "受理通知书 610116-2026-0000017-C": what a reader program shows as the document's name.
    QString title() const;

private:
    struct Content;
    explicit PaperSheets(std::unique_ptr<Content> content);
    std::unique_ptr<Content> d;
};

} // namespace forms
