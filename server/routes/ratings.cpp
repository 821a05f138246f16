// SPDX-License-Identifier: GPL-3.0-or-later
// 好差评 by the code on the paper: one page for a phone, without a script.
#include "domain/jsontime.h"
#include "office/ratings.h"
#include "server/routes/route.h"
#include <QCryptographicHash>
#include <QFile>
#include <QUrlQuery>
#include <kainjow/mustache.hpp>

namespace server {
using namespace Qt::StringLiterals;
using domain::refuse;
using kainjow::mustache::data;
using kainjow::mustache::mustache;
using office::Ratings;

namespace {

constexpr qsizetype optionsMax = 12;

std::string text(const QString &words)
{
    return words.toStdString();
}

data listOf(const QList<domain::RatingOptions::Option> &options)
{
    data list(data::type::list);
    for (const domain::RatingOptions::Option &option : options) {
        data entry;
        entry.set("code", text(option.code));
        entry.set("text", text(option.text));
        list << entry;
    }
    return list;
}

/// What the page says where there is nothing to fill in.
QString sentenceOf(const domain::Refusal &refusal)
{
    static const QHash<QString, QString> sentences{
        {u"rating.unknown"_s, u"没有找到这次服务。如果刚刚办理完毕，请过几分钟再试。"_s},
        {u"rating.level"_s, u"请先选择一个评价等级。"_s},
        {u"rating.words-lacking"_s, u"请先写下要追加的内容。"_s},
        {u"public.too-many"_s, u"访问过于频繁，请稍后再试。"_s}};
    if (refusal.code == "rating.over"_L1)
        return u"评价时间（办理后 %1 天内）已过。"_s.arg(refusal.facts[u"days"_s].toInt());
    return sentences.value(refusal.code, u"暂时无法评价，请稍后再试。"_s);
}

QString stageText(const QString &stage)
{
    static const QHash<QString, QString> stages{{u"receive"_s, u"收件"_s}, {u"accept"_s, u"受理"_s}, {u"notify"_s, u"一次性告知"_s}, {u"refuse"_s, u"不予受理"_s},
                                                {u"supplement"_s, u"补交材料"_s}, {u"withdraw"_s, u"撤回"_s}, {u"collect"_s, u"领证"_s}, {u"mail"_s, u"邮寄"_s}, {u"serve"_s, u"送达"_s}};
    return stages.value(stage, stage);
}

Response page(int status, const data &values)
{
    static const std::string whole = [] {
        QFile file(u":/public/rating.html"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
    }();
    Q_ASSERT(!whole.empty());
    static const QByteArray policy = [] {
        // The page's own style and nothing else: what somebody wrote into a name can bring no other.
        const QByteArray page = QByteArray::fromStdString(whole);
        const qsizetype from = page.indexOf("<style>") + 7;
        const QByteArray style = page.mid(from, page.indexOf("</style>") - from);
        const QByteArray print = QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64();
        return QByteArray("default-src 'none'; style-src 'sha256-" + print + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    }();
    mustache filling(whole);
    Response response = Response::text(status, "text/html; charset=utf-8", QByteArray::fromStdString(filling.render(values)));
    response.headers.insert("Content-Security-Policy", policy);
    response.headers.insert("Referrer-Policy", "no-referrer"); // the address itself is the key
    return response;
}

Response sorry(const domain::Refusal &refusal)
{
    data values;
    values.set("problem", text(sentenceOf(refusal)));
    const int status = refusal.code == "public.too-many"_L1 ? 429 : refusal.code == "rating.unknown"_L1 ? 404 : refusal.code == "rating.over"_L1 ? 410 : 503;
    Response response = page(status, values);
    response.codes = {refusal.code};
    return response;
}

Response shown(const Desk &desk, const Ratings::Opened &opened, int status = 200, const std::optional<domain::Refusal> &problem = {})
{
    const auto rules = desk.office.rules();
    const domain::RatingOptions options = Ratings::options(*rules, opened.district);
    const domain::Place *place = rules->place(opened.service.place);
    const domain::Counter *counter = place ? place->counter(opened.service.counter) : nullptr;
    data values;
    data service;
    service.set("item", text(opened.service.itemName));
    service.set("stage", text(stageText(opened.service.stage)));
    service.set("counter", text(counter ? counter->name : QString()));
    service.set("at", text(domain::hallTime(opened.service.at).toString(u"yyyy-MM-dd HH:mm"_s)));
    values.set("service", service);
    values.set("place", text(opened.placeName));
    if (problem)
        values.set("problem", text(sentenceOf(*problem)));
    if (!opened.rated) {
        data form;
        form.set("levels", listOf(options.levels));
        form.set("bad", listOf(options.bad));
        form.set("good", listOf(options.good));
        form.set("aspects", listOf(options.aspects));
        form.set("hasAspects", !options.aspects.isEmpty());
        form.set("lastDay", text(opened.lastDay.toString(u"yyyy-MM-dd"_s)));
        values.set("form", form);
    }
    values.set("given", opened.rated);
    values.set("supplement", opened.rated && !opened.supplemented);
    values.set("over", opened.supplemented);
    return page(status, values);
}

std::optional<Response> mustWait(Desk &desk, const Request &request)
{
    const std::optional<domain::Refusal> tooMany = desk.strangerMustWait(request);
    if (!tooMany)
        return std::nullopt;
    Response wait = sorry(*tooMany);
    wait.headers.insert("Retry-After", QByteArray::number(tooMany->facts[u"seconds"_s].toInt()));
    return wait;
}

Answer ratingPage(Desk &desk, const Request &request, const QStringList &parameters)
{
    if (const auto wait = mustWait(desk, request))
        return *wait;
    const auto opened = Ratings(desk.office).open(parameters.first());
    desk.house.publicGuard.note(request.network, !opened, desk.now());
    return opened ? shown(desk, *opened) : sorry(opened.refusal());
}

office::Evaluation evaluationFrom(const QUrlQuery &form)
{
    office::Evaluation evaluation;
    for (const auto &[name, value] : form.queryItems(QUrl::FullyDecoded)) {
        if (name == "level"_L1)
            evaluation.level = value.toInt();
        else if (name == "option"_L1 && evaluation.options.size() < optionsMax)
            evaluation.options << value;
        else if (name.startsWith("aspect."_L1) && value.toInt() > 0)
            evaluation.aspects.insert(name.sliced(7), value.toInt());
        else if (name == "words"_L1)
            evaluation.words = value.trimmed();
    }
    return evaluation;
}

Answer rate(Desk &desk, const Request &request, const QStringList &parameters)
{
    if (const auto wait = mustWait(desk, request))
        return *wait;
    const QString &token = parameters.first();
    Ratings ratings(desk.office);
    const auto opened = ratings.open(token);
    desk.house.publicGuard.note(request.network, !opened, desk.now());
    if (!opened)
        return sorry(opened.refusal());
    QByteArray body = request.body;
    body.replace('+', "%20");
    const QUrlQuery form(QString::fromUtf8(body));
    const auto done = form.hasQueryItem(u"supplement"_s) ? ratings.supplementBy(token, form.queryItemValue(u"supplement"_s, QUrl::FullyDecoded))
                                                         : ratings.giveBy(token, evaluationFrom(form));
    // Sent twice, by an impatient finger or a bad line, it counts once and is thanked for twice.
    const bool again = !done && (done.refusal().code == "rating.given"_L1 || done.refusal().code == "rating.supplemented"_L1);
    if (!done && !again)
        return shown(desk, *opened, done.refusal().code.startsWith("rating."_L1) ? 422 : 503, done.refusal());
    if (done)
        desk.centre.noteMoved(*done);
    Response see = Response::text(303, "text/html; charset=utf-8", {});
    see.headers.insert("Location", request.path);
    return see;
}

} // namespace

const QList<Route> &ratingRoutes()
{
    static const QList<Route> routes{
        {"GET", u"/v1/public/ratings/{token}"_s, {Lane::Read, 0}, ratingPage},
        {"POST", u"/v1/public/ratings/{token}"_s, {Lane::Write, smallBody}, rate},
    };
    return routes;
}

} // namespace server
