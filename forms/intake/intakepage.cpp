// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/intakepage.h"
#include "domain/jsontime.h"
#include "forms/intake/applicantpanel.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/decisionpanel.h"
#include "forms/intake/intakeact.h"
#include "forms/intake/draftkeeper.h"
#include "forms/intake/intaketext.h"
#include "forms/intake/itempanel.h"
#include "forms/intake/materialpanel.h"
#include "forms/intake/paperflow.h"
#include "forms/intake/traybar.h"
#include "forms/shared/desk.h"
#include "forms/shared/keys.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include "office/search/itemfinder.h"
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;

namespace {

/// The item search over the catalogue in force; made anew when the catalogue or the day changes.
ItemSearch::Search itemSearch(const CaseInHand &hand)
{
    struct Index
    {
        const office::Rulebook *rules = nullptr;
        QDate day;
        QList<domain::Item> items;
        std::unique_ptr<office::ItemFinder> finder;
    };
    const auto index = std::make_shared<Index>();
    return [&hand, index](const QString &typed, int limit) {
        const QDate today = hand.hallNow().date();
        if (index->rules != &hand.rules() || index->day != today) {
            index->rules = &hand.rules();
            index->day = today;
            index->items = hand.rules().itemsOn(today);
            index->finder = std::make_unique<office::ItemFinder>(index->items);
        }
        QList<domain::Item> found;
        for (const int position : index->finder->find(typed, limit))
            found << index->items[position];
        return found;
    };
}

} // namespace

IntakePage::IntakePage(Desk &desk, QWidget *parent)
    : Page(parent), m_desk(desk), m_hand(new CaseInHand(desk, this)), m_drafts(new DraftKeeper(*m_hand, this)), m_papers(new PaperFlow(desk, this)),
      m_title(new QLabel(this)), m_timing(new QLabel(this)), m_tray(new TrayBar(this))
{
    buildPanels();
    buildKeys();
    connectPanels();
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &IntakePage::showHead);
    m_restored = m_drafts->restore();
    showHead();
}

IntakePage::~IntakePage()
{
    // The field being typed in ends now, while everything it speaks to is still there.
    if (QWidget *last = focusWidget())
        last->clearFocus();
    (void)m_drafts->flush();
    m_hand->disconnect(this);
}

void IntakePage::buildPanels()
{
    setObjectName(u"intake"_s);
    m_applicant = new ApplicantPanel(*m_hand, this);
    m_item = new ItemPanel(*m_hand, itemSearch(*m_hand), this);
    m_materials = new MaterialPanel(*m_hand, this);
    m_decision = new DecisionPanel(*m_hand, this);
    m_title->setProperty("role", u"title"_s);
    m_timing->setProperty("role", u"muted"_s);
    m_timing->setObjectName(u"intake.timing"_s);

    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::gap + 2);
    head->addWidget(m_title);
    head->addWidget(m_timing);
    head->addStretch(1);
    head->addWidget(m_tray, 1000); // all the room there is; without cases in it the stretch takes it
    auto *columns = new QSplitter(Qt::Horizontal);
    columns->setChildrenCollapsible(false);
    columns->setHandleWidth(Theme::gap);
    const QList<QPair<QWidget *, int>> widths{{m_applicant, 208}, {m_item, 272}, {m_materials, 444}, {m_decision, 244}};
    QList<int> sizes;
    for (const auto &[panel, width] : widths) {
        columns->addWidget(panel);
        columns->setStretchFactor(columns->count() - 1, width);
        sizes << width;
    }
    columns->setSizes(sizes);
    // With large text the columns keep room for their words; what the screen can't hold is reached by scrolling sideways.
    const auto giveRoom = [widths] {
        for (const auto &[panel, width] : widths)
            panel->setMinimumWidth(int(width * 0.85 * Theme::fontPt() / Theme::fontPtDefault));
    };
    connect(&Theme::instance(), &Theme::changed, this, giveRoom);
    giveRoom();
    m_sideways = new QScrollArea(this);
    m_sideways->setWidget(columns);
    m_sideways->setWidgetResizable(true);
    m_sideways->setFrameShape(QFrame::NoFrame);
    m_sideways->setFocusPolicy(Qt::NoFocus);
    m_sideways->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (!now || !now->isVisible() || !m_sideways->widget()->isAncestorOf(now))
            return;
        m_lastFocus = now;
        m_sideways->ensureWidgetVisible(now, 2 * Theme::gap, 0);
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::gap, Theme::gap, Theme::gap, Theme::gap);
    layout->setSpacing(Theme::gap);
    layout->addLayout(head);
    layout->addWidget(m_sideways, 1);
}

void IntakePage::buildKeys()
{
    const auto add = [this](const QKeySequence &keys, const QString &act, auto slot) {
        connect(addShortcut(this, keys, act), &QShortcut::activated, this, slot);
    };
    add(Qt::Key_F3, tr("Read identity card"), [this] { m_applicant->readCard(); });
    add(Qt::Key_F4, tr("Choose the item"), [this] { m_item->takeFocus(); });
    add(Qt::Key_F6, tr("Open or close the form"), [this] { m_item->toggleForm(); });
    add(Qt::Key_F7, tr("Go to the materials"), [this] { focusMaterials(); });
    add(Qt::Key_F8, tr("Give one-time notice"), [this] { notice(); });
    add(Qt::Key_F9, tr("Only take the papers in"), [this] { receive(); });
    add(Qt::CTRL | Qt::Key_G, tr("Green channel"), [this] { m_applicant->askPriority(); });
    add(Qt::CTRL | Qt::Key_H, tr("Put the case in the tray"), [this] { putAside(); });
    for (int place = 1; place <= 9; ++place)
        add(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + place)), tr("Take case %1 from the tray").arg(place), [this, place] { takeBack(place); });
    add(Qt::CTRL | Qt::Key_Return, tr("Decide and print"), [this] { decide(); });
    add(Qt::CTRL | Qt::SHIFT | Qt::Key_Return, tr("Not accepted"), [this] { refuse(); });
    add(Qt::CTRL | Qt::ALT | Qt::Key_Return, tr("Accept and decide now"), [this] { decideHere(); });
    add(Qt::CTRL | Qt::ALT | Qt::Key_Enter, {}, [this] { decideHere(); });
    // The same on the number pad, without a second line in the keyboard map.
    add(Qt::CTRL | Qt::Key_Enter, {}, [this] { decide(); });
    add(Qt::CTRL | Qt::SHIFT | Qt::Key_Enter, {}, [this] { refuse(); });
    describeKeys(this, {{u"F2"_s, tr("New case; the one in hand waits in the tray")}, {u"F1"_s, tr("Guide of the item")}});
}

void IntakePage::connectPanels()
{
    connect(m_applicant, &ApplicantPanel::finished, this, [this] { m_item->answerNext(); });
    connect(m_applicant, &ApplicantPanel::agentFinished, this, &IntakePage::focusMaterials);
    connect(m_applicant, &ApplicantPanel::caseOpened, this, &IntakePage::openEarlier);
    connect(m_item, &ItemPanel::finished, this, &IntakePage::afterItem);
    connect(m_item, &ItemPanel::guideWanted, this, [this](const QString &itemId) { m_desk.open(u"guide"_s, itemId); });
    connect(m_materials, &MaterialPanel::finished, m_decision, &DecisionPanel::takeFocus);
    connect(m_materials, &MaterialPanel::nextDayWanted, this, [this] { m_decision->moveDay(1); });
    connect(m_decision, &DecisionPanel::decideWanted, this, &IntakePage::decide);
    connect(m_decision, &DecisionPanel::noticeWanted, this, &IntakePage::notice);
    connect(m_decision, &DecisionPanel::receiveWanted, this, &IntakePage::receive);
    connect(m_decision, &DecisionPanel::refusalWanted, this, &IntakePage::refuse);
    connect(m_decision, &DecisionPanel::finishWanted, this, &IntakePage::decideHere);
    connect(m_decision, &DecisionPanel::secondClerkConfirmed, this, [this](const QString &staffId) { submit(operationFor(m_hand->decision()), {{u"confirmer"_s, staffId}}); });
    connect(m_decision, &DecisionPanel::cancelled, this, &IntakePage::focusMaterials);
    connect(m_decision, &DecisionPanel::supervisorReasonGiven, this, [this](const QString &reason) {
        m_hand->setSupervisorReason(reason);
        notice();
    });
    connect(m_hand, &CaseInHand::applicantReplaced, this, &IntakePage::offerUndo);
    connect(m_hand, &CaseInHand::changed, this, &IntakePage::showHead);
    connect(m_drafts, &DraftKeeper::trayChanged, this, [this] { m_tray->show(m_drafts->tray()); });
    connect(m_drafts, &DraftKeeper::notKept, this, [this](const domain::Refusal &refusal) {
        m_desk.say(Tone::Problem, tr("The draft is not on disk: %1").arg(refusalText(refusal)));
    });
    connect(m_tray, &TrayBar::chosen, this, &IntakePage::takeBack);
    connect(&m_desk, &Desk::sessionChanged, this, &IntakePage::sessionChanged);
}

// F1 and F2 mean something here that they don't mean elsewhere: they are taken before the window's own shortcuts.
bool IntakePage::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::NoModifier && (key->key() == Qt::Key_F2 || (key->key() == Qt::Key_F1 && m_hand->item()))) {
            event->accept();
            return true;
        }
    }
    return Page::event(event);
}

void IntakePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F2 && event->modifiers() == Qt::NoModifier)
        newCase();
    else if (event->key() == Qt::Key_F1 && m_hand->item())
        m_desk.open(u"guide"_s, m_hand->typed().itemId);
    else
        Page::keyPressEvent(event);
}

void IntakePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_second.start();
    // A key that brought the page into sight does not also begin a new case.
    m_justShown = true;
    QTimer::singleShot(0, this, [this] { m_justShown = false; });
    if (!m_restored.isEmpty()) {
        m_desk.say(Tone::Info, tr("Taken up where it was left: %1").arg(m_restored));
        m_restored.clear();
    }
}

void IntakePage::activate(const QString &argument)
{
    const QString subject = argument.section(u':', 1);
    if (argument.startsWith("case:"_L1)) {
        resume(subject);
    } else if (argument.startsWith("redo:"_L1)) {
        redo(subject);
    } else if (argument.startsWith("item:"_L1)) {
        m_hand->takeItem(subject);
        m_applicant->takeFocus();
    } else if (isVisible() && !m_justShown) {
        newCase();
    } else {
        if (m_lastFocus && m_hand->typed().touched)
            m_lastFocus->setFocus(Qt::OtherFocusReason); // back to where the keyboard was
        else
            m_applicant->takeFocus();
    }
}

void IntakePage::afterItem()
{
    if (m_hand->asksForAgent() && m_hand->typed().agent.name.isEmpty())
        m_applicant->takeAgentFocus();
    else
        focusMaterials();
}

void IntakePage::focusMaterials()
{
    if (m_hand->decision().materials.isEmpty())
        m_decision->takeFocus();
    else
        m_materials->takeFocus();
}

void IntakePage::showHead()
{
    const IntakeCase &typed = m_hand->typed();
    m_title->setText(!typed.redoOf.isEmpty() ? tr("Done again") : typed.resumed ? typed.number : tr("New case"));
    m_timing->setText(typed.begunAt.isValid() ? tr("Received %1 · %2").arg(domain::hallTime(typed.begunAt).toString(u"HH:mm"_s), IntakeText::elapsed(m_drafts->workedSeconds()))
                                              : QString());
}

} // namespace forms
