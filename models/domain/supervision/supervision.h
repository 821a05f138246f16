// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/agenda.h"
#include "domain/casefile/casefile.h"

namespace domain {

/// 电子监察: a supervisor asks about a case that is late, or about one department's part of it, and wants an answer by a day.
/// Kept with the case under "supervision", where window and department see it.
struct Enquiry
{
    int number = 1;      ///< within the case, from 1
    QString step;        ///< the part asked about; empty: the whole case
    QString department;  ///< who is to answer
    QString words;
    QDateTime askedAt;   ///< UTC, like the rest
    QDate replyBy;       ///< last day for the answer
    QString reply;
    QDateTime repliedAt;
    QDateTime escalatedAt; ///< no answer came in time
    bool isOpen() const { return !repliedAt.isValid(); }
    QJsonObject toJson() const;
    static Enquiry fromJson(const QJsonObject &json);
};
QList<Enquiry> enquiries(const CaseFile &file);

/// Asks. Refusals: reason.lacking, step.unknown {step}, supervision.days {most}, supervision.asked: the last question about the
/// same is still open.
Result<Done> ask(CaseFile &file, const QString &step, const QString &words, int replyDays, const WorkCalendar &calendar, const QDateTime &now);
/// Answers. A late answer is still an answer; what was escalated stays so. Refusals: supervision.unknown {number},
/// supervision.answered, reason.lacking.
Result<Done> reply(CaseFile &file, int number, const QString &words, const QDateTime &now);
/// Marks a question as unanswered in time. Refusals: supervision.unknown {number}, supervision.answered, supervision.escalated.
Result<Done> escalate(CaseFile &file, int number, const QDateTime &now);

/// Entries "enquiry:<number>" of supervision.escalate.
Agenda supervisionAgenda(const CaseFile &file, const OfficeHours &hours);
/// The number in such an entry; 0 for others.
int enquiryOf(QStringView entry);

/// The lamp of one department's part (电子监察 of steps): by its own clock and limit; Done once it is decided.
ClockReading readStep(const Step &step, const WorkCalendar &calendar, const OfficeHours &hours, const QDateTime &now);

} // namespace domain
