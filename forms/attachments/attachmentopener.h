// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/attachment.h"
#include <QObject>
#include <functional>
#include <memory>

namespace forms {

class Desk;

/// Gives a file to the program that shows such files; false when there is none.
using FileViewer = std::function<bool(const QString &path)>;

class PageSource;
class ScanViewer;

/// Opens attachments: at once what is here, the rest as soon as the courier has brought it. Pictures and PDFs are shown here, with
/// the watermark of who looks. What no page can be drawn of (OFD, a PDF with a password) is given to the desktop's program for it,
/// and that it was is in the journal.
class AttachmentOpener : public QObject
{
    Q_OBJECT
public:
    explicit AttachmentOpener(Desk &desk, QObject *parent = nullptr);
    ~AttachmentOpener() override;

    void setViewer(FileViewer viewer) { m_viewer = std::move(viewer); }
    /// The case whose scans these are: what copies of them are stamped with.
    void setMatter(const QString &document, const QString &matter) { m_case = {document, matter}; }
    void open(const domain::Attachment &file);

Q_SIGNALS:
    void viewing(forms::ScanViewer *viewer);

private:
    struct Case
    {
        QString document, matter;
    };
    void show(const domain::Attachment &file, const Case &of);
    void giveOut(const domain::Attachment &file, const Case &of);

    Desk &m_desk;
    FileViewer m_viewer;
    Case m_case;
    domain::Attachment m_expected; ///< opened when it is here
    Case m_expectedOf;             ///< by then another case may be chosen
    std::unique_ptr<PageSource> m_pages; ///< drawing the first page of what is being opened
};

} // namespace forms
