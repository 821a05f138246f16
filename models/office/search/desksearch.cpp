// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/search/desksearch.h"
#include "domain/identity/identitynumber.h"
#include "office/office.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;

namespace {

DeskHit hitFor(const storage::SearchFound &found)
{
    QStringList parts;
    if (found.kind == "case"_L1 || found.kind == "workorder"_L1)
        parts << found.numbers.value(0) << domain::maskedWithin(found.words);
    else
        parts << domain::masked(found.numbers.value(0)) << domain::masked(found.numbers.value(1));
    parts.removeAll(QString());
    return {found.kind, found.id, found.name, parts.join(u" · ")};
}

/// A scanned receipt: the case it stands for, when the seal is genuine and the case is known here.
QList<DeskHit> hitsForSeal(Office &office, const QString &text)
{
    const auto seal = office.readSeal(text.trimmed());
    if (!seal)
        return {};
    const auto document = office.store().documents.load(seal->caseId);
    if (!document)
        return {};
    const QJsonObject &body = document->body;
    return {{u"case"_s, seal->caseId, body[u"applicant"_s][u"name"_s].toString(), QString(seal->number + u" · "_s + body[u"item"_s][u"name"_s].toString())}};
}

} // namespace

QList<DeskHit> DeskSearch::find(const QString &typed, int limit) const
{
    if (limit <= 0)
        return {};
    if (typed.trimmed().startsWith("OW1:"_L1))
        return m_office.read<QList<DeskHit>>([&] { return hitsForSeal(m_office, typed); });
    return m_office.read<QList<DeskHit>>([&] {
        const storage::SearchStore &search = m_office.store().search;
        const auto applicants = search.find(typed, limit, u"applicant");
        const auto cases = search.find(typed, limit, u"case");
        const auto orders = search.find(typed, limit, u"workorder");
        const qsizetype ordersMax = std::max<qsizetype>(limit / 4, limit - cases.size() - applicants.size());
        const qsizetype applicantsMax = std::max<qsizetype>(limit / 2, limit - cases.size() - std::min(orders.size(), ordersMax));
        QList<DeskHit> hits;
        for (const storage::SearchFound &found : applicants.first(std::min(applicants.size(), applicantsMax)))
            hits << hitFor(found);
        const qsizetype casesMax = limit - hits.size() - std::min(orders.size(), ordersMax);
        for (const storage::SearchFound &found : cases.first(std::clamp<qsizetype>(casesMax, 0, cases.size())))
            hits << hitFor(found);
        for (const storage::SearchFound &found : orders.first(std::min<qsizetype>(orders.size(), limit - hits.size())))
            hits << hitFor(found);
        return hits;
    });
}

} // namespace office
