// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/permissions.h"
#include "domain/papers/paper.h"
#include "forms/approval/approvalpage.h"
#include "forms/audit/auditpage.h"
#include "forms/cases/casespage.h"
#include "forms/devices/devicespage.h"
#include "forms/guide/guidepage.h"
#include "forms/intake/intakepage.h"
#include "forms/issuing/issuingpage.h"
#include "forms/journal/journalpage.h"
#include "forms/outgoing/outgoingpage.h"
#include "forms/personal/personaldatapage.h"
#include "forms/leave/leavepage.h"
#include "forms/papers/desktoppaperprinter.h"
#include "forms/rating/ratingspage.h"
#include "forms/returned/returnedpage.h"
#include "forms/settings/settingspage.h"
#include "forms/shared/desk.h"
#include "forms/shared/page.h"
#include "forms/shared/preferences.h"
#include "forms/workorders/workorderspage.h"
#include "forms/staff/staffpage.h"
#include "forms/supplements/supplementspage.h"
#include "office/office.h"
#include <QCoreApplication>
#include <QFileInfo>

namespace forms {
using namespace Qt::StringLiterals;

namespace {

template<class Form>
Page *make(Desk &desk, QWidget *parent)
{
    return new Form(desk, parent);
}

Page *makeSettings(Desk &desk, QWidget *parent)
{
    SettingsFacts facts;
    facts.papers = [] {
        QList<SettingsFacts::Paper> papers;
        for (const domain::PaperKind &kind : domain::paperKinds())
            papers << SettingsFacts::Paper{kind.code, QCoreApplication::translate("Papers", kind.title)};
        return papers;
    };
    facts.printers = DesktopPaperPrinter::printerNames;
    facts.version = QCoreApplication::applicationVersion();
    facts.dataFolder = QFileInfo(desk.office().databasePath()).absolutePath();
    Preferences *preferences = Preferences::of(desk);
    Q_ASSERT(preferences);
    return new SettingsPage(*preferences, facts, parent);
}

/// Who sees a page stands with everything else anybody may do; a page that is not named there is nobody's.
QSet<QString> openTo(const QString &page)
{
    const QStringList roles = domain::Permissions::table().pageRoles(page);
    Q_ASSERT_X(!roles.isEmpty(), "resources/access/permissions.json", qPrintable(page));
    return QSet<QString>(roles.begin(), roles.end());
}

} // namespace

const QList<PageEntry> &pages()
{
    static const QList<PageEntry> all{
        {u"intake"_s, QT_TRANSLATE_NOOP("Pages", "Intake"), u"intake"_s, QKeySequence(Qt::Key_F2), openTo(u"intake"_s), false, make<IntakePage>},
        {u"cases"_s, QT_TRANSLATE_NOOP("Pages", "Cases"), u"cases"_s, QKeySequence(Qt::Key_F5), openTo(u"cases"_s), false, make<CasesPage>},
        {u"returned"_s, QT_TRANSLATE_NOOP("Pages", "Returned"), u"returned"_s, QKeySequence(Qt::Key_F11), openTo(u"returned"_s), false, make<ReturnedPage>},
        {u"supplements"_s, QT_TRANSLATE_NOOP("Pages", "Supplements"), u"tolerance"_s, QKeySequence(Qt::SHIFT | Qt::Key_F7), openTo(u"supplements"_s), false, make<SupplementsPage>},
        {u"approval"_s, QT_TRANSLATE_NOOP("Pages", "Decisions"), u"approval"_s, QKeySequence(Qt::SHIFT | Qt::Key_F4), openTo(u"approval"_s), false, make<ApprovalPage>},
        {u"issuing"_s, QT_TRANSLATE_NOOP("Pages", "Issuing"), u"issuing"_s, QKeySequence(Qt::SHIFT | Qt::Key_F8), openTo(u"issuing"_s), false, make<IssuingPage>},
        {u"workorders"_s, QT_TRANSLATE_NOOP("Pages", "Work orders"), u"workorder"_s, QKeySequence(Qt::SHIFT | Qt::Key_F9), openTo(u"workorders"_s), false, make<WorkOrdersPage>},
        {u"ratings"_s, QT_TRANSLATE_NOOP("Pages", "Ratings"), u"rating"_s, QKeySequence(Qt::SHIFT | Qt::Key_F11), openTo(u"ratings"_s), false, make<RatingsPage>},
        {u"outgoing"_s, QT_TRANSLATE_NOOP("Pages", "Outgoing"), u"outgoing"_s, QKeySequence(Qt::SHIFT | Qt::Key_F12), openTo(u"outgoing"_s), false, make<OutgoingPage>},
        {u"leave"_s, QT_TRANSLATE_NOOP("Pages", "Leave"), u"user"_s, QKeySequence(Qt::SHIFT | Qt::Key_F6), openTo(u"leave"_s), false, make<LeavePage>},
        {u"personal"_s, QT_TRANSLATE_NOOP("Pages", "Personal data"), u"erasure"_s, QKeySequence(Qt::SHIFT | Qt::Key_F5), openTo(u"personal"_s), false, make<PersonalDataPage>},
        {u"audit"_s, QT_TRANSLATE_NOOP("Pages", "Audit"), u"audit"_s, QKeySequence(Qt::SHIFT | Qt::Key_F3), openTo(u"audit"_s), false, make<AuditPage>},
        {u"staff"_s, QT_TRANSLATE_NOOP("Pages", "Staff"), u"user"_s, QKeySequence(Qt::CTRL | Qt::Key_F2), openTo(u"staff"_s), false, make<StaffPage>},
        {u"devices"_s, QT_TRANSLATE_NOOP("Pages", "Terminals"), u"counter"_s, QKeySequence(Qt::SHIFT | Qt::Key_F2), openTo(u"devices"_s), false, make<DevicesPage>},
        {u"guide"_s, QT_TRANSLATE_NOOP("Pages", "Guide"), u"guide"_s, QKeySequence(Qt::Key_F10), openTo(u"guide"_s), false, make<GuidePage>},
        {u"journal"_s, QT_TRANSLATE_NOOP("Pages", "Journal"), u"journal"_s, QKeySequence(Qt::Key_F12), openTo(u"journal"_s), true, make<JournalPage>},
        {u"settings"_s, QT_TRANSLATE_NOOP("Pages", "Settings"), u"settings"_s, QKeySequence(u"Ctrl+,"_s), openTo(u"settings"_s), true, makeSettings},
    };
    return all;
}

} // namespace forms
