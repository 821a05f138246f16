// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/identity/identitynumber.h"
#include "domain/identity/cardtext.h"
#include "forms/intake/columncard.h"
#include <optional>

class QLineEdit;
class QToolButton;

namespace forms {

class AgentBox;
class CardReading;
class CaseInHand;
class EarlierCases;
class NumberField;
class Pill;
class ReasonPicker;

/// Column 1: who applies. The number comes first: it tells who the person is, how old, and whether the hall knows them.
class ApplicantPanel : public ColumnCard
{
    Q_OBJECT
public:
    explicit ApplicantPanel(CaseInHand &hand, QWidget *parent = nullptr);

    void takeFocus();
    void takeAgentFocus();
    /// Takes over the number being typed, before anything is decided by it.
    void commit() { enterNumber(); }
    /// F3: reads a card into the applicant, or into the agent when the keyboard is there.
    void readCard();
    /// Forgets a reading under way: the next card belongs to somebody else.
    void stopReading();
    /// Ctrl+G: asks why the applicant goes first (绿色通道).
    void askPriority();

Q_SIGNALS:
    /// The applicant is complete; the item is next.
    void finished();
    void agentFinished();
    void caseOpened(const QString &caseId, bool goesOn);

private:
    void buildIdentity();
    void buildDetails();
    void buildPriority();
    void refresh();
    void refreshChips();
    void clearProblems();
    void numberEdited(const QString &text);
    bool enterNumber();
    void chooseKind(std::optional<domain::IdentityKind> kind);
    void fill(const domain::CardText &card);
    void checkPhone();
    void afterNumber(bool known);

    CaseInHand &m_hand;
    CardReading *m_reading;
    NumberField *m_number;
    QToolButton *m_kind;
    QLabel *m_numberProblem;
    QLabel *m_person;
    QLineEdit *m_name;
    NumberField *m_phone;
    QLabel *m_phoneProblem;
    QLineEdit *m_address;
    AgentBox *m_agent;
    QWidget *m_chipBox;
    Pill *m_knownChip;
    Pill *m_cardChip;
    Pill *m_priorityChip;
    QLabel *m_warning;
    ReasonPicker *m_priority;
    EarlierCases *m_earlier;
    std::optional<domain::IdentityKind> m_chosenKind;
    QList<domain::Refusal> m_warnings;
    bool m_readsAgent = false;
};

} // namespace forms
