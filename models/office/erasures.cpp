// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/erasures.h"
#include "domain/jsontime.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;

QList<ErasureProposal> Erasures::open() const
{
    return m_office.read<QList<ErasureProposal>>([&] {
        QList<ErasureProposal> all;
        for (const domain::Document &document : m_office.store().documents.ofKind(u"erasure"_s)) {
            const QJsonObject &body = document.body;
            all << ErasureProposal{document.id, body[u"about"_s].toString(), body[u"kind"_s].toString(), body[u"title"_s].toString(), body[u"cause"_s].toString(), body[u"basis"_s].toString(),
                                   body[u"reason"_s].toString(), domain::instantFromText(body[u"at"_s]), domain::instantFromText(body[u"dueAt"_s]), body[u"by"_s].toString()};
        }
        std::sort(all.begin(), all.end(), [](const ErasureProposal &a, const ErasureProposal &b) { return a.at != b.at ? a.at < b.at : a.id < b.id; });
        return all;
    });
}

} // namespace office
