// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/staff/staff.h"
#include "forms/shared/page.h"
#include <QTimer>

class QCheckBox;
class QLabel;
class QPushButton;
class QStandardItemModel;

namespace forms {

class Desk;
class FactTable;
class ListTable;

/// The page 人员 of the security administrator: who works in the district and as what; a password to begin with for whoever has none or
/// forgot it, and a second factor set up anew.
class StaffPage : public Page
{
    Q_OBJECT
public:
    explicit StaffPage(Desk &desk, QWidget *parent = nullptr);

    void activate(const QString &argument) override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *side();
    void read();
    void showRow(int row);
    void reset();
    void showPassword(const QString &number, const QString &password);

    Desk &m_desk;
    QTimer m_reread;
    QList<domain::Staff> m_staff;
    QWidget *m_content = nullptr;
    QStandardItemModel *m_model = nullptr;
    ListTable *m_table = nullptr;
    FactTable *m_facts = nullptr;
    QLabel *m_password = nullptr, *m_note = nullptr;
    QCheckBox *m_factor = nullptr;
    QPushButton *m_reset = nullptr;
};

} // namespace forms
