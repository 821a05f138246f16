// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/identity/cardtext.h"
#include <QObject>

namespace forms {

class Desk;
class IdentityReader;

/// One reading of an identity card for one purpose. What comes from the reader after stop() belongs to nobody: the card of
/// the person before never lands in the case of the next.
class CardReading : public QObject
{
    Q_OBJECT
public:
    explicit CardReading(Desk &desk, QObject *parent = nullptr);

    /// Asks the reader on the desk; says so in the message bar when there is none.
    void start();
    void stop();
    bool isUnderWay() const { return m_underWay; }

Q_SIGNALS:
    void read(const domain::CardText &card);
    /// The reading begins or ends, however it ended.
    void underWayChanged(bool underWay);

private:
    void attach(IdentityReader *reader);
    void end();

    Desk &m_desk;
    IdentityReader *m_reader = nullptr;
    bool m_underWay = false;
};

} // namespace forms
