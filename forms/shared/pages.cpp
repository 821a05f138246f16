// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/papers/paper.h"
#include "forms/approval/approvalpage.h"
#include "forms/cases/casespage.h"
#include "forms/guide/guidepage.h"
#include "forms/intake/intakepage.h"
#include "forms/issuing/issuingpage.h"
#include "forms/journal/journalpage.h"
#include "forms/outgoing/outgoingpage.h"
#include "forms/leave/leavepage.h"
#include "forms/papers/desktoppaperprinter.h"
#include "forms/rating/ratingspage.h"
#include "forms/returned/returnedpage.h"
#include "forms/settings/settingspage.h"
#include "forms/shared/desk.h"
#include "forms/shared/page.h"
#include "forms/shared/preferences.h"
#include "forms/workorders/workorderspage.h"
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

} // namespace

const QList<PageEntry> &pages()
{
    static const QSet<QString> frontDesk{u"clerk"_s, u"chief-clerk"_s, u"helper"_s, u"supervisor"_s};
    static const QList<PageEntry> all{
        {u"intake"_s, QT_TRANSLATE_NOOP("Pages", "Intake"), u"intake"_s, QKeySequence(Qt::Key_F2), frontDesk, false, make<IntakePage>},
        {u"cases"_s, QT_TRANSLATE_NOOP("Pages", "Cases"), u"cases"_s, QKeySequence(Qt::Key_F5), {}, false, make<CasesPage>},
        {u"returned"_s, QT_TRANSLATE_NOOP("Pages", "Returned"), u"returned"_s, QKeySequence(Qt::Key_F11), frontDesk, false, make<ReturnedPage>},
        {u"supplements"_s, QT_TRANSLATE_NOOP("Pages", "Supplements"), u"tolerance"_s, QKeySequence(Qt::SHIFT | Qt::Key_F7), frontDesk + QSet<QString>{u"approver"_s}, false, make<SupplementsPage>},
        {u"approval"_s, QT_TRANSLATE_NOOP("Pages", "Decisions"), u"approval"_s, QKeySequence(Qt::SHIFT | Qt::Key_F4), {u"approver"_s, u"supervisor"_s}, false, make<ApprovalPage>},
        {u"issuing"_s, QT_TRANSLATE_NOOP("Pages", "Issuing"), u"issuing"_s, QKeySequence(Qt::SHIFT | Qt::Key_F8), {u"issuer"_s, u"clerk"_s, u"chief-clerk"_s, u"supervisor"_s}, false, make<IssuingPage>},
        {u"workorders"_s, QT_TRANSLATE_NOOP("Pages", "Work orders"), u"workorder"_s, QKeySequence(Qt::SHIFT | Qt::Key_F9), {}, false, make<WorkOrdersPage>},
        {u"ratings"_s, QT_TRANSLATE_NOOP("Pages", "Ratings"), u"rating"_s, QKeySequence(Qt::SHIFT | Qt::Key_F11),
         {u"clerk"_s, u"chief-clerk"_s, u"helper"_s, u"issuer"_s, u"supervisor"_s}, false, make<RatingsPage>},
        {u"outgoing"_s, QT_TRANSLATE_NOOP("Pages", "Outgoing"), u"outgoing"_s, QKeySequence(Qt::SHIFT | Qt::Key_F12), {u"chief-clerk"_s, u"supervisor"_s}, false, make<OutgoingPage>},
        {u"leave"_s, QT_TRANSLATE_NOOP("Pages", "Leave"), u"user"_s, QKeySequence(Qt::SHIFT | Qt::Key_F6), {u"approver"_s, u"supervisor"_s}, false, make<LeavePage>},
        {u"guide"_s, QT_TRANSLATE_NOOP("Pages", "Guide"), u"guide"_s, QKeySequence(Qt::Key_F10), {}, false, make<GuidePage>},
        {u"journal"_s, QT_TRANSLATE_NOOP("Pages", "Journal"), u"journal"_s, QKeySequence(Qt::Key_F12), {}, true, make<JournalPage>},
        {u"settings"_s, QT_TRANSLATE_NOOP("Pages", "Settings"), u"settings"_s, QKeySequence(u"Ctrl+,"_s), {}, true, makeSettings},
    };
    return all;
}

} // namespace forms
