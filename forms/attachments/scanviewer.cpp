// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/attachments/scanviewer.h"
#include "forms/attachments/watermark.h"
#include "forms/shared/actor.h"
#include "forms/shared/desk.h"
#include "forms/shared/exportmark.h"
#include "forms/shared/icons.h"
#include "forms/shared/preferences.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/office.h"
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPrinter>
#include <QPrinterInfo>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;

/// The picture and what is drawn over it.
class ScanCanvas : public QWidget
{
public:
    ScanCanvas(const QImage &picture, std::function<QString()> mark) : m_picture(picture), m_mark(std::move(mark)) {}
    void setShownSize(const QSize &size)
    {
        setFixedSize(size);
        update();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        Q_UNUSED(event)
        QPainter painter(this);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(rect(), m_picture);
        drawWatermark(painter, rect(), m_mark());
    }

private:
    QImage m_picture;
    std::function<QString()> m_mark;
};

namespace {

constexpr QSize usualSize(900, 640);

CopyPrinter desktopCopyPrinter(Desk &desk)
{
    return [&desk](const QImage &copy) {
        const Preferences *preferences = Preferences::of(desk);
        const QString name = preferences ? preferences->printer() : QString();
        const QPrinterInfo chosen = name.isEmpty() ? QPrinterInfo::defaultPrinter() : QPrinterInfo::printerInfo(name);
        if (chosen.isNull())
            return false;
        QPrinter printer(chosen, QPrinter::HighResolution);
        QPainter painter;
        if (!painter.begin(&printer))
            return false;
        const QSize size = copy.size().scaled(painter.viewport().size(), Qt::KeepAspectRatio);
        painter.drawImage(QRect(QPoint(), size), copy);
        return painter.end();
    };
}

} // namespace

ScanViewer::ScanViewer(Desk &desk, const domain::Attachment &file, const QImage &picture, const QString &document, const QString &matter, QWidget *parent)
    : QWidget(parent, Qt::Window), m_desk(desk), m_file(file), m_picture(picture), m_document(document), m_matter(matter), m_printer(desktopCopyPrinter(desk)),
      m_area(new QScrollArea), m_canvas(new ScanCanvas(picture, [this] { return mark(); })), m_fit(new QPushButton(tr("F  Whole page"))),
      m_print(new QPushButton(tr("Ctrl+P  Print a stamped copy"))), m_close(new QPushButton(tr("Esc  Close")))
{
    setObjectName(u"scanViewer"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(file.name);
    m_area->setObjectName(u"scanArea"_s);
    m_area->setAccessibleName(tr("Scan %1").arg(file.name));
    m_area->setAlignment(Qt::AlignCenter);
    m_area->setWidget(m_canvas);
    const std::tuple<QPushButton *, const char *, QString, const char16_t *> buttons[] = {{m_fit, "scanFit", tr("Whole page or full size"), u"search"},
                                                                                           {m_print, "scanPrint", tr("Print a stamped copy"), u"print"},
                                                                                           {m_close, "scanClose", tr("Close the scan"), u"close"}};
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap);
    row->addStretch(1);
    for (const auto &[button, name, title, symbol] : buttons) {
        button->setObjectName(QString::fromLatin1(name));
        button->setAccessibleName(title);
        button->setIcon(icon(symbol));
        row->addWidget(button);
    }
    m_fit->setCheckable(true);
    m_fit->setChecked(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::cardGap, Theme::cardGap, Theme::cardGap, Theme::cardGap);
    column->setSpacing(Theme::gap);
    column->addWidget(m_area, 1);
    column->addLayout(row);
    resize(usualSize);
    connect(m_fit, &QPushButton::toggled, this, &ScanViewer::fit);
    connect(m_print, &QPushButton::clicked, this, &ScanViewer::printCopy);
    connect(m_close, &QPushButton::clicked, this, &QWidget::close);
    connect(&m_desk, &Desk::sessionChanged, this, &QWidget::close);
    fit(true);
    m_area->setFocus();
}

bool ScanViewer::shows(const QString &media)
{
    return media.startsWith("image/"_L1);
}

QString ScanViewer::mark() const
{
    return deskMark(m_desk);
}

void ScanViewer::fit(bool whole)
{
    const QSize room = size() - QSize(4 * Theme::cardGap, 6 * Theme::cardGap + m_close->sizeHint().height());
    m_canvas->setShownSize(whole ? m_picture.size().scaled(room, Qt::KeepAspectRatio) : m_picture.size());
}

void ScanViewer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_F)
        m_fit->toggle();
    else if (event->key() == Qt::Key_P && event->modifiers() == Qt::ControlModifier)
        printCopy();
    else
        QWidget::keyPressEvent(event);
}

// On record first: a copy nobody knows of is the one that turns up elsewhere.
void ScanViewer::printCopy()
{
    const QString stamp = tr("For use in the matter “%1” only").arg(m_matter);
    const QJsonObject body{{u"code"_s, u"copy"_s}, {u"purpose"_s, stamp}, {u"what"_s, m_file.name}, {u"sha256"_s, m_file.sha256}};
    const auto done = m_desk.office().submit({u"data.view"_s, m_document, body, actorOf(m_desk)});
    if (!done)
        m_desk.say(Tone::Problem, refusalText(done.refusal()));
    else if (m_printer(stampedCopy(m_picture, mark(), stamp)))
        m_desk.say(Tone::Done, tr("A stamped copy of %1 was printed.").arg(m_file.name));
    else
        m_desk.say(Tone::Warning, refusalText(domain::refuse(u"paper.no-printer")));
}

} // namespace forms
