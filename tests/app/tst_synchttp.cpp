// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/httptransport.h"
#include "app/sync/signin.h"
#include "domain/catalogue/checklist.h"
#include "office/archive.h"
#include "server/centreprogram.h"
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

using namespace Qt::StringLiterals;
using State = forms::SyncStatus::State;

namespace {

QDateTime utcNow()
{
    return QDateTime::currentDateTimeUtc();
}

domain::CaseMaterial markOf(const domain::MaterialRequirement &asked)
{
    domain::CaseMaterial material;
    material.key = asked.key;
    material.mark = asked.required ? domain::MaterialMark::Received : domain::MaterialMark::Lacking;
    return material;
}

/// A counter as the client puts it together, on an empty disk, in real time.
class RealCounter
{
public:
    RealCounter(const QString &folder, const QUrl &centre)
    {
        m_uptime.start();
        office = std::move(office::Office::open({folder + u"/counter.db"_s, office::Office::Side::Counter, utcNow, false}).value());
        app::HttpTransport::Options way;
        way.centre = centre;
        m_transport = std::move(app::HttpTransport::make(way).value());
        m_transport->setSigner([this](const QByteArray &message) { return office->signature(message); });
        app::SyncAgent::Options options;
        options.clock = utcNow;
        options.monotonicMs = [this] { return m_uptime.elapsed(); };
        options.clientVersion = u"0.1.0"_s;
        agent = std::make_unique<app::SyncAgent>(*office, *m_transport, options);
        signIn = std::make_unique<app::SignIn>(*office, *m_transport, *agent);
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { agent->tick(); arm(); });
        QObject::connect(agent.get(), &app::SyncAgent::wakeupChanged, &m_timer, [this] { arm(); });
    }

    bool waitFor(State state, int pending = 0)
    {
        return QTest::qWaitFor([&] { return agent->status().state == state && agent->status().pending == pending; }, 20000);
    }

    std::unique_ptr<office::Office> office;

private:
    void arm()
    {
        if (const auto next = agent->nextWakeupMs())
            m_timer.start(int(std::clamp<qint64>(*next - m_uptime.elapsed(), 0, 60'000)));
    }
    QElapsedTimer m_uptime;
    std::unique_ptr<app::HttpTransport> m_transport;
    QTimer m_timer;

public:
    std::unique_ptr<app::SyncAgent> agent;
    std::unique_ptr<app::SignIn> signIn;
};

} // namespace

/// The agent over real HTTP to the real centre, both in one program.
class SyncHttpStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewCounterSignsInTakesAllAndSends();
};

void SyncHttpStory::aNewCounterSignsInTakesAllAndSends()
{
    QTemporaryDir folder;
    server::CentreProgram::Options options;
    options.dataFolder = folder.filePath(u"centre"_s);
    options.demo = true;
    options.clock = utcNow;
    options.listener.address = u"127.0.0.1"_s;
    options.listener.port = 0;
    auto centre = std::make_unique<server::CentreProgram>(options);
    QVERIFY(centre->start().ok());
    options.listener.port = centre->port();
    const QUrl url(u"http://127.0.0.1:"_s + QString::number(centre->port()));

    RealCounter counter(folder.path(), url);
    QSignalSpy refused(counter.signIn.get(), &app::SignIn::refused);
    QSignalSpy signedIn(counter.signIn.get(), &app::SignIn::signedIn);
    counter.signIn->begin(u"1001"_s, u"wrong"_s, {}, u"3"_s);
    QVERIFY(QTest::qWaitFor([&] { return refused.size() == 1; }));
    QCOMPARE(refused.first().first().value<domain::Refusal>().code, u"sign-in.wrong"_s);
    counter.signIn->begin(u"1001"_s, u"changan-2026"_s, {}, u"3"_s);
    QVERIFY(QTest::qWaitFor([&] { return signedIn.size() == 1; }));
    const auto staff = signedIn.first().first().value<domain::Staff>();
    QVERIFY(counter.waitFor(State::Synced));
    const domain::Item *item = counter.office->rules()->itemOn(u"flex-ss"_s, utcNow().date());
    QVERIFY(item);

    const QJsonObject answers{{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}};
    QJsonArray marks;
    for (const domain::MaterialRequirement &asked : domain::checklistFor(*item, u"natural"_s, answers).materials)
        marks << markOf(asked).toJson();
    const domain::ApplicantCard person{domain::applicantIdFor(u"citizen-id"_s, u"610116199003070014"_s), u"natural"_s, u"张三"_s, u"citizen-id"_s, u"610116199003070014"_s, u"13800000014"_s, u"西安市"_s};
    const QJsonObject body{{u"item"_s, QJsonObject{{u"id"_s, item->id}, {u"version"_s, item->version}}}, {u"applicant"_s, person.toJson()},
                           {u"answers"_s, answers}, {u"fields"_s, QJsonObject{}}, {u"marks"_s, marks}};
    const office::Actor clerk{staff.id, staff.name, staff.roles, staff.place, u"3"_s};
    const auto accept = [&] { return counter.office->submit({u"case.accept"_s, {}, body, clerk}); };

    // On line.
    const auto first = accept();
    QVERIFY2(first.ok(), qPrintable(first.ok() ? QString() : first.refusal().code));
    QVERIFY(counter.waitFor(State::Synced));
    // The centre goes away and comes back.
    centre->stop();
    centre.reset();
    const auto second = accept();
    QVERIFY(second.ok());
    QVERIFY(counter.waitFor(State::Offline, 1));
    centre = std::make_unique<server::CentreProgram>(options);
    QVERIFY(centre->start().ok());
    QVERIFY(counter.waitFor(State::Synced));
    QCOMPARE(office::Archive(*counter.office).returnedCount(), 0);

    // A second counter sees both as the first does.
    QTemporaryDir another;
    RealCounter other(another.path(), url);
    other.signIn->begin(u"1001"_s, u"changan-2026"_s, {}, u"4"_s);
    QVERIFY(other.waitFor(State::Synced));
    for (const auto &done : {first, second}) {
        const auto here = office::Archive(*counter.office).document(done->operation.doc);
        const auto there = office::Archive(*other.office).document(done->operation.doc);
        QVERIFY(here && there);
        QCOMPARE(there->body, here->body);
        QCOMPARE(there->version, 1);
    }
    centre->stop();
}

QTEST_GUILESS_MAIN(SyncHttpStory)
#include "tst_synchttp.moc"
