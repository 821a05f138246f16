// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/mainwindow.h"
#include "app/shell/helppanel.h"
#include "app/shell/searchbox.h"
#include "app/shell/sidebar.h"
#include "app/shell/titlebar.h"
#include "forms/shared/actor.h"
#include "forms/shared/desk.h"
#include "forms/shared/keys.h"
#include "forms/shared/messagebar.h"
#include "forms/shared/preferences.h"
#include "forms/shared/theme.h"
#include <QApplication>
#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using forms::Theme;

namespace app {
namespace {

constexpr QSize sizeMin{1024, 640};
constexpr QSize sizeWished{1440, 900};
constexpr int idleMs = 400;
const QString geometryKey = u"window/geometry"_s;
const QString pageKey = u"window/page"_s;

QString titleOf(const forms::PageEntry &entry)
{
    return QCoreApplication::translate("Pages", entry.title);
}

} // namespace

MainWindow::MainWindow(forms::Desk &desk, forms::Preferences &preferences, const QList<forms::PageEntry> &pages, QWidget *parent)
    : QMainWindow(parent), m_desk(desk), m_preferences(preferences), m_pages(pages)
{
    setObjectName(u"mainWindow"_s);
    build();
    connectParts();
    m_idle.setInterval(idleMs);
    connect(&m_idle, &QTimer::timeout, this, &MainWindow::makeNextPage);
    restoreGeometryOrFit();
    retranslate();
    takeSession();
}

void MainWindow::build()
{
    m_titleBar = new TitleBar(m_desk);
    m_sideBar = new SideBar;
    m_stack = new QStackedWidget;
    m_messages = new forms::MessageBar([this] { return m_desk.now(); });

    m_shell = new QWidget;
    m_shell->setObjectName(u"shell"_s);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_sideBar);
    middle->addWidget(m_stack, 1);
    auto *column = new QVBoxLayout(m_shell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_titleBar);
    column->addLayout(middle, 1);
    column->addWidget(m_messages);

    m_root = new QStackedWidget;
    m_root->addWidget(m_shell);
    setCentralWidget(m_root);
    m_help = new HelpPanel(m_stack);
    setMinimumSize(sizeMin);
}

void MainWindow::connectParts()
{
    connect(m_titleBar, &TitleBar::counterChangeRequested, this, &MainWindow::counterChangeRequested);
    connect(m_titleBar, &TitleBar::passwordChangeRequested, this, &MainWindow::passwordChangeRequested);
    connect(m_titleBar, &TitleBar::lockRequested, this, &MainWindow::lockRequested);
    connect(m_titleBar, &TitleBar::switchUserRequested, this, &MainWindow::switchUserRequested);
    connect(m_titleBar, &TitleBar::signOutRequested, this, &MainWindow::signOutRequested);
    connect(m_titleBar, &TitleBar::statusClicked, this, [this] { openPage(u"journal"_s); });
    connect(m_titleBar, &TitleBar::transferClicked, this, [this] { openPage(u"cases"_s); });
    connect(m_sideBar, &SideBar::pageChosen, this, [this](const QString &id) { openPage(id); });
    connect(&search(), &SearchBox::chosen, &m_desk, [this](const SearchHit &hit) { m_desk.open(hit.page, hit.id); });
    connect(&search(), &SearchBox::searched, &m_desk, [this](const QString &text) { m_desk.open(u"cases"_s, text); });
    connect(&search(), &SearchBox::left, this, &MainWindow::focusPage);
    connect(&m_desk, &forms::Desk::said, m_messages, &forms::MessageBar::say);
    connect(&m_desk, &forms::Desk::pageRequested, this, &MainWindow::openPage);
    connect(&m_desk, &forms::Desk::sessionChanged, this, &MainWindow::takeSession);
}

SearchBox &MainWindow::search() const
{
    return m_titleBar->search();
}

const forms::PageEntry *MainWindow::entryOf(const QString &id) const
{
    const QStringList roles = forms::actorOf(m_desk).roles;
    const auto isOpen = [&](const forms::PageEntry &entry) {
        return entry.roles.isEmpty() || std::any_of(roles.begin(), roles.end(), [&](const QString &role) { return entry.roles.contains(role); });
    };
    for (const forms::PageEntry &entry : m_pages)
        if (entry.id == id && isOpen(entry))
            return &entry;
    return nullptr;
}

QList<forms::PageEntry> MainWindow::allowedPages() const
{
    QList<forms::PageEntry> allowed;
    for (const forms::PageEntry &entry : m_pages)
        if (entryOf(entry.id))
            allowed.append(entry);
    return allowed;
}

void MainWindow::takeSession()
{
    const forms::Session &session = m_desk.session();
    if (session.staffId != m_staffId) {
        // Nothing of clerk A's work may be left for clerk B.
        m_staffId = session.staffId;
        m_messages->forget();
        search().forget();
        m_help->hide();
        m_clearance.clear();
        if (session.isValid())
            m_preferences.setStaff(m_staffId);
        forgetPages();
    }
    m_sideBar->setPages(session.isValid() ? allowedPages() : QList<forms::PageEntry>());
    makeShortcuts();
    if (!session.isValid()) {
        m_idle.stop();
        return;
    }
    if (m_current.isEmpty() || !entryOf(m_current)) {
        const QString last = m_preferences.personal(pageKey).toString();
        const QList<forms::PageEntry> allowed = allowedPages();
        if (!allowed.isEmpty())
            openPage(entryOf(last) ? last : allowed.first().id);
    }
    m_sideBar->setCurrent(m_current);
    m_idle.start();
}

void MainWindow::makeShortcuts()
{
    qDeleteAll(m_shortcuts);
    m_shortcuts.clear();
    // All of them belong to the shell, so that none works while a sign-in form covers it.
    const auto add = [this](const QKeySequence &keys, const QString &act, auto slot) {
        QShortcut *shortcut = forms::addShortcut(m_shell, keys, act);
        shortcut->setContext(Qt::WindowShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
        m_shortcuts.append(shortcut);
    };
    if (!m_desk.session().isValid())
        return;
    for (const forms::PageEntry &entry : allowedPages())
        if (!entry.shortcut.isEmpty())
            add(entry.shortcut, titleOf(entry), [this, id = entry.id] { openPage(id); });
    add(QKeySequence(u"Ctrl+K"_s), tr("Search"), [this] {
        search().setFocus(Qt::ShortcutFocusReason);
        search().selectAll();
    });
    add(QKeySequence(Qt::Key_F1), tr("Help for this page"), [this] { showHelp(); });
    add(QKeySequence(Qt::Key_Question), tr("All keys"), [this] { showKeys(); });
    add(QKeySequence(u"Ctrl+/"_s), tr("All keys, also while typing"), [this] { showKeys(); });
}

forms::Page *MainWindow::page(const forms::PageEntry &entry)
{
    if (forms::Page *made = m_made.value(entry.id))
        return made;
    forms::Page *made = entry.make(m_desk, m_stack);
    Q_ASSERT(made);
    if (made->accessibleName().isEmpty())
        made->setAccessibleName(titleOf(entry));
    m_made.insert(entry.id, made);
    m_stack->addWidget(made);
    connect(made, &forms::Page::badgeChanged, m_sideBar, [this, id = entry.id](int count) { m_sideBar->setBadge(id, count); });
    return made;
}

void MainWindow::makeNextPage()
{
    for (const forms::PageEntry &entry : allowedPages()) {
        if (m_made.contains(entry.id))
            continue;
        page(entry);
        return;
    }
    m_idle.stop();
}

void MainWindow::forgetPages(const QString &except)
{
    for (auto made = m_made.begin(); made != m_made.end();) {
        if (made.key() == except) {
            ++made;
            continue;
        }
        m_stack->removeWidget(made.value());
        delete made.value();
        made = m_made.erase(made);
    }
    if (except.isEmpty())
        m_current.clear();
}

void MainWindow::openPage(const QString &id, const QString &argument)
{
    const forms::PageEntry *entry = entryOf(id);
    if (!entry) {
        m_desk.say(forms::Tone::Warning, tr("This page is not open to your role."));
        return;
    }
    forms::Page *shown = page(*entry);
    m_help->hide();
    m_stack->setCurrentWidget(shown);
    m_sideBar->setCurrent(id);
    if (m_current != id)
        m_preferences.setPersonal(pageKey, id);
    m_current = id;
    shown->setFocus();
    shown->activate(argument);
}

void MainWindow::addBanner(QWidget *banner)
{
    static_cast<QVBoxLayout *>(m_shell->layout())->insertWidget(1, banner);
}

void MainWindow::cover(QWidget *form)
{
    if (m_cover)
        m_cover->deleteLater();
    else
        m_focusBeforeCover = m_shell->focusWidget();
    m_help->hide();
    m_clearance.putAway();
    m_cover = form;
    m_root->addWidget(form);
    m_root->setCurrentWidget(form);
}

void MainWindow::uncover()
{
    if (!m_cover)
        return;
    m_root->setCurrentWidget(m_shell);
    m_root->removeWidget(m_cover);
    m_cover->deleteLater();
    m_cover = nullptr;
    m_clearance.putBack();
    if (m_focusBeforeCover)
        m_focusBeforeCover->setFocus();
    else
        focusPage();
}

bool MainWindow::isCovered() const
{
    return m_cover != nullptr;
}

void MainWindow::focusPage()
{
    QWidget *shown = m_stack->currentWidget();
    if (shown)
        (shown->focusWidget() ? shown->focusWidget() : shown)->setFocus();
}

void MainWindow::showHelp()
{
    const forms::PageEntry *entry = entryOf(m_current);
    const forms::Page *shown = m_made.value(m_current);
    if (entry && shown)
        m_help->open(titleOf(*entry), shown->whatsThis(), {{tr("Keys of this page"), forms::keysOf(*shown)}});
}

void MainWindow::showKeys()
{
    QList<forms::KeyHint> everywhere;
    for (const QShortcut *shortcut : std::as_const(m_shortcuts))
        everywhere.append({forms::keyText(shortcut->key()), shortcut->whatsThis()});
    everywhere += forms::keysOf(*m_titleBar);
    everywhere += forms::keysOf(*m_messages);
    const forms::Page *shown = m_made.value(m_current);
    m_help->open(tr("Keyboard"), {},
                 {{tr("Keys of this page"), shown ? forms::keysOf(*shown) : QList<forms::KeyHint>()}, {tr("Everywhere"), everywhere}});
}

void MainWindow::restoreGeometryOrFit()
{
    if (restoreGeometry(m_preferences.ofTerminal(geometryKey).toByteArray()))
        return;
    const QSize room = screen()->availableSize();
    resize(sizeWished.boundedTo(room));
    if (room.width() <= sizeWished.width() || room.height() <= sizeWished.height())
        setWindowState(windowState() | Qt::WindowMaximized);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_preferences.setOfTerminal(geometryKey, saveGeometry());
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        // The page in front translates itself; the others are made again in the new language when they are wanted.
        retranslate();
        forgetPages(m_current);
        makeShortcuts();
        if (m_desk.session().isValid())
            m_idle.start();
    }
}

void MainWindow::retranslate()
{
    setWindowTitle(tr("OneWindow"));
}

} // namespace app
