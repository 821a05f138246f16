// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/desk.h"
#include <QPushButton>
#include <QTimer>

namespace forms {

/// What the title bar says about the centre at one moment.
struct SyncWords
{
    QString text;         ///< "Synced 2 s ago · to send 0"
    QString state;        ///< the same without the running seconds, for assistive technology
    const char *tone;     ///< ok, info, warn, bad
    const char *iconName; ///< sync-ok, sync-busy, sync-off, warning
};

/// The sync state in words: true at `now` (local time), worked out from the facts alone. An answer that is older than the
/// agent would ever let it become is not called "synced", whatever the state says.
SyncWords syncWords(const SyncStatus &status, const QDateTime &now);

/// The sync status in the title bar: words, colour and icon, worked out anew every second. A click asks for the journal.
class StatusLabel : public QPushButton
{
    Q_OBJECT
public:
    explicit StatusLabel(Desk &desk, QWidget *parent = nullptr);

public Q_SLOTS:
    /// Says what is true now; called by the timer each second and on every change.
    void refresh();

protected:
    void changeEvent(QEvent *event) override;

private:
    Desk &m_desk;
    QTimer m_tick;
    QByteArray m_iconName;
};

} // namespace forms
