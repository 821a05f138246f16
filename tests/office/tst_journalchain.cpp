// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/journalaudit.h"
#include "office/store.h"
#include "storage/journalchain.h"
#include "support/hall.h"
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using office::JournalAudit;
using office::JournalFinding;
using office::JournalReport;
using support::Hall;
using What = JournalFinding::What;

namespace {

const office::Actor centreActor{u"centre"_s, {}, {u"centre"_s}, {}, {}};

QJsonObject flex(Hall &hall)
{
    return hall.application(u"flex-ss"_s, Hall::person(), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}});
}

/// A hall in which something was done, and somebody with a hand in the centre's database.
struct Tampered
{
    Hall hall;
    storage::Database &db{hall.centreOffice().store().database};
    QString place{hall.place().id};
    JournalAudit audit{hall.centreOffice()};

    explicit Tampered(const QString &hash)
    {
        Q_ASSERT(audit.adopt().ok() && audit.useHash(hash).ok());
        for (int n = 0; n < 6; ++n)
            work();
    }
    /// Three acts at the window, sent in one push.
    QString work()
    {
        const auto received = hall.submit(u"case.receive"_s, flex(hall));
        const QString doc = received->operation.doc;
        Q_ASSERT(hall.submit(u"case.accept"_s, flex(hall), doc).ok());
        Q_ASSERT(hall.submit(u"paper.print"_s, {{u"paper"_s, u"acceptance"_s}}, doc).ok());
        Q_ASSERT(hall.sync());
        return doc;
    }
    struct Row { qint64 seq, n; QString id; };
    /// The rows of the hall's chain in their order.
    QList<Row> rows() const
    {
        QList<Row> all;
        for (const storage::Row &row : db.rows(u"SELECT seq, link_n, id FROM journal WHERE place = ? AND link_n IS NOT NULL ORDER BY link_n"_s, {place}))
            all << Row{row.integer(0), row.integer(1), row.text(2)};
        return all;
    }
    JournalReport verify(const JournalAudit::Options &options = {}) const
    {
        const auto report = audit.verify(options);
        Q_ASSERT(report.ok());
        return *report;
    }
    QString path(const QString &name) const { return folder.filePath(name); }

    // What somebody with a hand in the database does.
    void forgeBody(qint64 seq) const { db.run(u"UPDATE journal SET body = replace(body, '10:00', '09:00') || ' ' WHERE seq = ?"_s, {seq}); }
    void set(qint64 seq, const QString &column, const QVariant &value) const { db.run(u"UPDATE journal SET %1 = ? WHERE seq = ?"_s.arg(column), {value, seq}); }
    storage::JournalChain::Found found(qint64 seq) const
    {
        const auto hash = storage::JournalChain(db).ends().value(place).hash;
        return storage::JournalChain(db).rows(seq - 1, 1, place, [&](const QString &, qint64, qint64) { return hash; }).first();
    }
    QByteArray linkOf(qint64 seq) const { return db.row(u"SELECT link FROM journal WHERE seq = ?"_s, {seq})->bytes(0); }
    QByteArray linkAfter(qint64 before, const QByteArray &digest) const
    {
        return storage::JournalChain::linkOf(storage::JournalChain(db).ends().value(place).hash, linkOf(before), place, {}, 0, digest);
    }
    void swapSeq(qint64 one, qint64 other) const
    {
        db.run(u"UPDATE journal SET seq = -1 WHERE seq = ?"_s, {one});
        db.run(u"UPDATE journal SET seq = ? WHERE seq = ?"_s, {one, other});
        db.run(u"UPDATE journal SET seq = ? WHERE seq = -1"_s, {other});
    }
    void remove(qint64 seq) const { db.run(u"DELETE FROM journal WHERE seq = ?"_s, {seq}); }
    void copyRow(qint64 seq, const QString &id, qint64 n) const
    {
        db.run(u"INSERT INTO journal(id, stream, n, type, doc, actor, at, body, hash, fate, result, settled_at, place, link_n, digest, link)"
               " SELECT ?, 'forged', n, type, doc, actor, at, body, hash, fate, result, settled_at, place, CAST(? AS INTEGER), digest, link FROM journal WHERE seq = ?"_s,
               {id, n > 0 ? QVariant(n) : QVariant(), seq});
    }

private:
    QTemporaryDir folder;
};

/// What is done, and which row is to be named for it: the index in the hall's chain, -1 for the one that was put in.
struct Trick
{
    std::function<void(const Tampered &, const QList<Tampered::Row> &)> play;
    What what;
    int named;
};

const QMap<QString, Trick> &tricks()
{
    static const QMap<QString, Trick> all{
        {u"a word is changed"_s, {[](const Tampered &t, const auto &rows) { t.forgeBody(rows[7].seq); }, What::Changed, 7}},
        {u"a refusal becomes an acceptance"_s, {[](const Tampered &t, const auto &rows) { t.set(rows[7].seq, u"fate"_s, u"refused"_s); }, What::Changed, 7}},
        {u"another name stands there"_s, {[](const Tampered &t, const auto &rows) { t.set(rows[7].seq, u"actor"_s, u"somebody"_s); }, What::Changed, 7}},
        {u"changed, and its digest made to fit"_s,
         {[](const Tampered &t, const auto &rows) {
              t.forgeBody(rows[7].seq);
              t.set(rows[7].seq, u"digest"_s, t.found(rows[7].seq).content);
          }, What::Changed, 7}},
        {u"changed, and its link made to fit"_s,
         {[](const Tampered &t, const auto &rows) {
              auto row = storage::JournalChain(t.db).rowBySeq(rows[7].seq);
              row->operation.body[u"applicant"_s] = u"somebody else"_s;
              t.set(rows[7].seq, u"body"_s, storage::jsonText(row->operation.toJson()));
              const QByteArray digest = t.found(rows[7].seq).content;
              t.set(rows[7].seq, u"link"_s, t.linkAfter(rows[6].seq, digest));
              t.set(rows[7].seq, u"digest"_s, digest);
          }, What::Changed, 7}},
        {u"a link is changed"_s, {[](const Tampered &t, const auto &rows) { t.set(rows[7].seq, u"link"_s, QByteArray(32, 'x')); }, What::Changed, 7}},
        {u"a row is taken out"_s, {[](const Tampered &t, const auto &rows) { t.remove(rows[7].seq); }, What::Removed, 7}},
        {u"the last row is taken out"_s, {[](const Tampered &t, const auto &rows) { t.remove(rows.last().seq); }, What::Removed, 17}},
        {u"taken out, and the numbers closed up"_s,
         {[](const Tampered &t, const auto &rows) {
              t.remove(rows[7].seq);
              t.db.run(u"UPDATE journal SET link_n = link_n - 1 WHERE place = ? AND link_n > ?"_s, {t.place, rows[7].n});
              t.db.run(u"UPDATE journal_chain SET n = n - 1 WHERE place = ?"_s, {t.place});
          }, What::Removed, 7}},
        {u"a row is put in"_s, {[](const Tampered &t, const auto &rows) { t.copyRow(rows[7].seq, u"forged"_s, 0); }, What::Inserted, -1}},
        {u"put in under another's number"_s, {[](const Tampered &t, const auto &rows) { t.copyRow(rows[7].seq, u"forged"_s, rows[7].n); }, What::Inserted, -1}},
        {u"put in, and the numbers moved up"_s,
         {[](const Tampered &t, const auto &rows) {
              t.db.run(u"UPDATE journal SET link_n = link_n + 1 WHERE place = ? AND link_n > ?"_s, {t.place, rows[16].n});
              t.copyRow(rows[16].seq, u"forged"_s, rows[16].n + 1);
              t.db.run(u"UPDATE journal_chain SET n = n + 1 WHERE place = ?"_s, {t.place});
              const qint64 seq = t.db.number(u"SELECT seq FROM journal WHERE id = 'forged'"_s);
              const QByteArray digest = t.found(seq).content;
              t.set(seq, u"digest"_s, digest);
              t.set(seq, u"link"_s, t.linkAfter(rows[16].seq, digest));
              t.swapSeq(seq, rows[17].seq);
          }, What::Inserted, -1}},
        {u"put in beyond the end"_s, {[](const Tampered &t, const auto &rows) { t.copyRow(rows[7].seq, u"forged"_s, rows.last().n + 1); }, What::Inserted, -1}},
        {u"two rows change places"_s, {[](const Tampered &t, const auto &rows) { t.swapSeq(rows[4].seq, rows[9].seq); }, What::Reordered, 4}},
        {u"two neighbours change places"_s, {[](const Tampered &t, const auto &rows) { t.swapSeq(rows[7].seq, rows[8].seq); }, What::Reordered, 7}},
        {u"changed places, and the numbers with them"_s,
         {[](const Tampered &t, const auto &rows) {
              t.swapSeq(rows[7].seq, rows[8].seq);
              t.db.run(u"UPDATE journal SET link_n = CAST(CASE link_n WHEN ? THEN ? ELSE ? END AS INTEGER) WHERE place = ? AND link_n IN (?, ?)"_s,
                       {rows[7].n, rows[8].n, rows[7].n, t.place, rows[7].n, rows[8].n});
          }, What::Reordered, 8}},
        {u"what they say changes places"_s,
         {[](const Tampered &t, const auto &rows) {
              const QString columns = u"stream, n, type, doc, actor, at, body, hash, fate, result, settled_at"_s;
              const auto one = t.db.row(u"SELECT id, "_s % columns % u" FROM journal WHERE seq = ?"_s, {rows[4].seq}).value();
              const auto other = t.db.row(u"SELECT id, "_s % columns % u" FROM journal WHERE seq = ?"_s, {rows[9].seq}).value();
              const auto write = [&](qint64 seq, const storage::Row &row) {
                  t.db.run(u"UPDATE journal SET id = ?, stream = ?, n = ?, type = ?, doc = ?, actor = ?, at = ?, body = ?, hash = ?, fate = ?, result = ?, settled_at = ? WHERE seq = ?"_s,
                           {row.text(0), row.text(1), row.integer(2), row.text(3), row.text(4), row.text(5), row.integer(6), row.text(7), row.bytes(8), row.text(9), row.text(10),
                            row.integer(11), seq});
              };
              t.db.run(u"UPDATE journal SET id = 'aside', stream = 'aside' WHERE seq = ?"_s, {rows[4].seq});
              write(rows[9].seq, one);
              write(rows[4].seq, other);
          }, What::Reordered, 4}},
    };
    return all;
}

QString told(const JournalReport &report)
{
    QString lines;
    for (const JournalFinding &finding : report.findings)
        lines += QString::fromUtf8(QJsonDocument(finding.toJson()).toJson(QJsonDocument::Compact)) + u'\n';
    return lines;
}

} // namespace

/// The centre's journal can be verified, and what was done to it by a hand in the database is found and named (M04).
class TestJournalChain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTrickIsFoundAndNamed_data()
    {
        QTest::addColumn<QString>("hash");
        QTest::addColumn<QString>("trick");
        for (const QString &hash : {u"sha-256"_s, u"sm3"_s}) {
            for (const QString &trick : tricks().keys())
                QTest::addRow("%s: %s", qPrintable(hash), qPrintable(trick)) << hash << trick;
        }
    }

    void everyTrickIsFoundAndNamed()
    {
        QFETCH(QString, hash);
        QFETCH(QString, trick);
        const Tampered tampered(hash);
        const auto rows = tampered.rows();
        QCOMPARE(rows.size(), 18);
        QVERIFY2(tampered.verify().findings.isEmpty(), qPrintable(told(tampered.verify())));
        const Trick &played = tricks()[trick];
        played.play(tampered, rows);
        const JournalReport report = tampered.verify();
        QVERIFY2(!report.findings.isEmpty(), "nothing was found");
        const JournalFinding &first = report.findings.first();
        QVERIFY2(first.what == played.what, qPrintable(told(report)));
        QCOMPARE(first.place, tampered.place);
        if (played.what == What::Removed) {
            QCOMPARE(first.n, rows[played.named].n);
            QCOMPARE(first.seq, rows[played.named].seq); // its traces are left
        } else if (played.named >= 0) {
            QVERIFY2(std::any_of(report.findings.begin(), report.findings.end(), [&](const JournalFinding &f) { return f.id == rows[played.named].id || f.seq == rows[played.named].seq; }),
                     qPrintable(told(report)));
        } else {
            QCOMPARE(first.seq, tampered.db.number(u"SELECT seq FROM journal WHERE id = 'forged'"_s));
        }
        // Nothing sound is accused: all that is told is of one kind.
        for (const JournalFinding &finding : report.findings)
            QVERIFY2(finding.what == played.what, qPrintable(told(report)));
        QVERIFY(report.findings.size() <= 2);
        // Of one place alone the same is told.
        JournalAudit::Options one;
        one.place = tampered.place;
        QVERIFY(!tampered.verify(one).findings.isEmpty());
    }

    void aSoundJournalIsReadWholly()
    {
        Tampered tampered(u"sha-256"_s);
        const JournalReport report = tampered.verify();
        QVERIFY2(report.findings.isEmpty(), qPrintable(told(report)));
        QCOMPARE(report.rows, tampered.db.number(u"SELECT count(*) FROM journal"_s));
        QVERIFY(report.chains >= 2); // the hall's and the centre's own
        QVERIFY(report.links > report.rows);
    }

    void theHashMayChangeOnTheWay()
    {
        Tampered tampered(u"sha-256"_s);
        QVERIFY(tampered.audit.useHash(u"sm3"_s).ok());
        tampered.work();
        QVERIFY2(tampered.verify().findings.isEmpty(), qPrintable(told(tampered.verify())));
        JournalAudit::Options sm3;
        sm3.hash = u"sm3"_s;
        QVERIFY(tampered.verify(sm3).findings.isEmpty());
        sm3.hash = u"sha-256"_s;
        QCOMPARE(tampered.verify(sm3).findings.first().what, What::Changed);
        QCOMPARE(tampered.audit.useHash(u"md5"_s).refusal().code, u"journal.hash-unknown"_s);
        tampered.forgeBody(tampered.rows()[3].seq);
        tampered.forgeBody(tampered.rows().last().seq);
        QCOMPARE(tampered.verify().findings.size(), 2);
    }

    void erasureByLawBreaksNoChain_data()
    {
        QTest::addColumn<QString>("hash");
        QTest::newRow("sha-256") << u"sha-256"_s;
        QTest::newRow("sm3") << u"sm3"_s;
    }

    void erasureByLawBreaksNoChain()
    {
        QFETCH(QString, hash);
        Tampered tampered(hash);
        const QString doc = tampered.work();
        Hall &hall = tampered.hall;
        QVERIFY(hall.centreOffice().submit({u"document.erase"_s, doc, {{u"reason"_s, u"法院判决"_s}}, hall.staff(u"1501"_s)}).ok());
        const auto redacted = tampered.db.rows(u"SELECT seq, body FROM journal WHERE doc = ? AND type = 'case.receive'"_s, {doc});
        QCOMPARE(redacted.size(), 1);
        QVERIFY(redacted.first().text(1).contains(u"erased"_s));
        QVERIFY2(tampered.verify().findings.isEmpty(), qPrintable(told(tampered.verify())));
        QVERIFY2(tampered.db.number(u"SELECT count(*) FROM journal_amendment WHERE kind = 'erased' AND seq = ?"_s, {redacted.first().integer(0)}) == 1,
                 "the erasure is a link of its own");
        QVERIFY2(tampered.db.number(u"SELECT count(*) FROM journal WHERE doc = ? AND type = 'document.erase'"_s, {doc}) == 1, "and an act in the journal");
        // What nobody was asked to erase is found, and what is written into the erased row as well.
        tampered.set(tampered.rows()[2].seq, u"body"_s, u"{\"erased\":true}"_s);
        tampered.set(redacted.first().integer(0), u"body"_s, QString(redacted.first().text(1) + u' '));
        QCOMPARE(tampered.verify().findings.size(), 2);
        QCOMPARE(tampered.verify().findings.last().what, What::Changed);
    }

    void whatIsClosedOrDoneLaterBreaksNoChain()
    {
        Tampered tampered(u"sha-256"_s);
        Hall &hall = tampered.hall;
        const auto lease = hall.office().store().leases.open(u"610116-2026"_s, hall.office().stream()).first();
        hall.centreOffice().store().receipts.use(domain::formatReceiptNumber(u"610116-2026", lease.next), u"610116-2026"_s, u"another"_s, hall.now());
        const auto refused = hall.submit(u"case.receive"_s, flex(hall));
        QVERIFY(hall.sync());
        QVERIFY(hall.submit(u"returned.close"_s, {{u"operation"_s, refused->operation.id}, {u"how"_s, u"dropped"_s}, {u"reason"_s, u"号码重复"_s}}, refused->operation.doc).ok());
        QVERIFY(hall.sync());
        QVERIFY2(tampered.verify().findings.isEmpty(), qPrintable(told(tampered.verify())));
        QVERIFY2(tampered.db.number(u"SELECT count(*) FROM journal_amendment WHERE kind = 'closed'"_s) == 1, "closing is a link of its own");
        tampered.db.run(u"UPDATE journal SET closed = 'redone' WHERE id = ?"_s, {refused->operation.id});
        QCOMPARE(tampered.verify().findings.size(), 1);
    }

    void theEndCanNotBeCutOffBelowACheckpoint()
    {
        Tampered tampered(u"sha-256"_s);
        QVERIFY(*tampered.audit.sealDue({}) >= 2);
        QCOMPARE(tampered.verify().checkpoints, qint64(*tampered.audit.sealDue({}) == 0 ? tampered.verify().checkpoints : -1)); // not signed twice
        const auto rows = tampered.rows();
        tampered.remove(rows[17].seq);
        tampered.remove(rows[16].seq);
        tampered.db.run(u"UPDATE journal_chain SET n = n - 2, link = ? WHERE place = ?"_s, {tampered.linkOf(rows[15].seq), tampered.place});
        const JournalReport report = tampered.verify();
        QCOMPARE(report.findings.size(), 1);
        QCOMPARE(report.findings.first().what, What::Removed);
        QCOMPARE(report.findings.first().n, rows[16].n);
        QCOMPARE(report.findings.first().nLast, rows[17].n);
    }

    void aChainWrittenAnewIsNotWhatWasSigned()
    {
        Tampered tampered(u"sha-256"_s);
        QVERIFY(tampered.audit.sealDue({}).ok());
        const auto rows = tampered.rows();
        tampered.forgeBody(rows[7].seq);
        for (int i = 7; i < rows.size(); ++i) {
            const QByteArray digest = tampered.found(rows[i].seq).content;
            const QByteArray link = tampered.linkAfter(rows[i - 1].seq, digest);
            tampered.set(rows[i].seq, u"digest"_s, digest);
            tampered.set(rows[i].seq, u"link"_s, link);
            tampered.db.run(u"UPDATE journal_chain SET link = ? WHERE place = ?"_s, {link, tampered.place});
        }
        const JournalReport report = tampered.verify();
        QCOMPARE(report.findings.size(), 1);
        QCOMPARE(report.findings.first().what, What::Changed);
        QVERIFY(report.findings.first().note.contains(u"anew"_s));
        // Who signs it anew needs the key; the public one somebody outside keeps tells another's.
        tampered.db.run(u"UPDATE journal_checkpoint SET signature = ?"_s, {QByteArray(64, 'x')});
        QVERIFY(!tampered.verify().findings.isEmpty());
    }

    void aNoteOutsideTheDatabaseKnowsWhatIsGoneInside()
    {
        Tampered tampered(u"sm3"_s);
        const QString file = tampered.path(u"journal.checkpoints"_s);
        QVERIFY(*tampered.audit.sealDue(file) >= 2);
        const auto rows = tampered.rows();
        tampered.remove(rows[17].seq);
        tampered.db.run(u"UPDATE journal_chain SET n = n - 1, link = ? WHERE place = ?"_s, {tampered.linkOf(rows[16].seq), tampered.place});
        tampered.db.run(u"DELETE FROM journal_checkpoint"_s);
        QVERIFY2(tampered.verify().findings.isEmpty(), "the database alone is sound");
        JournalAudit::Options options;
        options.checkpointFile = file;
        const JournalReport report = tampered.verify(options);
        QCOMPARE(report.findings.size(), 1);
        QCOMPARE(report.findings.first().what, What::Removed);
        QCOMPARE(tampered.audit.sealDue(u"/no/such/folder/file"_s).refusal().code, u"journal.checkpoints-unwritable"_s);
    }

    void checkpointsAreSignedByRowsAndByNights()
    {
        Tampered tampered(u"sha-256"_s);
        QVERIFY(*tampered.audit.sealDue({}) >= 2); // the first of each chain
        tampered.work();
        QCOMPARE(*tampered.audit.sealDue({}), 0);
        QCOMPARE(*tampered.audit.sealDue({}, 3), 1); // the hall's has grown by three
        tampered.work();
        tampered.hall.setHallTime(QDate(2026, 11, 21), QTime(0, 5));
        QCOMPARE(*tampered.audit.sealDue({}), 1);
        QCOMPARE(*tampered.audit.sealDue({}), 0);
        QVERIFY(tampered.verify().findings.isEmpty());
    }

    void rowsOfTheTimeBeforeAreTakenIntoTheChains()
    {
        Tampered tampered(u"sha-256"_s);
        // As a centre leaves its database before there were chains.
        for (const QString &table : {u"journal_chain"_s, u"journal_amendment"_s, u"journal_checkpoint"_s})
            tampered.db.run(u"DELETE FROM %1 WHERE n >= 0"_s.arg(table));
        tampered.db.run(u"UPDATE journal SET place = '', link_n = NULL, digest = NULL, link = NULL WHERE seq > 0"_s);
        tampered.db.run(u"DELETE FROM setting WHERE name = 'journal-adopted'"_s);
        const qint64 rows = tampered.db.number(u"SELECT count(*) FROM journal"_s);
        tampered.work();
        JournalReport report = tampered.verify();
        QVERIFY2(report.findings.isEmpty(), qPrintable(told(report)));
        QCOMPARE(report.notes.size(), 1);
        QCOMPARE(*tampered.audit.adopt(), rows);
        QCOMPARE(*tampered.audit.adopt(), 0);
        tampered.work();
        report = tampered.verify();
        QVERIFY2(report.findings.isEmpty() && report.notes.isEmpty(), qPrintable(told(report)));
        const qint64 old = tampered.db.number(u"SELECT min(seq) FROM journal WHERE place = ? AND link_n IS NULL"_s, {tampered.place});
        tampered.forgeBody(old + 3);
        QCOMPARE(tampered.verify().findings.size(), 1);
        QCOMPARE(tampered.verify().findings.first().seq, old + 3);
    }

    void aBogusPlaceMakesNoChain()
    {
        Tampered tampered(u"sha-256"_s);
        const qint64 chains = tampered.db.number(u"SELECT count(*) FROM journal_chain"_s);
        const domain::Staff *clerk = tampered.hall.centreOffice().rules()->staffByNumber(u"1001"_s);
        office::Actor actor = centreActor;
        actor.place = u"nowhere"_s;
        QVERIFY(tampered.hall.centreOffice().submit({u"staff.define"_s, clerk->id, clerk->toJson(), actor}).ok());
        QCOMPARE(tampered.db.number(u"SELECT count(*) FROM journal_chain"_s), chains);
        QVERIFY(tampered.verify().findings.isEmpty());
        JournalAudit::Options unknown;
        unknown.place = u"nowhere"_s;
        QCOMPARE(tampered.audit.verify(unknown).refusal().code, u"journal.place-unknown"_s);
    }
};

QTEST_GUILESS_MAIN(TestJournalChain)
#include "tst_journalchain.moc"
