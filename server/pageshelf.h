// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include <QByteArray>
#include <array>
#include <functional>
#include <list>
#include <mutex>

namespace server {

/// Pages of the feed as they were sent last. When a document changes, every window of the district asks for the same rows
/// from the same cursor within milliseconds: the page is read and written as text once, and given to all. What lies here
/// never changes: a page is a function of scope, cursor and head. Thread-safe.
class PageShelf
{
public:
    struct Page
    {
        qint64 head = 0;
        bool hasNews = false; ///< rows, or a problem to be told
        QByteArray text;      ///< as encodePage() wrote it
    };
    /// `bytesMax` bounds what is kept in all; a page of 4 MiB and its line ends must fit on a board.
    explicit PageShelf(qint64 bytesMax = 40 << 20) : m_bytesMax(bytesMax / qint64(m_boards.size())) {}

    /// The page of that name at that head: kept, or made now. While one thread makes a page, others that want one of the
    /// same board wait for it instead of making it too. Pages made at another head are given but not kept.
    Page take(const QString &name, qint64 head, const std::function<Page()> &make);

private:
    struct Board
    {
        std::mutex mutex;
        std::list<std::pair<QString, Page>> pages; ///< the one used last stands first
        qint64 bytes = 0;
    };
    std::array<Board, 4> m_boards;
    const qint64 m_bytesMax; ///< of one board
};

} // namespace server
