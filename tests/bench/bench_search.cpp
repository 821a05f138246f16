// SPDX-License-Identifier: GPL-3.0-or-later
// What a clerk waits for at each key: items of a catalogue of 2,000, and applicants and cases of a store of 1,000,000. The
// store is made once, by the calls the office makes, and kept under build/bench-data.
#include "domain/district/madeupdistrict.h"
#include "domain/numbering/receiptnumber.h"
#include "figures.h"
#include "office/office.h"
#include "office/search/desksearch.h"
#include "office/search/itemfinder.h"
#include "office/store.h"
#include "storage/migrations.h"
#include "storage/search/pinyin.h"
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <functional>

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 seed = 20261121;
constexpr int generation = 2; ///< of the data below; another one is made anew
constexpr int linesShown = 20;

QByteArray resource(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s can't be read", qPrintable(path));
    return file.readAll();
}

QList<domain::Item> catalogueOf(int count)
{
    QJsonObject catalogue = QJsonDocument::fromJson(resource(u":/catalogue/610116.json"_s)).object();
    if (count > 0)
        catalogue[u"items"] = domain::withMadeUpItems(catalogue[u"items"].toArray(), count);
    return domain::readCatalogue(QJsonDocument(catalogue).toJson()).value();
}

/// Three and a half years of the district: two thirds cases, one third those they are for.
domain::MadeUpDistrict madeUpDistrict()
{
    domain::DistrictGround ground;
    ground.items = catalogueOf(0);
    QJsonArray notices;
    for (int year = 2023; year <= 2026; ++year)
        notices << QJsonDocument::fromJson(resource(u":/calendars/%1.json"_s.arg(year))).object();
    ground.calendar = domain::WorkCalendar::fromNotices(notices).value();
    ground.streets = domain::readStreets(resource(u":/divisions/divisions.csv"_s), resource(u":/divisions/divisions_villages.csv"_s), u"610116");
    ground.firstDay = QDate(2023, 1, 3);
    ground.personsMax = 320'000;
    ground.firmsMax = 60'000;
    return domain::MadeUpDistrict(seed, ground);
}

storage::SearchEntry applicantOf(const domain::MadeUpCase &visit)
{
    const bool isFirm = visit.applicantKind == u"legal";
    return {domain::idFor(QString(u"applicant:"_s + visit.applicantNumber())), u"applicant"_s, visit.applicantName(),
            {visit.applicantNumber(), isFirm ? visit.firm.phone : visit.person.mobile}, {}, 0};
}

storage::SearchEntry caseOf(const domain::MadeUpCase &visit, const QString &itemName)
{
    const QString series = u"610116-%1"_s.arg(visit.receivedAt.date().year());
    return {domain::idFor(u"case:%1"_s.arg(visit.index)), u"case"_s, visit.applicantName(),
            {domain::formatReceiptNumber(series, visit.index % domain::receiptSerialMax + 1), visit.applicantNumber()}, itemName,
            visit.receivedAt.toMSecsSinceEpoch()};
}

/// Puts cases and their applicants until there are `rows`; goes on where it was stopped.
void fill(office::Store &store, qint64 rows)
{
    const domain::MadeUpDistrict district = madeUpDistrict();
    QHash<QString, QString> itemNames;
    for (const domain::Item &item : catalogueOf(0))
        itemNames.insert(item.id, item.name);
    constexpr int casesAtOnce = 1000;
    const auto count = [&store] { return store.database.number(u"SELECT count(*) FROM search_entry"_s); };
    qint64 have = count();
    QElapsedTimer timer;
    timer.start();
    const qint64 before = have;
    for (qint64 next = store.settings.text(u"bench-next"_s, u"0"_s).toLongLong(); have < rows; next += casesAtOnce) {
        QList<storage::SearchEntry> entries;
        for (qint64 index = next; index < next + casesAtOnce; ++index) {
            const domain::MadeUpCase visit = district.head(index);
            entries << applicantOf(visit) << caseOf(visit, itemNames[visit.itemId]);
        }
        storage::Transaction transaction(store.database);
        store.search.put(entries);
        store.settings.set(u"bench-next"_s, QString::number(next + casesAtOnce));
        transaction.commit();
        have = count();
        if (next / casesAtOnce % 25 == 0)
            bench::say(u"  %1 of %2 rows"_s.arg(have).arg(rows));
    }
    if (have > before)
        bench::say(u"  %1 rows in %2 s"_s.arg(have - before).arg(double(timer.elapsed()) / 1000));
}

std::unique_ptr<office::Office> openStore(const QString &path)
{
    auto office = office::Office::open({path, office::Office::Side::Counter, [] { return QDateTime::currentDateTimeUtc(); }, false});
    if (!office.ok())
        qFatal("%s can't be opened: %s", qPrintable(path), qPrintable(office.refusal().code));
    return std::move(office.value());
}

std::unique_ptr<office::Office> preparedStore(qint64 rows)
{
    const QString folder = QStringLiteral(ONEWINDOW_SOURCE_DIR "/build/bench-data");
    QDir().mkpath(folder);
    const QString path = u"%1/search-%2-schema%3-made%4.db"_s.arg(folder).arg(rows).arg(storage::newestSchema()).arg(generation);
    bench::say(u"store %1"_s.arg(path));
    auto office = openStore(path);
    fill(office->store(), rows);
    return office;
}

/// Someone or something of the store, as a clerk has it before the eyes.
QList<storage::SearchEntry> sample(office::Store &store, QStringView kind, int count)
{
    const qint64 lowest = store.database.number(u"SELECT min(key) FROM search_entry"_s);
    const qint64 highest = store.database.number(u"SELECT max(key) FROM search_entry"_s);
    domain::Dice dice(seed, domain::Dice::Purpose::Order, kind.size());
    QList<storage::SearchEntry> entries;
    while (entries.size() < count) {
        const qint64 key = lowest + qint64(dice.fraction() * double(highest - lowest));
        const auto row = store.database.row(u"SELECT id, name, numbers, words FROM search_entry WHERE key >= ? AND kind = ? ORDER BY key LIMIT 1"_s,
                                            {key, kind.toString()});
        if (row)
            entries << storage::SearchEntry{row->text(0), kind.toString(), row->text(1), row->text(2).split(u'\n'), row->text(3), 0};
    }
    return entries;
}

/// Types texts key by key until there are enough keystrokes; every beginning is a search.
bench::Times typed(const std::function<QString(int)> &text, int keystrokes, const std::function<void(const QString &)> &search)
{
    bench::Times times;
    QMultiMap<double, QString> slow; ///< by time, for who wants to know why
    for (int n = 0; times.count() < keystrokes; ++n) {
        const QString whole = text(n);
        for (qsizetype length = 1; length <= whole.size(); ++length) {
            QElapsedTimer timer;
            timer.start();
            search(whole.first(length));
            const double ms = double(timer.nsecsElapsed()) / 1e6;
            times.add(ms);
            slow.insert(-ms, whole.first(length));
        }
    }
    bench::say(u"  slowest: %1"_s.arg(QStringList(slow.values().first(5)).join(u" | ")));
    return times;
}

QString caseNumberAsTyped(const QString &number, int n)
{
    switch (n % 4) {
    case 0: return number;
    case 1: return QString(number).remove(u'-');
    case 2: return number.section(u'-', 1);
    default: return QString::number(number.section(u'-', 2, 2).toLongLong()); // the bare serial
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser arguments;
    const QCommandLineOption rowsOption(u"rows"_s, u"Applicants and cases."_s, u"number"_s, u"1000000"_s),
        itemsOption(u"items"_s, u"Items of the catalogue."_s, u"number"_s, u"2000"_s),
        keysOption(u"keystrokes"_s, u"Keystrokes of each kind."_s, u"number"_s, u"400"_s);
    arguments.addOptions({rowsOption, itemsOption, keysOption});
    arguments.addHelpOption();
    arguments.process(application);
    const int keystrokes = arguments.value(keysOption).toInt();

    const QList<domain::Item> items = catalogueOf(arguments.value(itemsOption).toInt());
    const office::ItemFinder finder(items);
    const auto office = preparedStore(arguments.value(rowsOption).toLongLong());
    const qint64 rows = office->store().database.number(u"SELECT count(*) FROM search_entry"_s);
    const office::DeskSearch desk(*office);
    bench::say(u"%1 rows, %2 items"_s.arg(rows).arg(items.size()));

    const QList<storage::SearchEntry> people = sample(office->store(), u"applicant", keystrokes), cases = sample(office->store(), u"case", keystrokes);
    const auto person = [&](int n) { return people[n % people.size()]; };
    const auto itemName = [&](int n) { return items[(n * 37) % items.size()].shortName; };
    const auto searchItem = [&](const QString &text) { finder.find(text, linesShown); };
    const auto searchDesk = [&](const QString &text) { desk.find(text, linesShown); };

    QMap<QString, bench::Times> kinds;
    const auto measure = [&](const QString &kind, const std::function<QString(int)> &text, const std::function<void(const QString &)> &search) {
        kinds[kind] = typed(text, keystrokes, search);
        bench::say(u"  %1 %2"_s.arg(kind, -18).arg(QString::fromUtf8(QJsonDocument(kinds[kind].toJson()).toJson(QJsonDocument::Compact))));
    };
    measure(u"item-initials"_s, [&](int n) { return storage::initials(itemName(n)); }, searchItem);
    measure(u"item-characters"_s, itemName, searchItem);
    measure(u"name"_s, [&](int n) { return person(n).name; }, searchDesk);
    measure(u"name-initials"_s, [&](int n) { return storage::initials(person(n).name, storage::Reading::Person); }, searchDesk);
    measure(u"number"_s, [&](int n) { return person(n).numbers[0]; }, searchDesk);
    measure(u"last-four"_s, [&](int n) { return person(n).numbers[0].last(4); }, searchDesk);
    measure(u"name-last-four"_s, [&](int n) { return QString(person(n).name.first(1) + u' ' + person(n).numbers[0].last(4)); }, searchDesk);
    measure(u"case-number"_s, [&](int n) { return caseNumberAsTyped(cases[n % cases.size()].numbers[0], n); }, searchDesk);

    // A quick answer is worth something only when it is the right one.
    int missed = 0;
    for (const storage::SearchEntry &entry : people + cases) {
        const auto hits = desk.find(entry.numbers[0], linesShown);
        missed += std::ranges::none_of(hits, [&](const office::DeskHit &hit) { return hit.id == entry.id; });
    }

    QJsonObject byKind;
    double median = 0, p95 = 0, p99 = 0;
    qsizetype count = 0;
    for (auto kind = kinds.cbegin(); kind != kinds.cend(); ++kind) {
        byKind[kind.key()] = kind->toJson();
        median = std::max(median, kind->percentile(0.5));
        p95 = std::max(p95, kind->percentile(0.95));
        p99 = std::max(p99, kind->percentile(0.99));
        count += kind->count();
    }
    bench::print({{u"rows"_s, rows},
                  {u"items"_s, items.size()},
                  {u"keystrokes"_s, count},
                  {u"median_ms"_s, bench::Times::rounded(median)},
                  {u"p95_ms"_s, bench::Times::rounded(p95)},
                  {u"p99_ms"_s, bench::Times::rounded(p99)},
                  {u"missed"_s, missed},
                  {u"by_kind"_s, byKind}});
    return missed == 0 ? 0 : 1;
}
