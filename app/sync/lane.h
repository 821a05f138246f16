// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/backoff.h"
#include "app/sync/link.h"

namespace app {

/// One kind of call to the centre, made again and again: at most one is under way, and each pauses by itself after a
/// failure. What it does is the business of the lanes built upon it (SessionLane, HelloLane, PushLane …).
class Lane
{
public:
    explicit Lane(Link &link);
    virtual ~Lane() = default;
    Lane(const Lane &) = delete;
    Lane &operator=(const Lane &) = delete;

    /// When the next call wants to begin; nothing: there is nothing to do, or one is under way.
    virtual std::optional<qint64> dueMs() const = 0;
    /// Begins what is due.
    virtual void begin() = 0;
    /// The session is over: gives its call up and forgets what belongs to it.
    virtual void forget();

    bool isBusy() const { return m_ticket != 0; }
    bool isFailing() const { return m_failing; }
    bool isToldToWait() const { return m_toldToWait; }
    /// Refusal code of the last failure; empty while all is well.
    const QString &problem() const { return m_problem; }
    /// When something happens here by itself: its call is overdue, or a new one due.
    std::optional<qint64> wakeupMs() const { return isBusy() ? std::optional(m_deadlineMs) : dueMs(); }

    /// Gives the call under way up; its answer is not heard any more.
    void giveUp();
    void giveUpOverdue();
    /// Ends the pause after a failure, unless the centre itself asked for it.
    void retryNow();
    /// The centre answered some call: what failed because it could not be reached may try again.
    void linkIsBack();

protected:
    /// The transport has its own, shorter deadlines. This one holds even if a transport never speaks again.
    static constexpr qint64 patienceMs = 200'000;

    template<class L, class T, class Call>
    void start(qint64 patience, Call call, void (L::*taken)(const Reply<T> &));
    void well();
    void failed(const Failure &failure);
    void failedHere(const domain::Refusal &refusal) { failed({Failure::Kind::Refused, 0, refusal, {}}); }
    void postpone(qint64 untilMs) { m_notBeforeMs = untilMs; }
    qint64 notBeforeMs() const { return m_notBeforeMs; }
    void extendDeadline(qint64 patience) { m_deadlineMs = m_link.nowMs() + patience; }
    quint64 ticket() const { return m_ticket; }
    /// The answer to the call under way tells how long the way to the centre is.
    virtual bool measuresTheWay() const { return true; }

    Link &m_link;

private:
    void denied(const domain::Refusal &refusal);

    quint64 m_ticket = 0; ///< of the call under way; 0: none. An end with another ticket is of a call given up
    Transport::CallId m_call = 0;
    int m_tokenSerial = 0;
    qint64 m_deadlineMs = 0;
    qint64 m_notBeforeMs = 0;
    Backoff m_backoff;
    bool m_failing = false;
    bool m_lost = false;       ///< failing because the centre was not reached
    bool m_toldToWait = false; ///< the centre itself named m_notBeforeMs
    QString m_problem;
};

template<class L, class T, class Call>
void Lane::start(qint64 patience, Call call, void (L::*taken)(const Reply<T> &))
{
    Q_ASSERT(!isBusy());
    const quint64 ticket = m_link.nextTicket();
    m_ticket = ticket;
    m_tokenSerial = m_link.tokenSerial;
    m_deadlineMs = m_link.nowMs() + patience;
    m_toldToWait = false;
    const QDateTime sentAt = m_link.options.clock();
    const qint64 sentMs = m_link.nowMs();
    m_call = call([this, alive = m_link.pulse(), ticket, sentAt, sentMs, taken](const Reply<T> &reply) {
        if (alive.expired() || m_ticket != ticket)
            return;
        m_ticket = 0;
        m_link.noteTime(reply.centreTime, sentAt, sentMs, measuresTheWay());
        (static_cast<L *>(this)->*taken)(reply);
        if (!alive.expired())
            m_link.ended();
    });
}

} // namespace app
