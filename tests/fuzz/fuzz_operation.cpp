// SPDX-License-Identifier: GPL-3.0-or-later
// A client that lies: {"acts": [{"staff", "type", "doc", "body", …}]}, at most eight, well signed by a known device and pushed to a centre
// with a life behind it.
#include "domain/casefile/casefile.h"
#include "domain/workorder/workorder.h"
#include "exchange/push.h"
#include "fuzz/fuzzing.h"
#include "fuzz/playcentre.h"
#include "office/operationkinds.h"
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

FUZZ_JSON(0)

namespace {

fuzzing::PlayCentre &play()
{
    static fuzzing::PlayCentre centre;
    return centre;
}

domain::Operation operationOf(const QJsonObject &act, int n)
{
    const domain::Staff *person = play().office().rules()->staffByNumber(act["staff"_L1].toString());
    const QDateTime made = play().now().addSecs(qint64(std::clamp(act["ahead"_L1].toDouble(), -1e9, 1e9)));
    const QString type = act["type"_L1].toString();
    const office::OperationKind *kind = office::operationKind(type);
    domain::Operation operation;
    operation.n = n;
    operation.id = act["id"_L1].isString() ? act["id"_L1].toString() : domain::newId(play().now());
    operation.type = type;
    operation.typeVersion = act["v"_L1].isDouble() ? act["v"_L1].toInt() : kind ? kind->version : 1;
    operation.doc = act["doc"_L1].isString() ? play().withIds(act["doc"_L1].toString()) : domain::newId(play().now());
    operation.actor = person ? person->id : act["actor"_L1].toString();
    operation.role = act["role"_L1].isString() ? act["role"_L1].toString() : person ? person->roles.join(u' ') : QString();
    operation.place = act["place"_L1].isString() ? play().withIds(act["place"_L1].toString()) : person ? person->place : QString();
    operation.counter = u"3"_s;
    operation.made = {made, n, u"boot"_s, made};
    operation.receipt = act["receipt"_L1].toString();
    operation.lease = act["lease"_L1].toString();
    for (const QJsonValue blob : act["blobs"_L1].toArray())
        operation.blobs << blob.toString();
    operation.body = play().withIds(act["body"_L1].toObject()).toObject();
    operation.signature = QString::fromLatin1(play().sign(operation.canonical()).toBase64());
    return operation;
}

/// Whatever was accepted can still be read by everybody who gets it.
void holdDocuments(const domain::PushBatch &batch, const domain::PushAnswer &answer)
{
    for (qsizetype i = 0; i < answer.results.size(); ++i) {
        const domain::OperationResult &result = answer.results[i];
        if (result.outcome == domain::Outcome::Rejected)
            fuzzing::hold(!result.problem.code.isEmpty() && !result.problem.code.startsWith("office.store"_L1), "an act is refused for what it says, not for what it does to the store");
        if (result.outcome != domain::Outcome::Applied)
            continue;
        const auto document = play().centre().document(batch.operations[i].doc);
        if (document && document->kind == "case"_L1)
            fuzzing::hold(domain::CaseFile::fromJson(document->body).ok(), "a case can be read after each act");
        if (document && document->kind == "workorder"_L1)
            fuzzing::hold(domain::WorkOrder::fromJson(document->body).ok(), "a work order can be read after each act");
    }
}

void push(const QJsonArray &acts)
{
    domain::PushBatch batch;
    batch.epoch = play().centre().epoch();
    for (qsizetype i = 0; i < std::min<qsizetype>(8, acts.size()); ++i)
        batch.operations << operationOf(acts[i].toObject(), int(i) + 1);
    if (batch.operations.isEmpty())
        return;
    // As it comes over the wire; what the wire refuses never reaches the office.
    const auto sent = exchange::decodePush(exchange::encodePush(batch));
    if (!sent)
        return;
    const auto answer = play().centre().push(play().stream(), *sent);
    if (!answer) {
        fuzzing::hold(!answer.refusal().code.startsWith("office."_L1), "no push makes the store fail");
        return;
    }
    fuzzing::hold(answer->results.size() == sent->operations.size(), "every act has its fate");
    holdDocuments(*sent, *answer);
    const auto again = play().centre().push(play().stream(), *sent);
    fuzzing::hold(again.ok() && exchange::encodePushAnswer(*again) == exchange::encodePushAnswer(*answer), "a push repeated gets the same answer");
}

/// Inputs made of the life the centre has: one of each kind of act, as it was done.
void writeSeeds(const QString &folder)
{
    QHash<QString, int> written;
    auto &database = play().office().store().database;
    for (const storage::Row &row : database.rows(u"SELECT body FROM journal ORDER BY rowid"_s)) {
        const auto operation = domain::Operation::fromJson(QJsonDocument::fromJson(row.bytes(0)).object());
        if (!operation || written[operation->type]++ >= 2)
            continue;
        const domain::Staff *person = play().office().rules()->staff(operation->actor);
        const QJsonObject act{{u"staff"_s, person ? person->number : QString()}, {u"type"_s, operation->type},
                              {u"doc"_s, play().withoutIds(operation->doc)}, {u"body"_s, play().withoutIds(operation->body)}};
        QFile file(u"%1/%2-%3.json"_s.arg(folder, operation->type).arg(written[operation->type]));
        if (file.open(QIODevice::WriteOnly))
            file.write(QJsonDocument(QJsonObject{{u"acts"_s, QJsonArray{act}}}).toJson(QJsonDocument::Compact));
    }
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    play();
    if (const QString folder = qEnvironmentVariable("ONEWINDOW_SEEDS"); !folder.isEmpty()) {
        writeSeeds(folder);
        std::exit(0);
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto asked = fuzzing::objectOf(fuzzing::Input(data, size).rest());
    if (asked)
        play().forgetting([&] { push(asked->value("acts"_L1).toArray()); });
    return 0;
}
