// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/archive.h"
#include "domain/documentschema.h"
#include "office/office.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;

std::optional<domain::Document> Archive::document(const QString &id) const
{
    return m_office.read<std::optional<domain::Document>>([&] { return m_office.store().documents.load(id); });
}

std::optional<domain::CaseFile> Archive::caseFile(const QString &id) const
{
    const auto found = document(id);
    if (!found || found->kind != "case"_L1)
        return std::nullopt;
    const auto file = domain::CaseFile::fromJson(found->body);
    return file ? std::optional(*file) : std::nullopt;
}

bool Archive::isNewer(const QString &id) const
{
    const auto found = document(id);
    return found && domain::isNewerForm(found->body);
}

QList<CaseRow> Archive::cases(const CaseFilter &filter, std::optional<CaseKey> after, int limit) const
{
    return m_office.read<QList<CaseRow>>([&] { return m_office.store().cases.page(filter, after, limit); });
}

qint64 Archive::count(const CaseFilter &filter) const
{
    return m_office.read<qint64>([&] { return m_office.store().cases.count(filter); });
}

std::optional<domain::Applicant> Archive::applicantByNumber(const QString &number) const
{
    const QString id = m_office.read<QString>([&] { return m_office.store().applicants.idByNumber(number); });
    return id.isEmpty() ? std::nullopt : applicant(id);
}

std::optional<domain::Applicant> Archive::applicant(const QString &id) const
{
    const auto found = document(id);
    if (!found || found->kind != "applicant"_L1)
        return std::nullopt;
    const auto applicant = domain::Applicant::fromJson(found->body);
    return applicant ? std::optional(*applicant) : std::nullopt;
}

QList<JournalRow> Archive::history(const QString &caseId) const
{
    return m_office.read<QList<JournalRow>>([&] { return m_office.store().journal.ofDocument(caseId); });
}

QList<JournalRow> Archive::journal(qint64 beforeSeq, int limit) const
{
    return m_office.read<QList<JournalRow>>([&] { return m_office.store().journal.page(beforeSeq, limit); });
}

QList<ReturnedOperation> Archive::returned() const
{
    return m_office.read<QList<ReturnedOperation>>([&] {
        QList<ReturnedOperation> list;
        const Store &store = m_office.store();
        for (const JournalRow &row : store.journal.returned()) {
            ReturnedOperation entry;
            entry.row = row;
            entry.problem = domain::Refusal::fromJson(row.result[u"problem"_s].toObject());
            entry.centres = row.result[u"document"_s].toObject();
            entry.ours = row.result[u"ours"_s].toObject();
            list << entry;
        }
        return list;
    });
}

int Archive::returnedCount() const
{
    return m_office.read<int>([&] { return m_office.store().journal.returnedCount(); });
}

int Archive::pendingCount() const
{
    return m_office.read<int>([&] { return m_office.store().journal.pendingCount(); });
}

} // namespace office
