// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/database.h"
#include "storage/search/pinyin.h"
#include "storage/search/searchstore.h"
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <optional>

using namespace storage;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 dayMs = 86'400'000;
constexpr qint64 someDay = 20'000 * dayMs;

SearchEntry applicant(const QString &id, const QString &name, const QString &number, const QString &phone = {}, qint64 at = someDay)
{
    return {id, u"applicant"_s, name, {number, phone}, {}, at};
}

SearchEntry caseOf(const QString &id, const QString &name, const QString &receipt, const QString &number, const QString &item, qint64 at = someDay)
{
    return {id, u"case"_s, name, {receipt, number}, item, at};
}

QStringList idsOf(const QList<SearchFound> &found)
{
    QStringList ids;
    for (const SearchFound &one : found)
        ids << one.id;
    return ids;
}

} // namespace

class TestSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void findsWhatIsTyped_data();
    void findsWhatIsTyped();
    void findsTheSameLetterByLetter_data();
    void findsTheSameLetterByLetter();
    void givesBackWhatWasPut();
    void putsTheNewestFirst();
    void takesEntriesWithoutTimeForNew();
    void keepsManyOfOneSecondApart();
    void putsTheLastFourBeforeTheFirstFour();
    void putsTheBeginningBeforeTheInside();
    void findsWhatStandsBehindManyNearMisses();
    void findsOneKindOnly();
    void givesNoMoreThanAskedFor();
    void understandsNothingAsACommand_data();
    void understandsNothingAsACommand();
    void forgetsWhatWasReplaced();
    void forgetsWhatWasRemoved();
    void takesTheLastOfTwoWithOneId();
    void writesNothingWhenNothingChanged();
    void forgetsWhatWasRolledBack();
    void keepsTheOldEntryWhenAnyStatementFails();
    void joinsThePiecesOfTheIndexAtRest();
    void findsThroughAReadOnlyConnection();
    void findsExactlyWhatASlowSearchFinds();

private:
    QStringList find(const QString &typed, int limit = 20, QStringView kind = {}) const { return idsOf(m_search->find(typed, limit, kind)); }
    void checkIndex();

    QTemporaryDir m_sampleFolder;
    std::unique_ptr<Database> m_sample; ///< read by the situations of findsWhatIsTyped
    std::optional<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::optional<SearchStore> m_search;
};

void TestSearch::initTestCase()
{
    m_sample = std::make_unique<Database>(m_sampleFolder.filePath(u"sample.db"_s));
    SearchStore(*m_sample).put({applicant(u"zhang"_s, u"张伟明"_s, u"610116199003070014"_s, u"13800001234"_s, someDay + 9000),
                   applicant(u"yuchi"_s, u"尉迟恭"_s, u"61012519700101123X"_s, {}, someDay + 8000),
                   applicant(u"zhangle"_s, u"张乐"_s, u"610116198801017733"_s, {}, someDay + 7000),
                   applicant(u"ayi"_s, u"阿依古丽·买买提"_s, u"650101199505055521"_s, {}, someDay + 6000),
                   applicant(u"ji"_s, u"𠮷野"_s, u"310101200001015566"_s, {}, someDay + 5000),
                   applicant(u"smith"_s, u"John Smith"_s, u"E77665544"_s, {}, someDay + 4000),
                   applicant(u"kfc"_s, u"长安KFC餐厅"_s, u"W7654321"_s, {}, someDay + 3500),
                   applicant(u"firm"_s, u"西安明泰餐饮管理有限公司"_s, u"91610116MA6TFA1X2K"_s, {}, someDay + 3000),
                   caseOf(u"firm case"_s, u"西安明泰餐饮管理有限公司"_s, u"610116-2026-0481207-K"_s, u"91610116MA6TFA1X2K"_s,
                          u"食品经营许可(新办)"_s, someDay + 2000),
                   caseOf(u"provisional"_s, u"李四"_s, u"T-9F3C-0012-K"_s, u"320101198001018899"_s, u"居住证申领"_s, someDay + 1000)});
}

void TestSearch::init()
{
    if (QLatin1StringView(QTest::currentTestFunction()) == "findsWhatIsTyped"_L1)
        return;
    m_folder.emplace();
    m_database = std::make_unique<Database>(m_folder->filePath(u"office.db"_s));
    m_search.emplace(*m_database);
}

void TestSearch::cleanup()
{
    if (!m_database)
        return;
    checkIndex();
    m_search.reset();
    m_database.reset();
    m_folder.reset();
}

void TestSearch::checkIndex()
{
    m_database->run(u"INSERT INTO search_index(search_index) VALUES('integrity-check')"_s);
}

void TestSearch::findsWhatIsTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("ids");
    const auto row = [](const QString &typed, const QStringList &ids) { QTest::newRow(typed.toUtf8().constData()) << typed << ids; };

    row(u"张伟明"_s, {u"zhang"_s});
    row(u"伟明"_s, {u"zhang"_s});
    row(u"明"_s, {u"zhang"_s, u"firm"_s, u"firm case"_s});
    row(u"明伟"_s, {});
    row(u"张明"_s, {});
    row(u"　张伟明 "_s, {u"zhang"_s});
    row(u"阿依古丽买"_s, {u"ayi"_s});
    row(u"古丽·买买提"_s, {u"ayi"_s});
    row(u"𠮷"_s, {u"ji"_s});
    row(u"𠮷野"_s, {u"ji"_s});

    row(u"zwm"_s, {u"zhang"_s});
    row(u"ZW"_s, {u"zhang"_s});
    row(u"zwmx"_s, {});
    row(u"ycg"_s, {u"yuchi"_s});
    row(u"zl"_s, {u"zhangle"_s});
    row(u"zy"_s, {u"zhangle"_s});
    row(u"smith"_s, {u"smith"_s});
    row(u"john"_s, {u"smith"_s});
    row(u"s"_s, {u"smith"_s});
    row(u"mit"_s, {u"smith"_s}); // inside
    row(u"m"_s, {u"ayi"_s});
    row(u"k"_s, {u"kfc"_s});
    row(u"cakfcct"_s, {u"kfc"_s});
    row(u"长安kfc"_s, {u"kfc"_s});
    row(u"w76"_s, {u"kfc"_s});
    row(u"mmt"_s, {u"ayi"_s});   // behind the dot
    row(u"xamtcyglyxgs"_s, {u"firm"_s, u"firm case"_s});
    row(u"mtcy"_s, {u"firm"_s, u"firm case"_s});
    row(u"张wm"_s, {u"zhang"_s});
    row(u"z伟明"_s, {u"zhang"_s});
    row(u"张w明"_s, {u"zhang"_s});
    row(u"张mw"_s, {});

    row(u"610116199003070014"_s, {u"zhang"_s});
    row(u"６１０１１６１９９００３０７００１４"_s, {u"zhang"_s});
    row(u"6101161990030700"_s, {u"zhang"_s});
    row(u"610116 19900307 0014"_s, {}); // words; digits of the middle are not looked for
    row(u"6101161990"_s, {u"zhang"_s});
    row(u"61012519700101123x"_s, {u"yuchi"_s});
    row(u"91610116ma6tfa1x2k"_s, {u"firm"_s, u"firm case"_s});
    row(u"13800001234"_s, {u"zhang"_s});
    row(u"0014"_s, {u"zhang"_s});
    row(u"070014"_s, {u"zhang"_s});
    row(u"123X"_s, {u"yuchi"_s});
    row(u"1234"_s, {u"zhang"_s}); // of the phone
    row(u"1x2k"_s, {u"firm"_s, u"firm case"_s});
    row(u"9999"_s, {});
    row(u"9"_s, {u"firm"_s, u"firm case"_s});

    row(u"610116-2026-0481207-K"_s, {u"firm case"_s});
    row(u"61011620260481207K"_s, {u"firm case"_s});
    row(u"610116-2026-0481207"_s, {u"firm case"_s});
    row(u"610116-2026-04"_s, {u"firm case"_s});
    row(u"2026-0481207"_s, {u"firm case"_s});
    row(u"20260481"_s, {u"firm case"_s});
    row(u"0481207"_s, {u"firm case"_s});
    row(u"0481207-K"_s, {u"firm case"_s});
    row(u"481207"_s, {u"firm case"_s});
    row(u"4812"_s, {u"firm case"_s});
    row(u"481"_s, {u"firm case"_s});
    row(u"1207"_s, {u"firm case"_s});
    row(u"207K"_s, {u"firm case"_s});
    row(u"T-9F3C-0012-K"_s, {u"provisional"_s});
    row(u"t9f3c0012"_s, {u"provisional"_s});
    row(u"0012"_s, {u"provisional"_s});

    row(u"张 0014"_s, {u"zhang"_s});
    row(u"张，0014"_s, {u"zhang"_s});
    row(u"0014 zwm"_s, {u"zhang"_s});
    row(u"张0014"_s, {u"zhang"_s});
    row(u"张三0014"_s, {});
    row(u"张 6"_s, {u"zhang"_s, u"zhangle"_s});
    row(u"明泰 食品"_s, {u"firm case"_s});
    row(u"食品"_s, {u"firm case"_s});
    row(u"品经"_s, {u"firm case"_s});
    row(u"食品 明泰 4812"_s, {u"firm case"_s});
    row(u"张 李"_s, {});
    row(QString(), {});
    row(u"  -- ()"_s, {});
}

void TestSearch::findsWhatIsTyped()
{
    QFETCH(QString, typed);
    QTEST(idsOf(SearchStore(*m_sample).find(typed, 20)), "ids");
}

void TestSearch::findsTheSameLetterByLetter_data()
{
    QTest::addColumn<QString>("whole");
    for (const QString &whole : {u"西安长安区鑫福源建筑装饰工程有限公司"_s, u"xacaqxfyjzzsgcyxgs"_s, u"xfyjzzsgcyxgs"_s, u"610116199003070014"_s,
                                 u"610116-2026-0481207-K"_s, u"2026-0481207"_s, u"0481207-K"_s, u"481207K"_s, u"西安ca区xf源"_s})
        QTest::newRow(whole.toUtf8().constData()) << whole;
}

void TestSearch::findsTheSameLetterByLetter()
{
    m_search->put(SearchEntry{u"one"_s, u"case"_s, u"西安长安区鑫福源建筑装饰工程有限公司"_s, {u"610116-2026-0481207-K"_s, u"610116199003070014"_s}, {}, someDay});
    QFETCH(QString, whole);
    for (qsizetype length = 1; length <= whole.size(); ++length) {
        // The single x of "xf" is not the beginning, and a single letter is not looked for inside.
        if (whole.startsWith(u"xf") && length == 1)
            continue;
        // Behind the division a number is looked for from six digits on, its serial with zeros from four on.
        if ((whole.startsWith(u"2026") && length < 7) || (whole.startsWith(u"04") && length < 4))
            continue;
        QVERIFY2(find(whole.first(length)) == QStringList{u"one"_s}, qPrintable(whole.first(length)));
    }
}

void TestSearch::givesBackWhatWasPut()
{
    SearchEntry entry = caseOf(u"one"_s, u"John  Smith·(西安)"_s, QString(), u"E 7766"_s, u"居住证 申领"_s);
    m_search->put(entry);
    const QList<SearchFound> found = m_search->find(u"smith"_s, 5);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].id, entry.id);
    QCOMPARE(found[0].kind, entry.kind);
    QCOMPARE(found[0].name, entry.name);
    QCOMPARE(found[0].numbers, entry.numbers); // the empty one keeps its place
    QCOMPARE(found[0].words, entry.words);
    QCOMPARE(found[0].sortKey, entry.sortKey);
}

void TestSearch::putsTheNewestFirst()
{
    for (const int day : {3, 1, 5, 2, 4})
        m_search->put(applicant(QString::number(day), u"张三"_s, u"61011619900307001%1"_s.arg(day), {}, someDay + day * dayMs));
    QCOMPARE(find(u"张"_s), (QStringList{u"5"_s, u"4"_s, u"3"_s, u"2"_s, u"1"_s}));
    QCOMPARE(find(u"6101"_s), (QStringList{u"5"_s, u"4"_s, u"3"_s, u"2"_s, u"1"_s}));
    QCOMPARE(find(u"6"_s, 2), (QStringList{u"5"_s, u"4"_s}));
    m_search->put(applicant(u"1"_s, u"张三"_s, u"610116199003070011"_s, {}, someDay + 6 * dayMs));
    QCOMPARE(find(u"zs"_s), (QStringList{u"1"_s, u"5"_s, u"4"_s, u"3"_s, u"2"_s}));
}

void TestSearch::takesEntriesWithoutTimeForNew()
{
    m_search->put(applicant(u"timed"_s, u"张三"_s, u"1111"_s, {}, someDay));
    m_search->put(applicant(u"first"_s, u"张三"_s, u"1112"_s, {}, 0));
    m_search->put(applicant(u"second"_s, u"张三"_s, u"1113"_s, {}, 0));
    QCOMPARE(find(u"张"_s), (QStringList{u"second"_s, u"first"_s, u"timed"_s}));
    m_search->put(applicant(u"first"_s, u"张三"_s, u"1112"_s, u"138"_s, 0)); // changed: served again
    QCOMPARE(find(u"张"_s), (QStringList{u"first"_s, u"second"_s, u"timed"_s}));
    m_search->put(applicant(u"later"_s, u"张三"_s, u"1114"_s, {}, someDay + dayMs));
    QCOMPARE(find(u"张"_s).first(), u"later"_s);
}

void TestSearch::keepsManyOfOneSecondApart()
{
    QList<SearchEntry> entries;
    for (int i = 0; i < 5000; ++i)
        entries << applicant(u"same %1"_s.arg(i), u"张三"_s, QString::number(100'000 + i), {}, someDay);
    m_search->put(entries);
    m_search->put(applicant(u"next second"_s, u"李四"_s, u"7777"_s, {}, someDay + 1000));
    m_search->put(applicant(u"next day"_s, u"李四"_s, u"7777"_s, {}, someDay + dayMs));
    QCOMPARE(find(u"张"_s, 10000).size(), 5000);
    QCOMPARE(find(u"102345"_s), QStringList{u"same 2345"_s});
    QCOMPARE(find(u"7777"_s), (QStringList{u"next day"_s, u"next second"_s}));
}

void TestSearch::putsTheLastFourBeforeTheFirstFour()
{
    m_search->put({applicant(u"begins"_s, u"张三"_s, u"610116199003070014"_s, {}, someDay + dayMs),
                   applicant(u"ends"_s, u"李四"_s, u"110116199003076101"_s, {}, someDay)});
    QCOMPARE(find(u"6101"_s), (QStringList{u"ends"_s, u"begins"_s}));
    QCOMPARE(find(u"610"_s), QStringList{u"begins"_s});
    QCOMPARE(find(u"6101"_s, 1), QStringList{u"ends"_s});
}

void TestSearch::putsTheBeginningBeforeTheInside()
{
    m_search->put({applicant(u"inside"_s, u"西安张三面馆有限公司"_s, u"1111"_s, {}, someDay + 2 * dayMs),
                   caseOf(u"item"_s, u"李四"_s, u"2222"_s, u"3333"_s, u"张三纪念馆参观"_s, someDay + 3 * dayMs),
                   applicant(u"begins"_s, u"张三"_s, u"4444"_s, {}, someDay)});
    QCOMPARE(find(u"zs"_s), (QStringList{u"begins"_s, u"inside"_s}));
    QCOMPARE(find(u"张三"_s), (QStringList{u"inside"_s, u"begins"_s, u"item"_s}));
}

void TestSearch::findsWhatStandsBehindManyNearMisses()
{
    QList<SearchEntry> entries{applicant(u"ou"_s, u"王欧"_s, u"1111"_s)};
    for (int i = 1; i <= 700; ++i)
        entries << applicant(u"near %1"_s.arg(i), u"王小"_s, u"2222"_s, {}, someDay + i * 1000);
    m_search->put(entries);
    QCOMPARE(find(u"王o"_s, 1), QStringList{u"ou"_s});
    QCOMPARE(find(u"王o"_s, 20), QStringList{u"ou"_s});
}

void TestSearch::findsOneKindOnly()
{
    QList<SearchEntry> entries;
    for (int i = 0; i < 300; ++i)
        entries << caseOf(u"case %1"_s.arg(i), u"张三"_s, u"610116-2026-%1-K"_s.arg(i, 7, 10, QLatin1Char('0')), u"610116199003070014"_s,
                          u"居住证申领"_s, someDay + i * 1000);
    entries << applicant(u"zhang"_s, u"张三"_s, u"610116199003070014"_s, {}, someDay - dayMs);
    m_search->put(entries);
    for (const QString &typed : {u"张"_s, u"zs"_s, u"0014"_s, u"610116"_s, u"6"_s})
        QCOMPARE(find(typed, 5, u"applicant"), QStringList{u"zhang"_s});
    QCOMPARE(find(u"张"_s, 2, u"case"), (QStringList{u"case 299"_s, u"case 298"_s}));
    QCOMPARE(find(u"张"_s, 2, u"licence"), QStringList());
}

void TestSearch::givesNoMoreThanAskedFor()
{
    for (int i = 0; i < 10; ++i)
        m_search->put(applicant(QString::number(i), u"张三"_s, QString::number(6100 + i)));
    QCOMPARE(find(u"张"_s, 3).size(), 3);
    QCOMPARE(find(u"张"_s, 10).size(), 10);
    QCOMPARE(find(u"张"_s, 11).size(), 10);
    QCOMPARE(find(u"张"_s, 0).size(), 0);
    QCOMPARE(find(u"张"_s, -1).size(), 0);
}

void TestSearch::understandsNothingAsACommand_data()
{
    QTest::addColumn<QString>("typed");
    for (const QString &typed : {u"\""_s, u"张\"三"_s, u"张*"_s, u"AND"_s, u"张 OR 李"_s, u"NOT 张"_s, u"(张"_s, u"terms:张"_s, u"%"_s, u"_"_s,
                                 u"';DROP TABLE search_entry"_s, u"张\n三"_s, u"^张"_s, u"-张"_s, u"NEAR(张 三)"_s, u"\\"_s, QString(QChar(0)),
                                 QString(500, u'张'), QString(500, u'6'), QString(500, u'z'), QString(u"张 "_s).repeated(200), QString(QChar(0xd800))})
        QTest::newRow(typed.left(20).toUtf8().toPercentEncoding().constData()) << typed;
}

void TestSearch::understandsNothingAsACommand()
{
    m_search->put(applicant(u"zhang"_s, u"张三"_s, u"610116199003070014"_s));
    QFETCH(QString, typed);
    find(typed);
    QCOMPARE(find(u"张三"_s), QStringList{u"zhang"_s});
}

void TestSearch::forgetsWhatWasReplaced()
{
    m_search->put(caseOf(u"one"_s, u"张三"_s, u"T-9F3C-0012-K"_s, u"610116199003070014"_s, u"居住证申领"_s));
    m_search->put(caseOf(u"one"_s, u"李四维"_s, u"610116-2026-0000017-1"_s, u"110101198001018888"_s, u"失业登记"_s, someDay + dayMs));
    for (const QString &old : {u"张"_s, u"zs"_s, u"9F3C"_s, u"0014"_s, u"610116199"_s, u"居住"_s})
        QCOMPARE(find(old), QStringList());
    for (const QString &fresh : {u"四维"_s, u"lsw"_s, u"610116-2026"_s, u"8888"_s, u"失业"_s})
        QCOMPARE(find(fresh), QStringList{u"one"_s});
    QCOMPARE(m_database->number(u"SELECT count(*) FROM search_entry"_s), 1);
}

void TestSearch::forgetsWhatWasRemoved()
{
    m_search->put({applicant(u"one"_s, u"张三"_s, u"610116199003070014"_s), applicant(u"two"_s, u"张三"_s, u"610116199003070014"_s)});
    m_search->remove(u"one"_s);
    m_search->remove(u"never there"_s);
    QCOMPARE(find(u"张"_s), QStringList{u"two"_s});
    m_search->remove(u"two"_s);
    QCOMPARE(find(u"张"_s), QStringList());
    QCOMPARE(find(u"6"_s), QStringList());
}

void TestSearch::takesTheLastOfTwoWithOneId()
{
    m_search->put({applicant(u"one"_s, u"张三"_s, u"1111"_s), applicant(u"one"_s, u"李四"_s, u"2222"_s)});
    QCOMPARE(find(u"张"_s), QStringList());
    QCOMPARE(find(u"李"_s), QStringList{u"one"_s});
}

void TestSearch::writesNothingWhenNothingChanged()
{
    const QList<SearchEntry> entries{applicant(u"one"_s, u"张三"_s, u"1111"_s, {}, 0), caseOf(u"two"_s, u"李四"_s, u"2222"_s, {}, u"失业登记"_s)};
    m_search->put(entries);
    const qint64 before = m_database->number(u"SELECT total_changes()"_s);
    m_search->put(entries);
    QCOMPARE(m_database->number(u"SELECT total_changes()"_s), before);
    for (const auto &change : {+[](SearchEntry &entry) { entry.name += u'丁'; }, +[](SearchEntry &entry) { entry.numbers[1] = u"9"_s; },
                               +[](SearchEntry &entry) { entry.words += u"新"_s; }, +[](SearchEntry &entry) { entry.sortKey += 1; },
                               +[](SearchEntry &entry) { entry.kind = u"applicant"_s; }}) {
        SearchEntry changed = entries[1];
        change(changed);
        const qint64 untouched = m_database->number(u"SELECT total_changes()"_s);
        m_search->put(changed);
        QVERIFY(m_database->number(u"SELECT total_changes()"_s) > untouched);
        m_search->put(entries[1]);
    }
}

void TestSearch::forgetsWhatWasRolledBack()
{
    m_search->put(applicant(u"one"_s, u"张三"_s, u"1111"_s));
    {
        Transaction transaction(*m_database);
        m_search->put(applicant(u"one"_s, u"李四"_s, u"1111"_s));
        m_search->put(applicant(u"two"_s, u"王五"_s, u"2222"_s));
        QCOMPARE(find(u"李"_s), QStringList{u"one"_s}); // within the transaction it is there
        {
            Transaction inner(*m_database);
            m_search->put(applicant(u"three"_s, u"赵六"_s, u"3333"_s));
        }
        QCOMPARE(find(u"赵"_s), QStringList());
        QCOMPARE(find(u"王"_s), QStringList{u"two"_s});
    }
    QCOMPARE(find(u"张"_s), QStringList{u"one"_s});
    QCOMPARE(find(u"李"_s), QStringList());
    QCOMPARE(find(u"王"_s), QStringList());
}

void TestSearch::keepsTheOldEntryWhenAnyStatementFails()
{
    m_search->put(applicant(u"one"_s, u"张三"_s, u"1111"_s));
    bool done = false;
    int failing = 1;
    for (; !done && failing < 100; ++failing) {
        int statement = 0;
        m_database->setStatementHook([&](const QString &) {
            if (++statement == failing)
                throw Fault(Fault::Kind::DiskFull, u"made to fail"_s);
        });
        try {
            m_search->put(applicant(u"one"_s, u"李四"_s, u"2222"_s, {}, someDay + dayMs));
            done = true;
        } catch (const Fault &) {
        }
        m_database->setStatementHook({});
        QCOMPARE(find(u"张"_s).isEmpty(), done);
        QCOMPARE(find(u"李"_s).isEmpty(), !done);
        QVERIFY(!m_database->inTransaction());
        checkIndex();
    }
    QVERIFY(done);
    QVERIFY(failing > 6); // it had something to fail at
}

void TestSearch::joinsThePiecesOfTheIndexAtRest()
{
    const auto pieces = [this] { return m_database->number(u"SELECT count(DISTINCT segid) FROM search_index_idx"_s); };
    for (int i = 0; i < 200; ++i) {
        m_search->put(applicant(QString::number(i), u"张三"_s, QString::number(110'000 + i), {}, someDay + i * 1000));
        QVERIFY(pieces() < 64);
    }
    while (m_search->rest()) {
    }
    QVERIFY2(pieces() < 10, qPrintable(QString::number(pieces())));
    QVERIFY(!m_search->rest());
    QCOMPARE(find(u"张"_s, 300).size(), 200);
}

void TestSearch::findsThroughAReadOnlyConnection()
{
    m_search->put(applicant(u"one"_s, u"张三"_s, u"610116199003070014"_s));
    Database reader(m_database->path(), Database::Access::ReadOnly);
    const SearchStore search(reader);
    QCOMPARE(idsOf(search.find(u"张"_s, 5)), QStringList{u"one"_s});
    m_search->put(applicant(u"two"_s, u"张三"_s, u"610116199003070022"_s));
    QCOMPARE(search.find(u"zs"_s, 5).size(), 2);
}

void TestSearch::findsExactlyWhatASlowSearchFinds()
{
    QRandomGenerator random(7);
    const auto pick = [&random](const QString &from, int count) {
        QString text;
        for (int i = 0; i < count; ++i)
            text += from[random.bounded(int(from.size()))];
        return text;
    };
    const QString surnames = u"张李单解乐曾"_s, given = u"伟芳乐长明a"_s, digits = u"0016"_s;
    QHash<QString, SearchEntry> all;
    std::optional<Transaction> transaction;
    for (int step = 0; step < 1000; ++step) {
        if (step % 50 == 0) {
            if (transaction)
                transaction->commit();
            transaction.reset();
            transaction.emplace(*m_database);
        }
        const QString id = QString::number(random.bounded(250));
        if (random.bounded(5) == 0) {
            m_search->remove(id);
            all.remove(id);
            continue;
        }
        const bool isFirm = random.bounded(3) == 0;
        SearchEntry entry;
        entry.id = id;
        entry.kind = random.bounded(2) ? u"case"_s : u"applicant"_s;
        entry.name = isFirm ? QString(u"西安"_s + pick(given, 2) + u"("_s + pick(surnames, 1) + u")有限公司"_s)
                            : QString(pick(surnames, 1) + pick(given, 1 + random.bounded(2)));
        entry.numbers = QStringList{QString(u"61"_s + pick(digits, 16))};
        if (entry.kind == u"case"_s) {
            entry.numbers << QString(u"6101-2026-0"_s + pick(digits, 4) + u"-"_s + pick(u"19K"_s, 1));
            entry.words = pick(u"食品登记"_s, 3);
        }
        entry.sortKey = someDay + qint64(random.bounded(2000)) * 1000;
        m_search->put(entry);
        all.insert(id, entry);
    }
    transaction->commit();
    checkIndex();

    QStringList typed;
    for (int i = 0; i < 600; ++i) {
        const QList<QString> kinds{pick(surnames, 1), pick(given, 1 + random.bounded(3)), pick(u"zlsjywfxacgq"_s, 1 + random.bounded(4)),
                                   pick(digits, 1 + random.bounded(6)), QString(u"61"_s + pick(digits, random.bounded(16))),
                                   QString(u"6101-2026-0"_s.left(1 + random.bounded(11)) + pick(digits, random.bounded(4))),
                                   QString(pick(surnames, 1) + pick(u"wfcl"_s, 1)), pick(u"食品登记"_s, 1 + random.bounded(3))};
        QString one = kinds[random.bounded(int(kinds.size()))];
        if (random.bounded(4) == 0)
            one += u' ' + kinds[random.bounded(int(kinds.size()))];
        typed << one;
    }
    QHash<QString, QStringList> initials;
    std::map<QString, SearchText> texts;
    for (const SearchEntry &entry : std::as_const(all)) {
        const bool isFirm = bare(entry.name).toUcs4().size() > 4;
        initials.insert(entry.id, readings(entry.name, isFirm ? Reading::Text : Reading::Person));
    }
    for (const SearchEntry &entry : std::as_const(all))
        texts.emplace(entry.id, SearchText(entry, *initials.constFind(entry.id)));
    int answers = 0;
    for (const QString &one : typed) {
        const SearchQuery query(one);
        for (const QString &kind : {QString(), u"case"_s}) {
            QHash<QString, int> wanted; // id → the first tier in which it is met
            for (const SearchEntry &entry : std::as_const(all)) {
                for (int tier = 0; !query.isEmpty() && tier < SearchQuery::tiers && !wanted.contains(entry.id); ++tier) {
                    if ((kind.isEmpty() || entry.kind == kind) && query.meets(texts.at(entry.id), tier))
                        wanted.insert(entry.id, tier);
                }
            }
            const QList<SearchFound> found = m_search->find(one, 1000, kind);
            for (qsizetype i = 0; i < found.size(); ++i) {
                QVERIFY2(wanted.contains(found[i].id), qPrintable(one));
                const int tier = wanted[found[i].id];
                if (i > 0) {
                    const int before = wanted[found[i - 1].id];
                    QVERIFY2(before < tier || (before == tier && found[i - 1].sortKey >= found[i].sortKey), qPrintable(one));
                }
            }
            const QStringList ids = idsOf(found);
            QCOMPARE(QSet<QString>(ids.cbegin(), ids.cend()).size(), ids.size());
            QVERIFY2(ids.size() == wanted.size(), qPrintable(u"%1: %2 of %3"_s.arg(one).arg(ids.size()).arg(wanted.size())));
            answers += int(found.size());
        }
    }
    QVERIFY(answers > 5000);
}

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
