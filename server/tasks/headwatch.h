// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/tasks/background.h"
#include <QMap>
#include <QStringList>
#include <functional>
#include <memory>

namespace office {
class Office;
}

namespace server {

/// Hears what other servers of the same database have committed: looks at the heads of all scopes every 50 ms, in one
/// statement on a connection and a thread of its own, and tells which have moved. Never NOTIFY: inside a writing transaction
/// that takes a lock of the whole database at commit.
class HeadWatch
{
public:
    /// `open` makes the reading office; it is called, and the office used and destroyed, on the thread. `moved` is called there
    /// too.
    HeadWatch(std::function<std::unique_ptr<office::Office>()> open, std::function<void(const QStringList &scopes)> moved,
              std::chrono::milliseconds interval = std::chrono::milliseconds(50));

private:
    bool look(office::Office &office);
    const std::function<void(const QStringList &)> m_moved;
    QMap<QString, qint64> m_heads;
    bool m_looked = false; ///< what is found first has not moved
    Background m_background; ///< last: it uses the others
};

} // namespace server
