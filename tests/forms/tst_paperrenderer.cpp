// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/papers/desktoppaperprinter.h"
#include "forms/papers/filepaperprinter.h"
#include "forms/papers/pagination.h"
#include "forms/papers/paperpreview.h"
#include "forms/papers/paperrenderer.h"
#include "forms/papers/papersheets.h"
#include "forms/papers/qrsymbol.h"
#include "support/papercase.h"
#include <QAbstractTextDocumentLayout>
#include <QDir>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPointer>
#include <QPrinter>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QTextLayout>
#include <ZXing/ReadBarcode.h>
#include <algorithm>
#include <functional>

using namespace domain;

namespace {

QByteArray runTool(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("%s is needed for this test (poppler-utils)", qPrintable(program));
    return process.readAllStandardOutput();
}

QString pdfText(const QByteArray &pdf, int page = 0)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"paper.pdf"_qs));
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size())
        qFatal("no room for the test");
    file.close();
    // Raw: in the order of the page's content, so that the text of a cell is not mixed with its neighbour's.
    QStringList arguments{u"-raw"_qs, u"-enc"_qs, u"UTF-8"_qs};
    if (page > 0)
        arguments << u"-f"_qs << QString::number(page) << u"-l"_qs << QString::number(page);
    return QString::fromUtf8(runTool(u"pdftotext"_qs, arguments << file.fileName() << u"-"_qs));
}

int pdfPages(const QString &path)
{
    const QString facts = QString::fromUtf8(runTool(u"pdfinfo"_qs, {path}));
    return facts.section(u"Pages:"_qs, 1).section(u'\n', 0, 0).trimmed().toInt();
}

/// The first page as a scanner or a phone sees it.
QImage pdfPicture(const QByteArray &pdf, int dpi)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"paper.pdf"_qs));
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size())
        qFatal("no room for the test");
    file.close();
    runTool(u"pdftoppm"_qs, {u"-r"_qs, QString::number(dpi), u"-f"_qs, u"1"_qs, u"-l"_qs, u"1"_qs, u"-singlefile"_qs, u"-gray"_qs,
                            file.fileName(), folder.filePath(u"page"_qs)});
    return QImage(folder.filePath(u"page.pgm"_qs)).convertToFormat(QImage::Format_Grayscale8);
}

ZXing::Result readQr(const QImage &picture)
{
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true);
    return ZXing::ReadBarcode({picture.bits(), picture.width(), picture.height(), ZXing::ImageFormat::Lum, int(picture.bytesPerLine())}, hints);
}

QString squeezed(QString text)
{
    return text.remove(QRegularExpression(u"[\\s\\x{00A0}]"_qs));
}

QByteArray pdfOf(const Paper &paper)
{
    const auto pdf = forms::renderPdf(paper);
    if (!pdf)
        qFatal("%s", QJsonDocument(pdf.refusal().toJson()).toJson().constData());
    return *pdf;
}

Paper paperOf(QStringView kind)
{
    PaperContext context = support::eventfulCase();
    context.fullNumbers = forms::asksFullNumbers(kind.toString());
    return composePaper(kind, context);
}

/// The content with every text in it led by `payload`.
QJsonValue tainted(const QJsonValue &value, const QString &payload)
{
    if (value.isString())
        return QString(payload + value.toString());
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &member : value.toArray())
            array.append(tainted(member, payload));
        return array;
    }
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            member.value() = tainted(member.value(), payload);
        return object;
    }
    return value;
}

/// A case with so many materials that its list takes several sheets.
PaperContext longCase(int materials)
{
    PaperContext context = support::eventfulCase();
    while (context.caseFile.materials.size() < materials) {
        CaseMaterial material = context.caseFile.materials.first();
        material.key = u"extra#%1"_qs.arg(context.caseFile.materials.size());
        material.name = u"第%1项补充材料(含附图、说明、证明人签字及其身份证明复印件)"_qs.arg(context.caseFile.materials.size() + 1);
        context.caseFile.materials.append(material);
    }
    return context;
}

QImage sheetPicture(const forms::PaperSheets &sheets, int index, int dotsPerMm)
{
    QImage picture(int(forms::PaperSheets::widthMm * dotsPerMm), int(forms::PaperSheets::heightMm * dotsPerMm), QImage::Format_Grayscale8);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    sheets.draw(painter, index, dotsPerMm);
    return picture;
}

bool isBlank(const QImage &picture, const QRect &area)
{
    Q_ASSERT(picture.format() == QImage::Format_Grayscale8);
    for (int y = area.top(); y <= area.bottom(); ++y) {
        const uchar *line = picture.constScanLine(y);
        if (std::any_of(line + area.left(), line + area.right() + 1, [](uchar grey) { return grey < 250; }))
            return false;
    }
    return true;
}

/// A text cut into small sheets: some lines, then what the test is about.
struct Roll
{
    static constexpr double height = 300;
    QTextDocument text;
    QList<forms::Sheet> sheets;

    Roll(int lines, const QString &html)
    {
        text.setHtml(u"<p>line</p>"_qs.repeated(lines) + html);
        text.setTextWidth(400);
        sheets = forms::paginate(text, height);
    }

    void forEachLine(const std::function<void(double top, double bottom)> &act) const
    {
        for (QTextBlock block = text.begin(); block.isValid(); block = block.next()) {
            const double top = text.documentLayout()->blockBoundingRect(block).top();
            for (int i = 0; i < block.layout()->lineCount(); ++i) {
                const QRectF line = block.layout()->lineAt(i).rect().translated(0, top);
                act(line.top(), line.bottom());
            }
        }
    }

    /// No sheet is overfull, none goes back, and one of them has both the text "above" and the one ending in "below".
    bool holdsTogether() const
    {
        double above = 0, below = 0, end = 0;
        for (QTextBlock block = text.begin(); block.isValid(); block = block.next()) {
            const QRectF area = text.documentLayout()->blockBoundingRect(block);
            if (block.text() == u"above")
                above = area.top();
            if (block.text().endsWith(u"below"))
                below = area.bottom();
        }
        int holding = 0;
        for (const forms::Sheet &sheet : sheets) {
            if (sheet.bottom - sheet.top + sheet.headBottom - sheet.headTop > height + 0.01 || sheet.top < end - 0.01)
                return false;
            end = sheet.bottom;
            holding += sheet.top <= above + 0.01 && above < sheet.bottom && below <= sheet.bottom + 0.01;
        }
        return holding == 1;
    }
};

bool writeFile(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

class TestPaperRenderer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPaperSaysWhatTheLawAsks_data();
    void everyPaperSaysWhatTheLawAsks();
    void noTextOfAPaperIsLost_data();
    void noTextOfAPaperIsLost();
    void everyItemFillsEveryTemplate();
    void theQrCodeReadsBack_data();
    void theQrCodeReadsBack();
    void theQrCodeIsLargeEnoughAndStandsFree_data();
    void theQrCodeIsLargeEnoughAndStandsFree();
    void aTextTooLongForAQrCodeIsRefused();
    void aPaperWithoutQrTextHasNoQrCode();
    void valuesNeverBecomeMarkup_data();
    void valuesNeverBecomeMarkup();
    void charactersThatDisturbReadingAreDropped();
    void linesOfAValueStayLines();
    void aBrokenTemplateIsRefused_data();
    void aBrokenTemplateIsRefused();
    void noTemplateThatCameWithTheProgramAsksUnescaped();
    void aTemplateCanNotLoadAnything();
    void theTableHeadStandsOnEverySheet();
    void everySheetIsNumberedAndNamed();
    void aReprintSaysSoOnEverySheet();
    void noRowIsTorn();
    void aRowTallerThanASheetLosesNothing();
    void aHeadingStaysWithWhatItHeads();
    void aTieHoldsBothWays();
    void aTableIsNotShownAgainOnTheNextSheet();
    void noLineIsCutWhenARowMustBeTorn();
    void nobodySignsASheetWithoutText();
    void nothingReachesIntoTheMargin_data();
    void nothingReachesIntoTheMargin();
    void allCopiesArePrinted();
    void filesAreNumberedAndNeverOverwritten();
    void aFolderThatCanNotBeMadeIsRefused();
    void aFileNameHoldsNoPath();
    void oneBadPaperDoesNotHoldBackTheOthers();
    void aPrinterThatIsNotThereIsRefused();
    void thePreviewPrintsOnEnterAndClosesOnEsc();
    void papersNobodyWantsToSeeGoStraightThrough();
    void everyControlOfThePreviewHasAName();
};

void TestPaperRenderer::everyPaperSaysWhatTheLawAsks_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QStringList>("words");
    const QStringList common{u"食品经营许可(新办)"_qs, u"11610116MBX001003W400013100500001"_qs, u"610116-2026-0000017-C"_qs, u"张小满"_qs,
                             u"李经办"_qs, u"西安市长安区政务服务中心"_qs, u"3号窗口"_qs, u"王敏"_qs, u"029-85290000"_qs, u"029-12345"_qs,
                             u"西安市长安区行政审批服务局"_qs, u"市场监督管理局"_qs, u"西安市长安区韦曲街道示例路1号"_qs};
    const QStringList masked{u"居民身份证610116********0014"_qs, u"138****0014"_qs, u"610116********0013"_qs};
    const QStringList sealed{u"受理专用章"_qs, u"2026年11月23日"_qs, u"一式两份"_qs};
    const auto row = [](const char *kind, const QStringList &words) { QTest::newRow(kind) << QString::fromLatin1(kind) << words; };

    row("receipt", common + masked + sealed
                       + QStringList{u"收件凭证"_qs, u"不表示申请已经受理"_qs, u"2026年11月23日10:40"_qs, u"收到材料(共11项)"_qs, u"5个工作日内一次告知"_qs,
                                     u"逾期不告知的,自收到申请材料之日起即为受理"_qs, u"2026年11月30日(星期一)前"_qs, u"原件"_qs, u"复印件"_qs, u"电子"_qs,
                                     u"尚未提交"_qs, u"申请人(经办人)签收"_qs, u"窗口经办人员签字"_qs, u"第三十一条"_qs, u"个人信息处理告知"_qs, u"第三十五条"_qs, u"查阅、复制、更正"_qs});
    row("acceptance", common + masked + sealed
                          + QStringList{u"受理通知书"_qs, u"长政务受〔2026〕17号"_qs, u"第三十二条第一款第五项"_qs, u"决定予以受理"_qs,
                                        u"受理日期:2026年11月23日(星期一)"_qs, u"承诺时限7个工作日"_qs, u"2026年12月2日(星期三)"_qs, u"法定时限10个工作日"_qs,
                                        u"2026年12月7日(星期一)"_qs, u"不收费"_qs, u"食品经营许可证"_qs, u"窗口领取、邮寄送达"_qs, u"现场核查"_qs,
                                        u"不计入办理期限"_qs, u"第四十五条"_qs, u"容缺,2026年12月7日前补齐"_qs, u"以告知承诺书代替"_qs});
    row("correction", common + masked + sealed
                          + QStringList{u"一次性告知书"_qs, u"长政务受〔2026〕17号"_qs, u"第三十二条第一款第四项"_qs, u"全部内容一次告知"_qs, u"需要补正的内容(共2项)"_qs,
                                        u"布局图未标注尺寸"_qs, u"操作流程文件"_qs, u"未提交"_qs, u"提交原件1份"_qs, u"未补正的,不予受理"_qs,
                                        u"逾期不告知的,自收到申请材料之日起即为受理"_qs, u"2026年11月24日(星期二)补正,2026年12月3日(星期四)前办结"_qs, u"签收"_qs});
    row("non-acceptance", common + masked + sealed
                              + QStringList{u"不予受理通知书"_qs, u"长政务受〔2026〕17号"_qs, u"第三十二条第一款第二项"_qs, u"不属于本行政机关职权范围"_qs,
                                            u"决定不予受理"_qs, u"西安市市场监督管理局"_qs, u"经营场所位于高新技术产业开发区"_qs, u"60日内"_qs,
                                            u"西安市长安区人民政府申请行政复议"_qs, u"6个月内"_qs, u"西安铁路运输法院提起行政诉讼"_qs, u"退还申请人"_qs});
    row("tolerance-undertaking", common + masked + sealed
                                     + QStringList{u"容缺受理承诺书"_qs, u"食品安全管理人员任命及培训考核证明"_qs, u"2026年12月7日(星期一)"_qs, u"补齐方式"_qs,
                                                   u"逾期后果"_qs, u"视为撤回"_qs, u"不颁发食品经营许可证"_qs, u"真实、合法、有效"_qs, u"申请人签字(盖章)"_qs,
                                                   u"窗口经办人员签字"_qs, u"签署日期"_qs});
    row("commitment", common + masked + sealed
                          + QStringList{u"告知承诺书"_qs, u"食品安全法第35条"_qs, u"自主选择"_qs, u"行政决定作出前可以撤回承诺"_qs, u"从业人员健康证明"_qs,
                                        u"医疗机构/疾控机构"_qs, u"与品种数量相适应的场所、设备设施"_qs, u"应当提交的材料"_qs, u"承诺的方式"_qs, u"签字或者盖章"_qs,
                                        u"核查"_qs, u"7个工作日内"_qs, u"撤销行政决定"_qs, u"责令限期整改"_qs, u"信用记录"_qs, u"第七十八条、第七十九条"_qs, u"公开"_qs,
                                        u"已经知晓并全面理解"_qs, u"真实意思表示"_qs, u"愿意承担"_qs, u"已经全部达到"_qs, u"日前全部达到"_qs, u"低风险食品销售"_qs});
    row("application-form", common
                                + QStringList{u"申请表"_qs, u"610116199003070014"_qs, u"13800000014"_qs, u"西安市长安区郭杜街道示例村8号"_qs, u"餐饮服务经营者"_qs,
                                              u"热食类制售、生食类制售"_qs, u"经营场所面积"_qs, u"128.5"_qs, u"真实性、合法性负责"_qs, u"个人信息"_qs, u"申请日期"_qs});
    const QString licence = u"食品经营许可证"_qs;
    // What has a number goes out under the name of the department in charge.
    QStringList department = common;
    department[department.indexOf(u"西安市长安区行政审批服务局"_qs)] = u"西安市长安区市场监督管理局"_qs;
    row("supplement-receipt", common + masked + QStringList{u"补充材料收件凭证"_qs, u"第1次补充"_qs, u"2026年12月4日09:10"_qs, u"食品安全管理人员任命及培训考核证明"_qs,
                                                            u"再一次书面告知"_qs, u"容缺材料已全部提交"_qs, u"一式两份"_qs, u"受理专用章"_qs});
    row("special-procedure", department + masked + QStringList{u"特别程序告知书"_qs, u"长市监〔2026〕43号"_qs, u"第四十五条"_qs, u"现场核查"_qs, u"3个工作日"_qs,
                                                           u"2026年11月25日09:30"_qs, u"不计入办理期限"_qs, u"西安市长安区市场监督管理局"_qs, u"行政审批专用章"_qs});
    row("extension", department + masked + QStringList{u"延期办理告知书"_qs, u"长市监〔2026〕44号"_qs, u"第四十二条第二款"_qs, u"本级人民政府负责人批准"_qs, u"10个工作日"_qs,
                                                   u"现场核查结果需要进一步论证"_qs, u"现办结日"_qs, u"西安市长安区市场监督管理局"_qs});
    row("decision-grant", department + masked + QStringList{u"准予行政许可决定书"_qs, u"长市监〔2026〕45号"_qs, u"第三十八条第一款"_qs, u"决定准予行政许可"_qs,
                                                        u"2026年12月11日(星期五)"_qs, licence, u"5年"_qs, u"10个工作日内"_qs, u"第四十四条"_qs, u"2027年2月10日前"_qs, u"行政审批专用章"_qs});
    row("decision-refuse", department + masked + QStringList{u"不予行政许可决定书"_qs, u"长市监〔2026〕46号"_qs, u"第三十八条第二款"_qs, u"决定不予行政许可"_qs, u"1.经营场所与污染源"_qs,
                                                         u"2.未设置专用的食品处理区"_qs, u"60日内"_qs, u"西安市长安区人民政府申请行政复议"_qs, u"6个月内"_qs, u"西安铁路运输法院提起行政诉讼"_qs});
    row("service-record", department + masked + QStringList{u"送达回证"_qs, u"长市监〔2026〕47号"_qs, u"长市监〔2026〕45号"_qs, licence, u"直接送达"_qs, u"2026年12月14日15:00"_qs, u"代理人"_qs,
                                                        u"拒收事由"_qs, u"见证人"_qs, u"受送达人(代收人)签收"_qs});
    row("completion", common + masked + QStringList{u"办结单(领证单)"_qs, u"准予办理"_qs, u"长市监〔2026〕45号"_qs, licence, u"统一出件窗口"_qs, u"有效身份证件"_qs, u"免费邮寄"_qs, u"评价自愿"_qs});
    row("withdrawal", department + masked + QStringList{u"撤回申请通知书"_qs, u"长市监〔2026〕48号"_qs, u"视为撤回申请"_qs, u"食品安全管理人员任命及培训考核证明"_qs, u"2026年12月7日前"_qs,
                                                    u"退还的申请材料"_qs, u"行政复议"_qs});
    row("mandate", {u"授权委托书"_qs, u"张小满"_qs, u"610116199003070014"_qs, u"李经办"_qs, u"610116198001010013"_qs, u"食品经营许可(新办)"_qs, u"610116-2026-0000017-C"_qs,
                    u"委托期限"_qs, u"领取证照和办理结果"_qs, u"无转委托权"_qs, u"委托人签字(盖章)"_qs, u"受托人签字"_qs});
    row("assistance-mandate", common + masked + QStringList{u"帮办代办委托书"_qs, u"无偿协助"_qs, u"不收取任何费用"_qs, u"审前辅导"_qs, u"交接的材料"_qs, u"随时终止委托"_qs, u"帮办代办人员签字"_qs});
    row("cross-region", common + masked + QStringList{u"异地代收代办流转单"_qs, u"受理日期以受理地窗口出具的受理通知书为准"_qs, u"转交的材料"_qs, u"受理地签收"_qs, u"结果转回"_qs});
    row("waybill", {u"物流面单"_qs, u"EM610116000017CN"_qs, u"李经办"_qs, u"138****0014"_qs, u"西安市长安区郭杜街道示例村8号"_qs, u"西安市长安区政务服务中心"_qs, u"029-85290000"_qs,
                    licence, u"食品经营许可(新办)"_qs, u"610116-2026-0000017-C"_qs, u"免费邮寄"_qs});
    row("guide", {u"办事指南"_qs, u"食品经营许可(新办)"_qs, u"11610116MBX001003W400013100500001"_qs, u"行政许可"_qs, u"自然人、法人和其他组织"_qs,
                  u"食品安全法第35条"_qs, u"7个工作日"_qs, u"10个工作日"_qs, u"不收费"_qs, u"有效期5年"_qs, u"食品安全管理人员任命及培训考核证明"_qs,
                  u"可容缺,10个工作日内补齐"_qs, u"可用告知承诺代替"_qs, u"可调用电子证照,免提交"_qs, u"全程网办"_qs, u"029-12345"_qs, u"09:00—17:00"_qs,
                  u"扫码查看最新指南"_qs});
}

void TestPaperRenderer::everyPaperSaysWhatTheLawAsks()
{
    QFETCH(QString, kind);
    QFETCH(QStringList, words);
    const QStringList first{u"receipt"_qs, u"acceptance"_qs, u"correction"_qs, u"non-acceptance"_qs, u"tolerance-undertaking"_qs, u"commitment"_qs, u"application-form"_qs, u"guide"_qs};
    PaperContext context = first.contains(kind) ? support::eventfulCase() : support::livedCase(kind != u"decision-refuse");
    if (kind == u"supplement-receipt" || kind == u"decision-grant")
        support::materialOf(context, u"foodmgr").mark = MaterialMark::Received; // it came
    context.caseFile.fields = {{u"premises.area"_qs, 128.5}};
    // Full-width and half-width punctuation mean the same here: names in the catalogue have their own.
    const auto plain = [](const QString &text) {
        return squeezed(text).replace(u'，', u',').replace(u'：', u':').replace(u'（', u'(').replace(u'）', u')').replace(u'；', u';');
    };
    context.fullNumbers = forms::asksFullNumbers(kind);
    const QByteArray pdf = pdfOf(composePaper(kind, context));
    // For looking at: ONEWINDOW_PAPERS=folder keeps what the test has made.
    if (const QString folder = qEnvironmentVariable("ONEWINDOW_PAPERS"); !folder.isEmpty())
        QVERIFY(writeFile(QString(folder + u'/' + kind + u".pdf"), pdf));
    const QString text = plain(pdfText(pdf));
    for (const QString &word : words)
        QVERIFY2(text.contains(plain(word)), qPrintable(word + u"\n"_qs + text));
}

void TestPaperRenderer::noTextOfAPaperIsLost_data()
{
    QTest::addColumn<QString>("kind");
    for (const PaperKind &kind : paperKinds())
        QTest::newRow(qPrintable(kind.code)) << kind.code;
}

void TestPaperRenderer::noTextOfAPaperIsLost()
{
    QFETCH(QString, kind);
    const Paper paper = composePaper(kind, longCase(24));
    const auto html = forms::fillTemplate(kind, paper.content);
    QVERIFY(html.ok());
    QHash<QChar, int> printed;
    for (const QChar character : squeezed(pdfText(pdfOf(paper))))
        ++printed[character];
    for (const QChar character : squeezed(QTextDocumentFragment::fromHtml(*html).toPlainText())) {
        if (character != QChar::ObjectReplacementCharacter)
            QVERIFY2(--printed[character] >= 0, qPrintable(QString(character)));
    }
}

void TestPaperRenderer::everyItemFillsEveryTemplate()
{
    for (const Item &item : support::catalogue()) {
        const PaperContext context = support::paperCase(item.id, {});
        for (const PaperKind &kind : paperKinds()) {
            const auto html = forms::fillTemplate(kind.code, composePaper(kind.code, context).content);
            QVERIFY2(html.ok(), qPrintable(item.id));
            QVERIFY(html->contains(item.name.toHtmlEscaped()));
            QVERIFY(!html->contains(u"{{"));
        }
    }
}

void TestPaperRenderer::theQrCodeReadsBack_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("address") << u"https://zwfw.example.cn/610116/items/food-license@1"_qs;
    QTest::newRow("Chinese") << u"受理通知书 610116-2026-0000017-C 张小满"_qs;
    QString sealText = u"OW1:"_qs;
    for (int i = 0; sealText.size() < 700; ++i)
        sealText += QChar(u"ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789-_"[(i * 37 + i / 7) % 61]);
    QTest::newRow("signed seal of 700 characters") << sealText;
}

void TestPaperRenderer::theQrCodeReadsBack()
{
    QFETCH(QString, text);
    Paper paper = paperOf(u"receipt");
    paper.qrText = text;
    const ZXing::Result found = readQr(pdfPicture(pdfOf(paper), 150));
    QVERIFY2(found.isValid(), "no QR code found at 150 dpi");
    QCOMPARE(QString::fromStdWString(found.text()), text);
    QCOMPARE(QString::fromStdWString(found.ecLevel()), u"M"_qs);
}

void TestPaperRenderer::theQrCodeIsLargeEnoughAndStandsFree_data()
{
    QTest::addColumn<int>("length");
    QTest::newRow("short") << 20;
    QTest::newRow("long") << 690;
}

void TestPaperRenderer::theQrCodeIsLargeEnoughAndStandsFree()
{
    QFETCH(int, length);
    Paper paper = paperOf(u"non-acceptance");
    paper.qrText = QString(length, u'x');
    const auto symbol = forms::QrSymbol::encode(paper.qrText);
    QVERIFY(symbol.ok());
    QVERIFY(symbol->sideMm() >= 25);
    QVERIFY(symbol->sideMm() / symbol->modules() >= 0.399);

    constexpr int dots = 12; // to the millimetre
    const auto sheets = forms::PaperSheets::set(paper);
    QVERIFY(sheets.ok());
    const QImage picture = sheetPicture(*sheets, 0, dots);
    const int right = int((forms::PaperSheets::leftMm + forms::PaperSheets::bodyWidthMm) * dots);
    const int side = qRound(symbol->sideMm() * dots), quiet = int(4 * symbol->sideMm() / symbol->modules() * dots) - 2;
    int top = 0;
    while (isBlank(picture, {right - side, top, side, 1}))
        ++top;
    QVERIFY(qGray(picture.pixel(right - side + 2, top + 2)) < 50);
    QVERIFY(isBlank(picture, {right - side - quiet, top - quiet, side + 2 * quiet, quiet - 2}));
    QVERIFY(isBlank(picture, {right - side - quiet, top - quiet, quiet - 2, side + 2 * quiet}));
    QVERIFY(isBlank(picture, {right + 2, top - quiet, quiet - 2, side + 2 * quiet}));
    // Below stands what the code is for, in small print outside the quiet zone.
    QVERIFY(isBlank(picture, {right - side - quiet, top + side + 2, side + 2 * quiet, quiet - 4}));
}

void TestPaperRenderer::aTextTooLongForAQrCodeIsRefused()
{
    Paper paper = paperOf(u"receipt");
    paper.qrText = QString(3000, u'x');
    const auto pdf = forms::renderPdf(paper);
    QVERIFY(!pdf.ok());
    QCOMPARE(pdf.refusal(), refuse(u"paper.qr", {{u"length"_qs, 3000}}));
}

void TestPaperRenderer::aPaperWithoutQrTextHasNoQrCode()
{
    PaperContext context = support::eventfulCase();
    context.qrText.clear();
    const QByteArray pdf = pdfOf(composePaper(u"receipt", context));
    QVERIFY(!readQr(pdfPicture(pdf, 150)).isValid());
    QVERIFY(!pdfText(pdf).contains(u"扫码"));
}

void TestPaperRenderer::valuesNeverBecomeMarkup_data()
{
    noTextOfAPaperIsLost_data();
}

void TestPaperRenderer::valuesNeverBecomeMarkup()
{
    QFETCH(QString, kind);
    Paper paper = paperOf(kind);
    const QString payload = u"\"'><i>EVIL</i>&lt;{{caseNumber}}{{{x}}}<img src='file:///etc/passwd'>"_qs;
    paper.content = tainted(paper.content, payload).toObject();
    const auto html = forms::fillTemplate(kind, paper.content);
    QVERIFY(html.ok());
    QVERIFY(html->contains(u"&lt;i&gt;EVIL"));
    QVERIFY(!html->contains(u"<i>"));
    QVERIFY(!html->contains(u"src='file"));
    QVERIFY(!html->contains(u"src=\"file"));
    const QString text = QTextDocumentFragment::fromHtml(*html).toPlainText();
    QVERIFY(text.contains(payload));
    QVERIFY(forms::PaperSheets::set(paper).ok());
}

void TestPaperRenderer::charactersThatDisturbReadingAreDropped()
{
    PaperContext context = support::eventfulCase();
    context.caseFile.applicant.name = u"张\u202E小\u200B\uFFFC\uFDD0\u0007满𠮷"_qs;
    const auto html = forms::fillTemplate(u"receipt"_qs, composePaper(u"receipt", context).content);
    QVERIFY(html.ok());
    QVERIFY(html->contains(u"张小满𠮷"));
}

void TestPaperRenderer::linesOfAValueStayLines()
{
    PaperContext context = support::eventfulCase();
    context.caseFile.refusalNote = u"一<br>\n二\u2028三\t四"_qs;
    const auto html = forms::fillTemplate(u"non-acceptance"_qs, composePaper(u"non-acceptance", context).content);
    QVERIFY(html.ok());
    QVERIFY(html->contains(u"一&lt;br&gt;<br>二<br>三 四"));
}

void TestPaperRenderer::aBrokenTemplateIsRefused_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("problem");
    QTest::newRow("not there") << u"absent"_qs << QByteArray() << u"missing"_qs;
    QTest::newRow("a path for a name") << u"../receipt"_qs << QByteArray() << u"name"_qs;
    QTest::newRow("no name") << QString() << QByteArray() << u"name"_qs;
    QTest::newRow("tag not closed") << u"t"_qs << QByteArray("{{caseNumber") << u"syntax"_qs;
    QTest::newRow("ends in a brace") << u"t"_qs << QByteArray("text {{") << u"syntax"_qs;
    QTest::newRow("section not closed") << u"t"_qs << QByteArray("{{#item}}x") << u"syntax"_qs;
    QTest::newRow("section not opened") << u"t"_qs << QByteArray("x{{/item}}") << u"syntax"_qs;
    QTest::newRow("sections crossed") << u"t"_qs << QByteArray("{{#item}}{{#hall}}x{{/item}}{{/hall}}") << u"syntax"_qs;
    QTest::newRow("part not there") << u"t"_qs << QByteArray("{{> nothing}}") << u"part"_qs;
    QTest::newRow("part within itself") << u"t"_qs << QByteArray("{{> loop}}") << u"part"_qs;
    QTest::newRow("unescaped") << u"t"_qs << QByteArray("{{{caseNumber}}}") << u"unescaped"_qs;
    QTest::newRow("unescaped by &") << u"t"_qs << QByteArray("{{& caseNumber}}") << u"unescaped"_qs;
    QTest::newRow("other delimiters") << u"t"_qs << QByteArray("{{=<% %>=}}<%& caseNumber %>") << u"unescaped"_qs;
    QTest::newRow("not text") << u"t"_qs << QByteArray("\xff\xfe{{#\x00}}", 7) << u"syntax"_qs;
}

void TestPaperRenderer::aBrokenTemplateIsRefused()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, text);
    QFETCH(QString, problem);
    QTemporaryDir folder;
    QVERIFY(writeFile(folder.filePath(u"parts/loop.html"_qs), "{{> loop}}"));
    QVERIFY(writeFile(folder.filePath(u"t.html"_qs), text));
    Paper paper = paperOf(u"receipt");
    paper.kind = kind;
    const auto pdf = forms::renderPdf(paper, folder.path());
    QVERIFY(!pdf.ok());
    QCOMPARE(pdf.refusal().code, u"paper.template"_qs);
    QCOMPARE(pdf.refusal().facts[u"kind"], QJsonValue(kind));
    QCOMPARE(pdf.refusal().facts[u"problem"], QJsonValue(problem));
}

void TestPaperRenderer::noTemplateThatCameWithTheProgramAsksUnescaped()
{
    QVERIFY(forms::fillTemplate(u"guide"_qs, paperOf(u"guide").content).ok());
    const QStringList parts = QDir(u":/templates/parts"_qs).entryList();
    QVERIFY(parts.size() > 10);
    for (const QString &part : parts)
        QVERIFY2(forms::fillTemplate(QString(u"parts/"_qs + part.chopped(5)), {}).ok(), qPrintable(part));
}

void TestPaperRenderer::aTemplateCanNotLoadAnything()
{
    QTemporaryDir folder;
    QImage red(40, 40, QImage::Format_RGB32);
    red.fill(Qt::red);
    QVERIFY(red.save(folder.filePath(u"red.png"_qs)));
    const QByteArray address = QUrl::fromLocalFile(folder.filePath(u"red.png"_qs)).toEncoded();
    QVERIFY(writeFile(folder.filePath(u"t.html"_qs), "<p>text</p><img src=\"" + address + "\"><table background=\"" + address + "\"><tr><td>x</td></tr></table>"));
    for (const char *part : {"running-head", "running-foot", "title"})
        QVERIFY(writeFile(folder.filePath(u"parts/%1.html"_qs.arg(QLatin1String(part))), "part"));
    Paper paper = paperOf(u"receipt");
    paper.kind = u"t"_qs;
    const auto sheets = forms::PaperSheets::set(paper, folder.path());
    QVERIFY(sheets.ok());
    QImage picture(420, 594, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    sheets->draw(painter, 0, 2);
    painter.end();
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            QVERIFY(qRed(picture.pixel(x, y)) - qGreen(picture.pixel(x, y)) < 100);
    }
}

void TestPaperRenderer::theTableHeadStandsOnEverySheet()
{
    const QByteArray pdf = pdfOf(composePaper(u"receipt", longCase(60)));
    QStringList numbers;
    for (int page = 1; page <= 3; ++page) {
        const QString text = squeezed(pdfText(pdf, page));
        QCOMPARE(text.count(u"材料名称"), 1);
        QVERIFY(text.contains(u"第%1页"_qs.arg(page)));
    }
}

void TestPaperRenderer::everySheetIsNumberedAndNamed()
{
    const Paper paper = paperOf(u"commitment");
    const auto sheets = forms::PaperSheets::set(paper);
    QVERIFY(sheets.ok());
    QVERIFY(sheets->count() >= 2);
    QCOMPARE(sheets->title(), u"告知承诺书 610116-2026-0000017-C"_qs);
    const QByteArray pdf = pdfOf(paper);
    for (int page = 1; page <= sheets->count(); ++page) {
        const QString text = squeezed(pdfText(pdf, page));
        QVERIFY(text.contains(u"第%1页共%2页"_qs.arg(page).arg(sheets->count())));
        QVERIFY(text.contains(u"办件编号610116-2026-0000017-C"));
        QVERIFY(text.contains(u"告知承诺书"));
        QVERIFY(text.contains(u"2026年11月23日10:42王敏打印"));
        QVERIFY(!text.contains(u"补打"));
    }
}

void TestPaperRenderer::aReprintSaysSoOnEverySheet()
{
    PaperContext context = support::eventfulCase();
    context.copyNumber = 3;
    const Paper paper = composePaper(u"acceptance", context);
    const QByteArray pdf = pdfOf(paper);
    const auto sheets = forms::PaperSheets::set(paper);
    QVERIFY(sheets.ok());
    for (int page = 1; page <= sheets->count(); ++page)
        QVERIFY(squeezed(pdfText(pdf, page)).contains(u"补打第3次"));
}

void TestPaperRenderer::noRowIsTorn()
{
    const int count = 60;
    const QByteArray pdf = pdfOf(composePaper(u"acceptance", longCase(count)));
    QTemporaryDir folder;
    QVERIFY(writeFile(folder.filePath(u"p.pdf"_qs), pdf));
    const int pages = pdfPages(folder.filePath(u"p.pdf"_qs));
    QVERIFY(pages >= 3);
    QStringList texts;
    for (int page = 1; page <= pages; ++page)
        texts.append(squeezed(pdfText(pdf, page)));
    // Every one of the long names, which take two lines each, stands whole on one page.
    for (int number = 15; number <= count; ++number) {
        int found = 0;
        for (const QString &text : texts)
            found += text.contains(u"第%1项补充材料(含附图、说明、证明人签字及其身份证明复印件)"_qs.arg(number));
        QVERIFY2(found == 1, qPrintable(QString::number(number)));
    }
}

void TestPaperRenderer::aRowTallerThanASheetLosesNothing()
{
    PaperContext context = support::eventfulCase();
    QString reason;
    for (int i = 0; i < 900; ++i)
        reason += u"第%1处;"_qs.arg(i);
    QJsonObject defect = context.caseFile.notices[0].defects[0].toObject();
    defect[u"reason"_qs] = reason;
    context.caseFile.notices[0].defects = {defect};
    const Paper paper = composePaper(u"correction", context);
    const QString text = squeezed(pdfText(pdfOf(paper)));
    for (int i = 0; i < 900; i += 7)
        QVERIFY2(text.contains(u"第%1处"_qs.arg(i)), qPrintable(QString::number(i)));
}

void TestPaperRenderer::aHeadingStaysWithWhatItHeads()
{
    // The heading comes to every height of the sheet in turn.
    for (int lines = 1; lines < 60; ++lines) {
        Roll roll(lines, u"<h3>above</h3><table border=\"1\"><thead><tr><td>head</td></tr></thead><tr><td>first<br>row below</td></tr>"
                         "<tr><td>second</td></tr></table><p>last</p>"_qs);
        QVERIFY2(roll.holdsTogether(), qPrintable(QString::number(lines)));
    }
}

void TestPaperRenderer::aTieHoldsBothWays()
{
    for (int lines = 1; lines < 60; ++lines) {
        Roll roll(lines, u"<p>above</p><h6>tie</h6><table><tr><td>sign<br>here<br>below</td></tr></table>"_qs);
        QVERIFY2(roll.holdsTogether(), qPrintable(QString::number(lines)));
    }
}

void TestPaperRenderer::aTableIsNotShownAgainOnTheNextSheet()
{
    // A small table, then what is tied to it and does not fit: they go to the next sheet together, and no row stands on both.
    const QString table = u"<table border=1 cellpadding=4><tr><td>one</td></tr><tr><td>above</td></tr></table>"_qs;
    const QString signature = u"<h6>&nbsp;</h6><table><tr><td><p>sign</p><p>date</p><p>below</p></td></tr></table>"_qs;
    for (int lines = 1; lines < 40; ++lines) {
        const Roll roll(lines, table + signature);
        for (qsizetype i = 1; i < roll.sheets.size(); ++i)
            QVERIFY2(roll.sheets[i].top >= roll.sheets[i - 1].bottom - 0.01, qPrintable(QString::number(lines)));
        QVERIFY2(roll.holdsTogether(), qPrintable(QString::number(lines)));
    }
}

void TestPaperRenderer::noLineIsCutWhenARowMustBeTorn()
{
    QString text;
    for (int i = 0; i < 200; ++i)
        text += u"line<br>"_qs;
    Roll roll(3, QString(u"<p>above</p><p>below</p><table border=\"1\"><thead><tr><td>head</td><td>2</td></tr></thead><tr><td>"_qs + text
                         + u"</td><td><span style=\"font-size:20pt\">"_qs + text + u"</span></td></tr></table>"_qs));
    QVERIFY(roll.sheets.size() > 10);
    int cut = 0;
    roll.forEachLine([&](double top, double bottom) {
        for (const forms::Sheet &sheet : roll.sheets)
            cut += top + 0.01 < sheet.bottom && sheet.bottom < bottom - 0.01;
    });
    QCOMPARE(cut, 0);
    for (qsizetype i = 1; i < roll.sheets.size(); ++i)
        QVERIFY(qAbs(roll.sheets[i].top - roll.sheets[i - 1].bottom) < 1 || roll.sheets[i].headBottom == 0);
}

void TestPaperRenderer::nobodySignsASheetWithoutText()
{
    PaperContext context = support::eventfulCase();
    QList<CaseMaterial> &materials = context.caseFile.materials;
    for (qsizetype i = 0; i < materials.size(); ++i) {
        materials[i].mark = MaterialMark::Tolerated;
        materials[i].due = QDate(2026, 12, 7);
        if (i % 5 != 0)
            continue;
        const QByteArray pdf = pdfOf(composePaper(u"tolerance-undertaking", context));
        int signedSheets = 0;
        for (int page = 1; page <= 2; ++page) {
            const QString text = squeezed(pdfText(pdf, page));
            if (!text.contains(u"窗口经办人员签字"))
                continue;
            ++signedSheets;
            QVERIFY(text.contains(u"（四）违反承诺的"));
            QVERIFY(text.contains(u"受理专用章"));
        }
        QCOMPARE(signedSheets, 1);
    }
}

void TestPaperRenderer::nothingReachesIntoTheMargin_data()
{
    noTextOfAPaperIsLost_data();
}

void TestPaperRenderer::nothingReachesIntoTheMargin()
{
    QFETCH(QString, kind);
    PaperContext context = longCase(15);
    // Texts without a place to break, the longest names the forms take.
    context.caseFile.itemName = u"设置大型户外广告及在城市建筑物、设施上悬挂、张贴宣传品审批"_qs + QString(60, u'长');
    context.caseFile.applicant.name = QString(120, u'W');
    context.caseFile.competent = u"https://"_qs + QString(200, u'a');
    context.place.address = QString(100, u'9');
    context.caseFile.materials[2].name = QString(150, u'M');
    context.documentNumber = u"610116-2026-0000017-C"_qs;
    const auto sheets = forms::PaperSheets::set(composePaper(kind, context));
    QVERIFY(sheets.ok());
    constexpr int dots = 3;
    const int left = int(forms::PaperSheets::leftMm * dots), right = int((forms::PaperSheets::leftMm + forms::PaperSheets::bodyWidthMm) * dots);
    for (int sheet = 0; sheet < sheets->count(); ++sheet) {
        const QImage picture = sheetPicture(*sheets, sheet, dots);
        QVERIFY(isBlank(picture, {0, 0, left - 2, picture.height()}));
        QVERIFY(isBlank(picture, {right + 2, 0, picture.width() - right - 2, picture.height()}));
        QVERIFY(!isBlank(picture, {left, 0, right - left, picture.height()}));
    }
}

void TestPaperRenderer::allCopiesArePrinted()
{
    const Paper paper = paperOf(u"tolerance-undertaking");
    QCOMPARE(paper.copies, 2);
    const auto sheets = forms::PaperSheets::set(paper);
    QVERIFY(sheets.ok());
    QTemporaryDir folder;
    QPrinter printer(QPrinter::HighResolution);
    printer.setOutputFormat(QPrinter::PdfFormat);
    printer.setOutputFileName(folder.filePath(u"out.pdf"_qs));
    const auto printed = forms::print(paper, printer);
    QVERIFY(printed.ok());
    QCOMPARE(*printed, 2 * sheets->count());
    QCOMPARE(pdfPages(folder.filePath(u"out.pdf"_qs)), *printed);

    printer.setOutputFileName(folder.filePath(u"absent/out.pdf"_qs));
    const auto failed = forms::print(paper, printer);
    QVERIFY(!failed.ok());
    QCOMPARE(failed.refusal().code, u"paper.print-failed"_qs);
}

void TestPaperRenderer::filesAreNumberedAndNeverOverwritten()
{
    QTemporaryDir folder;
    const QString target = folder.filePath(u"papers/today"_qs);
    forms::FilePaperPrinter printer(target);
    QSignalSpy printed(&printer, &forms::PaperPrinter::printed), failed(&printer, &forms::PaperPrinter::failed);
    QSignalSpy written(&printer, &forms::FilePaperPrinter::written);
    printer.print({paperOf(u"acceptance"), paperOf(u"guide")});
    QCOMPARE(printed.takeFirst().at(0).toInt(), 2);
    const QString first = target + u"/610116-2026-0000017-C-acceptance.pdf"_qs;
    QCOMPARE(written.at(0).at(0).toString(), first);
    QVERIFY(writeFile(first, "kept"));
    printer.print({paperOf(u"acceptance")});
    printer.print({paperOf(u"acceptance")});
    QCOMPARE(QDir(target).entryList(QDir::Files | QDir::Hidden, QDir::Name),
             (QStringList{u"000131005000-guide.pdf"_qs, u"610116-2026-0000017-C-acceptance-2.pdf"_qs, u"610116-2026-0000017-C-acceptance-3.pdf"_qs,
                          u"610116-2026-0000017-C-acceptance.pdf"_qs}));
    QFile kept(first);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray("kept"));
    QFile second(target + u"/610116-2026-0000017-C-acceptance-2.pdf"_qs);
    QVERIFY(second.open(QIODevice::ReadOnly));
    QVERIFY(second.readAll().startsWith("%PDF-"));
    QVERIFY(failed.isEmpty());
}

void TestPaperRenderer::aFolderThatCanNotBeMadeIsRefused()
{
    QTemporaryDir folder;
    QVERIFY(writeFile(folder.filePath(u"file"_qs), "x"));
    forms::FilePaperPrinter printer(folder.filePath(u"file/below"_qs));
    QSignalSpy printed(&printer, &forms::PaperPrinter::printed), failed(&printer, &forms::PaperPrinter::failed);
    printer.print({paperOf(u"guide")});
    QVERIFY(printed.isEmpty());
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<Refusal>().code, u"paper.write-failed"_qs);
}

void TestPaperRenderer::aFileNameHoldsNoPath()
{
    QTemporaryDir folder;
    PaperContext context = support::eventfulCase();
    context.caseFile.number = u"../../etc/passwd\n"_qs;
    forms::FilePaperPrinter printer(folder.path());
    printer.print({composePaper(u"receipt", context)});
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"______etc_passwd_-receipt.pdf"_qs});
}

void TestPaperRenderer::oneBadPaperDoesNotHoldBackTheOthers()
{
    QTemporaryDir folder;
    forms::FilePaperPrinter printer(folder.path());
    QSignalSpy printed(&printer, &forms::PaperPrinter::printed), failed(&printer, &forms::PaperPrinter::failed);
    printer.print({paperOf(u"poem"), paperOf(u"receipt")});
    QCOMPARE(printed.at(0).at(0).toInt(), 1);
    const auto refusal = failed.at(0).at(0).value<Refusal>();
    QCOMPARE(refusal.code, u"paper.template"_qs);
    QCOMPARE(refusal.facts[u"kind"], QJsonValue(u"poem"_qs));
}

void TestPaperRenderer::aPrinterThatIsNotThereIsRefused()
{
    forms::DesktopPaperPrinter printer([] { return u"一台不存在的打印机"_qs; });
    QSignalSpy printed(&printer, &forms::PaperPrinter::printed), failed(&printer, &forms::PaperPrinter::failed);
    printer.print({paperOf(u"receipt")});
    QVERIFY(printed.isEmpty());
    QCOMPARE(failed.at(0).at(0).value<Refusal>(), refuse(u"paper.no-printer", {{u"printer"_qs, u"一台不存在的打印机"_qs}}));
    QVERIFY(!forms::DesktopPaperPrinter::printerNames().contains(u"一台不存在的打印机"_qs));
}

void TestPaperRenderer::thePreviewPrintsOnEnterAndClosesOnEsc()
{
    QTemporaryDir folder;
    forms::FilePaperPrinter file(folder.path());
    forms::PreviewedPaperPrinter printer(file, [](const QString &kind) { return kind == u"receipt"; }, nullptr);
    QSignalSpy printed(&printer, &forms::PaperPrinter::printed);
    for (const bool enter : {false, true}) {
        printer.print({paperOf(u"receipt"), paperOf(u"acceptance")});
        QPointer<forms::PaperPreview> preview;
        for (QWidget *window : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<forms::PaperPreview *>(window))
                preview = found;
        }
        QVERIFY(preview);
        QVERIFY(!preview->isModal());
        QVERIFY(QTest::qWaitForWindowExposed(preview));
        QVERIFY(printed.isEmpty());
        int shown = 0;
        for (const QLabel *label : preview->findChildren<QLabel *>())
            shown += label->pixmap(Qt::ReturnByValue).deviceIndependentSize().width() > preview->width() * 0.8;
        QVERIFY(shown >= 3);
        QTest::keyClick(preview->focusWidget(), enter ? Qt::Key_Return : Qt::Key_Escape);
        QCOMPARE(printed.takeFirst().at(0).toInt(), enter ? 2 : 0);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!preview);
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2);
}

void TestPaperRenderer::papersNobodyWantsToSeeGoStraightThrough()
{
    QTemporaryDir folder;
    forms::FilePaperPrinter file(folder.path());
    forms::PreviewedPaperPrinter printer(file, [](const QString &) { return false; }, nullptr);
    QSignalSpy printed(&printer, &forms::PaperPrinter::printed);
    printer.print({paperOf(u"receipt")});
    QCOMPARE(printed.size(), 1);
    QCOMPARE(printed.at(0).at(0).toInt(), 1);
}

void TestPaperRenderer::everyControlOfThePreviewHasAName()
{
    forms::PaperPreview preview({paperOf(u"receipt")});
    int controls = 0;
    for (const QWidget *widget : preview.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isEnabled())
            continue;
        ++controls;
        QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
    }
    QVERIFY(controls >= 3);
}

QTEST_MAIN(TestPaperRenderer)
#include "tst_paperrenderer.moc"
