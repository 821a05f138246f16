// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/desk/identityreader.h"

#include <QTimer>
#include <chrono>
#include <optional>

namespace app {

/// A reader without a device, for demonstrations, training and tests. Every reading gives the card laid on it, taken
/// through the same bytes as a real one, or fails with cardreader.no-card when none lies there.
class SimulatedIdentityReader : public forms::IdentityReader
{
    Q_OBJECT

public:
    /// `delay` is how long a reading takes.
    explicit SimulatedIdentityReader(std::chrono::milliseconds delay = std::chrono::milliseconds(300),
                                     QObject *parent = nullptr);

    void layCard(const domain::CardText &card) { m_card = card; }
    void liftCard() { m_card.reset(); }

    void read() override;
    void cancel() override;

private:
    void finish();

    std::optional<domain::CardText> m_card;
    QTimer m_timer;
};

} // namespace app
