// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/approval/stepform.h"
#include "domain/casefile/departments.h"
#include "domain/staff/staff.h"
#include "forms/intake/paperflow.h"
#include "forms/shared/actor.h"
#include "forms/shared/casetext.h"
#include "forms/shared/desk.h"
#include "forms/shared/flowlayout.h"
#include "forms/shared/officewords.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/approvals.h"
#include "office/archive.h"
#include <QComboBox>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::Step;
using domain::StepState;

namespace {
constexpr int opinionLengthMax = 2000;
constexpr int opinionLines = 3;
constexpr int daysMax = 250;

QPushButton *button(const QString &text, const char16_t *name, const QString &keys)
{
    auto *button = new QPushButton(keys.isEmpty() ? text : QString(text + u"  "_s + keys));
    button->setObjectName(QString(u"step."_s + QString::fromUtf16(name)));
    button->setAccessibleName(text);
    return button;
}
} // namespace

StepForm::StepForm(Desk &desk, QWidget *parent)
    : QFrame(parent), m_desk(desk), m_papers(new PaperFlow(desk, this)), m_head(new QLabel), m_others(new QLabel), m_askTitle(new QLabel), m_opinion(new QPlainTextEdit),
      m_take(button(tr("Take it"), u"take", u"Alt+T"_s)), m_agree(button(tr("Agree"), u"agree", u"Ctrl+Enter"_s)),
      m_object(button(tr("Object"), u"object", u"Alt+N"_s)), m_pause(button(tr("Special procedure"), u"pause", u"Alt+S"_s)),
      m_return(button(tr("Ask the applicant"), u"return", u"Alt+R"_s)), m_handOver(button(tr("Hand over"), u"handover", u"Alt+H"_s)),
      m_release(button(tr("Put back"), u"release", u"Alt+B"_s)), m_extend(button(tr("Extend the limit"), u"extend", u"Alt+X"_s)), m_confirm(button(tr("Confirm"), u"confirm", u"Enter"_s)),
      m_cancel(button(tr("Cancel"), u"cancel", u"Esc"_s)), m_askFrame(new QFrame), m_choice(new QComboBox), m_days(new QSpinBox), m_words(new QLineEdit)
{
    setObjectName(u"stepForm"_s);
    setProperty("role", u"card"_s);
    m_head->setProperty("role", u"heading"_s);
    m_head->setObjectName(u"step.head"_s);
    m_head->setWordWrap(true);
    m_others->setProperty("role", u"muted"_s);
    m_others->setObjectName(u"step.others"_s);
    m_others->setWordWrap(true);
    m_opinion->setObjectName(u"step.opinion"_s);
    m_opinion->setAccessibleName(tr("Opinion of the department"));
    m_opinion->setPlaceholderText(tr("Opinion; with an objection the reasons and their legal basis"));
    m_opinion->setTabChangesFocus(true);
    m_opinion->setFixedHeight(m_opinion->fontMetrics().lineSpacing() * opinionLines + 2 * Theme::gap);
    m_agree->setProperty("role", u"primary"_s);
    m_take->setProperty("role", u"primary"_s);
    m_choice->setObjectName(u"step.choice"_s);
    m_choice->setAccessibleName(tr("Choice"));
    m_days->setObjectName(u"step.days"_s);
    m_days->setAccessibleName(tr("Working days"));
    m_days->setRange(1, daysMax);
    m_days->setSuffix(tr(" working days"));
    m_words->setObjectName(u"step.words"_s);
    m_words->setAccessibleName(tr("Reason"));
    m_words->setMaxLength(300);
    m_askTitle->setWordWrap(true);

    auto *asking = new QVBoxLayout(m_askFrame);
    asking->setContentsMargins(0, 0, 0, 0);
    asking->setSpacing(Theme::gap / 2);
    asking->addWidget(m_askTitle);
    asking->addWidget(m_choice);
    auto *line = new QHBoxLayout;
    line->setSpacing(Theme::gap);
    line->addWidget(m_words, 1);
    line->addWidget(m_days);
    line->addWidget(m_confirm);
    line->addWidget(m_cancel);
    asking->addLayout(line);

    auto *deciding = new QWidget;
    auto *flow = new FlowLayout(deciding, Theme::gap / 2);
    flow->setContentsMargins(0, 0, 0, 0);
    for (QPushButton *one : {m_take, m_agree, m_object, m_pause, m_return, m_handOver, m_release, m_extend})
        flow->addWidget(one);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::cardGap, Theme::gap, Theme::cardGap, Theme::gap);
    column->setSpacing(Theme::gap / 2);
    column->addWidget(m_head);
    column->addWidget(m_others);
    column->addWidget(m_opinion);
    column->addWidget(m_askFrame);
    column->addWidget(deciding);

    connect(m_take, &QPushButton::clicked, this, &StepForm::take);
    connect(m_agree, &QPushButton::clicked, this, &StepForm::agree);
    connect(m_object, &QPushButton::clicked, this, &StepForm::object);
    connect(m_pause, &QPushButton::clicked, this, &StepForm::askPause);
    connect(m_return, &QPushButton::clicked, this, &StepForm::askReturn);
    connect(m_handOver, &QPushButton::clicked, this, &StepForm::askHandOver);
    connect(m_extend, &QPushButton::clicked, this, &StepForm::askExtension);
    connect(m_release, &QPushButton::clicked, this, &StepForm::release);
    connect(m_confirm, &QPushButton::clicked, this, &StepForm::confirm);
    connect(m_cancel, &QPushButton::clicked, this, [this] { ask(Ask::None); });
    connect(m_words, &QLineEdit::returnPressed, this, &StepForm::confirm);
    showStep({}, {});
}

void StepForm::showStep(const QString &caseId, const QString &step)
{
    const bool isOther = caseId != m_caseId || step != m_step;
    m_caseId = caseId;
    m_step = step;
    if (isOther) {
        m_opinion->clear();
        m_ask = Ask::None;
    }
    const auto file = caseId.isEmpty() ? std::nullopt : office::Archive(m_desk.office()).caseFile(caseId);
    const Step *shown = file ? std::as_const(*file).step(step) : nullptr;
    setVisible(shown);
    if (shown)
        show(*file, *shown);
}

QString StepForm::waitingFor(const CaseFile &file, const Step &step) const
{
    QStringList names;
    for (const Step &other : file.steps) {
        if (other.key != step.key && !other.isDecided())
            names << other.department;
    }
    return names.join(tr(", "));
}

void StepForm::show(const CaseFile &file, const Step &step)
{
    const QString me = m_desk.session().staffId;
    const QString holder = office::Approvals(m_desk.office()).holderOf(file.id, step.key);
    m_isOpen = step.state == StepState::Open;
    const bool isDeputy = m_desk.office().rules()->colleaguesOf(me, m_desk.now().date()).contains(holder);
    m_isMine = step.state == StepState::Taken && (holder == me || isDeputy);
    m_isPaused = step.clock.isPaused();
    const bool isAlone = waitingFor(file, step).isEmpty();
    const bool isObjected = domain::joined(file) == domain::Joined::Objected;
    m_decidesCase = step.lead && (isAlone || isObjected);
    m_head->setText(step.lead && file.steps.size() > 1 ? tr("%1 (leads)").arg(step.department) : step.department);

    QStringList others;
    for (const Step &other : file.steps) {
        if (other.key != step.key)
            others << QString(other.department + u": "_s + stepStateText(toCode(other.state)) + (other.opinion.isEmpty() ? QString() : QString(u" · "_s + other.opinion)));
    }
    if (m_isPaused)
        others.prepend(tr("The clock stands: %1, %2 working days planned").arg(pauseText(step.clock.pauses.last().kind)).arg(step.clock.pauses.last().plannedDays));
    if (!m_isMine && !m_isOpen) {
        const domain::Staff *staff = m_desk.office().rules()->staff(holder);
        others.prepend(staff ? tr("With %1").arg(staff->name) : stepStateText(toCode(step.state)));
    }
    m_others->setText(others.join(u'\n'));
    m_others->setVisible(!others.isEmpty());

    const QString yes = m_decidesCase ? tr("Grant") : tr("Agree"), no = m_decidesCase ? tr("Refuse") : tr("Object");
    m_agree->setText(QString(yes + u"  Ctrl+Enter"_s));
    m_agree->setAccessibleName(yes);
    m_agree->setEnabled(!isObjected || !m_decidesCase);
    m_object->setText(QString(no + u"  Alt+N"_s));
    m_object->setAccessibleName(no);
    const QString pause = m_isPaused ? tr("Procedure is over") : tr("Special procedure");
    m_pause->setText(QString(pause + u"  Alt+S"_s));
    m_pause->setAccessibleName(pause);
    const domain::Staff *self = m_desk.office().rules()->staff(me);
    const bool decides = self && self->departments.contains(step.department);
    m_mayExtend = domain::mayDo(m_desk.session().roles, u"case.extend") && file.clock.extensions.isEmpty();
    m_extend->setVisible(m_mayExtend);
    m_take->setVisible(m_isOpen && decides);
    m_opinion->setVisible(m_isMine);
    for (QPushButton *one : {m_agree, m_object, m_pause, m_return, m_handOver, m_release})
        one->setVisible(m_isMine);
    ask(m_ask);
}

void StepForm::focusFirst()
{
    if (m_isMine)
        m_opinion->setFocus(Qt::TabFocusReason);
    else if (m_isOpen)
        m_take->setFocus(Qt::TabFocusReason);
}

bool StepForm::act(const QString &type, QJsonObject body, const QString &saying, const QString &paper)
{
    if (type.startsWith("step."_L1))
        body[u"step"_s] = m_step;
    const auto submitted = m_desk.office().submit({type, m_caseId, body, actorOf(m_desk)});
    if (!submitted) {
        m_desk.say(Tone::Problem, refusalText(submitted.refusal()));
        return false;
    }
    m_desk.say(Tone::Done, saying);
    const auto file = domain::CaseFile::fromJson(submitted->document().body);
    const domain::Item *item = file ? m_desk.office().rules()->item(file->itemId, file->itemVersion) : nullptr;
    if (item && !paper.isEmpty())
        m_papers->print(*file, *item, {paper}, saying);
    m_ask = Ask::None;
    Q_EMIT done();
    return true;
}

void StepForm::take()
{
    if (m_isOpen && act(u"step.take"_s, {}, tr("This case is in your hands now.")))
        focusFirst();
}

void StepForm::agree()
{
    if (m_isMine)
        decide(true);
}

void StepForm::object()
{
    if (m_isMine)
        decide(false);
}

void StepForm::decide(bool yes)
{
    const QString words = m_opinion->toPlainText().trimmed().left(opinionLengthMax);
    if (!yes && words.isEmpty()) {
        m_desk.say(Tone::Warning, tr("Who says no says why: type the reasons and their legal basis."));
        m_opinion->setFocus(Qt::TabFocusReason);
        return;
    }
    const bool ended = m_decidesCase
        ? act(u"case.decide"_s, {{u"granted"_s, yes}, {u"opinion"_s, words}, {u"reasons"_s, yes ? QJsonArray() : QJsonArray::fromStringList(words.split(u'\n', Qt::SkipEmptyParts))}},
              yes ? tr("Granted. The result waits at the issue desk.") : tr("Refused. The decision waits at the issue desk."))
        : act(u"step.decide"_s, {{u"agreed"_s, yes}, {u"opinion"_s, words}}, yes ? tr("Your department agrees.") : tr("Your department objects."));
    if (ended)
        m_opinion->clear();
}

void StepForm::askPause()
{
    if (m_isMine && m_isPaused)
        act(u"step.resume"_s, {}, tr("The clock runs again."));
    else if (m_isMine)
        ask(Ask::Pause);
}

void StepForm::askReturn()
{
    if (m_isMine)
        ask(Ask::Return);
}

void StepForm::askHandOver()
{
    if (m_isMine)
        ask(Ask::HandOver);
}

void StepForm::askExtension()
{
    if (m_mayExtend)
        ask(Ask::Extend);
}

bool StepForm::mayAsk(Ask what) const
{
    return what == Ask::Extend ? m_mayExtend : m_isMine;
}

void StepForm::release()
{
    if (m_isMine)
        act(u"step.release"_s, {}, tr("It lies in your department's queue again."));
}

void StepForm::ask(Ask what)
{
    m_ask = mayAsk(what) ? what : Ask::None;
    m_askFrame->setVisible(m_ask != Ask::None);
    if (m_ask == Ask::None)
        return;
    const auto file = office::Archive(m_desk.office()).caseFile(m_caseId);
    const domain::Item *item = file ? m_desk.office().rules()->item(file->itemId, file->itemVersion) : nullptr;
    if (!item)
        return;
    m_choice->clear();
    m_words->clear();
    m_days->setVisible(m_ask != Ask::HandOver);
    m_words->setVisible(m_ask != Ask::Pause);
    m_choice->setVisible(m_ask != Ask::Extend);
    switch (m_ask) {
    case Ask::Pause:
        m_askTitle->setText(tr("The time of this procedure is not counted, and is told to the applicant in writing:"));
        for (const QString &kind : domain::specialProcedures(*item))
            m_choice->addItem(kind, kind);
        m_days->setValue(10);
        break;
    case Ask::Return:
        m_askTitle->setText(tr("What must the applicant bring, why, and by when?"));
        for (const domain::CaseMaterial &material : file->materials)
            m_choice->addItem(material.name, material.key);
        m_days->setValue(5);
        m_words->setPlaceholderText(tr("What is wrong with it"));
        break;
    case Ask::HandOver:
        m_askTitle->setText(tr("To whom, and why?"));
        for (const domain::Staff &staff : office::Approvals(m_desk.office()).colleagues(std::as_const(*file).step(m_step)->department, m_desk.session().staffId))
            m_choice->addItem(staff.name, staff.id);
        m_words->setPlaceholderText(tr("Reason"));
        break;
    case Ask::Extend:
        m_askTitle->setText(tr("Once, at most %1 working days; the applicant is told the reason:").arg(file->steps.size() > 1 ? domain::jointExtensionDaysMax : domain::extensionDaysMax));
        m_days->setValue(domain::extensionDaysMax);
        m_words->setPlaceholderText(tr("Reason"));
        break;
    case Ask::None:
        break;
    }
    (m_ask == Ask::Extend ? static_cast<QWidget *>(m_words) : m_choice)->setFocus(Qt::TabFocusReason);
}

void StepForm::confirm()
{
    const QString chosen = m_choice->currentData().toString(), words = m_words->text().trimmed();
    switch (m_ask) {
    case Ask::Pause:
        act(u"step.pause"_s, {{u"kind"_s, chosen}, {u"days"_s, m_days->value()}}, tr("The clock stands; the applicant gets a notice of it."), u"special-procedure"_s);
        break;
    case Ask::Return:
        act(u"step.return"_s, {{u"keys"_s, QJsonArray{chosen}}, {u"days"_s, m_days->value()}, {u"words"_s, words}}, tr("The applicant is asked for it."), u"correction"_s);
        break;
    case Ask::HandOver:
        act(u"step.handover"_s, {{u"to"_s, chosen}, {u"reason"_s, words}}, tr("%1 has it now.").arg(m_choice->currentText()));
        break;
    case Ask::Extend:
        act(u"case.extend"_s, {{u"days"_s, m_days->value()}, {u"reason"_s, words}}, tr("The limit is extended; the applicant gets a notice of it."), u"extension"_s);
        break;
    case Ask::None:
        break;
    }
}

void StepForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_ask != Ask::None) {
        ask(Ask::None);
        m_opinion->setFocus(Qt::TabFocusReason);
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_ask != Ask::None && event->modifiers() == Qt::NoModifier) {
        confirm();
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace forms
