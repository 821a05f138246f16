// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/pulllane.h"
#include "app/sync/hellolane.h"
#include "app/sync/historylane.h"
#include "domain/documentschema.h"
#include "office/counterscopes.h"

namespace app {
using namespace Qt::StringLiterals;
using domain::Refusal;

namespace {

// A page is applied in one go while a clerk types: small ones keep the keyboard quick (300 rows take some 75 ms). Nobody
// can work before the first download, so that one comes in large ones.
constexpr qint64 pageBytes = 128 * 1024;

} // namespace

void PullLane::forget()
{
    Lane::forget();
    m_caughtUp = false;
    m_now = true;
    m_forbidden.clear();
}

std::optional<qint64> PullLane::dueMs() const
{
    return m_link.maySpeak() && m_link.greeted && !m_link.tooOld && !m_link.revoked && !m_link.history->isInDoubt() && !isBusy() ? std::optional(notBeforeMs()) : std::nullopt;
}

bool PullLane::isTaking(const QString &scope) const
{
    return !m_forbidden.contains(scope) && !m_heldBack.contains(scope);
}

bool PullLane::forgiveScopes()
{
    m_forgiven += m_forbidden;
    return !std::exchange(m_forbidden, {}).isEmpty();
}

void PullLane::doubt()
{
    m_caughtUp = false;
    m_now = true;
}

void PullLane::setHeldBack(const QStringList &scopes)
{
    const QSet<QString> held(scopes.begin(), scopes.end());
    if (held == m_heldBack)
        return;
    m_heldBack = held;
    if (!isBusy() && !isFailing())
        postpone(0);
    askSoon();
}

/// Asks anew and without waiting, in place of the long poll under way.
void PullLane::askSoon()
{
    m_now = true;
    if (isBusy() && m_waits) {
        giveUp();
        postpone(m_link.nowMs());
    }
}

void PullLane::begin()
{
    exchange::ChangesRequest request;
    request.protocol = m_link.protocol;
    request.schema = domain::documentSchema;
    request.scopeSet = m_link.scopeSet;
    request.waitSeconds = m_now ? 0 : std::min(m_link.limits.waitSecondsMax, exchange::changesWaitSecondsMax);
    m_asked.clear();
    m_unanswered.clear();
    for (const QString &scope : m_link.sync.scopes()) {
        if (m_forbidden.contains(scope) || m_heldBack.contains(scope))
            continue;
        m_asked.insert(scope, m_link.sync.cursor(scope));
        m_unanswered.insert(scope);
        request.scopes.append({scope, m_asked[scope]});
    }
    const office::CounterScopes scopes(m_link.office);
    bool isFirst = false;
    for (auto asked = m_asked.cbegin(); asked != m_asked.cend(); ++asked)
        isFirst = isFirst || (asked->epoch.isEmpty() && !scopes.holdsAny(asked.key()));
    request.maxBytes = std::min(isFirst ? exchange::changesBytesMax : pageBytes, m_link.limits.changesBytesMax);
    if (request.scopes.isEmpty()) {
        if (!m_heldBack.isEmpty()) {
            postpone(m_link.nowMs() + minuteMs); // setHeldBack() is the end of this wait
            return;
        }
        return failedHere(domain::refuse(u"sync.forbidden"));
    }
    m_trouble.reset();
    m_hadNews = m_more = false;
    m_waits = request.waitSeconds > 0;
    m_begunMs = m_link.nowMs();
    m_now = false;
    start(patienceMs + request.waitSeconds * secondMs,
          [this, &request](auto ended) {
              const auto page = [this, alive = m_link.pulse(), asked = ticket()](const domain::ScopePage &page) {
                  if (!alive.expired())
                      pageTaken(asked, page);
              };
              return m_link.transport.changes(request, page, ended);
          },
          &PullLane::taken);
}

void PullLane::pageTaken(quint64 asked, const domain::ScopePage &page)
{
    if (ticket() != asked)
        return;
    extendDeadline(patienceMs);
    m_link.contact();
    if (const auto trouble = apply(page); trouble && !m_trouble)
        m_trouble = trouble;
    m_link.shown();
}

/// Nothing when the page is taken, else why not.
std::optional<Refusal> PullLane::apply(const domain::ScopePage &page)
{
    const Refusal strange = domain::refuse(u"sync.answer-strange");
    if (!m_unanswered.remove(page.scope))
        return strange;
    if (m_heldBack.contains(page.scope))
        return std::nullopt; // in other hands since it was asked for
    const domain::Cursor asked = m_asked.value(page.scope), present = m_link.sync.cursor(page.scope);
    if (!m_link.sync.scopes().contains(page.scope) || present.epoch != asked.epoch || present.seq != asked.seq) {
        m_more = true; // no longer ours, or to be read from the beginning: the rows would come back, or stand beyond a hole
        return std::nullopt;
    }
    if (page.problem) {
        const QString &code = page.problem->code;
        if (code == "sync.forbidden"_L1) {
            m_forbidden.insert(page.scope); // the others go on; the next hello tells what is still ours
            if (!m_forgiven.contains(page.scope)) // a centre that contradicts itself is not asked in a circle
                m_link.hello->greetSoon();
        } else if (code == "sync.epoch-changed"_L1 || code == "sync.ahead"_L1) {
            m_link.history->doubt(page.problem->facts[u"epoch"_s].toString());
        } else if (const auto restarted = m_link.sync.restart(page.scope); !restarted) {
            return restarted.refusal();
        }
        return page.problem;
    }
    m_forgiven.remove(page.scope);
    if (!m_link.isOurHistory(page.epoch)) {
        m_link.history->doubt(page.epoch);
        return domain::refuse(u"sync.epoch-changed", {{u"epoch"_s, page.epoch}});
    }
    const bool isStill = page.epoch == asked.epoch && page.upto == asked.seq;
    if ((page.epoch == asked.epoch && page.upto < asked.seq) || (isStill && page.more))
        return strange;
    m_more = m_more || page.more;
    if (isStill && page.rows.isEmpty())
        return std::nullopt; // nothing new: not worth a write to the disk
    if (const auto applied = m_link.sync.applyPage(page); !applied)
        return applied.refusal();
    m_hadNews = true;
    m_link.countsStale = true;
    return std::nullopt;
}

void PullLane::taken(const Reply<ChangesEnd> &reply)
{
    if (!reply.ok()) {
        const QString &code = reply.failure.refusal.code;
        m_now = true; // where we stand is not known any more
        failed(reply.failure);
        m_caughtUp = m_caughtUp && !isFailing();
        if (m_link.mode != Link::Mode::Signed || reply.failure.kind != Failure::Kind::Refused)
            return;
        if (reply.failure.status == 426 || code == "wire.too-old"_L1)
            m_link.tooOld = true;
        if (code == "sync.epoch-changed"_L1 || code == "sync.ahead"_L1)
            m_link.history->doubt(reply.failure.refusal.facts[u"epoch"_s].toString());
        return;
    }
    if (const auto &change = reply.value->scopeSetChange) {
        m_link.scopeSet = change->set;
        m_link.hello->greetSoon(); // the list itself is the hello's to tell
    }
    m_link.wanted(reply.value->wanted);
    if (!m_unanswered.isEmpty() && !m_hadNews && !m_trouble)
        m_trouble = domain::refuse(u"sync.answer-strange");
    if (m_trouble) {
        m_now = true;
        m_caughtUp = false;
        m_link.contact();
        return failedHere(*std::exchange(m_trouble, std::nullopt));
    }
    well();
    if (m_more || !m_unanswered.isEmpty())
        m_now = true;
    else
        m_caughtUp = true;
    // A centre that does not hold a long poll must not make us ask in a circle.
    if (m_waits && !m_hadNews && m_link.nowMs() - m_begunMs < secondMs)
        postpone(m_link.nowMs() + secondMs);
}

} // namespace app
