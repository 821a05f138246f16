// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <algorithm>
#include <cstdio>

namespace bench {

/// Times of one kind of act, in milliseconds.
class Times
{
public:
    void add(double ms) { m_ms << ms; }
    qsizetype count() const { return m_ms.size(); }
    /// The time that `share` (0 … 1) of the acts stay below.
    double percentile(double share) const
    {
        QList<double> sorted = m_ms;
        std::ranges::sort(sorted);
        return sorted.isEmpty() ? 0 : sorted[std::min(qsizetype(double(sorted.size()) * share), sorted.size() - 1)];
    }
    QJsonObject toJson() const
    {
        return {{QStringLiteral("n"), count()},
                {QStringLiteral("median_ms"), rounded(percentile(0.5))},
                {QStringLiteral("p95_ms"), rounded(percentile(0.95))},
                {QStringLiteral("p99_ms"), rounded(percentile(0.99))},
                {QStringLiteral("max_ms"), rounded(percentile(1))}};
    }
    static double rounded(double ms) { return double(qRound64(ms * 1000)) / 1000; }

private:
    QList<double> m_ms;
};

/// What a measurement says on its way.
inline void say(const QString &line)
{
    std::fprintf(stdout, "%s\n", qPrintable(line));
    std::fflush(stdout);
}

/// The last line.
inline void print(const QJsonObject &figures)
{
    say(QString::fromUtf8(QJsonDocument(figures).toJson(QJsonDocument::Compact)));
}

} // namespace bench
