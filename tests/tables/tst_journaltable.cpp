// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hall.h"
#include "tables/journaltablemodel.h"
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using office::Fate;
using support::Hall;
using tables::JournalTableModel;

namespace {

tables::JournalWords plainWords()
{
    return {[](const QString &type) { return type; }, [](const office::JournalRow &row) { return toCode(row.fate); },
            [](const domain::Refusal &refusal) { return refusal.code; }};
}

QString cell(const JournalTableModel &model, int row, JournalTableModel::Column column)
{
    return model.index(row, column).data().toString();
}

} // namespace

/// The journal as a list.
class JournalTable : public QObject
{
    Q_OBJECT

    static void accept(Hall &hall, const QString &name)
    {
        const auto done = hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, Hall::person(name), {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}));
        QVERIFY(done.ok());
    }

private Q_SLOTS:
    void showsTheNewestFirst()
    {
        Hall hall;
        for (int i = 0; i < 300; ++i)
            accept(hall, QStringLiteral("人%1").arg(i));
        JournalTableModel model(hall.office(), plainWords());
        QCOMPARE(model.rowCount(), 300);
        QVERIFY(cell(model, 0, JournalTableModel::Subject).endsWith(u"人299"_s));
        QVERIFY(cell(model, 299, JournalTableModel::Subject).endsWith(u"人0"_s));
        QVERIFY(cell(model, 150, JournalTableModel::Subject).endsWith(u"人149"_s));
        QCOMPARE(cell(model, 0, JournalTableModel::Who), u"王敏"_s);
        QCOMPARE(cell(model, 0, JournalTableModel::FateColumn), u"pending"_s);
    }

    void followsTheFatesOfWhatWasDone()
    {
        Hall hall;
        accept(hall, u"张三"_s);
        JournalTableModel model(hall.office(), plainWords());
        QSignalSpy refreshed(&model, &JournalTableModel::refreshed);
        QVERIFY(hall.sync());
        QVERIFY(refreshed.wait(5000));
        QCOMPARE(cell(model, 0, JournalTableModel::FateColumn), u"accepted"_s);
        accept(hall, u"李四"_s);
        QVERIFY(refreshed.wait(5000));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(cell(model, 0, JournalTableModel::FateColumn), u"pending"_s);
    }

    void filtersByFateAndSaysWhy()
    {
        Hall hall;
        accept(hall, u"张三"_s);
        QVERIFY(hall.sync());
        accept(hall, u"李四"_s);
        domain::PushBatch batch;
        batch.epoch = hall.counterSync().epoch();
        batch.operations = hall.counterSync().pendingOperations(10, 1 << 20);
        batch.previousHash = hall.counterSync().chainHashBefore(batch.operations.first().n);
        batch.operations.first().counter = u"4"_s;
        const auto answer = hall.centre().push(hall.office().stream(), batch);
        QVERIFY(answer.ok() && hall.counterSync().settle(*answer).ok());
        accept(hall, u"王五"_s);
        JournalTableModel model(hall.office(), plainWords());
        model.setFate(Fate::Refused);
        QTRY_COMPARE(model.rowCount(), 1); // a short journal at once, a long one in slices
        QVERIFY(cell(model, 0, JournalTableModel::Subject).endsWith(u"李四"_s));
        QCOMPARE(cell(model, 0, JournalTableModel::Why), u"operation.signature"_s);
        model.setFate(Fate::Pending);
        QTRY_COMPARE(model.rowCount(), 1); // a short journal at once, a long one in slices
        QVERIFY(cell(model, 0, JournalTableModel::Subject).endsWith(u"王五"_s));
        model.setFate({});
        QCOMPARE(model.rowCount(), 3);
    }
};

QTEST_GUILESS_MAIN(JournalTable)
#include "tst_journaltable.moc"
