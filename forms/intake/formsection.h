// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/catalogue/item.h"
#include <QHash>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace forms {

class CaseInHand;
class ValueEditor;

/// One field of the form: label, editor, and what is wrong with it in words.
class FormRow : public QWidget
{
    Q_OBJECT
public:
    FormRow(CaseInHand &hand, const domain::FormField &field, QWidget *parent);

    void refresh(const domain::FormField &field);
    bool isEmpty() const;
    bool isWrong() const { return m_wrong; }
    void takeFocus();

Q_SIGNALS:
    void entered();

private:
    void check();

    CaseInHand &m_hand;
    domain::FormField m_field;
    QLabel *m_label;
    ValueEditor *m_editor = nullptr;
    QLabel *m_problem;
    bool m_wrong = false;
};

/// The item's application form (智能填表, M31): only the fields that apply, filled in with what is known. Closed it is one
/// line, "Form 7/12 F6", so that the keyboard passes it by.
class FormSection : public QWidget
{
    Q_OBJECT
public:
    explicit FormSection(CaseInHand &hand, QWidget *parent = nullptr);

    void refresh();
    bool isOpen() const;
    /// The one line; the column keeps it in sight below everything that scrolls.
    QPushButton *header() const { return m_header; }
    /// F6: opens the form at the first field still empty; closes it when the keyboard is in it.
    void toggle();
    void close();

Q_SIGNALS:
    /// Enter in the last field, or the form was closed.
    void finished();
    void wantsSight(QWidget *part);

private:
    void open();
    void fillRows();
    void goOn(const QString &fromKey);
    void goTo(FormRow *row);

    CaseInHand &m_hand;
    QPushButton *m_header;
    QWidget *m_body;
    QVBoxLayout *m_layout;
    QHash<QString, FormRow *> m_rows;
    QStringList m_order;
    QString m_itemId;
};

} // namespace forms
