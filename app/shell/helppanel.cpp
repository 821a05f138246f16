// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/helppanel.h"
#include "forms/shared/icons.h"
#include "forms/shared/theme.h"
#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>

using namespace Qt::StringLiterals;
using forms::Theme;

namespace app {
namespace {

constexpr int panelWidth = 420;

QWidget *contentOf(const QList<HelpPanel::Section> &sections, QLabel *text)
{
    auto *content = new QWidget;
    content->setObjectName(u"page"_s);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, Theme::gap, 0);
    grid->setHorizontalSpacing(Theme::cardGap);
    grid->setVerticalSpacing(Theme::gap - 2);
    grid->setColumnStretch(1, 1);
    int row = 0;
    grid->addWidget(text, row++, 0, 1, 2);
    for (const HelpPanel::Section &section : sections) {
        if (section.hints.isEmpty())
            continue;
        auto *head = new QLabel(section.title);
        head->setProperty("role", u"heading"_s);
        head->setContentsMargins(0, Theme::gap, 0, 0);
        grid->addWidget(head, row++, 0, 1, 2);
        for (const forms::KeyHint &hint : section.hints) {
            auto *keys = new QLabel(hint.keys);
            keys->setTextFormat(Qt::PlainText);
            keys->setProperty("role", u"keycap"_s);
            auto *act = new QLabel(hint.act);
            act->setTextFormat(Qt::PlainText);
            act->setWordWrap(true);
            grid->addWidget(keys, row, 0, Qt::AlignLeft | Qt::AlignTop);
            grid->addWidget(act, row++, 1);
        }
    }
    grid->setRowStretch(row, 1);
    return content;
}

} // namespace

HelpPanel::HelpPanel(QWidget *behind)
    : QFrame(behind), m_title(new QLabel), m_text(nullptr), m_close(new QToolButton), m_scroll(new QScrollArea)
{
    setObjectName(u"helpPanel"_s);
    setProperty("role", u"panel"_s);
    setFocusPolicy(Qt::StrongFocus);
    m_title->setProperty("role", u"title"_s);
    m_title->setWordWrap(true);
    m_close->setObjectName(u"helpClose"_s);
    m_scroll->setObjectName(u"helpScroll"_s);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(Theme::gap * 2, Theme::cardGap, Theme::gap, Theme::cardGap);
    grid->addWidget(m_title, 0, 0);
    grid->addWidget(m_close, 0, 1, Qt::AlignTop);
    grid->addWidget(m_scroll, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    connect(m_close, &QToolButton::clicked, this, &HelpPanel::closePanel);
    behind->installEventFilter(this);
    hide();
    retranslate();
}

bool HelpPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void HelpPanel::open(const QString &title, const QString &text, const QList<Section> &sections)
{
    if (isVisible() && m_title->text() == title) {
        closePanel();
        return;
    }
    if (!isVisible())
        m_before = QApplication::focusWidget();
    m_title->setText(title);
    setAccessibleName(title);
    m_text = new QLabel(text);
    m_text->setObjectName(u"helpText"_s);
    m_text->setAccessibleName(title);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setVisible(!text.isEmpty());
    m_hintCount = 0;
    for (const Section &section : sections)
        m_hintCount += int(section.hints.size());
    m_scroll->setWidget(contentOf(sections, m_text));
    m_close->setIcon(forms::icon(u"close", forms::Ink::Muted));
    place();
    show();
    raise();
    setFocus();
}

void HelpPanel::closePanel()
{
    hide();
    if (m_before && m_before->isVisible())
        m_before->setFocus();
}

void HelpPanel::place()
{
    const QRect room = parentWidget()->rect();
    const int width = qMin(int(panelWidth * Theme::fontPt() / Theme::fontPtDefault), room.width() - 2 * Theme::gap);
    setGeometry(room.right() - width - Theme::gap, Theme::gap, width, room.height() - 2 * Theme::gap);
}

void HelpPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        closePanel();
    else
        QFrame::keyPressEvent(event);
}

void HelpPanel::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void HelpPanel::retranslate()
{
    m_close->setAccessibleName(tr("Close help"));
    m_close->setToolTip(tr("Close help"));
    hide();
}

} // namespace app
