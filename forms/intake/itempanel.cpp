// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/itempanel.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/formsection.h"
#include "forms/intake/intaketext.h"
#include "forms/intake/questionlist.h"
#include "forms/shared/desk.h"
#include "forms/shared/theme.h"
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace forms {

ItemPanel::ItemPanel(CaseInHand &hand, ItemSearch::Search search, QWidget *parent)
    : ColumnCard(2, tr("Item"), parent), m_hand(hand), m_search(new ItemSearch(std::move(search), this)), m_name(new QLabel(this)),
      m_facts(new QLabel(this)), m_questions(new QuestionList(hand, this)), m_form(new FormSection(hand, this))
{
    m_guide = addKey(QStringLiteral("F1"), tr("Guide"), QStringLiteral("item.guide"), [this] { Q_EMIT guideWanted(m_hand.typed().itemId); });
    addKey(QStringLiteral("F4"), tr("Search"), QStringLiteral("item.focus"), [this] { takeFocus(); });
    m_search->setObjectName(QStringLiteral("item.search"));
    m_search->setAccessibleName(tr("Item: initials, characters or code"));
    m_search->setPlaceholderText(tr("Initials, characters or code"));
    m_name->setObjectName(QStringLiteral("item.name"));
    m_name->setProperty("role", QStringLiteral("title"));
    m_name->setWordWrap(true);
    m_name->setTextFormat(Qt::PlainText);
    m_facts->setProperty("role", QStringLiteral("muted"));
    m_facts->setWordWrap(true);
    m_facts->setTextFormat(Qt::PlainText);
    // Search, name and the form's line stay in sight while the questions scroll.
    auto *whole = static_cast<QVBoxLayout *>(layout());
    whole->insertWidget(1, m_search);
    whole->insertWidget(2, m_name);
    foot()->addWidget(m_form->header(), 0, Qt::AlignLeft);
    body()->addWidget(m_facts);
    body()->addWidget(m_questions);
    body()->addWidget(m_form);
    body()->addStretch(1);

    connect(m_search, &ItemSearch::taken, this, [this](const QString &itemId) {
        m_hand.takeItem(itemId);
        answerNext();
    });
    connect(m_search, &ItemSearch::nothingFound, this, [this](const QString &typed) {
        m_hand.desk().say(Tone::Info, tr("No item is called “%1”. Try fewer letters, or open the list of guides.").arg(typed));
    });
    connect(m_questions, &QuestionList::finished, this, &ItemPanel::finished);
    connect(m_form, &FormSection::finished, this, &ItemPanel::finished);
    const auto show = [this](QWidget *part) {
        // After the layout has placed what was just added.
        QTimer::singleShot(0, part, [this, part] { scroll()->ensureWidgetVisible(part, 0, 3 * Theme::gap); });
    };
    connect(m_questions, &QuestionList::wantsSight, this, show);
    connect(m_form, &FormSection::wantsSight, this, show);
    connect(&hand, &CaseInHand::changed, this, &ItemPanel::refresh);
    connect(&hand, &CaseInHand::replaced, this, [this] {
        m_search->clear();
        m_form->close();
    });
    refresh();
}

void ItemPanel::takeFocus()
{
    m_search->setFocus(Qt::TabFocusReason);
    m_search->selectAll();
}

void ItemPanel::answerNext()
{
    if (m_hand.item())
        m_questions->takeFocus();
    else
        takeFocus();
}

bool ItemPanel::focusQuestion(QString id)
{
    return m_questions->focusQuestion(id);
}

void ItemPanel::toggleForm()
{
    m_form->toggle();
}

void ItemPanel::refresh()
{
    const domain::Item *item = m_hand.item();
    m_search->setReadOnly(m_hand.typed().resumed);
    m_name->setVisible(item);
    m_facts->setVisible(item);
    m_guide->setEnabled(item);
    if (item) {
        m_name->setText(item->name);
        const domain::Checklist &list = m_hand.decision().checklist;
        m_facts->setText(tr("%1 · %2 · committed %3 / legal %4")
                             .arg(item->department, item->caseType, IntakeText::limit(list.committedLimit), IntakeText::limit(list.legalLimit)));
    }
    m_questions->refresh();
    m_form->refresh();
}

} // namespace forms
