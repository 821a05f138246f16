// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/ratings.h"
#include "domain/jsontime.h"
#include "office/devicekey.h"
#include "office/snapshotshelf.h"
#include "office/store.h"
#include <QJsonDocument>

namespace office {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;

namespace {

constexpr int servicesMax = 20;
constexpr int journalRowsMax = 400; ///< as far back as services are looked for

Service serviceOf(const storage::JournalRow &row, const std::optional<domain::Document> &document)
{
    Service service;
    service.id = row.operation.id;
    service.stage = domain::serviceStage(row.operation.type);
    service.caseId = row.operation.doc;
    service.place = row.operation.place;
    service.counter = row.operation.counter;
    service.clerk = row.operation.actor;
    service.at = row.operation.made.estimate;
    if (document) {
        service.caseNumber = document->body[u"number"_s].toString();
        service.itemName = document->body[u"item"_s][u"name"_s].toString();
        if (service.stage == "collect"_L1 && document->body[u"state"_s].toString() == "refused"_L1)
            service.stage = u"serve"_s; // there is nothing to be glad of, and no licence to be had
    }
    return service;
}

QJsonObject contentOf(const Service &service, const Evaluation &evaluation, const QString &version)
{
    return {{u"service"_s, service.id},
            {u"stage"_s, service.stage},
            {u"case"_s, service.caseId},
            {u"servedAt"_s, domain::instantText(service.at)},
            {u"place"_s, service.place},
            {u"counter"_s, service.counter},
            {u"clerk"_s, service.clerk},
            {u"level"_s, evaluation.level},
            {u"options"_s, QJsonArray::fromStringList(evaluation.options)},
            {u"aspects"_s, evaluation.aspects},
            {u"words"_s, evaluation.words},
            {u"optionsVersion"_s, version}};
}

bool isLevel(int level)
{
    return level >= domain::levelMin && level <= domain::levelMax;
}

} // namespace

domain::RatingOptions Ratings::options(const Rulebook &rules, const QString &district)
{
    const auto own = domain::RatingOptions::fromJson(rules.region(district).more[u"ratingOptions"_s].toObject());
    if (own)
        return *own;
    // A district that says nothing has the five levels and no more.
    domain::RatingOptions plain{u"0"_s, {}, {}, {}, {}};
    for (const auto &[code, text] : {std::pair(u"5"_s, u"非常满意"_s), std::pair(u"4"_s, u"满意"_s), std::pair(u"3"_s, u"基本满意"_s), std::pair(u"2"_s, u"不满意"_s),
                                     std::pair(u"1"_s, u"非常不满意"_s)})
        plain.levels << domain::RatingOptions::Option{code, text};
    return plain;
}

QList<Service> Ratings::services(const QString &clerk, const QDateTime &since) const
{
    return m_office.read<QList<Service>>([&] {
        QList<Service> services;
        const Store &store = m_office.store();
        for (const storage::JournalRow &row : store.journal.page(0, journalRowsMax)) {
            if (row.operation.made.estimate < since || services.size() == servicesMax)
                break;
            if (row.operation.actor != clerk || domain::serviceStage(row.operation.type).isEmpty() || row.fate == storage::Fate::Refused)
                continue;
            services << serviceOf(row, store.documents.load(row.operation.doc));
        }
        return services;
    });
}

Result<QString> Ratings::sealed(const QJsonObject &content) const
{
    const Device *centre = m_office.rules()->device(centreDevice());
    QJsonObject whole = content;
    whole[u"nonce"_s] = domain::newId(m_office.now()); // nobody can work out from the outside what is made of it
    const QByteArray box = centre ? DeviceKey::seal(centre->publicKey, QJsonDocument(whole).toJson(QJsonDocument::Compact)) : QByteArray();
    return box.isEmpty() ? Result<QString>(refuse(u"rating.key-lacking")) : Result<QString>(QString::fromLatin1(box.toBase64()));
}

Result<Done> Ratings::give(const Service &service, const Evaluation &evaluation, const Actor &clerk)
{
    if (!isLevel(evaluation.level))
        return refuse(u"rating.level");
    const domain::Place *place = m_office.rules()->place(clerk.place);
    if (!place)
        return refuse(u"place.unknown");
    const Result<QString> box = sealed(contentOf(service, evaluation, options(*m_office.rules(), place->district).version));
    if (!box)
        return box.refusal();
    const auto done = m_office.submit({u"rating.give"_s, {}, {{u"sealed"_s, *box}}, clerk});
    return done ? Result<Done>(Done{}) : Result<Done>(done.refusal());
}

Result<Ratings::Opened> Ratings::open(const QString &token) const
{
    const QString id = domain::serviceOfToken(token);
    const auto row = id.isEmpty() ? std::nullopt : m_office.read<std::optional<storage::JournalRow>>([&] { return m_office.store().journal.byId(id); });
    const auto rules = m_office.rules();
    const domain::Place *place = row ? rules->place(row->operation.place) : nullptr;
    if (!place || !domain::isTokenOf(token, place->sealKey) || domain::serviceStage(row->operation.type).isEmpty())
        return refuse(u"rating.unknown");
    const auto document = m_office.read<std::optional<domain::Document>>([&] { return m_office.store().documents.base(row->operation.doc); });
    Opened opened{serviceOf(*row, document), place->name, place->district, {}, false, false};
    const int days = rules->region(place->district).rating.openDays;
    opened.lastDay = domain::hallTime(opened.service.at).date().addDays(days);
    if (domain::hallTime(m_office.now()).date() > opened.lastDay)
        return refuse(u"rating.over", {{u"days"_s, days}});
    const auto given = rating(domain::idFor(QString(u"rating:"_s + id)));
    opened.rated = given.has_value();
    opened.supplemented = given && given->supplement;
    return opened;
}

Result<QStringList> Ratings::submitSealed(const QString &type, const QJsonObject &content, const QString &place)
{
    const Result<QString> box = sealed(content);
    if (!box)
        return box.refusal();
    const auto done = m_office.submit({type, {}, {{u"sealed"_s, *box}}, {u"centre"_s, {}, {u"centre"_s}, place, {}}});
    if (!done)
        return done.refusal();
    QStringList moved;
    for (const domain::Document &document : done->documents)
        moved += document.scopes;
    moved.removeDuplicates();
    return moved;
}

Result<QStringList> Ratings::giveBy(const QString &token, const Evaluation &evaluation)
{
    const Result<Opened> opened = open(token);
    if (!opened)
        return opened.refusal();
    if (opened->rated)
        return refuse(u"rating.given");
    if (!isLevel(evaluation.level))
        return refuse(u"rating.level");
    return submitSealed(u"rating.give"_s, contentOf(opened->service, evaluation, options(*m_office.rules(), opened->district).version), opened->service.place);
}

Result<QStringList> Ratings::supplementBy(const QString &token, const QString &words)
{
    const Result<Opened> opened = open(token);
    if (!opened)
        return opened.refusal();
    if (!opened->rated)
        return refuse(u"rating.not-given");
    if (opened->supplemented)
        return refuse(u"rating.supplemented");
    if (words.trimmed().isEmpty())
        return refuse(u"rating.words-lacking");
    return submitSealed(u"rating.supplement"_s, {{u"service"_s, opened->service.id}, {u"words"_s, words.trimmed()}}, opened->service.place);
}

std::optional<domain::Rating> Ratings::rating(const QString &id) const
{
    const auto document = m_office.read<std::optional<domain::Document>>([&] { return m_office.store().documents.load(id); });
    const auto rating = document ? std::optional(domain::Rating::fromJson(document->body)) : std::nullopt;
    return rating && *rating ? std::optional(**rating) : std::nullopt;
}

QList<RatingRow> Ratings::list(const RatingFilter &filter, qint64 offset, int limit) const
{
    return m_office.read<QList<RatingRow>>([&] { return m_office.store().ratings.page(filter, offset, limit); });
}

qint64 Ratings::count(const RatingFilter &filter) const
{
    return m_office.read<qint64>([&] { return m_office.store().ratings.count(filter); });
}

QList<qint64> Ratings::byLevel(const RatingFilter &filter) const
{
    return m_office.read<QList<qint64>>([&] { return m_office.store().ratings.byLevel(filter); }, QList<qint64>(domain::levelMax, 0));
}

QList<storage::RatingStore::Department> Ratings::byDepartment(const RatingFilter &filter) const
{
    return m_office.read<QList<storage::RatingStore::Department>>([&] { return m_office.store().ratings.byDepartment(filter); });
}

QList<domain::RatingSummary> Ratings::months(const QString &clerk, int monthsMax) const
{
    return m_office.read<QList<domain::RatingSummary>>([&] {
        QList<domain::RatingSummary> told;
        QDate month = domain::hallTime(m_office.now()).date();
        for (int i = 0; i < monthsMax; ++i, month = month.addMonths(-1)) {
            const auto document = m_office.store().documents.load(domain::RatingSummary::idOf(clerk, month.toString(u"yyyy-MM"_s)));
            const auto summary = document ? std::optional(domain::RatingSummary::fromJson(document->body)) : std::nullopt;
            // Held here for a supervisor who sat at this window a moment ago, it is still not told.
            if (summary && *summary && (*summary)->isOver && (*summary)->total() >= domain::toldFrom)
                told << **summary;
        }
        return told;
    });
}

} // namespace office
