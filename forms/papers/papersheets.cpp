// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/papers/papersheets.h"
#include "forms/papers/pagination.h"
#include "forms/papers/qrsymbol.h"
#include <QAbstractTextDocumentLayout>
#include <QFont>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextObjectInterface>
#include <QTextOption>
#include <algorithm>

namespace forms {

namespace {

constexpr int typeDpi = 1200, cssDpi = 96;
constexpr double dotsPerMm = typeDpi / 25.4;
constexpr double bodyPointSize = 10.5; // 五号
constexpr double qrTopMm = 11;
constexpr double runningHeadMm = 19, runningFootMm = 275;
constexpr double sealSideMm = 38, sealTextMmMin = 1.5;
constexpr double edge = 0.135 * dotsPerMm; // half a line of a table, which lies on the edge of its rows
const QColor ink(0x1f, 0x23, 0x28), sealInk(0xb4, 0xb9, 0xc1), sealText(0x8a, 0x90, 0x99), sealRed(0xc4, 0x1e, 0x1e);
const QString standInWord = u"样章"_qs; // a drawn seal is nobody's

/// WenQuanYi has an exact text layer in PDF (Noto CJK has not); the others only fill in rare characters.
QFont typeface(double pointSize)
{
    QFont font;
    font.setFamilies({u"WenQuanYi Zen Hei"_qs, u"WenQuanYi Micro Hei"_qs, u"FangSong"_qs, u"SimSun"_qs, u"Noto Sans CJK SC"_qs});
    font.setPointSizeF(pointSize);
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setStyleStrategy(QFont::PreferAntialias);
    return font;
}

/// A text that loads nothing: a template or a value in it can't reach for files or addresses.
class SealedText : public QTextDocument
{
public:
    using QTextDocument::QTextDocument;

protected:
    QVariant loadResource(int, const QUrl &) override { return QByteArray(); }
};

/// The pictures of a paper, all drawn as lines: <img src="qr"> keeps the place of the QR code, which itself stands in the
/// margin of the first sheet; <img src="seal:agency|date|words"> is where the seal goes, over the date (骑年盖月). Any other picture is nothing.
class PaperPictures : public QObject, public QTextObjectInterface
{
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)

public:
    /// `seal`: PNG or SVG as the region has it; `standIn`: a drawn one in its place, marked as such.
    PaperPictures(const QrSymbol *qr, const QByteArray &seal, bool standIn) : m_qr(qr), m_standIn(standIn)
    {
        if (!seal.isEmpty() && !m_picture.loadFromData(seal, "PNG"))
            m_drawing.load(seal);
    }
    bool hasQrPlace() const { return m_hasQrPlace; }

    QSizeF intrinsicSize(QTextDocument *, int, const QTextFormat &format) override
    {
        const QString name = format.toImageFormat().name();
        if (name == u"qr" && m_qr) {
            m_hasQrPlace = true;
            const double end = qrTopMm + m_qr->sideMm() + QrSymbol::quietModules * m_qr->sideMm() / m_qr->modules();
            return QSizeF(m_qr->sideMm(), std::max(end - PaperSheets::topMm, 0.0)) * dotsPerMm;
        }
        if (name.startsWith(u"seal:"))
            return QSizeF(sealSideMm, sealSideMm) * dotsPerMm;
        return {0, 0};
    }

    void drawObject(QPainter *painter, const QRectF &rect, QTextDocument *, int, const QTextFormat &format) override
    {
        const QString name = format.toImageFormat().name();
        if (!name.startsWith(u"seal:"))
            return;
        // The seal stands over the date.
        const bool isSealed = !m_picture.isNull() || m_drawing.isValid() || m_standIn;
        drawSealPlace(*painter, rect, name.sliced(5).split(u'|'), isSealed);
        if (isSealed)
            drawSeal(*painter, QRectF(rect.topLeft(), QSizeF(rect.width(), rect.width())));
    }

private:
    void drawSeal(QPainter &painter, const QRectF &square)
    {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        if (!m_picture.isNull()) {
            painter.drawImage(square, m_picture);
        } else if (m_drawing.isValid()) {
            m_drawing.render(&painter, square);
        } else {
            const double side = square.width();
            painter.setPen(QPen(sealRed, 1.1 * dotsPerMm));
            const double inset = 0.8 * dotsPerMm;
            painter.drawEllipse(square.adjusted(inset, inset, -inset, -inset));
            QTextOption option(Qt::AlignCenter);
            const QRectF place(square.left() + 0.3 * side, square.top() + 0.84 * side, 0.4 * side, 0.09 * side);
            painter.setFont(fittingFont(painter, place, standInWord, option, 2.6));
            painter.setPen(sealRed);
            painter.drawText(place, standInWord, option);
        }
        painter.restore();
    }

    void drawSealPlace(QPainter &painter, const QRectF &rect, const QStringList &texts, bool isSealed) const
    {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        QPen pen(sealInk, 0.3 * dotsPerMm, Qt::CustomDashLine, Qt::RoundCap);
        pen.setDashPattern({4, 5});
        painter.setPen(pen);
        const double inset = 0.5 * dotsPerMm;
        if (!isSealed)
            painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset));
        QTextOption option(Qt::AlignCenter);
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        // Agency, date, words of the seal from top to bottom: place in parts of the side, height of the text in millimetres.
        struct Line { QRectF place; double textMm; QColor colour; };
        const Line lines[] = {{{0.16, 0.15, 0.68, 0.34}, 3.3, ink}, {{0.02, 0.50, 0.96, 0.14}, 3.6, ink}, {{0.12, 0.70, 0.76, 0.14}, 2.9, isSealed ? sealRed : sealText}};
        for (qsizetype i = 0; i < std::min<qsizetype>(texts.size(), std::size(lines)); ++i) {
            const Line &line = lines[i];
            const QRectF place(rect.left() + line.place.x() * rect.width(), rect.top() + line.place.y() * rect.width(),
                               line.place.width() * rect.width(), line.place.height() * rect.width());
            painter.setFont(fittingFont(painter, place, texts[i], option, line.textMm));
            painter.setPen(line.colour);
            painter.drawText(place, texts[i], option);
        }
        painter.restore();
    }

    /// The largest letters up to `textMm` with which the text does not leave its place. In units of the sheet, whatever the
    /// resolution of the device the painter draws on.
    static QFont fittingFont(QPainter &painter, const QRectF &place, const QString &text, const QTextOption &option, double textMm)
    {
        QFont font = typeface(bodyPointSize);
        for (double size = textMm; size >= sealTextMmMin; size *= 0.9) {
            font.setPixelSize(qRound(size * dotsPerMm));
            painter.setFont(font);
            if (painter.boundingRect(place, text, option).height() <= place.height())
                break;
        }
        return font;
    }

    const QrSymbol *m_qr;
    QImage m_picture;
    QSvgRenderer m_drawing;
    bool m_standIn, m_hasQrPlace = false;
};

/// Text-indent is the one length of rich text that Qt does not scale to the device.
void scaleIndents(QTextDocument &text)
{
    for (QTextBlock block = text.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        if (format.textIndent() == 0)
            continue;
        format.setTextIndent(format.textIndent() * typeDpi / cssDpi);
        QTextCursor(block).setBlockFormat(format);
    }
}

/// Sets rich text on an endless roll as wide as the type area.
std::unique_ptr<QTextDocument> typeset(const QString &html, QPaintDevice *device, PaperPictures *pictures = nullptr)
{
    auto text = std::make_unique<SealedText>();
    text->setUndoRedoEnabled(false);
    text->setDocumentMargin(0);
    text->setDefaultFont(typeface(bodyPointSize));
    // After an empty cell Qt forgets the margin of what follows the table.
    static const QRegularExpression emptyCell(u"(<td[^>]*>)\\s*</td>"_qs);
    text->setHtml(QString(html).replace(emptyCell, u"\\1&nbsp;</td>"_qs));
    scaleIndents(*text);
    // The layout last: it is made by the first call for it, and once is enough.
    text->documentLayout()->setPaintDevice(device);
    if (pictures)
        text->documentLayout()->registerHandler(QTextFormat::ImageObject, pictures);
    text->setTextWidth(PaperSheets::bodyWidthMm * dotsPerMm);
    return text;
}

void drawText(QPainter &painter, QTextDocument &text, const QRectF &clip)
{
    QAbstractTextDocumentLayout::PaintContext context;
    context.clip = clip;
    context.palette.setColor(QPalette::Text, ink);
    painter.setClipRect(clip);
    text.documentLayout()->draw(&painter, context);
}

} // namespace

struct PaperSheets::Content
{
    QImage device{1, 1, QImage::Format_ARGB32}; ///< only lends its resolution to the layout
    std::optional<QrSymbol> qr;
    std::unique_ptr<PaperPictures> pictures;
    std::unique_ptr<QTextDocument> body;
    QList<Sheet> sheets;
    std::vector<std::unique_ptr<QTextDocument>> heads, feet;
    QString title;
};

PaperSheets::PaperSheets(std::unique_ptr<Content> content) : d(std::move(content)) {}
PaperSheets::PaperSheets(PaperSheets &&) noexcept = default;
PaperSheets &PaperSheets::operator=(PaperSheets &&) noexcept = default;
PaperSheets::~PaperSheets() = default;

domain::Result<PaperSheets> PaperSheets::set(const domain::Paper &paper, const QString &templateFolder)
{
    auto content = std::make_unique<Content>();
    content->device.setDotsPerMeterX(qRound(dotsPerMm * 1000));
    content->device.setDotsPerMeterY(qRound(dotsPerMm * 1000));
    if (!paper.qrText.isEmpty()) {
        auto qr = QrSymbol::encode(paper.qrText);
        if (!qr)
            return qr.refusal();
        content->qr = *qr;
    }
    const auto html = fillTemplate(paper.kind, paper.content, templateFolder);
    if (!html)
        return html.refusal();
    const QJsonValue seal = paper.content[u"seal"];
    content->pictures = std::make_unique<PaperPictures>(content->qr ? &*content->qr : nullptr, QByteArray::fromBase64(seal[u"picture"].toString().toLatin1()),
                                                        seal[u"standIn"].toBool());
    content->body = typeset(*html, &content->device, content->pictures.get());
    content->sheets = paginate(*content->body, bodyHeightMm * dotsPerMm);

    for (qsizetype sheet = 0; sheet < content->sheets.size(); ++sheet) {
        QJsonObject values = paper.content;
        values[u"page"_qs] = sheet + 1;
        values[u"pages"_qs] = content->sheets.size();
        values[u"isFirstPage"_qs] = sheet == 0;
        const auto head = fillTemplate(u"parts/running-head"_qs, values, templateFolder);
        const auto foot = fillTemplate(u"parts/running-foot"_qs, values, templateFolder);
        if (!head || !foot)
            return head ? foot.refusal() : head.refusal();
        content->heads.push_back(typeset(*head, &content->device));
        content->feet.push_back(typeset(*foot, &content->device));
    }
    const auto title = fillTemplate(u"parts/title"_qs, paper.content, templateFolder);
    if (!title)
        return title.refusal();
    content->title = QString(title->trimmed() + u' ' + paper.content[u"caseNumber"].toString()).trimmed();
    return PaperSheets(std::move(content));
}

int PaperSheets::count() const
{
    return int(d->sheets.size());
}

QString PaperSheets::title() const
{
    return d->title;
}

void PaperSheets::draw(QPainter &painter, int index, double dotsPerMmOfPainter) const
{
    Q_ASSERT(index >= 0 && index < count());
    const Sheet &sheet = d->sheets[index];
    const double width = bodyWidthMm * dotsPerMm;
    painter.save();
    painter.scale(dotsPerMmOfPainter / dotsPerMm, dotsPerMmOfPainter / dotsPerMm);
    painter.translate(leftMm * dotsPerMm, 0);
    const auto drawPart = [&](QTextDocument &text, double from, double to, double at) {
        painter.save();
        painter.translate(0, at - from);
        // A little more than the part itself: the lines of a table lie on its edges.
        drawText(painter, text, QRectF(-edge, from - edge, width + 2 * edge, to - from + 2 * edge));
        painter.restore();
    };
    QTextDocument &head = *d->heads[size_t(index)], &foot = *d->feet[size_t(index)];
    drawPart(head, 0, head.size().height(), runningHeadMm * dotsPerMm);
    drawPart(foot, 0, foot.size().height(), runningFootMm * dotsPerMm);
    const double headHeight = sheet.headBottom - sheet.headTop;
    if (headHeight > 0)
        drawPart(*d->body, sheet.headTop, sheet.headBottom, topMm * dotsPerMm);
    drawPart(*d->body, sheet.top, sheet.bottom, topMm * dotsPerMm + headHeight);
    if (index == 0 && d->qr && d->pictures->hasQrPlace()) {
        const double side = d->qr->sideMm() * dotsPerMm;
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.translate(width - side, qrTopMm * dotsPerMm);
        painter.fillPath(d->qr->shape(side), Qt::black);
    }
    painter.restore();
}

} // namespace forms

#include "papersheets.moc"
