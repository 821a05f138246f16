// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/fullview.h"
#include "domain/casefile/casefile.h"
#include "domain/catalogue/item.h"
#include "domain/staff/staff.h"
#include "forms/shared/actor.h"
#include "forms/shared/casetext.h"
#include "forms/shared/desk.h"
#include "forms/shared/officewords.h"
#include "forms/shared/purposebar.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/office.h"
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;

FullView::FullView(Desk &desk, QWidget *parent)
    : QFrame(parent), m_desk(desk), m_purpose(new PurposeBar(u"fullView"_s, PurposeBar::viewing())), m_card(new QFrame), m_shown(new QLabel), m_close(new QPushButton(tr("Close  Esc")))
{
    m_end.setObjectName(u"fullViewEnd"_s);
    m_end.setSingleShot(true);
    m_end.setInterval(shownSeconds * 1000);
    m_card->setProperty("role", u"card"_s);
    m_shown->setObjectName(u"fullViewNumbers"_s);
    m_shown->setTextInteractionFlags(Qt::NoTextInteraction);
    m_shown->setWordWrap(true);
    m_close->setObjectName(u"fullViewClose"_s);
    m_close->setAccessibleName(tr("Close the full numbers"));
    auto *row = new QHBoxLayout(m_card);
    row->setContentsMargins(Theme::cardGap, Theme::gap, Theme::cardGap, Theme::gap);
    row->setSpacing(Theme::gap);
    row->addWidget(m_shown, 1);
    row->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_purpose);
    column->addWidget(m_card);
    m_card->hide();
    hide();
    connect(m_purpose, &PurposeBar::confirmed, this, &FullView::confirmed);
    connect(m_purpose, &PurposeBar::cancelled, this, [this] { close(); });
    connect(m_close, &QPushButton::clicked, this, [this] { close(); });
    connect(&m_end, &QTimer::timeout, this, [this] { close(); });
    connect(&m_desk, &Desk::sessionChanged, this, [this] { close(); });
}

void FullView::ask(const QString &document, Numbers numbers)
{
    close();
    if (document.isEmpty())
        return;
    if (!domain::mayDo(m_desk.session().roles, u"data.view")) {
        m_desk.say(Tone::Info, refusalText(domain::refuse(u"role.lacking")));
        return;
    }
    if (numbers().isEmpty()) {
        m_desk.say(Tone::Info, tr("No number is masked here."));
        return;
    }
    m_document = document;
    m_numbers = std::move(numbers);
    show();
    m_purpose->ask(tr("See full numbers, for"), tr("Show for %1 s").arg(shownSeconds));
}

// First on disk that somebody looks, then the numbers.
void FullView::confirmed(const QString &code, const QString &purpose)
{
    if (m_document.isEmpty() || isShowing())
        return;
    QStringList what;
    for (const Number &number : m_numbers())
        what << number.title;
    const auto done = m_desk.office().submit({u"data.view"_s, m_document, {{u"code"_s, code}, {u"purpose"_s, purpose}, {u"what"_s, what.join(u", "_s)}}, actorOf(m_desk)});
    if (done) {
        showNumbers();
        return;
    }
    m_desk.say(Tone::Problem, refusalText(done.refusal()));
    close();
}

void FullView::showNumbers()
{
    QStringList lines;
    for (const Number &number : m_numbers())
        lines << QStringLiteral("%1: <b>%2</b>").arg(number.title.toHtmlEscaped(), number.value.toHtmlEscaped());
    m_shown->setText(lines.join(u"&nbsp;&nbsp;&nbsp; "_s));
    m_card->show();
    m_close->setFocus(Qt::TabFocusReason);
    m_end.start();
}

void FullView::close(const QString &document)
{
    if (m_document.isEmpty() || document == m_document)
        return;
    forget();
    hide();
    Q_EMIT closed();
}

// Nothing of it stays in a hidden widget.
void FullView::forget()
{
    m_end.stop();
    m_document.clear();
    m_numbers = {};
    m_shown->clear();
    m_card->hide();
    m_purpose->hide();
}

// Behind another page or a locked desk the half minute is over.
void FullView::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    forget();
}

void FullView::showEvent(QShowEvent *event)
{
    QFrame::showEvent(event);
    // It came back with its page, and there is nothing to show.
    QTimer::singleShot(0, this, [this] {
        if (m_document.isEmpty())
            hide();
    });
}

bool FullView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QFrame::event(event);
}

void FullView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

QList<FullView::Number> FullView::of(const domain::CaseFile &file, Desk &desk)
{
    QList<Number> numbers;
    const auto add = [&](const QString &title, const QString &value) {
        if (!value.isEmpty())
            numbers << Number{title, value};
    };
    if (file.applicant.kind != "legal"_L1)
        add(identityKindText(file.applicant.idKind), file.applicant.idNumber);
    add(tr("Phone"), file.applicant.phone);
    add(tr("Agent's number"), file.agent.idNumber);
    add(tr("Agent's phone"), file.agent.phone);
    if (const domain::Item *item = desk.office().rules()->item(file.itemId, file.itemVersion)) {
        for (const domain::FormField &field : item->form) {
            if (CaseText::isPersonal(field.type))
                add(field.label, file.fields[field.key].toString());
        }
    }
    add(tr("Collector's number"), file.issue.collectorNumber);
    return numbers;
}

} // namespace forms
