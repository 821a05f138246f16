// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/decisionpanel.h"
#include "domain/papers/paper.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/intaketext.h"
#include "forms/intake/reasonpicker.h"
#include "forms/intake/refusalform.h"
#include "forms/intake/secondclerk.h"
#include "forms/intake/whatifline.h"
#include "forms/shared/chip.h"
#include "forms/shared/officewords.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include <QPushButton>
#include <QVBoxLayout>

namespace forms {
using domain::Verdict;

namespace {

QString bullets(const QStringList &lines)
{
    QStringList shown;
    for (const QString &line : lines)
        shown << QStringLiteral("· %1").arg(line);
    return shown.join(QLatin1Char('\n'));
}

} // namespace

DecisionPanel::DecisionPanel(CaseInHand &hand, QWidget *parent) : ColumnCard(4, tr("Decision"), parent), m_hand(hand)
{
    buildVerdict();
    m_refusal = new RefusalForm(this);
    body()->addWidget(m_refusal);
    body()->addStretch(1);
    m_supervisor = new ReasonPicker(QStringLiteral("supervisor"), {}, this);
    foot()->addWidget(m_supervisor);
    m_second = new SecondClerk(m_hand.desk(), this);
    foot()->addWidget(m_second);
    buildButtons();
    connect(m_refusal, &RefusalForm::cancelled, this, [this] {
        closeRefusal();
        Q_EMIT cancelled();
    });
    connect(m_second, &SecondClerk::confirmed, this, &DecisionPanel::secondClerkConfirmed);
    connect(m_second, &SecondClerk::cancelled, this, &DecisionPanel::cancelled);
    connect(m_supervisor, &ReasonPicker::picked, this, &DecisionPanel::supervisorReasonGiven);
    connect(m_supervisor, &ReasonPicker::cancelled, this, &DecisionPanel::cancelled);
    connect(&hand, &CaseInHand::changed, this, &DecisionPanel::refresh);
    connect(&hand, &CaseInHand::replaced, this, [this] {
        m_supervisor->hide();
        m_second->hide();
        closeRefusal();
    });
    refresh();
}

DecisionPanel::DateRow DecisionPanel::addDate(const QString &label)
{
    DateRow row{new QWidget(this), new QLabel(label, this), new Pill({}, "info", this)};
    auto *layout = new QHBoxLayout(row.box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap);
    row.label->setProperty("role", QStringLiteral("muted"));
    layout->addWidget(row.label);
    layout->addStretch(1);
    layout->addWidget(row.pill);
    m_verdictBox->layout()->addWidget(row.box);
    return row;
}

void DecisionPanel::buildVerdict()
{
    m_verdictBox = new QWidget(this);
    auto *layout = new QVBoxLayout(m_verdictBox);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::gap);
    const auto addText = [&](const char *role, const QString &name) {
        auto *label = new QLabel(m_verdictBox);
        label->setProperty("role", QLatin1String(role));
        label->setObjectName(name);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        layout->addWidget(label);
        return label;
    };
    m_verdict = addText("title", QStringLiteral("decision.verdict"));
    m_why = addText("muted", QStringLiteral("decision.why"));
    m_reasons = addText("", QStringLiteral("decision.reasons"));
    m_supplement = addDate(tr("Supplement"));
    m_committed = addDate(tr("Committed"));
    m_legal = addDate(tr("By law"));
    m_whatIf = new WhatIfLine(m_hand, m_verdictBox);
    layout->addWidget(m_whatIf);
    m_hints = addText("small", QStringLiteral("decision.hints"));
    m_papersHeading = addText("heading", QStringLiteral("decision.papersHeading"));
    m_papersHeading->setText(tr("To be printed"));
    m_papers = addText("muted", QStringLiteral("decision.papers"));
    body()->addWidget(m_verdictBox);
}

void DecisionPanel::buildButtons()
{
    const auto make = [this](const QString &name) {
        auto *button = new QPushButton(this);
        button->setObjectName(name);
        return button;
    };
    m_decide = make(QStringLiteral("decide"));
    m_decide->setProperty("role", QStringLiteral("primary"));
    m_notice = make(QStringLiteral("notice"));
    m_receive = make(QStringLiteral("receive"));
    m_refuse = make(QStringLiteral("refuse"));
    m_notice->setText(tr("Notice F8"));
    m_notice->setAccessibleName(tr("Give one-time notice"));
    m_notice->setToolTip(tr("One-time notice: everything that lacks, told at once in writing (F8)"));
    m_receive->setText(tr("Receive F9"));
    m_receive->setAccessibleName(tr("Only take the papers in"));
    m_refuse->setText(tr("Not accepted …"));
    m_refuse->setAccessibleName(tr("Not accepted"));
    m_refuse->setToolTip(tr("Not accepted, with the legal reason (Ctrl+Shift+Enter)"));
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap);
    row->addWidget(m_notice, 1);
    row->addWidget(m_receive, 1);
    m_finish = make(QStringLiteral("finish"));
    m_finish->setText(tr("Accept and decide now\nCtrl+Alt+Enter"));
    m_finish->setAccessibleName(tr("Accept and decide now"));
    m_finish->setToolTip(tr("Chief service clerk: accept, decide and print in one go (Ctrl+Alt+Enter)"));
    foot()->addWidget(m_decide);
    foot()->addWidget(m_finish);
    foot()->addLayout(row);
    foot()->addWidget(m_refuse);
    connect(m_decide, &QPushButton::clicked, this, &DecisionPanel::decideWanted);
    connect(m_finish, &QPushButton::clicked, this, &DecisionPanel::finishWanted);
    connect(m_notice, &QPushButton::clicked, this, &DecisionPanel::noticeWanted);
    connect(m_receive, &QPushButton::clicked, this, &DecisionPanel::receiveWanted);
    connect(m_refuse, &QPushButton::clicked, this, &DecisionPanel::refusalWanted);
}

void DecisionPanel::takeFocus()
{
    m_decide->setFocus(Qt::TabFocusReason);
}

bool DecisionPanel::isRefusing() const
{
    return !m_refusal->isHidden();
}

void DecisionPanel::askRefusal()
{
    QString reason, note;
    for (const domain::Reason &why : m_hand.decision().reasons) {
        if (why.code == QLatin1String("answer.not-competent"))
            reason = QStringLiteral("not-competent");
        else if (why.code == QLatin1String("answer.no-licence-needed"))
            reason = QStringLiteral("no-licence-needed");
        else if (why.code == QLatin1String("applicant.kind") && reason.isEmpty())
            reason = QStringLiteral("not-eligible");
        else
            continue;
        note = why.facts[QStringLiteral("reason")].toString(note);
    }
    m_verdictBox->hide();
    m_refusal->ask(reason, note);
    refreshButtons();
}

void DecisionPanel::closeRefusal()
{
    m_refusal->hide();
    m_verdictBox->show();
    refreshButtons();
}

void DecisionPanel::askSupervisor(const QStringList &materials)
{
    m_supervisor->ask(tr("Not named in the first notice: %1. By law everything is told once; a supervisor gives the reason:").arg(materials.join(QStringLiteral(", "))));
}

void DecisionPanel::askSecondClerk(const QString &group)
{
    m_second->ask(group);
}

void DecisionPanel::moveDay(int steps)
{
    m_whatIf->moveDay(steps);
}

void DecisionPanel::setUpdated(QLabel *label, const QStringList &lines)
{
    label->setText(bullets(lines));
    label->setVisible(!lines.isEmpty());
}

void DecisionPanel::refresh()
{
    const domain::Decision &decision = m_hand.decision();
    const bool begun = m_hand.item();
    m_verdict->setText(verdictText(toCode(decision.verdict)));
    m_why->setText(begun ? IntakeText::why(decision) : tr("Applicant, item and answers come first; the decision appears here."));
    refreshLists();
    refreshDates();
    m_whatIf->refresh();
    refreshButtons();
}

void DecisionPanel::refreshLists()
{
    const domain::Decision &decision = m_hand.decision();
    QStringList reasons, hints, papers;
    // What is accepted with a mark stands beside the material already; here is room for what is in the way.
    if (!decision.accepts()) {
        for (const domain::Reason &reason : decision.reasons)
            reasons << refusalText(reason);
    }
    for (const domain::Reason &hint : decision.hints)
        hints << refusalText(hint);
    for (const QString &kind : decision.papers) {
        const domain::PaperKind *paper = domain::paperKind(kind);
        papers << tr("%1, %2 copies").arg(IntakeText::paper(kind)).arg(paper ? paper->copies : 1);
    }
    setUpdated(m_reasons, reasons);
    setUpdated(m_hints, hints);
    setUpdated(m_papers, papers);
    m_papersHeading->setVisible(!papers.isEmpty());
}

void DecisionPanel::refreshDates()
{
    const domain::Decision &decision = m_hand.decision();
    const QDate today = m_hand.hallNow().date();
    const auto show = [](const DateRow &row, bool visible, const QString &text, const char *tone) {
        row.box->setVisible(visible);
        row.pill->set(text, tone);
    };
    QDate supplement;
    for (const domain::CaseMaterial &material : decision.materials) {
        if (material.due.isValid() && (!supplement.isValid() || material.due < supplement))
            supplement = material.due;
    }
    const domain::WorkCalendar &calendar = m_hand.rules().calendar();
    const auto withDays = [&](const QString &text, QDate date) {
        // Far dates carry their year and whether they are provisional: there the count would not fit, and is only a guess.
        return date > today && date.year() == today.year() ? tr("%1 · %2 wd").arg(text).arg(calendar.workdaysBetween(today, date)) : text;
    };
    const bool accepts = decision.accepts();
    show(m_supplement, accepts && supplement.isValid(), withDays(IntakeText::day(supplement, today), supplement), "warn");
    show(m_committed, accepts && decision.committedDue.isValid(), withDays(IntakeText::due(decision.committedDue, today), decision.committedDue.date), "info");
    show(m_legal, accepts && decision.legalDue.isValid(), withDays(IntakeText::due(decision.legalDue, today), decision.legalDue.date), "neutral");
}

void DecisionPanel::refreshButtons()
{
    const domain::Decision &decision = m_hand.decision();
    const IntakeCase &typed = m_hand.typed();
    const bool who = typed.applicant.isValid() && !typed.numberWrong;
    const QString act = isRefusing() ? tr("Not accepted, print") : IntakeText::deciding(decision.verdict);
    m_decide->setText(QStringLiteral("%1\nCtrl+Enter").arg(act));
    m_decide->setAccessibleName(act);
    m_decide->setEnabled(isRefusing() || decision.verdict != Verdict::Incomplete);
    m_finish->setVisible(!isRefusing() && decision.verdict == Verdict::Accept && m_hand.mayFinish());
    m_notice->setEnabled(!isRefusing() && decision.verdict == Verdict::Notify);
    m_receive->setEnabled(!isRefusing() && !typed.resumed && decision.verdict != Verdict::Incomplete);
    m_receive->setToolTip(decision.noticeDue.isValid()
                              ? tr("Take the papers in against a receipt, decide later (F9). Notice must be given by %1").arg(IntakeText::due(decision.noticeDue, m_hand.hallNow().date()))
                              : tr("Take the papers in against a receipt, decide later (F9)"));
    m_refuse->setEnabled(!isRefusing() && who && m_hand.item());
}

} // namespace forms
