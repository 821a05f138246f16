// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/deskkeystore.h"
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using domain::Result;

/// The desktop's key store itself, where there is one (ctest gives a real one to app.deskkeystore), and where there is none.
class DeskKeyStoreTest : public QObject
{
    Q_OBJECT

    static Result<QByteArray> asked(const QString &installation, int deadlineMs = 20'000)
    {
        app::DesktopKeyStore store;
        std::optional<Result<QByteArray>> answer;
        int answers = 0;
        store.ask(installation, deadlineMs, [&](const Result<QByteArray> &secret) {
            answer = secret;
            ++answers;
        });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 2 * deadlineMs))
            return domain::refuse(u"test.no-answer"_s);
        QCoreApplication::processEvents();
        return answers == 1 ? *answer : Result<QByteArray>(domain::refuse(u"test.answered-twice"_s));
    }

private Q_SLOTS:
    void keepsOneSecretForEachInstallationOrSaysThatThereIsNoStore()
    {
        const auto first = asked(u"installation-1"_s);
        if (!qEnvironmentVariableIsSet("ONEWINDOW_TEST_KEYSTORE")) {
            QVERIFY(!first.ok());
            QCOMPARE(first.refusal().code, u"desk.no-key-store"_s);
            QVERIFY(!first.refusal().facts[u"reason"_s].toString().isEmpty());
            return;
        }
        const auto again = asked(u"installation-1"_s), other = asked(u"installation-2"_s);
        QVERIFY2(first.ok() && again.ok() && other.ok(), first.ok() ? "" : QJsonDocument(first.refusal().facts).toJson().constData());
        QCOMPARE(first->size(), 32);
        QCOMPARE(*again, *first);
        QVERIFY(*other != *first);
    }

    void waitsNoLongerThanItMay()
    {
        const auto answer = asked(u"installation-3"_s, 0);
        QVERIFY(!answer.ok());
        QCOMPARE(answer.refusal().code, u"desk.no-key-store"_s);
    }
};

QTEST_GUILESS_MAIN(DeskKeyStoreTest)
#include "tst_deskkeystore.moc"
