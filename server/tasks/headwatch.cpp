// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tasks/headwatch.h"
#include "office/centre.h"
#include <utility>

namespace server {

HeadWatch::HeadWatch(std::function<std::unique_ptr<office::Office>()> open, std::function<void(const QStringList &)> moved, std::chrono::milliseconds interval)
    : m_moved(std::move(moved)), m_background({}, [this, open = std::move(open), interval] {
          return [this, open, interval, office = std::shared_ptr<office::Office>()]() mutable -> Background::Rest {
              constexpr Background::Rest afterFault{1000};
              if (!office)
                  office = open();
              return office && look(*office) ? interval : afterFault;
          };
      })
{
}

bool HeadWatch::look(office::Office &office)
{
    const auto heads = office::Centre(office).heads();
    if (!heads)
        return false; // said in the log
    QStringList moved;
    for (auto head = heads->cbegin(); head != heads->cend(); ++head) {
        if (m_heads.value(head.key()) != head.value())
            moved << head.key();
    }
    m_heads = *heads;
    if (std::exchange(m_looked, true) && !moved.isEmpty())
        m_moved(moved);
    return true;
}

} // namespace server
