// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/columncard.h"
#include "forms/shared/theme.h"
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace forms {

ColumnCard::ColumnCard(int number, const QString &title, QWidget *parent)
    : QFrame(parent), m_number(number), m_heading(new QLabel(this)), m_head(new QHBoxLayout), m_scroll(new QScrollArea(this)),
      m_body(new QVBoxLayout), m_foot(new QVBoxLayout)
{
    setProperty("role", QStringLiteral("card"));
    m_heading->setProperty("role", QStringLiteral("heading"));
    m_heading->setTextFormat(Qt::PlainText);
    setHeading(title);
    m_head->setSpacing(Theme::gap / 2);
    m_head->addWidget(m_heading);
    m_head->addStretch(1);

    auto *page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    page->setLayout(m_body);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(Theme::gap);
    m_scroll->setWidget(page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_foot->setSpacing(Theme::gap);

    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(Theme::cardGap, Theme::cardGap - 2, Theme::cardGap, Theme::cardGap);
    whole->setSpacing(Theme::gap);
    whole->addLayout(m_head);
    whole->addWidget(m_scroll, 1);
    whole->addLayout(m_foot);
}

void ColumnCard::setHeading(const QString &title)
{
    m_heading->setText(QStringLiteral("%1  %2").arg(m_number).arg(title));
}

QPushButton *ColumnCard::addKey(const QString &keys, const QString &act, const QString &name, const std::function<void()> &action)
{
    auto *button = new QPushButton(QStringLiteral("%1 %2").arg(keys, act), this);
    button->setProperty("role", QStringLiteral("key"));
    button->setFocusPolicy(Qt::NoFocus);
    button->setAccessibleName(act);
    button->setObjectName(name);
    connect(button, &QPushButton::clicked, this, action);
    if (m_keyRow)
        m_keyRow->addWidget(button);
    else
        m_head->addWidget(button);
    return button;
}

} // namespace forms
