// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QList>
#include <QPointer>
#include <QWidget>

namespace app {

/// What stands about outside the main window and shows somebody's work: previews, scans, lists that dropped down, what was copied.
class Clearance
{
public:
    explicit Clearance(QWidget &mainWindow);
    /// The terminal is locked: out of sight, and nothing to paste elsewhere. Lists that dropped down are closed.
    void putAway();
    /// The same person is back.
    void putBack();
    /// Somebody else may come: closed for good, and what we put on the clipboard is gone from it.
    void clear();

private:
    QList<QWidget *> others() const;
    void clearClipboard();
    QWidget &m_mainWindow;
    bool m_copiedHere = false; ///< what lies on the clipboard came while we had the keyboard
    QList<QPointer<QWidget>> m_hidden;
};

} // namespace app
