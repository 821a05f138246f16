// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/papers/qrsymbol.h"
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <algorithm>
#include <exception>

namespace forms {

namespace {
/// MultiFormatWriter's scale of 0 to 8; 2, 3 and 4 mean M for QR codes.
constexpr int levelM = 4;
} // namespace

domain::Result<QrSymbol> QrSymbol::encode(const QString &text)
{
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
        // Without it the writer throws on Chinese.
        writer.setEncoding(ZXing::CharacterSet::UTF8).setEccLevel(levelM).setMargin(0);
        const ZXing::BitMatrix matrix = writer.encode(text.toStdWString(), 0, 0);
        QrSymbol symbol;
        symbol.m_modules = matrix.width();
        symbol.m_dark.reserve(qsizetype(matrix.width()) * matrix.height());
        for (int y = 0; y < matrix.height(); ++y) {
            for (int x = 0; x < matrix.width(); ++x)
                symbol.m_dark.append(matrix.get(x, y));
        }
        return symbol;
    } catch (const std::exception &) {
        return domain::refuse(u"paper.qr", {{u"length"_qs, text.toUtf8().size()}});
    }
}

double QrSymbol::sideMm() const
{
    return std::max(sideMmMin, m_modules * moduleMmMin);
}

QPainterPath QrSymbol::shape(double side) const
{
    const double module = side / m_modules;
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    for (int y = 0; y < m_modules; ++y) {
        for (int x = 0; x < m_modules; ++x) {
            if (!isDark(x, y))
                continue;
            const int from = x;
            while (x + 1 < m_modules && isDark(x + 1, y))
                ++x;
            path.addRect(from * module, y * module, (x - from + 1) * module, module);
        }
    }
    return path;
}

} // namespace forms
