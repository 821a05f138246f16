// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/casefile/attachment.h"
#include <QObject>
#include <functional>

namespace forms {

class Desk;

/// Gives a file to the program that shows such files; false when there is none.
using FileViewer = std::function<bool(const QString &path)>;

/// Opens attachments: at once what is here, the rest as soon as the courier has brought it.
class AttachmentOpener : public QObject
{
    Q_OBJECT
public:
    explicit AttachmentOpener(Desk &desk, QObject *parent = nullptr);

    void setViewer(FileViewer viewer) { m_viewer = std::move(viewer); }
    void open(const domain::Attachment &file);

private:
    void show(const domain::Attachment &file);

    Desk &m_desk;
    FileViewer m_viewer;
    domain::Attachment m_expected; ///< opened when it is here
};

} // namespace forms
