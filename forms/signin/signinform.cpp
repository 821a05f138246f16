// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/signin/signinform.h"
#include "forms/papers/qrsymbol.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include <QAccessible>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace forms {
namespace {

constexpr int cardWidth = 400;
constexpr int symbolSide = 176;

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

QLineEdit *secretField(const QString &name)
{
    auto *field = new QLineEdit;
    field->setObjectName(name);
    field->setEchoMode(QLineEdit::Password);
    field->setMaxLength(256);
    field->hide();
    return field;
}

/// Black on white whatever the theme: telephones read nothing else.
QPixmap symbolOf(const QString &text, qreal ratio)
{
    const domain::Result<QrSymbol> symbol = QrSymbol::encode(text);
    if (!symbol)
        return {};
    QPixmap pixmap(QSize(symbolSide, symbolSide) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::white);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const double quiet = double(symbolSide) * QrSymbol::quietModules / (symbol->modules() + 2 * QrSymbol::quietModules);
    painter.translate(quiet, quiet);
    painter.fillPath(symbol->shape(symbolSide - 2 * quiet), Qt::black);
    return pixmap;
}

} // namespace

SignInForm::SignInForm(QWidget *parent)
    : QWidget(parent), m_brand(new QLabel), m_place(new QLabel), m_offline(wrapping(u"banner"_s)),
      m_problem(wrapping(u"banner"_s)), m_why(wrapping(u"banner"_s)), m_symbol(new QLabel), m_secret(wrapping(u"muted"_s)), m_staff(new QLineEdit),
      m_password(new QLineEdit), m_code(new QLineEdit), m_new(secretField(u"newPassword"_s)), m_again(secretField(u"newPasswordAgain"_s)), m_counter(new QComboBox),
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
    m_code->setObjectName(u"code"_s);
    m_code->setMaxLength(64);
    m_code->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhPreferNumbers);
    m_why->setObjectName(u"why"_s);
    m_why->setProperty("tone", u"info"_s);
    m_symbol->setObjectName(u"factorSymbol"_s);
    m_symbol->setAlignment(Qt::AlignHCenter);
    m_secret->setObjectName(u"factorSecret"_s);
    m_secret->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_codeLabel = labelOf(m_code);
    m_newLabel = labelOf(m_new);
    m_againLabel = labelOf(m_again);
    for (QWidget *later : {static_cast<QWidget *>(m_code), static_cast<QWidget *>(m_symbol), static_cast<QWidget *>(m_codeLabel),
                           static_cast<QWidget *>(m_newLabel), static_cast<QWidget *>(m_againLabel)})
        later->hide();

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
    for (QWidget *more : {static_cast<QWidget *>(m_why), static_cast<QWidget *>(m_symbol), static_cast<QWidget *>(m_secret), static_cast<QWidget *>(m_codeLabel),
                          static_cast<QWidget *>(m_code), static_cast<QWidget *>(m_newLabel), static_cast<QWidget *>(m_new), static_cast<QWidget *>(m_againLabel),
                          static_cast<QWidget *>(m_again)})
        column->addWidget(more);
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
    // What was asked of one person is not asked of the next.
    connect(m_staff, &QLineEdit::textEdited, this, [this] { askFor(false, false, {}); });
    for (QLineEdit *field : {m_staff, m_password, m_code, m_new, m_again})
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
    askFor(false, false, {});
    m_counter->setVisible(m_counter->count() > 0 && !isLocked());
    m_counterLabel->setVisible(m_counter->count() > 0 && !isLocked());
    m_switch->setVisible(isLocked());
    say({});
    retranslate();
    focusFirstEmpty();
}

bool SignInForm::asksForCode() const
{
    return m_code->isVisibleTo(this);
}

bool SignInForm::asksForNewPassword() const
{
    return m_new->isVisibleTo(this);
}

void SignInForm::askFor(bool code, bool newPassword, const QString &why)
{
    if (!code)
        m_code->clear();
    for (QLineEdit *field : {m_new, m_again}) {
        if (!newPassword)
            field->clear();
    }
    for (QWidget *widget : {static_cast<QWidget *>(m_code), static_cast<QWidget *>(m_codeLabel)})
        widget->setVisible(code);
    for (QWidget *widget : {static_cast<QWidget *>(m_new), static_cast<QWidget *>(m_newLabel), static_cast<QWidget *>(m_again), static_cast<QWidget *>(m_againLabel)})
        widget->setVisible(newPassword);
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    showSecret({}, {});
}

void SignInForm::showSecret(const QString &uri, const QString &secret)
{
    m_symbol->setPixmap(uri.isEmpty() ? QPixmap() : symbolOf(uri, devicePixelRatioF()));
    m_symbol->setVisible(!uri.isEmpty());
    QString grouped = secret;
    for (qsizetype at = 4; at < grouped.size(); at += 5)
        grouped.insert(at, u' ');
    m_secret->setText(grouped);
    m_secret->setVisible(!secret.isEmpty());
}

void SignInForm::askForNewPassword(const domain::Refusal &rules)
{
    m_mayLeave = true;
    m_switch->hide();
    showRefusal(rules);
    retranslate();
    m_password->setFocus();
}

void SignInForm::showRefusal(const domain::Refusal &refusal)
{
    const QString &code = refusal.code;
    if (code == "sign-in.code-needed"_L1) {
        setBusy(false);
        askFor(true, asksForNewPassword(), {});
        say({});
        m_code->clear();
        m_code->setFocus();
    } else if (code == "sign-in.code-wrong"_L1) {
        setBusy(false);
        m_code->clear();
        m_code->setFocus();
        say(refusalText(refusal));
    } else if (code == "sign-in.factor-enrol"_L1) {
        setBusy(false);
        if (asksForNewPassword()) // it was taken: the second factor is what is left
            m_password->setText(m_new->text());
        askFor(true, false, refusalText(refusal));
        m_code->clear();
        showSecret(refusal.facts[u"uri"_s].toString(), refusal.facts[u"secret"_s].toString());
        say({});
        m_code->setFocus();
    } else if (code == "sign-in.change-password"_L1) {
        setBusy(false);
        askFor(asksForCode(), true, refusalText(refusal)); // a code that was right is still good for this
        say({});
        m_new->setFocus();
    } else if (code.startsWith("password."_L1)) {
        setBusy(false);
        m_again->clear();
        m_new->setFocus();
        m_new->selectAll();
        say(refusalText(refusal));
    } else {
        if (!m_mayLeave) // who changes the password of their own will goes on doing so
            askFor(false, false, {});
        showRefusal(refusalText(refusal));
    }
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
                           static_cast<QWidget *>(m_counter), static_cast<QWidget *>(m_switch), static_cast<QWidget *>(m_code),
                           static_cast<QWidget *>(m_new), static_cast<QWidget *>(m_again)})
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
    if (asksForCode() && m_code->text().trimmed().isEmpty()) {
        setProblem(m_code, true);
        say(tr("Type the code your telephone shows."));
        return m_code->setFocus();
    }
    if (asksForNewPassword() && (m_new->text().isEmpty() || m_new->text() != m_again->text())) {
        setProblem(m_new->text().isEmpty() ? m_new : m_again, true);
        say(m_new->text().isEmpty() ? tr("Type a new password.") : tr("The two new passwords are not alike."));
        return (m_new->text().isEmpty() ? m_new : m_again)->setFocus();
    }
    Q_EMIT signInRequested(number, m_password->text(), m_counter->isVisibleTo(this) ? m_counter->currentData().toString() : QString(),
                           asksForCode() ? m_code->text().trimmed() : QString(), asksForNewPassword() ? m_new->text() : QString());
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
    m_brand->setText(m_mayLeave ? tr("Another password") : isLocked() ? tr("Locked") : tr("OneWindow"));
    m_place->setText(m_mayLeave ? tr("Esc leaves it as it is.") : isLocked() ? tr("%1 works here. Nothing is lost.").arg(m_lockedName) : m_placeName);
    m_place->setVisible(!m_place->text().isEmpty());
    m_staffLabel->setText(tr("Staff number"));
    m_passwordLabel->setText(tr("Password"));
    m_counterLabel->setText(tr("Counter"));
    m_codeLabel->setText(tr("Code of the second factor"));
    m_newLabel->setText(tr("New password"));
    m_againLabel->setText(tr("New password again"));
    m_code->setAccessibleName(tr("Code of the second factor"));
    m_new->setAccessibleName(tr("New password"));
    m_again->setAccessibleName(tr("New password again"));
    m_symbol->setAccessibleName(tr("Symbol for the telephone"));
    m_secret->setAccessibleName(tr("Key for the telephone"));
    m_staff->setAccessibleName(tr("Staff number"));
    m_password->setAccessibleName(tr("Password"));
    m_counter->setAccessibleName(tr("Counter"));
    m_offline->setText(tr("The centre cannot be reached. If you have signed in on this terminal before, you can work with the same password; everything is sent later."));
    if (m_busy)
        m_enter->setText(tr("Signing in… (Esc cancels)"));
    else
        m_enter->setText(m_mayLeave ? tr("Change it  Enter") : isLocked() ? tr("Unlock  Enter") : tr("Sign in  Enter"));
    m_enter->setAccessibleName(m_busy ? tr("Cancel signing in") : m_mayLeave ? tr("Change it") : isLocked() ? tr("Unlock") : tr("Sign in"));
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
    else if (event->key() == Qt::Key_Escape && m_mayLeave)
        Q_EMIT leaveRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace forms
