// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/operationkinds.h"

namespace office {

const QList<OperationKind> &operationKinds()
{
    static const QList<OperationKind> all{
        {u"case.accept", 1, true, acceptCase},
        {u"tolerance.accept", 1, true, acceptCase},
        {u"commitment.accept", 1, true, acceptCase},
        {u"case.notify", 1, true, notifyCase},
        {u"case.receive", 1, true, receiveCase},
        {u"case.refuse", 1, true, refuseCase},
        {u"case.deem", 1, false, deemCase},
        {u"paper.print", 1, false, printPaper},
        {u"material.attach", 1, false, attachMaterial},
        {u"material.detach", 1, false, detachMaterial},
        {u"returned.close", 1, false, closeReturned, true},
        {u"item.publish", 1, false, publishReference},
        {u"calendar.publish", 1, false, publishReference},
        {u"place.define", 1, false, publishReference},
        {u"staff.define", 1, false, publishReference},
        {u"device.enrol", 1, false, publishReference},
    };
    return all;
}

QStringList &withheldKinds()
{
    static QStringList kinds;
    return kinds;
}

const OperationKind *operationKind(QStringView type)
{
    if (!withheldKinds().isEmpty() && withheldKinds().contains(type))
        return nullptr;
    for (const OperationKind &kind : operationKinds()) {
        if (QStringView(kind.type) == type)
            return &kind;
    }
    return nullptr;
}

} // namespace office
