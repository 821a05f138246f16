// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/choicebox.h"
#include "forms/shared/pressable.h"
#include "forms/shared/theme.h"
#include <QJsonArray>
#include <QKeyEvent>
#include <QPainter>
#include <QResizeEvent>

namespace forms {
namespace {

constexpr int padding = 5;  // px left and right of a label
constexpr int spacing = 4;  // px between answers
constexpr int ring = 3;     // px around the answers for the focus ring
constexpr int widthPreferred = 200; // px
constexpr int tickWidth = 12; // px for the tick of a chosen answer; always kept, so that nothing jumps
constexpr int wrapped = Qt::TextWordWrap;

} // namespace

Choice::Choice(QWidget *parent) : QAbstractButton(parent)
{
    setCheckable(true);
    makePressable(this);
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
}

void Choice::setLabel(int key, const QString &label)
{
    setText(key > 0 ? QStringLiteral("%1 %2").arg(key).arg(label) : label);
    setAccessibleName(label);
}

void Choice::setCursorOn(bool on)
{
    m_cursorOn = on;
    update();
}

QSize Choice::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 2 + tickWidth + 2 * padding, fontMetrics().height() + 6};
}

int Choice::heightForWidth(int width) const
{
    const QRect room(0, 0, width - 2 * padding - tickWidth, QWIDGETSIZE_MAX);
    return fontMetrics().boundingRect(room, wrapped, text()).height() + 6;
}

void Choice::paintEvent(QPaintEvent *)
{
    const Colours &colours = Theme::colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool on = isChecked();
    QColor ground = on ? colours.accent : isEnabled() ? colours.infoBg : colours.sunken;
    if (isDown() || underMouse())
        ground = on ? colours.accentHover : colours.hover;
    const QColor edge = m_cursorOn ? colours.focus : isEnabled() ? ground : colours.border;
    painter.setPen(QPen(edge, m_cursorOn ? 2 : 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    const QColor ink = on ? colours.onAccent : isEnabled() ? colours.infoText : colours.disabled;
    painter.setPen(ink);
    painter.drawText(rect().adjusted(padding, 0, -padding - tickWidth, 0), wrapped | Qt::AlignVCenter | Qt::AlignLeft, text());
    if (on) {
        painter.setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF middle(width() - padding - tickWidth / 2.0 + 2, height() / 2.0);
        painter.drawPolyline(QPolygonF{middle + QPointF(-4, 0), middle + QPointF(-1.2, 3), middle + QPointF(4, -3.4)});
    }
}

ChoiceBox::ChoiceBox(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChoiceBox::setOptions(const QList<Option> &options, bool several)
{
    m_several = several;
    if (options == m_options)
        return;
    m_options = options;
    qDeleteAll(m_choices);
    m_choices.clear();
    for (int i = 0; i < options.size(); ++i) {
        auto *choice = new Choice(this);
        choice->setLabel(i < 9 ? i + 1 : 0, options[i].label);
        choice->setObjectName(QStringLiteral("choice.%1").arg(i + 1));
        connect(choice, &QAbstractButton::clicked, this, [this, i] { choose(i); });
        choice->show();
        m_choices << choice;
    }
    m_cursor = -1;
    showState();
    arrange(width(), true);
    updateGeometry();
}

void ChoiceBox::setValue(const QJsonValue &value)
{
    m_value = value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
    showState();
}

void ChoiceBox::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    for (Choice *choice : std::as_const(m_choices))
        choice->setAttribute(Qt::WA_TransparentForMouseEvents, readOnly);
}

void ChoiceBox::showState()
{
    QStringList chosen;
    for (int i = 0; i < m_choices.size(); ++i) {
        const bool on = m_several ? m_value.toArray().contains(m_options[i].value) : m_value == m_options[i].value;
        m_choices[i]->setChecked(on);
        m_choices[i]->setCursorOn(hasFocus() && i == m_cursor);
        if (on)
            chosen << m_options[i].label;
    }
    QStringList offered;
    for (const Choice *choice : std::as_const(m_choices))
        offered << choice->text();
    const QString all = offered.join(QStringLiteral(", "));
    setAccessibleDescription(chosen.isEmpty() ? all : QString(all + QStringLiteral(". ✓ ") + chosen.join(QStringLiteral(", "))));
}

void ChoiceBox::choose(int index)
{
    if (m_readOnly || index < 0 || index >= m_options.size()) {
        showState();
        return;
    }
    if (m_several) {
        QJsonArray given = m_value.toArray(), next;
        // Kept in the order of the options: the same answers are the same value however they were typed.
        for (int i = 0; i < m_options.size(); ++i) {
            if (given.contains(m_options[i].value) != (i == index))
                next << m_options[i].value;
        }
        m_value = next;
    } else {
        m_value = m_options[index].value;
    }
    showState();
    Q_EMIT chosen(m_value);
    if (!m_several)
        Q_EMIT finished();
}

void ChoiceBox::moveCursor(int steps)
{
    const int count = int(m_choices.size());
    if (count == 0)
        return;
    m_cursor = m_cursor < 0 ? (steps > 0 ? 0 : count - 1) : qBound(0, m_cursor + steps, count - 1);
    showState();
}

void ChoiceBox::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & ~Qt::KeypadModifier);
    const int key = event->key();
    if (plain && key >= Qt::Key_1 && key <= Qt::Key_9 && key - Qt::Key_1 < m_options.size()) {
        choose(key - Qt::Key_1);
    } else if (plain && (key == Qt::Key_Right || key == Qt::Key_Left)) {
        moveCursor(key == Qt::Key_Right ? 1 : -1);
    } else if (plain && key == Qt::Key_Space && m_cursor >= 0) {
        choose(m_cursor);
    } else if (plain && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        if (!m_several && m_cursor >= 0 && m_value.isNull()) {
            choose(m_cursor);
            return;
        }
        if (m_several && m_value.isNull() && !m_readOnly) {
            m_value = QJsonArray();
            Q_EMIT chosen(m_value);
        }
        if (!m_value.isNull())
            Q_EMIT finished();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ChoiceBox::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    showState();
    update();
}

void ChoiceBox::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_cursor = -1;
    showState();
    update();
}

void ChoiceBox::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        arrange(width(), true);
        updateGeometry();
    }
}

void ChoiceBox::paintEvent(QPaintEvent *)
{
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::colours().focus, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
}

void ChoiceBox::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(width(), true);
    if (event->oldSize().width() != width())
        updateGeometry(); // another width, another height
}

int ChoiceBox::heightForWidth(int width) const
{
    return arrange(width, false);
}

QSize ChoiceBox::sizeHint() const
{
    return {widthPreferred, arrange(qMax(width(), widthPreferred), false)};
}

QSize ChoiceBox::minimumSizeHint() const
{
    return {widthPreferred / 2, fontMetrics().height() + 6 + 2 * ring};
}

int ChoiceBox::arrange(int width, bool place) const
{
    const int right = width - ring;
    int x = ring, y = ring, lineHeight = 0;
    for (Choice *choice : m_choices) {
        QSize size = choice->sizeHint();
        if (size.width() > right - ring)
            size = {right - ring, choice->heightForWidth(right - ring)};
        if (x > ring && x + size.width() > right) {
            x = ring;
            y += lineHeight + spacing;
            lineHeight = 0;
        }
        if (place)
            choice->setGeometry(QRect({x, y}, size));
        x += size.width() + spacing;
        lineHeight = qMax(lineHeight, size.height());
    }
    return y + lineHeight + ring;
}

} // namespace forms
