// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "office/centredevices.h"
#include "office/centreoversight.h"
#include "office/devicekey.h"
#include "office/store.h"
#include "support/hall.h"
#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::CaseFile;
using domain::Outcome;
using office::CentreDevices;
using office::CentreOversight;
using support::Hall;

namespace {

const office::Actor centreActor{u"centre"_s, {}, {u"centre"_s}, {}, {}};
const QStringList here{u"d/610116"_s};

QJsonObject flex(Hall &hall)
{
    return hall.application(u"flex-ss"_s, Hall::person(), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}});
}

domain::PushBatch pending(Hall &hall)
{
    domain::PushBatch batch;
    batch.operations = hall.counterSync().pendingOperations(500, 1 << 20);
    batch.previousHash = hall.counterSync().chainHashBefore(batch.operations.first().n);
    return batch;
}

/// A second hall in another district.
QString placeElsewhere(Hall &hall)
{
    QJsonObject place = hall.place().toJson();
    const QString id = domain::idFor(u"place:610113"_s);
    place[u"id"_s] = id;
    place[u"code"_s] = u"610113"_s;
    place[u"district"_s] = u"610113"_s;
    const auto defined = hall.centreOffice().submit({u"place.define"_s, id, place, centreActor});
    Q_ASSERT(defined.ok());
    return id;
}

void redefine(Hall &hall, const QString &staffId, const QString &member, const QJsonValue &value)
{
    QJsonObject staff = hall.centreOffice().rules()->staff(staffId)->toJson();
    staff[member] = value;
    const auto defined = hall.centreOffice().submit({u"staff.define"_s, staffId, staff, centreActor});
    Q_ASSERT(defined.ok());
}

/// A key pair made for the test, as a device would have one.
struct Key
{
    explicit Key(Hall &hall) : m_office(std::move(office::Office::open({u":memory:"_s, office::Office::Side::Counter, hall.clock(), false}).value())) {}
    QByteArray publicKey() const { return m_office->devicePublicKey(); }
    void sign(domain::Operation &operation) const { m_office->sign(operation); }
    std::shared_ptr<office::Office> m_office;
};

} // namespace

/// What supervisors and administrators do and see at the centre.
class CentreOversightStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workDoneWhileTheRightWasHeldGoesToTheSupervisor_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("value");
        QTest::newRow("moved to another hall") << u"place"_s << u"elsewhere"_s;
        QTest::newRow("left the service") << u"active"_s << u"false"_s;
        QTest::newRow("other duties") << u"roles"_s << u"approver"_s;
    }

    void workDoneWhileTheRightWasHeldGoesToTheSupervisor()
    {
        QFETCH(QString, member);
        QFETCH(QString, value);
        Hall hall;
        const QString elsewhere = placeElsewhere(hall);
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall)); // off line
        hall.setNow(hall.now().addDays(1));
        redefine(hall, hall.clerk().staffId, member,
                 member == u"place" ? QJsonValue(elsewhere) : member == u"active" ? QJsonValue(false) : QJsonValue(QJsonArray{value}));
        const auto answer = hall.push();
        QVERIFY(answer.ok());
        QCOMPARE(answer->results[0].outcome, Outcome::Rejected);
        QCOMPARE(answer->results[0].problem.code, u"right.withdrawn"_s);
        QVERIFY(answer->results[0].handedOver);
        QVERIFY(answer->results[0].document.isEmpty());
        CentreOversight oversight(hall.centreOffice());
        const auto page = oversight.refused(here, 0, 10);
        QCOMPARE(page.rows.size(), 1);
        QCOMPARE(page.rows[0].row.operation.toJson(), accepted->operation.toJson()); // wholly
        QCOMPARE(page.rows[0].device, hall.office().deviceId());
        QVERIFY(oversight.refused({u"d/610113"_s}, 0, 10).rows.isEmpty());
    }

    void workDoneAfterTheRightWasGoneIsPlainlyRefused()
    {
        Hall hall;
        redefine(hall, hall.clerk().staffId, u"active"_s, false);
        hall.setNow(hall.now().addSecs(60));
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok()); // the window has not heard of it
        const auto answer = hall.push();
        QCOMPARE(answer->results[0].problem.code, u"operation.actor-unknown"_s);
        QVERIFY(!answer->results[0].handedOver);
    }

    void aRevokedDevicesWorkIsKeptApart()
    {
        Hall hall;
        const QString stream = hall.office().stream(), device = hall.office().deviceId();
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall));
        const domain::PushBatch batch = pending(hall);
        QCOMPARE(hall.centre().push(stream, batch, {}, office::Centre::Door::Signature).refusal().code, u"session.lacking"_s);
        QCOMPARE(hall.centreOffice().submit({u"device.revoke"_s, device, {}, centreActor}).refusal().code, u"reason.lacking"_s);
        QVERIFY(hall.centreOffice().submit({u"device.revoke"_s, device, {{u"reason"_s, u"失窃"_s}}, centreActor}).ok());
        // Nothing that it did not sign comes in this way.
        domain::PushBatch forged = batch;
        forged.operations[0].body[u"x"_s] = 1;
        QCOMPARE(hall.centre().push(stream, forged, {}, office::Centre::Door::Signature).refusal().code, u"operation.signature"_s);
        const auto answer = hall.centre().push(stream, batch, {}, office::Centre::Door::Signature);
        QVERIFY(answer.ok());
        QCOMPARE(answer->results[0].problem.code, u"device.revoked"_s);
        QVERIFY(answer->results[0].handedOver);
        QVERIFY(!hall.centre().document(accepted->operation.doc));
        QCOMPARE(hall.centre().push(stream, batch, {}, office::Centre::Door::Signature)->results[0].problem.code, u"device.revoked"_s);
        QCOMPARE(CentreOversight(hall.centreOffice()).refused(here, 0, 10).rows.size(), 1);
        // The window keeps it too.
        QVERIFY(hall.counterSync().settle(*answer).ok());
        QCOMPARE(hall.archive().returnedCount(), 1);
    }

    void aSupervisorClosesWhatWasRefusedAndItIsOnRecord()
    {
        Hall hall;
        redefine(hall, hall.clerk().staffId, u"active"_s, false);
        hall.setNow(hall.now().addSecs(60));
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall));
        QVERIFY(hall.push().ok());
        CentreOversight oversight(hall.centreOffice());
        const office::Actor supervisor = hall.staff(u"1401"_s);
        const QString id = accepted->operation.id;
        QCOMPARE(oversight.close(id, {u"d/610113"_s}, supervisor, u"dropped"_s, u"重复"_s).refusal().code, u"attention.unknown"_s);
        QCOMPARE(oversight.close(u"nothing"_s, here, supervisor, u"dropped"_s, u"重复"_s).refusal().code, u"attention.unknown"_s);
        QCOMPARE(oversight.close(id, here, supervisor, u"dropped"_s, {}).refusal().code, u"returned.reason-lacking"_s);
        QVERIFY(oversight.close(id, here, supervisor, u"dropped"_s, u"重复"_s).ok());
        QVERIFY(oversight.refused(here, 0, 10).rows.isEmpty());
        QCOMPARE(oversight.close(id, here, supervisor, u"dropped"_s, u"重复"_s).refusal().code, u"attention.closed"_s);
        const auto journal = hall.centreOffice().store().journal.page(0, 1).first();
        QCOMPARE(journal.operation.type, u"returned.close"_s);
        QCOMPARE(journal.operation.actor, supervisor.staffId);
        QCOMPARE(journal.operation.body[u"reason"_s].toString(), u"重复"_s);
    }

    void refusedWorkIsPaged()
    {
        Hall hall;
        redefine(hall, hall.clerk().staffId, u"active"_s, false);
        hall.setNow(hall.now().addSecs(60));
        for (int i = 0; i < 5; ++i)
            QVERIFY(hall.submit(u"case.accept"_s, flex(hall)).ok());
        QVERIFY(hall.push().ok());
        CentreOversight oversight(hall.centreOffice());
        QList<qint64> seen;
        std::optional<qint64> before = 0;
        int pages = 0;
        while (before) {
            const auto page = oversight.refused(here, *before, 2);
            for (const auto &refused : page.rows)
                seen << refused.row.seq;
            before = page.before;
            ++pages;
        }
        QCOMPARE(pages, 3);
        QCOMPARE(seen.size(), 5);
        QVERIFY(std::is_sorted(seen.rbegin(), seen.rend()));
    }

    void aCaseErasedByLawIsGoneEverywhereButForTheFact()
    {
        Hall hall;
        auto &store = hall.centreOffice().store();
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall));
        QVERIFY(hall.sync());
        const QString id = accepted->operation.doc;
        const qint64 version = hall.centre().document(id)->version;
        hall.centre().noteContacts({{hall.office().deviceId(), u"d/610116"_s, hall.centre().head(u"d/610116"_s), hall.now()}, {u"elsewhere"_s, u"ref"_s, 1, hall.now()}});
        const office::Actor admin = hall.staff(u"1501"_s);
        QCOMPARE(hall.office().submit({u"document.erase"_s, id, {}, admin}).refusal().code, u"reason.lacking"_s);
        QCOMPARE(hall.office().submit({u"document.erase"_s, hall.clerk().staffId, {{u"reason"_s, u"x"_s}}, admin}).refusal().code, u"operation.malformed"_s);
        QVERIFY(hall.office().submit({u"document.erase"_s, id, {{u"reason"_s, u"法院判决"_s}}, admin}).ok());
        const auto answer = hall.push();
        QCOMPARE(answer->results[0].outcome, Outcome::Applied);
        QCOMPARE(answer->results[0].docVersion, version + 1);
        QVERIFY(!hall.centre().document(id));
        for (const auto &row : store.journal.ofDocument(id)) {
            QVERIFY(!QJsonDocument(row.operation.toJson()).toJson().contains("610116199003070014"));
            QVERIFY(!QJsonDocument(row.result).toJson().contains("610116199003070014"));
            QVERIFY(!row.hash.isEmpty());
        }
        const auto page = hall.centre().changes(u"d/610116"_s, hall.counterSync().cursor(u"d/610116"_s), 10, 1 << 20);
        QCOMPARE(page.rows.size(), 1);
        QCOMPARE(page.rows[0].kind, domain::ChangeRow::Kind::Erase);
        QCOMPARE(page.rows[0].id, id);
        QVERIFY(page.rows[0].bodyText.isEmpty());
        CentreOversight oversight(hall.centreOffice());
        const auto open = oversight.erasures(here);
        QCOMPARE(open.size(), 1);
        QCOMPARE(open[0].doc, id);
        QCOMPARE(open[0].reason, u"法院判决"_s);
        QCOMPARE(open[0].open.size(), 1);
        QCOMPARE(open[0].open[0].device, hall.office().deviceId());
        hall.centre().noteContacts({{hall.office().deviceId(), u"d/610116"_s, page.head, hall.now()}});
        QVERIFY(oversight.erasures(here)[0].open.isEmpty());
    }

    void whatIsDoneToAnErasedCaseIsRefusedAndNotKept()
    {
        Hall hall;
        const auto accepted = hall.submit(u"case.receive"_s, flex(hall));
        QVERIFY(hall.sync());
        const QString id = accepted->operation.doc;
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall), id).ok()); // off line, while it is erased
        QVERIFY(hall.centreOffice().submit({u"document.erase"_s, id, {{u"reason"_s, u"法院判决"_s}}, hall.staff(u"1501"_s)}).ok());
        const auto answer = hall.push();
        QCOMPARE(answer->results[0].problem.code, u"document.erased"_s);
        QVERIFY(!hall.centre().document(id));
        const auto row = hall.centreOffice().store().journal.byId(answer->results[0].id);
        QVERIFY(!QJsonDocument(row->operation.toJson()).toJson().contains("610116199003070014"));
    }

    void aCaseIsTransferredToAnotherDistrict()
    {
        Hall hall;
        const QString elsewhere = placeElsewhere(hall);
        hall.pull();
        const auto received = hall.submit(u"case.receive"_s, flex(hall));
        QVERIFY(hall.sync());
        const QString id = received->operation.doc, applicant = Hall::person().id;
        const office::Actor supervisor = hall.staff(u"1401"_s);
        const auto refusedWith = [&](const QJsonObject &body) { return hall.office().submit({u"case.transfer"_s, id, body, supervisor}).refusal().code; };
        QCOMPARE(refusedWith({{u"to"_s, u"nowhere"_s}, {u"reason"_s, u"x"_s}}), u"place.unknown"_s);
        QCOMPARE(refusedWith({{u"to"_s, hall.place().id}, {u"reason"_s, u"x"_s}}), u"case.transfer-nowhere"_s);
        QCOMPARE(refusedWith({{u"to"_s, elsewhere}}), u"reason.lacking"_s);
        QCOMPARE(hall.office().submit({u"case.transfer"_s, id, {{u"to"_s, elsewhere}, {u"reason"_s, u"x"_s}}, hall.clerk()}).refusal().code, u"operation.not-allowed"_s);
        QVERIFY(hall.office().submit({u"case.transfer"_s, id, {{u"to"_s, elsewhere}, {u"reason"_s, u"属高新区管辖"_s}}, supervisor}).ok());
        const auto answer = hall.push();
        QCOMPARE(answer->results[0].outcome, Outcome::Applied);
        QVERIFY(answer->results[0].at.contains(u"d/610116"_s) && answer->results[0].at.contains(u"d/610113"_s)); // one transaction, two heads
        const auto left = hall.centre().changes(u"d/610116"_s, hall.counterSync().cursor(u"d/610116"_s), 10, 1 << 20);
        const auto leave = std::find_if(left.rows.begin(), left.rows.end(), [&](const auto &row) { return row.id == id; });
        QVERIFY(leave != left.rows.end());
        QCOMPARE(leave->kind, domain::ChangeRow::Kind::Leave);
        QCOMPARE(leave->why, u"moved"_s);
        QCOMPARE(leave->to, u"d/610113"_s);
        const auto came = hall.centre().changes(u"d/610113"_s, {}, 10, 1 << 20);
        QStringList ids;
        for (const auto &row : came.rows)
            ids << row.id;
        ids.sort();
        QStringList both{id, applicant};
        both.sort();
        QCOMPARE(ids, both);
        const auto file = CaseFile::fromJson(hall.centre().document(id)->body);
        QCOMPARE(file->place, elsewhere);
        QCOMPARE(file->number, received->operation.receipt);
        hall.pull();
        QVERIFY2(!hall.archive().document(id), "it has left this window");
        QVERIFY(hall.archive().document(applicant).has_value());
    }

    void workOnATransferredCaseIsHandedOver()
    {
        Hall hall;
        const QString elsewhere = placeElsewhere(hall);
        hall.pull();
        const auto received = hall.submit(u"case.receive"_s, flex(hall));
        QVERIFY(hall.sync());
        QVERIFY(hall.submit(u"case.accept"_s, flex(hall), received->operation.doc).ok()); // off line
        QVERIFY(hall.centreOffice().submit({u"case.transfer"_s, received->operation.doc, {{u"to"_s, elsewhere}, {u"reason"_s, u"x"_s}}, hall.staff(u"1401"_s)}).ok());
        const auto answer = hall.push();
        QCOMPARE(answer->results[0].problem.code, u"right.withdrawn"_s);
        QVERIFY(answer->results[0].handedOver);
    }

    void legalTimeLiesBetweenTheActBeforeAndTheReceipt()
    {
        Hall hall;
        const QDateTime start = hall.now();
        const auto first = hall.submit(u"case.accept"_s, flex(hall));
        QVERIFY(hall.sync());
        // The clock of the window is set back a month: yesterday's work does not become last month's.
        domain::PushBatch batch;
        const auto second = hall.submit(u"case.accept"_s, flex(hall));
        batch = pending(hall);
        batch.operations[0].made.estimate = start.addDays(-30);
        hall.office().sign(batch.operations[0]);
        hall.setNow(start.addSecs(600));
        const auto back = hall.centre().push(hall.office().stream(), batch);
        QCOMPARE(back->results[0].outcome, Outcome::Applied);
        QCOMPARE(back->results[0].skewSeconds, -30 * 24 * 3600);
        QCOMPARE(CaseFile::fromJson(hall.centre().document(second->operation.doc)->body)->acceptedAt, start);
        // Or forward: never later than it is.
        const auto third = hall.submit(u"case.accept"_s, flex(hall));
        domain::PushBatch ahead;
        domain::Operation operation = third->operation;
        operation.made.estimate = hall.now().addDays(3);
        hall.office().sign(operation);
        ahead.operations = {operation};
        ahead.previousHash = domain::chainHash(batch.previousHash, batch.operations[0]);
        const auto told = hall.centre().push(hall.office().stream(), ahead);
        QVERIFY2(told.ok(), qPrintable(told ? QString() : told.refusal().code));
        QCOMPARE(told->results[0].skewSeconds, 3 * 24 * 3600);
        QCOMPARE(CaseFile::fromJson(hall.centre().document(third->operation.doc)->body)->acceptedAt, hall.now());
        Q_UNUSED(first)
    }

    void aCodeLetsOneDeviceIn()
    {
        Hall hall;
        CentreDevices devices(hall.centreOffice(), hall.centre());
        QCOMPARE(devices.makeCode(u"nowhere"_s, u"x"_s).refusal().code, u"place.unknown"_s);
        const auto code = devices.makeCode(hall.place().id, u"x"_s);
        QCOMPARE(code->text.size(), 14);
        const QString typed = QString(code->text).remove(u'-');
        const Key key(hall), other(hall);
        const CentreDevices::Newcomer newcomer{typed, domain::newId(hall.now()), {}, u"5号窗口"_s, key.publicKey()};
        CentreDevices::Newcomer wrong = newcomer;
        wrong.code = u"ABCDEFGHJKMN"_s;
        QCOMPARE(devices.enrol(wrong).refusal().code, u"enrolment.code"_s);
        const auto enrolled = devices.enrol(newcomer);
        QVERIFY(enrolled.ok());
        QVERIFY(!enrolled->stream.isEmpty());
        QCOMPARE(enrolled->place, hall.place().id);
        QCOMPARE(hall.centreOffice().rules()->device(newcomer.device)->publicKey, key.publicKey());
        QVERIFY(hall.centre().streamIsOf(enrolled->stream, newcomer.device));
        QVERIFY2(devices.enrol(newcomer).ok(), "its answer was lost");
        CentreDevices::Newcomer second = newcomer;
        second.device = domain::newId(hall.now());
        QCOMPARE(devices.enrol(second).refusal().code, u"enrolment.code"_s);
        // Another key under a known id needs more than a code.
        CentreDevices::Newcomer thief = newcomer;
        thief.publicKey = other.publicKey();
        thief.code = QString(devices.makeCode(hall.place().id, u"x"_s)->text).remove(u'-');
        QCOMPARE(devices.enrol(thief).refusal().code, u"device.other-key"_s);
        const auto late = devices.makeCode(hall.place().id, u"x"_s);
        hall.setNow(hall.now().addDays(2));
        second.code = QString(late->text).remove(u'-');
        QCOMPARE(devices.enrol(second).refusal().code, u"enrolment.code"_s);
        // A revoked device comes back by a new code only.
        QVERIFY(hall.centreOffice().submit({u"device.revoke"_s, newcomer.device, {{u"reason"_s, u"x"_s}}, centreActor}).ok());
        QVERIFY(hall.centreOffice().rules()->device(newcomer.device)->revoked);
        CentreDevices::Newcomer back = newcomer;
        back.code = QString(devices.makeCode(hall.place().id, u"x"_s)->text).remove(u'-');
        QVERIFY(devices.enrol(back).ok());
        QVERIFY(!hall.centreOffice().rules()->device(newcomer.device)->revoked);
    }

    void unknownDevicesStayOutWhenCodesAreAskedFor()
    {
        Hall hall;
        const Key key(hall);
        const QString device = domain::newId(hall.now()), stream = domain::newId(hall.now());
        QCOMPARE(hall.centre().enrol(stream, device, key.publicKey(), u"5"_s, false).refusal().code, u"device.unknown"_s);
        // A known one begins as many streams as it needs.
        QVERIFY(hall.centre().enrol(stream, hall.office().deviceId(), hall.office().devicePublicKey(), u"3"_s, false).ok());
    }

    void aNewKeyLeavesWhatTheOldOneSignedGood()
    {
        Hall hall;
        CentreDevices devices(hall.centreOffice(), hall.centre());
        const QString device = hall.office().deviceId();
        const auto accepted = hall.submit(u"case.accept"_s, flex(hall));
        const auto seal = hall.office().receiptSeal(accepted->document().body);
        QVERIFY(hall.submit(u"case.receive"_s, flex(hall)).ok()); // signed, not sent
        const domain::PushBatch batch = pending(hall);
        const Key next(hall);
        hall.setNow(hall.now().addSecs(60));
        QCOMPARE(devices.rotate(device, next.publicKey(), "m", QByteArray(64, 'x')).refusal().code, u"operation.signature"_s);
        QCOMPARE(devices.rotate(u"nobody"_s, next.publicKey(), "m", {}).refusal().code, u"device.unknown"_s);
        const auto old = office::DeviceKey::of(hall.office().store().settings);
        QVERIFY(devices.rotate(device, next.publicKey(), "m", old->sign("m")).ok());
        QVERIFY2(devices.rotate(device, next.publicKey(), "m", old->sign("m")).ok(), "its answer was lost");
        QCOMPARE(hall.centreOffice().rules()->device(device)->publicKey, next.publicKey());
        const auto sent = hall.centre().push(hall.office().stream(), batch);
        for (const auto &result : sent->results)
            QCOMPARE(result.outcome, Outcome::Applied);
        // What claims to be signed later by the old key is not.
        hall.setNow(hall.now().addSecs(60));
        domain::Operation later = hall.submit(u"case.receive"_s, flex(hall))->operation;
        domain::PushBatch after;
        after.operations = {later};
        after.previousHash = hall.counterSync().chainHashBefore(later.n);
        QCOMPARE(hall.centre().push(hall.office().stream(), after)->results[0].problem.code, u"operation.signature"_s);
        hall.pull();
        QVERIFY2(hall.centreOffice().readSeal(*seal).ok(), "the receipt in the applicant's hand is still genuine");
    }
};

QTEST_GUILESS_MAIN(CentreOversightStory)
#include "tst_centreoversight.moc"
