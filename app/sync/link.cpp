// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/link.h"
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

void Link::noteTime(const CentreTime &centre, const QDateTime &sentAt)
{
    // What a clock that is true within a tolerance tells is like the word of one that is further away.
    if (centre.time.isValid())
        sync.noteContact(centre.time, sentAt.addMSecs(-centre.toleranceMs), options.clock().addMSecs(centre.toleranceMs));
}

bool Link::isOurHistory(const QString &epoch)
{
    const QString known = sync.epoch();
    if (known.isEmpty())
        sync.setEpoch(epoch);
    return known.isEmpty() || known == epoch;
}

void Link::restartScopes()
{
    for (const QString &scope : sync.scopes()) {
        if (const auto restarted = sync.restart(scope); !restarted)
            qCWarning(syncLog) << "can't restart" << scope << restarted.refusal().code; // the centre will ask for it again
    }
    pull->askSoon();
}

void Link::takeScopes(const QStringList &scopes)
{
    const QString district = m_district.isEmpty() ? sync.district() : m_district;
    if (scopes == sync.scopes() && district == sync.district())
        return;
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
