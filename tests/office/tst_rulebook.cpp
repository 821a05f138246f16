// SPDX-License-Identifier: GPL-3.0-or-later
#include "office/rulebook.h"
#include "office/store.h"
#include "support/hall.h"
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::Document;
using office::Rulebook;
using support::Hall;

namespace {

const QString person = domain::idFor(u"staff:1001"_s);

Document at(Hall &hall, const QString &id)
{
    return *hall.centreOffice().store().documents.load(id);
}

Document with(Document document, const QString &member, const QJsonValue &value)
{
    document.body[member] = value;
    return document;
}

} // namespace

/// The reference documents as values, and what a change of one of them does.
class RulebookStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesChangesOfPeoplePlacesAndDevicesAsTheyAre()
    {
        Hall hall;
        const auto before = hall.centreOffice().rules();
        const Document staff = at(hall, person), place = at(hall, before->staff(person)->place), device = at(hall, hall.office().deviceId());
        const auto now = Rulebook::renewed(*before, {with(staff, u"active"_s, false), with(place, u"phone"_s, u"029-1"_s), with(device, u"revoked"_s, QJsonObject{{u"reason"_s, u"丢失"_s}})}, {});
        QVERIFY(now);
        QVERIFY(!now->staff(person)->active && before->staff(person)->active);
        QCOMPARE(now->place(place.id)->phone, u"029-1"_s);
        QVERIFY(now->device(device.id)->revoked);
        QCOMPARE(now->staff().size(), before->staff().size());
        QCOMPARE(now->itemsOn(QDate(2026, 11, 20)).size(), before->itemsOn(QDate(2026, 11, 20)).size());
        QCOMPARE(now->version(), before->version());
    }
    void letsGoOfWhatIsGone()
    {
        Hall hall;
        const auto before = hall.centreOffice().rules();
        const auto now = Rulebook::renewed(*before, {}, {person});
        QVERIFY(now && !now->staff(person) && before->staff(person));
    }
    /// Everything else is made anew from all documents.
    void leavesTheRestToAWholeReading()
    {
        Hall hall;
        const auto before = hall.centreOffice().rules();
        const Document staff = at(hall, person);
        Document item = staff;
        item.kind = u"item"_s;
        QVERIFY(!Rulebook::renewed(*before, {item}, {}));
        QVERIFY(!Rulebook::renewed(*before, {}, {u"an item's"_s}));
        QVERIFY(!Rulebook::renewed(*before, {with(staff, u"name"_s, QString())}, {}));
        const auto troubled = Rulebook::from({with(staff, u"name"_s, QString())});
        QVERIFY(!troubled->problems().isEmpty());
        QVERIFY(!Rulebook::renewed(*troubled, {staff}, {})); // it may be this one that is well now
    }
    /// At every connection of the centre and at the windows a change is known, whoever made it.
    void everyReaderLearnsOfAChange()
    {
        Hall hall;
        QVERIFY(hall.sync());
        const auto items = hall.office().rules()->itemsOn(QDate(2026, 11, 20)).size();
        const QJsonObject left = with(at(hall, person), u"active"_s, false).body;
        QVERIFY(hall.centreOffice().submit({u"staff.define"_s, person, left, {u"centre"_s, {}, {u"centre"_s}, {}, {}}}));
        QVERIFY(!hall.centreOffice().rules()->staff(person)->active);
        QVERIFY(hall.office().rules()->staff(person)->active);
        QVERIFY(hall.sync());
        QVERIFY(!hall.office().rules()->staff(person)->active);
        QCOMPARE(hall.office().rules()->itemsOn(QDate(2026, 11, 20)).size(), items);
    }
};

QTEST_GUILESS_MAIN(RulebookStory)
#include "tst_rulebook.moc"
