// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/office.h"

namespace office {

/// One proposal to erase a document: because its time is over, or because its person asked. It says nothing about the person.
struct ErasureProposal
{
    QString id, about, kind, title;
    QString cause;  ///< "retention", "request"
    QString basis, reason;
    QDateTime at, dueAt; ///< UTC; dueAt: when its time is over by rule; invalid: never, by rule
    QString by;     ///< staff id; "centre"

    /// Whether a rule says it must still be kept (个人信息保护法 第47条: 法律、行政法规规定的保存期限未届满).
    bool isKeptByRule(const QDateTime &now) const { return dueAt.isValid() && dueAt > now; }
};

/// What waits for a security administrator's decision.
class Erasures
{
public:
    explicit Erasures(Office &office) : m_office(office) {}
    /// Open proposals this desk knows, the oldest first.
    QList<ErasureProposal> open() const;

private:
    Office &m_office;
};

} // namespace office
