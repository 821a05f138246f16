// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/interruption.h"

namespace storage {

namespace {
thread_local Interruption *innermost = nullptr;
} // namespace

Interruption::Interruption(std::function<bool()> goOn) : m_goOn(std::move(goOn)), m_before(innermost)
{
    innermost = this;
}

Interruption::~Interruption()
{
    innermost = m_before;
}

bool Interruption::isDue()
{
    return innermost && !innermost->m_goOn();
}

} // namespace storage
