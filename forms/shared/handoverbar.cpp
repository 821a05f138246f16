// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/handoverbar.h"
#include "domain/jsontime.h"
#include "domain/responsibility/responsibility.h"
#include "domain/staff/staff.h"
#include "forms/shared/actor.h"
#include "forms/shared/casetext.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "forms/shared/desk.h"
#include "office/archive.h"
#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

namespace forms {
using namespace Qt::StringLiterals;
using domain::Responsibility;

namespace {

constexpr int wordsMax = 300;

} // namespace

HandoverBar::HandoverBar(Desk &desk, QWidget *parent)
    : QFrame(parent), m_desk(desk), m_title(new QLabel(this)), m_who(new QComboBox(this)), m_words(new QLineEdit(this)), m_confirm(new QPushButton(this)),
      m_decline(new QPushButton(tr("Leave it with them"), this)), m_cancel(new QPushButton(tr("Cancel  Esc"), this))
{
    setObjectName(u"handoverBar"_s);
    setProperty("role", u"card"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::cardGap, Theme::gap / 2, Theme::cardGap, Theme::gap / 2);
    row->setSpacing(Theme::gap);
    m_who->setObjectName(u"handover.who"_s);
    m_who->setAccessibleName(tr("Who takes it over"));
    m_who->setEditable(true);
    m_who->setInsertPolicy(QComboBox::NoInsert);
    m_who->completer()->setFilterMode(Qt::MatchContains);
    m_who->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_words->setObjectName(u"handover.words"_s);
    m_words->setMaxLength(wordsMax);
    m_words->setAccessibleName(tr("What the other should know"));
    m_confirm->setAccessibleName(tr("Hand over"));
    m_confirm->setObjectName(u"handover.confirm"_s);
    m_decline->setObjectName(u"handover.decline"_s);
    m_decline->setAccessibleName(m_decline->text());
    m_cancel->setObjectName(u"handover.cancel"_s);
    m_cancel->setAccessibleName(tr("Cancel"));
    row->addWidget(m_title);
    row->addWidget(m_who, 1);
    row->addWidget(m_words, 2);
    row->addWidget(m_confirm);
    row->addWidget(m_decline);
    row->addWidget(m_cancel);
    connect(m_confirm, &QPushButton::clicked, this, &HandoverBar::confirm);
    connect(m_words, &QLineEdit::returnPressed, this, &HandoverBar::confirm);
    connect(m_decline, &QPushButton::clicked, this, &HandoverBar::decline);
    connect(m_cancel, &QPushButton::clicked, this, &HandoverBar::close);
    hide();
}

QString HandoverBar::text(Desk &desk, const QJsonObject &body)
{
    const Responsibility held = Responsibility::of(body);
    if (held.holderName().isEmpty())
        return {};
    const QDateTime now = domain::hallTime(desk.office().now());
    QString text = tr("%1, since %2").arg(held.holderName(), CaseText::instant(held.heldSince(), now));
    if (held.holder() != held.first)
        text += u" · "_s + tr("first asked: %1").arg(held.firstName);
    if (const domain::Handover *offer = held.offer())
        text += u" · "_s + tr("offered to %1").arg(offer->toName);
    return text;
}

void HandoverBar::begin(const QString &docId)
{
    const auto document = office::Archive(m_desk.office()).document(docId);
    if (!document)
        return;
    m_docId = docId;
    const Responsibility held = Responsibility::of(document->body);
    const domain::Handover *offer = held.offer();
    const QString self = m_desk.session().staffId;
    m_isAnswer = offer && offer->to == self;
    m_who->clear();
    if (m_isAnswer) {
        m_title->setText(offer->words.isEmpty() ? tr("%1 asks you to take this over").arg(held.holderName())
                                                : tr("%1 asks you to take this over: %2").arg(held.holderName(), offer->words));
    } else {
        m_title->setText(held.holder() == self ? tr("Hand over to") : tr("With %1. Give it to").arg(held.holderName()));
        QList<domain::Staff> people = m_desk.office().rules()->staff();
        const auto rank = [](const domain::Staff &staff) { return staff.roles.contains(u"approver"_s) ? 1 : 0; };
        std::stable_sort(people.begin(), people.end(), [&](const domain::Staff &a, const domain::Staff &b) { return rank(a) != rank(b) ? rank(a) < rank(b) : a.number < b.number; });
        for (const domain::Staff &staff : std::as_const(people)) {
            if (staff.active && staff.id != held.holder() && domain::mayDo(staff.roles, u"responsibility.take"))
                m_who->addItem(QStringLiteral("%1 %2").arg(staff.number, staff.name), staff.id);
        }
        m_who->setCurrentIndex(-1);
    }
    m_who->setVisible(!m_isAnswer);
    m_decline->setVisible(m_isAnswer);
    m_confirm->setText(m_isAnswer ? tr("Take over  Enter") : tr("Hand over  Enter"));
    m_confirm->setAccessibleName(m_isAnswer ? tr("Take over") : tr("Hand over"));
    m_words->clear();
    m_words->setPlaceholderText(m_isAnswer ? tr("Why not, if you leave it with them") : tr("What the other should know"));
    m_words->setAccessibleName(m_words->placeholderText());
    setProblem(m_words, false);
    setProblem(m_who, false);
    show();
    (m_isAnswer ? static_cast<QWidget *>(m_words) : m_who)->setFocus(Qt::TabFocusReason);
}

void HandoverBar::confirm()
{
    if (m_isAnswer) {
        submit(u"responsibility.take"_s, {}, tr("It is yours now."));
        return;
    }
    const int row = m_who->findText(m_who->currentText().trimmed(), Qt::MatchContains);
    setProblem(m_who, row < 0 || m_who->currentText().trimmed().isEmpty());
    if (row < 0 || m_who->currentText().trimmed().isEmpty()) {
        m_who->setFocus(Qt::TabFocusReason);
        return;
    }
    const QString name = m_who->itemText(row);
    submit(u"responsibility.offer"_s, {{u"to"_s, m_who->itemData(row).toString()}, {u"words"_s, m_words->text().trimmed()}}, tr("Offered to %1; it stays with you until it is taken.").arg(name));
}

void HandoverBar::decline()
{
    submit(u"responsibility.decline"_s, {{u"words"_s, m_words->text().trimmed()}}, tr("It stays where it is."));
}

void HandoverBar::submit(const QString &operationType, const QJsonObject &body, const QString &saying)
{
    const auto done = m_desk.office().submit({operationType, m_docId, body, actorOf(m_desk)});
    if (!done) {
        const bool lacksWords = done.refusal().code == "responsibility.words-lacking"_L1;
        setProblem(m_words, lacksWords);
        if (lacksWords)
            m_words->setFocus(Qt::TabFocusReason);
        m_desk.say(Tone::Warning, refusalText(done.refusal()));
        return;
    }
    const Responsibility held = Responsibility::of(done->document().body);
    m_desk.say(Tone::Done, held.offer() || m_isAnswer ? saying : tr("It is with %1 now.").arg(held.holderName()));
    hide();
    Q_EMIT this->done();
}

void HandoverBar::close()
{
    hide();
    Q_EMIT cancelled();
}

void HandoverBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

} // namespace forms
