// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QImage>
#include <QObject>
#include <memory>

namespace forms {

/// The pages of a scan, drawn one at a time: pictures (of which a TIFF may hold several) here, PDFs by Poppler's tools in a process
/// of their own with limits, from memory to memory: what is sent in from outside is not parsed where the keys are, and no copy of it
/// lies about.
class PageSource : public QObject
{
    Q_OBJECT
public:
    /// For a file of this media type ("image/png", "application/pdf"); null: pages of such a file can't be drawn here (OFD).
    static std::unique_ptr<PageSource> of(const QString &media, const QByteArray &content);

    /// How many pages there are; 0 until the first is drawn.
    int pages() const { return m_pages; }
    /// Draws a page, from 0, and says drawn or failed. What was asked for before and is not drawn yet is given up.
    virtual void draw(int page) = 0;

Q_SIGNALS:
    void drawn(int page, const QImage &picture);
    /// Not a file of its kind, damaged, locked with a password, larger than the limits, or the tools are not installed.
    void failed();

protected:
    void setPages(int pages) { m_pages = pages; }

private:
    int m_pages = 0;
};

} // namespace forms
