// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/catalogue/item.h"
#include <QByteArray>
#include <QCoreApplication>
#include <QDate>

namespace forms {

/// The lists a hall has to publish, made from the catalogue: which materials may be handed in later (容缺受理清单) and which
/// items and materials may be replaced by a commitment (告知承诺清单).
class PublishedList
{
    Q_DECLARE_TR_FUNCTIONS(forms::PublishedList)
public:
    enum class Kind { Tolerance, Commitment };

    /// The list of all items in force on `day`.
    static PublishedList of(Kind kind, const QList<domain::Item> &items, QDate day);

    QString title() const;
    /// "tolerance-list-20261120", without an ending.
    QString fileName() const;
    const QStringList &titles() const { return m_titles; }
    const QList<QStringList> &rows() const { return m_rows; }
    QByteArray csv() const;
    /// A4, landscape, the head repeated on every sheet, text selectable.
    QByteArray pdf(const QString &hallName) const;

private:
    Kind m_kind = Kind::Tolerance;
    QDate m_day;
    QStringList m_titles;
    QList<QStringList> m_rows;
};

} // namespace forms
