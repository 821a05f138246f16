// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/identity/cardframe.h"
#include "forms/desk/identityreader.h"

#include <QElapsedTimer>
#include <QSerialPort>
#include <QTimer>
#include <chrono>

namespace app {

/// A certified card reader (GA 450) on a serial port, or on a USB port that shows itself as one. A reading opens the
/// port, asks for a card until one lies on the reader, selects it, reads it and closes the port again, so that a reader
/// pulled out and plugged in needs no attention.
///
/// Besides the refusals of domain/identity/cardframe.h it fails with: cardreader.port {port, reason} (missing, no
/// permission, in use); cardreader.disconnected {port}; cardreader.no-answer {step} (find, select, read).
class SerialIdentityReader : public forms::IdentityReader
{
    Q_OBJECT

public:
    /// How long each answer may take, how often a card is asked for, and how long in all one is waited for.
    struct Limits
    {
        std::chrono::milliseconds find{1000};
        std::chrono::milliseconds select{1000};
        std::chrono::milliseconds read{3000};
        std::chrono::milliseconds poll{400};
        std::chrono::milliseconds wait{20000};
    };

    /// `portName` as QSerialPort takes it ("COM3", "ttyUSB0", "/dev/ttyUSB0").
    explicit SerialIdentityReader(const QString &portName, int baud = QSerialPort::Baud115200,
                                  QObject *parent = nullptr);
    void setLimits(const Limits &limits) { m_limits = limits; }

    void read() override;
    void cancel() override;

private:
    enum class Step { Idle, Opening, Find, Pause, Select, Read };

    void open();
    void begin(Step step);
    void send();
    void takeBytes();
    void takeAnswer(const domain::ReaderAnswer &answer);
    void askAgainLater();
    void sendAgain(const domain::Refusal &refusal);
    void takeTimeout();
    void takePortError(QSerialPort::SerialPortError error);
    void stop();
    void fail(const domain::Refusal &refusal);

    QSerialPort m_port;
    Limits m_limits;
    domain::CardFrameDecoder m_decoder;
    QTimer m_timer; ///< the limit or the pause of the present step
    QElapsedTimer m_waiting;
    Step m_step = Step::Idle;
    bool m_sentAgain = false; ///< the command of this step, after a damaged frame
};

} // namespace app
