// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/transport.h"
#include "forms/desk/centreenquiry.h"

namespace app {

/// Asks the centre over the wire, with the token of who is signed in.
class WireEnquiry : public forms::CentreEnquiry
{
    Q_OBJECT
public:
    WireEnquiry(Transport &transport, QObject *parent) : CentreEnquiry(parent), m_transport(transport) {}
    void get(const QString &path, Ended ended) override;
    void post(const QString &path, const QByteArray &json, Ended ended) override;

private:
    void ask(const WireRequest &request, Ended ended);
    Transport &m_transport;
};

} // namespace app
