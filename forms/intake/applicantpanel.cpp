// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/applicantpanel.h"
#include "domain/identity/numbertext.h"
#include "domain/identity/phone.h"
#include "forms/intake/agentbox.h"
#include "forms/intake/cardreading.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/earliercases.h"
#include "forms/intake/intaketext.h"
#include "forms/intake/numberfield.h"
#include "forms/intake/reasonpicker.h"
#include "forms/shared/chip.h"
#include "forms/shared/desk.h"
#include "forms/shared/flowlayout.h"
#include "forms/shared/officewords.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include <QGridLayout>
#include <QMenu>
#include <QToolButton>

namespace forms {

using domain::IdentityKind;

ApplicantPanel::ApplicantPanel(CaseInHand &hand, QWidget *parent)
    : ColumnCard(1, tr("Applicant"), parent), m_hand(hand), m_reading(new CardReading(hand.desk(), this))
{
    QPushButton *read = addKey(QStringLiteral("F3"), tr("Read card"), QStringLiteral("applicant.readCard"), [this] { readCard(); });
    connect(m_reading, &CardReading::underWayChanged, read, [read](bool underWay) {
        read->setText(underWay ? tr("Put the card on …") : QStringLiteral("F3 %1").arg(tr("Read card")));
    });
    connect(m_reading, &CardReading::read, this, &ApplicantPanel::fill);

    buildIdentity();
    buildDetails();
    m_agent = new AgentBox(hand, this);
    body()->addWidget(m_agent);
    connect(m_agent, &AgentBox::finished, this, &ApplicantPanel::agentFinished);
    buildPriority();
    m_earlier = new EarlierCases(hand, this);
    body()->addWidget(m_earlier);
    body()->addStretch(1);
    connect(m_earlier, &EarlierCases::opened, this, &ApplicantPanel::caseOpened);

    connect(&hand, &CaseInHand::changed, this, &ApplicantPanel::refresh);
    connect(&hand, &CaseInHand::replaced, this, [this] {
        stopReading();
        m_chosenKind.reset();
        m_warnings.clear();
        clearProblems();
        m_priority->hide();
        m_number->setNumber(m_hand.typed().numberWrong ? m_hand.typed().numberTyped : m_hand.typed().applicant.idNumber);
        for (QLineEdit *field : std::initializer_list<QLineEdit *>{m_name, m_phone, m_address})
            field->clear();
        m_earlier->refresh(true);
    });
    refresh();
}

void ApplicantPanel::buildIdentity()
{
    m_number = new NumberField(this);
    m_number->setObjectName(QStringLiteral("applicant.number"));
    m_number->setAccessibleName(tr("Identity number or credit code"));
    m_number->setPlaceholderText(tr("ID number or credit code"));
    m_number->setMaxLength(40);
    m_numberProblem = new QLabel(this);
    m_numberProblem->setObjectName(QStringLiteral("applicant.numberProblem"));
    m_numberProblem->setProperty("role", QStringLiteral("problem"));
    m_numberProblem->setWordWrap(true);

    m_kind = new QToolButton(this);
    m_kind->setObjectName(QStringLiteral("applicant.idKind"));
    m_kind->setAccessibleName(tr("Kind of identity paper"));
    m_kind->setToolTip(tr("The kind is recognised by the number; choose it here if it was taken for another"));
    m_kind->setPopupMode(QToolButton::InstantPopup);
    m_kind->setFocusPolicy(Qt::ClickFocus);
    m_kind->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_kind->setMinimumWidth(8 * Theme::gap); // a long word gives way to the column, not the column to it
    auto *menu = new QMenu(m_kind);
    connect(menu->addAction(tr("Recognise by the number")), &QAction::triggered, this, [this] { chooseKind(std::nullopt); });
    for (const IdentityKind kind : {IdentityKind::CitizenId, IdentityKind::ResidencePermit, IdentityKind::HkMacauPermit, IdentityKind::TaiwanPermit,
                                    IdentityKind::ForeignerId, IdentityKind::Passport, IdentityKind::CreditCode})
        connect(menu->addAction(identityKindText(domain::toCode(kind))), &QAction::triggered, this, [this, kind] { chooseKind(kind); });
    m_kind->setMenu(menu);

    body()->addWidget(m_number);
    body()->addWidget(m_numberProblem);
    connect(m_number, &NumberField::numberEdited, this, &ApplicantPanel::numberEdited);
    connect(m_number, &QLineEdit::editingFinished, this, [this] { enterNumber(); });
    connect(m_number, &QLineEdit::returnPressed, this, [this] {
        if (enterNumber())
            afterNumber(m_hand.known());
    });
}

void ApplicantPanel::buildDetails()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(Theme::gap);
    grid->setVerticalSpacing(Theme::gap / 2);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_kind, 0, 0, 1, 2, Qt::AlignLeft);
    m_person = new QLabel(this);
    m_person->setProperty("role", QStringLiteral("muted"));
    m_person->setObjectName(QStringLiteral("applicant.person"));
    m_phoneProblem = new QLabel(this);
    m_phoneProblem->setProperty("role", QStringLiteral("problem"));
    m_phoneProblem->setWordWrap(true);
    const auto row = [&](int line, const QString &label, const QString &name, const QString &accessibleName) {
        QLineEdit *field = name == QLatin1String("applicant.phone") ? new NumberField(this) : new QLineEdit(this);
        auto *caption = new QLabel(label, this);
        caption->setProperty("role", QStringLiteral("muted"));
        caption->setBuddy(field);
        field->setObjectName(name);
        field->setAccessibleName(accessibleName);
        field->setMinimumWidth(80);
        grid->addWidget(caption, line, 0);
        grid->addWidget(field, line, 1);
        return field;
    };
    m_name = row(1, tr("Name"), QStringLiteral("applicant.name"), tr("Name of the applicant"));
    grid->addWidget(m_person, 2, 1);
    m_phone = static_cast<NumberField *>(row(3, tr("Phone"), QStringLiteral("applicant.phone"), tr("Phone of the applicant")));
    grid->addWidget(m_phoneProblem, 4, 0, 1, 2);
    m_address = row(5, tr("Address"), QStringLiteral("applicant.address"), tr("Address of the applicant"));
    m_name->setMaxLength(120);
    m_phone->setMaxLength(30);
    m_address->setMaxLength(200);
    body()->addLayout(grid);

    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) { m_hand.setName(text.trimmed()); });
    connect(m_phone, &QLineEdit::textEdited, this, [this](const QString &text) { m_hand.setPhone(text.trimmed()); });
    connect(m_address, &QLineEdit::textEdited, this, [this](const QString &text) { m_hand.setAddress(text.trimmed()); });
    connect(m_phone, &QLineEdit::editingFinished, this, &ApplicantPanel::checkPhone);
    for (QLineEdit *field : std::initializer_list<QLineEdit *>{m_name, m_phone, m_address})
        connect(field, &QLineEdit::editingFinished, &m_hand, &CaseInHand::settle);
    connect(m_name, &QLineEdit::returnPressed, this, [this] { m_phone->setFocus(Qt::TabFocusReason); });
    connect(m_phone, &QLineEdit::returnPressed, this, [this] {
        if (m_address->text().isEmpty())
            m_address->setFocus(Qt::TabFocusReason);
        else
            Q_EMIT finished();
    });
    connect(m_address, &QLineEdit::returnPressed, this, &ApplicantPanel::finished);
}

void ApplicantPanel::buildPriority()
{
    m_priority = new ReasonPicker(QStringLiteral("priority"),
                                  {tr("Elderly"), tr("Disabled"), tr("Pregnant or with an infant"), tr("Serviceman or veteran"),
                                   tr("Medical or other emergency"), tr("Key project")},
                                  this);
    m_chipBox = new QWidget(this);
    auto *chips = new FlowLayout(m_chipBox, Theme::gap / 2);
    for (Pill **chip : {&m_knownChip, &m_cardChip, &m_priorityChip}) {
        *chip = new Pill({}, "neutral", m_chipBox);
        chips->addWidget(*chip);
    }
    m_warning = new QLabel(this);
    m_warning->setProperty("role", QStringLiteral("banner"));
    m_warning->setProperty("tone", QStringLiteral("warn"));
    m_warning->setWordWrap(true);
    body()->addWidget(m_warning);
    body()->addWidget(m_priority);
    body()->addWidget(m_chipBox);
    connect(m_priority, &ReasonPicker::picked, this, [this](const QString &reason) {
        m_hand.setPriority(reason);
        Q_EMIT finished();
    });
    connect(m_priority, &ReasonPicker::cancelled, this, &ApplicantPanel::finished);
}

void ApplicantPanel::takeFocus()
{
    const bool complete = m_hand.typed().applicant.isValid() && !m_hand.typed().numberWrong;
    (complete && m_name->text().isEmpty() ? m_name : m_number)->setFocus(Qt::TabFocusReason);
}

void ApplicantPanel::takeAgentFocus()
{
    m_agent->takeFocus();
}

void ApplicantPanel::askPriority()
{
    m_priority->ask(tr("Green channel: why does this applicant go first?"), m_hand.typed().priority);
}

void ApplicantPanel::readCard()
{
    m_readsAgent = m_agent->isVisible() && m_agent->isAncestorOf(focusWidget());
    if (m_hand.typed().resumed && !m_readsAgent) {
        m_hand.desk().say(Tone::Info, tr("The applicant of a case that exists cannot be exchanged. F2 begins a new case."));
        return;
    }
    m_reading->start();
}

void ApplicantPanel::stopReading()
{
    m_reading->stop();
}

void ApplicantPanel::fill(const domain::CardText &card)
{
    const auto number = domain::identityOf(card, m_hand.hallNow().date());
    if (!number) {
        m_hand.desk().say(Tone::Problem, refusalText(number.refusal()));
        return;
    }
    if (m_readsAgent) {
        m_agent->fill(card);
        return;
    }
    clearProblems();
    m_number->setNumber(number->number);
    const auto known = m_hand.setNumber(number->number, number->kind);
    if (!known) {
        m_hand.desk().say(Tone::Problem, refusalText(known.refusal()));
        return;
    }
    m_warnings = number->warnings;
    m_hand.setName(card.displayName());
    if (m_hand.typed().applicant.address.isEmpty())
        m_hand.setAddress(card.address);
    m_hand.setPerson({}, card.birth, card.longTerm ? QDate() : card.validTo);
    m_hand.settle();
    afterNumber(*known);
}

void ApplicantPanel::numberEdited(const QString &text)
{
    m_number->setMasks(false);
    clearProblems();
    // Eighteen characters are a whole number of the common kinds: who is known is filled in without another key.
    const QString number = domain::normaliseNumber(text);
    if (number.size() == 18 && enterNumber() && m_hand.known())
        afterNumber(true);
}

bool ApplicantPanel::enterNumber()
{
    if (m_hand.typed().resumed)
        return true;
    const QString text = m_number->number();
    const IntakeCase &typed = m_hand.typed();
    if (text.trimmed().isEmpty() && !typed.applicant.isValid() && !typed.numberWrong)
        return false;
    if (!typed.numberWrong && typed.applicant.isValid() && domain::normaliseNumber(text) == typed.applicant.idNumber)
        return true;
    const auto known = m_hand.setNumber(text, m_chosenKind);
    m_numberProblem->setVisible(!known);
    setProblem(m_number, !known);
    if (!known) {
        m_numberProblem->setText(refusalText(known.refusal()));
        return false;
    }
    const QDate today = m_hand.hallNow().date();
    const auto read = m_chosenKind ? domain::parseIdentityAs(*m_chosenKind, text, today) : domain::parseIdentity(text, today);
    m_warnings = read ? read->warnings : QList<domain::Refusal>();
    m_number->setNumber(typed.applicant.idNumber);
    refresh();
    return true;
}

void ApplicantPanel::afterNumber(bool known)
{
    if (m_hand.typed().applicant.name.isEmpty())
        m_name->setFocus(Qt::TabFocusReason);
    else if (!known && m_phone->text().isEmpty())
        m_phone->setFocus(Qt::TabFocusReason); // a first visit: the card does not tell the phone
    else
        Q_EMIT finished();
}

void ApplicantPanel::chooseKind(std::optional<IdentityKind> kind)
{
    m_chosenKind = kind;
    if (!m_number->number().trimmed().isEmpty() && !m_hand.typed().resumed) {
        const auto known = m_hand.setNumber(m_number->number(), kind);
        m_numberProblem->setVisible(!known);
        setProblem(m_number, !known);
        if (!known)
            m_numberProblem->setText(refusalText(known.refusal()));
    }
    refresh();
    m_number->setFocus(Qt::OtherFocusReason);
}

void ApplicantPanel::checkPhone()
{
    const QString text = m_phone->number().trimmed();
    const auto phone = domain::parsePhone(text);
    const bool wrong = !phone && !text.isEmpty();
    setProblem(m_phone, wrong);
    m_phone->setMasks(!wrong);
    m_phoneProblem->setVisible(wrong);
    if (wrong)
        m_phoneProblem->setText(refusalText(phone.refusal()));
    else if (phone)
        m_hand.setPhone(*phone);
}

void ApplicantPanel::clearProblems()
{
    for (QLabel *problem : {m_numberProblem, m_phoneProblem})
        problem->hide();
    setProblem(m_number, false);
    setProblem(m_phone, false);
}

void ApplicantPanel::refresh()
{
    const IntakeCase &typed = m_hand.typed();
    const domain::ApplicantCard &card = typed.applicant;
    const bool sure = card.isValid() && !typed.numberWrong;
    if (!m_number->hasFocus() && !typed.numberWrong && m_number->number() != card.idNumber)
        m_number->setNumber(card.idNumber);
    m_number->setMasks(sure && card.kind != QLatin1String("legal"));
    m_number->setReadOnly(typed.resumed);
    const auto showText = [](QLineEdit *field, const QString &text) {
        // What is typed just now may end in a space the value does not have.
        if (field->text().trimmed() == text)
            return;
        field->setText(text);
        field->setToolTip(text);
        if (!field->hasFocus())
            field->setCursorPosition(0); // the beginning of a long address is what tells it apart
    };
    showText(m_name, card.name);
    if (m_phone->number().trimmed() != card.phone)
        m_phone->setNumber(card.phone);
    showText(m_address, card.address);
    m_kind->setText(sure ? identityKindText(card.idKind)
                         : m_chosenKind ? identityKindText(domain::toCode(*m_chosenKind)) : tr("Kind: by the number"));
    QStringList person;
    if (!typed.sex.isEmpty())
        person << IntakeText::sex(typed.sex);
    if (typed.birth.isValid())
        person << typed.birth.toString(Qt::ISODate);
    m_person->setText(person.join(QStringLiteral(" · ")));
    m_person->setVisible(sure && !person.isEmpty());
    m_agent->setVisible(m_hand.asksForAgent() || !typed.agent.isEmpty());
    m_agent->refresh();
    m_earlier->refresh();
    refreshChips();
}

void ApplicantPanel::refreshChips()
{
    const IntakeCase &typed = m_hand.typed();
    const bool sure = typed.applicant.isValid() && !typed.numberWrong;
    m_knownChip->setVisible(sure);
    m_knownChip->set(m_hand.known() ? tr("Known here") : tr("First visit"), m_hand.known() ? "ok" : "neutral");
    const bool valid = typed.cardValidTo >= m_hand.hallNow().date();
    const QString day = typed.cardValidTo.toString(Qt::ISODate);
    m_cardChip->setVisible(sure && typed.cardValidTo.isValid());
    m_cardChip->set(valid ? tr("Card valid to %1").arg(day) : tr("Card expired %1").arg(day), valid ? "ok" : "bad");
    m_priorityChip->setVisible(!typed.priority.isEmpty());
    m_priorityChip->set(tr("Green channel: %1").arg(typed.priority), "warn");
    m_chipBox->setVisible(sure || !typed.priority.isEmpty());
    QStringList warnings;
    for (const domain::Refusal &warning : std::as_const(m_warnings)) {
        if (warning.code != QLatin1String("card.expired"))
            warnings << refusalText(warning);
    }
    m_warning->setText(warnings.join(QLatin1Char('\n')));
    m_warning->setVisible(sure && !warnings.isEmpty());
}

} // namespace forms
