// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/supplements/dutyform.h"
#include "domain/applicant/standing.h"
#include "domain/casefile/checks.h"
#include "domain/casefile/supplements.h"
#include "domain/casefile/transitions.h"
#include "domain/jsontime.h"
#include "domain/papers/paper.h"
#include "domain/supervision/supervision.h"
#include "forms/intake/paperflow.h"
#include "forms/shared/actor.h"
#include "forms/shared/casetext.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/archive.h"
#include <QComboBox>
#include <QDateEdit>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

namespace forms {
using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::CommitmentCheck;

namespace {
constexpr int wordsLengthMax = 500;
constexpr int broughtRowsMax = 5;
constexpr int correctDays = 15;
constexpr int replyDaysMax = 10;
constexpr int replyDaysUsual = 2;

QString day(QDate date, QDate today)
{
    return date.toString(date.year() == today.year() ? u"MM-dd"_s : u"yyyy-MM-dd"_s);
}
} // namespace

DutyForm::DutyForm(Desk &desk, QWidget *parent) : QFrame(parent), m_desk(desk), m_papers(new PaperFlow(desk, this))
{
    setObjectName(u"dutyForm"_s);
    setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::cardGap, Theme::gap, Theme::cardGap, Theme::gap);
    column->setSpacing(Theme::gap);
    makeReply();
    makeReceive();
    makeJudge();
    makeCheck();
    makeWithdraw();
    makeAsk();
    makeRepair();
    for (const Part *each : {&m_reply, &m_receive, &m_judge, &m_check, &m_withdraw, &m_ask, &m_repair})
        column->addWidget(each->frame);
    showCase({});
}

DutyForm::Part DutyForm::part(const QString &name, const QString &wordsName, const QString &wordsHint)
{
    Part part{new QFrame, new QLabel, nullptr};
    part.frame->setObjectName(u"duty."_s + name);
    part.head->setObjectName(u"duty."_s + name + u".head"_s);
    part.head->setProperty("role", u"strong"_s);
    part.head->setWordWrap(true);
    auto *column = new QVBoxLayout(part.frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::gap / 2);
    column->addWidget(part.head);
    if (!wordsName.isEmpty()) {
        part.words = new QLineEdit;
        part.words->setObjectName(u"duty."_s + name + u".words"_s);
        part.words->setAccessibleName(wordsName);
        part.words->setPlaceholderText(wordsHint);
        part.words->setMaxLength(wordsLengthMax);
    }
    // What belongs together stands in one line: up to six parts must fit beside the case.
    auto *buttons = new QHBoxLayout;
    buttons->setObjectName(u"buttons"_s);
    buttons->setSpacing(Theme::gap);
    if (part.words)
        buttons->addWidget(part.words, 1);
    else
        buttons->addStretch(1);
    column->addLayout(buttons);
    return part;
}

QPushButton *DutyForm::button(Part &part, const QString &text, const QString &name, const QString &keys, const char *role)
{
    auto *made = new QPushButton(QString(text + u"  "_s + keys));
    made->setObjectName(u"duty."_s + name);
    made->setAccessibleName(text);
    made->setProperty("role", QString::fromLatin1(role));
    auto *buttons = part.frame->findChild<QHBoxLayout *>(u"buttons"_s);
    buttons->addWidget(made);
    return made;
}

void DutyForm::makeReceive()
{
    m_receive = part(u"receive"_s, {}, {});
    m_receive.head->setText(tr("Tick what was brought"));
    m_brought = new QListWidget;
    m_brought->setObjectName(u"duty.brought"_s);
    m_brought->setAccessibleName(tr("Materials still to come"));
    static_cast<QVBoxLayout *>(m_receive.frame->layout())->insertWidget(1, m_brought);
    connect(button(m_receive, tr("Take and print the receipt"), u"take"_s, u"Ctrl+Enter"_s, "primary"), &QPushButton::clicked, this, &DutyForm::receive);
}

void DutyForm::makeJudge()
{
    m_judge = part(u"judge"_s, tr("What is wrong with it"), tr("What is wrong with it; told to the applicant once more, in writing"));
    connect(button(m_judge, tr("Adequate"), u"adequate"_s, u"Alt+Y"_s, "primary"), &QPushButton::clicked, this, [this] { judge(true); });
    connect(button(m_judge, tr("Inadequate"), u"inadequate"_s, u"Alt+N"_s), &QPushButton::clicked, this, [this] { judge(false); });
}

void DutyForm::makeCheck()
{
    m_check = part(u"check"_s, tr("What was found"), tr("What was found"));
    m_checks = new QComboBox;
    m_checks->setObjectName(u"duty.checks"_s);
    m_checks->setAccessibleName(tr("Commitment to check"));
    m_correctBy = new QDateEdit;
    m_correctBy->setObjectName(u"duty.correctBy"_s);
    m_correctBy->setAccessibleName(tr("To be put right by"));
    m_correctBy->setDisplayFormat(u"yyyy-MM-dd"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap);
    row->addWidget(m_checks, 1);
    row->addWidget(new QLabel(tr("put right by")));
    row->addWidget(m_correctBy);
    static_cast<QVBoxLayout *>(m_check.frame->layout())->insertLayout(1, row);
    // Three findings leave no room for words in their line.
    static_cast<QVBoxLayout *>(m_check.frame->layout())->insertWidget(2, m_check.words);
    m_check.frame->findChild<QHBoxLayout *>(u"buttons"_s)->addStretch(1);
    m_kept = button(m_check, tr("Kept"), u"kept"_s, u"Alt+K"_s, "primary");
    m_corrected = button(m_check, tr("Put right"), u"corrected"_s, u"Alt+C"_s, "primary");
    m_differs = button(m_check, tr("Differs"), u"differs"_s, u"Alt+D"_s);
    m_breached = button(m_check, tr("Breached: revoke"), u"breached"_s, u"Alt+B"_s, "danger");
    connect(m_kept, &QPushButton::clicked, this, [this] { check(u"kept"_s); });
    connect(m_corrected, &QPushButton::clicked, this, [this] { check(u"corrected"_s); });
    connect(m_differs, &QPushButton::clicked, this, [this] { check(u"differs"_s); });
    connect(m_breached, &QPushButton::clicked, this, [this] { check(u"breached"_s); });
    connect(m_checks, &QComboBox::currentIndexChanged, this, &DutyForm::fillCheck);
}

void DutyForm::makeReply()
{
    m_reply = part(u"reply"_s, tr("Answer to the supervisor"), tr("Answer"));
    connect(button(m_reply, tr("Answer"), u"answer"_s, u"Ctrl+Enter"_s, "primary"), &QPushButton::clicked, this, &DutyForm::reply);
}

void DutyForm::makeWithdraw()
{
    m_withdraw = part(u"withdraw"_s, tr("Why the commitment is taken back"), tr("The applicant's reason"));
    connect(button(m_withdraw, tr("Take the commitment back"), u"takeBack"_s, u"Alt+W"_s), &QPushButton::clicked, this, &DutyForm::withdraw);
}

void DutyForm::makeAsk()
{
    m_ask = part(u"ask"_s, tr("Question to the department"), tr("What must be explained"));
    m_ask.head->setText(tr("Ask for an answer by a day"));
    m_askStep = new QComboBox;
    m_askStep->setObjectName(u"duty.askStep"_s);
    m_askStep->setAccessibleName(tr("Who is asked"));
    m_replyDays = new QSpinBox;
    m_replyDays->setObjectName(u"duty.replyDays"_s);
    m_replyDays->setAccessibleName(tr("Working days for the answer"));
    m_replyDays->setRange(1, replyDaysMax);
    m_replyDays->setValue(replyDaysUsual);
    m_replyDays->setSuffix(tr(" working days"));
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap);
    row->addWidget(m_askStep, 1);
    row->addWidget(m_replyDays);
    static_cast<QVBoxLayout *>(m_ask.frame->layout())->insertLayout(1, row);
    connect(button(m_ask, tr("Ask"), u"ask"_s, u"Alt+A"_s), &QPushButton::clicked, this, &DutyForm::ask);
}

void DutyForm::makeRepair()
{
    m_repair = part(u"repair"_s, tr("On what ground the credit is repaired"), tr("Ground of the repair"));
    connect(button(m_repair, tr("Repair the credit"), u"repairCredit"_s, u"Alt+R"_s), &QPushButton::clicked, this, &DutyForm::repair);
}

void DutyForm::showCase(const QString &caseId)
{
    // News of the case that is shown leave what was typed, ticked and chosen as it is.
    m_isFresh = caseId != m_caseId;
    m_caseId = caseId;
    m_file = caseId.isEmpty() ? std::nullopt : office::Archive(m_desk.office()).caseFile(caseId);
    if (m_isFresh) {
        m_checkShown.clear();
        for (const Part *each : {&m_judge, &m_check, &m_reply, &m_withdraw, &m_ask, &m_repair})
            each->words->clear();
    }
    fill();
}

bool DutyForm::mayDo(const QString &operation) const
{
    return m_file && domain::mayDo(actorOf(m_desk).roles, operation) && domain::mayFollow(m_file->state, operation);
}

void DutyForm::fill()
{
    const QList<domain::CaseMaterial> missing = m_file ? domain::owed(*m_file) : QList<domain::CaseMaterial>();
    m_receive.frame->setVisible(mayDo(u"supplement.receive"_s) && !missing.isEmpty());
    fillReceive();
    const domain::Supplement *brought = m_file ? domain::unjudged(*m_file) : nullptr;
    m_round = brought ? brought->round : 0;
    m_judge.frame->setVisible(brought && mayDo(u"supplement.judge"_s));
    if (brought) {
        QStringList names;
        for (const QString &key : brought->keys) {
            const domain::CaseMaterial *material = m_file->material(key);
            names << (material ? material->name : key);
        }
        m_judge.head->setText(tr("Brought on %1: %2").arg(CaseText::instant(brought->at, m_desk.office().now()), names.join(tr(", "))));
    }
    QStringList promised;
    if (m_file) {
        for (const domain::CaseMaterial &material : std::as_const(m_file->materials)) {
            if (material.mark == domain::MaterialMark::Committed)
                promised << material.name;
        }
    }
    m_withdraw.frame->setVisible(!promised.isEmpty() && mayDo(u"commitment.withdraw"_s));
    m_withdraw.head->setText(tr("Replaced by a commitment: %1").arg(promised.join(tr(", "))));
    const QSignalBlocker quiet(m_checks);
    const QVariant chosen = m_checks->currentData();
    m_checks->clear();
    if (m_file) {
        for (const CommitmentCheck &check : std::as_const(m_file->checks)) {
            if (!domain::isSettled(check))
                m_checks->addItem(check.name, check.key);
        }
        if (!m_isFresh)
            m_checks->setCurrentIndex(std::max(0, m_checks->findData(chosen)));
    }
    m_check.frame->setVisible(m_checks->count() > 0 && mayDo(u"check.record"_s));
    fillCheck();
    fillReply();
    fillAsk();
    fillRepair();
    const QList<const Part *> all{&m_reply, &m_receive, &m_judge, &m_check, &m_withdraw, &m_ask, &m_repair};
    setVisible(std::any_of(all.begin(), all.end(), [](const Part *each) { return !each->frame->isHidden(); }));
}

void DutyForm::fillReceive()
{
    QHash<QString, Qt::CheckState> ticks;
    QString current;
    if (!m_isFresh && m_brought->currentItem())
        current = m_brought->currentItem()->data(Qt::UserRole).toString();
    for (int row = 0; row < m_brought->count() && !m_isFresh; ++row)
        ticks.insert(m_brought->item(row)->data(Qt::UserRole).toString(), m_brought->item(row)->checkState());
    m_brought->clear();
    const QList<domain::CaseMaterial> missing = m_file ? domain::owed(*m_file) : QList<domain::CaseMaterial>();
    const QDate today = domain::hallTime(m_desk.office().now()).date();
    for (const domain::CaseMaterial &material : missing) {
        auto *line = new QListWidgetItem(material.due.isValid() ? tr("%1, by %2").arg(material.name, day(material.due, today)) : material.name, m_brought);
        line->setData(Qt::UserRole, material.key);
        line->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        // Who comes with the only thing that lacks has brought it.
        line->setCheckState(ticks.value(material.key, missing.size() == 1 ? Qt::Checked : Qt::Unchecked));
        if (material.key == current)
            m_brought->setCurrentItem(line);
    }
    if (m_brought->currentRow() < 0)
        m_brought->setCurrentRow(0);
    const int rows = std::clamp(int(missing.size()), 1, broughtRowsMax);
    m_brought->setFixedHeight(rows * Theme::rowHeight() + 2 * m_brought->frameWidth());
}

void DutyForm::fillCheck()
{
    const QString key = m_checks->currentData().toString();
    const CommitmentCheck *chosen = nullptr;
    if (m_file) {
        for (const CommitmentCheck &check : std::as_const(m_file->checks)) {
            if (check.key == key)
                chosen = &check;
        }
    }
    if (!chosen)
        return;
    const QDate today = domain::hallTime(m_desk.office().now()).date();
    const bool correcting = chosen->state == domain::CheckState::Correcting;
    m_check.head->setText(correcting ? tr("To be put right by %1: %2").arg(day(chosen->correctBy, today), chosen->note)
                                     : tr("To be checked by %1: was the commitment kept?").arg(day(chosen->due, today)));
    m_kept->setVisible(!correcting);
    m_differs->setVisible(!correcting);
    m_corrected->setVisible(correcting);
    m_correctBy->setEnabled(!correcting);
    if (m_checkShown == key)
        return;
    m_checkShown = key;
    m_correctBy->setMinimumDate(today.addDays(1));
    m_correctBy->setDate(m_desk.office().rules()->calendar().addWorkdays(today, correctDays));
}

void DutyForm::fillReply()
{
    m_enquiry = 0;
    if (m_file) {
        for (const domain::Enquiry &enquiry : domain::enquiries(*m_file)) {
            if (!enquiry.isOpen() || m_enquiry > 0)
                continue;
            m_enquiry = enquiry.number;
            m_reply.head->setText(tr("The supervisor asks %1, answer by %2: %3")
                                      .arg(enquiry.department, day(enquiry.replyBy, domain::hallTime(m_desk.office().now()).date()), enquiry.words));
        }
    }
    m_reply.frame->setVisible(m_enquiry > 0 && mayDo(u"supervision.reply"_s));
}

void DutyForm::fillAsk()
{
    m_ask.frame->setVisible(mayDo(u"supervision.ask"_s));
    const QVariant chosen = m_askStep->currentData();
    m_askStep->clear();
    if (!m_file)
        return;
    m_askStep->addItem(tr("%1, the whole case").arg(m_file->department), QString());
    const domain::Place *place = m_desk.office().rules()->place(m_file->place);
    for (const domain::Step &step : std::as_const(m_file->steps)) {
        const domain::ClockReading reading = domain::readStep(step, m_desk.office().rules()->calendar(), place ? place->hours : domain::OfficeHours(), m_desk.office().now());
        const QString lamp = CaseText::lamp(toCode(reading.lamp));
        m_askStep->addItem(lamp.isEmpty() ? step.department : tr("%1: %2").arg(step.department, lamp), step.key);
        if (reading.lamp == domain::Lamp::Red)
            m_askStep->setCurrentIndex(m_askStep->count() - 1);
    }
    if (!m_isFresh && m_askStep->findData(chosen) >= 0)
        m_askStep->setCurrentIndex(m_askStep->findData(chosen));
}

void DutyForm::fillRepair()
{
    m_blocked.clear();
    const bool may = m_file && domain::mayDo(actorOf(m_desk).roles, u"credit.repair");
    const auto applicant = may ? office::Archive(m_desk.office()).applicant(m_file->applicant.id) : std::nullopt;
    if (applicant) {
        const QDate today = domain::hallTime(m_desk.office().now()).date();
        const domain::Standing standing = domain::Standing::of(applicant->more);
        if (standing.commitmentBlocked) {
            m_blocked = u"commitment"_s;
            m_repair.head->setText(tr("%1 may not use commitments: a breach is not repaired").arg(applicant->card.name));
        } else if (standing.mayNotTolerate(today)) {
            m_blocked = u"tolerance"_s;
            m_repair.head->setText(standing.toleranceBlockedUntil.isValid() ? tr("%1 may not use tolerance until %2").arg(applicant->card.name, standing.toleranceBlockedUntil.toString(Qt::ISODate))
                                                                           : tr("%1 may not use tolerance").arg(applicant->card.name));
        }
    }
    m_repair.frame->setVisible(!m_blocked.isEmpty());
}

void DutyForm::focusFirst()
{
    if (m_reply.frame->isVisible())
        m_reply.words->setFocus();
    else if (m_receive.frame->isVisible())
        m_brought->setFocus();
    else if (m_judge.frame->isVisible())
        m_judge.words->setFocus();
    else if (m_check.frame->isVisible())
        m_check.words->setFocus();
    else if (m_withdraw.frame->isVisible())
        m_withdraw.words->setFocus();
    else if (m_ask.frame->isVisible())
        m_ask.words->setFocus();
    else if (m_repair.frame->isVisible())
        m_repair.words->setFocus();
}

bool DutyForm::act(const QString &type, const QJsonObject &body, const QString &saying, const QStringList &papers, const QString &document)
{
    const auto done = m_desk.office().submit({type, document.isEmpty() ? m_caseId : document, body, actorOf(m_desk)});
    if (!done) {
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
        return false;
    }
    const QString id = m_caseId;
    m_caseId.clear(); // words that were used are gone
    showCase(id);
    QStringList known;
    std::copy_if(papers.begin(), papers.end(), std::back_inserter(known), [](const QString &kind) { return domain::paperKind(kind); });
    const domain::Item *item = m_file ? m_desk.office().rules()->item(m_file->itemId, m_file->itemVersion) : nullptr;
    if (item && !known.isEmpty())
        m_papers->print(*m_file, *item, known, saying);
    else
        m_desk.say(Tone::Done, m_file ? QString(m_file->number + u' ' + saying) : saying);
    return true;
}

void DutyForm::primary()
{
    if (!m_reply.frame->isHidden() && (m_reply.words->hasFocus() || m_receive.frame->isHidden()))
        reply();
    else
        receive();
}

void DutyForm::receive()
{
    if (m_receive.frame->isHidden())
        return;
    QJsonArray keys;
    for (int row = 0; row < m_brought->count(); ++row) {
        if (m_brought->item(row)->checkState() == Qt::Checked)
            keys << m_brought->item(row)->data(Qt::UserRole).toString();
    }
    act(u"supplement.receive"_s, {{u"keys"_s, keys}}, tr("supplement taken"), {u"supplement-receipt"_s});
}

void DutyForm::judge(bool adequate)
{
    if (m_judge.frame->isHidden())
        return;
    const QString words = m_judge.words->text().trimmed();
    if (!adequate && words.isEmpty())
        m_judge.words->setFocus();
    act(u"supplement.judge"_s, {{u"round"_s, m_round}, {u"adequate"_s, adequate}, {u"words"_s, words}}, adequate ? tr("supplement adequate") : tr("supplement inadequate, told once more"),
        adequate ? QStringList() : QStringList(u"correction"_s));
}

void DutyForm::check(const QString &finding)
{
    if (m_check.frame->isHidden())
        return;
    const QString words = m_check.words->text().trimmed();
    const bool asksWhy = finding == "differs"_L1 || finding == "breached"_L1;
    if (asksWhy && words.isEmpty())
        m_check.words->setFocus();
    QJsonObject body{{u"key"_s, m_checks->currentData().toString()}, {u"finding"_s, finding}, {u"note"_s, words}};
    if (finding == "differs"_L1)
        body[u"correctBy"_s] = m_correctBy->date().toString(Qt::ISODate);
    act(u"check.record"_s, body, finding == "breached"_L1 ? tr("revoked") : tr("check recorded"));
}

void DutyForm::reply()
{
    if (m_reply.frame->isHidden())
        return;
    act(u"supervision.reply"_s, {{u"number"_s, m_enquiry}, {u"words"_s, m_reply.words->text().trimmed()}}, tr("answered"));
}

void DutyForm::ask()
{
    if (m_ask.frame->isHidden())
        return;
    if (m_ask.words->text().trimmed().isEmpty())
        m_ask.words->setFocus();
    act(u"supervision.ask"_s, {{u"step"_s, m_askStep->currentData().toString()}, {u"words"_s, m_ask.words->text().trimmed()}, {u"replyDays"_s, m_replyDays->value()}}, tr("asked"));
}

void DutyForm::withdraw()
{
    if (m_withdraw.frame->isHidden())
        return;
    if (m_withdraw.words->text().trimmed().isEmpty())
        m_withdraw.words->setFocus();
    act(u"commitment.withdraw"_s, {{u"reason"_s, m_withdraw.words->text().trimmed()}}, tr("commitment taken back"), {u"correction"_s});
}

void DutyForm::repair()
{
    if (m_repair.frame->isHidden())
        return;
    if (m_repair.words->text().trimmed().isEmpty())
        m_repair.words->setFocus();
    act(u"credit.repair"_s, {{u"what"_s, m_blocked}, {u"reason"_s, m_repair.words->text().trimmed()}}, tr("credit repaired"), {}, m_file->applicant.id);
}

} // namespace forms
