// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "domain/sync/snapshotmanifest.h"
#include "exchange/blobs.h"
#include "exchange/changes.h"
#include "exchange/devices.h"
#include "exchange/healing.h"
#include "exchange/problem.h"
#include "exchange/push.h"
#include "exchange/session.h"
#include "exchange/supervision.h"
#include "office/auditlog.h"
#include "office/subjectfile.h"
#include "support/hall.h"
#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>
#include <functional>

using namespace Qt::StringLiterals;
using namespace exchange;

namespace {

/// Reads a message and writes what was understood; the refusal's code when it was not.
using Echo = std::function<QByteArray(const QByteArray &)>;

template<class Decode, class Encode>
Echo through(Decode decode, Encode encodeValue)
{
    return [decode, encodeValue](const QByteArray &text) {
        const auto value = decode(text);
        return value ? encodeValue(*value) : QByteArray("! " + value.refusal().code.toUtf8() + ' ' + value.refusal().facts[u"member"_s].toString().toUtf8());
    };
}

#define ECHO(decoder) through(decoder, [](const auto &value) { return encode(value); })

QByteArray changesAgain(const QByteArray &text)
{
    ChangesReader reader;
    if (const auto fed = reader.feed(text); !fed)
        return "! " + fed.refusal().code.toUtf8();
    if (const auto finished = reader.finish(); !finished)
        return "! " + finished.refusal().code.toUtf8();
    QByteArray again;
    for (const domain::ScopePage &page : reader.takePages())
        again += encodePage(page);
    if (const auto change = reader.takeScopeSetChange())
        again += encodeScopeSetChange(*change);
    if (const QStringList wanted = reader.takeWanted(); !wanted.isEmpty())
        again += encodeWanted(wanted);
    return again;
}

/// What the audit administrator's page reads of a journal, written as the centre writes it.
QByteArray auditAgain(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    QJsonArray lines, marks;
    for (const QJsonValue &value : json[u"lines"_s].toArray()) {
        const auto line = office::AuditLine::fromJson(value.toObject());
        if (!line)
            return "! " + line.refusal().code.toUtf8() + ' ' + line.refusal().facts[u"member"_s].toString().toUtf8();
        lines << line->toJson();
    }
    for (const QJsonValue &mark : json[u"checkpoints"_s].toArray())
        marks << QJsonObject{{u"place"_s, mark[u"place"_s].toString()}, {u"n"_s, mark[u"n"_s].toInteger()}, {u"link"_s, mark[u"link"_s].toString()},
                             {u"at"_s, domain::instantText(domain::instantFromText(mark[u"at"_s]))}};
    return QJsonDocument(QJsonObject{{u"lines"_s, lines}, {u"before"_s, json[u"before"_s].toInteger()}, {u"checkpoints"_s, marks}}).toJson(QJsonDocument::Compact);
}

QByteArray verdictAgain(const QByteArray &text)
{
    using What = office::JournalFinding::What;
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    QJsonArray findings;
    for (const QJsonValue &value : json[u"findings"_s].toArray()) {
        office::JournalFinding finding;
        for (const What what : {What::Changed, What::Removed, What::Inserted, What::Reordered}) {
            if (office::toCode(what) == value[u"finding"_s].toString())
                finding.what = what;
        }
        finding.place = value[u"place"_s].toString();
        finding.n = value[u"n"_s].toInteger();
        finding.nLast = value[u"to"_s].toInteger();
        finding.seq = value[u"seq"_s].toInteger();
        finding.id = value[u"id"_s].toString();
        finding.note = value[u"note"_s].toString();
        for (const QJsonValue &document : value[u"documents"_s].toArray())
            finding.documents << document.toString();
        findings << finding.toJson();
    }
    return QJsonDocument(QJsonObject{{u"place"_s, json[u"place"_s].toString()}, {u"rows"_s, json[u"rows"_s].toInteger()}, {u"links"_s, json[u"links"_s].toInteger()},
                                     {u"checkpoints"_s, json[u"checkpoints"_s].toInteger()}, {u"findings"_s, findings}})
        .toJson(QJsonDocument::Compact);
}

/// A message of these members, each given on as it came; others are passed over.
Echo members(const QStringList &names)
{
    return [names](const QByteArray &text) {
        const QJsonObject json = QJsonDocument::fromJson(text).object();
        QJsonObject again;
        for (const QString &name : names) {
            if (json.contains(name))
                again[name] = json[name];
        }
        return QJsonDocument(again).toJson(QJsonDocument::Compact);
    };
}

/// Everything held about one person, as SubjectFile puts it together.
const QStringList subjectMembers{u"applicant"_s, u"cases"_s, u"licences"_s, u"workorders"_s, u"messages"_s, u"looked"_s, u"made"_s};

/// Their refusals don't name what is lacking: a problem has none, a manifest is refused by its sums.
const QStringList inTheirOwnWords{u"problem.json"_s, u"snapshot-manifest.json"_s};

const QHash<QString, Echo> &echoes()
{
    static const QHash<QString, Echo> table{
        {u"sign-in-request.json"_s, ECHO(decodeSignInRequest)},
        {u"sign-in-answer.json"_s, ECHO(decodeSignInAnswer)},
        {u"renew-request.json"_s, ECHO(decodeRenewRequest)},
        {u"hello.json"_s, ECHO(decodeHello)},
        {u"number-lease-request.json"_s, ECHO(decodeNumberLeaseRequest)},
        {u"number-lease.json"_s, ECHO(decodeNumberLease)},
        {u"number-lease-return.json"_s, ECHO(decodeNumberLeaseReturn)},
        {u"document.json"_s, ECHO(decodeDocument)},
        {u"reconcile-request.json"_s, ECHO(decodeReconcileRequest)},
        {u"reconcile-answer.json"_s, ECHO(decodeReconcileAnswer)},
        {u"digest.json"_s, ECHO(decodeScopeDigest)},
        {u"digest-bucket.json"_s, ECHO(decodeScopeBucket)},
        {u"enrol-request.json"_s, ECHO(decodeEnrolRequest)},
        {u"enrol-answer.json"_s, ECHO(decodeEnrolAnswer)},
        {u"key-rotation.json"_s, ECHO(decodeKeyRotation)},
        {u"unlock-key.json"_s, ECHO(decodeUnlockKey)},
        {u"enrolment-code-request.json"_s, ECHO(decodeEnrolmentCodeRequest)},
        {u"enrolment-code.json"_s, ECHO(decodeEnrolmentCode)},
        {u"attention.json"_s, ECHO(decodeAttentionPage)},
        {u"attention-closing.json"_s, ECHO(decodeAttentionClosing)},
        {u"erasures.json"_s, ECHO(decodeErasures)},
        {u"found.json"_s, ECHO(decodeFound)},
        {u"password-reset.json"_s, ECHO(decodePasswordReset)},
        {u"initial-password.json"_s, ECHO(decodeInitialPassword)},
        {u"blobs-asked.json"_s, ECHO(decodeBlobsAsked)},
        {u"blobs-told.json"_s, ECHO(decodeBlobsTold)},
        {u"snapshot-manifest.json"_s, through(domain::SnapshotManifest::fromJson, [](const auto &manifest) { return manifest.toJson(); })},
        {u"audit.json"_s, auditAgain},
        {u"audit-verify.json"_s, members({u"purpose"_s, u"place"_s})},
        {u"audit-verdict.json"_s, verdictAgain},
        {u"subject-request.json"_s, members({u"purpose"_s})},
        {u"subject.json"_s, members(subjectMembers)},
        {u"push.json"_s, through(decodePush, encodePush)},
        {u"push-answer.json"_s, through(decodePushAnswer, encodePushAnswer)},
        {u"changes-request.json"_s, through(decodeChangesRequest, encodeChangesRequest)},
        {u"changes.ndjson"_s, changesAgain},
        {u"problem.json"_s, [](const QByteArray &text) {
             const auto problem = decodeProblem(text);
             return problem ? encodeProblem(*problem, QJsonDocument::fromJson(text).object()[u"status"_s].toInt()) : QByteArray("! no problem");
         }},
    };
    return table;
}

QDir fixtures()
{
    return QDir(QStringLiteral(ONEWINDOW_SOURCE_DIR "/tests/exchange/fixtures"));
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray inOneLine(const QString &path)
{
    const QByteArray text = contents(path);
    return path.endsWith(u".ndjson") ? text : QJsonDocument::fromJson(text).toJson(QJsonDocument::Compact);
}

void rowForEveryFixture()
{
    QTest::addColumn<QString>("path");
    const QStringList versions = fixtures().entryList({u"v*"_s}, QDir::Dirs, QDir::Name);
    for (const QString &version : versions) {
        const QDir folder(fixtures().filePath(version));
        for (const QString &file : folder.entryList(QDir::Files, QDir::Name))
            QTest::newRow(qPrintable(QString(version + u'/' + file))) << folder.filePath(file);
    }
}

} // namespace

/// Every message in every version of the protocol still spoken is read, and written again as it came.
class Versions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVersionSpokenHasItsFixtures()
    {
        for (int version = protocolMin; version <= protocolMax; ++version)
            QVERIFY(QDir(fixtures().filePath(u"v%1"_s.arg(version))).entryList(QDir::Files).size() > 10);
        QSet<QString> newest;
        for (const QString &file : QDir(fixtures().filePath(u"v%1"_s.arg(protocolMax))).entryList(QDir::Files))
            newest << file;
        for (auto echo = echoes().begin(); echo != echoes().end(); ++echo)
            QVERIFY2(newest.contains(echo.key()), qPrintable(echo.key()));
        for (const QString &file : std::as_const(newest))
            QVERIFY2(echoes().contains(file), qPrintable(QString(file + u" is read by nobody"_s)));
    }

    void whatIsHeldAboutOnePersonIsToldAsAgreed()
    {
        support::Hall hall;
        const auto done = hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, support::Hall::person(), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}));
        QVERIFY(done.ok() && hall.sync());
        const auto file = office::SubjectFile(hall.centreOffice()).collect(support::Hall::person().id, {u"d/610116"_s});
        QVERIFY(file.ok());
        const QJsonObject agreed = QJsonDocument::fromJson(contents(fixtures().filePath(u"v4/subject.json"_s))).object();
        QCOMPARE(file->keys().join(u' '), agreed.keys().join(u' '));
        QCOMPARE((*file)[u"applicant"_s].toObject().keys().join(u' '), agreed[u"applicant"_s].toObject().keys().join(u' '));
        QCOMPARE((*file)[u"cases"_s][0].toObject().keys().join(u' '), agreed[u"cases"_s][0].toObject().keys().join(u' '));
    }

    void readsAndWritesWhatWasAgreed_data() { rowForEveryFixture(); }
    void readsAndWritesWhatWasAgreed()
    {
        QFETCH(QString, path);
        const QString file = QFileInfo(path).fileName();
        if (!echoes().contains(file))
            return; // another subject's, told elsewhere
        QCOMPARE(echoes()[file](inOneLine(path)), inOneLine(path));
    }

    void passesOverWhatANewerOneAdds_data() { rowForEveryFixture(); }
    void passesOverWhatANewerOneAdds()
    {
        QFETCH(QString, path);
        const QString file = QFileInfo(path).fileName();
        if (!echoes().contains(file) || file.endsWith(u".ndjson") || file == u"problem.json")
            return;
        QJsonObject message = QJsonDocument::fromJson(contents(path)).object();
        message[u"newer"_s] = QJsonObject{{u"x"_s, QJsonArray{1, u"y"_s}}};
        QCOMPARE(echoes()[file](QJsonDocument(message).toJson(QJsonDocument::Compact)), inOneLine(path));
    }

    void saysWhatIsLackingAndNeverStumbles_data() { rowForEveryFixture(); }
    void saysWhatIsLackingAndNeverStumbles()
    {
        QFETCH(QString, path);
        const QString file = QFileInfo(path).fileName();
        if (!echoes().contains(file) || file.endsWith(u".ndjson") || inTheirOwnWords.contains(file))
            return;
        const QJsonObject message = QJsonDocument::fromJson(contents(path)).object();
        for (const QString &member : message.keys()) {
            for (const QJsonValue &wrong : {QJsonValue(QJsonValue::Null), QJsonValue(-7), QJsonValue(0.5), QJsonValue(u"\u0000x"_s), QJsonValue(QJsonArray{QJsonArray{}}), QJsonValue(QJsonObject{{u"x"_s, 1}})}) {
                QJsonObject other = message;
                other[member] = wrong;
                const QByteArray said = echoes()[file](QJsonDocument(other).toJson(QJsonDocument::Compact));
                QVERIFY(!said.isEmpty());
            }
            QJsonObject less = message;
            less.remove(member);
            const QByteArray said = echoes()[file](QJsonDocument(less).toJson(QJsonDocument::Compact));
            QVERIFY2(!said.startsWith("!") || said.contains(member.toUtf8()), said.constData());
        }
    }

    void aDigestSaysWhatIsHeldWhateverTheOrder()
    {
        const auto fixture = decodeScopeDigest(contents(fixtures().filePath(u"v4/digest.json"_s)));
        QVERIFY(fixture.ok());
        domain::StateDigest one, other;
        const QList<domain::HeldVersion> held{{u"0197-a"_s, 9}, {u"0197-b"_s, 1}, {u"0197-c"_s, 3}};
        for (const auto &document : held)
            one.toggle(document.id, document.version);
        for (auto document = held.rbegin(); document != held.rend(); ++document)
            other.toggle(document->id, document->version);
        QCOMPARE(one, other);
        QCOMPARE(one, fixture->digest);
        other.toggle(u"0197-b"_s, 1);
        other.toggle(u"0197-b"_s, 2);
        QCOMPARE(one.differences(other), QList<int>{domain::StateDigest::bucketOf(u"0197-b"_s)});
        other.toggle(u"0197-b"_s, 2);
        other.toggle(u"0197-b"_s, 1);
        QCOMPARE(one, other);
        QCOMPARE(domain::StateDigest::fromTexts(one.toTexts()), one);
        QStringList texts = one.toTexts();
        texts[3] = u"g000000000000000"_s;
        QVERIFY(!domain::StateDigest::fromTexts(texts));
        texts.removeLast();
        QVERIFY(!domain::StateDigest::fromTexts(texts));
    }

    void aListOfScopesHasANumberWhateverItsOrder()
    {
        const qint64 set = domain::scopeSetOf({u"ref"_s, u"d/610116"_s});
        QCOMPARE(domain::scopeSetOf({u"d/610116"_s, u"ref"_s}), set);
        QVERIFY(domain::scopeSetOf({u"ref"_s}) != set);
        QVERIFY(set > 0 && set < (qint64(1) << 53));
        QCOMPARE(qint64(double(set)), set);
    }

    void aStoredOutcomeSaysTheSameAgain()
    {
        const auto answer = decodePushAnswer(contents(fixtures().filePath(u"v4/push-answer.json"_s)));
        QVERIFY(answer.ok());
        for (domain::OperationResult result : answer->results) {
            domain::OperationResult again = domain::resultFromStored(domain::storedForm(result));
            again.n = result.n;
            again.id = result.id;
            QCOMPARE(toJson(again), toJson(result));
        }
        QCOMPARE(domain::resultFromStored({}).outcome, domain::Outcome::Processed);
    }

    void codesAreReadAsTheyAreTyped()
    {
        QCOMPARE(normalisedCode(u" k7qf-29mx－pd4t "), u"K7QF29MXPD4T"_s);
        QCOMPARE(normalisedCode(u"oOiIlL"), u"001111"_s);
        QCOMPARE(normalisedCode(u"Ｋ７"), u"K7"_s);
        QCOMPARE(enrolmentProof(u"k7qf-29mx", u"d"_s), QByteArray("onewindow-enrol\nK7QF29MX\nd"));
    }
};

QTEST_GUILESS_MAIN(Versions)
#include "tst_versions.moc"
