// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/httptransport.h"
#include "app/sync/syncagent.h"
#include "bench/centreprocess.h"
#include "office/madeupcases.h"
#include "office/office.h"
#include <QCoreApplication>
#include <QTimer>

namespace bench {

/// A window as the client puts it together, without the forms: real store, agent and network, in real time.
class Window
{
public:
    Window(const QString &folder, const QUrl &centre, quint32 seed = 1)
    {
        QDir(folder).removeRecursively();
        QDir().mkpath(folder);
        m_uptime.start();
        auto opened = office::Office::open({folder + QStringLiteral("/counter.db"), office::Office::Side::Counter, [] { return QDateTime::currentDateTimeUtc(); }, false});
        if (!opened)
            fail(opened.refusal().code);
        office = std::move(opened.value());
        app::HttpTransport::Options way;
        way.centre = centre;
        auto made = app::HttpTransport::make(way);
        if (!made)
            fail(made.refusal().code);
        transport = std::move(made.value());
        transport->setSigner([this](const QByteArray &message) { return office->signature(message); });
        app::SyncAgent::Options options;
        options.clock = [] { return QDateTime::currentDateTimeUtc(); };
        options.monotonicMs = [this] { return m_uptime.elapsed(); };
        options.seed = seed;
        options.clientVersion = QStringLiteral("0.1.0");
        agent = std::make_unique<app::SyncAgent>(*office, *transport, options);
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { agent->tick(); arm(); });
        QObject::connect(agent.get(), &app::SyncAgent::wakeupChanged, &m_timer, [this] { arm(); });
    }

    /// Signs 王敏 in at window 3 and gives what the centre answered; the agent has not begun.
    exchange::SignInAnswer signIn()
    {
        std::optional<app::Reply<exchange::SignInAnswer>> reply;
        transport->signIn({QStringLiteral("1001"), QStringLiteral("changan-2026"), office->deviceId(), office->devicePublicKey(), {}, QStringLiteral("3")},
                          [&](const app::Reply<exchange::SignInAnswer> &got) { reply = got; });
        waitFor([&] { return reply.has_value(); });
        if (!reply->ok())
            fail(reply->failure.refusal.code);
        transport->setToken(reply->value->token);
        return *reply->value;
    }
    /// Signs in and takes everything there is.
    void settle()
    {
        agent->begin(signIn());
        waitFor([&] { return agent->status().state == forms::SyncStatus::State::Synced; }, 600'000);
        office->rest(); // as the client does when it has become quiet
    }

    /// Works events off, asleep until there are some, for so long at most. (processEvents() with a time turns without sleeping, and would
    /// take a core from what is measured.)
    static void rest(int ms)
    {
        QTimer wake;
        wake.setSingleShot(true);
        wake.setTimerType(Qt::PreciseTimer);
        wake.start(ms);
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

    template<class Condition>
    static void waitFor(Condition isMet, int patienceMs = 120'000)
    {
        QElapsedTimer patience;
        patience.start();
        while (!isMet()) {
            if (patience.hasExpired(patienceMs))
                fail(QStringLiteral("waited in vain"));
            rest(5);
        }
    }

    /// 王敏 at window 3.
    office::Actor clerk() const
    {
        const domain::Staff *staff = office->rules()->staffByNumber(QStringLiteral("1001"));
        if (!staff)
            fail(QStringLiteral("the window does not know 1001"));
        return {staff->id, staff->name, staff->roles, staff->place, QStringLiteral("3")};
    }
    /// What `count` made-up visitors with all their papers would have this clerk do.
    QList<office::Act> visits(int count) const
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const auto rules = office->rules();
        const domain::MadeUpDistrict district = office::madeUpDistrict(*rules, 610116, now, count * 4);
        QList<office::Act> acts;
        for (qint64 n = 0; acts.size() < count; ++n) {
            const domain::MadeUpCase visit = district.visit(n);
            const domain::Item *item = rules->itemOn(visit.itemId, now.date());
            if (item && visit.outcome == domain::MadeUpOutcome::Complete)
                acts << office::actOf(visit, *item, clerk());
        }
        return acts;
    }
    office::Submitted submit(const office::Act &act)
    {
        const auto done = office->submit(act);
        if (!done)
            fail(act.type + QStringLiteral(": ") + done.refusal().code);
        return *done;
    }

    /// Receipt numbers for a long day off line.
    void lendNumbers(int count)
    {
        office::CounterSync sync(*office);
        for (int lent = 0; lent < count;) {
            std::optional<app::Reply<domain::NumberLease>> reply;
            transport->numberLease({domain::newId(QDateTime::currentDateTimeUtc()), office->stream(), sync.leaseSeries(), 1000},
                                   [&](const app::Reply<domain::NumberLease> &got) { reply = got; });
            waitFor([&] { return reply.has_value(); });
            if (!reply->ok())
                fail(reply->failure.refusal.code);
            sync.addLease(*reply->value);
            lent += int(reply->value->remaining());
        }
    }

    std::unique_ptr<office::Office> office;
    std::unique_ptr<app::HttpTransport> transport;
    std::unique_ptr<app::SyncAgent> agent;

private:
    void arm()
    {
        if (const auto next = agent->nextWakeupMs())
            m_timer.start(int(std::clamp<qint64>(*next - m_uptime.elapsed(), 0, 60'000)));
    }
    QElapsedTimer m_uptime;
    QTimer m_timer;
};

} // namespace bench
