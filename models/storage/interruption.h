// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <functional>

namespace storage {

/// As long as it lives, statements of SQLite run by this thread ask now and then whether to go on, and end with Fault::Kind::Busy
/// when not: work in the background that nobody waits for must not hold up a program that is to end, not even by the one statement
/// (VACUUM, an index) it is at. Not for transactions somebody waits for.
class Interruption
{
public:
    explicit Interruption(std::function<bool()> goOn);
    ~Interruption();
    Interruption(const Interruption &) = delete;
    Interruption &operator=(const Interruption &) = delete;
    /// Whether this thread is to give up.
    static bool isDue();

private:
    const std::function<bool()> m_goOn;
    Interruption *const m_before;
};

} // namespace storage
