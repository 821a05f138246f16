// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/search/pinyin.h"
#include "storage/search/pinyintable.h"
#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <unicode/translit.h>
#include <unicode/unistr.h>

using namespace storage;
using namespace Qt::StringLiterals;

class TestPinyin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void foldsWidthAndCase_data();
    void foldsWidthAndCase();
    void keepsLettersAndDigitsOnly();
    void readsTexts_data();
    void readsTexts();
    void readsSurnames_data();
    void readsSurnames();
    void offersEveryLikelyReading();
    void offersFewReadingsOfLongTexts();
    void givesOneInitialForEachCharacter_data();
    void givesOneInitialForEachCharacter();
    void pairsNeighbours();
    void tableIsIcus();
};

void TestPinyin::foldsWidthAndCase_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("folded");
    QTest::newRow("full width") << u"ＡＢＣ　公司"_s << u"abc 公司"_s;
    QTest::newRow("full-width digits") << u"６１０１１６"_s << u"610116"_s;
    QTest::newRow("brackets") << u"食品经营许可（新办）"_s << u"食品经营许可(新办)"_s;
    QTest::newRow("compatibility ideograph") << u"\uf9ca"_s << u"\u6d41"_s;
    QTest::newRow("combining mark") << u"Jose\u0301"_s << u"jos\u00e9"_s;
    QTest::newRow("nothing") << QString() << QString();
}

void TestPinyin::foldsWidthAndCase()
{
    QFETCH(QString, text);
    QTEST(fold(text), "folded");
}

void TestPinyin::keepsLettersAndDigitsOnly()
{
    QCOMPARE(bare(u"食品经营许可(新办/延续)、 3 号"), u"食品经营许可新办延续3号"_s);
    QCOMPARE(bare(u"阿依古丽·买买提"), u"阿依古丽买买提"_s);
    QCOMPARE(bare(u"二〇二六"), u"二〇二六"_s);
    const QString privateUse = u"张\ue863"_s; // a character of a government font
    QCOMPARE(bare(privateUse), privateUse);
    QCOMPARE(bare(u"—()…"), QString());
}

void TestPinyin::readsTexts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("letters");
    const auto row = [](const QString &text, const QString &letters) { QTest::newRow(text.toUtf8().constData()) << text << letters; };
    row(u"公共场所"_s, u"ggcs"_s);
    row(u"公共场所卫生许可(新办)"_s, u"ggcswsxkxb"_s);
    row(u"食品经营许可"_s, u"spjyxk"_s);
    row(u"ABC公司 3号"_s, u"abcgs3h"_s);
    row(u"ＡＢＣ公司"_s, u"abcgs"_s);
    row(u"变更"_s, u"bg"_s);
    row(u"變更"_s, u"bg"_s);
    row(u"西安市长安区"_s, u"xascaq"_s);
    row(u"长期"_s, u"cq"_s);
    row(u"中国银行"_s, u"zgyh"_s);
    row(u"行政审批"_s, u"xzsp"_s);
    row(u"会计代理记账"_s, u"kjdljz"_s);
    row(u"社会保险"_s, u"shbx"_s);
    row(u"重新核定"_s, u"cxhd"_s);
    row(u"重庆小面"_s, u"cqxm"_s);
    row(u"厦门大厦"_s, u"xmds"_s);
    row(u"音乐"_s, u"yy"_s);
    row(u"单位参保登记"_s, u"dwcbdj"_s);
    row(u"给付"_s, u"jf"_s);
    row(u"二〇二六"_s, u"elel"_s);
    row(u"José 诊所"_s, u"josezs"_s);
    row(QString(), QString());
}

void TestPinyin::readsTexts()
{
    QFETCH(QString, text);
    QTEST(initials(text), "letters");
}

void TestPinyin::readsSurnames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("letters");
    const auto row = [](const QString &name, const QString &letters) { QTest::newRow(name.toUtf8().constData()) << name << letters; };
    row(u"单雄信"_s, u"sxx"_s);
    row(u"单于飞"_s, u"cyf"_s);
    row(u"解晓东"_s, u"xxd"_s);
    row(u"仇英"_s, u"qy"_s);
    row(u"区少坤"_s, u"osk"_s);
    row(u"曾国华"_s, u"zgh"_s);
    row(u"查良"_s, u"zl"_s);
    row(u"翟天"_s, u"zt"_s);
    row(u"覃红"_s, u"qh"_s);
    row(u"盛丽"_s, u"sl"_s);
    row(u"乐嘉"_s, u"yj"_s);
    row(u"朴树"_s, u"ps"_s);
    row(u"尉迟恭"_s, u"ycg"_s);
    row(u"万俟兰"_s, u"mql"_s);
    row(u"长孙无忌"_s, u"zswj"_s);
    row(u"澹台明"_s, u"ttm"_s);
    row(u"令狐冲"_s, u"lhc"_s);
    row(u"欧阳娜"_s, u"oyn"_s);
    row(u"张三"_s, u"zs"_s);
}

void TestPinyin::readsSurnames()
{
    QFETCH(QString, name);
    QTEST(initials(name, Reading::Person), "letters");
}

void TestPinyin::offersEveryLikelyReading()
{
    QCOMPARE(readings(u"张乐", Reading::Person), (QStringList{u"zl"_s, u"zy"_s}));
    QCOMPARE(readings(u"单乐", Reading::Person), (QStringList{u"sl"_s, u"sy"_s}));
    QCOMPARE(readings(u"张三"), QStringList{u"zs"_s});
    QCOMPARE(readings(u""), QStringList{QString()});
    QCOMPARE(letters(U'长'), u"cz"_s);
    QCOMPARE(letters(U'公'), u"g"_s);
    QCOMPARE(letters(U'a'), u"a"_s);
    QCOMPARE(letters(U'𠮷'), u"𠮷"_s);
}

void TestPinyin::offersFewReadingsOfLongTexts()
{
    const QStringList all = readings(u"长乐单会重行朝传");
    QCOMPARE(all.size(), qsizetype(readingsMax));
    for (const QString &one : all)
        QCOMPARE(one.size(), 8);
    QCOMPARE(all.first(), initials(u"长乐单会重行朝传"));
}

void TestPinyin::givesOneInitialForEachCharacter_data()
{
    QTest::addColumn<QString>("text");
    for (const QString &text : {u"𠮷野家(长安)3号店"_s, u"张\ue863"_s, u"José·买买提"_s, u"㐁㔂龥"_s})
        QTest::newRow(text.toUtf8().constData()) << text;
}

void TestPinyin::givesOneInitialForEachCharacter()
{
    QFETCH(QString, text);
    for (const Reading reading : {Reading::Text, Reading::Person}) {
        for (const QString &one : readings(text, reading))
            QCOMPARE(one.toUcs4().size(), bare(text).toUcs4().size());
    }
}

void TestPinyin::pairsNeighbours()
{
    QCOMPARE(bigrams(u"张伟明"), (QStringList{u"张伟"_s, u"伟明"_s}));
    QCOMPARE(bigrams(u"𠮷野·家"), (QStringList{u"𠮷野"_s, u"野家"_s}));
    QCOMPARE(bigrams(u"张"), QStringList());
    QCOMPARE(bigrams(u""), QStringList());
}

void TestPinyin::tableIsIcus()
{
    constexpr char32_t first = 0x3400, end = 0xa000;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> latin(
        icu::Transliterator::createInstance("Han-Latin;Latin-ASCII", UTRANS_FORWARD, status));
    QVERIFY(U_SUCCESS(status));
    constexpr int columns = 96;
    QByteArray wanted;
    int different = 0;
    for (char32_t c = first; c < end; ++c) {
        icu::UnicodeString text{UChar32(c)};
        latin->transliterate(text);
        const char16_t letter = text[0];
        const char ours = usualLetter(c), icus = letter >= u'a' && letter <= u'z' ? char(letter) : '\0';
        different += ours != icus;
        if ((c - first) % columns == 0)
            wanted += "    \"";
        wanted += icus ? icus : '-';
        if ((c - first) % columns == columns - 1)
            wanted += "\"\n";
    }
    if (different > 0) {
        QFile file(QStringLiteral(ONEWINDOW_BINARY_DIR "/pinyintable.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(wanted);
    }
    QCOMPARE(different, 0);
}

QTEST_GUILESS_MAIN(TestPinyin)
#include "tst_pinyin.moc"
