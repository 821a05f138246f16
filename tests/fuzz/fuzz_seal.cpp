// SPDX-License-Identifier: GPL-3.0-or-later
// What a scanner reads from the QR code of a receipt. The first byte: does the signature fit? (A fuzzer guesses none.)
#include "domain/numbering/receiptseal.h"
#include "fuzz/fuzzing.h"

using namespace Qt::StringLiterals;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzzing::Input input(data, size);
    const auto verdict = static_cast<domain::SealVerdict>(std::max(0, input.below(16) - 13));
    const QByteArrayView rest = input.rest();
    // As scanned, or the CBOR within as it is, which is what can be changed step by step.
    const bool scanned = rest.startsWith("OW1:");
    const QString text = scanned ? QString::fromUtf8(rest)
                                 : QString(u"OW1:"_s + QString::fromLatin1(rest.toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)) + u'.'
                                           + QString(86, u'A'));
    bool asked = false;
    const auto seal = domain::ReceiptSeal::decode(text, [&](const QString &, const QByteArray &, const QByteArray &signature) {
        asked = true;
        fuzzing::hold(signature.size() == 64, "a verifier is asked about whole signatures only");
        return verdict;
    });
    fuzzing::hold(!seal || (asked && verdict == domain::SealVerdict::Valid), "no seal is believed whose signature does not fit");
    if (!seal)
        return 0;
    const auto written = seal->encode([](const QByteArray &) { return QByteArray(64, 's'); });
    fuzzing::hold(written.ok() || written.refusal().code == "seal.too-long"_L1, "a seal that was read can be written again");
    if (!written)
        return 0;
    fuzzing::hold(written->size() <= domain::sealCharsMax, "no seal is longer than a QR code holds");
    const auto again = domain::ReceiptSeal::decode(*written, [](const QString &, const QByteArray &, const QByteArray &) { return domain::SealVerdict::Valid; });
    fuzzing::hold(again.ok() && *again == *seal, "a seal written again reads the same");
    return 0;
}
