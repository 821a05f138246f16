// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/permissions.h"
#include "domain/staff/staff.h"
#include <QFile>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using domain::Permissions;
using domain::Reach;

namespace {
QByteArray tableFile()
{
    QFile file(QStringLiteral(ONEWINDOW_SOURCE_DIR "/resources/access/permissions.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
} // namespace

class TestPermissions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheTableSays()
    {
        const Permissions &table = Permissions::table();
        QCOMPARE(table.reaches({u"clerk"_s}, u"case.accept"), QList<Reach>{Reach::District});
        QCOMPARE(table.reaches({u"approver"_s}, u"step.decide"), QList<Reach>{Reach::Department});
        QCOMPARE(table.reaches({u"approver"_s, u"supervisor"_s}, u"step.handover"), (QList<Reach>{Reach::Department, Reach::District}));
        QVERIFY(table.reaches({u"clerk"_s}, u"step.decide").isEmpty());
        QVERIFY(table.reaches({u"clerk"_s}, u"what.ever").isEmpty());
        QVERIFY(table.reaches({u"emperor"_s}, u"case.accept").isEmpty());
        QVERIFY(table.reaches({}, u"case.accept").isEmpty());
        QVERIFY(domain::mayDo({u"clerk"_s}, u"case.accept"));
        QVERIFY(!domain::mayDo({u"clerk"_s}, u"staff.define"));
        QVERIFY(table.staffRoles().contains(u"audit-admin"_s));
        QVERIFY(!table.staffRoles().contains(u"centre"_s));
    }

    void refusesATableThatCantBeRead_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("member");
        const auto row = [](const char *name, const QByteArray &from, const QByteArray &to, const QString &member) {
            QTest::newRow(name) << from << to << member;
        };
        row("cut off", "}\n}", "", u"roles"_s);
        row("unknown group", R"("helper": "business")", R"("helper": "friends")", u"roles.helper"_s);
        row("unknown reach", R"("case.deem": {"centre": "any"})", R"("case.deem": {"centre": "world"})", u"kinds.case.deem.centre"_s);
        row("unknown role", R"("case.deem": {"centre": "any"})", R"("case.deem": {"center": "any"})", u"kinds.case.deem.center"_s);
        row("nobody's kind", R"("case.deem": {"centre": "any"})", R"("case.deem": {})", u"kinds.case.deem"_s);
        row("unknown role of a page", R"("approval": ["approver")", R"("approval": ["aprover")", u"pages.approval"_s);
        row("nobody's request", R"("attention": ["supervisor"])", R"("attention": [])", u"requests.attention"_s);
    }

    void refusesATableThatCantBeRead()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, member);
        QByteArray text = tableFile();
        QVERIFY(Permissions::fromJson(text).ok());
        QVERIFY(text.contains(from));
        text.replace(from, to);
        const auto read = Permissions::fromJson(text);
        QVERIFY(!read);
        QCOMPARE(read.refusal().code, u"permissions.malformed"_s);
        QCOMPARE(read.refusal().facts[u"member"_s].toString(), member);
    }

    void keepsTheAdministratorsApart_data()
    {
        QTest::addColumn<QStringList>("roles");
        QTest::addColumn<QString>("code");
        QTest::newRow("clerk and chief") << QStringList{u"clerk"_s, u"chief-clerk"_s} << QString();
        QTest::newRow("one administrator") << QStringList{u"security-admin"_s} << QString();
        QTest::newRow("nothing") << QStringList{} << QString();
        for (const auto &[one, other] : {std::pair{u"security-admin"_s, u"audit-admin"_s}, {u"security-admin"_s, u"system-admin"_s}, {u"audit-admin"_s, u"system-admin"_s},
                                         {u"clerk"_s, u"security-admin"_s}, {u"supervisor"_s, u"audit-admin"_s}, {u"approver"_s, u"system-admin"_s}}) {
            QTest::newRow(qPrintable(QString(one + u'+' + other))) << QStringList{one, other} << u"staff.roles-conflict"_s;
            QTest::newRow(qPrintable(QString(other + u'+' + one))) << QStringList{other, one} << u"staff.roles-conflict"_s;
        }
        QTest::newRow("the centre's own role") << QStringList{u"centre"_s} << u"staff.role-unknown"_s;
        QTest::newRow("made up") << QStringList{u"clerk"_s, u"root"_s} << u"staff.role-unknown"_s;
    }

    void keepsTheAdministratorsApart()
    {
        QFETCH(QStringList, roles);
        QFETCH(QString, code);
        const auto may = Permissions::table().mayHold(roles);
        QCOMPARE(may ? QString() : may.refusal().code, code);
    }

    void theMadeUpDistrictKeepsThemApartToo()
    {
        QFile file(QStringLiteral(ONEWINDOW_SOURCE_DIR "/resources/demo/610116.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray staff = QJsonDocument::fromJson(file.readAll()).object()[u"staff"_s].toArray();
        QVERIFY(!staff.isEmpty());
        QStringList seen;
        for (const QJsonValue &person : staff) {
            QStringList roles;
            for (const QJsonValue &role : person[u"roles"_s].toArray())
                roles << role.toString();
            QVERIFY2(Permissions::table().mayHold(roles).ok(), qPrintable(person[u"number"_s].toString()));
            seen += roles;
        }
        for (const QString &role : Permissions::table().staffRoles())
            QVERIFY2(seen.contains(role), qPrintable(role)); // the rehearsal of each role needs somebody who has it
    }

    // docs/permissions.md is made by `onewindow-server permissions`.
    void theDocumentIsThatOfTheTable()
    {
        QFile file(QStringLiteral(ONEWINDOW_SOURCE_DIR "/docs/permissions.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(QString::fromUtf8(file.readAll()) == Permissions::table().asMarkdown(), "make it anew: onewindow-server permissions > docs/permissions.md");
    }
};

QTEST_GUILESS_MAIN(TestPermissions)
#include "tst_permissions.moc"
