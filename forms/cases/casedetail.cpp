// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/cases/casedetail.h"
#include "domain/casefile/supplements.h"
#include "domain/catalogue/checklist.h"
#include "domain/identity/identitynumber.h"
#include "domain/jsontime.h"
#include "domain/papers/paper.h"
#include "domain/supervision/supervision.h"
#include "forms/attachments/attachmentpanel.h"
#include "forms/shared/casetext.h"
#include "forms/shared/chip.h"
#include "forms/shared/desk.h"
#include "forms/shared/elidedlabel.h"
#include "forms/shared/facttable.h"
#include "forms/shared/handoverbar.h"
#include "forms/shared/icons.h"
#include "forms/shared/officewords.h"
#include "forms/shared/theme.h"
#include "office/office.h"
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace forms {
using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::CaseState;

namespace {

/// A moment of the case for the timeline.
struct Moment
{
    QDateTime at;
    QString what, who, fate;
};

bool isDeciding(const QString &type)
{
    return type != "paper.print"_L1 && type != "returned.close"_L1 && !type.startsWith("data."_L1) && !type.startsWith("material."_L1) && !type.startsWith("step."_L1);
}

/// The tone (theme.h) of a state's pill.
const char *stateTone(CaseState state)
{
    switch (state) {
    case CaseState::NotAccepted:
    case CaseState::Refused:
    case CaseState::Revoked:
        return "bad";
    case CaseState::Correction:
    case CaseState::Withdrawn:
    case CaseState::Returned:
        return "warn";
    case CaseState::Granted:
    case CaseState::Issued:
        return "ok";
    case CaseState::Received:
    case CaseState::Accepted:
        break;
    }
    return "info";
}

QString paperTitle(const QString &kind)
{
    const domain::PaperKind *known = domain::paperKind(kind);
    return known ? QCoreApplication::translate("Papers", known->title) : kind;
}

} // namespace

CaseDetail::CaseDetail(Desk &desk, QWidget *parent)
    : QFrame(parent), m_desk(desk), m_empty(new QLabel(tr("Choose a case on the left to see everything about it."))), m_full(new QWidget),
      m_number(new ElidedLabel), m_title(new ElidedLabel), m_lamp(new Pill), m_state(new Pill), m_priority(new Pill(tr("Green channel"), "info")),
      m_tabs(new QTabWidget), m_overview(new FactTable), m_progress(new FactTable({tr("Department"), tr("State"), tr("Due")})), m_materials(new FactTable({tr("Material"), tr("What the counter found")})),
      m_form(new FactTable), m_timeline(new FactTable({tr("Time"), tr("What happened"), tr("By"), tr("At the centre")})),
      m_papers(new FactTable({tr("Paper"), tr("Printed")})), m_attachments(new AttachmentPanel(desk)), m_continue(new QPushButton(tr("Continue"))), m_reprint(new QPushButton(tr("Print again"))), m_fullNumbers(new QPushButton)
{
    setObjectName(u"caseDetail"_s);
    setProperty("role", u"card"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("role", u"muted"_s);
    m_number->setObjectName(u"caseNumber"_s);
    m_number->setAccessibleName(tr("Case number"));
    m_number->setProperty("role", u"heading"_s);
    m_number->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setProperty("role", u"muted"_s);

    auto *pills = new QHBoxLayout;
    pills->setSpacing(Theme::gap / 2);
    for (QLabel *pill : {m_state, m_lamp, m_priority})
        pills->addWidget(pill);
    pills->addStretch(1);
    m_continue->setObjectName(u"caseContinue"_s);
    m_continue->setAccessibleName(tr("Continue with this case"));
    m_continue->setIcon(icon(u"edit"));
    m_fullNumbers->setObjectName(u"caseFullNumbers"_s);
    m_fullNumbers->setAccessibleName(tr("See full numbers"));
    m_fullNumbers->setToolTip(tr("See full numbers (Ctrl+Shift+U)"));
    m_fullNumbers->setIcon(icon(u"eye"));
    m_fullNumbers->setProperty("role", u"quiet"_s);
    pills->addWidget(m_fullNumbers);
    connect(m_fullNumbers, &QPushButton::clicked, this, &CaseDetail::fullViewRequested);
    m_reprint->setObjectName(u"caseReprint"_s);
    m_reprint->setAccessibleName(tr("Print the chosen paper again"));
    m_reprint->setIcon(icon(u"print"));
    pills->addWidget(m_continue);

    const auto addTab = [this](FactTable *table, const QString &name, const QString &objectName) {
        table->setObjectName(objectName);
        table->setAccessibleName(name);
        m_tabs->addTab(table, name);
    };
    addTab(m_overview, tr("Overview"), u"caseOverview"_s);
    addTab(m_progress, tr("Progress"), u"caseProgress"_s);
    addTab(m_materials, tr("Materials"), u"caseMaterials"_s);
    addTab(m_form, tr("Form"), u"caseForm"_s);
    addTab(m_timeline, tr("Timeline"), u"caseTimeline"_s);
    m_tabs->addTab(m_attachments, tr("Scans"));
    auto *papers = new QWidget;
    auto *papersColumn = new QVBoxLayout(papers);
    papersColumn->setContentsMargins(0, 0, 0, 0);
    papersColumn->setSpacing(Theme::gap);
    papersColumn->addWidget(m_papers, 1);
    papersColumn->addWidget(m_reprint, 0, Qt::AlignRight);
    m_papers->setObjectName(u"casePapers"_s);
    m_papers->setAccessibleName(tr("Papers"));
    m_tabs->addTab(papers, tr("Papers"));
    m_tabs->setObjectName(u"caseTabs"_s);
    m_tabs->tabBar()->setObjectName(u"caseTabBar"_s);
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the case"));
    m_tabs->setAccessibleName(tr("Parts of the case"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->tabBar()->setUsesScrollButtons(false);
    m_timeline->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_timeline->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_papers->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);

    auto *full = new QVBoxLayout(m_full);
    full->setContentsMargins(0, 0, 0, 0);
    full->setSpacing(Theme::gap / 2);
    full->addWidget(m_number);
    full->addWidget(m_title);
    full->addLayout(pills);
    full->addWidget(m_tabs, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->addWidget(m_empty, 1);
    column->addWidget(m_full, 1);

    connect(m_continue, &QPushButton::clicked, this, &CaseDetail::continueRequested);
    const auto reprint = [this] {
        const int row = m_papers->currentRow();
        if (QTableWidgetItem *cell = m_papers->item(row, 0))
            Q_EMIT reprintRequested(cell->data(Qt::UserRole).toString());
    };
    connect(m_reprint, &QPushButton::clicked, this, reprint);
    connect(m_papers, &QTableWidget::activated, this, reprint);
    showCase({});
}

bool CaseDetail::mayContinue() const
{
    return m_file && (m_file->state == CaseState::Received || m_file->state == CaseState::Correction);
}

void CaseDetail::turn(int steps)
{
    m_tabs->setCurrentIndex((m_tabs->currentIndex() + steps + m_tabs->count()) % m_tabs->count());
}

void CaseDetail::showPapers()
{
    m_tabs->setCurrentIndex(m_tabs->count() - 1);
    if (m_papers->rowCount() > 0 && m_papers->currentRow() < 0)
        m_papers->selectRow(0);
    m_papers->setFocus();
}

void CaseDetail::showAttachments()
{
    m_tabs->setCurrentWidget(m_attachments);
    m_attachments->focusFirst();
}

void CaseDetail::showCase(const QString &caseId)
{
    m_caseId = caseId;
    m_file = caseId.isEmpty() ? std::nullopt : office::Archive(m_desk.office()).caseFile(caseId);
    m_empty->setVisible(!m_file);
    m_full->setVisible(m_file.has_value());
    if (m_file)
        fill();
    Q_EMIT shown(m_file ? caseId : QString());
}

void CaseDetail::fill()
{
    const CaseFile &file = *m_file;
    m_number->setText(file.number);
    m_title->setText(QString(file.applicant.name + u" · "_s + file.itemName));
    m_state->set(caseStateText(toCode(file.state)), stateTone(file.state));
    m_priority->setVisible(!file.priority.isEmpty());
    const domain::DueDate due = file.state == CaseState::Accepted ? file.committedDue : file.state == CaseState::Received ? file.noticeDue : domain::DueDate();
    m_lamp->setVisible(due.isValid());
    if (due.isValid()) {
        const auto rules = m_desk.office().rules();
        const domain::Place *place = rules->place(file.place);
        const QDateTime now = domain::hallTime(m_desk.office().now());
        const QDateTime from = domain::hallTime(file.acceptedAt.isValid() ? file.acceptedAt : file.receivedAt);
        const domain::OfficeHours hours = place ? place->hours : domain::OfficeHours();
        QString lamp = toCode(domain::lamp(due, from, now, rules->calendar(), hours)), word = CaseText::lamp(lamp);
        // By the clock itself where it runs: what stood does not count.
        if (const domain::Item *item = file.clock.hasBegun() ? rules->item(file.itemId, file.itemVersion) : nullptr) {
            const domain::TimeLimit limit = domain::checklistFor(*item, file.applicant.kind, file.answers).committedLimit;
            const domain::ClockReading reading = domain::read(file.clock, limit, rules->calendar(), hours, now);
            lamp = toCode(reading.lamp);
            word = reading.state == domain::ClockReading::State::Paused ? tr("Clock stands") : CaseText::lamp(lamp);
        }
        m_lamp->set(QStringLiteral("%1 %2").arg(word, CaseText::due(due, now.date())), CaseText::lampTone(lamp));
    }
    m_continue->setVisible(mayContinue());
    fillOverview();
    fillProgress();
    fillMaterials();
    fillForm();
    fillTimeline();
    m_attachments->showCase(file);
    const int scans = int(file.attachments.size());
    m_tabs->setTabText(m_tabs->indexOf(m_attachments), scans > 0 ? tr("Scans %1").arg(scans) : tr("Scans"));
    fillPapers();
}

void CaseDetail::fillOverview()
{
    const CaseFile &file = *m_file;
    const QDateTime now = domain::hallTime(m_desk.office().now());
    m_overview->clearFacts();
    const auto add = [this](const QString &name, const QString &value) {
        if (!value.isEmpty())
            m_overview->add({name, value});
    };
    add(tr("Applicant"), file.applicant.name);
    add(identityKindText(file.applicant.idKind), CaseText::number(file.applicant));
    add(tr("Phone"), domain::masked(file.applicant.phone));
    if (!file.agent.isEmpty())
        add(tr("Agent"), QString(file.agent.name + u"  "_s + domain::masked(file.agent.phone)));
    add(tr("Item"), file.itemName);
    add(tr("Department"), file.department);
    add(tr("Code"), file.itemCode);
    add(tr("Way of acceptance"), file.route != domain::Route::None ? routeText(toCode(file.route)) : QString());
    add(tr("Received"), CaseText::instant(file.receivedAt, now));
    add(tr("Accepted"), CaseText::instant(file.acceptedAt, now));
    add(tr("Notice by"), file.state == CaseState::Received ? CaseText::due(file.noticeDue, now.date()) : QString());
    add(tr("Committed due"), CaseText::due(file.committedDue, now.date()));
    add(tr("Legal due"), CaseText::due(file.legalDue, now.date()));
    add(tr("Supplement by"), CaseText::due({file.toleranceDue(), {}, false}, now.date()));
    add(tr("Green channel"), file.priority);
    add(tr("Reason"), refusalReasonText(file.refusalReason));
    add(tr("Explanation"), file.refusalNote);
    add(tr("Competent"), file.competent);
    const domain::Place *place = m_desk.office().rules()->place(file.place);
    const domain::Counter *counter = place ? place->counter(file.counter) : nullptr;
    add(tr("Counter"), counter ? counter->name : file.counter);
    add(tr("Clerk"), file.clerkName);
    if (const auto document = office::Archive(m_desk.office()).document(file.id); document && file.isOpen())
        add(tr("Answers for it"), HandoverBar::text(m_desk, document->body));
    m_overview->fit();
}

// By department, never by name: the front desk neither sees nor chooses who decides.
void CaseDetail::fillProgress()
{
    const CaseFile &file = *m_file;
    const auto rules = m_desk.office().rules();
    const domain::Place *place = rules->place(file.place);
    const domain::OfficeHours hours = place ? place->hours : domain::OfficeHours();
    const QDateTime now = domain::hallTime(m_desk.office().now());
    m_progress->clearFacts();
    for (const domain::Step &step : file.steps) {
        const domain::ClockReading reading = domain::read(step.clock, step.limit, rules->calendar(), hours, now);
        QStringList state{stepStateText(toCode(step.state))};
        if (reading.state == domain::ClockReading::State::Paused)
            state << tr("clock stands: %1").arg(pauseText(step.clock.pauses.last().kind));
        if (step.state == domain::StepState::Objected)
            state << step.opinion;
        QStringList due;
        if (!step.isDecided() && step.due.isValid())
            due << CaseText::lamp(toCode(reading.lamp)) << CaseText::due(step.due, now.date());
        else if (step.isDecided())
            due << CaseText::instant(step.decidedAt, now);
        m_progress->add({step.lead && file.steps.size() > 1 ? tr("%1 (leads)").arg(step.department) : step.department, state.join(u" · "_s), due.join(u' ')});
        if (!step.isDecided() && reading.lamp == domain::Lamp::Red)
            m_progress->markLast();
    }
    m_progress->fit();
    m_tabs->setTabVisible(m_tabs->indexOf(m_progress), !file.steps.isEmpty());
}

void CaseDetail::fillMaterials()
{
    const QDate today = domain::hallTime(m_desk.office().now()).date();
    m_materials->clearFacts();
    for (const domain::CaseMaterial &material : m_file->materials) {
        if (!material.required && material.mark == domain::MaterialMark::Lacking)
            continue;
        m_materials->add({material.name, CaseText::material(material, today)});
        if (material.mark == domain::MaterialMark::Defective || (material.mark == domain::MaterialMark::Lacking && material.required))
            m_materials->markLast();
    }
    m_materials->fit();
}

void CaseDetail::fillForm()
{
    m_form->clearFacts();
    const domain::Item *item = m_desk.office().rules()->item(m_file->itemId, m_file->itemVersion);
    if (item) {
        for (const domain::Situation &situation : item->situations) {
            if (m_file->answers.contains(situation.id))
                m_form->add({situation.question, CaseText::answer(situation, m_file->answers[situation.id])});
        }
        for (const domain::FormField &field : item->form) {
            const QString value = CaseText::field(field, m_file->fields[field.key]);
            if (!value.isEmpty())
                m_form->add({field.label, value});
        }
    }
    m_form->fit();
}

void CaseDetail::fillTimeline()
{
    const CaseFile &file = *m_file;
    const auto rules = m_desk.office().rules();
    QList<Moment> moments;
    moments << Moment{file.receivedAt, tr("Papers received"), file.clerkName, {}};
    for (const domain::CorrectionNotice &notice : file.notices) {
        QStringList names;
        for (const QJsonValue &defect : notice.defects)
            names << defect[u"name"_s].toString();
        moments << Moment{notice.at, tr("One-time notice %1: %2").arg(notice.round).arg(names.join(tr(", "))), {}, {}};
    }
    if (file.acceptedAt.isValid())
        moments << Moment{file.acceptedAt, tr("Accepted: %1").arg(routeText(toCode(file.route))), {}, {}};
    for (const domain::Step &step : file.steps) {
        for (const domain::Pause &pause : step.clock.pauses) {
            moments << Moment{pause.from, tr("%1: %2 begins, %3 working days planned").arg(step.department, pauseText(pause.kind)).arg(pause.plannedDays), {}, {}};
            if (pause.to.isValid())
                moments << Moment{pause.to, tr("%1: %2 is over").arg(step.department, pauseText(pause.kind)), {}, {}};
        }
        if (step.isDecided())
            moments << Moment{step.decidedAt, QString(step.department + u": "_s + stepStateText(toCode(step.state))), {}, {}};
    }
    for (const domain::Extension &extension : file.clock.extensions)
        moments << Moment{extension.at, tr("Time limit extended by %1 working days: %2").arg(extension.days).arg(extension.reason), {}, {}};
    for (const domain::Supplement &supplement : file.supplements) {
        QStringList names;
        for (const QString &key : supplement.keys) {
            const domain::CaseMaterial *material = file.material(key);
            names << (material ? material->name : key);
        }
        moments << Moment{supplement.at, tr("Supplement %1: %2").arg(supplement.round).arg(names.join(tr(", "))), {}, {}};
    }
    if (const domain::Lapsed lapse = domain::lapsed(file); lapse.isSo())
        moments << Moment{lapse.at, tr("Supplement due on %1 never came").arg(lapse.due.toString(Qt::ISODate)), {}, {}};
    for (const domain::CommitmentCheck &check : file.checks) {
        if (check.at.isValid())
            moments << Moment{check.at, tr("Check of %1: %2").arg(check.name, check.note.isEmpty() ? checkStateText(toCode(check.state)) : QString(checkStateText(toCode(check.state)) + tr(", ") + check.note)), {}, {}};
    }
    for (const domain::Enquiry &enquiry : domain::enquiries(file)) {
        moments << Moment{enquiry.askedAt, tr("Supervisor asks %1: %2").arg(enquiry.department, enquiry.words), {}, {}};
        if (!enquiry.isOpen())
            moments << Moment{enquiry.repliedAt, tr("%1 answers: %2").arg(enquiry.department, enquiry.reply), {}, {}};
        if (enquiry.escalatedAt.isValid())
            moments << Moment{enquiry.escalatedAt, tr("%1 did not answer in time").arg(enquiry.department), {}, {}};
    }
    if (file.decision.isMade())
        moments << Moment{file.decision.at, file.decision.granted ? tr("Granted") : tr("Refused: %1").arg(file.decision.reasons.join(tr(", "))), {}, {}};
    if (file.issue.isDone())
        moments << Moment{file.issue.at, tr("Result handed out"), file.issue.collectorName, {}};
    for (const office::JournalRow &row : office::Archive(m_desk.office()).history(m_caseId)) {
        // What this desk did to the case; other desks' acts are known by what they made of it.
        const domain::Staff *staff = rules->staff(row.operation.actor);
        const QString what = isDeciding(row.operation.type) ? operationText(row.operation.type)
                                                            : QString(operationText(row.operation.type) + u" "_s + paperTitle(row.operation.body[u"paper"_s].toString()));
        const QString who = staff ? staff->name : QString();
        const auto same = std::find_if(moments.rbegin(), moments.rend(), [&](const Moment &moment) {
            return moment.fate.isEmpty() && moment.at == row.operation.made.estimate;
        });
        if (same != moments.rend() && isDeciding(row.operation.type) && row.fate != office::Fate::Refused)
            *same = {same->at, same->what, who, CaseText::fate(row)};
        else
            moments << Moment{row.operation.made.estimate, what.trimmed(), who, CaseText::fate(row)};
    }
    std::stable_sort(moments.begin(), moments.end(), [](const Moment &a, const Moment &b) { return a.at < b.at; });
    m_timeline->clearFacts();
    const QDateTime now = domain::hallTime(m_desk.office().now());
    for (const Moment &moment : moments)
        m_timeline->add({CaseText::instant(moment.at, now), moment.what, moment.who, moment.fate});
    m_timeline->fit();
}

void CaseDetail::fillPapers()
{
    const int chosen = m_papers->currentRow();
    m_papers->clearFacts();
    for (const domain::PaperKind &kind : domain::paperKinds()) {
        const int printed = m_file->papers[kind.code].toInt();
        if (printed == 0)
            continue;
        m_papers->add({paperTitle(kind.code), tr("%1 times").arg(printed)});
        m_papers->item(m_papers->rowCount() - 1, 0)->setData(Qt::UserRole, kind.code);
    }
    m_papers->fit();
    if (m_papers->rowCount() > 0)
        m_papers->selectRow(qBound(0, chosen, m_papers->rowCount() - 1));
    m_reprint->setEnabled(m_papers->rowCount() > 0);
}

} // namespace forms
