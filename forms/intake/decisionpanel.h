// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/intake/columncard.h"

namespace forms {

class CaseInHand;
class Pill;
class ReasonPicker;
class RefusalForm;
class SecondClerk;
class WhatIfLine;

/// Column 4: what the rules make of it at this moment, and the buttons that do it.
class DecisionPanel : public ColumnCard
{
    Q_OBJECT
public:
    explicit DecisionPanel(CaseInHand &hand, QWidget *parent = nullptr);

    void takeFocus();
    /// Opens the form for 不予受理, filled in with what the answers point to.
    void askRefusal();
    bool isRefusing() const;
    RefusalForm &refusal() const { return *m_refusal; }
    void closeRefusal();
    /// A second notice names what was overlooked the first time: a supervisor has to say why.
    void askSupervisor(const QStringList &materials);
    /// The clerk is not certified for the item: a colleague has to confirm.
    void askSecondClerk(const QString &group);
    void moveDay(int steps);

Q_SIGNALS:
    void decideWanted();
    /// Accept and decide in one go (首席服务员).
    void finishWanted();
    void secondClerkConfirmed(const QString &staffId);
    void noticeWanted();
    void receiveWanted();
    void refusalWanted();
    /// The inline form was closed without doing anything.
    void cancelled();
    void supervisorReasonGiven(const QString &reason);

private:
    struct DateRow { QWidget *box; QLabel *label; Pill *pill; };

    DateRow addDate(const QString &label);
    void buildVerdict();
    void buildButtons();
    void refresh();
    void refreshDates();
    void refreshLists();
    void refreshButtons();
    void setUpdated(QLabel *label, const QStringList &lines);

    CaseInHand &m_hand;
    QWidget *m_verdictBox;
    QLabel *m_verdict;
    QLabel *m_why;
    QLabel *m_reasons;
    DateRow m_supplement, m_committed, m_legal;
    WhatIfLine *m_whatIf;
    QLabel *m_hints;
    QLabel *m_papersHeading;
    QLabel *m_papers;
    RefusalForm *m_refusal;
    ReasonPicker *m_supervisor;
    SecondClerk *m_second;
    QPushButton *m_decide;
    QPushButton *m_finish;
    QPushButton *m_notice;
    QPushButton *m_receive;
    QPushButton *m_refuse;
};

} // namespace forms
