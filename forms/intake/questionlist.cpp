// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/questionlist.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/choicebox.h"
#include "forms/shared/theme.h"
#include <QLabel>
#include <QVBoxLayout>

namespace forms {

QuestionList::QuestionList(CaseInHand &hand, QWidget *parent) : QWidget(parent), m_hand(hand), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(2);
}

QuestionList::Row QuestionList::makeRow(const QString &id)
{
    Row row{new QLabel(this), new ChoiceBox(this)};
    row.question->setWordWrap(true);
    row.question->setTextFormat(Qt::PlainText);
    row.question->setBuddy(row.answers);
    row.answers->setObjectName(QString(QStringLiteral("question.") + id));
    connect(row.answers, &ChoiceBox::chosen, this, [this, id](const QJsonValue &value) { m_hand.answer(id, value); });
    connect(row.answers, &ChoiceBox::finished, this, [this, id] { goOn(id); });
    return row;
}

void QuestionList::refresh()
{
    const QList<domain::Situation> &questions = m_hand.decision().checklist.questions;
    QStringList order;
    for (const domain::Situation &question : questions)
        order << question.id;
    if (order != m_order) {
        // Rows that stay are kept as they are: the one with the keyboard among them.
        for (auto it = m_rows.begin(); it != m_rows.end();) {
            if (order.contains(it.key())) {
                ++it;
                continue;
            }
            it->question->deleteLater();
            it->answers->hide();
            it->answers->deleteLater();
            it = m_rows.erase(it);
        }
        while (QLayoutItem *item = m_layout->takeAt(0))
            delete item;
        QWidget *before = nullptr;
        for (const QString &id : std::as_const(order)) {
            if (!m_rows.contains(id))
                m_rows.insert(id, makeRow(id));
            const Row &row = m_rows[id];
            m_layout->addWidget(row.question);
            m_layout->addWidget(row.answers);
            m_layout->addSpacing(Theme::gap / 2);
            row.question->show();
            row.answers->show();
            if (before)
                setTabOrder(before, row.answers);
            before = row.answers;
        }
        m_order = order;
    }
    const QJsonObject &answers = m_hand.decision().checklist.answers;
    for (const domain::Situation &question : questions) {
        const Row &row = m_rows[question.id];
        QList<ChoiceBox::Option> options;
        for (const domain::Situation::Option &option : question.options)
            options << ChoiceBox::Option{option.value, option.label};
        row.question->setText(question.question);
        row.question->setToolTip(question.effect);
        row.answers->setAccessibleName(question.question);
        row.answers->setOptions(options, question.type == domain::Situation::Type::Multi);
        row.answers->setValue(answers.value(question.id));
        // The applicant's number has answered this one.
        row.answers->setReadOnly(question.id == QLatin1String("applicant.kind") && m_hand.typed().applicant.isValid());
    }
    setVisible(!questions.isEmpty());
}

void QuestionList::takeFocus()
{
    const QStringList &open = m_hand.decision().checklist.unanswered;
    if (open.isEmpty() || !focusQuestion(open.first()))
        Q_EMIT finished();
}

// Moving the keyboard ends the field it was in, and that may change the questions: nothing is held by reference here.
bool QuestionList::focusQuestion(QString id)
{
    if (!m_rows.contains(id))
        return false;
    m_rows[id].answers->setFocus(Qt::TabFocusReason);
    if (m_rows.contains(id))
        Q_EMIT wantsSight(m_rows[id].answers);
    return true;
}

// From an answer to the next open question behind it, then to any open one before it.
void QuestionList::goOn(const QString &fromId)
{
    const QStringList &open = m_hand.decision().checklist.unanswered;
    for (qsizetype i = m_order.indexOf(fromId) + 1; i < m_order.size(); ++i) {
        if (open.contains(m_order[i])) {
            focusQuestion(m_order[i]);
            return;
        }
    }
    takeFocus();
}

} // namespace forms
