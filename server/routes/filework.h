// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "server/http/message.h"

namespace server {

/// Leave for a reading thread to work on a file, or none for now: of all readers of a process only two have it at a time, as a slow
/// disk, or a hall of fresh windows, must not hold up those who ask for documents. Given back at the end of the scope.
class FileWork
{
public:
    FileWork();
    ~FileWork();
    FileWork(const FileWork &) = delete;
    FileWork &operator=(const FileWork &) = delete;
    bool has() const { return m_has; }

    static constexpr int placesMax = 2;
    /// The answer to who got no place: blob.busy, 503 with a Retry-After of 2 to 6 seconds, drawn so that they don't come back together.
    static Response busy();

private:
    const bool m_has;
};

} // namespace server
