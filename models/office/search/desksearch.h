// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QString>

namespace office {

class Office;

/// One line of the search box at the top of the desk (Ctrl+K).
struct DeskHit
{
    QString kind;     ///< "applicant", "case" or "workorder"
    QString id;       ///< of the document
    QString title;    ///< whom it is about
    QString subtitle; ///< a case: receipt number · item; a work order: number · what it is about; an applicant: identity number · phone, both masked
};

/// Finds whom or what a clerk means by a name, initials, a number or its last four, several at once, at every key; and by
/// the code of a scanned receipt, if its seal is genuine.
class DeskSearch
{
public:
    explicit DeskSearch(Office &office) : m_office(office) {}

    /// At most `limit` lines, applicants before cases before work orders, each the newest first; applicants get half of the lines
    /// and work orders a quarter while there are enough of them. A storage fault gives none and is told through Office::faulted.
    QList<DeskHit> find(const QString &typed, int limit) const;

private:
    Office &m_office;
};

} // namespace office
