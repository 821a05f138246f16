// SPDX-License-Identifier: GPL-3.0-or-later
// What comes over the serial line of a card reader. The first byte says in what pieces.
#include "domain/identity/cardframe.h"
#include "fuzz/fuzzing.h"

namespace {

constexpr qsizetype frameMax = 7 + 0xFFFF;

QList<domain::Result<domain::ReaderAnswer>> answersIn(QByteArrayView bytes, qsizetype piece)
{
    QList<domain::Result<domain::ReaderAnswer>> answers;
    domain::CardFrameDecoder decoder;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        decoder.append(bytes.sliced(at, std::min(piece, bytes.size() - at)));
        while (auto answer = decoder.next())
            answers << *answer;
        fuzzing::hold(decoder.pendingSize() <= frameMax, "no more than a frame is kept waiting");
    }
    return answers;
}

bool same(const domain::Result<domain::ReaderAnswer> &a, const domain::Result<domain::ReaderAnswer> &b)
{
    return a.ok() == b.ok() && (a.ok() ? *a == *b : a.refusal() == b.refusal());
}

void readCard(const domain::ReaderAnswer &answer)
{
    const auto card = domain::cardOf(answer);
    if (!card)
        return;
    const auto identity = domain::identityOf(*card, QDate(2026, 11, 20)); // a refusal will do, a crash not
    Q_UNUSED(identity)
    const auto again = domain::decodeCardText(domain::encodeCardText(*card));
    fuzzing::hold(again.ok(), "a card that was read can be written and read again");
    domain::CardText expected = *card;
    expected.photo.clear();
    fuzzing::hold(domain::encodeCardText(*again) == domain::encodeCardText(expected), "a card written again is the same card");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzzing::Input input(data, size);
    const int piece = 1 + input.byte();
    const auto whole = answersIn(input.rest(), std::max<qsizetype>(1, input.rest().size()));
    const auto pieces = answersIn(input.rest(), piece);
    fuzzing::hold(whole.size() == pieces.size() && std::equal(whole.begin(), whole.end(), pieces.begin(), same),
                  "what a line says does not depend on how its bytes come");
    for (const auto &answer : whole) {
        if (answer)
            readCard(*answer);
    }
    // The text record alone, too: a checksum is hard to guess.
    if (const auto card = domain::decodeCardText(input.rest()))
        fuzzing::hold(domain::decodeCardText(domain::encodeCardText(*card)).ok(), "a record that was read can be written and read again");
    return 0;
}
