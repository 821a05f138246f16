// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/session.h"
#include "domain/access/totp.h"
#include "exchange/decode.h"

namespace exchange {
using namespace Qt::StringLiterals;
using domain::Result;

namespace {
constexpr qsizetype publicKeyBytes = 32, unlockKeyBytes = 32;
constexpr qint64 offlineHoursMax = 24 * 366;

QJsonArray list(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}
} // namespace

QByteArray encode(const SignInRequest &request)
{
    QJsonObject json{{u"user"_s, request.user}, {u"password"_s, request.password}, {u"device"_s, request.device}};
    putText(json, "device_key"_L1, QString::fromLatin1(request.devicePublicKey.toBase64()));
    putText(json, "place"_L1, request.place);
    putText(json, "counter"_L1, request.counter);
    putText(json, "code"_L1, request.code);
    putText(json, "new_password"_L1, request.newPassword);
    return compact(json);
}

Result<SignInRequest> decodeSignInRequest(QByteArrayView text)
{
    return decode<SignInRequest>(text, [](Members &members) {
        return SignInRequest{.user = members.text("user"_L1),
                             .password = members.text("password"_L1),
                             .device = members.text("device"_L1),
                             .devicePublicKey = members.optionalBytes("device_key"_L1, publicKeyBytes),
                             .place = members.optionalText("place"_L1),
                             .counter = members.optionalText("counter"_L1),
                             .code = members.optionalText("code"_L1),
                             .newPassword = members.optionalText("new_password"_L1)};
    });
}

QByteArray encode(const SignInAnswer &answer)
{
    QJsonObject json{{u"token"_s, answer.token},
                     {u"token_expires"_s, instantText(answer.tokenExpires)},
                     {u"renewal"_s, answer.renewal},
                     {u"renewal_expires"_s, instantText(answer.renewalExpires)},
                     {u"server_time"_s, instantText(answer.serverTime)},
                     {u"staff"_s, answer.staffId},
                     {u"name"_s, answer.name},
                     {u"roles"_s, list(answer.roles)},
                     {u"scopes"_s, list(answer.scopes)}};
    putText(json, "number"_L1, answer.staffNumber);
    putText(json, "place"_L1, answer.place);
    putText(json, "place_name"_L1, answer.placeName);
    putText(json, "counter"_L1, answer.counter);
    putText(json, "district"_L1, answer.district);
    putText(json, "stream"_L1, answer.stream);
    putText(json, "unlock_key"_L1, QString::fromLatin1(answer.unlockKey.toBase64()));
    if (answer.offlineHours > 0)
        json[u"offline_hours"_s] = answer.offlineHours;
    putText(json, "factor"_L1, QString::fromLatin1(answer.factorSecret.toBase64()));
    if (!answer.recoveryCodes.isEmpty())
        json[u"recovery_codes"_s] = list(answer.recoveryCodes);
    return compact(json);
}

Result<SignInAnswer> decodeSignInAnswer(QByteArrayView text)
{
    return decode<SignInAnswer>(text, [](Members &members) {
        return SignInAnswer{.token = members.text("token"_L1),
                            .tokenExpires = members.instant("token_expires"_L1),
                            .renewal = members.text("renewal"_L1),
                            .renewalExpires = members.instant("renewal_expires"_L1),
                            .serverTime = members.instant("server_time"_L1),
                            .staffId = members.text("staff"_L1),
                            .staffNumber = members.optionalText("number"_L1),
                            .name = members.text("name"_L1),
                            .roles = members.texts("roles"_L1),
                            .place = members.optionalText("place"_L1),
                            .placeName = members.optionalText("place_name"_L1),
                            .counter = members.optionalText("counter"_L1),
                            .district = members.optionalText("district"_L1),
                            .stream = members.optionalText("stream"_L1),
                            .scopes = members.texts("scopes"_L1),
                            .unlockKey = members.optionalBytes("unlock_key"_L1, unlockKeyBytes),
                            .offlineHours = int(members.optionalWhole("offline_hours"_L1, 0, 0, offlineHoursMax)),
                            .factorSecret = members.optionalBytes("factor"_L1, domain::Totp::secretBytes),
                            .recoveryCodes = members.optionalTexts("recovery_codes"_L1)};
    });
}

QByteArray encode(const PasswordReset &reset)
{
    return compact({{u"factor"_s, reset.factor}});
}

Result<PasswordReset> decodePasswordReset(QByteArrayView text)
{
    return decode<PasswordReset>(text, [](Members &members) { return PasswordReset{members.optionalTruth("factor"_L1)}; });
}

QByteArray encode(const InitialPassword &initial)
{
    return compact({{u"password"_s, initial.password}});
}

Result<InitialPassword> decodeInitialPassword(QByteArrayView text)
{
    return decode<InitialPassword>(text, [](Members &members) { return InitialPassword{members.text("password"_L1)}; });
}

QByteArray encode(const RenewRequest &request)
{
    return compact({{u"renewal"_s, request.renewal}});
}

Result<RenewRequest> decodeRenewRequest(QByteArrayView text)
{
    return decode<RenewRequest>(text, [](Members &members) { return RenewRequest{members.text("renewal"_L1)}; });
}

QByteArray encode(const Hello &hello)
{
    QJsonObject json{{u"proto"_s, QJsonObject{{u"from"_s, hello.protocolFrom}, {u"to"_s, hello.protocolTo}}},
                     {u"server_time"_s, instantText(hello.serverTime)},
                     {u"epoch"_s, hello.epoch},
                     {u"limits"_s, QJsonObject{{u"push_operations"_s, hello.limits.pushOperationsMax},
                                               {u"push_bytes"_s, hello.limits.pushBytesMax},
                                               {u"changes_bytes"_s, hello.limits.changesBytesMax},
                                               {u"wait_seconds"_s, hello.limits.waitSecondsMax}}},
                     {u"scopes"_s, list(hello.scopes)},
                     {u"scope_set"_s, hello.scopeSet},
                     {u"number_series"_s, list(hello.numberSeries)},
                     {u"notices"_s, list(hello.notices)}};
    putText(json, "minimum_client"_L1, hello.minimumClient);
    if (!hello.wanted.isEmpty())
        json[u"wanted"_s] = list(hello.wanted);
    return compact(json);
}

Result<Hello> decodeHello(QByteArrayView text)
{
    constexpr qint64 intMax = std::numeric_limits<int>::max();
    return decode<Hello>(text, [](Members &members) {
        Hello hello;
        Members range(members.object("proto"_L1), u"proto"_s);
        hello.protocolFrom = int(range.whole("from"_L1, 1, intMax));
        hello.protocolTo = int(range.whole("to"_L1, hello.protocolFrom, intMax));
        Members limits(members.optionalObject("limits"_L1), u"limits"_s);
        hello.limits.pushOperationsMax = int(limits.optionalWhole("push_operations"_L1, hello.limits.pushOperationsMax, 1, intMax));
        hello.limits.pushBytesMax = limits.optionalWhole("push_bytes"_L1, hello.limits.pushBytesMax, 1024);
        hello.limits.changesBytesMax = limits.optionalWhole("changes_bytes"_L1, hello.limits.changesBytesMax, 1024);
        hello.limits.waitSecondsMax = int(limits.optionalWhole("wait_seconds"_L1, hello.limits.waitSecondsMax, 0, 3600));
        hello.serverTime = members.instant("server_time"_L1);
        hello.epoch = members.text("epoch"_L1);
        hello.scopes = members.texts("scopes"_L1);
        hello.scopeSet = members.optionalWhole("scope_set"_L1, 0);
        hello.numberSeries = members.optionalTexts("number_series"_L1);
        hello.minimumClient = members.optionalText("minimum_client"_L1);
        hello.notices = members.optionalTexts("notices"_L1);
        hello.wanted = members.optionalTexts("wanted"_L1);
        if (!range.ok())
            members.fail(range.refusal());
        if (!limits.ok())
            members.fail(limits.refusal());
        return hello;
    });
}

QByteArray encode(const NumberLeaseRequest &request)
{
    return compact({{u"request"_s, request.request},
                    {u"stream"_s, request.stream},
                    {u"series"_s, request.series},
                    {u"count"_s, request.count}});
}

Result<NumberLeaseRequest> decodeNumberLeaseRequest(QByteArrayView text)
{
    return decode<NumberLeaseRequest>(text, [](Members &members) {
        return NumberLeaseRequest{.request = members.text("request"_L1),
                                  .stream = members.text("stream"_L1),
                                  .series = members.text("series"_L1),
                                  .count = members.whole("count"_L1, 1, leaseNumbersMax)};
    });
}

QByteArray encode(const domain::NumberLease &lease)
{
    return compact(lease.toJson());
}

Result<domain::NumberLease> decodeNumberLease(QByteArrayView text)
{
    const auto json = parseObject(text);
    if (!json)
        return json.refusal();
    const auto lease = domain::NumberLease::fromJson(*json);
    if (!lease)
        return domain::refuse(u"wire.malformed", {{u"member"_s, lease.refusal().facts[u"member"_s]}});
    return *lease;
}

QByteArray encode(const NumberLeaseReturn &request)
{
    return compact({{u"next"_s, request.next}});
}

Result<NumberLeaseReturn> decodeNumberLeaseReturn(QByteArrayView text)
{
    return decode<NumberLeaseReturn>(text, [](Members &members) { return NumberLeaseReturn{members.whole("next"_L1, 1)}; });
}

QByteArray encode(const domain::Document &document)
{
    return compact({{u"id"_s, document.id},
                    {u"k"_s, document.kind},
                    {u"v"_s, document.version},
                    {u"sc"_s, list(document.scopes)},
                    {u"d"_s, document.body}});
}

Result<domain::Document> decodeDocument(QByteArrayView text)
{
    return decode<domain::Document>(text, [](Members &members) {
        return domain::Document{.id = members.text("id"_L1),
                                .kind = members.text("k"_L1),
                                .version = members.whole("v"_L1, 1),
                                .scopes = members.texts("sc"_L1),
                                .body = members.object("d"_L1)};
    });
}

} // namespace exchange
