// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/attachments/attachmentopener.h"
#include "forms/attachments/scanviewer.h"
#include "forms/shared/actor.h"
#include "forms/shared/desk.h"
#include "forms/shared/refusaltext.h"
#include "office/attachments.h"
#include "office/office.h"
#include <QDesktopServices>
#include <QUrl>

namespace forms {
using namespace Qt::StringLiterals;
using office::AttachmentStanding;

AttachmentOpener::~AttachmentOpener() = default;

AttachmentOpener::AttachmentOpener(Desk &desk, QObject *parent)
    : QObject(parent), m_desk(desk), m_viewer([](const QString &path) { return QDesktopServices::openUrl(QUrl::fromLocalFile(path)); })
{
    // Whoever comes next did not ask for it.
    connect(&desk, &Desk::sessionChanged, this, [this] {
        m_pages.reset();
        m_expected = {};
    });
    if (!desk.attachments())
        return;
    connect(desk.attachments(), &office::Attachments::changed, this, [this](const QString &sha256) {
        if (sha256 != m_expected.sha256 || !m_desk.attachments()->standing(sha256).isHere)
            return;
        show(std::exchange(m_expected, {}), m_expectedOf);
    });
}

void AttachmentOpener::open(const domain::Attachment &file)
{
    office::Attachments *attachments = m_desk.attachments();
    if (!attachments)
        return;
    const AttachmentStanding standing = attachments->standing(file.sha256);
    if (standing.state == AttachmentStanding::State::Damaged)
        m_desk.say(Tone::Problem, refusalText(domain::refuse(u"attachment.damaged", {{u"name"_s, file.name}})));
    else if (standing.isHere)
        show(file, m_case);
    else {
        m_expected = file;
        m_expectedOf = m_case;
        attachments->fetch(file.sha256);
    }
}

// From memory: no scan lies about as a file of its own.
void AttachmentOpener::show(const domain::Attachment &file, const Case &of)
{
    const QByteArray content = m_desk.attachments()->openable(file.sha256).isEmpty() ? QByteArray() : m_desk.attachments()->piece(file.sha256, 0, file.size);
    m_pages = content.isEmpty() ? nullptr : PageSource::of(file.media, content);
    if (!m_pages)
        return giveOut(file, of);
    connect(m_pages.get(), &PageSource::drawn, this, [this, file, of](int, const QImage &picture) {
        auto *viewer = new ScanViewer(m_desk, file, std::move(m_pages), picture, of.document, of.matter, qobject_cast<QWidget *>(parent()));
        viewer->show();
        Q_EMIT viewing(viewer);
    });
    connect(m_pages.get(), &PageSource::failed, this, [this, file, of] {
        m_pages.release()->deleteLater(); // it is speaking
        giveOut(file, of);
    });
    m_pages->draw(0);
}

void AttachmentOpener::giveOut(const domain::Attachment &file, const Case &of)
{
    const QString path = m_desk.attachments()->copyToOpen(file);
    if (path.isEmpty())
        return m_desk.say(Tone::Problem, refusalText(domain::refuse(u"attachment.damaged", {{u"name"_s, file.name}})));
    // On record first: a copy without a watermark is about to be in another program.
    const QJsonObject body{{u"code"_s, u"outside"_s}, {u"purpose"_s, tr("Opened in another program")}, {u"what"_s, file.name}, {u"sha256"_s, file.sha256}};
    if (const auto noted = m_desk.office().submit({u"data.view"_s, of.document, body, actorOf(m_desk)}); !noted)
        return m_desk.say(Tone::Problem, refusalText(noted.refusal()));
    if (!m_viewer(path))
        m_desk.say(Tone::Warning, tr("No program on this device shows %1.").arg(file.name));
}

} // namespace forms
