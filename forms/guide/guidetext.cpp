// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/guide/guidetext.h"
#include "forms/intake/intaketext.h"
#include "forms/shared/theme.h"

namespace forms {
using namespace Qt::StringLiterals;
using domain::Item;

namespace {

QString escaped(const QStringList &lines, const QString &between = u"<br>"_s)
{
    QStringList written;
    for (const QString &line : lines)
        written << line.toHtmlEscaped();
    return written.join(between);
}

QString pill(const QString &text, const QColor &background, const QColor &ink)
{
    return u"<span style=\"background-color:%1; color:%2\">&nbsp;%3&nbsp;</span> "_s.arg(background.name(), ink.name(), text.toHtmlEscaped());
}

QString heading(const QString &text)
{
    return u"<h4 style=\"margin-top:14px; margin-bottom:4px\">%1</h4>"_s.arg(text.toHtmlEscaped());
}

QString cell(const QString &html, const QString &more = {})
{
    return u"<td style=\"padding:5px 8px; border-bottom:1px solid %1\" %2>%3</td>"_s.arg(Theme::colours().border.name(), more, html);
}

QString headCell(const QString &text)
{
    return u"<td style=\"padding:5px 8px; background-color:%1; color:%2\">%3</td>"_s.arg(Theme::colours().sunken.name(), Theme::colours().muted.name(), text.toHtmlEscaped());
}

bool always(const QJsonValue &when)
{
    return when.isNull() || when.isUndefined() || (when.isBool() && when.toBool());
}

} // namespace

QStringList GuideText::course(const Item &item, const domain::Place *place)
{
    const int days = place && place->noticeDays >= 0 ? place->noticeDays : domain::noticeDaysOf(item.acceptanceRule);
    QStringList steps{tr("Hand in the papers at the counter"),
                      days == 0 ? tr("Accepted or told everything lacking on the spot") : tr("Accepted, or told everything lacking once, within %1 working days").arg(days)};
    if (!item.specialProcedures.isEmpty())
        steps << tr("%1 (not counted in the time limit)").arg(item.specialProcedures.join(tr(", ")));
    steps << tr("Decision: %1").arg(IntakeText::limit(item.committedLimit));
    if (!item.delivery.isEmpty())
        steps << tr("Handed over: %1").arg(item.delivery.join(tr(", ")));
    return steps;
}

QString GuideText::html(const Item &item, const domain::Place *place)
{
    const Colours &colours = Theme::colours();
    QString html;
    const auto fact = [&html](const QString &name, const QString &value) {
        if (!value.isEmpty())
            html += QString(u"<tr>"_s + cell(u"<span style=\"color:%1\">%2</span>"_s.arg(Theme::colours().muted.name(), name.toHtmlEscaped()), u"width=\"18%\""_s) + cell(value) + u"</tr>"_s);
    };
    const QJsonObject fee = item.source[u"fee"_s].toObject();
    QStringList kinds;
    for (const QString &kind : item.applicantKinds)
        kinds << (kind == "legal"_L1 ? tr("organisations") : tr("persons"));
    html += u"<table width=\"100%\" cellspacing=\"0\">"_s;
    fact(tr("Open to"), kinds.join(tr(", ")));
    fact(tr("Conditions"), item.conditions.toHtmlEscaped());
    fact(tr("Legal basis"), escaped(item.legalBasis));
    fact(tr("Time limit"), tr("committed %1, by law %2").arg(u"<b>"_s + IntakeText::limit(item.committedLimit).toHtmlEscaped() + u"</b>"_s, IntakeText::limit(item.legalLimit).toHtmlEscaped()));
    fact(tr("Fee"), fee[u"charged"_s].toBool() ? QString(fee[u"amount"_s].toString() + u' ' + fee[u"basis"_s].toString()).toHtmlEscaped() : tr("none"));
    fact(tr("Course"), escaped(course(item, place), u" → "_s));
    fact(tr("Commitment"), item.commitmentRoute ? QString(tr("The whole item may be had on commitment.") + u' ' + item.commitmentNote).toHtmlEscaped() : QString());
    fact(tr("Results"), escaped(item.results));
    fact(tr("Also"), item.crossRegionModes.join(tr(", ")).toHtmlEscaped());
    html += u"</table>"_s;

    html += heading(tr("Materials (%1)").arg(item.materials.size()));
    html += u"<table width=\"100%\" cellspacing=\"0\"><tr>"_s + headCell(tr("Material")) + headCell(tr("Form")) + headCell(tr("Special")) + u"</tr>"_s;
    for (const domain::MaterialRequirement &material : item.materials) {
        QString special;
        if (!material.required)
            special += pill(tr("optional"), colours.neutralBg, colours.neutralText);
        if (!always(material.when))
            special += pill(tr("in some situations"), colours.neutralBg, colours.neutralText);
        if (material.tolerable)
            special += pill(tr("may come within %1 working days").arg(material.toleranceDays), colours.warnBg, colours.warnText);
        if (material.commitmentReplaceable)
            special += pill(tr("commitment instead"), colours.okBg, colours.okText);
        if (material.obtainMode == "licence"_L1 || material.obtainMode == "shared"_L1)
            special += pill(tr("from shared data"), colours.infoBg, colours.infoText);
        const QString note = material.note.isEmpty() ? QString() : QString(u"<br><small>"_s + material.note.toHtmlEscaped() + u"</small>"_s);
        html += QString(u"<tr>"_s + cell(material.name.toHtmlEscaped() + note) + cell(IntakeText::materialForm(material.form, material.copies).toHtmlEscaped()) + cell(special) + u"</tr>"_s);
    }
    html += u"</table>"_s;

    if (!item.situations.isEmpty())
        html += heading(tr("Situations asked for"));
    html += u"<table width=\"100%\" cellspacing=\"0\">"_s;
    for (const domain::Situation &situation : item.situations) {
        QStringList labels;
        for (const domain::Situation::Option &option : situation.options)
            labels << option.label;
        const QString effect = situation.effect.isEmpty() ? QString() : QString(u"<br><small>"_s + situation.effect.toHtmlEscaped() + u"</small>"_s);
        html += QString(u"<tr>"_s + cell(situation.question.toHtmlEscaped() + effect) + cell(escaped(labels, u" / "_s)) + u"</tr>"_s);
    }
    html += u"</table>"_s;
    for (const domain::RefusalRule &rule : item.refusals)
        html += u"<p>%1</p>"_s.arg(tr("Not to be taken here: %1").arg(rule.reason).toHtmlEscaped());
    if (place) {
        html += heading(tr("Where and when"));
        html += u"<p>%1<br>%2<br>%3</p>"_s.arg(QString(place->name + u"  "_s + place->address).toHtmlEscaped(),
                                               tr("Working days %1–%2").arg(place->hours.opens.toString(u"HH:mm"_s), place->hours.closes.toString(u"HH:mm"_s)),
                                               tr("Questions %1, complaints %2").arg(place->phone, place->complaintPhone).toHtmlEscaped());
    }
    return html;
}

} // namespace forms
