// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/materialmodel.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/intaketext.h"
#include "forms/shared/officewords.h"

namespace forms {
using domain::MaterialMark;

namespace {

QString toneOf(MaterialMark mark)
{
    switch (mark) {
    case MaterialMark::Received:
        return QStringLiteral("ok");
    case MaterialMark::Tolerated:
        return QStringLiteral("warn");
    case MaterialMark::Committed:
        return QStringLiteral("info");
    case MaterialMark::Defective:
        return QStringLiteral("bad");
    case MaterialMark::Lacking:
        break;
    }
    return {};
}

} // namespace

MaterialModel::MaterialModel(CaseInHand &hand, QObject *parent) : QAbstractListModel(parent), m_hand(hand)
{
    connect(&hand, &CaseInHand::changed, this, &MaterialModel::refresh);
    refresh();
}

void MaterialModel::refresh()
{
    const QList<domain::CaseMaterial> &now = m_hand.decision().materials;
    const auto sameKey = [](const auto &a, const auto &b) { return a.key == b.key; };
    const bool sameRows = m_itemId == m_hand.typed().itemId && std::equal(now.begin(), now.end(), m_materials.begin(), m_materials.end(), sameKey);
    if (!sameRows)
        beginResetModel();
    m_materials = now;
    m_itemId = m_hand.typed().itemId;
    if (!sameRows)
        endResetModel();
    else if (!m_materials.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int MaterialModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_materials.size());
}

const domain::MaterialRequirement *MaterialModel::requirement(int row) const
{
    return m_hand.item() ? m_hand.item()->material(m_materials[row].key) : nullptr;
}

QString MaterialModel::possible(int row) const
{
    const domain::MaterialRequirement *asked = requirement(row);
    if (!asked)
        return {};
    if (!asked->required)
        return tr("optional");
    QStringList ways;
    if (asked->tolerable && !asked->main)
        ways << tr("T %1 wd").arg(asked->toleranceDays);
    if (asked->commitmentReplaceable)
        ways << tr("C possible");
    return ways.isEmpty() ? tr("essential") : ways.join(QStringLiteral(" · "));
}

QString MaterialModel::status(int row) const
{
    const domain::CaseMaterial &material = m_materials[row];
    const QDate today = m_hand.hallNow().date();
    switch (material.mark) {
    case MaterialMark::Lacking:
        return material.noticedInRound > 0 ? tr("lacking, told in notice %1").arg(material.noticedInRound) : possible(row);
    case MaterialMark::Received:
        return material.originalSeen ? tr("Original seen") : materialMarkText(toCode(material.mark));
    case MaterialMark::Tolerated:
        return material.due.isValid() ? tr("Tolerated · by %1").arg(material.due.toString(material.due.year() == today.year() ? QStringLiteral("MM-dd") : QStringLiteral("yyyy-MM-dd"))) : materialMarkText(toCode(material.mark));
    case MaterialMark::Committed:
    case MaterialMark::Defective:
        break;
    }
    return materialMarkText(toCode(material.mark));
}

QString MaterialModel::form(int row) const
{
    const QString asked = IntakeText::materialForm(m_materials[row].form, m_materials[row].copies);
    const qsizetype scans = m_hand.filesOf(m_materials[row].key).size();
    return scans > 0 ? QStringLiteral("%1 ▣%2").arg(asked).arg(scans) : asked;
}

QString MaterialModel::hint(int row) const
{
    const domain::CaseMaterial &material = m_materials[row];
    const domain::MaterialRequirement *asked = requirement(row);
    QStringList parts;
    if (material.mark == MaterialMark::Defective)
        parts << tr("Defect: %1").arg(material.defect);
    if (asked && asked->verifyOriginal)
        parts << tr("compare with the original (O)");
    if (asked && !asked->note.isEmpty())
        parts << asked->note;
    if (asked && asked->obtainMode == QLatin1String("licence"))
        parts << tr("available as electronic licence: %1").arg(asked->obtainSource);
    else if (asked && asked->obtainMode == QLatin1String("shared"))
        parts << tr("can be verified by shared data: %1").arg(asked->obtainSource);
    if (asked && parts.isEmpty() && !asked->issuer.isEmpty())
        parts << tr("issued by: %1").arg(asked->issuer);
    return parts.join(QStringLiteral("  ·  "));
}

QVariant MaterialModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int row = index.row();
    const domain::CaseMaterial &material = m_materials[row];
    switch (role) {
    case Qt::DisplayRole:
        return material.name;
    case Qt::ToolTipRole:
        return hint(row);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2, %3").arg(material.name, form(row), status(row));
    case MarkRole:
        return int(material.mark);
    case FormRole:
        return form(row);
    case StatusRole:
        return status(row);
    case ToneRole:
        return material.mark == MaterialMark::Lacking && material.noticedInRound > 0 ? QStringLiteral("bad") : toneOf(material.mark);
    default:
        return {};
    }
}

} // namespace forms
