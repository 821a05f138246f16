// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/devices/leasebar.h"
#include "forms/shared/elidedlabel.h"
#include "forms/shared/icons.h"
#include "forms/shared/theme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace forms {
using namespace Qt::StringLiterals;

LeaseBar::LeaseBar(std::function<QDateTime()> clock, QWidget *parent) : QFrame(parent), m_clock(std::move(clock)), m_icon(new QLabel), m_text(new ElidedLabel)
{
    setObjectName(u"leaseBar"_s);
    setProperty("role", u"banner"_s);
    m_text->setObjectName(u"leaseText"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::gap, 0, Theme::gap, 0);
    row->setSpacing(Theme::gap);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    constexpr int minuteMs = 60'000;
    m_timer.setInterval(minuteMs);
    connect(&m_timer, &QTimer::timeout, this, &LeaseBar::look);
    connect(&Theme::instance(), &Theme::changed, this, &LeaseBar::look);
    look();
}

void LeaseBar::setEnd(const QDateTime &end)
{
    m_end = end;
    look();
}

void LeaseBar::look()
{
    setVisible(m_end.isValid());
    if (!m_end.isValid())
        return m_timer.stop();
    m_timer.start();
    const qint64 minutes = std::max<qint64>(0, m_clock().secsTo(m_end) / 60);
    const bool isClose = minutes < 120;
    setTone(this, isClose ? "bad" : "warn");
    m_icon->setPixmap(iconPixmap(u"lock", isClose ? Ink::Bad : Ink::Warn, Theme::iconSize(), devicePixelRatioF()));
    m_text->setText(minutes >= 60 ? tr("The centre has not been reached for long: in %1 hours this terminal can't be opened without it any more.").arg(minutes / 60)
                                  : tr("The centre has not been reached for long: in %1 minutes this terminal can't be opened without it any more.").arg(minutes));
    setAccessibleName(m_text->text());
}

void LeaseBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        look();
}

} // namespace forms
