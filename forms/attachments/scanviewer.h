// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/attachment.h"
#include <QImage>
#include <QWidget>
#include <functional>

class QPushButton;
class QScrollArea;

namespace forms {

class Desk;
class ScanCanvas;

/// Puts a stamped copy on paper; false when no printer took it. Tests put their own in its place.
using CopyPrinter = std::function<bool(const QImage &copy)>;

/// A scan on the screen, in a window of its own beside the page, with the watermark of who looks drawn over it. A copy is printed
/// only stamped with what it is for, and that it was made is in the journal. It goes when the desk changes hands.
class ScanViewer : public QWidget
{
    Q_OBJECT
public:
    /// `document` and `matter`: the case and its item, for the journal and the stamp.
    ScanViewer(Desk &desk, const domain::Attachment &file, const QImage &picture, const QString &document, const QString &matter, QWidget *parent = nullptr);

    void setCopyPrinter(CopyPrinter printer) { m_printer = std::move(printer); }
    /// Whether scans of this media type are shown here; documents (PDF, OFD) go to the desktop's program.
    static bool shows(const QString &media);
    QString mark() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fit(bool whole);
    void printCopy();

    Desk &m_desk;
    domain::Attachment m_file;
    QImage m_picture;
    QString m_document, m_matter;
    CopyPrinter m_printer;
    QScrollArea *m_area;
    ScanCanvas *m_canvas;
    QPushButton *m_fit, *m_print, *m_close;
};

} // namespace forms
