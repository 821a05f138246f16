// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/purposebar.h"
#include "forms/shared/theme.h"
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace forms {
using namespace Qt::StringLiterals;

PurposeBar::PurposeBar(const QString &objectName, const QList<Purpose> &purposes, QWidget *parent)
    : QFrame(parent), m_purposes(purposes), m_title(new QLabel), m_purpose(new QComboBox), m_words(new QLineEdit), m_confirm(new QPushButton),
      m_cancel(new QPushButton(tr("Cancel  Esc")))
{
    setObjectName(objectName);
    setProperty("role", u"card"_s);
    for (const Purpose &purpose : purposes)
        m_purpose->addItem(purpose.name, purpose.code);
    m_purpose->setObjectName(QString(objectName + u".purpose"_s));
    m_purpose->setAccessibleName(tr("What it is needed for"));
    m_words->setObjectName(QString(objectName + u".words"_s));
    m_words->setAccessibleName(tr("In your own words"));
    m_words->setPlaceholderText(tr("In your own words"));
    m_words->setMaxLength(200);
    m_confirm->setObjectName(QString(objectName + u".confirm"_s));
    m_confirm->setProperty("role", u"primary"_s);
    m_confirm->setAccessibleName(tr("Confirm"));
    m_cancel->setObjectName(QString(objectName + u".cancel"_s));
    m_cancel->setAccessibleName(tr("Cancel"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::cardGap, Theme::gap / 2, Theme::cardGap, Theme::gap / 2);
    row->setSpacing(Theme::gap);
    row->addWidget(m_title);
    row->addWidget(m_purpose);
    row->addWidget(m_words, 1);
    row->addWidget(m_confirm);
    row->addWidget(m_cancel);
    connect(m_confirm, &QPushButton::clicked, this, &PurposeBar::confirm);
    connect(m_words, &QLineEdit::returnPressed, this, &PurposeBar::confirm);
    connect(m_cancel, &QPushButton::clicked, this, &PurposeBar::cancel);
    hide();
}

void PurposeBar::ask(const QString &title, const QString &confirmText)
{
    m_title->setText(title);
    m_confirm->setText(confirmText);
    m_confirm->setAccessibleName(confirmText);
    m_words->clear();
    setProblem(m_words, false);
    show();
    m_purpose->setFocus(Qt::TabFocusReason);
}

void PurposeBar::confirm()
{
    const QString words = m_words->text().trimmed();
    const Purpose &chosen = m_purposes[m_purpose->currentIndex()];
    const bool lacking = chosen.needsWords && words.isEmpty();
    setProblem(m_words, lacking);
    if (lacking) {
        m_words->setFocus(Qt::TabFocusReason);
        return;
    }
    hide();
    Q_EMIT confirmed(chosen.code, words.isEmpty() ? chosen.name : tr("%1: %2").arg(chosen.name, words));
}

void PurposeBar::cancel()
{
    hide();
    Q_EMIT cancelled();
}

bool PurposeBar::event(QEvent *event)
{
    // Escape is the bar's own while it is open, whatever the page does with it.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QFrame::event(event);
}

void PurposeBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        cancel();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        confirm();
    else
        QFrame::keyPressEvent(event);
}

QList<PurposeBar::Purpose> PurposeBar::exporting()
{
    return {{u"report"_s, tr("Statistics and reports of the hall")},
            {u"inspection"_s, tr("Inspection or audit")},
            {u"authority"_s, tr("Asked for by a court or an authority"), true},
            {u"other"_s, tr("Something else (say what)"), true}};
}

QList<PurposeBar::Purpose> PurposeBar::viewing()
{
    return {{u"verify"_s, tr("Compare with a card or paper")},
            {u"contact"_s, tr("Call the person")},
            {u"register"_s, tr("Enter in another system the law names")},
            {u"authority"_s, tr("Asked for by a court or an authority"), true},
            {u"other"_s, tr("Something else (say what)"), true}};
}

} // namespace forms
