// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/exportbar.h"
#include "forms/shared/page.h"
#include "office/erasures.h"
#include <QJsonObject>

class QLabel;
class QLineEdit;
class QPushButton;
class QStandardItemModel;
class QTabWidget;

namespace forms {

class Desk;
class FactTable;
class ListTable;
class PaperFlow;
class PurposeBar;

/// The page 个人信息: what a person may ask of the office about themself (个人信息保护法 第45至47条): everything held about them as a
/// file, corrections, erasure; and, for the security administrator, what is to be erased and is not without a person's decision.
class PersonalDataPage : public Page
{
    Q_OBJECT
public:
    explicit PersonalDataPage(Desk &desk, QWidget *parent = nullptr);

    /// `argument`: an applicant's id, or what to look for.
    void activate(const QString &argument) override;
    void setSaveChooser(SaveChooser chooser) { m_chooseSave = std::move(chooser); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *personPart();
    QWidget *erasurePart();
    void search();
    void showPerson(int row);
    void askFile(bool print);
    void collect(const QString &purpose);
    void give(const QByteArray &answer);
    void correct();
    void askErasure();
    void fillErasures();
    void showErasure(int row);
    void approve();
    void decline();
    QLineEdit *field(const QString &name, const QString &title);
    bool may(QStringView operationType) const;
    void clearPerson();

    Desk &m_desk;
    SaveChooser m_chooseSave = desktopSaveChooser();
    QString m_person;       ///< document id of the applicant shown
    bool m_prints = true;   ///< what becomes of the file that was asked for
    QList<office::ErasureProposal> m_proposals;

    QWidget *m_content = nullptr;
    QTabWidget *m_tabs = nullptr;
    QLineEdit *m_search = nullptr, *m_name = nullptr, *m_phone = nullptr, *m_address = nullptr, *m_reason = nullptr, *m_decision = nullptr, *m_until = nullptr;
    QStandardItemModel *m_found = nullptr, *m_erasures = nullptr;
    ListTable *m_foundTable = nullptr, *m_erasureTable = nullptr;
    FactTable *m_facts = nullptr, *m_erasureFacts = nullptr;
    QPushButton *m_print = nullptr, *m_save = nullptr, *m_correct = nullptr, *m_erase = nullptr, *m_approve = nullptr, *m_decline = nullptr;
    PurposeBar *m_purpose = nullptr;
};

} // namespace forms
