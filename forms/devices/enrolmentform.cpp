// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/devices/enrolmentform.h"
#include "forms/shared/theme.h"
#include <QAccessible>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace forms {
namespace {

constexpr int cardWidth = 400;

QLabel *textLine(const QString &role)
{
    auto *label = new QLabel;
    label->setProperty("role", role);
    label->setWordWrap(true);
    return label;
}

} // namespace

EnrolmentForm::EnrolmentForm(QWidget *parent)
    : QWidget(parent), m_title(textLine(u"brand"_s)), m_explanation(textLine(u"muted"_s)), m_codeLabel(textLine(u"muted"_s)), m_nameLabel(textLine(u"muted"_s)),
      m_problem(textLine(u"banner"_s)), m_code(new QLineEdit), m_name(new QLineEdit), m_enrol(new QPushButton), m_back(new QPushButton)
{
    setObjectName(u"enrolmentForm"_s);
    m_code->setObjectName(u"enrolmentCode"_s);
    m_code->setMaxLength(40);
    m_code->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhPreferUppercase | Qt::ImhPreferLatin);
    m_name->setObjectName(u"terminalName"_s);
    m_name->setMaxLength(80);
    m_problem->setObjectName(u"problem"_s);
    m_problem->setProperty("tone", u"bad"_s);
    m_problem->hide();
    m_enrol->setObjectName(u"enrol"_s);
    m_enrol->setProperty("role", u"primary"_s);
    m_back->setObjectName(u"back"_s);
    m_codeLabel->setBuddy(m_code);
    m_nameLabel->setBuddy(m_name);

    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(32, 28, 32, 28);
    column->setSpacing(Theme::gap / 2);
    column->addWidget(m_title);
    column->addWidget(m_explanation);
    column->addSpacing(Theme::gap * 2);
    for (const auto &[label, field] : {std::pair<QLabel *, QLineEdit *>{m_codeLabel, m_code}, {m_nameLabel, m_name}}) {
        column->addWidget(label);
        column->addWidget(field);
        column->addSpacing(Theme::gap);
    }
    column->addWidget(m_problem);
    column->addSpacing(Theme::gap);
    column->addWidget(m_enrol);
    column->addSpacing(Theme::gap / 2);
    column->addWidget(m_back);
    auto *across = new QHBoxLayout;
    across->addStretch();
    across->addWidget(card);
    across->addStretch();
    auto *down = new QVBoxLayout(this);
    down->addStretch(2);
    down->addLayout(across);
    down->addStretch(3);
    const auto fitCard = [card] { card->setFixedWidth(int(cardWidth * Theme::fontPt() / Theme::fontPtDefault)); };
    connect(&Theme::instance(), &Theme::changed, card, fitCard);
    fitCard();

    connect(m_enrol, &QPushButton::clicked, this, &EnrolmentForm::submit);
    connect(m_back, &QPushButton::clicked, this, &EnrolmentForm::backRequested);
    connect(m_code, &QLineEdit::textEdited, this, [this] {
        setProblem(m_code, false);
        say({});
    });
    retranslate();
}

void EnrolmentForm::showRefusal(const QString &text)
{
    setBusy(false);
    m_code->setFocus();
    m_code->selectAll();
    say(text);
    QAccessibleEvent alert(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void EnrolmentForm::setBusy(bool busy)
{
    m_busy = busy;
    for (QWidget *field : {static_cast<QWidget *>(m_code), static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_enrol)})
        field->setEnabled(!busy);
    if (busy)
        say({});
    retranslate();
}

void EnrolmentForm::submit()
{
    const QString code = m_code->text().trimmed();
    setProblem(m_code, code.isEmpty());
    if (code.isEmpty()) {
        say(tr("Type the code the administrator gave you."));
        m_code->setFocus();
        return;
    }
    Q_EMIT enrolRequested(code, m_name->text().trimmed());
}

void EnrolmentForm::say(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void EnrolmentForm::retranslate()
{
    m_title->setText(tr("New terminal"));
    m_explanation->setText(tr("The centre does not know this terminal yet. An administrator can make a one-time code for it, good for a day."));
    m_codeLabel->setText(tr("One-time code"));
    m_nameLabel->setText(tr("Name of this terminal (optional)"));
    m_code->setPlaceholderText(u"K7QF-29MX-PD4T"_s);
    m_code->setAccessibleName(tr("One-time code"));
    m_name->setAccessibleName(tr("Name of this terminal (optional)"));
    m_enrol->setText(m_busy ? tr("Asking the centre…") : tr("Set up  Enter"));
    m_enrol->setAccessibleName(tr("Set up this terminal"));
    m_back->setText(tr("Back  Esc"));
    m_back->setAccessibleName(tr("Back to the sign-in"));
}

void EnrolmentForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_code->setFocus();
}

void EnrolmentForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void EnrolmentForm::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_back->hasFocus())
        Q_EMIT backRequested();
    else if (enter && !m_busy)
        submit();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT backRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace forms
