// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"
#include "forms/intake/columncard.h"
#include "forms/intake/materiallist.h"

class QLabel;

namespace forms {

class CaseInHand;
class MaterialFiles;
class MaterialModel;
class ReasonPicker;

/// Column 3: what was handed in. Each material gets its mark by one key.
class MaterialPanel : public ColumnCard
{
    Q_OBJECT
public:
    explicit MaterialPanel(CaseInHand &hand, QWidget *parent = nullptr);

    void takeFocus();

Q_SIGNALS:
    void finished();
    /// W: another day for the what-if line.
    void nextDayWanted();

private:
    void act(MaterialList::Key key);
    void toggle(domain::MaterialMark mark);
    void refresh();
    void showHint();

    CaseInHand &m_hand;
    MaterialModel *m_model;
    MaterialList *m_list;
    QLabel *m_empty;
    ReasonPicker *m_defect;
    MaterialFiles *m_files;
    QLabel *m_hint;
    QString m_defectKey;
    QString m_currentKey;
};

} // namespace forms
