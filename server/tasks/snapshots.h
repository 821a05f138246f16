// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/snapshotbuilder.h"
#include "server/tasks/background.h"
#include <QString>
#include <functional>
#include <memory>

namespace server {

/// Where first downloads lie below the folder shared by all servers.
QString snapshotFolder(const QString &filesFolder);

/// Keeps ready-made first downloads up to date: a thread of its own, of low priority, with a reading connection of its own.
class SnapshotTask
{
public:
    /// `open` makes the reading office; it is called, and the office used and destroyed, on the thread.
    SnapshotTask(std::function<std::unique_ptr<office::Office>()> open, office::SnapshotBuilder::Options options);

private:
    office::SnapshotBuilder::Options m_options;
    Background m_background; ///< last: it uses the options
};

} // namespace server
