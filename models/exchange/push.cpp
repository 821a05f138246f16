// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/push.h"
#include "exchange/members.h"
#include "exchange/problem.h"

namespace exchange {
using namespace Qt::StringLiterals;
using domain::Operation;
using domain::OperationResult;
using domain::PushAnswer;
using domain::PushBatch;
using domain::Refusal;
using domain::Result;

namespace {
constexpr qsizetype hashBytes = 32;

/// The refusal of an inner value under the path of the outer one.
Refusal within(const QString &path, const Refusal &inner)
{
    const QString member = inner.facts[u"member"_s].toString();
    return domain::refuse(u"wire.malformed", {{u"member"_s, member.isEmpty() ? path : QString(path + u'.' + member)}});
}

Result<QList<Operation>> operationsFrom(const QJsonArray &values)
{
    if (values.size() > pushOperationsMax)
        return domain::refuse(u"wire.too-many", {{u"most"_s, pushOperationsMax}});
    QList<Operation> operations;
    operations.reserve(values.size());
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QString path = at(u"operations", i);
        if (!values[i].isObject())
            return within(path, {});
        const auto operation = Operation::fromJson(values[i].toObject());
        if (!operation)
            return within(path, operation.refusal());
        if (operation->n < 1 || (i > 0 && operation->n != operations.last().n + 1))
            return within(path, domain::refuse(u"", {{u"member"_s, u"n"_s}}));
        operations.append(*operation);
    }
    return operations;
}
} // namespace

QByteArray encodePush(const PushBatch &batch)
{
    QJsonArray operations;
    for (const Operation &operation : batch.operations)
        operations.append(operation.toJson());
    QJsonObject json{{u"proto"_s, batch.protocol}, {u"epoch"_s, batch.epoch}, {u"operations"_s, operations}};
    putText(json, "prev_hash"_L1, QString::fromLatin1(batch.previousHash.toBase64()));
    return compact(json);
}

Result<PushBatch> decodePush(QByteArrayView text)
{
    const auto json = parseObject(text);
    if (!json)
        return json.refusal();
    Members members(*json);
    PushBatch batch;
    batch.protocol = int(members.whole("proto"_L1, 0, 1'000'000));
    if (!members.ok())
        return members.refusal();
    // Whatever language a window speaks, its work is taken: what this centre does not understand of it is parked.
    batch.epoch = members.optionalText("epoch"_L1);
    batch.previousHash = members.optionalBytes("prev_hash"_L1, hashBytes);
    const QJsonArray values = members.array("operations"_L1);
    if (values.isEmpty())
        members.fail(u"operations");
    if (!members.ok())
        return members.refusal();
    auto operations = operationsFrom(values);
    if (!operations)
        return operations.refusal();
    batch.operations = std::move(*operations);
    return batch;
}

QJsonObject toJson(const OperationResult &result)
{
    QJsonObject json{{u"n"_s, result.n}, {u"outcome"_s, domain::toCode(result.outcome)}};
    putText(json, "id"_L1, result.id);
    if (result.docVersion > 0)
        json[u"doc_v"_s] = result.docVersion;
    if (!result.at.isEmpty()) {
        QJsonObject heads;
        for (auto it = result.at.begin(); it != result.at.end(); ++it)
            heads[it.key()] = it.value();
        json[u"at"_s] = heads;
    }
    if (result.merged)
        json[u"merged"_s] = true;
    if (result.outcome == domain::Outcome::Rejected)
        json[u"problem"_s] = problemJson(result.problem);
    if (!result.document.isEmpty())
        json[u"document"_s] = result.document;
    putText(json, "number"_L1, result.number);
    if (result.handedOver)
        json[u"handed_over"_s] = true;
    if (result.skewSeconds != 0)
        json[u"skew_s"_s] = result.skewSeconds;
    return json;
}

Result<OperationResult> resultFromJson(const QJsonObject &json, const QString &path)
{
    Members members(json, path);
    OperationResult result;
    result.n = members.whole("n"_L1, 1);
    result.id = members.optionalText("id"_L1);
    const auto outcome = domain::outcomeFromCode(members.text("outcome"_L1));
    if (!outcome)
        members.fail(u"outcome");
    result.outcome = outcome.value_or(domain::Outcome::Parked);
    result.docVersion = members.optionalWhole("doc_v"_L1, 0);
    const QJsonObject heads = members.optionalObject("at"_L1);
    for (auto it = heads.begin(); it != heads.end(); ++it) {
        const auto head = wholeNumber(it.value());
        if (!head || *head < 0)
            members.fail(QString("at."_L1 + it.key()));
        result.at[it.key()] = head.value_or(0);
    }
    result.merged = members.optionalTruth("merged"_L1);
    if (result.outcome == domain::Outcome::Rejected) {
        const auto problem = problemFromJson(members.object("problem"_L1));
        if (problem)
            result.problem = *problem;
        else
            members.fail(u"problem");
    }
    result.document = members.optionalObject("document"_L1);
    result.number = members.optionalText("number"_L1);
    result.handedOver = members.optionalTruth("handed_over"_L1);
    result.skewSeconds = members.optionalWhole("skew_s"_L1, 0, std::numeric_limits<qint64>::min());
    if (!members.ok())
        return members.refusal();
    return result;
}

QByteArray encodePushAnswer(const PushAnswer &answer)
{
    QJsonArray results;
    for (const OperationResult &result : answer.results)
        results.append(toJson(result));
    return compact({{u"epoch"_s, answer.epoch}, {u"last"_s, answer.last}, {u"results"_s, results}, {u"wanted"_s, QJsonArray::fromStringList(answer.wanted)}});
}

Result<PushAnswer> decodePushAnswer(QByteArrayView text)
{
    const auto json = parseObject(text);
    if (!json)
        return json.refusal();
    Members members(*json);
    PushAnswer answer;
    answer.epoch = members.text("epoch"_L1);
    answer.last = members.whole("last"_L1);
    const QJsonArray values = members.array("results"_L1);
    for (qsizetype i = 0; i < values.size() && members.ok(); ++i) {
        const QString path = at(u"results", i);
        if (!values[i].isObject()) {
            members.fail(path);
            break;
        }
        auto result = resultFromJson(values[i].toObject(), path);
        if (result)
            answer.results.append(std::move(*result));
        else
            members.fail(result.refusal());
    }
    answer.wanted = members.optionalTexts("wanted"_L1);
    if (!members.ok())
        return members.refusal();
    return answer;
}

} // namespace exchange
