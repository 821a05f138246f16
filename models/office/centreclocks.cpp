// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/centreclocks.h"
#include "office/office.h"
#include "office/store.h"
#include <QLoggingCategory>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::Result;

Q_LOGGING_CATEGORY(clocksLog, "onewindow.office.clocks")

Result<QStringList> CentreClocks::recompute()
{
    // A bounded bite: the rest is there at the next rest as well.
    constexpr int casesMax = 500;
    const QString version = m_office.rules()->calendar().version();
    const QStringList ids = m_office.read<QStringList>([&] { return m_office.store().duties.ofOtherCalendars(version, casesMax); });
    QStringList moved;
    for (const QString &id : ids) {
        const QString place = m_office.read<QString>([&] {
            const auto document = m_office.store().documents.load(id);
            return document ? document->body[u"place"_s].toString() : QString();
        });
        const auto done = m_office.submit({u"case.recompute"_s, id, {}, {u"centre"_s, {}, {u"centre"_s}, place, {}}});
        if (done) {
            for (const domain::Document &changed : done->documents)
                moved += changed.scopes;
            continue;
        }
        if (done.refusal().code != "case.dates-stay"_L1)
            qCWarning(clocksLog) << "dates not worked out anew:" << id << done.refusal().code << done.refusal().facts;
        // Looked at by this calendar, whatever came of it: it is not asked again before the next one, or its own next act.
        const Result<Done> confirmed = m_office.retried<Done>([&]() -> Result<Done> {
            m_office.store().duties.confirm(id, version);
            return Done{};
        });
        if (!confirmed)
            return confirmed.refusal();
    }
    moved.removeDuplicates();
    return moved;
}

} // namespace office
