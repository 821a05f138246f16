// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tasks/snapshots.h"
#include <QDir>

namespace server {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr Background::Rest first = 5s, pause = 60s;
constexpr int niceness = 15;
} // namespace

QString snapshotFolder(const QString &filesFolder)
{
    return QDir(filesFolder).filePath(u"snapshots"_s);
}

// Requests come first: this thread takes what they leave of the machine.
SnapshotTask::SnapshotTask(std::function<std::unique_ptr<office::Office>()> open, office::SnapshotBuilder::Options options)
    : m_options(std::move(options)), m_background(first, [this, open = std::move(open)] {
          m_options.goOn = [this] { return !m_background.stopping(); };
          return [this, open] {
              // Opened for each round: between them nothing is held, not even a place in the store's log.
              if (const std::unique_ptr<office::Office> office = open())
                  office::SnapshotBuilder(*office, m_options).work();
              return pause;
          };
      }, niceness)
{
}

} // namespace server
