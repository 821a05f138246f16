// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/simulatedidentityreader.h"

#include "domain/identity/cardframe.h"

namespace app {

SimulatedIdentityReader::SimulatedIdentityReader(std::chrono::milliseconds delay, QObject *parent)
    : IdentityReader(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(delay);
    connect(&m_timer, &QTimer::timeout, this, &SimulatedIdentityReader::finish);
}

void SimulatedIdentityReader::read()
{
    if (!m_timer.isActive())
        m_timer.start();
}

void SimulatedIdentityReader::cancel()
{
    m_timer.stop();
}

void SimulatedIdentityReader::finish()
{
    if (!m_card) {
        Q_EMIT failed(*domain::refusalOfStatus(domain::readerstatus::noCard));
        return;
    }
    domain::CardFrameDecoder decoder;
    decoder.append(domain::cardAnswerFrame(*m_card));
    const auto answer = decoder.next();
    Q_ASSERT(answer && *answer);
    const auto card = domain::cardOf(**answer);
    if (card)
        Q_EMIT cardRead(*card);
    else
        Q_EMIT failed(card.refusal());
}

} // namespace app
