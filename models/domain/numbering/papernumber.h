// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QJsonObject>
#include <QString>
#include <optional>

namespace domain {

/// The number of a paper, 长市监〔2026〕17号 (GB/T 9704-2012 7.2.5): 机关代字, year, running number within both.
struct PaperNumber
{
    QString district; ///< two districts may have the same word
    QString word;
    int year = 0;
    qint64 n = 0;

    QString text() const;   ///< as it is printed
    QString series() const;
    QJsonObject toJson() const; ///< {district, word, year, n}
    /// Nothing when it is none.
    static std::optional<PaperNumber> fromJson(const QJsonObject &json);
    bool operator==(const PaperNumber &) const = default;
};

/// "610116-2026/长市监".
QString paperSeries(const QString &district, int year, const QString &word);
bool isPaperSeries(QStringView series);
/// The number a register keeps: unique among the numbers of all series, of receipts too.
QString registerText(const QString &series, qint64 n);

} // namespace domain
