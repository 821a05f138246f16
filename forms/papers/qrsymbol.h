// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QList>
#include <QPainterPath>
#include <QString>

namespace forms {

/// A QR code (ISO/IEC 18004, error correction level M) as modules; its quiet zone is left to who draws it.
class QrSymbol
{
public:
    static constexpr int quietModules = 4;
    static constexpr double sideMmMin = 25;
    /// A module that a cheap camera and a 150 dpi scan still tell apart.
    static constexpr double moduleMmMin = 0.4;

    /// Refuses with paper.qr {length} what is longer than a QR code can hold (about 2,300 bytes).
    static domain::Result<QrSymbol> encode(const QString &text);

    /// Modules along one side, without the quiet zone.
    int modules() const { return m_modules; }
    bool isDark(int x, int y) const { return m_dark[y * m_modules + x]; }
    /// Side of the printed symbol in millimetres, without the quiet zone.
    double sideMm() const;
    /// The dark modules as one shape of `side` × `side`, its corner at 0,0. One shape: no seams between modules.
    QPainterPath shape(double side) const;

private:
    int m_modules = 0;
    QList<bool> m_dark;
};

} // namespace forms
