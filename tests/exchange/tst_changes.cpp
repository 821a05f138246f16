// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange/changes.h"
#include "golden.h"
#include <QJsonArray>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace exchange;
using domain::ChangeRow;
using domain::ScopePage;

namespace {

QByteArray encodePages(const QList<ScopePage> &pages)
{
    QByteArray text;
    for (const ScopePage &page : pages)
        text += encodePage(page);
    return text;
}

/// The same page with a check sum that is right again after a change by hand.
QByteArray sealed(QByteArray page)
{
    const qsizetype crcAt = page.lastIndexOf(",\"crc\"");
    Crc32 crc;
    crc.add(page.first(crcAt));
    return page.first(crcAt) + ",\"crc\":\"" + crc.text() + "\"}\n";
}

QByteArray smallPage()
{
    return sealed("{\"t\":\"scope\",\"s\":\"ref\",\"head\":9}\n"
                  "{\"t\":\"put\",\"s\":\"ref\",\"q\":8,\"id\":\"a\",\"k\":\"item\",\"v\":1,\"sc\":[\"ref\"],\"d\":{\"x\":1}}\n"
                  "{\"t\":\"end\",\"s\":\"ref\",\"upto\":\"e1.9\",\"more\":false,\"count\":1,\"crc\":\"\"}\n");
}

} // namespace

class ChangesStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndReadsARequestAsAgreed();
    void refusesAWrongRequest_data();
    void refusesAWrongRequest();
    void cutsARequestDownToTheLimits();
    void readsTheAnswerAsAgreed();
    void writesTheAnswerAsAgreed();
    void readsTheSameWhateverThePieces();
    void showsNothingOfAPageTornAtAnyByte();
    void showsNothingOfAPageWithAnyBitTurned();
    void staysRefusedAfterARefusal();
    void tellsASignInPageOfTheNetworkFromDamage_data();
    void tellsASignInPageOfTheNetworkFromDamage();
    void refusesSoundLinesThatLie_data();
    void refusesSoundLinesThatLie();
    void skipsHintsItDoesNotKnow();
    void boundsWhatItKeepsInMemory();
    void passesBodiesOnByteByByte();
    void survivesNoise();
};

void ChangesStory::writesAndReadsARequestAsAgreed()
{
    const QByteArray text = golden::compact(u"changes-request.json"_s);
    const auto request = decodeChangesRequest(text);
    QVERIFY(request.ok());
    QCOMPARE(request->schema, 14);
    QCOMPARE(request->waitSeconds, 25);
    QCOMPARE(request->scopes.size(), 2);
    QCOMPARE(request->scopes[0].since.seq, 88100);
    QCOMPARE(request->scopes[1].since.toText(), QString());
    QCOMPARE(encodeChangesRequest(*request), text);
}

void ChangesStory::refusesAWrongRequest_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<domain::Refusal>("refusal");
    const QJsonObject request = golden::object(u"changes-request.json"_s);
    const auto malformed = [](const QString &member) { return domain::refuse(u"wire.malformed", {{u"member"_s, member}}); };
    QTest::newRow("no JSON") << QByteArray("{") << domain::refuse(u"wire.not-json", {{u"html"_s, false}});
    QTest::newRow("a list") << QByteArray("[]") << domain::refuse(u"wire.not-json", {{u"html"_s, false}});
    QTest::newRow("newer") << golden::with(request, u"proto"_s, 9)
                           << domain::refuse(u"wire.too-new", {{u"protocol"_s, 9}, {u"from"_s, protocolMin}, {u"to"_s, protocolMax}});
    QTest::newRow("no scopes") << golden::without(request, u"scopes"_s) << malformed(u"scopes"_s);
    QTest::newRow("scope a text") << golden::with(request, u"scopes"_s, QJsonArray{u"ref"_s}) << malformed(u"scopes[0].s"_s);
    QTest::newRow("cursor without epoch") << golden::with(request, u"scopes"_s, QJsonArray{QJsonObject{{u"s"_s, u"ref"_s}, {u"since"_s, u"12"_s}}})
                                          << malformed(u"scopes[0].since"_s);
    QTest::newRow("cursor a number") << golden::with(request, u"scopes"_s, QJsonArray{QJsonObject{{u"s"_s, u"ref"_s}, {u"since"_s, 12}}})
                                     << malformed(u"scopes[0].since"_s);
    QTest::newRow("negative wait") << golden::with(request, u"wait"_s, -1) << malformed(u"wait"_s);
    QTest::newRow("no bytes") << golden::with(request, u"max_bytes"_s, 0) << malformed(u"max_bytes"_s);
    QJsonArray many;
    for (int i = 0; i <= changesScopesMax; ++i)
        many.append(QJsonObject{{u"s"_s, QString(u"d/"_s + QString::number(i))}});
    QTest::newRow("too many scopes") << golden::with(request, u"scopes"_s, many)
                                     << domain::refuse(u"wire.too-many", {{u"most"_s, changesScopesMax}});
}

void ChangesStory::refusesAWrongRequest()
{
    QFETCH(QByteArray, text);
    QFETCH(domain::Refusal, refusal);
    const auto request = decodeChangesRequest(text);
    QVERIFY(!request.ok());
    QCOMPARE(request.refusal(), refusal);
}

void ChangesStory::cutsARequestDownToTheLimits()
{
    const auto request = decodeChangesRequest("{\"proto\":3,\"max_bytes\":9000000000,\"wait\":86400,\"scopes\":[]}");
    QVERIFY(request.ok());
    QCOMPARE(request->maxBytes, changesBytesMax);
    QCOMPARE(request->waitSeconds, changesWaitSecondsMax);
}

void ChangesStory::readsTheAnswerAsAgreed()
{
    ChangesReader reader;
    QVERIFY(reader.feed(golden::bytes(u"changes.ndjson"_s)).ok());
    QVERIFY(reader.finish().ok());
    const QList<ScopePage> pages = reader.takePages();
    QCOMPARE(pages.size(), 3);
    QCOMPARE(pages[0].scope, u"d/610116"_s);
    QCOMPARE(pages[0].head, 88121);
    QCOMPARE(pages[0].upto, 88121);
    QCOMPARE(pages[0].epoch, u"e-19c2"_s);
    QVERIFY(!pages[0].more);
    QCOMPARE(pages[0].rows.size(), 3);
    const ChangeRow &put = pages[0].rows[0];
    QCOMPARE(put.kind, ChangeRow::Kind::Put);
    QCOMPARE(put.documentKind, u"case"_s);
    QCOMPARE(put.version, 9);
    QCOMPARE(put.scopes, (QStringList{u"d/610116"_s, u"d/城\"区"_s}));
    QVERIFY(put.bodyText.startsWith("{\"z\":1,") && put.bodyText.endsWith("\"amount\":0.10}"));
    QCOMPARE(pages[0].rows[1].kind, ChangeRow::Kind::Leave);
    QCOMPARE(pages[0].rows[1].why, u"moved"_s);
    QCOMPARE(pages[0].rows[2].kind, ChangeRow::Kind::Erase);
    QCOMPARE(pages[1].problem, domain::refuse(u"sync.cursor-expired", {{u"floor"_s, 12}}));
    QVERIFY(pages[2].more);
    QCOMPARE(reader.takeScopeSetChange(), (ScopeSetChange{32, {u"d/610113"_s}, {u"u/312"_s}}));
    QVERIFY(reader.takePages().isEmpty());
}

void ChangesStory::writesTheAnswerAsAgreed()
{
    ChangesReader reader;
    QVERIFY(reader.feed(golden::bytes(u"changes.ndjson"_s)).ok());
    const QByteArray text = encodePages(reader.takePages()) + encodeScopeSetChange(*reader.takeScopeSetChange());
    QCOMPARE(text, golden::bytes(u"changes.ndjson"_s));
}

void ChangesStory::readsTheSameWhateverThePieces()
{
    const QByteArray text = golden::bytes(u"changes.ndjson"_s);
    for (qsizetype piece = 1; piece < 90; ++piece) {
        ChangesReader reader;
        QList<ScopePage> pages;
        for (qsizetype at = 0; at < text.size(); at += piece) {
            QVERIFY(reader.feed(QByteArrayView(text).sliced(at, qMin(piece, text.size() - at))).ok());
            pages += reader.takePages();
        }
        QVERIFY(reader.finish().ok());
        QVERIFY(text.startsWith(encodePages(pages)));
        QCOMPARE(pages.size(), 3);
    }
}

void ChangesStory::showsNothingOfAPageTornAtAnyByte()
{
    const QByteArray text = golden::bytes(u"changes.ndjson"_s);
    // Where an answer may end: behind an end line or a line between the pages.
    QSet<qsizetype> sound{0};
    QList<qsizetype> pageEnds;
    for (qsizetype at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        const QByteArray line = text.first(at).mid(text.first(at).lastIndexOf('\n') + 1);
        if (line.contains("\"end\""))
            pageEnds.append(at + 1);
        if (line.contains("\"end\"") || line.contains("\"scopes\""))
            sound.insert(at + 1);
    }
    QCOMPARE(pageEnds.size(), 3);
    for (qsizetype size = 0; size <= text.size(); ++size) {
        ChangesReader reader;
        QVERIFY(reader.feed(QByteArrayView(text).first(size)).ok());
        const auto finished = reader.finish();
        QCOMPARE(finished.ok(), sound.contains(size));
        if (!finished)
            QCOMPARE(finished.refusal().code, u"wire.torn"_s);
        const qsizetype complete = std::count_if(pageEnds.begin(), pageEnds.end(), [size](qsizetype end) { return end <= size; });
        QCOMPARE(reader.takePages().size(), complete);
    }
}

void ChangesStory::showsNothingOfAPageWithAnyBitTurned()
{
    const QByteArray page = smallPage();
    for (qsizetype at = 0; at < page.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            QByteArray damaged = page;
            damaged[at] = char(damaged[at] ^ (1 << bit));
            ChangesReader reader;
            const bool sound = reader.feed(damaged).ok() && reader.finish().ok();
            QVERIFY2(!sound && reader.takePages().isEmpty(), damaged.constData());
        }
    }
}

void ChangesStory::staysRefusedAfterARefusal()
{
    ChangesReader reader;
    QVERIFY(reader.feed(smallPage()).ok());
    QVERIFY(!reader.feed("{\"t\":\"put\"}\n").ok());
    QVERIFY(!reader.feed(smallPage()).ok());
    QVERIFY(!reader.finish().ok());
    QCOMPARE(reader.takePages().size(), 1);
}

void ChangesStory::tellsASignInPageOfTheNetworkFromDamage_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<domain::Refusal>("refusal");
    const domain::Refusal notJson = domain::refuse(u"wire.not-json", {{u"html"_s, false}});
    const domain::Refusal html = domain::refuse(u"wire.not-json", {{u"html"_s, true}});
    QTest::newRow("HTML") << QByteArray("<!DOCTYPE html><html>\n<body>Please sign in") << html;
    QTest::newRow("HTML after blank lines") << QByteArray("\r\n\r\n<html>") << html;
    QTest::newRow("plain text") << QByteArray("Bad gateway\n") << notJson;
    QTest::newRow("a list") << QByteArray("[1,2]\n") << notJson;
    QTest::newRow("bytes") << QByteArray("\x1f\x8b\x08\x00", 4) << notJson;
    QTest::newRow("damage") << QByteArray("{\"t\":\"scope\",\"s\":\"re\n") << domain::refuse(u"wire.torn", {{u"line"_s, 1}});
    QTest::newRow("broken UTF-8") << QByteArray("{\"t\":\"scope\",\"s\":\"\xc3\x28\",\"head\":0}\n") << domain::refuse(u"wire.torn", {{u"line"_s, 1}});
}

void ChangesStory::tellsASignInPageOfTheNetworkFromDamage()
{
    QFETCH(QByteArray, text);
    QFETCH(domain::Refusal, refusal);
    ChangesReader reader;
    const auto fed = reader.feed(text);
    QVERIFY(!fed.ok());
    QCOMPARE(fed.refusal(), refusal);
}

void ChangesStory::refusesSoundLinesThatLie_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("member");
    const auto lie = [](const char *name, const char *from, const char *to, const QString &member = {}) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << (member.isEmpty() ? u"wire.torn"_s : u"wire.malformed"_s) << member;
    };
    lie("fewer rows than counted", "\"count\":1", "\"count\":2");
    lie("row of another scope", "\"put\",\"s\":\"ref\"", "\"put\",\"s\":\"d/1\"");
    lie("end of another scope", "\"end\",\"s\":\"ref\"", "\"end\",\"s\":\"d/1\"");
    lie("unknown change", "\"t\":\"put\"", "\"t\":\"patch\"");
    lie("page in a page", "\"t\":\"put\"", "\"t\":\"scope\"");
    lie("row above the head", "\"q\":8", "\"q\":10", u"put.q"_s);
    lie("cursor before the rows", "\"upto\":\"e1.9\"", "\"upto\":\"e1.7\"", u"end.upto"_s);
    lie("cursor without epoch", "\"upto\":\"e1.9\"", "\"upto\":\"9\"", u"end.upto"_s);
    lie("no cursor", "\"upto\":\"e1.9\",", "", u"end.upto"_s);
    lie("no more", "\"more\":false,", "", u"end.more"_s);
    lie("no version", "\"v\":1,", "", u"put.v"_s);
    lie("no kind", "\"k\":\"item\"", "\"k\":\"\"", u"put.k"_s);
    lie("no scopes", "\"sc\":[\"ref\"]", "\"sc\":\"ref\"", u"put.sc"_s);
    lie("no body", ",\"d\":{\"x\":1}", "", u"put.d"_s);
    lie("body a list", "\"d\":{\"x\":1}", "\"d\":[]", u"put.d"_s);
    lie("id a number", "\"id\":\"a\"", "\"id\":7", u"put.id"_s);
    lie("head as text", "\"head\":9", "\"head\":\"9\"", u"scope.head"_s);
}

void ChangesStory::refusesSoundLinesThatLie()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, code);
    QFETCH(QString, member);
    QByteArray page = smallPage();
    QVERIFY(page.contains(from));
    ChangesReader reader;
    const auto fed = reader.feed(sealed(page.replace(from, to)));
    QVERIFY(!fed.ok());
    QCOMPARE(fed.refusal().code, code);
    QCOMPARE(fed.refusal().facts[u"member"_s].toString(), member);
    QVERIFY(reader.takePages().isEmpty());
}

void ChangesStory::skipsHintsItDoesNotKnow()
{
    ChangesReader reader;
    QVERIFY(reader.feed(QByteArray("{\"t\":\"weather\",\"rain\":true}\n" + smallPage() + "{\"t\":\"wanted\",\"blobs\":[\"sha256:f36a\"]}\n")).ok());
    QVERIFY(reader.finish().ok());
    QCOMPARE(reader.takePages().size(), 1);
}

void ChangesStory::boundsWhatItKeepsInMemory()
{
    const domain::Refusal tooLarge = domain::refuse(u"wire.too-large", {{u"most"_s, 1000}});
    ChangesReader endless({.lineBytesMax = 1000, .pageBytesMax = 5000});
    QVERIFY(endless.feed(QByteArray("{" + QByteArray(998, ' '))).ok());
    QVERIFY(endless.feed(" ").ok());
    QCOMPARE(endless.feed(" ").refusal(), tooLarge);

    ChangesReader wide({.lineBytesMax = 1000, .pageBytesMax = 1000});
    QVERIFY(wide.feed("{\"t\":\"scope\",\"s\":\"ref\",\"head\":9}\n").ok());
    domain::Result<domain::Done> fed = domain::Done{};
    for (int i = 0; i < 20 && fed.ok(); ++i)
        fed = wide.feed(QByteArray("{\"t\":\"erase\",\"s\":\"ref\",\"q\":8,\"id\":\"" + QByteArray(60, 'x') + "\"}\n"));
    QVERIFY(!fed.ok());
    QCOMPARE(fed.refusal(), tooLarge);
}

void ChangesStory::passesBodiesOnByteByByte()
{
    ScopePage page{.scope = u"ref"_s, .head = 3, .upto = 3, .epoch = u"e1"_s, .more = false, .rows = {}, .problem = {}};
    const QList<QByteArray> bodies{"{}", "{\"n\":1e2,\"m\":-0.0,\"big\":12345678901234567890}", "{\"t\":\"\\u4e00\\/\\\"}\",\"\\u0064\":1}",
                                   "{\"deep\":" + QByteArray(300, '[') + QByteArray(300, ']') + "}"};
    for (qsizetype i = 0; i < bodies.size(); ++i)
        page.rows.append({.kind = ChangeRow::Kind::Put, .seq = 3, .id = QString::number(i), .documentKind = u"x"_s, .version = 1, .bodyText = bodies[i], .scopes = {u"ref"_s}, .why = {}});
    ChangesReader reader;
    QVERIFY(reader.feed(encodePage(page)).ok());
    const QList<ScopePage> pages = reader.takePages();
    QCOMPARE(pages.size(), 1);
    for (qsizetype i = 0; i < bodies.size(); ++i)
        QCOMPARE(pages[0].rows[i].bodyText, bodies[i]);
}

void ChangesStory::survivesNoise()
{
    QRandomGenerator random(20261103);
    const QByteArray text = golden::bytes(u"changes.ndjson"_s);
    for (int round = 0; round < 3000; ++round) {
        QByteArray noisy = text;
        for (int i = random.bounded(1, 12); i > 0; --i) {
            const qsizetype at = random.bounded(int(noisy.size()));
            switch (random.bounded(3)) {
            case 0: noisy[at] = char(random.bounded(256)); break;
            case 1: noisy.remove(at, random.bounded(1, 40)); break;
            default: noisy.insert(at, noisy.mid(random.bounded(int(noisy.size())), random.bounded(1, 40)));
            }
        }
        ChangesReader reader;
        (void)reader.feed(noisy);
        (void)reader.finish();
        for (const ScopePage &page : reader.takePages())
            QVERIFY(text.contains(encodePage(page)));
    }
}

QTEST_GUILESS_MAIN(ChangesStory)
#include "tst_changes.moc"
