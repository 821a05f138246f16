// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/region/region.h"
#include "domain/staff/staff.h"

namespace domain {

/// Under whose name a paper goes out: 机关, 机关代字 and 印章 of the department in charge (行政许可法 第32条第2款: 加盖本行政机关专用印章).
struct Seal
{
    QString agency;       ///< 西安市长安区市场监督管理局
    QString word;         ///< 机关代字, 长市监; a running number of its own for each word and year
    QByteArray picture;   ///< PNG or SVG; empty: a place is left to be stamped
    bool standIn = false; ///< a drawn seal, marked so: for places that are made up

    /// Of a department: what the region's member "seals" says, [{department, agency, word, picture?, standIn?}], department "" being
    /// everybody else's; the hall's own without it. What stands in brackets behind a department's name is not its name.
    /// With a word, the authority that has it, whatever department is named.
    static Seal of(const Region &region, const Place &place, const QString &department, const QString &word = {});
    /// The words of a region, each once; empty when it says nothing of seals: then papers bear the case's number.
    static QStringList words(const Region &region);
};

} // namespace domain
