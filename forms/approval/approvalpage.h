// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/page.h"
#include "office/approvals.h"

class QLabel;

namespace tables {
class WorkTableModel;
}

namespace forms {

class CaseDetail;
class Chip;
class Desk;
class ListTable;
class StepForm;

/// The page 审批: what waits for the departments of whoever is signed in, the most urgent first; the chosen case beside it,
/// and below it what can be done. Opened with a case id it shows that case.
class ApprovalPage : public Page
{
    Q_OBJECT
public:
    explicit ApprovalPage(Desk &desk, QWidget *parent = nullptr);
    void activate(const QString &argument) override;

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Choice
    {
        const char *id;
        QString name;
        std::function<office::WorkFilter()> filter;
        QString empty;
    };

    void build();
    void makeChoices();
    void addKeys();
    void choose(int choice);
    void reload();
    void showRow(int row);
    void refreshed();
    void count();
    QStringList departments() const;

    Desk &m_desk;
    QList<Choice> m_choices;
    int m_choice = 0;
    QString m_caseId, m_step; ///< shown; stays so when the list moves
    QWidget *m_content = nullptr;
    QList<Chip *> m_chips;
    ListTable *m_table = nullptr;
    tables::WorkTableModel *m_model = nullptr;
    CaseDetail *m_detail = nullptr;
    StepForm *m_form = nullptr;
};

} // namespace forms
