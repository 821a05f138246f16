// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/itemsearch.h"
#include "forms/shared/theme.h"
#include <QKeyEvent>
#include <QListWidget>
#include <QPointer>

namespace forms {
namespace {

constexpr int foundMax = 10;
constexpr int widthMin = 360; // px of the list: long names of items are read whole
constexpr int idRole = Qt::UserRole;

} // namespace

ItemSearch::ItemSearch(Search search, QWidget *parent) : QLineEdit(parent), m_search(std::move(search))
{
    setClearButtonEnabled(false);
    connect(this, &QLineEdit::textEdited, this, &ItemSearch::find);
}

ItemSearch::~ItemSearch()
{
    delete m_list;
}

bool ItemSearch::isListShown() const
{
    return m_list && m_list->isVisible();
}

void ItemSearch::find()
{
    const QString typed = text().trimmed();
    if (typed.isEmpty()) {
        hideList();
        return;
    }
    const QList<domain::Item> found = m_search(typed, foundMax);
    if (found.isEmpty()) {
        hideList();
        Q_EMIT nothingFound(typed);
        return;
    }
    if (!m_list) {
        // A child of the window and not a window of its own: those take the keyboard away from input methods.
        m_list = new QListWidget(window());
        m_list->setObjectName(QStringLiteral("item.found"));
        m_list->setAccessibleName(tr("Items found"));
        m_list->setFocusPolicy(Qt::NoFocus);
        m_list->setAutoFillBackground(true);
        m_list->setUniformItemSizes(true);
        m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        connect(m_list, &QListWidget::itemClicked, this, &ItemSearch::takeCurrent);
        connect(m_list, &QObject::destroyed, this, [this] { m_list = nullptr; });
    }
    m_list->clear();
    for (const domain::Item &item : found) {
        auto *row = new QListWidgetItem(QStringLiteral("%1   ·  %2").arg(item.shortName, item.department), m_list);
        row->setData(idRole, item.id);
        row->setToolTip(item.name);
    }
    m_list->setCurrentRow(0);
    showList();
}

void ItemSearch::showList()
{
    QWidget *window = m_list->parentWidget();
    const int rows = m_list->count() * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth() + 2;
    const int wide = qMax(widthMin, qMax(width(), m_list->sizeHintForColumn(0) + 4 * m_list->frameWidth() + 16));
    QPoint at = mapTo(window, QPoint(0, height() + 2));
    const QSize size(qMin(wide, window->width() - 2 * Theme::gap), qMin(rows, window->height() - at.y() - Theme::gap));
    at.setX(qBound(0, at.x(), window->width() - size.width() - Theme::gap));
    m_list->setGeometry(QRect(at, size));
    m_list->show();
    m_list->raise();
    setAccessibleDescription(m_list->currentItem()->text());
}

void ItemSearch::hideList()
{
    if (m_list)
        m_list->hide();
    setAccessibleDescription({});
}

void ItemSearch::takeCurrent()
{
    const QString id = m_list->currentItem() ? m_list->currentItem()->data(idRole).toString() : QString();
    hideList();
    if (!id.isEmpty())
        Q_EMIT taken(id);
}

void ItemSearch::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (isListShown() && (key == Qt::Key_Down || key == Qt::Key_Up)) {
        const int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
        m_list->setCurrentRow(qBound(0, row, m_list->count() - 1));
        setAccessibleDescription(m_list->currentItem()->text());
    } else if (isListShown() && key == Qt::Key_Escape) {
        hideList();
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && event->modifiers() == (event->modifiers() & Qt::KeypadModifier)) {
        if (!isListShown())
            find();
        else
            takeCurrent();
    } else if (key == Qt::Key_Down && !isListShown() && !text().isEmpty()) {
        find();
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

void ItemSearch::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        hideList();
}

void ItemSearch::hideEvent(QHideEvent *event)
{
    QLineEdit::hideEvent(event);
    hideList();
}

} // namespace forms
