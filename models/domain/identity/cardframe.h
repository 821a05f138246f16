// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/identity/cardtext.h"
#include "domain/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <optional>

/// The serial protocol of GA 450 card readers, the same on every certified reader, as pure code: frames out, frames in.
namespace domain {

/// What a reader can be told. Find and select must precede every reading.
enum class ReaderCommand {
    ResetModule,
    ModuleStatus,
    ReadModuleNumber,
    FindCard,
    SelectCard,
    ReadCard,
    ReadCardWithFingerprint,
    ReadExtraAddress,
};

/// The frame to send for a command.
QByteArray commandFrame(ReaderCommand command);

/// The frame that sets the speed of the reader: 115200, 57600, 38400, 19200 or 9600 baud; nullopt for any other.
std::optional<QByteArray> speedFrame(int baud);

/// Status bytes of an answer that are no failure, or that steer the sequence.
namespace readerstatus {
inline constexpr quint8 done = 0x90;
inline constexpr quint8 cardFound = 0x9F;
inline constexpr quint8 damagedCommand = 0x10; ///< the reader received a wrong checksum
inline constexpr quint8 wrongLength = 0x11;
inline constexpr quint8 noCard = 0x80;
inline constexpr quint8 selectFailed = 0x81;
} // namespace readerstatus

/// One answer of the reader, its checksum verified.
struct ReaderAnswer
{
    quint8 status = 0; ///< SW3
    QByteArray content;

    bool operator==(const ReaderAnswer &) const = default;
};

/// The refusal a status stands for; nullopt for done and card found. Codes: cardreader.damaged-command,
/// .command-length, .command, .unknown, .card-refused-reader, .reader-refused-card, .information-check, .card-type,
/// .read-failed, .random-number, .self-test, .not-authorised, .no-card, .select-failed, .no-content, .status; facts
/// {status} in hexadecimal.
std::optional<Refusal> refusalOfStatus(quint8 status);

/// Takes the bytes of a serial line as they come and gives whole answers. Garbage between frames is skipped; after a
/// frame that lies about its length or whose checksum is wrong, the search goes on right behind its preamble, so that a
/// good frame in its bytes is not lost.
class CardFrameDecoder
{
public:
    void append(QByteArrayView bytes);
    /// The next answer; cardreader.frame-length {length} or cardreader.frame-checksum for a damaged one; nullopt when
    /// more bytes are needed. Never holds more than one frame's worth of unusable bytes after it returned nullopt.
    std::optional<Result<ReaderAnswer>> next();
    void clear() { m_bytes.clear(); }
    qsizetype pendingSize() const { return m_bytes.size(); }

private:
    QByteArray m_bytes;
};

/// The card in an answer to ReadCard or ReadCardWithFingerprint (fingerprints are not kept). Refusals: that of a failed
/// status; cardreader.record-size {size} when the parts do not fill the answer; those of decodeCardText.
Result<CardText> cardOf(const ReaderAnswer &answer);

/// A frame as a reader sends it, for the simulated reader and tests.
QByteArray answerFrame(quint8 status, QByteArrayView content = {});
/// The 1295-byte answer to ReadCard. The photo is padded or cut to 1024 bytes.
QByteArray cardAnswerFrame(const CardText &card);

} // namespace domain
