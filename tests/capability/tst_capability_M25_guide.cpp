// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/jsontime.h"
#include "domain/papers/paper.h"
#include "forms/guide/publishedlists.h"
#include "forms/papers/paperrenderer.h"
#include "support/hall.h"
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using forms::PublishedList;
using support::Hall;

/// M25 办事指南/清单公开: a guide for every item version, viewed, printed, with QR; the lists of tolerance and commitment
/// exported from the catalogue.
class GuideAndLists : public QObject
{
    Q_OBJECT

    static QString textOf(const QByteArray &pdf)
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"paper.pdf"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size())
            return {};
        file.close();
        QProcess reader;
        reader.start(u"pdftotext"_s, {u"-raw"_s, file.fileName(), u"-"_s});
        reader.waitForFinished();
        return QString::fromUtf8(reader.readAllStandardOutput()).remove(u' ').remove(u'\n');
    }

private Q_SLOTS:
    void everyItemHasAGuideOnPaper()
    {
        Hall hall;
        int sheets = 0;
        for (const domain::Item &item : hall.office().rules()->itemsOn(QDate(2026, 11, 20))) {
            domain::PaperContext context;
            context.item = item;
            context.place = hall.place();
            context.now = domain::hallTime(hall.now());
            context.calendar = hall.office().rules()->calendar();
            context.qrText = QString(hall.place().publicAddress + u"/guide/"_s + item.id);
            const domain::Paper paper = domain::composePaper(u"guide", context);
            const auto pdf = forms::renderPdf(paper);
            QVERIFY2(pdf.ok(), qPrintable(item.id));
            ++sheets;
            if (item.id != u"food-license"_s)
                continue;
            const QString text = textOf(*pdf);
            for (const QString &part : {u"食品经营许可(新办)"_s, u"食品安全法第35条"_s, u"7个工作日"_s, u"食品经营许可申请书"_s, u"可容缺"_s, u"可用告知承诺代替"_s,
                                        u"食品经营许可证"_s, u"长安区政务服务中心"_s})
                QVERIFY2(text.contains(part), qPrintable(part));
        }
        QCOMPARE(sheets, 55);
    }

    void theListsComeFromTheCatalogueInForce()
    {
        Hall hall;
        const auto items = hall.office().rules()->itemsOn(QDate(2026, 11, 20));
        const auto tolerance = PublishedList::of(PublishedList::Kind::Tolerance, items, QDate(2026, 11, 20));
        const auto commitment = PublishedList::of(PublishedList::Kind::Commitment, items, QDate(2026, 11, 20));
        const QByteArray csv = tolerance.csv();
        for (const domain::Item &item : items) {
            for (const domain::MaterialRequirement &material : item.materials) {
                const auto listed = [&](const PublishedList &list) {
                    return std::any_of(list.rows().begin(), list.rows().end(), [&](const QStringList &row) { return row[1] == item.name && row[4] == material.name; });
                };
                QCOMPARE(listed(tolerance), std::any_of(item.materials.begin(), item.materials.end(), [&](const auto &m) { return m.name == material.name && m.tolerable; }));
                if (material.commitmentReplaceable)
                    QVERIFY(listed(commitment));
            }
        }
        QVERIFY(csv.startsWith("\xEF\xBB\xBF"));
        const QString text = textOf(tolerance.pdf(hall.place().name));
        QVERIFY(text.contains(QString(tolerance.rows().first()[4]).remove(u' ')));
        QVERIFY(text.contains(tolerance.rows().last()[4].left(6).remove(u' ')));
        QVERIFY(text.contains(u"长安区政务服务中心"_s));
    }
};

QTEST_MAIN(GuideAndLists)
#include "tst_capability_M25_guide.moc"
