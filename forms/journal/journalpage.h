// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/exportbar.h"
#include "forms/shared/page.h"
#include "office/archive.h"

class QLabel;
class QPushButton;

namespace tables {
class JournalTableModel;
}

namespace forms {

class Chip;
class Desk;
class FactTable;
class ListTable;
class PurposeBar;
class Pill;

/// The page 日志: what this desk did, what came of it at the centre and why something was refused, in words a clerk reads;
/// where the desk stands towards the centre; and a way to take all of it along on a stick.
class JournalPage : public Page
{
    Q_OBJECT
public:
    explicit JournalPage(Desk &desk, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void setSaveChooser(SaveChooser chooser) { m_chooseSave = std::move(chooser); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *statusCard();
    QWidget *head();
    void choose(int choice);
    void showStatus();
    void showRow(int row);
    /// `csv`: a table for spreadsheets; else one JSON object a line, complete and as signed.
    void askExport(bool csv);
    void exportJournal(bool csv, const QString &purpose);

    Desk &m_desk;
    SaveChooser m_chooseSave = desktopSaveChooser();
    int m_choice = 0;
    QTimer m_tick;

    QWidget *m_content = nullptr;
    Pill *m_state = nullptr;
    QLabel *m_status = nullptr;
    QList<Chip *> m_chips;
    ListTable *m_table = nullptr;
    FactTable *m_detail = nullptr;
    QPushButton *m_show = nullptr;
    ExportBar *m_exportBar = nullptr;
    PurposeBar *m_exportPurpose = nullptr;
    bool m_exportsCsv = true;
    tables::JournalTableModel *m_model = nullptr;
};

} // namespace forms
