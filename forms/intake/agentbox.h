// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/identity/cardtext.h"
#include <QWidget>

class QLabel;
class QLineEdit;

namespace forms {

class CaseInHand;
class NumberField;

/// 经办人: who stands at the counter for the applicant. Name, number, phone; shown when the answers or the materials ask for one.
class AgentBox : public QWidget
{
    Q_OBJECT
public:
    explicit AgentBox(CaseInHand &hand, QWidget *parent = nullptr);

    /// Takes over what is in hand; leaves the field being typed in alone.
    void refresh();
    void fill(const domain::CardText &card);
    void takeFocus();

Q_SIGNALS:
    /// Enter in the last field.
    void finished();

private:
    void store();
    void check();

    CaseInHand &m_hand;
    QLineEdit *m_name;
    NumberField *m_number;
    NumberField *m_phone;
    QLabel *m_problem;
};

} // namespace forms
