// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/papers/paperpreview.h"
#include "forms/shared/theme.h"
#include <QCloseEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

namespace forms {

namespace {

constexpr int sheetWidthMax = 900; // px; larger than this nobody reads better
constexpr int sheetWidthMin = 320;
constexpr double screenPart = 0.9;

} // namespace

PaperPreview::PaperPreview(const QList<domain::Paper> &papers, QWidget *parent)
    : QWidget(parent, Qt::Window), m_papers(papers), m_scroll(new QScrollArea(this)), m_pile(new QWidget),
      m_print(new QPushButton(this)), m_close(new QPushButton(this)), m_summary(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"paperPreview"_qs);
    m_print->setObjectName(u"print"_qs);
    m_close->setObjectName(u"close"_qs);
    m_scroll->setObjectName(u"sheets"_qs);
    setRole(m_print, "primary");
    setRole(m_summary, "muted");

    auto *pile = new QVBoxLayout(m_pile);
    pile->setContentsMargins(Theme::gap * 2, Theme::gap * 2, Theme::gap * 2, Theme::gap * 2);
    pile->setSpacing(Theme::gap * 2);
    m_sheets.reserve(size_t(papers.size()));
    for (const domain::Paper &paper : papers)
        addSheets(paper);
    pile->addStretch();
    m_scroll->setWidget(m_pile);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_scroll->viewport()->installEventFilter(this);

    auto *foot = new QHBoxLayout;
    foot->addWidget(m_summary, 1);
    foot->addWidget(m_close);
    foot->addWidget(m_print);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_scroll, 1);
    column->addLayout(foot);

    connect(m_print, &QPushButton::clicked, this, &PaperPreview::acceptAll);
    connect(m_close, &QPushButton::clicked, this, &QWidget::close);
    retranslate();
    const QSize room = screen()->availableSize() * screenPart;
    resize(std::min(room.width(), sheetWidthMax), room.height());
    m_print->setFocus();
}

PaperPreview::~PaperPreview() = default;

void PaperPreview::addSheets(const domain::Paper &paper)
{
    auto sheets = PaperSheets::set(paper);
    // What can't be set can't be shown; the printer says why when it comes to it.
    if (!sheets)
        return;
    m_sheets.push_back(std::move(*sheets));
    const PaperSheets &set = m_sheets.back();
    for (int i = 0; i < set.count(); ++i) {
        auto *label = new QLabel(m_pile);
        label->setAlignment(Qt::AlignHCenter);
        m_pile->layout()->addWidget(label);
        m_shown.append({&set, i, label});
    }
}

void PaperPreview::drawSheets()
{
    const int room = m_scroll->viewport()->width() - 4 * Theme::gap;
    const int width = std::clamp(room, sheetWidthMin, sheetWidthMax);
    const QSize size(width, qRound(width * PaperSheets::heightMm / PaperSheets::widthMm));
    for (const Shown &shown : m_shown) {
        QPixmap picture(size * devicePixelRatioF());
        picture.setDevicePixelRatio(devicePixelRatioF());
        // Paper is white in every theme.
        picture.fill(Qt::white);
        QPainter painter(&picture);
        painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
        shown.sheets->draw(painter, shown.index, width / PaperSheets::widthMm);
        painter.end();
        shown.label->setPixmap(picture);
    }
}

void PaperPreview::retranslate()
{
    setWindowTitle(tr("Papers to print"));
    m_print->setText(tr("Print (Enter)"));
    m_close->setText(tr("Close (Esc)"));
    m_print->setAccessibleName(tr("Print"));
    m_close->setAccessibleName(tr("Close without printing"));
    m_scroll->setAccessibleName(tr("Sheets"));
    int copies = 0;
    for (const domain::Paper &paper : m_papers)
        copies += paper.copies;
    m_summary->setText(tr("%1 papers, %2 copies in all").arg(m_papers.size()).arg(copies));
    for (const Shown &shown : m_shown)
        shown.label->setAccessibleName(tr("%1, sheet %2").arg(shown.sheets->title()).arg(shown.index + 1));
}

void PaperPreview::acceptAll()
{
    m_printing = true;
    Q_EMIT printRequested(m_papers);
    close();
}

void PaperPreview::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape || (isEnter && m_close->hasFocus()))
        close();
    else if (isEnter)
        acceptAll();
    else
        QWidget::keyPressEvent(event);
}

void PaperPreview::closeEvent(QCloseEvent *event)
{
    if (!m_printing)
        Q_EMIT declined();
    QWidget::closeEvent(event);
}

bool PaperPreview::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_scroll->viewport() && event->type() == QEvent::Resize)
        drawSheets();
    return QWidget::eventFilter(watched, event);
}

void PaperPreview::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

PreviewedPaperPrinter::PreviewedPaperPrinter(PaperPrinter &printer, std::function<bool(const QString &)> isShown, QWidget *window,
                                             QObject *parent)
    : PaperPrinter(parent), m_printer(printer), m_isShown(std::move(isShown)), m_window(window)
{
    connect(&m_printer, &PaperPrinter::printed, this, &PaperPrinter::printed);
    connect(&m_printer, &PaperPrinter::failed, this, &PaperPrinter::failed);
}

void PreviewedPaperPrinter::print(const QList<domain::Paper> &papers)
{
    const bool shown = std::any_of(papers.begin(), papers.end(), [this](const domain::Paper &paper) { return m_isShown(paper.kind); });
    if (!shown) {
        m_printer.print(papers);
        return;
    }
    auto *preview = new PaperPreview(papers, m_window);
    connect(preview, &PaperPreview::printRequested, &m_printer, &PaperPrinter::print);
    connect(preview, &PaperPreview::declined, this, [this] { Q_EMIT printed(0); });
    preview->show();
    preview->activateWindow();
}

} // namespace forms
