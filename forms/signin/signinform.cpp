// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/signin/signinform.h"
#include "forms/shared/theme.h"
#include <QAccessible>
#include <QComboBox>
#include <QEvent>
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

QLabel *labelOf(QWidget *buddy)
{
    auto *label = new QLabel;
    label->setProperty("role", u"muted"_s);
    label->setBuddy(buddy);
    return label;
}

QLabel *wrapping(const QString &role)
{
    auto *label = new QLabel;
    label->setProperty("role", role);
    label->setWordWrap(true);
    label->hide();
    return label;
}

} // namespace

SignInForm::SignInForm(QWidget *parent)
    : QWidget(parent), m_brand(new QLabel), m_place(new QLabel), m_offline(wrapping(u"banner"_s)),
      m_problem(wrapping(u"banner"_s)), m_staff(new QLineEdit), m_password(new QLineEdit), m_counter(new QComboBox),
      m_enter(new QPushButton), m_switch(new QPushButton)
{
    setObjectName(u"signInForm"_s);
    m_brand->setProperty("role", u"brand"_s);
    m_place->setProperty("role", u"muted"_s);
    m_place->setWordWrap(true);
    m_staff->setObjectName(u"staffNumber"_s);
    m_staff->setMaxLength(32);
    m_staff->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhPreferLatin);
    m_password->setObjectName(u"password"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setMaxLength(256);
    m_counter->setObjectName(u"counter"_s);
    m_enter->setObjectName(u"signIn"_s);
    m_enter->setProperty("role", u"primary"_s);
    m_switch->setObjectName(u"switchUser"_s);
    m_offline->setObjectName(u"offlineNote"_s);
    m_offline->setProperty("tone", u"info"_s);
    m_problem->setObjectName(u"problem"_s);
    m_problem->setProperty("tone", u"bad"_s);
    m_staffLabel = labelOf(m_staff);
    m_passwordLabel = labelOf(m_password);
    m_counterLabel = labelOf(m_counter);

    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(32, 28, 32, 28);
    column->setSpacing(Theme::gap / 2);
    column->addWidget(m_brand);
    column->addWidget(m_place);
    column->addSpacing(Theme::gap * 2);
    for (const auto &[label, field] : {std::pair<QLabel *, QWidget *>{m_staffLabel, m_staff}, {m_passwordLabel, m_password},
                                       {m_counterLabel, m_counter}}) {
        column->addWidget(label);
        column->addWidget(field);
        column->addSpacing(Theme::gap);
    }
    column->addWidget(m_offline);
    column->addWidget(m_problem);
    column->addSpacing(Theme::gap);
    column->addWidget(m_enter);
    column->addSpacing(Theme::gap / 2);
    column->addWidget(m_switch);
    // Stretches rather than an alignment: only so does the card get the height its wrapped lines need.
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

    m_counterLabel->hide();
    m_counter->hide();
    m_switch->hide();
    connect(m_enter, &QPushButton::clicked, this, [this] { m_busy ? Q_EMIT cancelRequested() : submit(); });
    connect(m_switch, &QPushButton::clicked, this, &SignInForm::switchUserRequested);
    for (QLineEdit *field : {m_staff, m_password})
        connect(field, &QLineEdit::textEdited, this, [this, field] {
            setProblem(field, false);
            say({});
        });
    retranslate();
}

void SignInForm::setPlaceName(const QString &name)
{
    m_placeName = name;
    retranslate();
}

void SignInForm::setCounters(const QList<CounterChoice> &counters, const QString &currentId)
{
    m_counter->clear();
    for (const CounterChoice &counter : counters)
        m_counter->addItem(counter.name, counter.id);
    m_counter->setCurrentIndex(qMax(0, m_counter->findData(currentId)));
    m_counter->setVisible(!counters.isEmpty() && !isLocked());
    m_counterLabel->setVisible(!counters.isEmpty() && !isLocked());
}

void SignInForm::setStaffNumber(const QString &number)
{
    m_staff->setText(number);
    focusFirstEmpty();
}

void SignInForm::setOfflinePossible(bool possible)
{
    m_offline->setVisible(possible);
}

void SignInForm::setLockedBy(const QString &staffNumber, const QString &staffName)
{
    m_lockedName = staffNumber.isEmpty() ? QString() : (staffName.isEmpty() ? staffNumber : staffName);
    m_staff->setText(staffNumber);
    m_staff->setReadOnly(isLocked());
    m_staff->setFocusPolicy(isLocked() ? Qt::NoFocus : Qt::StrongFocus);
    m_password->clear();
    m_counter->setVisible(m_counter->count() > 0 && !isLocked());
    m_counterLabel->setVisible(m_counter->count() > 0 && !isLocked());
    m_switch->setVisible(isLocked());
    say({});
    retranslate();
    focusFirstEmpty();
}

void SignInForm::showRefusal(const QString &text)
{
    setBusy(false);
    m_password->clear();
    m_password->setFocus();
    say(text);
    QAccessibleEvent alert(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void SignInForm::setBusy(bool busy)
{
    m_busy = busy;
    for (QWidget *field : {static_cast<QWidget *>(m_staff), static_cast<QWidget *>(m_password),
                           static_cast<QWidget *>(m_counter), static_cast<QWidget *>(m_switch)})
        field->setEnabled(!busy);
    if (busy)
        say({});
    retranslate();
    if (busy)
        m_enter->setFocus();
}

void SignInForm::submit()
{
    const QString number = m_staff->text().trimmed();
    setProblem(m_staff, number.isEmpty());
    setProblem(m_password, m_password->text().isEmpty());
    if (number.isEmpty() || m_password->text().isEmpty()) {
        say(number.isEmpty() ? tr("Type your staff number.") : tr("Type your password."));
        focusFirstEmpty();
        return;
    }
    Q_EMIT signInRequested(number, m_password->text(), m_counter->isVisibleTo(this) ? m_counter->currentData().toString() : QString());
}

void SignInForm::say(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void SignInForm::focusFirstEmpty()
{
    (m_staff->text().trimmed().isEmpty() ? m_staff : m_password)->setFocus();
}

void SignInForm::retranslate()
{
    m_brand->setText(isLocked() ? tr("Locked") : tr("OneWindow"));
    m_place->setText(isLocked() ? tr("%1 works here. Nothing is lost.").arg(m_lockedName) : m_placeName);
    m_place->setVisible(!m_place->text().isEmpty());
    m_staffLabel->setText(tr("Staff number"));
    m_passwordLabel->setText(tr("Password"));
    m_counterLabel->setText(tr("Counter"));
    m_staff->setAccessibleName(tr("Staff number"));
    m_password->setAccessibleName(tr("Password"));
    m_counter->setAccessibleName(tr("Counter"));
    m_offline->setText(tr("The centre cannot be reached. If you have signed in on this terminal before, you can work with the same password; everything is sent later."));
    if (m_busy)
        m_enter->setText(tr("Signing in… (Esc cancels)"));
    else
        m_enter->setText(isLocked() ? tr("Unlock  Enter") : tr("Sign in  Enter"));
    m_enter->setAccessibleName(m_busy ? tr("Cancel signing in") : isLocked() ? tr("Unlock") : tr("Sign in"));
    m_switch->setText(tr("Another person"));
    m_switch->setAccessibleName(tr("Another person"));
}

void SignInForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    focusFirstEmpty();
}

void SignInForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SignInForm::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !m_busy && !m_switch->hasFocus())
        submit();
    else if (enter && m_switch->hasFocus())
        Q_EMIT switchUserRequested();
    else if (event->key() == Qt::Key_Escape && m_busy)
        Q_EMIT cancelRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace forms
