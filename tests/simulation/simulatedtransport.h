// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "simulation/world.h"
#include <QSet>

namespace simulation {

/// The way of one window to the centre: everything is written as on the wire, carried by the world, and read back as
/// HttpTransport reads it.
class SimulatedTransport : public app::Transport
{
    Q_OBJECT
public:
    SimulatedTransport(World &world, Window &window) : m_world(world), m_window(window) {}

    void setToken(const QString &token) override { m_token = token; }
    CallId signIn(const exchange::SignInRequest &request, Ended<exchange::SignInAnswer> ended) override;
    CallId renew(const exchange::RenewRequest &request, Ended<exchange::SignInAnswer> ended) override;
    CallId hello(Ended<exchange::Hello> ended) override;
    CallId push(const QString &stream, const domain::PushBatch &batch, Ended<domain::PushAnswer> ended) override;
    CallId changes(const exchange::ChangesRequest &request, std::function<void(const domain::ScopePage &)> page, Ended<app::ChangesEnd> ended) override;
    CallId numberLease(const exchange::NumberLeaseRequest &request, Ended<domain::NumberLease> ended) override;
    CallId request(const app::WireRequest &request, std::function<void(qint64, qint64)> progress, Ended<app::WireAnswer> ended) override;
    void cancel(CallId call) override;
    void cancelAll() override;

private:
    CallId send(const QByteArray &method, const QString &path, const QByteArray &body, bool authorised, qint64 waitMs,
                std::function<void(const World::Heard &)> heard, const QMap<QByteArray, QByteArray> &headers = {});
    template<class T>
    CallId ask(const QByteArray &method, const QString &path, const QByteArray &body, bool authorised,
               domain::Result<T> (*decode)(QByteArrayView), Ended<T> ended);

    World &m_world;
    Window &m_window;
    QString m_token;
    CallId m_lastCall = 0;
    std::map<CallId, std::function<void()>> m_calls; ///< under way → what tells of a cancellation
};

} // namespace simulation
