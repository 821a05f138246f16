// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/casefile.h"
#include "office/archive.h"
#include <QFrame>

class QLabel;
class QPushButton;
class QTabWidget;

namespace forms {

class AttachmentPanel;
class Desk;
class ElidedLabel;
class FactTable;
class ListTable;
class Pill;

/// Everything about one case beside the list: overview, materials, form, timeline, attachments, papers.
class CaseDetail : public QFrame
{
    Q_OBJECT
public:
    explicit CaseDetail(Desk &desk, QWidget *parent = nullptr);

    /// Shows a case as it is now; an empty id: none.
    void showCase(const QString &caseId);
    const QString &caseId() const { return m_caseId; }
    const std::optional<domain::CaseFile> &file() const { return m_file; }
    /// Whether the case waits for this window: received, or for its supplement.
    bool mayContinue() const;
    /// The next or previous tab.
    void turn(int steps);
    void showPapers();
    void showAttachments();

Q_SIGNALS:
    void continueRequested();
    /// A case, or none, is shown now.
    void shown(const QString &caseId);
    /// The numbers of persons are wanted in full.
    void fullViewRequested();
    /// A paper of the case is wanted once more.
    void reprintRequested(const QString &paperKind);

private:
    void fill();
    void fillOverview();
    void fillProgress();
    void fillMaterials();
    void fillForm();
    void fillTimeline();
    void fillPapers();

    Desk &m_desk;
    QString m_caseId;
    std::optional<domain::CaseFile> m_file;
    QLabel *m_empty;
    QWidget *m_full;
    ElidedLabel *m_number, *m_title;
    Pill *m_lamp, *m_state, *m_priority;
    QTabWidget *m_tabs;
    FactTable *m_overview, *m_progress, *m_materials, *m_form, *m_timeline, *m_papers;
    AttachmentPanel *m_attachments;
    QPushButton *m_continue, *m_reprint, *m_fullNumbers;
};

} // namespace forms
