// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/page.h"
#include "office/handover.h"
#include <QTimer>

class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QStandardItemModel;

namespace forms {

class Desk;
class FactTable;
class ListTable;

/// The page 请假替岗: who decides in whose stead and when, naming a deputy, and the list of what is handed over. An approver sees
/// and settles what concerns them, a supervisor everybody's.
class LeavePage : public Page
{
    Q_OBJECT
public:
    explicit LeavePage(Desk &desk, QWidget *parent = nullptr);

    void activate(const QString &argument) override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *form();
    void read();
    void fillPeople();
    void showRow(int row);
    void name();
    void end();
    bool isSupervisor() const;
    QString nameOf(const QString &staffId) const;

    Desk &m_desk;
    QTimer m_reread;
    QList<domain::Delegation> m_delegations;
    QWidget *m_content = nullptr;
    QStandardItemModel *m_model = nullptr;
    ListTable *m_table = nullptr;
    QLabel *m_handedTitle = nullptr;
    FactTable *m_handed = nullptr;
    QComboBox *m_who = nullptr, *m_deputy = nullptr;
    QDateEdit *m_begins = nullptr, *m_ends = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_end = nullptr;
};

} // namespace forms
