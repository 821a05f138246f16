// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identity/cardframe.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace domain {
using namespace Qt::StringLiterals;

namespace {

constexpr std::array<char, 5> preambleBytes{char(0xAA), char(0xAA), char(0xAA), char(0x96), 0x69};
constexpr QByteArrayView preamble(preambleBytes.data(), 5);
constexpr qsizetype lengthSize = 2;
constexpr qsizetype statusSize = 3;             // SW1 to SW3
constexpr qsizetype lengthMin = statusSize + 1; // status and checksum
constexpr qsizetype lengthMax = 0x090A;         // card with two fingerprints
constexpr qsizetype photoSize = 1024;

quint16 bigEndian(QByteArrayView bytes, qsizetype at)
{
    return quint16(quint8(bytes[at]) << 8 | quint8(bytes[at + 1]));
}

void appendBigEndian(QByteArray &bytes, qsizetype value)
{
    bytes.append(char(value >> 8)).append(char(value & 0xFF));
}

char checksum(QByteArrayView bytes)
{
    return std::accumulate(bytes.begin(), bytes.end(), char(0), [](char sum, char byte) { return char(sum ^ byte); });
}

/// Preamble, length, what the frame says, checksum.
QByteArray frame(QByteArrayView said)
{
    QByteArray bytes = preamble.toByteArray();
    appendBigEndian(bytes, said.size() + 1);
    bytes.append(said);
    bytes.append(checksum(QByteArrayView(bytes).sliced(preamble.size())));
    return bytes;
}

QByteArray frameOf(quint8 command, quint8 parameter)
{
    const char said[] = {char(command), char(parameter)};
    return frame(QByteArrayView(said, 2));
}

/// Removes what stands before the next preamble, or before what may become one.
void skipToPreamble(QByteArray &bytes)
{
    qsizetype start = bytes.indexOf(preamble);
    if (start < 0) {
        start = std::max<qsizetype>(0, bytes.size() - preamble.size() + 1);
        while (start < bytes.size() && !preamble.startsWith(QByteArrayView(bytes).sliced(start)))
            ++start;
    }
    bytes.remove(0, start);
}

struct StatusMeaning
{
    quint8 status;
    QStringView code;
};

constexpr StatusMeaning meanings[] = {
    {0x10, u"cardreader.damaged-command"},
    {0x11, u"cardreader.command-length"},
    {0x21, u"cardreader.command"},
    {0x24, u"cardreader.unknown"},
    {0x31, u"cardreader.card-refused-reader"},
    {0x32, u"cardreader.reader-refused-card"},
    {0x33, u"cardreader.information-check"},
    {0x40, u"cardreader.card-type"},
    {0x41, u"cardreader.read-failed"},
    {0x47, u"cardreader.random-number"},
    {0x60, u"cardreader.self-test"},
    {0x66, u"cardreader.not-authorised"},
    {0x80, u"cardreader.no-card"},
    {0x81, u"cardreader.select-failed"},
    {0x91, u"cardreader.no-content"},
};

} // namespace

QByteArray commandFrame(ReaderCommand command)
{
    switch (command) {
    case ReaderCommand::ResetModule:
        return frameOf(0x10, 0xFF);
    case ReaderCommand::ModuleStatus:
        return frameOf(0x11, 0xFF);
    case ReaderCommand::ReadModuleNumber:
        return frameOf(0x12, 0xFF);
    case ReaderCommand::FindCard:
        return frameOf(0x20, 0x01);
    case ReaderCommand::SelectCard:
        return frameOf(0x20, 0x02);
    case ReaderCommand::ReadCard:
        return frameOf(0x30, 0x01);
    case ReaderCommand::ReadCardWithFingerprint:
        return frameOf(0x30, 0x10);
    case ReaderCommand::ReadExtraAddress:
        return frameOf(0x30, 0x03);
    }
    Q_UNREACHABLE();
}

std::optional<QByteArray> speedFrame(int baud)
{
    constexpr int speeds[] = {115200, 57600, 38400, 19200, 9600};
    const auto speed = std::ranges::find(speeds, baud);
    if (speed == std::end(speeds))
        return std::nullopt;
    return frameOf(0x60, quint8(speed - std::begin(speeds)));
}

std::optional<Refusal> refusalOfStatus(quint8 status)
{
    if (status == readerstatus::done || status == readerstatus::cardFound)
        return std::nullopt;
    const QString shown = QString::number(status, 16).toUpper().rightJustified(2, u'0');
    const auto meaning = std::ranges::find(meanings, status, &StatusMeaning::status);
    return refuse(meaning == std::end(meanings) ? QStringView(u"cardreader.status") : meaning->code,
                  {{u"status"_s, shown}});
}

void CardFrameDecoder::append(QByteArrayView bytes)
{
    m_bytes.append(bytes);
}

std::optional<Result<ReaderAnswer>> CardFrameDecoder::next()
{
    skipToPreamble(m_bytes);
    if (m_bytes.size() < preamble.size() + lengthSize)
        return std::nullopt;
    const qsizetype length = bigEndian(m_bytes, preamble.size());
    const auto giveUp = [this](Refusal refusal) {
        m_bytes.remove(0, preamble.size());
        return Result<ReaderAnswer>(std::move(refusal));
    };
    if (length < lengthMin || length > lengthMax)
        return giveUp(refuse(u"cardreader.frame-length", {{u"length"_s, length}}));
    const qsizetype whole = preamble.size() + lengthSize + length;
    if (m_bytes.size() < whole)
        return std::nullopt;
    // Over everything behind the preamble, checksum included, the sum of a good frame is zero.
    if (checksum(QByteArrayView(m_bytes).first(whole).sliced(preamble.size())) != 0)
        return giveUp(refuse(u"cardreader.frame-checksum"));
    const qsizetype content = preamble.size() + lengthSize + statusSize;
    ReaderAnswer answer{quint8(m_bytes[content - 1]), m_bytes.sliced(content, length - lengthMin)};
    m_bytes.remove(0, whole);
    return Result<ReaderAnswer>(std::move(answer));
}

Result<CardText> cardOf(const ReaderAnswer &answer)
{
    if (auto refusal = refusalOfStatus(answer.status))
        return *refusal;
    const auto wrongSize = [&answer] {
        return refuse(u"cardreader.record-size", {{u"size"_s, answer.content.size()}});
    };
    if (answer.content.size() < 6)
        return wrongSize();
    const qsizetype text = bigEndian(answer.content, 0);
    const qsizetype photo = bigEndian(answer.content, 2);
    const qsizetype fingerprint = bigEndian(answer.content, 4);
    qsizetype start = 4;
    if (answer.content.size() == 6 + text + photo + fingerprint)
        start = 6;
    else if (answer.content.size() != start + text + photo)
        return wrongSize();
    auto card = decodeCardText(QByteArrayView(answer.content).sliced(start, text));
    if (card)
        card->photo = answer.content.sliced(start + text, photo);
    return card;
}

QByteArray answerFrame(quint8 status, QByteArrayView content)
{
    QByteArray said(2, '\0'); // SW1 and SW2 are always zero
    said.append(char(status));
    said.append(content);
    return frame(said);
}

QByteArray cardAnswerFrame(const CardText &card)
{
    QByteArray content;
    appendBigEndian(content, cardTextSize);
    appendBigEndian(content, photoSize);
    content.append(encodeCardText(card));
    content.append(card.photo.leftJustified(photoSize, '\0', true));
    return answerFrame(readerstatus::done, content);
}

} // namespace domain
