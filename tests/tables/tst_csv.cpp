// SPDX-License-Identifier: GPL-3.0-or-later
#include "tables/csv.h"
#include <QtTest>

using namespace Qt::StringLiterals;

/// What a list looks like in a file and on the clipboard.
class Csv : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesCells_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("plain") << u"张三"_s << QByteArray("张三");
        QTest::newRow("comma") << u"一,二"_s << QByteArray("\"一,二\"");
        QTest::newRow("quote") << u"说\"好\""_s << QByteArray("\"说\"\"好\"\"\"");
        QTest::newRow("line") << u"上\n下"_s << QByteArray("\"上\n下\"");
        QTest::newRow("formula") << u"=HYPERLINK(\"http://x\")"_s << QByteArray("\"'=HYPERLINK(\"\"http://x\"\")\"");
        QTest::newRow("plus") << u"+1"_s << QByteArray("'+1");
        QTest::newRow("minus") << u"-1"_s << QByteArray("'-1");
        QTest::newRow("at") << u"@SUM(A1)"_s << QByteArray("'@SUM(A1)");
        QTest::newRow("tab") << u"\t=1"_s << QByteArray("'\t=1");
        QTest::newRow("full width") << u"＝1+1"_s << QByteArray("'＝1+1");
        QTest::newRow("long number") << u"610116199003070014"_s << QByteArray("'610116199003070014");
        QTest::newRow("short number") << u"13800000014"_s << QByteArray("13800000014");
        QTest::newRow("case number") << u"610116-2026-0000017-C"_s << QByteArray("610116-2026-0000017-C");
    }
    void writesCells()
    {
        QFETCH(QString, cell);
        QFETCH(QByteArray, written);
        QCOMPARE(tables::csvLine({cell, u"x"_s}), QByteArray(written + ",x\r\n"));
    }

    void beginsSoThatSpreadsheetsReadIt() { QCOMPARE(tables::csvBegin(), QByteArray("\xEF\xBB\xBF")); }

    void keepsARowOnOneLineOnTheClipboard() { QCOMPARE(tables::tsvLine({u"a\tb"_s, u"c\nd"_s}), u"a b\tc d"_s); }
};

QTEST_GUILESS_MAIN(Csv)
#include "tst_csv.moc"
