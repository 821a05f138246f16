// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pageshelf.h"
#include <QHash>
#include <algorithm>

namespace server {

PageShelf::Page PageShelf::take(const QString &name, qint64 head, const std::function<Page()> &make)
{
    Board &board = m_boards[qHash(name) % m_boards.size()];
    const std::scoped_lock lock(board.mutex);
    const auto found = std::find_if(board.pages.begin(), board.pages.end(), [&](const auto &kept) { return kept.first == name; });
    if (found != board.pages.end()) {
        if (found->second.head == head) {
            board.pages.splice(board.pages.begin(), board.pages, found);
            return found->second;
        }
        board.bytes -= found->second.text.size();
        board.pages.erase(found);
    }
    Page page = make();
    if (page.head != head || page.text.size() > m_bytesMax)
        return page;
    board.bytes += page.text.size();
    board.pages.emplace_front(name, page);
    constexpr size_t pagesMax = 64;
    while (board.bytes > m_bytesMax || board.pages.size() > pagesMax) {
        board.bytes -= board.pages.back().second.text.size();
        board.pages.pop_back();
    }
    return page;
}

} // namespace server
