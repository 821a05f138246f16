// SPDX-License-Identifier: GPL-3.0-or-later
// The bodies of documents, as a hostile centre or a damaged store might give them. The first byte says of which kind.
#include "domain/applicant/applicant.h"
#include "domain/casefile/attachment.h"
#include "domain/casefile/casefile.h"
#include "domain/casefile/progress.h"
#include "domain/licence/licence.h"
#include "domain/outgoing/outgoing.h"
#include "domain/rating/rating.h"
#include "domain/region/region.h"
#include "domain/staff/delegation.h"
#include "domain/staff/staff.h"
#include "domain/timelimit/clock.h"
#include "domain/timelimit/timelimit.h"
#include "domain/workorder/workorder.h"
#include "fuzz/fuzzing.h"

using namespace Qt::StringLiterals;

FUZZ_JSON(1)

namespace {

template<class Value>
void keepsItself(const QJsonObject &json)
{
    const auto value = Value::fromJson(json);
    if (!value) {
        fuzzing::hold(!value.refusal().code.isEmpty(), "a refusal has a code");
        return;
    }
    const QJsonObject written = value->toJson();
    const auto again = Value::fromJson(written);
    fuzzing::hold(again.ok(), "what the program writes it can read");
    fuzzing::hold(again->toJson() == written, "a document does not change by being read and written");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzzing::Input input(data, size);
    const int kind = input.below(14);
    const auto json = fuzzing::objectOf(input.rest());
    if (!json)
        return 0;
    switch (kind) {
    case 0: keepsItself<domain::CaseFile>(*json); break;
    case 1: keepsItself<domain::Step>(*json); break;
    case 2: keepsItself<domain::WorkOrder>(*json); break;
    case 3: keepsItself<domain::Applicant>(*json); break;
    case 4: keepsItself<domain::Licence>(*json); break;
    case 5: keepsItself<domain::Outgoing>(*json); break;
    case 6: keepsItself<domain::Rating>(*json); break;
    case 7: keepsItself<domain::Staff>(*json); break;
    case 8: keepsItself<domain::Place>(*json); break;
    case 9: keepsItself<domain::Delegation>(*json); break;
    case 10: keepsItself<domain::ClockRecord>(*json); break;
    case 11: keepsItself<domain::OfficeHours>(*json); break;
    case 12: keepsItself<domain::Attachment>(*json); break;
    default: keepsItself<domain::DueDate>(*json);
    }
    return 0;
}
