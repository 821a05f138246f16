// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/materialfiles.h"
#include "domain/casefile/transitions.h"
#include "forms/intake/caseinhand.h"
#include "forms/shared/actor.h"
#include "forms/shared/elidedlabel.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/archive.h"
#include "office/attachments.h"
#include <QHBoxLayout>

namespace forms {

MaterialFiles::MaterialFiles(CaseInHand &hand, QWidget *parent)
    : QFrame(parent), m_hand(hand), m_taker(new FileTaker(hand.desk(), this)), m_names(new ElidedLabel)
{
    setObjectName(QStringLiteral("materials.files"));
    setProperty("role", QStringLiteral("panel"));
    m_names->setObjectName(QStringLiteral("materials.fileNames"));
    m_names->setProperty("role", QStringLiteral("muted"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::gap, Theme::gap / 2, Theme::gap, Theme::gap / 2);
    row->addWidget(m_names, 1);
    connect(&hand, &CaseInHand::changed, this, &MaterialFiles::refresh);
    connect(m_taker, &FileTaker::taken, this, &MaterialFiles::taken);
    connect(m_taker, &FileTaker::progressed, this, [this](int done, int total) {
        m_progress = total > 1 ? tr("Taking in %1 of %2").arg(std::min(done + 1, total)).arg(total) : QString();
        refresh();
    });
    refresh();
}

void MaterialFiles::showMaterial(const QString &key)
{
    m_key = key;
    refresh();
}

void MaterialFiles::refresh()
{
    QStringList names;
    for (const domain::Attachment &file : m_hand.filesOf(m_key))
        names << file.name;
    const QString text = !m_progress.isEmpty() ? m_progress : names.isEmpty() ? QString() : tr("▣ %1: %2").arg(names.size()).arg(names.join(tr(", ")));
    m_names->setText(text);
    m_names->setAccessibleName(text);
    setVisible(!text.isEmpty());
}

void MaterialFiles::choose(const QString &key)
{
    m_caseId = m_hand.typed().id;
    m_taker->choose(this, key);
}

void MaterialFiles::take(const QString &key, const QStringList &paths)
{
    m_caseId = m_hand.typed().id;
    m_taker->take(key, paths);
}

void MaterialFiles::taken(const QString &key, const QList<domain::Attachment> &files)
{
    if (m_caseId == m_hand.typed().id) {
        m_hand.addFiles(key, files);
        return;
    }
    // Decided upon or put aside in the meantime.
    Desk &desk = m_hand.desk();
    const auto decided = office::Archive(desk.office()).caseFile(m_caseId);
    if (!decided) {
        desk.say(Tone::Warning, tr("The case was put aside before its files were taken in: add them again when it is taken back."));
        return;
    }
    const auto done = desk.attachments()->attach(m_caseId, key, files, actorOf(desk));
    if (!done)
        desk.say(Tone::Problem, refusalText(done.refusal()));
}

void MaterialFiles::removeLast(const QString &key)
{
    if (const auto removed = m_hand.removeLastFile(key)) {
        m_hand.desk().say({Tone::Info, tr("%1 is taken away.").arg(removed->name), tr("Undo"), [this, key, removed, id = m_hand.typed().id] {
            if (m_hand.typed().id == id)
                m_hand.addFiles(key, {*removed});
        }});
    } else if (!m_hand.filesOf(key).isEmpty()) {
        m_hand.desk().say(Tone::Info, tr("These scans are with the case already: remove them on the page of cases, with a reason."));
    }
}

QList<domain::Attachment> returnedFiles(const office::Archive &archive, const QString &caseId)
{
    QList<domain::Attachment> files;
    for (const office::ReturnedOperation &returned : archive.returned()) {
        const domain::Operation &operation = returned.row.operation;
        if (operation.doc != caseId || operation.type != QLatin1String("material.attach"))
            continue;
        for (const QJsonValue &value : operation.body[QStringLiteral("files")].toArray()) {
            if (auto file = domain::Attachment::fromJson(value.toObject())) {
                file->key = operation.body[QStringLiteral("key")].toString();
                files << *file;
            }
        }
    }
    return files;
}

void attachFiles(Desk &desk, const domain::CaseFile &file, const IntakeCase &typed)
{
    if (!desk.attachments() || !domain::mayFollow(file.state, u"material.attach"))
        return;
    for (const domain::CaseMaterial &material : file.materials) {
        QList<domain::Attachment> files = typed.files;
        files.removeIf([&](const domain::Attachment &scan) { return scan.key != material.key || scan.addedAt.isValid(); });
        if (files.isEmpty())
            continue;
        const auto done = desk.attachments()->attach(file.id, material.key, files, actorOf(desk));
        if (!done)
            desk.say(Tone::Problem, refusalText(done.refusal()));
    }
}

} // namespace forms
