// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/catalogue/item.h"
#include "domain/casefile/casefile.h"
#include <QAbstractListModel>

namespace forms {

class CaseInHand;

/// The materials of the case in hand, line by line, in the catalogue's order.
class MaterialModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        MarkRole = Qt::UserRole, ///< int of domain::MaterialMark
        FormRole,                ///< "Copy 1", with scans "Copy 1 ▣2"
        StatusRole,              ///< words of the pill: "Tolerated · by 12-07"
        ToneRole,                ///< its tone; empty: plain words of what is possible, not a state
    };

    explicit MaterialModel(CaseInHand &hand, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    const domain::CaseMaterial &material(int row) const { return m_materials[row]; }
    /// What the catalogue asks; never null for a row.
    const domain::MaterialRequirement *requirement(int row) const;
    /// One line for the clerk about a material: note, where it may be had from.
    QString hint(int row) const;

private:
    void refresh();
    QString status(int row) const;
    QString form(int row) const;
    QString possible(int row) const;

    CaseInHand &m_hand;
    QList<domain::CaseMaterial> m_materials;
    QString m_itemId;
};

} // namespace forms
