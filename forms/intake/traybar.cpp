// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/traybar.h"
#include "forms/shared/theme.h"
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace forms {
namespace {

constexpr int titleWidthMax = 200; // px
constexpr int buttonFrame = 22;    // px of a chip around its text

} // namespace

TrayBar::TrayBar(QWidget *parent) : QWidget(parent), m_label(new QLabel(tr("Waiting"), this)), m_layout(new QHBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(Theme::gap);
    m_layout->addStretch(1);
    m_layout->addWidget(m_label);
    m_label->setProperty("role", QStringLiteral("muted"));
    m_label->setToolTip(tr("Half-done cases; Ctrl+digit takes one back"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setVisible(false);
}

void TrayBar::show(const QList<DraftKeeper::TrayEntry> &tray)
{
    m_tray = tray;
    for (QPushButton *button : std::as_const(m_buttons)) {
        button->hide();
        button->deleteLater();
    }
    m_buttons.clear();
    for (const DraftKeeper::TrayEntry &entry : tray) {
        auto *button = new QPushButton(this);
        button->setProperty("role", QStringLiteral("chip"));
        button->setObjectName(QStringLiteral("tray.%1").arg(entry.place));
        button->setAccessibleName(tr("Take back %1").arg(entry.title));
        button->setToolTip(tr("%1\nCtrl+%2 takes it back").arg(entry.title).arg(entry.place));
        button->setFocusPolicy(Qt::NoFocus);
        m_layout->addWidget(button);
        m_buttons << button;
        connect(button, &QPushButton::clicked, this, [this, place = entry.place] { Q_EMIT chosen(place); });
    }
    setVisible(!tray.isEmpty());
    fit();
}

void TrayBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void TrayBar::fit()
{
    if (m_buttons.isEmpty())
        return;
    const int count = int(m_buttons.size());
    const int room = width() - m_label->sizeHint().width() - (count + 1) * Theme::gap;
    const int each = qBound(28, room / count - buttonFrame, titleWidthMax);
    for (int i = 0; i < count; ++i) {
        const QString text = QStringLiteral("%1 %2").arg(m_tray[i].place).arg(m_tray[i].title);
        m_buttons[i]->setText(m_buttons[i]->fontMetrics().elidedText(text, Qt::ElideRight, each));
    }
}

} // namespace forms
