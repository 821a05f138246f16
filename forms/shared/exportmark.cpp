// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/exportmark.h"
#include "domain/staff/staff.h"
#include "forms/shared/actor.h"
#include "forms/shared/desk.h"
#include "office/office.h"
#include <QCoreApplication>

namespace forms {
using namespace Qt::StringLiterals;

QString deskMark(const Desk &desk)
{
    const auto rules = desk.office().rules();
    const domain::Staff *staff = rules->staff(desk.session().staffId);
    return QStringList{desk.session().staffName, staff ? staff->number : QString(), desk.now().toString(u"yyyy-MM-dd HH:mm"_s)}.join(u' ');
}

QString exportMark(const Desk &desk, const QString &purpose)
{
    return QCoreApplication::translate("ExportMark", "Exported by %1 · for: %2 · for use inside the office only").arg(deskMark(desk), purpose);
}

ExportBar::Record exportRecord(Desk &desk, const QString &what, const QString &purpose)
{
    return [&desk, what, purpose](qint64 rows, const QByteArray &sha256) -> domain::Result<domain::Done> {
        const QJsonObject body{{u"what"_s, what}, {u"purpose"_s, purpose}, {u"count"_s, rows}, {u"sha256"_s, QString::fromLatin1(sha256.toHex())}};
        const auto done = desk.office().submit({u"data.export"_s, {}, body, actorOf(desk)});
        return done ? domain::Result<domain::Done>(domain::Done{}) : domain::Result<domain::Done>(done.refusal());
    };
}

} // namespace forms
