// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/version.h"

namespace exchange {
using namespace Qt::StringLiterals;

domain::Result<domain::Done> checkProtocol(qint64 protocol)
{
    if (protocol >= protocolMin && protocol <= protocolMax)
        return domain::Done{};
    return domain::refuse(protocol > protocolMax ? u"wire.too-new" : u"wire.too-old",
                          {{u"protocol"_s, protocol}, {u"from"_s, protocolMin}, {u"to"_s, protocolMax}});
}

} // namespace exchange
