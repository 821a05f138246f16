// SPDX-License-Identifier: GPL-3.0-or-later
// A hostile client: {"as": staff number, "method", "path", "query", "headers", "body"}, asked of a centre with a life behind it. "#12" in
// it is a document, "{device}" and "{stream}" are the caller's.
#include "exchange/paths.h"
#include "exchange/problem.h"
#include "exchange/proof.h"
#include "fuzz/fuzzing.h"
#include "fuzz/playcentre.h"
#include "server/router.h"
#include "support/proven.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <optional>

using namespace Qt::StringLiterals;

FUZZ_JSON(0)

namespace {

struct Door
{
    fuzzing::PlayCentre play;
    std::optional<server::CentreHouse> house;
    std::optional<server::Router> router;
    office::Office *office = nullptr;
    quint32 asked = 0;

    Door() { open(); }

    /// What a server remembers of its callers would make one input depend on those before it.
    void forget()
    {
        house.emplace();
        house->clock = play.clock();
        house->databasePath = play.databasePath();
        house->openEnrolment = false;
    }

    void open()
    {
        forget();
        auto own = office::Office::open({play.databasePath(), office::Office::Side::Centre, play.clock(), false});
        fuzzing::hold(own.ok(), "the centre opens");
        office = own->get();
        router.emplace(*house, server::Lane::Write, std::move(*own));
    }
};

Door &door()
{
    static Door one;
    return one;
}

QByteArray tokenOf(const QString &number)
{
    const domain::Staff *person = door().office->rules()->staffByNumber(number);
    if (!person)
        return {};
    server::Pass pass{server::Pass::Use::Access, person->id, door().play.device(), door().play.publicKey(), u"3"_s, door().play.now().addSecs(600)};
    return server::Tokens(door().play.centre().tokenKey()).mint(pass).toLatin1();
}

QByteArray filledIn(const QString &text)
{
    QString filled = door().play.withIds(text);
    return filled.replace(u"{device}"_s, door().play.device()).replace(u"{stream}"_s, door().play.stream()).toUtf8();
}

QByteArray bodyOf(const QJsonValue &body)
{
    if (body.isObject())
        return QJsonDocument(door().play.withIds(body).toObject()).toJson(QJsonDocument::Compact);
    return filledIn(body.toString());
}

server::Request requestOf(const QJsonObject &asked, const QByteArray &token)
{
    server::Request request;
    request.method = asked["method"_L1].toString(u"GET"_s).toUtf8();
    request.path = filledIn(asked["path"_L1].toString());
    request.query = filledIn(asked["query"_L1].toString());
    request.target = request.query.isEmpty() ? request.path : QByteArray(request.path + '?' + request.query);
    const QJsonObject headers = asked["headers"_L1].toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header)
        request.headers.insert(header.key().toLower().toUtf8(), filledIn(header.value().toString()));
    request.body = bodyOf(asked["body"_L1]);
    request.peer = "10.1.2.3";
    request.secure = true;
    request.mayWait = false;
    if (!token.isEmpty())
        request.headers.insert("authorization", "Bearer " + token);
    if (!request.headers.contains("onewindow-proof"))
        support::prove(request, door().play.now(), [](const QByteArray &message) { return door().play.sign(message); });
    return request;
}

bool isForAnybody(const QByteArray &path)
{
    return path.startsWith("/v1/public") || path.startsWith("/v1/partners") || path.startsWith("/v1/sign-in") || path.contains("health") || path == "/livez";
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    door();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto asked = fuzzing::objectOf(fuzzing::Input(data, size).rest());
    if (!asked)
        return 0;
    const QByteArray token = tokenOf(asked->value("as"_L1).toString());
    const server::Request request = requestOf(*asked, token);
    // Hashing a password takes a tenth of a second on purpose; the message is read by another target.
    if (request.path.isEmpty() || request.path.contains("sign-in"))
        return 0;
    const server::RouteTraits traits = server::Router::traits(request.method, request.path);
    if (request.body.size() > traits.bodyBytesMax)
        return 0; // never gets so far
    door().forget();
    storage::Transaction transaction(door().office->store().database);
    const server::Answer answer = door().router->answer(request);
    const auto *response = std::get_if<server::Response>(&answer);
    fuzzing::hold(response, "who may not wait is answered at once");
    fuzzing::hold(response->status >= 200 && response->status < 600, "an answer has a status");
    fuzzing::hold(response->status != 500, "nothing a client says is an error of ours");
    if (response->status >= 400) {
        const auto problem = exchange::decodeProblem(response->body);
        fuzzing::hold((problem && !problem->code.isEmpty()) || !response->contentType.contains("problem"), "a refusal says which one it is");
    }
    fuzzing::hold(!token.isEmpty() || response->status >= 400 || isForAnybody(request.path), "nobody is told anything without having signed in");
    return 0;
}
