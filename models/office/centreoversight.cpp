// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/centreoversight.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

bool CentreOversight::isOf(const domain::Operation &operation, const QStringList &scopes) const
{
    const auto rules = m_office.rules();
    const domain::Place *place = rules->place(operation.place);
    if (const domain::Staff *actor = rules->staff(operation.actor); !place && actor)
        place = rules->place(actor->place); // an act that does not say where it was done belongs where its clerk does
    return place && scopes.contains(domain::districtScope(place->district));
}

CentreOversight::Page CentreOversight::refused(const QStringList &scopes, qint64 before, int limit) const
{
    return m_office.read<Page>([&] {
        constexpr int rowsAtOnce = 200;
        const Store &store = m_office.store();
        Page page;
        for (;;) {
            const QList<JournalRow> rows = store.journal.returnedBefore(before, rowsAtOnce);
            for (const JournalRow &row : rows) {
                if (page.rows.size() == limit) {
                    page.before = before;
                    return page;
                }
                before = row.seq;
                if (!isOf(row.operation, scopes))
                    continue;
                const auto stream = store.streams.byId(row.stream);
                page.rows << Refused{row, stream ? stream->device : QString()};
            }
            if (rows.size() < rowsAtOnce)
                return page;
        }
    });
}

Result<Done> CentreOversight::close(const QString &operationId, const QStringList &scopes, const Actor &supervisor, const QString &how, const QString &reason)
{
    const auto row = m_office.read<std::optional<JournalRow>>([&] { return m_office.store().journal.byId(operationId); });
    // An operation of another district is answered as if there were none.
    if (!row || row->fate != Fate::Refused || !isOf(row->operation, scopes))
        return refuse(u"attention.unknown");
    if (!row->closed.isEmpty())
        return refuse(u"attention.closed", {{u"how"_s, row->closed}});
    const auto done = m_office.submit({u"returned.close"_s, row->operation.doc, {{u"operation"_s, operationId}, {u"how"_s, how}, {u"reason"_s, reason}}, supervisor});
    return done ? Result<Done>(Done{}) : Result<Done>(done.refusal());
}

QList<CentreOversight::Erased> CentreOversight::erasures(const QStringList &scopes) const
{
    return m_office.read<QList<Erased>>([&] {
        const Store &store = m_office.store();
        const auto rules = m_office.rules();
        QList<Erased> all;
        for (const auto &tombstone : store.scopes.erased(scopes)) {
            Erased erased{tombstone.doc, tombstone.scope, tombstone.seq, {}, {}, {}};
            if (const auto act = store.journal.erasureOf(tombstone.doc)) {
                erased.at = act->operation.made.estimate;
                erased.reason = act->operation.body[u"reason"_s].toString();
            }
            for (const storage::Contact &contact : store.contacts.behind(tombstone.scope, tombstone.seq)) {
                const Device *device = rules->device(contact.device);
                erased.open << Behind{contact.device, device ? device->name : QString(), contact.seq, contact.at, device && device->revoked};
            }
            all << erased;
        }
        return all;
    });
}

} // namespace office
