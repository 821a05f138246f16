// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/attachments/transferlabel.h"
#include "forms/attachments/filetaker.h"
#include "forms/shared/icons.h"
#include "forms/shared/theme.h"
#include <QEvent>
#include <QPainter>

namespace forms {

namespace {

int percentOf(const TransferStatus &status)
{
    return status.total > 0 ? int(std::min<qint64>(99, status.done * 100 / status.total)) : 0;
}

} // namespace

TransferLabel::TransferLabel(Desk &desk, QWidget *parent) : QPushButton(parent), m_desk(desk)
{
    setObjectName(QStringLiteral("transferStatus"));
    setProperty("role", QStringLiteral("status"));
    setCursor(Qt::PointingHandCursor);
    connect(&desk, &Desk::transferStatusChanged, this, &TransferLabel::refresh);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    refresh();
}

void TransferLabel::refresh()
{
    const TransferStatus &status = m_desk.transferStatus();
    setVisible(!status.isQuiet());
    const QString waiting = tr("Attachments: %1 to send · %2").arg(status.waiting).arg(sizeText(status.waitingBytes));
    QString words = waiting;
    if (status.total > 0 && status.fetching)
        words = tr("Fetching attachment %1 %").arg(percentOf(status));
    else if (status.total > 0)
        words = tr("Attachments: %1 to send · %2 %").arg(status.waiting).arg(percentOf(status));
    if (words != text()) {
        setText(words);
        // Without the running figure, so that assistive technology does not read each per cent.
        setAccessibleName(status.fetching ? tr("Fetching an attachment") : waiting);
    }
    setToolTip(tr("Scans are sent in the background, after the cases themselves.")); // whose scan it is, is for nobody beside
    setIcon(forms::icon(u"attach", status.problem.isEmpty() ? Ink::Info : Ink::Warn));
    update();
}

void TransferLabel::paintEvent(QPaintEvent *event)
{
    QPushButton::paintEvent(event);
    const TransferStatus &status = m_desk.transferStatus();
    if (status.total <= 0)
        return;
    constexpr int linePx = 2;
    QPainter painter(this);
    const QRect room = rect().adjusted(Theme::gap, 0, -Theme::gap, 0);
    painter.fillRect(QRect(room.left(), room.bottom() - linePx + 1, room.width() * percentOf(status) / 100, linePx), Theme::colours().accent);
}

void TransferLabel::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace forms
