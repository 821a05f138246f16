// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/auditlog.h"
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"
#include "office/store.h"

namespace office {
using namespace Qt::StringLiterals;
using domain::refuse;
using domain::Result;

namespace {

/// Members of an act that tell an auditor why and how much, not about whom.
const QStringList toldMembers{u"purpose"_s, u"reason"_s, u"code"_s, u"what"_s, u"count"_s, u"sha256"_s, u"paper"_s, u"entry"_s, u"how"_s,
                              u"step"_s, u"department"_s, u"keepUntil"_s, u"filter"_s, u"roles"_s, u"active"_s, u"erased"_s};

} // namespace

QJsonObject AuditLine::toJson() const
{
    return {{u"seq"_s, seq}, {u"at"_s, domain::instantText(at)}, {u"actor"_s, actor}, {u"actorName"_s, actorName}, {u"role"_s, role}, {u"type"_s, type}, {u"doc"_s, doc},
            {u"place"_s, place}, {u"counter"_s, counter}, {u"device"_s, device}, {u"fate"_s, fate}, {u"problem"_s, problem}, {u"facts"_s, facts}, {u"link"_s, link}};
}

Result<AuditLine> AuditLine::fromJson(const QJsonObject &json)
{
    const AuditLine line{json[u"seq"_s].toInteger(), domain::instantFromText(json[u"at"_s]), json[u"actor"_s].toString(), json[u"actorName"_s].toString(), json[u"role"_s].toString(),
                         json[u"type"_s].toString(), json[u"doc"_s].toString(), json[u"place"_s].toString(), json[u"counter"_s].toString(), json[u"device"_s].toString(),
                         json[u"fate"_s].toString(), json[u"problem"_s].toString(), json[u"facts"_s].toObject(), json[u"link"_s].toInteger()};
    if (line.seq <= 0 || line.type.isEmpty())
        return refuse(u"wire.malformed", {{u"member"_s, line.seq <= 0 ? u"seq"_s : u"type"_s}});
    return line;
}

bool AuditLog::isOf(const QString &place, const domain::Operation &operation, const QString &district) const
{
    const auto rules = m_office.rules();
    if (const domain::Place *known = rules->place(place.isEmpty() ? operation.place : place))
        return known->district == district;
    // The centre's own acts name no place; whoever else did it belongs where they work.
    const domain::Staff *actor = rules->staff(operation.actor);
    const domain::Place *home = actor ? rules->place(actor->place) : nullptr;
    return home ? home->district == district : operation.actor == "centre"_L1;
}

Result<AuditLog::Page> AuditLog::page(const AuditFilter &filter, const QString &district, qint64 before, int limit) const
{
    return m_office.guarded<Page>([&]() -> Result<Page> {
        constexpr int rowsAtOnce = 500;
        constexpr qint64 window = 10'000;
        Store &store = m_office.store();
        const auto rules = m_office.rules();
        const storage::AuditStore audit(store.database);
        Page page;
        if (before <= 0)
            before = audit.highestNow() + 1;
        const qint64 last = std::max<qint64>(1, before - lookedAtMax);
        while (before > last) {
            const qint64 from = std::max(last, before - window);
            const auto rows = audit.find(filter, from, before, rowsAtOnce);
            for (const auto &row : rows) {
                if (page.lines.size() == limit) {
                    page.before = before;
                    return page;
                }
                before = row.seq;
                if (!isOf(row.place, row.operation, district))
                    continue;
                AuditLine line;
                line.seq = row.seq;
                line.at = row.operation.made.estimate;
                line.actor = row.operation.actor;
                const domain::Staff *staff = rules->staff(line.actor);
                line.actorName = staff ? QString(staff->name + u' ' + staff->number) : line.actor;
                line.role = row.operation.role;
                line.type = row.operation.type;
                line.doc = row.operation.doc;
                line.place = row.operation.place;
                line.counter = row.operation.counter;
                if (const auto stream = store.streams.byId(row.stream))
                    line.device = stream->device;
                line.fate = row.fate;
                line.problem = row.result[u"problem"_s][u"code"_s].toString();
                for (const QString &member : toldMembers) {
                    if (const QJsonValue value = row.operation.body.value(member); !value.isUndefined())
                        line.facts[member] = domain::maskedWithin(value);
                }
                line.link = row.link.value_or(0);
                page.lines << line;
            }
            if (rows.size() < rowsAtOnce)
                before = from; // nothing more in this window
        }
        page.before = before > 1 ? before : 0;
        return page;
    });
}

QList<AuditMark> AuditLog::marks(const QString &district) const
{
    return m_office.read<QList<AuditMark>>([&] {
        QList<AuditMark> marks;
        const auto rules = m_office.rules();
        for (const auto &checkpoint : storage::JournalChain(m_office.store().database).lastCheckpoints()) {
            const domain::Place *place = rules->place(checkpoint.place);
            if (checkpoint.place.isEmpty() || (place && place->district == district))
                marks << AuditMark{checkpoint.place, checkpoint.n, QString::fromLatin1(checkpoint.link.toHex()), checkpoint.at};
        }
        return marks;
    });
}

Result<JournalReport> AuditLog::verify(const QString &place, const QString &district, const QString &checkpointFile) const
{
    const domain::Place *known = m_office.rules()->place(place);
    if (!known || known->district != district)
        return refuse(u"journal.place-unknown", {{u"place"_s, place}});
    const qint64 links = m_office.read<qint64>([&] { return storage::JournalChain(m_office.store().database).ends().value(place).n; });
    if (links > verifiedMax)
        return refuse(u"audit.too-large", {{u"rows"_s, links}});
    JournalAudit::Options options;
    options.place = place;
    options.checkpointFile = checkpointFile;
    return JournalAudit(m_office).verify(options);
}

} // namespace office
