// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/cardreading.h"
#include "forms/desk/identityreader.h"
#include "forms/shared/desk.h"
#include "forms/shared/refusaltext.h"
#include <QPointer>

namespace forms {

CardReading::CardReading(Desk &desk, QObject *parent) : QObject(parent), m_desk(desk) {}

void CardReading::attach(IdentityReader *reader)
{
    if (reader == m_reader)
        return;
    if (m_reader)
        m_reader->disconnect(this);
    m_reader = reader;
    connect(reader, &IdentityReader::cardRead, this, [this](const domain::CardText &card) {
        if (!m_underWay)
            return;
        end();
        Q_EMIT read(card);
    });
    connect(reader, &IdentityReader::failed, this, [this](const domain::Refusal &refusal) {
        if (!m_underWay)
            return;
        end();
        m_desk.say(Notice{Tone::Warning, refusalText(refusal), tr("Read again"), [self = QPointer(this)] {
                           if (self)
                               self->start();
                       }});
    });
    connect(reader, &QObject::destroyed, this, [this] {
        m_reader = nullptr;
        end();
    });
}

void CardReading::start()
{
    IdentityReader *reader = m_desk.reader();
    if (!reader) {
        m_desk.say(Tone::Warning, tr("No card reader is set up. Type the number."));
        return;
    }
    if (m_underWay)
        return;
    attach(reader);
    m_underWay = true;
    Q_EMIT underWayChanged(true);
    reader->read();
}

void CardReading::stop()
{
    if (!m_underWay)
        return;
    end();
    if (m_reader)
        m_reader->cancel();
}

void CardReading::end()
{
    if (!m_underWay)
        return;
    m_underWay = false;
    Q_EMIT underWayChanged(false);
}

} // namespace forms
