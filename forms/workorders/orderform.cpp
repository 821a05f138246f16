// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/workorders/orderform.h"
#include "domain/jsontime.h"
#include "domain/workorder/workorder.h"
#include "forms/shared/actor.h"
#include "forms/shared/icons.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "forms/workorders/ordertext.h"
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;
using domain::OrderSource;

namespace {

constexpr int wordsLines = 5, answerLines = 3;

} // namespace

OrderForm::OrderForm(Desk &desk, QWidget *parent)
    : QFrame(parent), m_desk(desk), m_source(new QComboBox), m_item(new QComboBox), m_words(new QPlainTextEdit), m_answer(new QPlainTextEdit), m_name(new QLineEdit), m_phone(new QLineEdit),
      m_case(new QLineEdit), m_external(new QLineEdit)
{
    setObjectName(u"orderForm"_s);
    setProperty("role", u"card"_s);
    auto *title = new QLabel(tr("Register a work order"));
    title->setProperty("role", u"heading"_s);
    auto *form = new QFormLayout;
    form->setSpacing(Theme::gap);
    form->setLabelAlignment(Qt::AlignLeft);
    const auto add = [form](const QString &label, QWidget *field, const QString &name) {
        field->setObjectName(name);
        field->setAccessibleName(label);
        form->addRow(label, field);
    };
    for (const OrderSource source : {OrderSource::Hotline, OrderSource::Unsolved, OrderSource::Enquiry, OrderSource::Inspection, OrderSource::ProcessWalk})
        m_source->addItem(OrderText::source(toCode(source)), toCode(source));
    add(tr("Where it comes from"), m_source, u"orderFormSource"_s);
    add(tr("What is wrong"), m_words, u"orderFormWords"_s);
    add(tr("Answered at once"), m_answer, u"orderFormAnswer"_s);
    add(tr("Person"), m_name, u"orderFormName"_s);
    add(tr("Phone"), m_phone, u"orderFormPhone"_s);
    add(tr("Item"), m_item, u"orderFormItem"_s);
    add(tr("Case number"), m_case, u"orderFormCase"_s);
    add(tr("Number at its source"), m_external, u"orderFormExternal"_s);
    m_words->setTabChangesFocus(true);
    m_answer->setTabChangesFocus(true);
    m_answer->setPlaceholderText(tr("Empty: it is answered later, by phone"));
    m_answer->setFixedHeight(answerLines * fontMetrics().lineSpacing() + 2 * Theme::gap);
    m_words->setPlaceholderText(tr("In the person's own words"));
    m_words->setFixedHeight(wordsLines * fontMetrics().lineSpacing() + 2 * Theme::gap);
    m_item->setEditable(true);
    m_item->setInsertPolicy(QComboBox::NoInsert);
    m_item->addItem(QString());
    for (const domain::Item &item : desk.office().rules()->itemsOn(domain::hallTime(desk.office().now()).date()))
        m_item->addItem(item.name);
    m_item->completer()->setFilterMode(Qt::MatchContains);
    m_item->completer()->setCompletionMode(QCompleter::PopupCompletion);

    auto *confirm = new QPushButton(tr("Ctrl+Enter  Register"));
    confirm->setObjectName(u"orderFormConfirm"_s);
    confirm->setAccessibleName(tr("Register"));
    confirm->setProperty("role", u"primary"_s);
    auto *leave = new QPushButton(tr("Leave"));
    leave->setObjectName(u"orderFormLeave"_s);
    leave->setAccessibleName(tr("Leave without registering"));
    leave->setProperty("role", u"quiet"_s);
    auto *ends = new QHBoxLayout;
    ends->setSpacing(Theme::gap);
    ends->addWidget(confirm);
    ends->addWidget(leave);
    ends->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addWidget(title);
    column->addLayout(form);
    column->addLayout(ends);
    column->addStretch(1);
    connect(confirm, &QPushButton::clicked, this, &OrderForm::confirm);
    connect(leave, &QPushButton::clicked, this, &OrderForm::left);
    connect(m_source, &QComboBox::currentIndexChanged, this, &OrderForm::sourceChosen);
    sourceChosen();
}

/// Findings of our own have nobody to call; an enquiry may be answered on the spot.
void OrderForm::sourceChosen()
{
    const QString source = m_source->currentData().toString();
    const bool isEnquiry = source == toCode(OrderSource::Enquiry);
    const bool hasPerson = isEnquiry || source == toCode(OrderSource::Hotline) || source == toCode(OrderSource::Unsolved);
    auto *form = findChild<QFormLayout *>();
    const auto show = [form](QWidget *field, bool shown) {
        field->setVisible(shown);
        if (form && form->labelForField(field))
            form->labelForField(field)->setVisible(shown);
    };
    show(m_name, hasPerson);
    show(m_phone, hasPerson);
    show(m_answer, isEnquiry);
    if (form && form->labelForField(m_words))
        static_cast<QLabel *>(form->labelForField(m_words))->setText(isEnquiry ? tr("What was asked") : tr("What is wrong"));
}

void OrderForm::begin(const QString &source)
{
    if (const int found = m_source->findData(source); found >= 0)
        m_source->setCurrentIndex(found);
    m_source->setFocus();
}

void OrderForm::clear()
{
    m_words->clear();
    m_answer->clear();
    m_item->setCurrentIndex(0);
    for (QLineEdit *field : {m_name, m_phone, m_case, m_external}) {
        field->clear();
        setProblem(field, false);
    }
}

void OrderForm::confirm()
{
    const bool hasPerson = m_phone->isVisibleTo(this);
    const QJsonObject body{{u"source"_s, m_source->currentData().toString()},
                           {u"words"_s, m_words->toPlainText().trimmed()},
                           {u"answer"_s, m_answer->isVisibleTo(this) ? m_answer->toPlainText().trimmed() : QString()},
                           {u"personName"_s, hasPerson ? m_name->text().trimmed() : QString()},
                           {u"personPhone"_s, hasPerson ? m_phone->text().trimmed() : QString()},
                           {u"itemName"_s, m_item->currentText().trimmed()},
                           {u"caseNumber"_s, m_case->text().trimmed()},
                           {u"external"_s, m_external->text().trimmed()}};
    const auto done = m_desk.office().submit({u"workorder.register"_s, {}, body, actorOf(m_desk)});
    if (!done) {
        const bool isPhone = done.refusal().code == "workorder.phone-lacking"_L1;
        setProblem(m_phone, isPhone);
        (isPhone ? static_cast<QWidget *>(m_phone) : m_words)->setFocus();
        m_desk.say(Tone::Warning, refusalText(done.refusal()));
        return;
    }
    clear();
    const QString id = done->operation.doc;
    m_desk.say(Tone::Done, tr("Registered under %1.").arg(done->document().body[u"number"_s].toString()));
    Q_EMIT registered(id);
}

} // namespace forms
