// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/licences.h"
#include "office/office.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Licence;

std::optional<Licence> Licences::licence(const QString &id) const
{
    return m_office.read<std::optional<Licence>>([&]() -> std::optional<Licence> {
        const auto document = id.isEmpty() ? std::nullopt : m_office.store().documents.load(id);
        if (!document || document->kind != "licence"_L1)
            return {};
        const auto licence = Licence::fromJson(document->body);
        return licence ? std::optional(*licence) : std::nullopt;
    });
}

std::optional<Licence> Licences::byCode(const QString &code) const
{
    return code.isEmpty() ? std::nullopt : licence(m_office.read<QString>([&] { return m_office.store().licences.idByCode(code); }));
}

std::optional<Licence> Licences::byNumber(const QString &number) const
{
    return licence(m_office.read<QString>([&] { return m_office.store().licences.idByNumber(number); }));
}

QList<Licence> Licences::ofHolder(const QString &applicant) const
{
    QList<Licence> list;
    for (const QString &id : m_office.read<QStringList>([&] { return m_office.store().licences.ofHolder(applicant); })) {
        if (const auto known = licence(id))
            list << *known;
    }
    return list;
}

} // namespace office
