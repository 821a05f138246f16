// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/draftkeeper.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/materialfiles.h"
#include "forms/shared/desk.h"
#include "office/archive.h"
#include "office/drafts.h"
#include "office/office.h"

namespace forms {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::Result;

namespace {

constexpr int keepAfterMs = 500;

/// A draft whose case was decided: the program ended between the two.
bool isDone(const office::Archive &archive, const IntakeCase &typed)
{
    const auto file = archive.caseFile(typed.id);
    if (!file)
        return false;
    const bool waits = file->state == domain::CaseState::Received || file->state == domain::CaseState::Correction;
    return !(typed.resumed && waits);
}

} // namespace

DraftKeeper::DraftKeeper(CaseInHand &hand, QObject *parent) : QObject(parent), m_hand(hand)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(keepAfterMs);
    connect(&m_timer, &QTimer::timeout, this, [this] { (void)flush(); });
    connect(&hand, &CaseInHand::replaced, this, &DraftKeeper::caseReplaced);
    connect(&hand, &CaseInHand::changed, this, [this] {
        // Not begun anew at every key: who types without a pause is kept all the same.
        if (m_hand.typed().touched && !m_timer.isActive())
            m_timer.start();
    });
    connect(&hand, &CaseInHand::settled, this, [this] { (void)flush(); });
    caseReplaced();
}

void DraftKeeper::caseReplaced()
{
    m_timer.stop();
    m_kept = {};
    m_since = m_hand.desk().office().now();
    m_owner = m_hand.desk().session().staffId;
}

QString DraftKeeper::draftId(const QString &caseId) const
{
    return QString(m_owner + u'/' + caseId);
}

qint64 DraftKeeper::workedSeconds() const
{
    const IntakeCase &typed = m_hand.typed();
    if (!typed.begunAt.isValid())
        return 0;
    return typed.workedSeconds + qMax<qint64>(0, qMax(m_since, typed.begunAt).secsTo(m_hand.desk().office().now()));
}

Result<Done> DraftKeeper::put(int trayPlace)
{
    const IntakeCase &typed = m_hand.typed();
    const domain::Item *item = m_hand.item();
    office::Draft draft;
    draft.id = draftId(typed.id);
    draft.owner = m_owner;
    draft.title = typed.title(item ? item->shortName : QString());
    draft.content = typed.toJson();
    draft.content[u"workedSeconds"_s] = workedSeconds();
    draft.tray = trayPlace;
    draft.updatedAt = m_hand.desk().office().now();
    return office::Drafts(m_hand.desk().office()).put(draft);
}

Result<Done> DraftKeeper::flush()
{
    m_timer.stop();
    const QJsonObject content = m_hand.typed().toJson();
    if (m_hand.typed().isBlank() || content == m_kept || m_owner.isEmpty())
        return Done{};
    const Result<Done> put = this->put(0);
    if (put)
        m_kept = content;
    else
        Q_EMIT notKept(put.refusal());
    return put;
}

void DraftKeeper::discard()
{
    m_timer.stop();
    const Result<Done> removed = office::Drafts(m_hand.desk().office()).remove(draftId(m_hand.typed().id));
    if (!removed)
        Q_EMIT notKept(removed.refusal());
}

Result<Done> DraftKeeper::putAside()
{
    if (!m_hand.typed().isBlank()) {
        const int place = office::Drafts(m_hand.desk().office()).freeTrayPlace(m_owner);
        if (place == 0)
            return domain::refuse(u"tray.full");
        const Result<Done> put = this->put(place);
        if (!put)
            return put;
    }
    m_hand.begin();
    readTray();
    return Done{};
}

Result<bool> DraftKeeper::takeBack(int place)
{
    office::Drafts drafts(m_hand.desk().office());
    for (office::Draft draft : drafts.ofOwner(m_owner)) {
        if (draft.tray != place)
            continue;
        if (!m_hand.typed().isBlank()) {
            // First the one in hand is safe in the tray, then the other leaves it.
            const int free = drafts.freeTrayPlace(m_owner);
            const Result<Done> put = this->put(free == 0 ? place : free);
            if (!put)
                return put.refusal();
        }
        draft.tray = 0;
        const Result<Done> taken = drafts.put(draft);
        if (!taken)
            return taken.refusal();
        m_hand.take(IntakeCase::fromJson(draft.content));
        readTray();
        return true;
    }
    return false;
}

int DraftKeeper::placeOf(const QString &caseId) const
{
    const auto found = std::find_if(m_tray.begin(), m_tray.end(), [&](const TrayEntry &entry) { return entry.caseId == caseId; });
    return found == m_tray.end() ? 0 : found->place;
}

QString DraftKeeper::restore()
{
    office::Drafts drafts(m_hand.desk().office());
    const office::Archive archive(m_hand.desk().office());
    std::optional<office::Draft> page;
    for (office::Draft draft : drafts.ofOwner(m_owner)) {
        if (const IntakeCase typed = IntakeCase::fromJson(draft.content); isDone(archive, typed)) {
            // The power failed between the decision and its scans.
            if (const auto file = archive.caseFile(typed.id))
                attachFiles(m_hand.desk(), *file, typed);
            (void)drafts.remove(draft.id);
            continue;
        }
        if (draft.tray > 0)
            continue;
        // One case is in hand, the newest; an older one left on the page by a crash waits in the tray.
        if (page) {
            page->tray = drafts.freeTrayPlace(m_owner);
            (void)drafts.put(*page);
        }
        page = draft;
    }
    if (page)
        m_hand.take(IntakeCase::fromJson(page->content));
    readTray();
    return page ? page->title : QString();
}

void DraftKeeper::readTray()
{
    QList<TrayEntry> tray;
    for (const office::Draft &draft : office::Drafts(m_hand.desk().office()).ofOwner(m_owner)) {
        if (draft.tray > 0)
            tray << TrayEntry{draft.tray, draft.content[u"id"_s].toString(), draft.title};
    }
    std::sort(tray.begin(), tray.end(), [](const TrayEntry &a, const TrayEntry &b) { return a.place < b.place; });
    if (tray == m_tray)
        return;
    m_tray = tray;
    Q_EMIT trayChanged();
}

} // namespace forms
