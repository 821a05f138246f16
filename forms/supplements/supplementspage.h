// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/duties.h"
#include "forms/shared/page.h"
#include "office/dutylist.h"
#include "tables/dutytablemodel.h"

class QScrollArea;

namespace forms {

class CaseDetail;
class Chip;
class Desk;
class DutyForm;
class ListTable;

/// The page 补正容缺: what is owed to cases – supplements to come, brought or overdue, corrections, checks of commitments, answers
/// to the supervisor – with the case and what can be done about it beside the list. Opened with a case id it shows that case,
/// also one that is owed nothing: that is where a supervisor asks.
class SupplementsPage : public Page
{
    Q_OBJECT
public:
    explicit SupplementsPage(Desk &desk, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    /// The word for a kind of duty.
    static QString kindText(domain::Duty::Kind kind);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// One chip: its name and what it shows.
    struct Choice
    {
        const char *id;
        QString name;
        std::function<office::DutyFilter()> filter;
        QString empty;
    };

    void build();
    void makeChoices();
    QWidget *head();
    void addKeys();
    void choose(int choice);
    void showCase(const QString &caseId);
    void showRow(int row);
    void openRow();
    void showOwed(const QString &caseId);
    void fitForm();
    void refreshed();
    void count();

    Desk &m_desk;
    QList<Choice> m_choices;
    int m_choice = 0;
    QTimer m_recount;
    QWidget *m_content = nullptr;
    QList<Chip *> m_chips;
    ListTable *m_table = nullptr;
    CaseDetail *m_detail = nullptr;
    DutyForm *m_form = nullptr;
    QScrollArea *m_formArea = nullptr;
    tables::DutyTableModel *m_model = nullptr;
};

} // namespace forms
