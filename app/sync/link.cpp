// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/link.h"
#include "app/sync/hellolane.h"
#include "app/sync/pulllane.h"

namespace app {

Q_LOGGING_CATEGORY(syncLog, "onewindow.sync")

namespace {

constexpr qint64 instantRetryEveryMs = minuteMs;

} // namespace

Link::Link(office::Office &office, Transport &transport, SyncOptions options)
    : office(office), sync(office), transport(transport), options(std::move(options)), random(this->options.seed),
      m_lastInstantRetryMs(this->options.monotonicMs() - instantRetryEveryMs)
{
}

void Link::contact()
{
    m_lastContact = options.clock().toUTC();
    if (!isOffline())
        return;
    m_offlineSince = {};
    for (Lane *lane : std::as_const(lanes))
        lane->linkIsBack();
}

void Link::lost(const Lane &lane)
{
    // Any other call may have a trouble of its own. The pull finds out, at once: it is what the status stands on, as long
    // as there can be one.
    const bool canPull = maySpeak() && greeted && !tooOld;
    if (canPull && &lane != pull)
        return pull->askSoon();
    pull->doubt();
    if (!isOffline())
        m_offlineSince = options.clock().toUTC();
}

bool Link::retryAtOnce()
{
    if (nowMs() - m_lastInstantRetryMs < instantRetryEveryMs)
        return false;
    m_lastInstantRetryMs = nowMs();
    for (Lane *lane : std::as_const(lanes))
        lane->retryNow();
    return true;
}

void Link::noteTime(const CentreTime &centre, const QDateTime &sentAt, qint64 sentMs, bool measures)
{
    if (!centre.time.isValid())
        return;
    office.noteContact(centre.time.addMSecs(-centre.toleranceMs));
    const qint64 wayMs = nowMs() - sentMs;
    const bool isUpset = std::abs(sentAt.msecsTo(options.clock()) - wayMs) > domain::ClockWatch::jumpMs; // somebody set our clock meanwhile
    if (!measures || isUpset)
        return;
    // What a clock that is true within a tolerance tells is like the word of one that is further away.
    m_clock.note(sentAt.addMSecs(wayMs / 2).msecsTo(centre.time), wayMs / 2 + centre.toleranceMs, nowMs());
    const domain::CentreClock::Word word = *m_clock.best();
    constexpr qint64 worthKnowingMs = 1'000; // less is not worth a write to the disk
    if (std::abs(word.aheadMs - office.clockOffsetMs()) > word.uncertainMs + worthKnowingMs)
        office.setClockOffset(word.aheadMs);
}

void Link::watchClock()
{
    const qint64 setMs = m_watch.look(options.clock().toMSecsSinceEpoch(), nowMs());
    if (setMs == 0)
        return;
    qCWarning(syncLog) << "this machine's clock was set by" << setMs << "ms";
    m_clock.shift(setMs);
    office.setClockOffset(office.clockOffsetMs() - setMs);
    hello->greetSoon();
}

bool Link::isOurHistory(const QString &epoch)
{
    const QString known = sync.epoch();
    if (known.isEmpty())
        sync.setEpoch(epoch);
    return known.isEmpty() || known == epoch;
}

void Link::takeScopes(const QStringList &scopes)
{
    const QString district = m_district.isEmpty() ? sync.district() : m_district;
    if (scopes == sync.scopes() && district == sync.district()) {
        if (pull->forgiveScopes()) // a right that was gone for a moment only
            pull->askSoon();
        return;
    }
    sync.setScopes(scopes, district);
    pull->forgiveScopes();
    countsStale = true; // the district names the series of receipt numbers
    pull->askSoon();
}

void Link::forgetSession()
{
    for (Lane *lane : std::as_const(lanes))
        lane->forget();
    mode = Mode::Away;
    renewWanted = tokenProven = false;
    ++tokenSerial;
    transport.setToken({});
    m_offlineSince = {};
    greeted = tooOld = false;
    countsStale = true;
}

} // namespace app
