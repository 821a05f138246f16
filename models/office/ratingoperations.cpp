// SPDX-License-Identifier: GPL-3.0-or-later
// 好差评: rating.give and rating.supplement come sealed and are opened at the centre only; rating.tell is the centre's own.
#include "domain/casefile/casefile.h"
#include "domain/jsontime.h"
#include "domain/rating/rating.h"
#include "office/openorder.h"
#include "office/operationkinds.h"
#include <QJsonDocument>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::Rating;
using domain::refuse;
using domain::Result;

namespace {

constexpr qsizetype wordsMax = 500, optionsMax = 12, codeMax = 40;

/// What was sealed; nothing where it can't be opened, which at a window is as it should be.
Result<std::optional<QJsonObject>> contentOf(const Workspace &workspace)
{
    const QByteArray box = QByteArray::fromBase64(workspace.operation().body[u"sealed"_s].toString().toLatin1());
    if (box.isEmpty())
        return refuse(u"operation.malformed", {{u"member"_s, u"sealed"_s}});
    if (!workspace.mayUnseal())
        return std::optional<QJsonObject>();
    const std::optional<QByteArray> plain = workspace.unsealed(box);
    const QJsonObject content = plain ? QJsonDocument::fromJson(*plain).object() : QJsonObject();
    if (content.isEmpty())
        return refuse(u"rating.sealed");
    return std::optional(content);
}

QStringList codesOf(const QJsonValue &value)
{
    QStringList codes;
    for (const QJsonValue &code : value.toArray()) {
        if (codes.size() < optionsMax && !code.toString().isEmpty() && code.toString().size() <= codeMax)
            codes << code.toString();
    }
    return codes;
}

QJsonObject aspectsOf(const QJsonObject &given)
{
    QJsonObject aspects;
    for (auto aspect = given.begin(); aspect != given.end() && aspects.size() < optionsMax; ++aspect) {
        if (aspect.key().size() <= codeMax && aspect->toInt() >= domain::levelMin && aspect->toInt() <= domain::levelMax)
            aspects.insert(aspect.key(), aspect->toInt());
    }
    return aspects;
}

/// Who was served and by which department, as the case has it.
void fillFromCase(Rating &rating, const Workspace &workspace, const domain::Place &place)
{
    rating.department = place.sealAgency.isEmpty() ? place.name : place.sealAgency;
    const auto document = workspace.load(rating.caseId);
    const auto file = document && document->kind == "case"_L1 ? std::optional(domain::CaseFile::fromJson(document->body)) : std::nullopt;
    if (!file || !*file)
        return;
    rating.caseNumber = (*file)->number;
    rating.itemName = (*file)->itemName;
    rating.department = (*file)->department;
    const bool byAgent = !(*file)->agent.phone.isEmpty();
    rating.personName = byAgent ? (*file)->agent.name : (*file)->applicant.name;
    rating.personPhone = byAgent ? (*file)->agent.phone : (*file)->applicant.phone;
}

/// One more (step 1), or one less (-1), in the month of who was rated.
void countIn(Workspace &workspace, const Rating &rating, const domain::Place &place, int step)
{
    if (rating.clerk.isEmpty())
        return;
    const QString month = domain::hallTime(rating.at).date().toString(u"yyyy-MM"_s);
    const QString id = domain::RatingSummary::idOf(rating.clerk, month);
    domain::RatingSummary summary{id, rating.clerk, place.id, month};
    domain::Document document = workspace.load(id).value_or(domain::Document{id, u"rating-summary"_s, 0, {domain::ratingScope(place.district)}, {}});
    if (const auto known = domain::RatingSummary::fromJson(document.body))
        summary = *known;
    summary.counts[rating.level - 1] += step;
    document.body = summary.toJson();
    workspace.save(document);
}

} // namespace

void excludeRating(Workspace &workspace, const QString &ratingId)
{
    std::optional<domain::Document> document = workspace.load(ratingId);
    Result<Rating> rating = document ? Rating::fromJson(document->body) : Result<Rating>(refuse(u"rating.not-given"));
    if (!rating || rating->excluded)
        return;
    rating->excluded = true;
    document->body = rating->toJson();
    workspace.save(*document);
    if (const domain::Place *place = workspace.rules().place(rating->place))
        countIn(workspace, *rating, *place, -1);
}

// One rating for a service, the first one, for good: told again by another way it changes nothing and is no mistake of anybody's.
Result<Done> giveRating(Workspace &workspace)
{
    const auto opened = contentOf(workspace);
    if (!opened)
        return opened.refusal();
    if (!*opened)
        return Done{};
    const QJsonObject &content = **opened;
    const domain::Operation &operation = workspace.operation();
    const bool atCounter = workspace.rules().staff(operation.actor) != nullptr; // else the centre itself, for the page
    const domain::Place *place = workspace.rules().place(atCounter ? operation.place : content[u"place"_s].toString());
    if (!place)
        return refuse(u"place.unknown");
    Rating rating;
    rating.service = content[u"service"_s].toString();
    rating.id = domain::idFor(QString(u"rating:"_s + rating.service));
    if (workspace.load(rating.id))
        return Done{};
    rating.level = content[u"level"_s].toInt();
    if (rating.service.isEmpty() || rating.level < domain::levelMin || rating.level > domain::levelMax)
        return refuse(u"rating.level");
    rating.stage = content[u"stage"_s].toString();
    rating.channel = atCounter ? u"counter"_s : u"page"_s;
    rating.caseId = content[u"case"_s].toString();
    rating.place = place->id;
    // At a counter the act itself says who serves there: nobody can hang a rating on a colleague.
    rating.clerk = atCounter ? operation.actor : content[u"clerk"_s].toString();
    rating.counter = atCounter ? operation.counter : content[u"counter"_s].toString();
    rating.options = codesOf(content[u"options"_s]);
    rating.aspects = aspectsOf(content[u"aspects"_s].toObject());
    rating.words = content[u"words"_s].toString().trimmed().left(wordsMax);
    rating.optionsVersion = content[u"optionsVersion"_s].toString();
    rating.at = workspace.now();
    rating.servedAt = domain::instantFromText(content[u"servedAt"_s]);
    fillFromCase(rating, workspace, *place);
    if (rating.isBad()) {
        rating.workOrder = domain::idFor(QString(u"workorder:"_s + content[u"nonce"_s].toString()));
        openRatingOrder(workspace, {rating.workOrder, rating.id, rating.clerk, rating.department, rating.itemName, rating.options}, *place);
    }
    workspace.save({rating.id, u"rating"_s, 0, {domain::ratingScope(place->district)}, rating.toJson()});
    countIn(workspace, rating, *place, 1);
    return Done{};
}

Result<Done> supplementRating(Workspace &workspace)
{
    const auto opened = contentOf(workspace);
    if (!opened)
        return opened.refusal();
    if (!*opened)
        return Done{};
    std::optional<domain::Document> document = workspace.load(domain::idFor(QString(u"rating:"_s + (**opened)[u"service"_s].toString())));
    Result<Rating> rating = document ? Rating::fromJson(document->body) : Result<Rating>(refuse(u"rating.not-given"));
    if (!rating)
        return rating.refusal();
    if (rating->supplement)
        return refuse(u"rating.supplemented");
    rating->supplement = Rating::Supplement{workspace.now(), (**opened)[u"words"_s].toString().trimmed().left(wordsMax)};
    if (rating->supplement->words.isEmpty())
        return refuse(u"rating.words-lacking");
    document->body = rating->toJson();
    workspace.save(*document);
    return Done{};
}

// The month is over: told to the district when it has enough ratings to say nothing of a single one.
Result<Done> tellRatings(Workspace &workspace)
{
    std::optional<domain::Document> document = workspace.load(workspace.operation().doc);
    if (!document || document->kind != "rating-summary"_L1)
        return refuse(u"document.unknown");
    Result<domain::RatingSummary> summary = domain::RatingSummary::fromJson(document->body);
    const domain::Place *place = summary ? workspace.rules().place(summary->place) : nullptr;
    if (!place)
        return refuse(u"place.unknown");
    const domain::Agenda agenda = domain::agendaOf(*summary);
    if (agenda.isEmpty() || workspace.now() < agenda.first().at)
        return refuse(u"rating.month-runs");
    summary->isOver = true;
    document->body = summary->toJson();
    if (summary->total() >= domain::toldFrom)
        document->scopes << domain::districtScope(place->district);
    workspace.save(*document);
    return Done{};
}

} // namespace office
