// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/syncagent.h"
#include "fakecentre.h"
#include "office/store.h"

/// A counter with its agent, a centre, and a network between them that the test can spoil. Time moves by run() alone.
class CounterWorld
{
public:
    using State = forms::SyncStatus::State;

    explicit CounterWorld(quint32 seed = 1, const QString &clientVersion = QStringLiteral("0.1.0"))
        : wire(hall, [this] { return m_nowMs; }), m_start(hall.now())
    {
        app::SyncAgent::Options options;
        options.clock = [this] { return hall.now().addMSecs(m_clockErrorMs); };
        options.monotonicMs = [this] { return m_nowMs; };
        options.seed = seed;
        options.clientVersion = clientVersion;
        agent = std::make_unique<app::SyncAgent>(hall.office(), wire, options);
        QObject::connect(agent.get(), &app::SyncAgent::statusChanged, [this](const forms::SyncStatus &status) {
            if (states.isEmpty() || states.last() != status.state)
                states << status.state;
            // True at every moment, whatever the test does.
            if (status.state == State::Synced && (hall.counterSync().pendingCount() > 0 || status.pending > 0))
                qFatal("called synced with work to send");
            if (status.state == State::Offline && !status.offlineSince.isValid())
                qFatal("off line since when?");
        });
        QObject::connect(agent.get(), &app::SyncAgent::signInNeeded, [this](const domain::Refusal &refusal) { signInNeeded << refusal.code; });
    }

    void signIn()
    {
        agent->begin(wire.session());
    }
    /// Signs in and lets everything settle.
    void settle()
    {
        signIn();
        run(0);
    }

    /// Lets `ms` milliseconds pass: the agent wakes when it wants to, calls take no time of their own.
    void run(qint64 ms)
    {
        const qint64 end = m_nowMs + ms;
        for (int turns = 0;; ++turns) {
            if (turns > 100'000)
                qFatal("the agent runs in a circle");
            if (wire.step())
                continue;
            const std::optional<qint64> wake = agent->nextWakeupMs();
            if (wake && *wake <= m_nowMs) {
                agent->tick();
                continue;
            }
            std::optional<qint64> next = wake;
            if (const auto poll = wire.nextPollEndMs(); poll && (!next || *poll < *next))
                next = poll;
            if (!next || *next > end)
                break;
            moveTo(std::max(*next, m_nowMs));
        }
        moveTo(end);
    }
    qint64 nowMs() const { return m_nowMs; }
    /// Sets this machine's clock wrong.
    void setClockErrorMs(qint64 ms) { m_clockErrorMs = ms; }

    /// The clerk accepts a case; the document's id.
    QString accept() { return accepted(hall.submit(QStringLiteral("case.accept"), application())); }
    /// Another window, on line, accepts a case; the document's id.
    QString acceptElsewhere()
    {
        return accepted(hall.centreOffice().submit({QStringLiteral("case.accept"), {}, application(), hall.clerk()}));
    }
    /// The centre publishes a reference document; its id.
    QString publish(const QString &name)
    {
        domain::Staff staff;
        staff.id = domain::idFor(name);
        staff.number = name;
        staff.name = name;
        const auto done = hall.centreOffice().submit({QStringLiteral("staff.define"), staff.id, staff.toJson(), {QStringLiteral("centre"), {}, {QStringLiteral("centre")}, {}, {}}});
        if (!done)
            qFatal("can't publish: %s", qPrintable(done.refusal().code));
        return staff.id;
    }
    int pending() { return hall.counterSync().pendingCount(); }
    bool centreHas(const QString &id) { return hall.centre().document(id).has_value(); }
    bool counterHas(const QString &id) { return hall.archive().document(id).has_value(); }
    State state() const { return agent->status().state; }
    QString problem() const { return agent->status().problem; }

    support::Hall hall;
    FakeCentre wire;
    std::unique_ptr<app::SyncAgent> agent;
    QList<State> states;
    QStringList signInNeeded;

private:
    QJsonObject application()
    {
        return hall.application(QStringLiteral("flex-ss"), support::Hall::person(),
                                {{QStringLiteral("flex.nonlocal"), false}, {QStringLiteral("agent.present"), false}});
    }
    static QString accepted(const domain::Result<office::Submitted> &done)
    {
        if (!done)
            qFatal("the case can't be accepted: %s", qPrintable(done.refusal().code));
        return done->operation.doc;
    }
    void moveTo(qint64 ms)
    {
        m_nowMs = ms;
        hall.setNow(m_start.addMSecs(ms));
    }

    qint64 m_nowMs = 0;
    qint64 m_clockErrorMs = 0;
    QDateTime m_start;
};
