// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/intaketext.h"
#include "domain/papers/paper.h"

namespace forms {
using namespace Qt::StringLiterals;
using domain::MaterialMark;
using domain::TimeLimit;
using domain::Verdict;

QString IntakeText::limit(const TimeLimit &limit)
{
    if (limit.isImmediate())
        return tr("on the spot");
    const QString value = QString::number(limit.value, 'f', QLocale::FloatingPointShortest);
    switch (limit.unit) {
    case TimeLimit::Unit::Minute:
        return tr("%1 minutes").arg(value);
    case TimeLimit::Unit::Hour:
        return tr("%1 hours").arg(value);
    case TimeLimit::Unit::HalfDay:
        return tr("%1 half days").arg(value);
    case TimeLimit::Unit::Workday:
        return tr("%1 working days").arg(value);
    case TimeLimit::Unit::Day:
        return tr("%1 days").arg(value);
    case TimeLimit::Unit::Month:
        return tr("%1 months").arg(value);
    }
    Q_UNREACHABLE();
}

QString IntakeText::day(QDate date, QDate today)
{
    static const char *const weekdays[] = {QT_TR_NOOP("Mon"), QT_TR_NOOP("Tue"), QT_TR_NOOP("Wed"), QT_TR_NOOP("Thu"),
                                           QT_TR_NOOP("Fri"), QT_TR_NOOP("Sat"), QT_TR_NOOP("Sun")};
    if (!date.isValid())
        return {};
    const QString number = date.toString(date.year() == today.year() ? u"MM-dd"_s : u"yyyy-MM-dd"_s);
    return QStringLiteral("%1 %2").arg(number, tr(weekdays[date.dayOfWeek() - 1]));
}

QString IntakeText::due(const domain::DueDate &due, QDate today)
{
    QString text = day(due.date, today);
    if (due.time)
        text = QStringLiteral("%1 %2").arg(text, due.time->toString(u"HH:mm"));
    return due.provisional ? tr("%1 (prov.)").arg(text) : text;
}

QString IntakeText::materialForm(const QString &form, int copies)
{
    if (form == "original"_L1)
        return tr("Original %1").arg(copies);
    if (form == "copy"_L1)
        return tr("Copy %1").arg(copies);
    return form == "electronic"_L1 ? tr("Electronic") : QString::number(copies);
}

QString IntakeText::sex(const QString &code)
{
    return code == "male"_L1 ? tr("male") : code == "female"_L1 ? tr("female") : QString();
}

QString IntakeText::why(const domain::Decision &decision)
{
    int tolerated = 0, committed = 0, open = 0;
    for (const domain::CaseMaterial &material : decision.materials) {
        tolerated += material.mark == MaterialMark::Tolerated;
        committed += material.mark == MaterialMark::Committed;
        open += material.mark == MaterialMark::Defective || (material.mark == MaterialMark::Lacking && material.required);
    }
    switch (decision.verdict) {
    case Verdict::Incomplete:
        return tr("Something has to be entered first.");
    case Verdict::Accept:
        return tr("All materials are there and in legal form.");
    case Verdict::AcceptWithTolerance:
        return tr("The main materials are complete and in legal form; %1 lacking that may be tolerated.").arg(tolerated);
    case Verdict::AcceptOnCommitment:
        return tr("The main materials are complete and in legal form; %1 replaced by a commitment.").arg(committed);
    case Verdict::AcceptWithToleranceOnCommitment:
        return tr("The main materials are complete and in legal form; %1 lacking that may be tolerated, %2 replaced by a commitment.")
            .arg(tolerated)
            .arg(committed);
    case Verdict::Notify:
        return tr("%1 lacking or defective. Everything is told at once, in writing.").arg(open);
    case Verdict::Refuse:
        return tr("By the answers given this window must not accept it.");
    }
    Q_UNREACHABLE();
}

QString IntakeText::deciding(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Incomplete:
    case Verdict::Accept:
        return tr("Accept, print");
    case Verdict::AcceptWithTolerance:
        return tr("Accept with tolerance, print");
    case Verdict::AcceptOnCommitment:
        return tr("Accept on commitment, print");
    case Verdict::AcceptWithToleranceOnCommitment:
        return tr("Accept conditionally, print");
    case Verdict::Notify:
        return tr("One-time notice, print");
    case Verdict::Refuse:
        return tr("Not accepted: the reason");
    }
    Q_UNREACHABLE();
}

QString IntakeText::done(const QString &operationType, domain::Route route)
{
    if (route == domain::Route::ToleranceAndCommitment)
        return tr("accepted with tolerance and on commitment");
    static const QHash<QString, const char *> words{{u"case.accept"_s, QT_TR_NOOP("accepted")},
                                                    {u"tolerance.accept"_s, QT_TR_NOOP("accepted with tolerance")},
                                                    {u"commitment.accept"_s, QT_TR_NOOP("accepted on commitment")},
                                                    {u"case.notify"_s, QT_TR_NOOP("one-time notice given")},
                                                    {u"case.receive"_s, QT_TR_NOOP("received, not yet accepted")},
                                                    {u"case.refuse"_s, QT_TR_NOOP("not accepted")}};
    const char *word = words.value(operationType);
    Q_ASSERT(word);
    return tr(word);
}

QString IntakeText::paper(const QString &kind)
{
    const domain::PaperKind *known = domain::paperKind(kind);
    return known ? QCoreApplication::translate("Papers", known->title) : kind;
}

QString IntakeText::elapsed(qint64 seconds)
{
    const QString rest = QStringLiteral("%1:%2").arg(seconds / 60 % 60, seconds >= 3600 ? 2 : 1, 10, QLatin1Char('0')).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    return seconds >= 3600 ? QStringLiteral("%1:%2").arg(seconds / 3600).arg(rest) : rest;
}

} // namespace forms
