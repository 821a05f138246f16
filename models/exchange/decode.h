// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "exchange/members.h"

namespace exchange {

/// What every decoder does: JSON object, read it, and then either the value or the first complaint.
template<class Value, class Read>
domain::Result<Value> decode(QByteArrayView text, Read read)
{
    const auto json = parseObject(text);
    if (!json)
        return json.refusal();
    Members members(*json);
    Value value = read(members);
    if (!members.ok())
        return members.refusal();
    return value;
}

} // namespace exchange
