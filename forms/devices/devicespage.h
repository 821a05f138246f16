// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/page.h"
#include "office/devicelist.h"
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;
class QStandardItemModel;

namespace forms {

class Desk;
class FactTable;
class ListTable;

/// The page 终端 of the security administrator: the terminals of the district, how old their keys are, a one-time code for a new one,
/// shutting one out.
class DevicesPage : public Page
{
    Q_OBJECT
public:
    explicit DevicesPage(Desk &desk, QWidget *parent = nullptr);

    void activate(const QString &argument) override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *side();
    void read();
    void showRow(int row);
    void makeCode();
    void showCode(const QString &code, const QDateTime &expires);
    void printCode();
    void shutOut();
    QString stateOf(const office::DeviceFacts &device) const;
    QString placeOf(const office::DeviceFacts &device) const;

    Desk &m_desk;
    QTimer m_reread;
    QList<office::DeviceFacts> m_devices;
    QString m_shownCode;
    QDateTime m_codeExpires;
    QWidget *m_content = nullptr;
    QStandardItemModel *m_model = nullptr;
    ListTable *m_table = nullptr;
    FactTable *m_facts = nullptr;
    QLabel *m_code = nullptr, *m_codeNote = nullptr;
    QPushButton *m_make = nullptr, *m_print = nullptr, *m_shutOut = nullptr;
    QLineEdit *m_reason = nullptr;
};

} // namespace forms
