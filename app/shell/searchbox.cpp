// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/searchbox.h"
#include "forms/shared/icons.h"
#include "forms/shared/theme.h"
#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using forms::Theme;

namespace app {
namespace {

constexpr int pauseMs = 40;
constexpr int kindRole = Qt::UserRole;
constexpr int subtitleRole = Qt::UserRole + 1;
constexpr int margin = 10;

/// Two lines: title with the kind at the right, subtitle below.
class HitDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        Q_UNUSED(index)
        return {200, option.fontMetrics.height() + QFontMetrics(smallFont(option)).height() + 12};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const forms::Colours &colours = Theme::colours();
        const bool chosen = option.state & QStyle::State_Selected;
        painter->fillRect(option.rect, chosen ? colours.selected : colours.surface);
        QRect upper = option.rect.adjusted(margin, 5, -margin, 0);
        upper.setHeight(option.fontMetrics.height());
        QRect lower = option.rect.adjusted(margin, 0, -margin, -5);
        lower.setTop(upper.bottom() + 2);

        const QFont small = smallFont(option);
        const QFontMetrics smallMetrics(small);
        const QColor muted = chosen ? colours.selectedText : colours.muted;
        const QString kind = index.data(kindRole).toString();
        const int kindWidth = smallMetrics.horizontalAdvance(kind);
        painter->setPen(muted);
        painter->setFont(small);
        painter->drawText(upper, Qt::AlignRight | Qt::AlignVCenter, kind);
        painter->drawText(lower, Qt::AlignLeft | Qt::AlignVCenter,
                          smallMetrics.elidedText(index.data(subtitleRole).toString(), Qt::ElideRight, lower.width()));
        painter->setPen(chosen ? colours.selectedText : colours.text);
        painter->setFont(option.font);
        painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight,
                                                        upper.width() - kindWidth - margin));
    }

private:
    static QFont smallFont(const QStyleOptionViewItem &option)
    {
        QFont font = option.font;
        font.setPointSizeF(Theme::smallPt(Theme::fontPt()));
        return font;
    }
};

} // namespace

SearchBox::SearchBox(QWidget *parent) : QLineEdit(parent)
{
    setObjectName(u"search"_s);
    setMaxLength(100);
    addAction(forms::icon(u"search", forms::Ink::Muted), QLineEdit::LeadingPosition);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &SearchBox::findNow);
    connect(this, &QLineEdit::textEdited, this, [this] { m_pause.start(); });
    retranslate();
}

void SearchBox::setSearch(std::function<QList<SearchHit>(const QString &)> search)
{
    m_search = std::move(search);
}

void SearchBox::forget()
{
    m_pause.stop();
    setText({}); // not clear(): that can be undone
    m_hits.clear();
    hideHits();
}

void SearchBox::findNow()
{
    m_pause.stop();
    const QString wanted = text().trimmed();
    m_hits = m_search && !wanted.isEmpty() ? m_search(wanted).mid(0, hitsMax) : QList<SearchHit>();
    if (wanted.isEmpty() || !m_search)
        hideHits();
    else
        showHits();
}

void SearchBox::showHits()
{
    if (!m_popup) {
        // A child of the window, not a window of its own: the keyboard and the input method stay in the field.
        m_popup = new QFrame(window());
        m_popup->setObjectName(u"searchHits"_s);
        m_popup->setProperty("role", u"panel"_s);
        m_list = new QListWidget;
        m_list->setObjectName(u"searchHitList"_s);
        m_list->setFocusPolicy(Qt::NoFocus);
        m_list->setAccessibleName(tr("Search results"));
        m_list->setItemDelegate(new HitDelegate(m_list));
        m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        auto *column = new QVBoxLayout(m_popup);
        column->setContentsMargins(4, 4, 4, 4);
        column->addWidget(m_list);
        connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { choose(m_list->row(item)); });
    }
    m_list->clear();
    for (const SearchHit &hit : std::as_const(m_hits)) {
        auto *item = new QListWidgetItem(hit.title, m_list);
        item->setData(kindRole, hit.kind);
        item->setData(subtitleRole, hit.subtitle);
        item->setData(Qt::AccessibleTextRole, u"%1, %2, %3"_s.arg(hit.kind, hit.title, hit.subtitle));
    }
    if (m_hits.isEmpty()) {
        auto *none = new QListWidgetItem(tr("Nothing found on this terminal"), m_list);
        none->setData(subtitleRole, tr("Enter looks for “%1” among the cases").arg(text().trimmed()));
        none->setFlags(Qt::ItemIsEnabled);
    } else {
        m_list->setCurrentRow(0);
    }
    const int rows = m_list->count();
    const int height = m_list->sizeHintForRow(0) * rows + 2 * m_list->frameWidth() + 8;
    const QPoint corner = mapTo(window(), QPoint(0, QLineEdit::height() + 4));
    m_popup->setGeometry(QRect(corner, QSize(qMax(width(), 420), qMin(height + 8, window()->height() - corner.y() - Theme::gap))));
    m_popup->show();
    m_popup->raise();
}

void SearchBox::hideHits()
{
    if (m_popup)
        m_popup->hide();
}

void SearchBox::choose(int row)
{
    if (row < 0 || row >= m_hits.size())
        return;
    const SearchHit hit = m_hits.at(row);
    forget();
    Q_EMIT left();
    Q_EMIT chosen(hit);
}

void SearchBox::enter()
{
    if (m_pause.isActive() || !m_popup || m_popup->isHidden())
        findNow();
    const QString wanted = text().trimmed();
    if (!m_hits.isEmpty()) {
        choose(qMax(0, m_list->currentRow()));
    } else if (!wanted.isEmpty()) {
        forget();
        Q_EMIT left();
        Q_EMIT searched(wanted);
    }
}

void SearchBox::keyPressEvent(QKeyEvent *event)
{
    const bool listed = m_popup && m_popup->isVisible() && !m_hits.isEmpty();
    const int row = listed ? m_list->currentRow() : 0;
    switch (event->key()) {
    case Qt::Key_Down:
        if (listed)
            m_list->setCurrentRow(qMin(row + 1, m_list->count() - 1));
        else
            findNow();
        return;
    case Qt::Key_Up:
        if (listed)
            m_list->setCurrentRow(qMax(row - 1, 0));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (event->modifiers() & ~Qt::KeypadModifier)
            break;
        enter();
        return;
    case Qt::Key_Escape:
        forget();
        Q_EMIT left();
        return;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchBox::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        hideHits();
}

void SearchBox::hideEvent(QHideEvent *event)
{
    QLineEdit::hideEvent(event);
    hideHits();
}

void SearchBox::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void SearchBox::retranslate()
{
    setPlaceholderText(tr("Case number · name · ID number · initials    Ctrl+K"));
    setAccessibleName(tr("Search cases and people"));
}

} // namespace app
