// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/exportbar.h"
#include "forms/shared/page.h"
#include "office/auditlog.h"
#include <QPointer>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStandardItemModel;

namespace forms {

class Desk;
class FactTable;
class ListTable;
class PurposeBar;

/// The page 审计: the centre's journal for the audit administrator. What is shown was asked of the centre for a stated purpose, is in
/// the journal itself, and is not kept here: it goes with whoever read it.
class AuditPage : public Page
{
    Q_OBJECT
public:
    explicit AuditPage(Desk &desk, QWidget *parent = nullptr);

    void activate(const QString &argument) override;
    void setSaveChooser(SaveChooser chooser) { m_chooseSave = std::move(chooser); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *filters();
    QString purpose() const;
    void read();
    void readMore();
    void ask(qint64 before);
    void take(const QByteArray &answer, bool first);
    void verify();
    void askExport();
    void exportLines(const QString &purpose);
    void showRow(int row);
    void clear();
    QStringList cells(const office::AuditLine &line) const;

    Desk &m_desk;
    SaveChooser m_chooseSave = desktopSaveChooser();
    QList<office::AuditLine> m_lines;
    qint64 m_before = 0;
    int m_asked = 0; ///< number of the last question: an answer to an earlier one is not shown
    QWidget *m_content = nullptr;
    QLineEdit *m_actor = nullptr, *m_doc = nullptr, *m_from = nullptr, *m_to = nullptr, *m_words = nullptr;
    QComboBox *m_type = nullptr, *m_purpose = nullptr;
    QPushButton *m_more = nullptr;
    QLabel *m_verdict = nullptr, *m_count = nullptr;
    QStandardItemModel *m_model = nullptr;
    ListTable *m_table = nullptr;
    FactTable *m_detail = nullptr, *m_marks = nullptr;
    PurposeBar *m_exportPurpose = nullptr;
    ExportBar *m_exportBar = nullptr;
};

} // namespace forms
