// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/devices/serialidentityreader.h"

namespace app {
using namespace Qt::StringLiterals;
namespace status = domain::readerstatus;

SerialIdentityReader::SerialIdentityReader(const QString &portName, int baud, QObject *parent) : IdentityReader(parent)
{
    m_port.setPortName(portName);
    m_port.setBaudRate(baud); // 8-N-1 without flow control is what QSerialPort begins with
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SerialIdentityReader::takeTimeout);
    // Queued, so that a reading may end and close the port while its bytes or errors are being handled.
    connect(&m_port, &QSerialPort::readyRead, this, &SerialIdentityReader::takeBytes, Qt::QueuedConnection);
    connect(&m_port, &QSerialPort::errorOccurred, this, &SerialIdentityReader::takePortError, Qt::QueuedConnection);
}

void SerialIdentityReader::read()
{
    if (m_step != Step::Idle)
        return;
    m_step = Step::Opening;
    m_timer.start(0);
}

void SerialIdentityReader::cancel()
{
    stop();
}

void SerialIdentityReader::open()
{
    if (!m_port.open(QIODevice::ReadWrite)) {
        fail(domain::refuse(u"cardreader.port", {{u"port"_s, m_port.portName()}, {u"reason"_s, m_port.errorString()}}));
        return;
    }
    m_port.clear();
    m_waiting.start();
    begin(Step::Find);
}

void SerialIdentityReader::begin(Step step)
{
    m_step = step;
    m_sentAgain = false;
    send();
}

void SerialIdentityReader::send()
{
    using domain::ReaderCommand;
    Q_ASSERT(m_step == Step::Find || m_step == Step::Select || m_step == Step::Read);
    m_decoder.clear();
    m_port.readAll(); // what still comes of an earlier answer is not the answer to this command
    if (m_step == Step::Find) {
        m_port.write(domain::commandFrame(ReaderCommand::FindCard));
        m_timer.start(m_limits.find);
    } else if (m_step == Step::Select) {
        m_port.write(domain::commandFrame(ReaderCommand::SelectCard));
        m_timer.start(m_limits.select);
    } else {
        m_port.write(domain::commandFrame(ReaderCommand::ReadCard));
        m_timer.start(m_limits.read);
    }
}

void SerialIdentityReader::takeBytes()
{
    if (!m_port.isOpen())
        return;
    m_decoder.append(m_port.readAll());
    while (m_step != Step::Idle && m_step != Step::Pause) {
        const auto answer = m_decoder.next();
        if (!answer)
            return;
        if (*answer)
            takeAnswer(**answer);
        else
            sendAgain(answer->refusal());
    }
}

void SerialIdentityReader::takeAnswer(const domain::ReaderAnswer &answer)
{
    if (answer.status == status::damagedCommand || answer.status == status::wrongLength) {
        sendAgain(*domain::refusalOfStatus(answer.status));
    } else if (answer.status == status::noCard || answer.status == status::selectFailed) {
        // None there yet, or lifted again before it was selected.
        if (m_waiting.hasExpired(m_limits.wait.count()))
            fail(*domain::refusalOfStatus(answer.status));
        else
            askAgainLater();
    } else if (const auto refusal = domain::refusalOfStatus(answer.status)) {
        fail(*refusal);
    } else if (m_step == Step::Find) {
        begin(Step::Select);
    } else if (m_step == Step::Select) {
        begin(Step::Read);
    } else if (const auto card = domain::cardOf(answer)) {
        stop();
        Q_EMIT cardRead(*card);
    } else {
        fail(card.refusal());
    }
}

void SerialIdentityReader::askAgainLater()
{
    m_step = Step::Pause;
    m_timer.start(m_limits.poll);
}

/// A frame was damaged on the line, in one direction or the other: once that may happen.
void SerialIdentityReader::sendAgain(const domain::Refusal &refusal)
{
    if (m_sentAgain) {
        fail(refusal);
        return;
    }
    m_sentAgain = true;
    send();
}

void SerialIdentityReader::takeTimeout()
{
    const auto noAnswer = [this](const QString &step) {
        fail(domain::refuse(u"cardreader.no-answer", {{u"step"_s, step}}));
    };
    switch (m_step) {
    case Step::Opening:
        return open();
    case Step::Pause:
        return begin(Step::Find);
    case Step::Find:
        return noAnswer(u"find"_s);
    case Step::Select:
        return noAnswer(u"select"_s);
    case Step::Read:
        return noAnswer(u"read"_s);
    case Step::Idle:
        return;
    }
}

void SerialIdentityReader::takePortError(QSerialPort::SerialPortError error)
{
    // A failure to open is told by open(); what is queued from a reading already ended says nothing of this one.
    if (error == QSerialPort::NoError || m_step == Step::Idle || m_step == Step::Opening)
        return;
    if (m_port.error() == error)
        fail(domain::refuse(u"cardreader.disconnected", {{u"port"_s, m_port.portName()}}));
}

void SerialIdentityReader::stop()
{
    m_step = Step::Idle;
    m_timer.stop();
    m_decoder.clear();
    if (m_port.isOpen())
        m_port.close();
}

void SerialIdentityReader::fail(const domain::Refusal &refusal)
{
    stop();
    Q_EMIT failed(refusal);
}

} // namespace app
