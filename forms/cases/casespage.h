// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/exportbar.h"
#include "forms/shared/page.h"
#include "tables/casetablemodel.h"

class QBoxLayout;
class QLabel;
class QPushButton;
class QSplitter;

namespace forms {

class CaseDetail;
class Chip;
class Desk;
class ListTable;
class PaperFlow;
class HandoverBar;
class WithdrawBar;
class FullView;
class PurposeBar;

/// The page 办件: every case this window may see, filtered by chips, with everything about the chosen one beside the list.
/// Opened with a case id it shows that case; with any other text it looks for whom or what is meant.
class CasesPage : public Page
{
    Q_OBJECT
public:
    explicit CasesPage(Desk &desk, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void setSaveChooser(SaveChooser chooser) { m_chooseSave = std::move(chooser); }

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    /// One chip: its name and what it shows.
    struct Choice
    {
        const char *id;
        QString name;
        std::function<tables::CaseView()> view;
        QString empty; ///< what to do when there is nothing
        bool isCounted = true;
    };

    void build();
    void makeChoices();
    QWidget *head();
    void addKeys();
    void choose(int choice);
    void showView(const tables::CaseView &view, const QString &empty);
    void showOfApplicant(const QString &applicantId, const QString &name);
    void showCase(const QString &caseId);
    void search(const QString &text);
    void countNext();
    void refreshed();
    void continueCase();
    void reprint(const QString &paperKind);
    void askWithdrawal();
    void withdraw(const QString &reason);
    /// Does an act to the chosen case and prints a paper of it as it is then.
    void actAndPrint(const QString &operationType, const QJsonObject &body, const QString &paperKind, const QString &saying);
    void askExport();
    void exportList(const QString &purpose);
    void askFullView();
    tables::CaseView viewOf(const office::CaseFilter &filter, std::optional<domain::Lamp> lamp = {}) const;

    Desk &m_desk;
    SaveChooser m_chooseSave = desktopSaveChooser();
    PaperFlow *m_papers;
    QList<Choice> m_choices;
    int m_choice = 0;
    int m_toCount = -1;
    bool m_seen = false; ///< the list was looked at
    QTimer m_count, m_recount;

    QWidget *m_content = nullptr;
    QList<Chip *> m_chips;
    QLabel *m_total = nullptr;
    QPushButton *m_export = nullptr;
    ExportBar *m_exportBar = nullptr;
    HandoverBar *m_handover = nullptr;
    WithdrawBar *m_withdraw = nullptr;
    FullView *m_fullView = nullptr;
    PurposeBar *m_exportPurpose = nullptr, *m_reprintPurpose = nullptr;
    QString m_reprinted, m_reprintedOf; ///< paper whose purpose is asked for, and the case that is shown
    ListTable *m_table = nullptr;
    CaseDetail *m_detail = nullptr;
    tables::CaseTableModel *m_model = nullptr;
};

} // namespace forms
