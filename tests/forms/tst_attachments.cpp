// SPDX-License-Identifier: GPL-3.0-or-later
#include "focusables.h"
#include "forms/attachments/attachmentopener.h"
#include "forms/attachments/attachmentpanel.h"
#include "forms/attachments/scanviewer.h"
#include "forms/attachments/watermark.h"
#include "forms/attachments/transferlabel.h"
#include "forms/cases/casedetail.h"
#include "forms/cases/casespage.h"
#include "forms/intake/materialfiles.h"
#include "forms/shared/keys.h"
#include "intakerig.h"
#include "office/attachments.h"
#include "office/store.h"
#include "pagerig.h"
#include <QDragEnterEvent>
#include <QImage>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QPdfWriter>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using forms::AttachmentPanel;
using forms::CasesPage;
using office::Attachments;

/// 附件 as a clerk works with them by keyboard, on the page of cases and at intake.
class AttachmentsTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString picture(const QString &name, QColor colour = Qt::darkGreen)
    {
        QImage image(300, 200, QImage::Format_RGB32);
        image.fill(colour);
        const QString path = m_folder.filePath(name);
        if (!image.save(path))
            qFatal("can't write");
        return path;
    }
    /// A PDF of so many sheets, each with its number on it as large as the sheet.
    QString document(const QString &name, int sheets)
    {
        const QString path = m_folder.filePath(name);
        QPdfWriter writer(path);
        writer.setPageSize(QPageSize(QPageSize::A4));
        QPainter painter(&writer);
        for (int sheet = 1; sheet <= sheets; ++sheet) {
            if (sheet > 1)
                writer.newPage();
            // Of each sheet another part is black: sheets can be told apart by their corners.
            painter.fillRect(0, 0, writer.width(), writer.height() * sheet / (sheets + 1), Qt::black);
        }
        painter.end();
        return path;
    }
    static int blackRows(const QImage &sheet)
    {
        int rows = 0;
        for (int row = 0; row < sheet.height(); ++row)
            rows += qGray(sheet.pixel(sheet.width() / 2, row)) < 64;
        return rows * 100 / sheet.height();
    }
    /// Two pages, the second of which can't be drawn.
    struct TornPages : forms::PageSource
    {
        void draw(int page) override
        {
            setPages(2);
            if (page > 0)
                return Q_EMIT failed();
            QImage picture(200, 300, QImage::Format_RGB32);
            picture.fill(Qt::white);
            Q_EMIT drawn(page, picture);
        }
    };
    /// Copies go here instead of to a printer.
    struct Paper : forms::CopyJob
    {
        QList<QImage> &sheets;
        explicit Paper(QList<QImage> &into) : sheets(into) {}
        bool add(const QImage &page) override
        {
            sheets << page;
            return true;
        }
        bool finish() override { return true; }
    };
    static forms::CopyPrinter printingTo(QList<QImage> &sheets)
    {
        return [&sheets] { return std::make_unique<Paper>(sheets); };
    }
    static forms::FilesChooser choosing(const QStringList &paths)
    {
        return [paths](QWidget *, const std::function<void(const QStringList &)> &chosen) { chosen(paths); };
    }

    /// The page of cases with one case on it, its scans in sight.
    struct Cases
    {
        PageRig rig;
        QTemporaryDir folder;
        Attachments files{rig.hall.office(), {.folder = folder.filePath(u"blobs"_s)}};
        std::unique_ptr<CasesPage> page;
        QString id;
        QStringList opened, marks;
        std::function<void(forms::ScanViewer &)> look;

        Cases()
        {
            rig.desk.setAttachments(&files);
            id = rig.accept();
            page = std::make_unique<CasesPage>(rig.desk);
            page->resize(1198, 660);
            page->show();
            page->activate({});
            QVERIFY(QTest::qWaitForWindowActive(page.get()));
            panel().opener().setViewer([this](const QString &path) {
                opened << path;
                return true;
            });
            // Pictures come up in a window of their own; here they are seen and put away.
            connect(&panel().opener(), &forms::AttachmentOpener::viewing, &rig, [this](forms::ScanViewer *viewer) {
                opened << viewer->windowTitle();
                marks << viewer->mark();
                if (look)
                    look(*viewer);
                viewer->close();
                page->activateWindow();
                QVERIFY(QTest::qWaitForWindowActive(page.get()));
                table().setFocus();
            });
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_D, Qt::ControlModifier);
        }
        AttachmentPanel &panel() const { return *page->findChild<AttachmentPanel *>(); }
        QTableWidget &table() const { return *page->findChild<QTableWidget *>(u"attachmentTable"_s); }
        QString cell(int row, int column) const { return table().item(row, column)->text(); }
        domain::CaseFile file() { return *rig.hall.archive().caseFile(id); }
        static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
        {
            QTest::keyClick(QApplication::focusWidget(), key, modifiers);
            QCoreApplication::processEvents();
        }
        /// Adds this file with Ins.
        void add(const QString &path)
        {
            panel().taker().setChooser(choosing({path}));
            const qsizetype before = file().attachments.size();
            press(Qt::Key_Insert);
            QTRY_VERIFY(file().attachments.size() > before);
        }
    };

private Q_SLOTS:
    void insAddsFilesAndTheListSaysHowTheyStand()
    {
        Cases cases;
        QCOMPARE(QApplication::focusWidget()->objectName(), u"attachmentAdd"_s); // nothing there yet: the way to it
        cases.add(picture(u"营业执照.png"_s));
        QCOMPARE(cases.table().rowCount(), 1);
        QVERIFY(cases.cell(0, 0).startsWith(u"营业执照.png"_s));
        QCOMPARE(cases.cell(0, 2), u"To be sent"_s);
        QVERIFY(cases.table().hasFocus());
        QVERIFY(cases.rig.said.last().contains(u"added"_s));
        QTRY_VERIFY(cases.table().item(0, 0)->icon().availableSizes().size() > 0);
        const QString name = cases.file().attachments.first().sha256;
        QVERIFY(cases.rig.hall.sync());
        cases.files.noteSending(name, cases.file().attachments.first().size * 63 / 100);
        QVERIFY(cases.cell(0, 2).startsWith(u"Sending 6"_s));
        cases.files.noteAtCentre(name);
        QCOMPARE(cases.cell(0, 2), u"At the centre"_s);
        auto *tabs = cases.page->findChild<QTabWidget *>(u"caseTabs"_s);
        QTRY_COMPARE(tabs->tabText(tabs->currentIndex()), u"Scans 1"_s);
    }

    void enterOpensAndDelRemovesForAReason()
    {
        Cases cases;
        cases.add(picture(u"a.png"_s));
        Cases::press(Qt::Key_Return);
        QCOMPARE(cases.opened.size(), 1);
        QVERIFY(cases.opened.first().endsWith(u".png"_s));
        Cases::press(Qt::Key_Delete);
        Cases::press(Qt::Key_Escape);
        QCOMPARE(cases.file().attachments.size(), 1);
        QVERIFY(cases.table().hasFocus());
        Cases::press(Qt::Key_Delete);
        Cases::press(Qt::Key_1);
        QTRY_VERIFY(cases.file().attachments.isEmpty());
        QCOMPARE(cases.rig.hall.archive().history(cases.id).last().operation.body[u"reason"_s].toString(), u"Wrong file"_s);
        QVERIFY(cases.rig.said.last().contains(u"a.png"_s));
    }

    void whatCannotBeAddedIsSaidAndTheOthersGoOn()
    {
        Cases cases;
        QFile program(m_folder.filePath(u"virus.jpg"_s));
        QVERIFY(program.open(QIODevice::WriteOnly) && program.write("MZ\x90") == 3);
        program.close();
        cases.panel().taker().setChooser(choosing({program.fileName(), picture(u"a.png"_s), picture(u"b.png"_s, Qt::red)}));
        Cases::press(Qt::Key_Insert);
        QTRY_COMPARE(cases.file().attachments.size(), 2);
        QVERIFY(cases.rig.said.join(u'|').contains(u"virus.jpg can't be added"_s));
    }

    void filesAreDroppedOnTheList()
    {
        Cases cases;
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(picture(u"a.png"_s)), QUrl(u"https://example.com/x.png"_s)});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&cases.panel(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&cases.panel(), &drop);
        QTRY_COMPARE(cases.file().attachments.size(), 1);
    }

    void whatIsElsewhereIsFetchedAndOpenedWhenItComes()
    {
        Cases cases;
        cases.add(picture(u"a.png"_s));
        const domain::Attachment file = cases.file().attachments.first();
        QVERIFY(cases.rig.hall.sync());
        const QByteArray bytes = cases.files.files().read(file.sha256, 0, file.size);
        cases.files.files().remove(file.sha256);
        cases.rig.hall.office().store().blobs.setState(file.sha256, office::BlobState::Remote);
        QStringList wanted;
        connect(&cases.files, &Attachments::wantedHere, this, [&](const QString &name) { wanted << name; });
        Cases::press(Qt::Key_Return);
        QCOMPARE(wanted, QStringList{file.sha256});
        QVERIFY(cases.opened.isEmpty());
        cases.files.noteFetching(file.sha256, 20);
        QCOMPARE(cases.cell(0, 2), u"Fetching 20 %"_s);
        // Meanwhile the clerk has gone on to another case: what comes is still a scan of this one.
        cases.panel().opener().setMatter(domain::newId(cases.rig.hall.now()), u"另一事项"_s);
        QList<QImage> copies;
        cases.look = [&](forms::ScanViewer &viewer) {
            viewer.setCopyPrinter(printingTo(copies));
            QTest::mouseClick(viewer.findChild<QPushButton *>(u"scanPrint"_s), Qt::LeftButton);
        };
        QVERIFY(cases.files.addFetched(file.sha256, 0, bytes).ok());
        QVERIFY(cases.files.finishFetched(file.sha256, file).ok());
        QCOMPARE(cases.opened.size(), 1);
        QCOMPARE(copies.size(), 1);
        QCOMPARE(cases.rig.hall.archive().journal(0, 1).first().operation.doc, cases.id);
    }

    void aPictureBearsWhoLooksAndACopyWhatItIsFor()
    {
        Cases cases;
        cases.add(picture(u"a.png"_s));
        QList<QImage> copies;
        cases.look = [&](forms::ScanViewer &viewer) {
            QVERIFY(!viewer.findChild<QPushButton *>(u"scanNext"_s)->isVisible()); // one page: nowhere to turn
            viewer.setCopyPrinter(printingTo(copies));
            viewer.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&viewer));
            QTest::mouseClick(viewer.findChild<QPushButton *>(u"scanPrint"_s), Qt::LeftButton);
        };
        Cases::press(Qt::Key_Return);
        QCOMPARE(cases.marks, QStringList{u"王敏 1001 2026-11-20 10:00"_s});
        QCOMPARE(copies.size(), 1);
        const office::JournalRow row = cases.rig.hall.archive().journal(0, 1).first();
        QCOMPARE(row.operation.type, u"data.view"_s);
        QCOMPARE(row.operation.doc, cases.id);
        QVERIFY(row.operation.body[u"purpose"_s].toString().contains(cases.file().itemName));
        // No file of it lies about.
        QVERIFY(QDir(QString(cases.folder.path() + u"/blobs/open"_s)).entryList(QDir::Files).isEmpty());
    }

    void aPdfIsReadHereSheetBySheetAndCopiedWhole()
    {
        Cases cases;
        cases.add(document(u"章程.pdf"_s, 3));
        QList<QImage> copies;
        bool looked = false;
        cases.look = [&](forms::ScanViewer &viewer) {
            auto *number = viewer.findChild<QLabel *>(u"scanNumber"_s);
            QCOMPARE(number->text(), u"Page 1 of 3"_s);
            viewer.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&viewer));
            QTRY_COMPARE(QApplication::focusWidget()->objectName(), u"scanArea"_s);
            const auto shown = [&] { return viewer.findChild<QScrollArea *>(u"scanArea"_s)->widget()->grab().toImage(); };
            const int first = blackRows(shown());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_PageDown);
            QTRY_VERIFY(blackRows(shown()) > first + 10);
            QCOMPARE(number->text(), u"Page 2 of 3"_s);
            const int second = blackRows(shown());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_PageDown);
            QTRY_VERIFY(blackRows(shown()) > second + 10);
            QVERIFY(!viewer.findChild<QPushButton *>(u"scanNext"_s)->isEnabled());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_PageUp);
            QTRY_VERIFY(qAbs(blackRows(shown()) - second) < 2);
            // A larger window shows a larger sheet.
            const int before = shown().height();
            viewer.resize(viewer.width(), viewer.height() + 200);
            QTRY_VERIFY(shown().height() > before + 100);
            viewer.setCopyPrinter(printingTo(copies));
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_P, Qt::ControlModifier);
            QTRY_COMPARE(copies.size(), 3);
            QTRY_VERIFY(viewer.findChild<QPushButton *>(u"scanPrint"_s)->isEnabled());
            QCOMPARE(number->text(), u"Page 2 of 3"_s); // copying leaves the reader where it was
            looked = true;
        };
        Cases::press(Qt::Key_Return);
        QTRY_VERIFY(looked);
        QVERIFY(blackRows(copies[0]) < blackRows(copies[1]) && blackRows(copies[1]) < blackRows(copies[2]));
        QCOMPARE(cases.opened, QStringList{u"章程.pdf"_s});
        QVERIFY(QDir(QString(cases.folder.path() + u"/blobs/open"_s)).entryList(QDir::Files).isEmpty());
    }

    void whatNoPageCanBeDrawnOfGoesToAnotherProgramAndOnRecord()
    {
        Cases cases;
        const QString path = m_folder.filePath(u"坏.pdf"_s);
        QFile broken(path);
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("%PDF-1.7\nnothing that follows is a document\n") > 0);
        broken.close();
        cases.add(path);
        Cases::press(Qt::Key_Return);
        QTRY_COMPARE(cases.opened.size(), 1);
        QVERIFY(cases.opened.first().endsWith(u".pdf"_s) && QFileInfo(cases.opened.first()).isAbsolute());
        const office::JournalRow row = cases.rig.hall.archive().journal(0, 1).first();
        QCOMPARE(row.operation.type, u"data.view"_s);
        QCOMPARE(row.operation.body[u"code"_s].toString(), u"outside"_s);
        QCOMPARE(row.operation.body[u"what"_s].toString(), u"坏.pdf"_s);
    }

    void aPageThatIsTornLeavesTheNumberToTheOneThatIsShown()
    {
        Cases cases;
        cases.add(picture(u"a.png"_s));
        auto pages = std::make_unique<TornPages>();
        QImage first;
        connect(pages.get(), &forms::PageSource::drawn, this, [&](int, const QImage &picture) { first = picture; });
        pages->draw(0);
        forms::ScanViewer viewer(cases.rig.desk, cases.file().attachments.first(), std::move(pages), first, cases.id, u"事项"_s);
        viewer.setAttribute(Qt::WA_DeleteOnClose, false);
        viewer.show();
        QTest::mouseClick(viewer.findChild<QPushButton *>(u"scanNext"_s), Qt::LeftButton);
        QCOMPARE(viewer.findChild<QLabel *>(u"scanNumber"_s)->text(), u"Page 1 of 2"_s);
        QVERIFY(cases.rig.said.last().contains(u"can't be drawn"_s));
        // Nor is half a copy called one.
        QList<QImage> copies;
        viewer.setCopyPrinter(printingTo(copies));
        QTest::mouseClick(viewer.findChild<QPushButton *>(u"scanPrint"_s), Qt::LeftButton);
        QCOMPARE(copies.size(), 1);
        QVERIFY(cases.rig.said.last().contains(u"can't be drawn"_s));
        QVERIFY(viewer.findChild<QPushButton *>(u"scanPrint"_s)->isEnabled());
    }

    void whoLeavesTheDeskTakesWhatIsBeingOpenedAlong()
    {
        Cases cases;
        cases.add(document(u"长.pdf"_s, 2));
        Cases::press(Qt::Key_Return);
        forms::Session next = cases.rig.desk.session();
        next.staffId = u"1002"_s;
        cases.rig.desk.setSession(next);
        // By the time the same has been drawn twice more it would have come.
        int drawn = 0;
        const domain::Attachment file = cases.file().attachments.first();
        const auto pages = forms::PageSource::of(file.media, cases.files.piece(file.sha256, 0, file.size));
        connect(pages.get(), &forms::PageSource::drawn, this, [&] { ++drawn; });
        pages->draw(0);
        QTRY_COMPARE(drawn, 1);
        pages->draw(1);
        QTRY_COMPARE(drawn, 2);
        QVERIFY(cases.opened.isEmpty());
    }

    void watermarkAndStampCoverTheWholePicture()
    {
        QImage blank(900, 1200, QImage::Format_RGB32);
        blank.fill(Qt::white);
        const QImage copy = forms::stampedCopy(blank, u"王敏 1001 2026-11-20 10:00"_s, u"仅供办理食品经营许可事项使用"_s);
        QCOMPARE(copy.size(), blank.size());
        // Ink in each part of the sheet: nothing that is cut out is without it.
        constexpr int across = 3, down = 4;
        for (int row = 0; row < down; ++row) {
            for (int column = 0; column < across; ++column) {
                const QRect part(column * blank.width() / across, row * blank.height() / down, blank.width() / across, blank.height() / down);
                QVERIFY(copy.copy(part) != blank.copy(part));
            }
        }
        bool red = false;
        for (int x = 0; x < copy.width(); ++x)
            red = red || qRed(copy.pixel(x, copy.height() - 24)) > 150 + qGreen(copy.pixel(x, copy.height() - 24));
        QVERIFY(red || copy.copy(0, 1100, 900, 100) != forms::stampedCopy(blank, u"王敏 1001 2026-11-20 10:00"_s, u" "_s).copy(0, 1100, 900, 100));
        QImage dark(200, 200, QImage::Format_RGB32);
        dark.fill(Qt::black);
        QVERIFY(forms::stampedCopy(dark, u"王敏"_s, u"仅供"_s) != dark);
    }

    void aDamagedOneIsSaid()
    {
        Cases cases;
        cases.add(picture(u"a.png"_s));
        const QString name = cases.file().attachments.first().sha256;
        QFile rotten(cases.files.files().path(name));
        QVERIFY(rotten.open(QIODevice::ReadWrite) && rotten.write("rot") == 3);
        rotten.close();
        QVERIFY(!cases.files.isFitToSend(name));
        QCOMPARE(cases.cell(0, 2), u"Damaged"_s);
        Cases::press(Qt::Key_Return);
        QVERIFY(cases.rig.said.last().contains(u"scan it again"_s));
    }

    void whoMayNotAddDoesNotSeeItOffered()
    {
        Cases cases;
        forms::Session session = cases.rig.desk.session();
        session.roles = {u"approver"_s};
        session.role = u"approver"_s;
        cases.rig.desk.setSession(session);
        cases.page->activate(cases.id);
        cases.panel().showCase(cases.file());
        QVERIFY(!cases.page->findChild<QPushButton *>(u"attachmentAdd"_s)->isEnabled());
    }

    void everyControlHasANameAndTheKeysAreTold()
    {
        Cases cases;
        cases.add(picture(u"a.png"_s));
        QCOMPARE(unnamedFocusables(*cases.page).join(u'\n'), QString());
        QVERIFY(forms::keysOf(*cases.page).contains(forms::KeyHint{u"Ctrl+D"_s, u"Scans of the case"_s}));
        QVERIFY(forms::keysOf(*cases.page).contains(forms::KeyHint{u"Ins"_s, u"Add files to the material"_s}));
    }

    void atIntakeSAddsToTheMaterialAndTheDecisionAttaches()
    {
        IntakeRig rig;
        QTemporaryDir folder;
        Attachments files(rig.hall.office(), {.folder = folder.filePath(u"blobs"_s)});
        rig.desk.setAttachments(&files);
        rig.begin(IntakeRig::cardOf(), u"jhdj"_s, u"22"_s);
        rig.press(Qt::Key_F7);
        rig.press(Qt::Key_A);
        rig.press(Qt::Key_Home);
        const QString key = rig.page->hand().decision().materials.first().key;
        rig.part<forms::MaterialFiles>(u"materials.files"_s)->taker().setChooser(choosing({picture(u"a.png"_s), picture(u"b.png"_s, Qt::red)}));
        rig.press(Qt::Key_S);
        QTRY_COMPARE(rig.typed().files.size(), 2);
        QVERIFY(rig.part<QWidget>(u"materials.files"_s)->isVisible());
        rig.press(Qt::Key_Delete);
        QCOMPARE(rig.typed().files.size(), 1);
        QVERIFY(rig.said.last().action);
        rig.said.last().action(); // undo
        QCOMPARE(rig.typed().files.size(), 2);
        // What was added survives a power cut with everything else.
        QCOMPARE(forms::IntakeCase::fromJson(rig.drafts().first().content).files.size(), 2);
        rig.decide();
        const domain::CaseFile made = rig.newestCase();
        QCOMPARE(made.attachments.size(), 2);
        QCOMPARE(made.attachments.first().key, key);
        QVERIFY(rig.typed().files.isEmpty());
        QCOMPARE(files.waiting().count, 2);
        QCOMPARE(files.check(), QStringList());
    }

    void theTitleBarSaysWhatWaitsAndIsQuietElse()
    {
        PageRig rig;
        forms::TransferLabel label(rig.desk);
        QVERIFY(label.isHidden());
        forms::TransferStatus status;
        status.waiting = 3;
        status.waitingBytes = 12 << 20;
        rig.desk.setTransferStatus(status);
        QVERIFY(!label.isHidden());
        QCOMPARE(label.text(), u"Attachments: 3 to send · 12.0 MB"_s);
        status.total = 1000;
        status.done = 630;
        status.current = u"a.png"_s;
        rig.desk.setTransferStatus(status);
        QCOMPARE(label.text(), u"Attachments: 3 to send · 63 %"_s);
        QCOMPARE(label.accessibleName(), u"Attachments: 3 to send · 12.0 MB"_s);
        rig.desk.setTransferStatus({});
        QVERIFY(label.isHidden());
    }
};

QTEST_MAIN(AttachmentsTest)
#include "tst_attachments.moc"
