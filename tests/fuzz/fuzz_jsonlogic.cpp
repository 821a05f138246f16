// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of the catalogue: {"rule": …, "data": …}.
#include "domain/jsonlogic/jsonlogic.h"
#include "fuzz/fuzzing.h"
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

FUZZ_JSON(0)

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto asked = fuzzing::objectOf(fuzzing::Input(data, size).rest());
    if (!asked)
        return 0;
    const QJsonValue rule = asked->value("rule"_L1);
    const QJsonValue context = asked->value("data"_L1);
    const auto answer = domain::evaluateJsonLogic(rule, context);
    const auto again = domain::evaluateJsonLogic(rule, context);
    // As text, for NaN is not equal to itself.
    const auto text = [](const QJsonValue &value) { return QJsonDocument(QJsonArray{value}).toJson(); };
    fuzzing::hold(answer.ok() == again.ok() && (!answer || text(*answer) == text(*again)), "a rule gives the same answer whenever it is asked");
    fuzzing::hold(!answer || !answer->isUndefined(), "what is undefined comes back as null");
    if (answer)
        domain::jsonLogicTruth(*answer);
    if (domain::checkJsonLogic(rule) && !answer) {
        const QString code = answer.refusal().code;
        fuzzing::hold(code == "jsonlogic.arguments"_L1, "a rule that was checked fails for nothing but what it is given");
    }
    return 0;
}
