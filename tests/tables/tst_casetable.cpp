// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "office/store.h"
#include "support/hall.h"
#include "tables/casetablemodel.h"
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using support::Hall;
using tables::CaseTableModel;
using tables::CaseView;

namespace {

constexpr int manyRows = 60'000;

tables::CaseWords plainWords()
{
    const auto same = [](const QString &code) { return code; };
    return {same, same, same};
}

/// Rows without documents behind them: the lists read only these. The n-th has the number "n" and is older than the one before.
void addRows(Hall &hall, int count, qint64 spacingMs)
{
    auto &database = hall.office().store().database;
    storage::Transaction transaction(database);
    const qint64 newest = hall.now().toMSecsSinceEpoch();
    database.run(u"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                 " INSERT INTO casefile(id, number, item, item_name, applicant, applicant_name, state, route, place, counter, clerk, received_at,"
                 " accepted_at, due, tolerance_due, notice_due, priority, updated_at)"
                 " SELECT printf('%08d', i), CAST(i AS TEXT), 'x', '事项', 'a', '申请人', 'accepted', 'complete', '', '3', 'c', ? - i * ?, 0, '', '', NULL, i % 10 = 0,"
                 " ? - i * ? FROM n"_s,
                 {count - 1, newest, spacingMs, newest, spacingMs});
    transaction.commit();
}

QString numberAt(const CaseTableModel &model, int row)
{
    return model.index(row, CaseTableModel::Number).data().toString();
}

} // namespace

/// A list of cases of any length.
class CaseTable : public QObject
{
    Q_OBJECT

    static bool counted(CaseTableModel &model)
    {
        QSignalSpy spy(&model, &CaseTableModel::counted);
        return spy.wait(5000);
    }

private Q_SLOTS:
    void opensALongListAtOnceAndReachesItsEnd()
    {
        Hall hall;
        addRows(hall, manyRows, 1000);
        CaseTableModel model(hall.office(), plainWords());
        QElapsedTimer timer;
        timer.start();
        model.setView({});
        QCOMPARE(numberAt(model, 0), u"0"_s);
        QVERIFY2(timer.elapsed() < 60, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(counted(model));
        QCOMPARE(model.rowCount(), manyRows);

        timer.restart();
        (void)numberAt(model, manyRows - 1);
        QTRY_COMPARE(numberAt(model, manyRows - 1), QString::number(manyRows - 1));
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(numberAt(model, manyRows - 100), QString::number(manyRows - 100));
    }

    void readsRowsInTheMiddleWithoutStandingStill()
    {
        Hall hall;
        addRows(hall, manyRows, 1000);
        CaseTableModel model(hall.office(), plainWords());
        model.setView({});
        QVERIFY(counted(model));
        qint64 longestMs = 0;
        QElapsedTimer timer;
        for (timer.start(); numberAt(model, manyRows / 2) == u"…"; timer.restart()) {
            QCoreApplication::processEvents(QEventLoop::AllEvents);
            longestMs = qMax(longestMs, timer.elapsed());
        }
        QCOMPARE(numberAt(model, manyRows / 2), QString::number(manyRows / 2));
        QCOMPARE(numberAt(model, manyRows / 2 + 1), QString::number(manyRows / 2 + 1));
        QVERIFY2(longestMs < 500, qPrintable(QString::number(longestMs)));
    }

    void reachesTheEndOfAListChangedAllAtOnce()
    {
        Hall hall;
        addRows(hall, 5000, 0);
        CaseTableModel model(hall.office(), plainWords());
        model.setView({});
        QVERIFY(counted(model));
        QTRY_COMPARE(numberAt(model, 4999), u"4999"_s);
    }

    void everyRowOfAFilterStandsOnceInOrder()
    {
        Hall hall;
        addRows(hall, 7000, 10);
        CaseTableModel model(hall.office(), plainWords());
        CaseView view;
        view.filter.priorityOnly = true;
        model.setView(view);
        QVERIFY(counted(model));
        QCOMPARE(model.rowCount(), 700);
        QTRY_COMPARE(numberAt(model, 699), u"6990"_s);
        for (int row = 0; row < 700; ++row)
            QCOMPARE(numberAt(model, row), QString::number(row * 10));
    }

    void followsWhatHappensInTheOffice()
    {
        Hall hall;
        addRows(hall, 600, 1000);
        CaseTableModel model(hall.office(), plainWords());
        model.setView({});
        QVERIFY(counted(model));
        hall.setNow(hall.now().addSecs(60));
        QSignalSpy refreshed(&model, &CaseTableModel::refreshed);
        const auto done = hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, Hall::person(), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}));
        QVERIFY(done.ok());
        QVERIFY(refreshed.wait(5000));
        QCOMPARE(model.rowCount(), 601);
        QCOMPARE(model.index(0, 0).data(CaseTableModel::IdRole).toString(), done->document().id);
        QCOMPARE(model.rowOf(done->document().id), 0);
        QCOMPARE(numberAt(model, 1), u"0"_s);
    }

    void sortsWhatIsShortEnough()
    {
        Hall hall;
        addRows(hall, 300, 1000);
        CaseTableModel model(hall.office(), plainWords());
        model.setView({});
        QVERIFY(counted(model));
        model.sort(CaseTableModel::Received, Qt::AscendingOrder);
        QVERIFY(counted(model));
        QCOMPARE(model.rowCount(), 300);
        QCOMPARE(numberAt(model, 0), u"299"_s);
        model.sort(CaseTableModel::Changed, Qt::DescendingOrder);
        QCOMPARE(numberAt(model, 0), u"0"_s);
    }

    void refusesToSortALongListAndSaysSo()
    {
        Hall hall;
        addRows(hall, CaseTableModel::sortRowsMax + 1, 1000);
        CaseTableModel model(hall.office(), plainWords());
        model.setView({});
        QVERIFY(counted(model));
        QSignalSpy refused(&model, &CaseTableModel::sortRefused);
        model.sort(CaseTableModel::Applicant, Qt::AscendingOrder);
        QCOMPARE(refused.size(), 1);
        QCOMPARE(numberAt(model, 0), u"0"_s);
    }

    void theLampIsThatOfTheRunningClock_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QDate>("due");
        QTest::addColumn<QString>("lamp");
        QTest::newRow("far") << u"accepted"_s << QDate(2026, 12, 4) << u"green"_s;
        QTest::newRow("two working days") << u"accepted"_s << QDate(2026, 11, 24) << u"yellow"_s;
        QTest::newRow("yesterday") << u"accepted"_s << QDate(2026, 11, 19) << u"red"_s;
        QTest::newRow("not accepted") << u"not-accepted"_s << QDate(2026, 11, 19) << QString();
        QTest::newRow("waits for a supplement") << u"correction"_s << QDate(2026, 11, 19) << QString();
    }
    void theLampIsThatOfTheRunningClock()
    {
        QFETCH(QString, state);
        QFETCH(QDate, due);
        QFETCH(QString, lamp);
        Hall hall;
        office::CaseRow row;
        row.state = state;
        row.receivedAt = QDateTime(QDate(2026, 11, 10), QTime(2, 0), Qt::UTC);
        row.due = QDateTime(due, QTime(17, 0), Qt::OffsetFromUTC, 8 * 3600);
        const auto found = tables::lampOf(row, domain::hallTime(hall.now()), hall.office().rules()->calendar(), {});
        QCOMPARE(found ? domain::toCode(*found) : QString(), lamp);
    }

    void aLampViewShowsOnlyItsColour()
    {
        Hall hall;
        const QJsonObject answers{{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}};
        for (int i = 0; i < 3; ++i)
            QVERIFY(hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, Hall::person(), answers)).ok());
        const QJsonObject food{{u"food.subject"_s, u"catering"_s}, {u"food.projects"_s, QJsonArray{u"hot"_s}}, {u"premises.owned"_s, true},
                               {u"food.central"_s, false},         {u"food.online"_s, false},                 {u"agent.present"_s, false}};
        QVERIFY(hall.submit(u"case.accept"_s, hall.application(u"food-license"_s, Hall::firm(), food)).ok());
        CaseTableModel model(hall.office(), plainWords());
        CaseView view;
        view.lamp = domain::Lamp::Green;
        model.setView(view);
        QVERIFY(counted(model));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, CaseTableModel::Item).data().toString(), u"食品经营许可(新办)"_s);
    }

    void copiesRowsWithTheirTitles()
    {
        Hall hall;
        addRows(hall, 3, 1000);
        CaseTableModel model(hall.office(), plainWords());
        model.setView({});
        const QStringList lines = model.copied({model.index(1, 0), model.index(2, 0)}).split(u'\n');
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0].split(u'\t').size(), int(CaseTableModel::columnCountAll));
        QCOMPARE(lines[2].split(u'\t')[CaseTableModel::Number], u"2"_s);
    }

    void aFileGetsEveryRowOnce()
    {
        Hall hall;
        addRows(hall, 1000, 5);
        tables::CaseReader reader(hall.office(), {});
        QSet<QString> numbers;
        for (auto rows = reader.next(64); !rows.isEmpty(); rows = reader.next(64)) {
            for (const office::CaseRow &row : rows)
                numbers.insert(row.number);
        }
        QCOMPARE(numbers.size(), 1000);
    }
};

QTEST_GUILESS_MAIN(CaseTable)
#include "tst_casetable.moc"
