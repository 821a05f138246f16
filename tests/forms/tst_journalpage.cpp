// SPDX-License-Identifier: GPL-3.0-or-later
#include "focusables.h"
#include "forms/journal/journalpage.h"
#include "forms/shared/chip.h"
#include "forms/shared/facttable.h"
#include "forms/shared/listtable.h"
#include "pagerig.h"
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using forms::JournalPage;

/// B11: a journal a clerk can read and take along.
class JournalPageTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<PageRig> m_rig;
    std::unique_ptr<JournalPage> m_page;

    void open()
    {
        m_page = std::make_unique<JournalPage>(m_rig->desk);
        m_page->resize(1198, 660);
        m_page->show();
        m_page->activate({});
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    forms::ListTable *table() const { return m_page->findChild<forms::ListTable *>(u"journalTable"_s); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    int rows() const { return table()->model()->rowCount(); }
    QByteArray exported(const char *button)
    {
        m_rig->signIn(u"1401"_s);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"journal"_s);
        m_page->setSaveChooser([path](QWidget *, const QString &, const QString &, const std::function<void(const QString &)> &chosen) { chosen(path); });
        QTest::mouseClick(m_page->findChild<QPushButton *>(QString::fromLatin1(button)), Qt::LeftButton);
        QTest::mouseClick(m_page->findChild<QPushButton *>(u"journalExportBar.confirm"_s), Qt::LeftButton);
        if (!QTest::qWaitFor([&] { return QFile::exists(path); }))
            return {};
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<PageRig>(); }
    void cleanup()
    {
        m_page.reset();
        m_rig.reset();
    }

    void tellsWhatWentWhatCameBackAndWhy()
    {
        m_rig->forge(u"李四"_s);
        m_rig->accept(u"王五"_s);
        open();
        QCOMPARE(rows(), 2);
        QCOMPARE(cell(0, 1), u"Accepted"_s);
        QVERIFY(cell(0, 2).endsWith(u"王五"_s));
        QCOMPARE(cell(0, 3), u"王敏"_s);
        QCOMPARE(cell(0, 4), u"To be sent"_s);
        QCOMPARE(cell(1, 4), u"Refused by the centre"_s);
        QVERIFY(cell(1, 5).contains(u"signature"_s));
    }

    void altDigitsFilter()
    {
        m_rig->forge();
        m_rig->accept(u"王五"_s);
        open();
        QTest::keyClick(table(), Qt::Key_3, Qt::AltModifier);
        QTRY_COMPARE(rows(), 1);
        QCOMPARE(cell(0, 4), u"Refused by the centre"_s);
        QTest::keyClick(table(), Qt::Key_2, Qt::AltModifier);
        QTRY_COMPARE(cell(0, 4), u"To be sent"_s);
        QCOMPARE(m_page->findChild<forms::Chip *>(u"journalChip.pending"_s)->count(), 1);
        QTest::keyClick(table(), Qt::Key_1, Qt::AltModifier);
        QCOMPARE(rows(), 2);
    }

    void saysWhereTheDeskStands()
    {
        open();
        auto *status = m_page->findChild<QLabel *>(u"journalStatus"_s);
        QVERIFY(status->text().contains(u"Everything has been sent"_s));
        m_rig->accept();
        QTRY_VERIFY(status->text().contains(u"Oldest not yet sent: 11-20 10:00"_s));
        forms::SyncStatus sync;
        sync.state = forms::SyncStatus::State::Offline;
        sync.lastContact = m_rig->hall.now().addSecs(-3600);
        sync.offlineSince = sync.lastContact;
        sync.problem = u"net.offline"_s;
        m_rig->desk.setSyncStatus(sync);
        QVERIFY(status->text().contains(u"Last contact with the centre: 11-20 09:00"_s));
        QVERIFY(status->text().contains(u"can't be reached"_s));
        QVERIFY(status->text().contains(m_rig->hall.office().stream().left(8)));
    }

    void enterShowsTheCase()
    {
        const QString id = m_rig->accept();
        open();
        QVERIFY(m_page->findChild<forms::FactTable *>(u"journalDetail"_s)->rowCount() > 5);
        QTest::keyClick(table(), Qt::Key_Return);
        QCOMPARE(m_rig->opened, QStringList{u"cases "_s + id});
    }

    void goesOutAsATable()
    {
        m_rig->accept(u"张三"_s);
        m_rig->accept(u"李四"_s);
        open();
        const QByteArray text = exported("journalExportCsv");
        QVERIFY(text.contains("\r\nTime,"));
        QCOMPARE(text.count("\r\n"), 4);
        QVERIFY(text.contains("李四"));
    }

    void goesOutCompleteButForPersonsNumbers()
    {
        for (int i = 0; i < 300; ++i)
            m_rig->accept(QStringLiteral("人%1").arg(i));
        open();
        QList<QByteArray> lines = exported("journalExportJson").trimmed().split('\n');
        QVERIFY(QJsonDocument::fromJson(lines.takeFirst()).object()[u"mark"_s].toString().contains(u"郑监察"_s));
        QCOMPARE(lines.size(), 300);
        QVERIFY(lines.first().contains("610116********0014"));
        QVERIFY(!lines.join('\n').contains("610116199003070014"));
        const QJsonObject newest = QJsonDocument::fromJson(lines.first()).object();
        const auto operation = domain::Operation::fromJson(newest[u"operation"_s].toObject());
        QVERIFY(operation.ok());
        QVERIFY(!operation->signature.isEmpty());
        const auto newer = m_rig->hall.archive().journal(0, 2); // the export itself is on record since
        QCOMPARE(newer.first().operation.type, u"data.export"_s);
        QCOMPARE(newer.first().operation.body[u"count"_s].toInt(), 300);
        QCOMPARE(operation->id, newer.last().operation.id);
        QCOMPARE(newest[u"fate"_s].toString(), u"pending"_s);
        QCOMPARE(newest[u"stream"_s].toString(), m_rig->hall.office().stream());
    }

    void followsWhatHappens()
    {
        open();
        QCOMPARE(rows(), 0);
        m_rig->accept();
        QTRY_COMPARE(rows(), 1);
        QVERIFY(m_rig->hall.sync());
        QTRY_COMPARE(cell(0, 4), u"At the centre"_s);
    }

    void everyControlHasAName()
    {
        m_rig->accept();
        open();
        QCOMPARE(unnamedFocusables(*m_page).join(u'\n'), QString());
    }
};

QTEST_MAIN(JournalPageTest)
#include "tst_journalpage.moc"
