// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/attachments/attachmentopener.h"
#include "forms/attachments/scanviewer.h"
#include "forms/shared/desk.h"
#include "forms/shared/refusaltext.h"
#include "office/attachments.h"
#include <QDesktopServices>
#include <QUrl>

namespace forms {
using office::AttachmentStanding;

AttachmentOpener::AttachmentOpener(Desk &desk, QObject *parent)
    : QObject(parent), m_desk(desk), m_viewer([](const QString &path) { return QDesktopServices::openUrl(QUrl::fromLocalFile(path)); })
{
    if (!desk.attachments())
        return;
    connect(desk.attachments(), &office::Attachments::changed, this, [this](const QString &sha256) {
        if (sha256 != m_expected.sha256 || !m_desk.attachments()->standing(sha256).isHere)
            return;
        show(std::exchange(m_expected, {}));
    });
}

void AttachmentOpener::open(const domain::Attachment &file)
{
    office::Attachments *attachments = m_desk.attachments();
    if (!attachments)
        return;
    const AttachmentStanding standing = attachments->standing(file.sha256);
    if (standing.state == AttachmentStanding::State::Damaged)
        m_desk.say(Tone::Problem, refusalText(domain::refuse(u"attachment.damaged", {{QStringLiteral("name"), file.name}})));
    else if (standing.isHere)
        show(file);
    else {
        m_expected = file;
        attachments->fetch(file.sha256);
    }
}

void AttachmentOpener::show(const domain::Attachment &file)
{
    if (ScanViewer::shows(file.media) && !m_desk.attachments()->openable(file.sha256).isEmpty()) {
        // From memory: no picture lies about as a file of its own.
        const QImage picture = QImage::fromData(m_desk.attachments()->piece(file.sha256, 0, file.size));
        if (!picture.isNull()) {
            auto *viewer = new ScanViewer(m_desk, file, picture, m_document, m_matter, qobject_cast<QWidget *>(parent()));
            viewer->show();
            Q_EMIT viewing(viewer);
            return;
        }
    }
    const QString path = m_desk.attachments()->copyToOpen(file);
    if (path.isEmpty())
        m_desk.say(Tone::Problem, refusalText(domain::refuse(u"attachment.damaged", {{QStringLiteral("name"), file.name}})));
    else if (!m_viewer(path))
        m_desk.say(Tone::Warning, tr("No program on this device shows %1.").arg(file.name));
}

} // namespace forms
