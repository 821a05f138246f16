// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/materialpanel.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/materialfiles.h"
#include "forms/intake/materialmodel.h"
#include "forms/intake/reasonpicker.h"
#include "forms/shared/desk.h"
#include "forms/shared/flowlayout.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace forms {
using domain::MaterialMark;

MaterialPanel::MaterialPanel(CaseInHand &hand, QWidget *parent)
    : ColumnCard(3, tr("Materials"), parent), m_hand(hand), m_model(new MaterialModel(hand, this)), m_list(new MaterialList(this)),
      m_empty(new QLabel(tr("Choose an item: its materials appear here."), this)), m_hint(new QLabel(this))
{
    auto *whole = static_cast<QVBoxLayout *>(layout());
    auto *keys = new FlowLayout(nullptr, Theme::gap / 2);
    setKeyRow(keys);
    const auto addAct = [this](const char *key, const QString &act, MaterialList::Key does) {
        addKey(QLatin1String(key), act, QStringLiteral("materials.%1").arg(QLatin1String(key)), [this, does] { this->act(does); });
    };
    addAct("Space", tr("Received"), MaterialList::Key::Received);
    addAct("A", tr("All"), MaterialList::Key::AllReceived);
    addAct("T", tr("Tolerate"), MaterialList::Key::Tolerated);
    addAct("C", tr("Commit"), MaterialList::Key::Committed);
    addAct("X", tr("Defective"), MaterialList::Key::Defective);
    addAct("O", tr("Original"), MaterialList::Key::OriginalSeen);
    addAct("S", tr("Add scan"), MaterialList::Key::Scan);
    whole->insertLayout(1, keys);
    whole->removeWidget(scroll());
    scroll()->hide();
    m_list->setModel(m_model);
    m_list->setObjectName(QStringLiteral("materials"));
    m_list->setAccessibleName(tr("Materials"));
    whole->insertWidget(2, m_list, 1);
    m_empty->setProperty("role", QStringLiteral("muted"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    whole->insertWidget(3, m_empty, 1);
    m_defect = new ReasonPicker(QStringLiteral("defect"),
                                {tr("Not signed or sealed"), tr("Expired"), tr("Illegible"), tr("Pages missing"), tr("Contents do not agree"),
                                 tr("Not in the prescribed form"), tr("Copy not certified")},
                                this);
    foot()->addWidget(m_defect);
    m_files = new MaterialFiles(m_hand, this);
    foot()->addWidget(m_files);
    m_hint->setProperty("role", QStringLiteral("banner"));
    m_hint->setProperty("tone", QStringLiteral("neutral"));
    m_hint->setObjectName(QStringLiteral("materials.hint"));
    m_hint->setWordWrap(true);
    m_hint->setTextFormat(Qt::PlainText);
    foot()->addWidget(m_hint);

    // A mark may lengthen the words beside a name: rows are laid out again.
    connect(m_model, &QAbstractItemModel::dataChanged, m_list, [this] { m_list->doItemsLayout(); });
    connect(m_list, &MaterialList::pressed, this, &MaterialPanel::act);
    connect(m_list, &MaterialList::filesDropped, this, [this](const QStringList &paths) { m_files->take(m_currentKey, paths); });
    connect(m_list, &MaterialList::finished, this, &MaterialPanel::finished);
    connect(m_list, &MaterialList::currentRowChanged, this, [this](int row) {
        m_currentKey = row >= 0 && row < m_model->rowCount() ? m_model->material(row).key : QString();
        m_files->showMaterial(m_currentKey);
        showHint();
    });
    // Answers that change the list keep the place in it.
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (m_model->material(row).key == m_currentKey)
                m_list->setCurrentIndex(m_model->index(row));
        }
    });
    connect(m_defect, &ReasonPicker::picked, this, [this](const QString &reason) {
        if (reason.isEmpty())
            m_hand.desk().say(Tone::Info, tr("Nothing was marked: say what is wrong with it."));
        else if (const auto marked = m_hand.mark(m_defectKey, MaterialMark::Defective, reason); !marked)
            m_hand.desk().say(Tone::Warning, refusalText(marked.refusal()));
        m_list->setFocus(Qt::OtherFocusReason);
    });
    connect(m_defect, &ReasonPicker::cancelled, this, [this] { m_list->setFocus(Qt::OtherFocusReason); });
    connect(&hand, &CaseInHand::changed, this, &MaterialPanel::refresh);
    connect(&hand, &CaseInHand::replaced, m_defect, &QWidget::hide);
    refresh();
}

void MaterialPanel::takeFocus()
{
    if (!m_list->isHidden())
        m_list->setFocus(Qt::OtherFocusReason);
}

void MaterialPanel::refresh()
{
    const int count = m_model->rowCount();
    setHeading(count > 0 ? tr("Materials %1/%2").arg(m_hand.materialsSettled()).arg(count) : tr("Materials"));
    m_list->setVisible(count > 0);
    m_empty->setVisible(count == 0);
    m_empty->setText(m_hand.item() ? tr("In this situation the item asks for no material.") : tr("Choose an item: its materials appear here."));
    showHint();
}

void MaterialPanel::showHint()
{
    const int row = m_list->currentIndex().row();
    const QString hint = row >= 0 && row < m_model->rowCount() ? m_model->hint(row) : QString();
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

// The same key again takes the mark away: no material is ever a dead end.
void MaterialPanel::toggle(MaterialMark mark)
{
    const domain::CaseMaterial material = m_model->material(m_list->currentIndex().row());
    const bool off = material.mark == mark;
    const auto marked = m_hand.mark(material.key, off ? MaterialMark::Lacking : mark);
    if (!marked)
        m_hand.desk().say(Tone::Warning, refusalText(marked.refusal()));
}

void MaterialPanel::act(MaterialList::Key key)
{
    if (m_model->rowCount() == 0)
        return;
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model->index(0));
    const domain::CaseMaterial material = m_model->material(m_list->currentIndex().row());
    switch (key) {
    case MaterialList::Key::Received:
        toggle(MaterialMark::Received);
        break;
    case MaterialList::Key::Tolerated:
        toggle(MaterialMark::Tolerated);
        break;
    case MaterialList::Key::Committed:
        toggle(MaterialMark::Committed);
        break;
    case MaterialList::Key::Defective:
        m_defectKey = material.key;
        m_defect->ask(tr("What is wrong with “%1”?").arg(material.name), material.defect);
        break;
    case MaterialList::Key::AllReceived:
        m_hand.receiveAll();
        break;
    case MaterialList::Key::OriginalSeen:
        m_hand.setOriginalSeen(material.key, !material.originalSeen);
        break;
    case MaterialList::Key::Scan:
        m_files->choose(material.key);
        break;
    case MaterialList::Key::RemoveScan:
        m_files->removeLast(material.key);
        break;
    case MaterialList::Key::NextDay:
        Q_EMIT nextDayWanted();
        break;
    }
}

} // namespace forms
