// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/agentbox.h"
#include "domain/identity/phone.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/numberfield.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include <QGridLayout>
#include <QLabel>

namespace forms {

namespace {

void showText(QLineEdit *field, const QString &text)
{
    if (field->text().trimmed() != text)
        field->setText(text);
}

} // namespace

AgentBox::AgentBox(CaseInHand &hand, QWidget *parent)
    : QWidget(parent), m_hand(hand), m_name(new QLineEdit(this)), m_number(new NumberField(this)), m_phone(new NumberField(this)), m_problem(new QLabel(this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Theme::gap);
    grid->setVerticalSpacing(Theme::gap / 2);
    auto *heading = new QLabel(tr("Acting for the applicant"), this);
    heading->setProperty("role", QStringLiteral("heading"));
    grid->addWidget(heading, 0, 0, 1, 2);
    const auto row = [&](int line, const QString &label, QLineEdit *field, const QString &name) {
        auto *caption = new QLabel(label, this);
        caption->setProperty("role", QStringLiteral("muted"));
        caption->setBuddy(field);
        field->setObjectName(name);
        field->setMinimumWidth(80);
        grid->addWidget(caption, line, 0);
        grid->addWidget(field, line, 1);
        connect(field, &QLineEdit::textEdited, this, &AgentBox::store);
        connect(field, &QLineEdit::editingFinished, this, [this] {
            check();
            m_hand.settle();
        });
    };
    row(1, tr("Name"), m_name, QStringLiteral("agent.name"));
    row(2, tr("ID no."), m_number, QStringLiteral("agent.number"));
    row(3, tr("Phone"), m_phone, QStringLiteral("agent.phone"));
    m_name->setAccessibleName(tr("Agent's name"));
    m_number->setAccessibleName(tr("Agent's identity number"));
    m_phone->setAccessibleName(tr("Agent's phone"));
    m_name->setMaxLength(50);
    m_problem->setProperty("role", QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    grid->addWidget(m_problem, 4, 0, 1, 2);
    grid->setColumnStretch(1, 1);

    connect(m_name, &QLineEdit::returnPressed, m_number, [this] { m_number->setFocus(Qt::TabFocusReason); });
    connect(m_number, &QLineEdit::returnPressed, m_phone, [this] { m_phone->setFocus(Qt::TabFocusReason); });
    connect(m_phone, &QLineEdit::returnPressed, this, &AgentBox::finished);
}

void AgentBox::refresh()
{
    const domain::AgentCard &agent = m_hand.typed().agent;
    showText(m_name, agent.name);
    if (m_number->number().trimmed() != agent.idNumber)
        m_number->setNumber(agent.idNumber);
    if (m_phone->number().trimmed() != agent.phone)
        m_phone->setNumber(agent.phone);
    if (agent.isEmpty())
        m_problem->hide();
}

void AgentBox::store()
{
    m_hand.setAgent({m_name->text().trimmed(), m_number->number().trimmed(), m_phone->number().trimmed()});
}

// A number that is right is kept in its one form; a wrong one is kept as typed and said.
void AgentBox::check()
{
    domain::AgentCard agent = m_hand.typed().agent;
    QStringList problems;
    bool numberWrong = false, phoneWrong = false;
    if (!agent.idNumber.isEmpty()) {
        const auto number = domain::parseIdentity(agent.idNumber, m_hand.hallNow().date());
        numberWrong = !number;
        if (number)
            agent.idNumber = number->number;
        else
            problems << refusalText(number.refusal());
    }
    if (!agent.phone.isEmpty()) {
        const auto phone = domain::parsePhone(agent.phone);
        phoneWrong = !phone;
        if (phone)
            agent.phone = *phone;
        else
            problems << refusalText(phone.refusal());
    }
    setProblem(m_number, numberWrong);
    setProblem(m_phone, phoneWrong);
    m_number->setMasks(!numberWrong);
    m_phone->setMasks(!phoneWrong);
    m_problem->setText(problems.join(QLatin1Char('\n')));
    m_problem->setVisible(!problems.isEmpty());
    m_hand.setAgent(agent);
}

void AgentBox::fill(const domain::CardText &card)
{
    domain::AgentCard agent = m_hand.typed().agent;
    agent.name = card.displayName();
    agent.idNumber = card.number;
    m_hand.setAgent(agent);
    m_name->setText(agent.name);
    m_number->setNumber(agent.idNumber);
    check();
    m_phone->setFocus(Qt::TabFocusReason);
}

void AgentBox::takeFocus()
{
    (m_name->text().isEmpty() ? m_name : m_phone)->setFocus(Qt::TabFocusReason);
}

} // namespace forms
