// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/exportbar.h"
#include "forms/shared/page.h"
#include "tables/ordertablemodel.h"

class QLabel;
class QStackedWidget;

namespace forms {

class Chip;
class Desk;
class ListTable;
class HandoverBar;
class FullView;
class PurposeBar;
class OrderDetail;
class OrderForm;

/// The page 工单: what people complained of and what was found wrong, by source and by lamp, with everything about the chosen one and
/// what may be done next beside the list. Opened with an id it shows that one; with "new" or "new:unsolved" it registers.
class WorkOrdersPage : public Page
{
    Q_OBJECT
public:
    explicit WorkOrdersPage(Desk &desk, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void setSaveChooser(SaveChooser chooser) { m_chooseSave = std::move(chooser); }

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Choice
    {
        const char *id;
        QString name;
        tables::OrderView view;
        QString empty;
        bool isCounted = true;
    };

    void build();
    QWidget *head();
    void makeChoices();
    void addKeys();
    void choose(int choice);
    void recount();
    void showOrder(const QString &id);
    void openForm(const QString &source);
    void askExport();
    void exportList(const QString &purpose);
    /// What waits for whom sits here.
    office::OrderFilter waiting() const;

    Desk &m_desk;
    SaveChooser m_chooseSave = desktopSaveChooser();
    QList<Choice> m_choices;
    int m_choice = 0;
    QWidget *m_content = nullptr;
    QList<Chip *> m_chips;
    QLabel *m_total = nullptr;
    ExportBar *m_exportBar = nullptr;
    HandoverBar *m_handover = nullptr;
    FullView *m_fullView = nullptr;
    PurposeBar *m_exportPurpose = nullptr;
    ListTable *m_table = nullptr;
    QStackedWidget *m_beside = nullptr;
    OrderDetail *m_detail = nullptr;
    OrderForm *m_form = nullptr;
    tables::OrderTableModel *m_model = nullptr;
    QTimer m_recount;
};

} // namespace forms
