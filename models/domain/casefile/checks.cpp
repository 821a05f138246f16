// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/casefile/checks.h"
#include "domain/casefile/supplements.h"
#include "domain/jsontime.h"
#include <algorithm>

namespace domain {
using namespace Qt::StringLiterals;

namespace {
constexpr int remindDays = 5;
} // namespace

QList<CommitmentCheck> checksFor(const CaseFile &file, const Item &item, const Handling &handling, const Region &region, const WorkCalendar &calendar, const QDateTime &granted)
{
    const int days = handling.checkDays > 0 ? handling.checkDays : item.commitmentCheckDays > 0 ? item.commitmentCheckDays : region.commitmentCheckDays;
    const QDate due = calendar.addWorkdays(hallTime(granted).date(), days);
    QList<CommitmentCheck> checks;
    for (const CaseMaterial &material : file.materials) {
        if (material.mark == MaterialMark::Committed)
            checks << CommitmentCheck{material.key, material.name, due, CheckState::Open, {}, {}, {}};
    }
    const bool promised = file.route == Route::Commitment || file.route == Route::ToleranceAndCommitment;
    if (checks.isEmpty() && promised)
        checks << CommitmentCheck{u"*"_s, file.itemName, due, CheckState::Open, {}, {}, {}};
    return checks;
}

bool isSettled(const CommitmentCheck &check)
{
    return check.state != CheckState::Open && check.state != CheckState::Correcting;
}

QDate dayOf(const CommitmentCheck &check)
{
    if (isSettled(check))
        return {};
    return check.state == CheckState::Correcting ? check.correctBy : check.due;
}

Result<Done> recordCheck(CaseFile &file, const QString &key, const QString &finding, QDate correctBy, const QString &note, const QDateTime &now)
{
    const auto check = std::find_if(file.checks.begin(), file.checks.end(), [&](const CommitmentCheck &one) { return one.key == key; });
    if (check == file.checks.end())
        return refuse(u"check.unknown", {{u"key"_s, key}});
    const bool open = check->state == CheckState::Open, correcting = check->state == CheckState::Correcting;
    CheckState next = CheckState::Breached;
    if (finding == u"kept")
        next = CheckState::Kept;
    else if (finding == u"differs")
        next = CheckState::Correcting;
    else if (finding == u"corrected")
        next = CheckState::Corrected;
    else if (finding != u"breached")
        return refuse(u"check.finding");
    const bool follows = next == CheckState::Breached ? open || correcting : next == CheckState::Corrected ? correcting : open;
    if (!follows)
        return refuse(u"check.state", {{u"state"_s, toCode(check->state)}});
    if (next == CheckState::Correcting && (!correctBy.isValid() || correctBy <= hallTime(now).date()))
        return refuse(u"check.correct-by");
    const bool asksWhy = next == CheckState::Correcting || next == CheckState::Breached;
    if (asksWhy && note.isEmpty())
        return refuse(u"reason.lacking");
    check->state = next;
    check->correctBy = next == CheckState::Correcting ? correctBy : check->correctBy;
    check->note = note;
    check->at = now;
    return Done{};
}

Agenda checkAgenda(const CaseFile &file, const WorkCalendar &calendar, const OfficeHours &hours)
{
    if (file.state != CaseState::Granted && file.state != CaseState::Issued)
        return {};
    Agenda agenda;
    for (const CommitmentCheck &check : file.checks) {
        const QDate day = dayOf(check);
        if (!day.isValid())
            continue;
        const QString behind = check.key + u':' + day.toString(Qt::ISODate);
        QDate morning = day;
        for (int left = remindDays; left > 0;) {
            morning = morning.addDays(-1);
            left -= calendar.isWorkday(morning);
        }
        const QString remind = u"check:"_s + behind, over = u"check.over:"_s + behind;
        if (!wasTold(file, remind))
            agenda << AgendaEntry{remind, u"check.remind"_s, endOf({morning, hours.opens, false}, hours).toUTC()};
        if (!wasTold(file, over))
            agenda << AgendaEntry{over, u"check.overdue"_s, endOf({day, {}, false}, hours).toUTC().addMSecs(1)};
    }
    return agenda;
}

const CommitmentCheck *checkOf(const CaseFile &file, QStringView entry)
{
    for (const CommitmentCheck &check : file.checks) {
        const QString behind = QString(u':' + check.key + u':' + dayOf(check).toString(Qt::ISODate));
        if (dayOf(check).isValid() && (entry == QString(u"check"_s + behind) || entry == QString(u"check.over"_s + behind)))
            return &check;
    }
    return nullptr;
}

} // namespace domain
