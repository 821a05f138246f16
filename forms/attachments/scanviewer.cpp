// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/attachments/scanviewer.h"
#include "forms/attachments/watermark.h"
#include "forms/shared/actor.h"
#include "forms/shared/desk.h"
#include "forms/shared/exportmark.h"
#include "forms/shared/icons.h"
#include "forms/shared/keys.h"
#include "forms/shared/preferences.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/office.h"
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPrinter>
#include <QPrinterInfo>
#include <QPushButton>
#include <QScrollArea>
#include <QScreen>
#include <QScrollBar>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;

/// The picture and what is drawn over it.
class ScanCanvas : public QWidget
{
public:
    ScanCanvas(const QImage &picture, std::function<QString()> mark) : m_picture(picture), m_mark(std::move(mark)) {}
    void setPicture(const QImage &picture)
    {
        m_picture = picture;
        update();
    }
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

constexpr QSize smallestUsual(900, 640);

class DesktopCopyJob : public CopyJob
{
public:
    explicit DesktopCopyJob(const QPrinterInfo &chosen) : m_printer(chosen, QPrinter::HighResolution) {}

    bool add(const QImage &page) override
    {
        if (!(m_painter.isActive() ? m_printer.newPage() : m_painter.begin(&m_printer)))
            return false;
        m_painter.drawImage(QRect(QPoint(), page.size().scaled(m_painter.viewport().size(), Qt::KeepAspectRatio)), page);
        return true;
    }
    bool finish() override { return m_painter.end(); }

private:
    QPrinter m_printer;
    QPainter m_painter;
};

CopyPrinter desktopCopyPrinter(Desk &desk)
{
    return [&desk]() -> std::unique_ptr<CopyJob> {
        const Preferences *preferences = Preferences::of(desk);
        const QString name = preferences ? preferences->printer() : QString();
        const QPrinterInfo chosen = name.isEmpty() ? QPrinterInfo::defaultPrinter() : QPrinterInfo::printerInfo(name);
        return chosen.isNull() ? nullptr : std::make_unique<DesktopCopyJob>(chosen);
    };
}

} // namespace

ScanViewer::ScanViewer(Desk &desk, const domain::Attachment &file, std::unique_ptr<PageSource> pages, const QImage &picture, const QString &document, const QString &matter,
                       QWidget *parent)
    : QWidget(parent, Qt::Window), m_desk(desk), m_file(file), m_pages(std::move(pages)), m_picture(picture), m_document(document), m_matter(matter),
      m_printer(desktopCopyPrinter(desk)), m_area(new QScrollArea), m_canvas(new ScanCanvas(picture, [this] { return mark(); })), m_number(new QLabel),
      m_back(new QPushButton(tr("PgUp  Page before"))), m_next(new QPushButton(tr("PgDn  Next page"))), m_fit(new QPushButton(tr("F  Whole page"))),
      m_print(new QPushButton(tr("Ctrl+P  Print a stamped copy"))), m_close(new QPushButton(tr("Esc  Close")))
{
    setObjectName(u"scanViewer"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(file.name);
    m_area->setObjectName(u"scanArea"_s);
    m_area->setAccessibleName(tr("Scan %1").arg(file.name));
    m_area->setAlignment(Qt::AlignCenter);
    m_area->setWidget(m_canvas);
    const std::tuple<QPushButton *, const char *, QString, const char16_t *> buttons[] = {{m_back, "scanBack", tr("Page before"), u""},
                                                                                           {m_next, "scanNext", tr("Next page"), u""},
                                                                                           {m_fit, "scanFit", tr("Whole page or full size"), u"search"},
                                                                                           {m_print, "scanPrint", tr("Print a stamped copy"), u"print"},
                                                                                           {m_close, "scanClose", tr("Close the scan"), u"close"}};
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::gap);
    m_number->setObjectName(u"scanNumber"_s);
    m_number->setProperty("role", u"muted"_s);
    row->addWidget(m_number);
    row->addStretch(1);
    for (const auto &[button, name, title, symbol] : buttons) {
        button->setObjectName(QString::fromLatin1(name));
        button->setAccessibleName(title);
        if (*symbol)
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
    // A sheet is read by its height.
    const QSize room = screen()->availableSize();
    resize(QSize(room.width() * 2 / 3, room.height() * 9 / 10).expandedTo(smallestUsual));
    // A picture has nowhere to turn to.
    for (QWidget *turning : {static_cast<QWidget *>(m_number), static_cast<QWidget *>(m_back), static_cast<QWidget *>(m_next)})
        turning->setVisible(m_pages->pages() > 1);
    m_pages->disconnect();
    connect(m_pages.get(), &PageSource::drawn, this, &ScanViewer::take);
    connect(m_pages.get(), &PageSource::failed, this, [this] {
        if (m_copy)
            return endCopy(domain::refuse(u"attachment.page", {{u"name"_s, m_file.name}}));
        m_asked = m_page; // what is shown stays, under its own number
        m_desk.say(Tone::Problem, refusalText(domain::refuse(u"attachment.page", {{u"name"_s, m_file.name}})));
    });
    connect(m_back, &QPushButton::clicked, this, [this] { turnTo(m_asked - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { turnTo(m_asked + 1); });
    m_area->installEventFilter(this);
    describeKeys(this, {{QKeySequence(Qt::Key_PageUp).toString(QKeySequence::NativeText), m_back->accessibleName()},
                        {QKeySequence(Qt::Key_PageDown).toString(QKeySequence::NativeText), m_next->accessibleName()}});
    connect(m_fit, &QPushButton::toggled, this, &ScanViewer::fit);
    connect(m_print, &QPushButton::clicked, this, &ScanViewer::printCopy);
    connect(m_close, &QPushButton::clicked, this, &QWidget::close);
    connect(&m_desk, &Desk::sessionChanged, this, &QWidget::close);
    showPage();
    m_area->setFocus();
}

void ScanViewer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit(m_fit->isChecked());
}

// Down a page that is larger than the window first, then to the next.
bool ScanViewer::eventFilter(QObject *watched, QEvent *event)
{
    const int key = watched == m_area && event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event)->key() : 0;
    const QScrollBar *bar = m_area->verticalScrollBar();
    if (key == Qt::Key_PageUp && bar->value() == bar->minimum())
        turnTo(m_asked - 1);
    else if (key == Qt::Key_PageDown && bar->value() == bar->maximum())
        turnTo(m_asked + 1);
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

void ScanViewer::turnTo(int page)
{
    if (m_copy || page < 0 || page >= m_pages->pages())
        return;
    m_asked = page;
    m_pages->draw(page);
}

void ScanViewer::take(int page, const QImage &picture)
{
    if (!m_copy) {
        m_page = page;
        m_picture = picture;
        m_canvas->setPicture(picture);
        m_area->verticalScrollBar()->setValue(0);
        return showPage();
    }
    if (!m_copy->add(stampedCopy(picture, mark(), stamp())))
        endCopy(domain::refuse(u"paper.print-failed"));
    else if (page + 1 < m_pages->pages())
        m_pages->draw(page + 1);
    else if (m_copy->finish())
        endCopy(domain::Done{});
    else
        endCopy(domain::refuse(u"paper.print-failed"));
}

void ScanViewer::showPage()
{
    m_number->setText(tr("Page %1 of %2").arg(m_page + 1).arg(m_pages->pages()));
    m_back->setEnabled(!m_copy && m_page > 0);
    m_next->setEnabled(!m_copy && m_page + 1 < m_pages->pages());
    m_print->setEnabled(!m_copy);
    fit(m_fit->isChecked());
}

QString ScanViewer::mark() const
{
    return deskMark(m_desk);
}

QString ScanViewer::stamp() const
{
    return tr("For use in the matter “%1” only").arg(m_matter);
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
    if (m_copy)
        return;
    const QJsonObject body{{u"code"_s, u"copy"_s}, {u"purpose"_s, stamp()}, {u"what"_s, m_file.name}, {u"sha256"_s, m_file.sha256}};
    const auto done = m_desk.office().submit({u"data.view"_s, m_document, body, actorOf(m_desk)});
    if (!done)
        return m_desk.say(Tone::Problem, refusalText(done.refusal()));
    m_copy = m_printer();
    if (!m_copy)
        return m_desk.say(Tone::Warning, refusalText(domain::refuse(u"paper.no-printer")));
    m_asked = m_page; // whatever was being drawn is given up
    showPage();
    m_pages->draw(0);
}

void ScanViewer::endCopy(const domain::Result<domain::Done> &printed)
{
    m_copy.reset();
    showPage();
    if (printed)
        m_desk.say(Tone::Done, tr("A stamped copy of %1 was printed.").arg(m_file.name));
    else
        m_desk.say(Tone::Problem, refusalText(printed.refusal()));
}

} // namespace forms
