// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/applicant/applicant.h"
#include "domain/casefile/casefile.h"
#include "domain/document.h"
#include "storage/casestore.h"
#include "storage/journalstore.h"

namespace office {

class Office;
using storage::CaseFilter;
using storage::CaseKey;
using storage::CaseRow;
using storage::Fate;
using storage::JournalRow;

/// One operation the centre refused, as the page 退回 shows it: what was done here and what the centre has.
struct ReturnedOperation
{
    JournalRow row;
    domain::Refusal problem;
    QJsonObject ours;    ///< the document as the clerk saw it here
    QJsonObject centres; ///< the document as the centre has it; empty: the centre has none
};

/// Reading what the office knows. A storage fault gives nothing and is told through Office::faulted.
class Archive
{
public:
    explicit Archive(Office &office) : m_office(office) {}

    std::optional<domain::Document> document(const QString &id) const;
    std::optional<domain::CaseFile> caseFile(const QString &id) const;
    /// Written by a newer program: it can be read here, and not changed (document.newer).
    bool isNewer(const QString &id) const;
    /// The next `limit` lines, newest change first.
    QList<CaseRow> cases(const CaseFilter &filter, std::optional<CaseKey> after, int limit) const;
    qint64 count(const CaseFilter &filter) const;
    /// The applicant with exactly this normalised identity number.
    std::optional<domain::Applicant> applicantByNumber(const QString &number) const;
    std::optional<domain::Applicant> applicant(const QString &id) const;
    /// What was done to one case, oldest first.
    QList<JournalRow> history(const QString &caseId) const;
    /// The journal, newest first, before row `beforeSeq` (0: from the newest).
    QList<JournalRow> journal(qint64 beforeSeq, int limit) const;
    QList<ReturnedOperation> returned() const;
    int returnedCount() const;
    int pendingCount() const;

private:
    Office &m_office;
};

} // namespace office
