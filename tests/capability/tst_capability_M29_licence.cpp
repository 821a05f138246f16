// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuingrig.h"
#include "office/licences.h"
#include "office/granting.h"
#include "support/postroom.h"
#include <QJsonDocument>

using namespace Qt::StringLiterals;

/// M29 电子证照 同步发放: a granted result is a licence the same moment, and anybody can ask whether it is one.
class LicenceCapability : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGrantMakesTheLicence()
    {
        IssuingRig rig;
        const QString id = support::acceptFood(rig.hall);
        QVERIFY(rig.hall.archive().caseFile(id)->licence.isEmpty());
        support::decideAtCentre(rig.hall, id);
        const auto licence = office::Licences(rig.hall.office()).licence(rig.atCentre(id).licence); // at the window, as it came down
        QVERIFY(licence);
        QCOMPARE(licence->name, u"食品经营许可证"_s);
        QCOMPARE(licence->holder.idNumber, support::Hall::firm().idNumber);
        QCOMPARE(licence->validFrom, QDate(2026, 11, 20));
        QCOMPARE(licence->validTo, QDate(2031, 11, 19)); // five years, the day before its day returns
        QCOMPARE(licence->agency, rig.hall.place().sealAgency);
        QCOMPARE(office::Licences(rig.hall.office()).ofHolder(licence->holder.id).size(), 1);

        rig.open();
        QVERIFY(rig.facts().contains(domain::shownLicenceCode(licence->code)));
        QVERIFY(!rig.facts().filter(licence->number).isEmpty());
    }

    void anybodyCanCheckItWithoutLearningMore()
    {
        IssuingRig rig;
        const QString id = support::acceptFood(rig.hall);
        support::decideAtCentre(rig.hall, id);
        support::PostRoom room(rig.hall);
        const auto licence = *office::Licences(rig.hall.office()).licence(rig.atCentre(id).licence);
        const auto answer = room.ask("GET", u"/v1/public/licences/"_s + licence.code);
        QCOMPARE(answer.status, 200);
        const QJsonObject told = QJsonDocument::fromJson(answer.body).object();
        QCOMPARE(told[u"number"_s].toString(), licence.number);
        QCOMPARE(told[u"state"_s].toString(), u"valid"_s);
        QVERIFY(!answer.body.contains(rig.hall.archive().caseFile(id)->applicant.phone.toUtf8()));
        QCOMPARE(room.ask("GET", u"/v1/public/licences/"_s + licence.number).status, 404); // the number is no key to it
    }

    void whatIsRefusedMakesNone()
    {
        IssuingRig rig;
        const QString id = support::acceptFood(rig.hall);
        support::decideAtCentre(rig.hall, id, false);
        QVERIFY(rig.atCentre(id).licence.isEmpty());
        QVERIFY(office::Licences(rig.hall.office()).ofHolder(support::Hall::firm().id).isEmpty());
    }

    void expiresByItself()
    {
        IssuingRig rig;
        const QString id = support::acceptFood(rig.hall);
        support::decideAtCentre(rig.hall, id);
        support::PostRoom room(rig.hall);
        const auto licence = *office::Licences(rig.hall.office()).licence(rig.atCentre(id).licence);
        rig.hall.setHallTime(QDate(2031, 11, 20), QTime(8, 0));
        const QJsonObject told = QJsonDocument::fromJson(room.ask("GET", u"/v1/public/licences/"_s + licence.code).body).object();
        QCOMPARE(told[u"state"_s].toString(), u"expired"_s); // told rightly even before the clock has noted it
        room.record();
        QCOMPARE(office::Licences(rig.hall.office()).licence(licence.id)->state, domain::LicenceState::Expired);
    }
};

QTEST_MAIN(LicenceCapability)
#include "tst_capability_M29_licence.moc"
