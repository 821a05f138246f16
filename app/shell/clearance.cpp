// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/clearance.h"
#include <QApplication>
#include <QClipboard>

namespace app {

Clearance::Clearance(QWidget &mainWindow) : m_mainWindow(mainWindow)
{
    // Not every platform can tell whose it is.
    QObject::connect(QApplication::clipboard(), &QClipboard::dataChanged, &mainWindow, [this] { m_copiedHere = QApplication::focusWindow() != nullptr; });
}

QList<QWidget *> Clearance::others() const
{
    QList<QWidget *> windows;
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (window != &m_mainWindow && window->isVisible() && window->windowType() != Qt::ToolTip)
            windows << window;
    }
    return windows;
}

void Clearance::putAway()
{
    while (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    for (QWidget *window : others()) {
        m_hidden << window;
        window->hide();
    }
    clearClipboard();
}

void Clearance::putBack()
{
    for (const QPointer<QWidget> &window : std::exchange(m_hidden, {})) {
        if (window)
            window->show();
    }
}

void Clearance::clear()
{
    while (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    QList<QPointer<QWidget>> windows = std::exchange(m_hidden, {});
    for (QWidget *window : others())
        windows << window;
    for (const QPointer<QWidget> &window : windows) {
        if (window)
            window->close(); // their owners delete them
    }
    clearClipboard();
}

// What another program put there is none of our business.
void Clearance::clearClipboard()
{
    QClipboard *clipboard = QApplication::clipboard();
    if (clipboard->ownsClipboard() || m_copiedHere)
        clipboard->clear(QClipboard::Clipboard);
    m_copiedHere = false;
    if (clipboard->supportsSelection() && clipboard->ownsSelection())
        clipboard->clear(QClipboard::Selection);
}

} // namespace app
