// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "domain/papers/paper.h"
#include "forms/papers/filepaperprinter.h"
#include "office/search/desksearch.h"
#include "office/store.h"
#include "support/deskclient.h"
#include <QImage>
#include <QProcess>
#include <QSignalSpy>
#include <QtTest>
#include <ZXing/ReadBarcode.h>

using namespace Qt::StringLiterals;
using domain::CaseFile;
using support::DeskClient;
using support::Hall;

/// B01, number and signed QR: a receipt numbered from the device's own block, printed off line only after the record is on
/// disk, whose QR another window can check without the first machine.
class CapabilityB01 : public QObject
{
    Q_OBJECT

    static QJsonObject flexAnswers() { return {{u"flex.nonlocal"_s, false}, {u"agent.present"_s, false}}; }

    /// Prints the acceptance notice of a case and gives the text its QR code holds, read from the picture of the page.
    static QString scannedFromPaper(Hall &hall, const office::Submitted &done, const QString &folder)
    {
        domain::PaperContext context;
        context.caseFile = *CaseFile::fromJson(done.document().body);
        context.item = hall.item(context.caseFile.itemId);
        context.place = hall.place();
        context.now = domain::hallTime(hall.now());
        context.calendar = hall.office().rules()->calendar();
        context.qrText = *hall.office().receiptSeal(done.document().body);
        forms::FilePaperPrinter printer(folder);
        QSignalSpy written(&printer, &forms::FilePaperPrinter::written);
        printer.print({domain::composePaper(u"acceptance", context)});
        if (written.isEmpty() && !written.wait(5000))
            return {};
        const QString pdf = written.first().first().toString();
        QProcess::execute(u"pdftoppm"_s, {u"-r"_s, u"150"_s, u"-png"_s, u"-f"_s, u"1"_s, u"-l"_s, u"1"_s, pdf, folder + u"/page"_s});
        const QStringList pages = QDir(folder).entryList({u"page*.png"_s});
        if (pages.isEmpty())
            return {};
        const QImage picture = QImage(QDir(folder).filePath(pages.first())).convertToFormat(QImage::Format_Grayscale8);
        ZXing::DecodeHints hints;
        hints.setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true);
        const auto read = ZXing::ReadBarcode({picture.bits(), picture.width(), picture.height(), ZXing::ImageFormat::Lum, int(picture.bytesPerLine())}, hints);
        return QString::fromStdWString(read.text());
    }

private Q_SLOTS:
    void numbersComeFromTheDevicesOwnBlockWithoutTheCentre()
    {
        Hall hall;
        const auto lease = hall.office().store().leases.open(u"610116-2026"_s, hall.office().stream()).first();
        QStringList numbers;
        for (int i = 0; i < 3; ++i) {
            const auto done = hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, Hall::person(), flexAnswers()));
            QVERIFY(done.ok());
            numbers << CaseFile::fromJson(done->document().body)->number;
            hall.restartCounter(); // a power cut between two visitors
        }
        QCOMPARE(numbers, (QStringList{domain::formatReceiptNumber(u"610116-2026", lease.from), domain::formatReceiptNumber(u"610116-2026", lease.from + 1), domain::formatReceiptNumber(u"610116-2026", lease.from + 2)}));
        // The register at the centre takes each once, and only from the device it was leased to.
        DeskClient client(hall);
        client.signIn();
        const auto answer = exchange::decodePushAnswer(client.push().body);
        QVERIFY(answer.ok());
        for (const auto &result : answer->results)
            QCOMPARE(result.outcome, domain::Outcome::Applied);
        for (const QString &number : numbers)
            QVERIFY(!hall.centreOffice().store().receipts.userOf(number).isEmpty());
    }

    void thePrintedCodeIsReadAndCheckedAtAnotherWindow()
    {
        Hall hall;
        QTemporaryDir folder;
        const auto done = hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, Hall::person(), flexAnswers()));
        QVERIFY(done.ok());
        const QString text = scannedFromPaper(hall, *done, folder.path());
        QVERIFY2(text.startsWith(u"OW1:"_s), qPrintable(text));
        QVERIFY(!text.contains(u"610116199003070014"_s) && !text.contains(u"张三"_s));

        // Another window of the district: it has pulled the reference documents, never met the first machine, and the case
        // has not reached the centre.
        QTemporaryDir other;
        auto opened = office::Office::open({other.filePath(u"counter.db"_s), office::Office::Side::Counter, hall.clock(), false});
        QVERIFY(opened.ok());
        office::CounterSync sync(**opened);
        QVERIFY(sync.applyPage(hall.centre().changes(u"ref"_s, {}, 10'000, 1 << 26)).ok());
        const auto seal = (*opened)->readSeal(text);
        QVERIFY2(seal.ok(), seal.ok() ? "" : qPrintable(seal.refusal().code));
        const CaseFile file = *CaseFile::fromJson(done->document().body);
        QCOMPARE(seal->number, file.number);
        QCOMPARE(seal->caseId, file.id);
        QCOMPARE(seal->itemId, u"flex-ss"_s);
        QCOMPARE(seal->answers, flexAnswers());
        QCOMPARE(seal->materials.size(), file.materials.size());
        // The person before the counter is recognised by the card, an impostor is not.
        const QByteArray key = (*opened)->rules()->place(hall.place().id)->sealKey;
        QCOMPARE(domain::ReceiptSeal::digestOf(file.id, u"610116199003070014", key), seal->applicantDigest);
        QVERIFY(domain::ReceiptSeal::digestOf(file.id, u"440524188001010014", key) != seal->applicantDigest);

        // At the first window the scanner types the code into the search field.
        const auto hits = office::DeskSearch(hall.office()).find(text, 5);
        QCOMPARE(hits.size(), 1);
        QCOMPARE(hits.first().id, file.id);

        QString forged = text;
        forged[forged.size() / 3] = forged[forged.size() / 3] == u'A' ? u'B' : u'A';
        QVERIFY(!(*opened)->readSeal(forged).ok());
        QVERIFY(office::DeskSearch(hall.office()).find(forged, 5).isEmpty());
    }

    void nothingIsNumberedWhenTheDiskRefuses()
    {
        Hall hall;
        const auto before = hall.office().store().leases.open(u"610116-2026"_s, hall.office().stream()).first();
        hall.office().store().database.setStatementHook([](const QString &sql) {
            if (sql.startsWith("INSERT INTO journal("_L1))
                throw storage::Fault(storage::Fault::Kind::DiskFull, sql);
        });
        const auto refused = hall.submit(u"case.accept"_s, hall.application(u"flex-ss"_s, Hall::person(), flexAnswers()));
        hall.office().store().database.setStatementHook({});
        QCOMPARE(refused.refusal().code, u"office.disk-full"_s); // nothing to print: the form has no case and no number
        const auto after = hall.office().store().leases.open(u"610116-2026"_s, hall.office().stream()).first();
        QCOMPARE(after.next, before.next);
    }
};

QTEST_MAIN(CapabilityB01)
#include "tst_capability_B01_receipt.moc"
