// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/sidebar.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/pressable.h"
#include "forms/shared/theme.h"
#include <QCoreApplication>
#include <QEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using forms::Theme;

namespace app {
namespace {

constexpr int widthMin = 132;
constexpr int edge = 10;
constexpr int badgesShownMax = 99;

QFont smallFont(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(Theme::smallPt(Theme::fontPt()));
    return small;
}

} // namespace

NavButton::NavButton(const forms::PageEntry &entry, QWidget *parent)
    : QPushButton(parent), m_title(entry.title), m_keys(forms::keyText(entry.shortcut))
{
    setObjectName(u"nav-"_s + entry.id);
    setProperty("role", u"nav"_s);
    setCheckable(true);
    forms::makePressable(this);
    setAutoExclusive(true);
    setIcon(forms::icon(entry.icon, forms::Ink::Side, forms::Ink::OnAccent));
    retranslate();
}

void NavButton::retranslate()
{
    const QString title = QCoreApplication::translate("Pages", m_title);
    setText(title);
    setToolTip(m_keys.isEmpty() ? title : u"%1  %2"_s.arg(title, m_keys));
    setBadge(m_badge);
}

void NavButton::setBadge(int count)
{
    m_badge = qMax(0, count);
    setAccessibleName(m_badge > 0 ? tr("%1, %2 waiting").arg(text()).arg(m_badge) : text());
    updateGeometry();
    update();
}

QString NavButton::trailing() const
{
    if (m_badge == 0)
        return m_keys;
    return m_badge > badgesShownMax ? u"%1+"_s.arg(badgesShownMax) : QString::number(m_badge);
}

QSize NavButton::sizeHint() const
{
    QFont bold = font();
    bold.setBold(true);
    const int text = QFontMetrics(bold).horizontalAdvance(this->text()) - fontMetrics().horizontalAdvance(this->text());
    const QString right = trailing();
    const int room = right.isEmpty() ? 0 : QFontMetrics(smallFont(font())).horizontalAdvance(right) + 2 * edge;
    return QPushButton::sizeHint() + QSize(text + room, 0);
}

void NavButton::paintEvent(QPaintEvent *event)
{
    QPushButton::paintEvent(event);
    const QString right = trailing();
    if (right.isEmpty())
        return;
    const forms::Colours &colours = Theme::colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont(font()));
    const QFontMetrics metrics = painter.fontMetrics();
    const int textWidth = metrics.horizontalAdvance(right);
    if (m_badge == 0) {
        painter.setPen(isChecked() ? colours.onAccent : colours.sideText);
        painter.drawText(rect().adjusted(0, 0, -edge, 0), Qt::AlignRight | Qt::AlignVCenter, right);
        return;
    }
    const int height = metrics.height() + 2;
    const int width = qMax(height, textWidth + 10);
    const QRectF pill(this->width() - edge + 2 - width, (this->height() - height) / 2.0, width, height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.sideBadge);
    painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
    painter.setPen(colours.sideBadgeText);
    painter.drawText(pill, Qt::AlignCenter, right);
}

SideBar::SideBar(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"sideBar"_s);
    setProperty("role", u"sidebar"_s);
    setAccessibleName(tr("Pages"));
    // With large text on a low screen the list may be longer than the window.
    auto *content = new QWidget;
    content->setObjectName(u"page"_s);
    auto *all = new QVBoxLayout(content);
    all->setContentsMargins(Theme::gap, Theme::cardGap, Theme::gap, Theme::cardGap);
    all->setSpacing(2);
    m_upper = new QVBoxLayout;
    m_lower = new QVBoxLayout;
    m_upper->setSpacing(2);
    m_lower->setSpacing(2);
    all->addLayout(m_upper);
    all->addStretch();
    all->addLayout(m_lower);
    auto *scroll = new QScrollArea;
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    auto *frame = new QVBoxLayout(this);
    frame->setContentsMargins(0, 0, 0, 0);
    frame->addWidget(scroll);
    connect(&Theme::instance(), &Theme::changed, this, &SideBar::takeWidth, Qt::QueuedConnection);
}

void SideBar::setPages(const QList<forms::PageEntry> &pages)
{
    qDeleteAll(m_buttons);
    m_buttons.clear();
    for (const forms::PageEntry &entry : pages) {
        auto *button = new NavButton(entry);
        m_buttons.insert(entry.id, button);
        (entry.atBottom ? m_lower : m_upper)->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, id = entry.id] { Q_EMIT pageChosen(id); });
    }
    takeWidth();
}

void SideBar::setCurrent(const QString &pageId)
{
    if (NavButton *found = button(pageId))
        found->setChecked(true);
}

void SideBar::setBadge(const QString &pageId, int count)
{
    if (NavButton *found = button(pageId))
        found->setBadge(count);
    takeWidth();
}

void SideBar::takeWidth()
{
    int width = widthMin;
    for (NavButton *button : std::as_const(m_buttons)) {
        button->ensurePolished();
        width = qMax(width, button->sizeHint().width() + 2 * Theme::gap);
    }
    setFixedWidth(width);
}

void SideBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    setAccessibleName(tr("Pages"));
    for (NavButton *button : std::as_const(m_buttons))
        button->retranslate();
    takeWidth();
}

} // namespace app
