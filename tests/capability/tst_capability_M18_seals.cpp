// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/numbering/papernumber.h"
#include "exchange/session.h"
#include "forms/intake/paperflow.h"
#include "forms/papers/paperrenderer.h"
#include "office/counternumbers.h"
#include "office/papernumbers.h"
#include "office/store.h"
#include "support/deskclient.h"
#include "tests/forms/pagerig.h"
#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using domain::CaseFile;
using support::DeskClient;
using support::Hall;

/// M18 审批专用章: a notice goes out under the seal of the department in charge and with a running number of its own,
/// 机关代字〔年〕n号, off line too.
class SealsCapability : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    std::unique_ptr<DeskClient> m_client;

    Hall &hall() { return m_rig->hall; }
    /// The window asks for what it lacks, over the API, until it lacks nothing.
    void lease()
    {
        office::CounterNumbers numbers(hall().office());
        for (int asked = 0; asked < 60; ++asked) {
            const auto wish = numbers.wish();
            if (!wish)
                return;
            const auto answer = m_client->send("POST", u"/v1/number-leases"_s,
                                               exchange::encode(exchange::NumberLeaseRequest{wish->request, hall().office().stream(), wish->series, wish->count}));
            QCOMPARE(answer.status, 200);
            const auto lease = exchange::decodeNumberLease(answer.body);
            QVERIFY(lease.ok());
            numbers.add(*lease);
        }
        QFAIL("never enough numbers");
    }
    QString acceptFood(const QString &firm = u"西安示例餐饮有限公司"_s)
    {
        return m_rig->done(u"case.accept"_s, hall().application(u"food-license"_s, Hall::firm(firm), PageRig::foodAnswers()));
    }
    CaseFile file(const QString &id) { return *hall().archive().caseFile(id); }
    CaseFile atTheCentre(const QString &id) { return *CaseFile::fromJson(hall().centre().document(id)->body); }
    static QString numberOf(const CaseFile &file, const QString &kind)
    {
        const auto number = domain::PaperNumber::fromJson(file.more.value(u"numbers"_s).toObject().value(kind).toArray().last().toObject());
        return number ? number->text() : QString();
    }
    /// What stands on a paper, as a reader program gives it.
    QString printed(const QString &id, const QString &kind)
    {
        m_rig->printer.papers.clear();
        forms::PaperFlow flow(m_rig->desk);
        const CaseFile known = file(id);
        flow.print(known, *hall().office().rules()->item(known.itemId, known.itemVersion), {kind}, u"done"_s);
        const auto pdf = forms::renderPdf(m_rig->printer.papers.value(0));
        Q_ASSERT(pdf.ok());
        QTemporaryDir folder;
        QFile out(folder.filePath(u"paper.pdf"_s));
        if (!out.open(QIODevice::WriteOnly) || out.write(*pdf) < 0)
            return {};
        out.close();
        QProcess reader;
        reader.start(u"pdftotext"_s, {u"-raw"_s, out.fileName(), u"-"_s});
        reader.waitForFinished();
        return QString::fromUtf8(reader.readAllStandardOutput()).remove(u'\n').remove(u' ');
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<PageRig>();
        m_client = std::make_unique<DeskClient>(hall());
        m_client->signIn();
    }
    void cleanup()
    {
        m_client.reset();
        m_rig.reset();
    }

    void aNoticeBearsTheDepartmentsSealAndNumber()
    {
        lease();
        const QString id = acceptFood();
        const QString text = printed(id, u"acceptance"_s);
        QVERIFY2(text.contains(u"长市监〔2026〕1号"_s), qPrintable(text));
        QVERIFY2(text.contains(u"西安市长安区市场监督管理局"_s), qPrintable(text));
        QVERIFY(text.contains(u"受理专用章样章"_s)); // nobody's real seal is in a made-up district
        QVERIFY(!text.contains(u"行政审批服务局"_s));
        // Another department's has its own; a receipt is the hall's.
        const QString flexible = m_rig->accept();
        QVERIFY(printed(flexible, u"acceptance"_s).contains(u"长社保〔2026〕1号"_s));
        QVERIFY(printed(flexible, u"receipt"_s).contains(u"西安市长安区行政审批服务局"_s));
    }

    void offLineNumbersRunOnAndAReprintHasTheSame()
    {
        lease();
        QStringList numbers;
        QStringList ids;
        for (int n = 1; n <= 3; ++n) {
            ids << acceptFood(u"西安第%1餐饮有限公司"_s.arg(n));
            hall().restartCounter(); // a power cut between two visitors
            numbers << numberOf(*CaseFile::fromJson(hall().office().store().documents.load(ids.last())->body), u"acceptance"_s);
        }
        QCOMPARE(numbers, (QStringList{u"长市监〔2026〕1号"_s, u"长市监〔2026〕2号"_s, u"长市监〔2026〕3号"_s}));
        QVERIFY(hall().sync());
        for (int n = 0; n < 3; ++n) {
            QCOMPARE(numberOf(atTheCentre(ids[n]), u"acceptance"_s), numbers[n]);
            QCOMPARE(hall().centreOffice().store().receipts.userOf(domain::registerText(u"610116-2026/长市监"_s, n + 1)), ids[n]);
            const QJsonArray kept = atTheCentre(ids[n]).more.value(u"numbers"_s).toObject().value(u"acceptance"_s).toArray();
            QCOMPARE(kept.size(), 1);
        }
        QVERIFY(hall().submit(u"paper.print"_s, {{u"paper"_s, u"acceptance"_s}}, ids[1]).ok());
        QVERIFY(hall().sync());
        QCOMPARE(numberOf(atTheCentre(ids[1]), u"acceptance"_s), numbers[1]);
    }

    void aDecisionIsNumberedByTheApproversWindow()
    {
        lease();
        const QString id = acceptFood();
        QVERIFY(hall().sync());
        for (const QString &who : {u"1202"_s, u"1201"_s}) {
            const office::Actor approver = hall().signIn(who);
            const QString step = who == u"1202"_s ? u"fire"_s : u"market"_s;
            QVERIFY(hall().office().submit({u"step.take"_s, id, {{u"step"_s, step}}, approver}).ok());
            if (step == "fire"_L1) {
                // What the fire brigade says in its own step, it says under its own name.
                QVERIFY(hall().office().submit({u"step.pause"_s, id, {{u"step"_s, step}, {u"kind"_s, u"专家评审"_s}, {u"days"_s, 2}}, approver}).ok());
                QCOMPARE(numberOf(file(id), u"special-procedure"_s), u"长消〔2026〕1号"_s);
                QVERIFY(printed(id, u"special-procedure"_s).contains(u"西安市长安区消防救援大队"_s));
                QVERIFY(hall().office().submit({u"step.resume"_s, id, {{u"step"_s, step}}, approver}).ok());
                QVERIFY(hall().office().submit({u"step.decide"_s, id, {{u"step"_s, step}, {u"agreed"_s, true}, {u"opinion"_s, u"符合"_s}}, approver}).ok());
            } else {
                QVERIFY(hall().office().submit({u"case.decide"_s, id, {{u"granted"_s, true}, {u"opinion"_s, u"符合"_s}}, approver}).ok());
            }
            QVERIFY(hall().sync());
        }
        const CaseFile granted = atTheCentre(id);
        QCOMPARE(granted.decision.number, u"长市监〔2026〕2号"_s); // the first was the acceptance's
        QVERIFY(printed(id, u"decision-grant"_s).contains(u"长市监〔2026〕2号"_s));
    }

    void withoutANumberLeftThePaperBearsTheCases()
    {
        const QString id = acceptFood(); // nothing was leased yet
        QVERIFY(file(id).more.value(u"numbers"_s).isUndefined());
        QVERIFY(printed(id, u"acceptance"_s).contains(file(id).number));
        QVERIFY(hall().sync());
        QCOMPARE(atTheCentre(id).state, domain::CaseState::Accepted);
        // What the centre does itself has its number from the register.
        const QString received = m_rig->receive();
        QVERIFY(hall().sync());
        hall().setHallTime(QDate(2026, 12, 1), QTime(9, 0));
        QVERIFY(*hall().centre().doAgenda() >= 1);
        QCOMPARE(numberOf(atTheCentre(received), u"acceptance"_s), u"长市监〔2026〕1号"_s);
    }

    void aNumberThatIsNotThisDevicesIsRefused()
    {
        lease();
        const QString series = u"610116-2026/长市监"_s;
        hall().centreOffice().store().receipts.use(domain::registerText(series, 1), series, u"another"_s, hall().now());
        acceptFood();
        const auto answer = hall().push();
        QCOMPARE(answer->results.first().problem.code, u"paper-number.taken"_s);
        // And only the district's own series are given out.
        const auto foreign = m_client->send("POST", u"/v1/number-leases"_s,
                                            exchange::encode(exchange::NumberLeaseRequest{domain::newId(hall().now()), hall().office().stream(), u"610113-2026/雁市监"_s, 20}));
        QCOMPARE(DeskClient::codeOf(foreign), u"lease.series"_s);
    }

    void noNumberIsLostWithoutAReason()
    {
        lease();
        acceptFood();
        QVERIFY(hall().sync());
        hall().setHallTime(QDate(2027, 1, 4), QTime(9, 0));
        office::CounterNumbers numbers(hall().office());
        while (const auto block = numbers.returning()) {
            QVERIFY(hall().centre().returnLease(block->lease, hall().office().deviceId(), block->next).ok());
            numbers.returned(block->lease);
        }
        // Of the block of twenty one number is used, the other nineteen are written off: the register has them all.
        const QString series = u"610116-2026/长市监"_s;
        const auto &registered = hall().centreOffice().store();
        QVERIFY(!registered.receipts.userOf(domain::registerText(series, 1)).isEmpty());
        for (int n = 2; n <= 20; ++n)
            QVERIFY2(registered.numberRegister.voidSince(domain::registerText(series, n)).has_value(), qPrintable(QString::number(n)));
    }
};

QTEST_MAIN(SealsCapability)
#include "tst_capability_M18_seals.moc"
