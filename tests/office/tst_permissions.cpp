// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/permissions.h"
#include "domain/jsontime.h"
#include "domain/sync/chain.h"
#include "office/operationkinds.h"
#include "office/snapshotshelf.h"
#include "office/store.h"
#include "support/decided.h"
#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::Permissions;
using domain::Reach;
using support::Hall;

namespace {

const office::Actor centreActor{u"centre"_s, {}, {u"centre"_s}, {}, {}};

/// Where somebody stands to the thing an act is about.
enum class Standpoint {
    Near,      ///< in the same hall, of the department, the very person
    Colleague, ///< in the same hall, but not the person or the department it is about
    Elsewhere, ///< in another district
};
constexpr Standpoint standpoints[]{Standpoint::Near, Standpoint::Colleague, Standpoint::Elsewhere};

/// A verdict of the table of rights, as against one of the act itself.
bool isVerdictOnRights(const QString &code)
{
    static const QStringList codes{u"operation.not-allowed"_s, u"operation.out-of-reach"_s, u"step.not-yours"_s, u"delegation.not-yours"_s};
    return codes.contains(code);
}

/// What the table says about somebody of that role, standing there.
bool isAllowed(const QString &kind, const QString &role, Standpoint standpoint)
{
    const QList<Reach> reaches = Permissions::table().reaches({role}, kind);
    return std::any_of(reaches.begin(), reaches.end(), [&](Reach reach) {
        if (reach == Reach::Any || standpoint == Standpoint::Near)
            return true;
        return standpoint == Standpoint::Colleague && (reach == Reach::District || reach == Reach::Place);
    });
}

/// The hall with three people of each role, and a document for each kind of act.
class Stage
{
public:
    mutable Hall hall;

    Stage()
    {
        QJsonObject place = hall.place().toJson();
        place[u"id"_s] = m_elsewhere;
        place[u"code"_s] = place[u"district"_s] = u"610113"_s;
        define(u"place.define"_s, m_elsewhere, place);
        for (const QString &role : Permissions::table().staffRoles()) {
            for (Standpoint standpoint : standpoints)
                hire(role, standpoint);
        }
        define(u"device.enrol"_s, m_device, {{u"id"_s, m_device}, {u"publicKey"_s, QString::fromLatin1(QByteArray(32, 'k').toBase64())}, {u"name"_s, u"另一台"_s}, {u"place"_s, hall.place().id}});
        hall.signIn(u"1401"_s);
        m_case = support::acceptFood(hall);
        const office::Actor market = actor(u"approver"_s, Standpoint::Near);
        m_delegation = done({u"delegation.define"_s, {}, leaveOf(market), market});
        m_order = done({u"workorder.register"_s, {}, {{u"source"_s, u"12345"_s}, {u"words"_s, u"小区门口无证烧烤"_s}, {u"personName"_s, u"李四"_s}, {u"personPhone"_s, u"13900000001"_s}}, hall.staff(u"1401"_s)});
        if (!hall.sync())
            qFatal("nothing reaches the centre");
    }

    office::Actor actor(const QString &role, Standpoint standpoint) const
    {
        const domain::Staff *staff = hall.office().rules()->staffByNumber(numberOf(role, standpoint));
        Q_ASSERT(staff);
        return {staff->id, staff->name, staff->roles, staff->place, u"3"_s};
    }

    /// An act of that kind upon something of this hall, with as little in it as shows whose it is: what is allowed is mostly
    /// refused afterwards for being empty.
    office::Act act(const QString &kind, const office::Actor &who) const
    {
        const QString subject = kind.section(u'.', 0, 0);
        office::Act act{kind, m_case, {}, who};
        if (subject == "workorder"_L1) {
            act.doc = m_order;
        } else if (subject == "password"_L1) {
            act.doc = hall.clerk().staffId;
        } else if (subject == "staff"_L1) {
            act.doc = hall.clerk().staffId;
            act.body = hall.office().rules()->staff(act.doc)->toJson();
        } else if (subject == "place"_L1) {
            act.doc = hall.place().id;
            act.body = hall.place().toJson();
        } else if (subject == "region"_L1 || subject == "handling"_L1) {
            act.doc = domain::idFor(QString(subject + u":610116"_s));
            act.body = {{u"district"_s, u"610116"_s}};
        } else if (subject == "device"_L1) {
            act.doc = m_device;
        } else if (subject == "item"_L1 || subject == "calendar"_L1) {
            act.doc = domain::idFor(subject);
        } else if (kind == "delegation.define"_L1) {
            act.doc = QString();
            act.body = leaveOf(actor(u"approver"_s, Standpoint::Near));
        } else if (kind == "delegation.end"_L1) {
            act.doc = m_delegation;
        } else if (kind == "returned.close"_L1) {
            act.body = {{u"operation"_s, m_ownActs.value(who.roles.first())}};
        } else if (subject == "step"_L1) {
            act.body = {{u"step"_s, u"market"_s}};
        }
        return act;
    }

    /// Something for everybody to have had returned: an act of the one who stands near.
    void noteOwnActs()
    {
        for (const QString &role : Permissions::table().staffRoles()) {
            const auto printed = hall.office().submit({u"paper.print"_s, m_case, {{u"paper"_s, u"acceptance"_s}}, actor(role, Standpoint::Near)});
            if (printed)
                m_ownActs.insert(role, printed->operation.id);
        }
        if (!hall.sync())
            qFatal("nothing reaches the centre");
    }

private:
    static QString numberOf(const QString &role, Standpoint standpoint) { return QString(role + u'-' + QString::number(int(standpoint))); }
    static QJsonObject leaveOf(const office::Actor &who)
    {
        return {{u"from"_s, who.staffId}, {u"to"_s, domain::idFor(u"staff:1203"_s)}, {u"begins"_s, u"2027-01-11"_s}, {u"ends"_s, u"2027-01-12"_s}, {u"reason"_s, u"年假"_s}};
    }
    void define(const QString &type, const QString &id, const QJsonObject &body)
    {
        if (const auto done = hall.centreOffice().submit({type, id, body, centreActor}); !done)
            qFatal("%s: %s", qPrintable(type), qPrintable(done.refusal().code));
    }
    QString done(const office::Act &act)
    {
        const auto done = hall.office().submit(act);
        if (!done)
            qFatal("%s: %s", qPrintable(act.type), qPrintable(done.refusal().code));
        return done->document().id;
    }
    void hire(const QString &role, Standpoint standpoint)
    {
        const QString number = numberOf(role, standpoint);
        const domain::Staff staff{domain::idFor(QString(u"staff:"_s + number)), number, number, {role}, standpoint == Standpoint::Elsewhere ? m_elsewhere : hall.place().id, true,
                                  role == "approver"_L1 ? QStringList{standpoint == Standpoint::Colleague ? u"税务局"_s : u"市场监督管理局"_s} : QStringList{}, {}};
        define(u"staff.define"_s, staff.id, staff.toJson());
    }

    const QString m_elsewhere = domain::idFor(u"place:610113"_s), m_device = domain::newId(QDateTime(QDate(2026, 1, 5), QTime(1, 0), Qt::UTC));
    QString m_case, m_order, m_delegation;
    QHash<QString, QString> m_ownActs; ///< by role
};

/// One question put to the table: a kind of act, a role, where its holder stands.
struct Cell
{
    QString kind, role;
    Standpoint standpoint;

    QString name() const { return QString(kind + u" by "_s + role + u" at "_s + QString::number(int(standpoint))); }
    bool allowed() const { return isAllowed(kind, role, standpoint); }
};

QList<Cell> allCells()
{
    QList<Cell> cells;
    for (const office::OperationKind &kind : office::operationKinds()) {
        for (const QString &role : Permissions::table().staffRoles()) {
            for (Standpoint standpoint : standpoints)
                cells << Cell{QString::fromUtf16(kind.type), role, standpoint};
        }
    }
    return cells;
}

} // namespace

/// 权限表: every kind of operation × every role × near, beside it, in another district; at the window through Office::submit and
/// at the centre through a push of what no window of ours would have made.
class OfficePermissions : public QObject
{
    Q_OBJECT

    /// Compares verdicts with the table and prints how much of it was asked.
    static void compare(const char *where, const QHash<QString, QString> &codes)
    {
        int allowed = 0, denied = 0;
        QStringList wrong;
        for (const Cell &cell : allCells()) {
            if (!codes.contains(cell.name()))
                continue;
            const QString code = codes.value(cell.name());
            (cell.allowed() ? allowed : denied) += 1;
            if (isVerdictOnRights(code) == cell.allowed())
                wrong << QString(cell.name() + u": "_s + (code.isEmpty() ? u"done"_s : code));
        }
        qInfo("rights %s: %lld kinds x %lld roles x 3 standpoints, %d of %lld cells asked: %d allowed, %d denied", where, qint64(office::operationKinds().size()),
              qint64(Permissions::table().staffRoles().size()), allowed + denied, qint64(allCells().size()), allowed, denied);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
        QCOMPARE(allowed + denied, allCells().size());
        QVERIFY(allowed > 300 && denied > 300);
    }

private Q_SLOTS:
    void everyKindIsInTheTableAndNothingElse()
    {
        QStringList kinds;
        for (const office::OperationKind &kind : office::operationKinds())
            kinds << QString::fromUtf16(kind.type);
        QStringList named = Permissions::table().kinds();
        kinds.sort();
        named.sort();
        QCOMPARE(named, kinds);
    }

    void theWindowHoldsToTheTable()
    {
        Stage stage;
        stage.noteOwnActs();
        QHash<QString, QString> codes;
        for (const Cell &cell : allCells()) {
            office::Act act = stage.act(cell.kind, stage.actor(cell.role, cell.standpoint));
            const auto done = stage.hall.office().submit(act);
            codes.insert(cell.name(), done ? QString() : done.refusal().code);
        }
        compare("at the window", codes);
    }

    // Whatever a window sends: these acts are made by hand, signed by the device, numbered and chained as they should be.
    void theCentreHoldsToTheTable()
    {
        Stage stage;
        stage.noteOwnActs();
        const QString stream = domain::newId(stage.hall.now());
        QVERIFY(stage.hall.centre().enrol(stream, stage.hall.office().deviceId(), stage.hall.office().devicePublicKey(), u"3"_s).ok());
        domain::PushBatch batch;
        const QList<Cell> cells = allCells();
        for (const Cell &cell : cells) {
            const office::Act act = stage.act(cell.kind, stage.actor(cell.role, cell.standpoint));
            domain::Operation operation;
            operation.n = batch.operations.size() + 1;
            operation.id = domain::newId(stage.hall.now());
            operation.type = act.type;
            operation.typeVersion = office::operationKind(act.type)->version;
            operation.doc = act.doc.isEmpty() ? domain::newId(stage.hall.now()) : act.doc;
            operation.actor = act.actor.staffId;
            operation.role = u"supervisor security-admin centre"_s; // what a liar would write
            operation.place = act.actor.place;
            operation.counter = act.actor.counter;
            operation.made = {stage.hall.now(), 0, {}, stage.hall.now()};
            operation.body = act.body;
            stage.hall.office().sign(operation);
            batch.operations << operation;
        }
        const auto answer = stage.hall.centre().push(stream, batch);
        QVERIFY2(answer.ok(), answer ? "" : qPrintable(answer.refusal().code));
        QCOMPARE(answer->results.size(), cells.size());
        QHash<QString, QString> codes;
        for (qsizetype i = 0; i < cells.size(); ++i)
            codes.insert(cells[i].name(), answer->results[i].problem.code);
        compare("at the centre", codes);
    }

    void nobodyIsTheCentre()
    {
        Stage stage;
        domain::PushBatch batch;
        const QString stream = domain::newId(stage.hall.now());
        QVERIFY(stage.hall.centre().enrol(stream, stage.hall.office().deviceId(), stage.hall.office().devicePublicKey(), u"3"_s).ok());
        for (const office::OperationKind &kind : office::operationKinds()) {
            domain::Operation operation;
            operation.n = batch.operations.size() + 1;
            operation.id = domain::newId(stage.hall.now());
            operation.type = QString::fromUtf16(kind.type);
            operation.typeVersion = kind.version;
            operation.doc = domain::newId(stage.hall.now());
            operation.actor = u"centre"_s;
            operation.role = u"centre"_s;
            operation.made = {stage.hall.now(), 0, {}, stage.hall.now()};
            stage.hall.office().sign(operation);
            batch.operations << operation;
        }
        const auto answer = stage.hall.centre().push(stream, batch);
        for (const domain::OperationResult &result : answer->results)
            QCOMPARE(result.problem.code, u"operation.actor-unknown"_s);
    }

    void whoseRightsWereWithdrawnHasNoneAtTheWindowEither()
    {
        Hall hall;
        const office::Actor clerk = hall.clerk(); // as the session still says
        QJsonObject staff = hall.office().rules()->staff(clerk.staffId)->toJson();
        staff[u"roles"_s] = QJsonArray{u"approver"_s};
        QVERIFY(hall.centreOffice().submit({u"staff.define"_s, clerk.staffId, staff, centreActor}).ok());
        const office::Act act{u"case.receive"_s, {}, hall.application(u"food-license"_s, Hall::firm(), {}), clerk};
        QVERIFY(hall.office().submit(act).ok() || hall.office().submit(act).refusal().code != "operation.not-allowed"_L1);
        hall.pull();
        QCOMPARE(hall.office().submit(act).refusal().code, u"operation.not-allowed"_s);
        staff[u"active"_s] = false;
        QVERIFY(hall.centreOffice().submit({u"staff.define"_s, clerk.staffId, staff, centreActor}).ok());
        hall.pull();
        QCOMPARE(hall.office().submit(act).refusal().code, u"operation.actor-unknown"_s);
    }

    void administratorsStayApart_data()
    {
        QTest::addColumn<QStringList>("roles");
        QTest::addColumn<QString>("code");
        QTest::newRow("clerk and security") << QStringList{u"clerk"_s, u"security-admin"_s} << u"staff.roles-conflict"_s;
        QTest::newRow("system and audit") << QStringList{u"system-admin"_s, u"audit-admin"_s} << u"staff.roles-conflict"_s;
        QTest::newRow("the centre") << QStringList{u"centre"_s} << u"staff.role-unknown"_s;
        QTest::newRow("chief and issuer") << QStringList{u"chief-clerk"_s, u"issuer"_s} << QString();
    }

    void administratorsStayApart()
    {
        QFETCH(QStringList, roles);
        QFETCH(QString, code);
        Hall hall;
        QJsonObject clerk = hall.office().rules()->staff(hall.clerk().staffId)->toJson();
        clerk[u"roles"_s] = QJsonArray::fromStringList(roles);
        for (office::Office *office : {&hall.office(), &hall.centreOffice()}) {
            const auto done = office->submit({u"staff.define"_s, hall.clerk().staffId, clerk, hall.staff(u"1501"_s)});
            QCOMPARE(done ? QString() : done.refusal().code, code);
        }
    }

    void nobodyBearsAnothersName()
    {
        Hall hall;
        const office::Actor security = hall.staff(u"1501"_s), system = hall.staff(u"1503"_s);
        const auto rules = hall.office().rules();
        QJsonObject self = rules->staff(security.staffId)->toJson();
        self[u"roles"_s] = QJsonArray{u"supervisor"_s};
        QJsonObject twin = rules->staff(hall.clerk().staffId)->toJson();
        const QString another = domain::newId(hall.now());
        twin[u"id"_s] = another;
        for (office::Office *office : {&hall.office(), &hall.centreOffice()}) {
            // A second document that says it is oneself, a hall of somebody else, somebody who signs in already.
            QCOMPARE(office->submit({u"staff.define"_s, another, self, security}).refusal().code, u"operation.malformed"_s);
            QCOMPARE(office->submit({u"place.define"_s, another, hall.place().toJson(), system}).refusal().code, u"operation.malformed"_s);
            QCOMPARE(office->submit({u"staff.define"_s, another, twin, security}).refusal().code, u"staff.number-taken"_s);
        }
        twin[u"number"_s] = u"1999"_s;
        QVERIFY(hall.centreOffice().submit({u"staff.define"_s, another, twin, security}).ok());
    }

    void theCentresOwnKeyIsTheCentresBusiness()
    {
        Hall hall;
        const office::Actor security = hall.staff(u"1501"_s);
        const QJsonObject body{{u"publicKey"_s, QString::fromLatin1(QByteArray(32, 'k').toBase64())}, {u"name"_s, u"x"_s}, {u"reason"_s, u"x"_s}};
        QVERIFY(hall.centreOffice().submit({u"device.enrol"_s, office::centreDevice(), body, {u"centre"_s, {}, {u"centre"_s}, {}, {}}}).ok());
        QCOMPARE(hall.centreOffice().submit({u"device.enrol"_s, office::centreDevice(), body, security}).refusal().code, u"operation.not-allowed"_s);
        QCOMPARE(hall.centreOffice().submit({u"device.revoke"_s, office::centreDevice(), body, security}).refusal().code, u"operation.out-of-reach"_s);
    }

    void nobodyGivesRightsToThemself()
    {
        Hall hall;
        const office::Actor admin = hall.staff(u"1501"_s);
        QJsonObject self = hall.office().rules()->staff(admin.staffId)->toJson();
        self[u"roles"_s] = QJsonArray{u"supervisor"_s};
        QCOMPARE(hall.office().submit({u"staff.define"_s, admin.staffId, self, admin}).refusal().code, u"staff.own-rights"_s);
        self = hall.office().rules()->staff(admin.staffId)->toJson();
        self[u"name"_s] = u"冯安"_s;
        QVERIFY(hall.office().submit({u"staff.define"_s, admin.staffId, self, admin}).ok());
    }
};

QTEST_GUILESS_MAIN(OfficePermissions)
#include "tst_permissions.moc"
