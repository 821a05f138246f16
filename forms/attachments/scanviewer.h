// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/attachment.h"
#include "domain/result.h"
#include "forms/attachments/pagesource.h"
#include <QWidget>
#include <functional>

class QLabel;
class QPushButton;
class QScrollArea;

namespace forms {

class Desk;
class ScanCanvas;

/// Stamped copies on their way to paper, page by page.
class CopyJob
{
public:
    virtual ~CopyJob() = default;
    virtual bool add(const QImage &page) = 0;
    virtual bool finish() = 0;
};
/// Begins a copy; null when there is no printer. Tests put their own in its place.
using CopyPrinter = std::function<std::unique_ptr<CopyJob>()>;

/// A scan on the screen, in a window of its own beside the page, with the watermark of who looks drawn over it. A copy is printed
/// only stamped with what it is for, and that it was made is in the journal. It goes when the desk changes hands.
class ScanViewer : public QWidget
{
    Q_OBJECT
public:
    /// `document` and `matter`: the case and its item, for the journal and the stamp.
    /// `pages` has drawn the first of them: `picture`.
    ScanViewer(Desk &desk, const domain::Attachment &file, std::unique_ptr<PageSource> pages, const QImage &picture, const QString &document, const QString &matter,
               QWidget *parent = nullptr);

    void setCopyPrinter(CopyPrinter printer) { m_printer = std::move(printer); }
    QString mark() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit(bool whole);
    void turnTo(int page);
    void take(int page, const QImage &picture);
    void showPage();
    void printCopy();
    void endCopy(const domain::Result<domain::Done> &printed);
    QString stamp() const;

    Desk &m_desk;
    domain::Attachment m_file;
    std::unique_ptr<PageSource> m_pages;
    QImage m_picture;
    int m_page = 0;  ///< shown
    int m_asked = 0; ///< being drawn, to be shown
    QString m_document, m_matter;
    CopyPrinter m_printer;
    std::unique_ptr<CopyJob> m_copy; ///< being printed
    QScrollArea *m_area;
    ScanCanvas *m_canvas;
    QLabel *m_number;
    QPushButton *m_back, *m_next, *m_fit, *m_print, *m_close;
};

} // namespace forms
