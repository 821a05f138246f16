// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/journalaudit.h"
#include "storage/auditstore.h"
#include "storage/journalchain.h"

namespace office {

using storage::AuditFilter;

/// One act as an auditor sees it: who did what, where, when, about what and for which stated reason. Never what the act said about a
/// person: numbers are masked, and of its contents only what an audit asks for is told.
struct AuditLine
{
    qint64 seq = 0;
    QDateTime at;          ///< UTC
    QString actor, actorName, role;
    QString type, doc, place, counter, device;
    QString fate;          ///< "accepted", "refused"
    QString problem;       ///< code, when it was refused
    QJsonObject facts;     ///< purpose, reason, count, sha256, paper … as far as the act has them
    qint64 link = 0;       ///< its number in the chain of its place; 0: in none

    QJsonObject toJson() const;
    /// Refusals: wire.malformed {member}.
    static domain::Result<AuditLine> fromJson(const QJsonObject &json);
};

/// A signed checkpoint, as far as an auditor compares it.
struct AuditMark
{
    QString place;
    qint64 n = 0;
    QString link; ///< hexadecimal
    QDateTime at;
};

/// The centre's journal for those who watch over it (GB/T 22239-2019 8.1.4.3 安全审计).
class AuditLog
{
public:
    explicit AuditLog(Office &office) : m_office(office) {}

    struct Page { QList<AuditLine> lines; qint64 before = 0; }; ///< before: go on from here; 0: that was all
    /// Rows looked at for one page: who looks for something rare goes on from `before`, and nobody who writes waits long for it.
    static constexpr qint64 lookedAtMax = 100'000;
    /// What was done at places of this district, and by the centre for it, newest first.
    domain::Result<Page> page(const AuditFilter &filter, const QString &district, qint64 before, int limit) const;
    /// The last signed checkpoint of each of the district's chains.
    QList<AuditMark> marks(const QString &district) const;
    /// Looks through the chain of a place of the district. Refusals: journal.place-unknown, audit.too-large {rows}: a
    /// journal of that size is looked through by `onewindow-server verify-journal`.
    domain::Result<JournalReport> verify(const QString &place, const QString &district, const QString &checkpointFile) const;
    static constexpr qint64 verifiedMax = 200'000;

private:
    bool isOf(const QString &place, const domain::Operation &operation, const QString &district) const;
    Office &m_office;
};

} // namespace office
