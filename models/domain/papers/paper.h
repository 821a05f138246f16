// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"
#include "domain/catalogue/checklist.h"
#include "domain/decision/decision.h"
#include "domain/region/region.h"
#include "domain/staff/staff.h"
#include <optional>

namespace domain {

/// One 文书, ready to be set in type: what it says, as values only. Its words stand in resources/templates/<kind>.html.
struct Paper
{
    QString kind;         ///< code of a PaperKind
    QJsonObject content;  ///< what the template reads; every absent part is present as false
    QString qrText;       ///< drawn as QR code; empty: none
    int copies = 1;       ///< sheets of the same text to be printed, one for each side that keeps one
    int copyNumber = 0;   ///< 0: printed for the first time; n: 补打第 n 次, marked so on every page
};

/// A kind of paper the office gives out.
struct PaperKind
{
    QString code;         ///< "receipt", "acceptance", …
    const char *title;    ///< English source, context "Papers"; for menus, not for the paper itself
    int copies = 1;       ///< sheets printed unless told otherwise
    bool ofCase = true;   ///< about a case; false: about an item only (办事指南)
    bool numbered = false; ///< carries a document number 机关代字〔年〕n号
};

/// Every kind, in the order they are offered.
const QList<PaperKind> &paperKinds();
/// The kind with this code; null when there is none.
const PaperKind *paperKind(QStringView code);

/// Which reprint a print now is, by the printings the case has counted (the one now included): 0 for the first. A
/// one-time notice of a later round is a paper of its own.
int copyNumberOf(const CaseFile &file, QStringView kind);

/// Everything a paper may need to know.
struct PaperContext
{
    CaseFile caseFile;                  ///< empty for a guide
    Item item;
    std::optional<Checklist> checklist; ///< nothing: worked out from the item and the answers of the case
    Place place;                        ///< the hall: names, phones, 机关代字, remedies
    QString clerkName;                  ///< who prints; the one who received stands in the case
    QDateTime now;                      ///< local time of the hall; its offset is that of every date on the paper
    WorkCalendar calendar;
    QString qrText;
    QString documentNumber;             ///< n of 机关代字〔年〕n号; empty: what the case took for this paper, or else the receipt number stands for it
    std::optional<int> copyNumber;      ///< see Paper::copyNumber; nothing: by what the case says was printed
    QDate supplementBy;                 ///< last day the hall asks for a supplement (一次性告知书); invalid: none set
    bool fullNumbers = false;           ///< the template says that the law asks for persons' numbers in full
    Region region;                      ///< seals and words of the authorities; empty: the hall's own
    QString lapse = QStringLiteral("withdraw"); ///< what follows when a tolerated material is not handed in: withdraw, reject, return
};

/// Fills in one paper. Pure. Numbers of natural persons are masked on every paper but those whose template says that they are the
/// applicant's own statement (PaperContext::fullNumbers); dates carry their weekday and whether they are provisional.
Paper composePaper(QStringView kind, const PaperContext &context);

} // namespace domain
