// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/transport.h"
#include <QElapsedTimer>
#include <QNetworkReply>
#include <QTimer>

namespace app {

/// What came of a request: a success with its body, or a failure.
struct HttpCallEnd
{
    QByteArray body;
    std::optional<Failure> failure;
    CentreTime centreTime;
    int status = 0;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
};

/// One request under way: watches its deadlines and ends it exactly once.
class HttpCall : public QObject
{
    Q_OBJECT
public:
    struct Limits
    {
        int connectMs = 0, firstByteMs = 0, stallMs = 0, totalMs = 0;
        qint64 bodyBytesMax = 0;
    };
    using End = HttpCallEnd;

    HttpCall(QNetworkReply *reply, const Limits &limits, QObject *parent);

    /// Called once, from the event loop.
    void onEnd(std::function<void(const End &)> ended) { m_ended = std::move(ended); }
    /// Reads the answer as pages instead of one body.
    void onPages(std::function<void(const domain::ScopePage &)> page) { m_page = std::move(page); }
    /// Takes any success of the centre's, whatever its type; hears how far the larger of both bodies is.
    void onBytes(std::function<void(qint64 done, qint64 total)> progress);
    const std::optional<exchange::ScopeSetChange> &scopeSetChange() const { return m_scopeSetChange; }
    const QStringList &wanted() const { return m_wanted; }
    void cancel();

private:
    enum class Phase { Connecting, Waiting, Receiving, Over };
    void enter(Phase phase, int deadlineMs);
    void readHead();
    void readBody();
    void readPages(const QByteArray &bytes);
    void deliver();
    void finished();
    void fail(Failure::Kind kind, const domain::Refusal &refusal);
    void stop();
    bool isAnswer() const;
    bool isPageAnswer() const { return m_page && m_status == 200; }
    End end() const;
    Failure failureOfStatus() const;
    Failure failureOfNetwork() const;
    CentreTime centreTime() const;
    std::optional<int> retryAfterSeconds() const;

    QNetworkReply *m_reply;
    const Limits m_limits;
    Phase m_phase = Phase::Connecting;
    QTimer m_deadline;
    QElapsedTimer m_age;
    bool m_takesBytes = false;
    int m_status = 0;
    QByteArray m_body;
    exchange::ChangesReader m_reader;
    QList<domain::ScopePage> m_pages; ///< complete, not yet given out
    bool m_deliveryDue = false;
    bool m_received = false;          ///< the reply is over; pages may still be waiting
    QString m_tlsReason;
    std::optional<Failure> m_failure;
    std::optional<exchange::ScopeSetChange> m_scopeSetChange;
    QStringList m_wanted;
    std::function<void(const End &)> m_ended;
    std::function<void(const domain::ScopePage &)> m_page;
};

} // namespace app
