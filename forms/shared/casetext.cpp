// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/casetext.h"
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"
#include "domain/sync/sync.h"
#include "forms/shared/officewords.h"
#include <QJsonObject>
#include <QLocale>

namespace forms {
using namespace Qt::StringLiterals;

namespace {

QString optionLabel(const QJsonValue &options, const QJsonValue &value)
{
    for (const QJsonValue &option : options.toArray()) {
        if (option.isObject() && option[u"value"_s] == value)
            return option[u"label"_s].toString();
    }
    return value.toVariant().toString();
}

} // namespace

bool CaseText::isPersonal(const QString &type)
{
    return type == "idno"_L1 || type == "mobile"_L1 || type == "phone"_L1 || type == "bank"_L1;
}

QString CaseText::lamp(const QString &code)
{
    if (code == "green"_L1)
        return tr("In time");
    if (code == "yellow"_L1)
        return tr("Soon due");
    if (code == "red"_L1)
        return tr("Overdue");
    if (code == "paused"_L1)
        return tr("Clock stands");
    return {};
}

const char *CaseText::lampTone(const QString &code)
{
    if (code == "green"_L1)
        return "ok";
    if (code == "yellow"_L1)
        return "warn";
    return code == "red"_L1 ? "bad" : "neutral";
}

QString CaseText::answer(const domain::Situation &situation, const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return tr("not answered");
    if (value.isArray()) {
        QStringList labels;
        for (const QJsonValue &one : value.toArray())
            labels << answer(situation, one);
        return labels.join(tr(", "));
    }
    for (const domain::Situation::Option &option : situation.options) {
        if (option.value == value)
            return option.label;
    }
    return value.isBool() ? (value.toBool() ? tr("Yes") : tr("No")) : value.toVariant().toString();
}

QString CaseText::field(const domain::FormField &field, const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined() || (value.isString() && value.toString().isEmpty()))
        return {};
    if (value.isBool())
        return value.toBool() ? tr("Yes") : tr("No");
    if (value.isArray()) {
        QStringList lines;
        bool rows = false;
        for (const QJsonValue &one : value.toArray()) {
            if (one.isObject()) {
                rows = true;
                QStringList cells;
                for (const QJsonValue &cell : one.toObject())
                    cells << domain::maskedWithin(cell.toVariant().toString());
                lines << cells.join(u" · "_s);
            } else {
                lines << optionLabel(field.constraints[u"options"_s], one);
            }
        }
        return lines.join(rows ? u"\n"_s : tr(", "));
    }
    const QString text = optionLabel(field.constraints[u"options"_s], value);
    return isPersonal(field.type) ? domain::masked(text) : domain::maskedWithin(text);
}

QString CaseText::material(const domain::CaseMaterial &material, QDate today)
{
    QStringList parts{materialMarkText(toCode(material.mark))};
    if (material.mark == domain::MaterialMark::Defective && !material.defect.isEmpty())
        parts << material.defect;
    if (material.mark == domain::MaterialMark::Tolerated && material.due.isValid())
        parts << tr("by %1").arg(due({material.due, {}, false}, today));
    if (material.originalSeen)
        parts << tr("original seen");
    return parts.join(tr(", "));
}

QString CaseText::number(const domain::ApplicantCard &applicant)
{
    return applicant.idKind == domain::toCode(domain::IdentityKind::CreditCode) ? applicant.idNumber : domain::masked(applicant.idNumber);
}

QString CaseText::instant(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid())
        return {};
    const QDateTime local = domain::hallTime(at);
    return local.toString(local.date().year() == now.date().year() ? u"MM-dd HH:mm"_s : u"yyyy-MM-dd HH:mm"_s);
}

QString CaseText::fate(const office::JournalRow &row)
{
    if (row.fate == office::Fate::Pending)
        return tr("To be sent");
    if (row.fate == office::Fate::Accepted) {
        const auto outcome = domain::outcomeFromCode(row.result[u"outcome"_s].toString());
        return outcome == domain::Outcome::Parked ? tr("At the centre, waits for its update") : tr("At the centre");
    }
    if (row.closed == "redone"_L1)
        return tr("Refused, done again");
    if (row.closed == "handed-over"_L1)
        return tr("Refused, handed over");
    if (row.closed == "dropped"_L1)
        return tr("Refused, dropped");
    return tr("Refused by the centre");
}

QString CaseText::due(const domain::DueDate &due, QDate today)
{
    if (!due.isValid())
        return {};
    QString text = due.date.toString(due.date.year() == today.year() ? u"MM-dd"_s : u"yyyy-MM-dd"_s);
    if (due.time)
        text += u' ' + due.time->toString(u"HH:mm"_s);
    return due.provisional ? tr("%1 (provisional)").arg(text) : text;
}

tables::CaseWords CaseText::words()
{
    return {caseStateText, routeText, lamp};
}

} // namespace forms
