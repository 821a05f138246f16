// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/sessionlane.h"

namespace app {
using namespace Qt::StringLiterals;
using domain::Refusal;

void SessionLane::forget()
{
    Lane::forget();
    m_lateSignIn = {};
    m_renewal.clear();
    m_signInNeeded = false;
    m_signInProblem.clear();
}

std::optional<qint64> SessionLane::dueMs() const
{
    if (isBusy() || m_link.mode == Link::Mode::Away)
        return std::nullopt;
    const bool isUrgent = m_link.mode == Link::Mode::Later || m_link.renewWanted;
    return isUrgent ? notBeforeMs() : std::max(m_renewAtMs, notBeforeMs());
}

void SessionLane::begin()
{
    if (m_link.mode == Link::Mode::Later)
        start(patienceMs, [this](auto ended) { return m_link.transport.signIn(m_lateSignIn(), ended); }, &SessionLane::lateSignInTaken);
    else
        start(patienceMs, [this](auto ended) { return m_link.transport.renew({m_renewal}, ended); }, &SessionLane::renewalTaken);
}

void SessionLane::beginSession(const exchange::SignInAnswer &answer)
{
    m_link.forgetSession();
    m_link.mode = Link::Mode::Signed;
    m_link.revoked = false;
    adopt(answer);
    m_link.contact();
}

void SessionLane::beginLater(std::function<exchange::SignInRequest()> request)
{
    m_link.forgetSession();
    m_link.mode = Link::Mode::Later;
    m_lateSignIn = std::move(request);
    // It has just been tried in vain: that is why it is later.
    failed({Failure::Kind::Offline, 0, domain::refuse(u"net.offline"), {}});
}

void SessionLane::end()
{
    m_link.forgetSession();
    m_signInNeeded = true;
}

void SessionLane::needSignIn(const Refusal &refusal)
{
    end();
    m_link.revoked = refusal.code == "device.revoked"_L1;
    m_signInProblem = refusal.code;
    m_told.signInNeeded(refusal);
}

void SessionLane::adopt(const exchange::SignInAnswer &answer)
{
    m_link.transport.setToken(answer.token);
    ++m_link.tokenSerial;
    m_link.tokenProven = m_link.renewWanted = false;
    m_renewal = answer.renewal;
    // Lifetimes are differences of the centre's own times: a wrong clock here does not matter.
    const qint64 lifetimeMs = std::max<qint64>(answer.serverTime.msecsTo(answer.tokenExpires), 30 * secondMs);
    m_renewAtMs = m_link.nowMs() + lifetimeMs * 4 / 5;
    if (!answer.district.isEmpty())
        m_link.setDistrict(answer.district);
    if (!answer.scopes.isEmpty())
        m_link.takeScopes(answer.scopes);
}

void SessionLane::lateSignInTaken(const Reply<exchange::SignInAnswer> &reply)
{
    if (reply.ok()) {
        const exchange::SignInAnswer answer = *reply.value;
        beginSession(answer);
        m_told.signedIn(answer);
    } else if (reply.failure.kind == Failure::Kind::Refused && (reply.failure.refusal.code.startsWith("sign-in."_L1) || reply.failure.refusal.code == "device.revoked"_L1)) {
        m_link.contact();
        needSignIn(reply.failure.refusal);
    } else {
        failed(reply.failure);
    }
}

void SessionLane::renewalTaken(const Reply<exchange::SignInAnswer> &reply)
{
    if (reply.ok()) {
        adopt(*reply.value);
        well();
        return;
    }
    const int status = reply.failure.status;
    const bool isOtherKey = reply.failure.refusal.code == "device.other-key"_L1; // the centre took our next key, and its answer was lost
    const bool isFinal = reply.failure.kind == Failure::Kind::Refused && (status == 400 || status == 401 || status == 403 || isOtherKey);
    if (isFinal) {
        m_link.contact();
        needSignIn(reply.failure.refusal);
    } else {
        failed(reply.failure);
    }
}

} // namespace app
