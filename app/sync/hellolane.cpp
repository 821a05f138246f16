// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/hellolane.h"
#include "app/sync/historylane.h"
#include "app/sync/pulllane.h"
#include "app/sync/pushlane.h"
#include "exchange/version.h"
#include <QVersionNumber>

namespace app {
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 everyMs = 15 * minuteMs;

bool isOlder(const QString &version, const QString &minimum)
{
    return !minimum.isEmpty() && QVersionNumber::fromString(version) < QVersionNumber::fromString(minimum);
}

} // namespace

void HelloLane::forget()
{
    Lane::forget();
    m_atMs = m_link.nowMs();
}

void HelloLane::greetAgain()
{
    greetSoon();
    m_link.greeted = false;
}

std::optional<qint64> HelloLane::dueMs() const
{
    return m_link.maySpeak() && !isBusy() ? std::optional(std::max(m_atMs, notBeforeMs())) : std::nullopt;
}

void HelloLane::begin()
{
    start(patienceMs, [this](auto ended) { return m_link.transport.hello(ended); }, &HelloLane::taken);
}

void HelloLane::taken(const Reply<exchange::Hello> &reply)
{
    if (!reply.ok()) {
        failed(reply.failure);
        // A centre that can't greet may still take work.
        if (reply.failure.kind == Failure::Kind::Refused && m_link.maySpeak())
            m_link.greeted = true;
        return;
    }
    const exchange::Hello &hello = *reply.value;
    if (hello.protocolTo < exchange::protocolMin)
        return failed({Failure::Kind::NotOurs, 200, domain::refuse(u"wire.centre-too-old", {{u"protocol"_s, hello.protocolTo}}), {}});
    well();
    m_link.greeted = true;
    m_link.revoked = false;
    m_atMs = m_link.nowMs() + everyMs;
    m_link.tooOld = hello.protocolFrom > exchange::protocolMax || isOlder(m_link.options.clientVersion, hello.minimumClient);
    m_link.protocol = std::clamp(hello.protocolTo, exchange::protocolMin, exchange::protocolMax);
    m_link.limits = hello.limits;
    m_link.scopeSet = hello.scopeSet;
    m_link.push->greeted();
    const QString known = m_link.sync.epoch();
    if (known != hello.epoch) {
        if (known.isEmpty())
            m_link.sync.setEpoch(hello.epoch);
        else
            m_link.history->doubt(hello.epoch);
    }
    m_link.takeScopes(hello.scopes);
    m_link.wanted(hello.wanted);
    if (m_link.tooOld)
        m_link.pull->giveUp();
    if (hello.notices != m_notices) {
        m_notices = hello.notices;
        m_noticesChanged(m_notices);
    }
    m_link.countsStale = true;
}

} // namespace app
