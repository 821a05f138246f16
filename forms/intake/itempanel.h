// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/intake/columncard.h"
#include "forms/intake/itemsearch.h"

namespace forms {

class CaseInHand;
class FormSection;
class QuestionList;

/// Column 2: which item, in which situation. Below the questions lies the item's form.
class ItemPanel : public ColumnCard
{
    Q_OBJECT
public:
    ItemPanel(CaseInHand &hand, ItemSearch::Search search, QWidget *parent = nullptr);

    /// F4
    void takeFocus();
    /// To the first question still open, or on.
    void answerNext();
    bool focusQuestion(QString id);
    /// F6
    void toggleForm();

Q_SIGNALS:
    /// All questions are answered.
    void finished();
    void guideWanted(const QString &itemId);

private:
    void refresh();

    CaseInHand &m_hand;
    ItemSearch *m_search;
    QLabel *m_name;
    QLabel *m_facts;
    QuestionList *m_questions;
    FormSection *m_form;
    QPushButton *m_guide;
};

} // namespace forms
