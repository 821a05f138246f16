// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/download/diskbar.h"
#include "forms/download/downloadbar.h"
#include "forms/shared/elidedlabel.h"
#include "forms/shared/icons.h"
#include "forms/shared/theme.h"
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace forms {
using namespace Qt::StringLiterals;

DiskRoom diskRoom(qint64 bytesFree)
{
    constexpr qint64 mebi = 1024 * 1024, lowBytes = 1024 * mebi, criticalBytes = 200 * mebi;
    if (bytesFree < 0 || bytesFree >= lowBytes)
        return DiskRoom::Enough;
    return bytesFree >= criticalBytes ? DiskRoom::Low : DiskRoom::Critical;
}

DiskBar::DiskBar(std::function<qint64()> bytesFree, QWidget *parent)
    : QFrame(parent), m_bytesFree(std::move(bytesFree)), m_icon(new QLabel), m_text(new ElidedLabel)
{
    setObjectName(u"diskBar"_s);
    setProperty("role", u"banner"_s);
    m_text->setObjectName(u"diskText"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::gap, 0, Theme::gap, 0);
    row->setSpacing(Theme::gap);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    constexpr int minuteMs = 60'000;
    m_timer.setInterval(minuteMs);
    connect(&m_timer, &QTimer::timeout, this, &DiskBar::look);
    connect(&Theme::instance(), &Theme::changed, this, &DiskBar::look);
    m_timer.start();
    look();
}

void DiskBar::look()
{
    const qint64 bytes = m_bytesFree();
    const DiskRoom room = diskRoom(bytes);
    setVisible(room != DiskRoom::Enough);
    if (room == DiskRoom::Enough)
        return;
    const bool isCritical = room == DiskRoom::Critical;
    setTone(this, isCritical ? "bad" : "warn");
    m_icon->setPixmap(iconPixmap(u"warning", isCritical ? Ink::Bad : Ink::Warn, Theme::iconSize(), devicePixelRatioF()));
    const QString text = isCritical ? tr("The disk is almost full: %1 left. Free some space now, or soon nothing can be saved here.")
                                    : tr("The disk is getting full: %1 left. Please have some space freed today.");
    m_text->setText(text.arg(bytesText(bytes)));
    setAccessibleName(m_text->text());
}

void DiskBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        look();
}

} // namespace forms
