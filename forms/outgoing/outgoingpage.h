// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/outgoing/outgoing.h"
#include "forms/shared/page.h"
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;
class QStandardItemModel;

namespace forms {

class Chip;
class Desk;
class FactTable;
class ListTable;
class NumberField;

/// The page 发送: messages and deliveries, and how far they have come. What failed for good stays here until a person sends it
/// again (R), with another number or address if that was wrong, or drops it with a reason (D). The badge counts those.
class OutgoingPage : public Page
{
    Q_OBJECT
public:
    explicit OutgoingPage(Desk &desk, QWidget *parent = nullptr);
    /// `argument` may be the id of a message or delivery.
    void activate(const QString &argument) override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *head();
    QWidget *detail();
    void read();
    void choose(int choice);
    void showRow(int row);
    const domain::Outgoing *chosen() const;
    void sendAgain();
    void askReason();
    void endReason();
    void drop();
    void settle(const QString &type, const QJsonObject &body, const QString &done);

    Desk &m_desk;
    QTimer m_refresh;
    int m_choice = 0;
    bool m_filling = false; ///< the list is being made anew: what is typed beside it stays
    QString m_shown;
    QList<domain::Outgoing> m_list;

    QWidget *m_content = nullptr, *m_full = nullptr, *m_reasonRow = nullptr;
    QList<Chip *> m_chips;
    ListTable *m_table = nullptr;
    QStandardItemModel *m_model = nullptr;
    QLabel *m_empty = nullptr, *m_title = nullptr, *m_why = nullptr, *m_words = nullptr, *m_state = nullptr;
    FactTable *m_facts = nullptr;
    NumberField *m_to = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_again = nullptr, *m_drop = nullptr, *m_case = nullptr;
};

} // namespace forms
