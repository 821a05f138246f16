// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/devices/shutoutnote.h"
#include "forms/shared/theme.h"
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace forms {

ShutOutNote::ShutOutNote(Stage stage, QWidget *parent) : QWidget(parent), m_stage(stage), m_title(new QLabel), m_text(new QLabel), m_anew(new QPushButton)
{
    constexpr int cardWidth = 480;
    setObjectName(u"shutOutNote"_s);
    m_title->setProperty("role", u"brand"_s);
    m_title->setWordWrap(true);
    m_text->setObjectName(u"shutOutText"_s);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_anew->setObjectName(u"beginAnew"_s);
    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(32, 28, 32, 28);
    column->setSpacing(Theme::gap);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(Theme::gap);
    column->addWidget(m_anew);
    auto *across = new QHBoxLayout;
    across->addStretch();
    across->addWidget(card);
    across->addStretch();
    auto *down = new QVBoxLayout(this);
    down->addStretch(2);
    down->addLayout(across);
    down->addStretch(3);
    card->setFixedWidth(int(cardWidth * Theme::fontPt() / Theme::fontPtDefault));
    connect(m_anew, &QPushButton::clicked, this, &ShutOutNote::beginAnewRequested);
    retranslate();
}

void ShutOutNote::setStage(Stage stage)
{
    m_stage = stage;
    retranslate();
}

void ShutOutNote::setPending(int pending)
{
    m_pending = pending;
    retranslate();
}

void ShutOutNote::retranslate()
{
    const bool isErased = m_stage == Stage::Erased;
    m_title->setText(tr("This terminal was shut out"));
    m_text->setText(isErased ? tr("The administrator has shut this terminal out. Everything on it is erased: keys, cases, scans. What had been done here and was sent lies with "
                                  "the supervisor.")
                             : tr("The administrator has shut this terminal out. First what waits here is sent to the supervisor (%n to send); then everything on this terminal "
                                  "is erased. Please leave it switched on and connected.", nullptr, m_pending));
    m_anew->setVisible(isErased);
    m_anew->setText(tr("Set this terminal up anew"));
    m_anew->setAccessibleName(tr("Set this terminal up anew"));
    m_text->setAccessibleName(m_text->text());
    setAccessibleName(m_title->text());
    setAccessibleDescription(m_text->text());
}

void ShutOutNote::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace forms
