// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/page.h"
#include "office/archive.h"
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;
class QStandardItemModel;

namespace forms {

class Desk;
class FactTable;
class ListTable;

/// The page 退回: acts the centre refused, each with the reason and both versions in plain words. Nothing leaves this list by
/// itself; one key decides: R does it again, H hands it to the supervisor, D drops it with a reason.
class ReturnedPage : public Page
{
    Q_OBJECT
public:
    explicit ReturnedPage(Desk &desk, QWidget *parent = nullptr);

    /// `argument` may be the id of a returned operation.
    void activate(const QString &argument) override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *detail();
    void addKeys();
    void read();
    void showRow(int row);
    const office::ReturnedOperation *chosen() const;
    void redo();
    void handOver();
    void askReason();
    void drop();
    void close(const QString &how, const QString &reason, const QString &done);
    void endReason();

    Desk &m_desk;
    QList<office::ReturnedOperation> m_returned;
    QTimer m_refresh;

    QWidget *m_content = nullptr, *m_full = nullptr, *m_reasonRow = nullptr;
    QLabel *m_empty = nullptr, *m_title = nullptr, *m_subtitle = nullptr, *m_why = nullptr;
    ListTable *m_table = nullptr;
    QStandardItemModel *m_model = nullptr;
    FactTable *m_versions = nullptr;
    QPushButton *m_redo = nullptr, *m_handOver = nullptr, *m_drop = nullptr, *m_confirm = nullptr, *m_cancel = nullptr;
    QLineEdit *m_reason = nullptr;
};

} // namespace forms
