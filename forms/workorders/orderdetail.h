// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/workorder/workorder.h"
#include "forms/shared/fullview.h"
#include <QFrame>
#include <QJsonObject>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace forms {

class Desk;
class ElidedLabel;
class FactTable;
class Pill;

/// Something the person at this desk may do to a work order now.
struct OrderAct
{
    QString type;    ///< "workorder.sign"
    Qt::Key key;
    QString label;
};

/// Everything about one work order beside the list: what it is about, its history, and what may be done next. An act is typed into
/// a strip below the facts, never into a window of its own; Ctrl+Enter does it, Esc leaves it.
class OrderDetail : public QFrame
{
    Q_OBJECT
public:
    explicit OrderDetail(Desk &desk, QWidget *parent = nullptr);

    /// Shows a work order as it is now; an empty id: none. What is being typed stays while the same one is shown.
    void showOrder(const QString &id);
    const QString &orderId() const { return m_orderId; }
    const std::optional<domain::WorkOrder> &order() const { return m_order; }
    /// The telephone numbers shown masked, in full.
    QList<FullView::Number> maskedNumbers() const;
    /// What may be done by whom sits here, in the order of the buttons.
    const QList<OrderAct> &acts() const { return m_acts; }
    /// Opens the strip for an act; nothing when it may not be done now.
    void begin(const QString &type);
    bool isTyping() const;
    /// Leaves the strip.
    void leave();
    /// Does what was typed.
    void confirm();
    void turn(int steps);

Q_SIGNALS:
    void done();
    /// Somebody else shall answer for the enquiry, or is asked to.
    void handoverRequested(const QString &orderId);
    /// The strip was left; the list wants the keyboard.
    void left();

private:
    void fill();
    void fillActs();
    void fillFacts();
    void fillTimeline();
    bool mayDo(const QString &type) const;
    QJsonObject typed() const;

    Desk &m_desk;
    QString m_orderId, m_act;
    std::optional<domain::WorkOrder> m_order;
    QList<OrderAct> m_acts;
    QLabel *m_empty, *m_hint;
    QWidget *m_full, *m_buttons, *m_strip;
    ElidedLabel *m_number;
    Pill *m_state, *m_lamp, *m_source, *m_appeal;
    QTabWidget *m_tabs;
    FactTable *m_facts, *m_timeline;
    QComboBox *m_department, *m_choice;
    QPlainTextEdit *m_words;
    QPushButton *m_confirm, *m_leave;
};

} // namespace forms
