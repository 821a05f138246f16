// SPDX-License-Identifier: GPL-3.0-or-later
// Every message that crosses the wire, but pages of changes. The first byte says which.
#include "exchange/blobs.h"
#include "exchange/devices.h"
#include "exchange/healing.h"
#include "exchange/jsontext.h"
#include "exchange/problem.h"
#include "exchange/proof.h"
#include "exchange/push.h"
#include "exchange/session.h"
#include "exchange/changes.h"
#include "exchange/supervision.h"
#include "fuzz/fuzzing.h"
#include <QJsonDocument>

using namespace Qt::StringLiterals;

FUZZ_JSON(1)

namespace {

/// What was read can be written, and what was written reads and writes the same. Texts are compared, as some messages are only that.
template<class Decode, class Encode>
void keepsItsWord(QByteArrayView text, Decode decode, Encode encode)
{
    const auto first = decode(text);
    if (!first) {
        fuzzing::hold(!first.refusal().code.isEmpty(), "a refusal has a code");
        return;
    }
    const QByteArray written = encode(*first);
    const auto second = decode(QByteArrayView(written));
    fuzzing::hold(second.ok(), "what the program writes it can read");
    fuzzing::hold(encode(*second) == written, "a message does not change by being read and written");
}

template<class Decode>
void keepsItsWord(QByteArrayView text, Decode decode)
{
    keepsItsWord(text, decode, [](const auto &value) { return exchange::encode(value); });
}

/// The cutter of JSON texts passes nothing on that Qt's parser would not take.
void cutsWhatIsSound(QByteArrayView text)
{
    const auto members = exchange::splitObject(text);
    const QJsonDocument parsed = QJsonDocument::fromJson(text.toByteArray());
    if (!members)
        return;
    fuzzing::hold(parsed.isObject(), "what is handed on as text is JSON");
    for (const exchange::MemberText &member : *members) {
        const QByteArray alone = "[" + member.value.toByteArray() + "]";
        fuzzing::hold(QJsonDocument::fromJson(alone).isArray(), "each member handed on as text is JSON");
    }
}

void readsProblems(QByteArrayView text)
{
    const auto refusal = exchange::decodeProblem(text);
    if (!refusal)
        return;
    const auto again = exchange::decodeProblem(exchange::encodeProblem(*refusal, 400));
    fuzzing::hold(again && *again == *refusal, "a refusal does not change on the wire");
}

void readsProofs(QByteArrayView header)
{
    const auto proof = exchange::decodeProof(header);
    if (!proof)
        return;
    fuzzing::hold(proof->signature.size() == 64, "a proof has a whole signature");
    const auto again = exchange::decodeProof(exchange::encode(*proof));
    fuzzing::hold(again && *again == *proof, "a proof does not change by being read and written");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzzing::Input input(data, size);
    const int which = input.below(27);
    const QByteArrayView text = input.rest();
    switch (which) {
    case 0: keepsItsWord(text, exchange::decodePush, exchange::encodePush); break;
    case 1: keepsItsWord(text, exchange::decodePushAnswer, exchange::encodePushAnswer); break;
    case 2: keepsItsWord(text, exchange::decodeChangesRequest, exchange::encodeChangesRequest); break;
    case 3: keepsItsWord(text, exchange::decodeSignInRequest); break;
    case 4: keepsItsWord(text, exchange::decodeSignInAnswer); break;
    case 5: keepsItsWord(text, exchange::decodeRenewRequest); break;
    case 6: keepsItsWord(text, exchange::decodeHello); break;
    case 7: keepsItsWord(text, exchange::decodeNumberLeaseRequest); break;
    case 8: keepsItsWord(text, exchange::decodeNumberLease); break;
    case 9: keepsItsWord(text, exchange::decodeNumberLeaseReturn); break;
    case 10: keepsItsWord(text, exchange::decodeDocument); break;
    case 11: keepsItsWord(text, exchange::decodeReconcileRequest); break;
    case 12: keepsItsWord(text, exchange::decodeReconcileAnswer); break;
    case 13: keepsItsWord(text, exchange::decodeScopeDigest); break;
    case 14: keepsItsWord(text, exchange::decodeScopeBucket); break;
    case 15: keepsItsWord(text, exchange::decodeEnrolRequest); break;
    case 16: keepsItsWord(text, exchange::decodeEnrolAnswer); break;
    case 17: keepsItsWord(text, exchange::decodeKeyRotation); break;
    case 18: keepsItsWord(text, exchange::decodeEnrolmentCodeRequest); break;
    case 19: keepsItsWord(text, exchange::decodeEnrolmentCode); break;
    case 20: keepsItsWord(text, exchange::decodeAttentionPage); break;
    case 21: keepsItsWord(text, exchange::decodeAttentionClosing); break;
    case 22: keepsItsWord(text, exchange::decodeErasures); break;
    case 23: keepsItsWord(text, exchange::decodeFound); break;
    case 24: keepsItsWord(text, exchange::decodeBlobsAsked); keepsItsWord(text, exchange::decodeBlobsTold); break;
    case 25: readsProofs(text); break;
    default: cutsWhatIsSound(text); readsProblems(text);
    }
    return 0;
}
