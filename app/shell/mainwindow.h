// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/shell/clearance.h"
#include "forms/shared/page.h"
#include <QHash>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>

class QShortcut;
class QStackedWidget;

namespace forms {
class Desk;
class MessageBar;
class Preferences;
}

namespace app {

class HelpPanel;
class SearchBox;
class SideBar;
class TitleBar;

/// The frame around the pages: title bar, side bar, one page at a time, message bar. It walks a table of pages and knows
/// nothing else about any feature. Pages are made when they are first wanted, or one by one while nothing else happens, so
/// that their badges are right; all of them are thrown away when another person sits down.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// `pages` is the table of pages (forms::pages() in the program); it must outlive the window, as the desk must.
    MainWindow(forms::Desk &desk, forms::Preferences &preferences, const QList<forms::PageEntry> &pages,
               QWidget *parent = nullptr);

    /// The search field; give it its search with SearchBox::setSearch.
    SearchBox &search() const;
    forms::MessageBar &messages() const { return *m_messages; }
    SideBar &sideBar() const { return *m_sideBar; }
    HelpPanel &help() const { return *m_help; }

    /// Shows page `id` and hands it `argument`; says so in the message bar if the signed-in role may not use it.
    void openPage(const QString &id, const QString &argument = {});
    /// The page shown, empty before the first.
    QString currentPage() const { return m_current; }
    /// The page if it was made already, else nullptr.
    forms::Page *madePage(const QString &id) const { return m_made.value(id); }

    /// Puts a line between the title bar and the pages: something that lasts and concerns every page. Above those put there
    /// before; the window owns it.
    void addBanner(QWidget *banner);

    /// Hides everything behind `form` (sign-in, lock screen): nothing of the work is visible and no key reaches it.
    /// The window owns the form from now on.
    void cover(QWidget *form);
    /// Takes the form away and gives the keyboard back.
    void uncover();
    bool isCovered() const;

Q_SIGNALS:
    void counterChangeRequested();
    void passwordChangeRequested();
    void lockRequested();
    void switchUserRequested();
    void signOutRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void connectParts();
    void makeShortcuts();
    void takeSession();
    void restoreGeometryOrFit();
    const forms::PageEntry *entryOf(const QString &id) const;
    QList<forms::PageEntry> allowedPages() const;
    forms::Page *page(const forms::PageEntry &entry);
    void makeNextPage();
    void forgetPages(const QString &except = {});
    void focusPage();
    void showHelp();
    void showKeys();
    void retranslate();

    forms::Desk &m_desk;
    forms::Preferences &m_preferences;
    const QList<forms::PageEntry> &m_pages;
    QStackedWidget *m_root = nullptr, *m_stack = nullptr;
    QWidget *m_shell = nullptr, *m_cover = nullptr;
    TitleBar *m_titleBar = nullptr;
    SideBar *m_sideBar = nullptr;
    forms::MessageBar *m_messages = nullptr;
    HelpPanel *m_help = nullptr;
    QHash<QString, forms::Page *> m_made;
    QList<QShortcut *> m_shortcuts;
    QTimer m_idle;
    QString m_current, m_staffId;
    QPointer<QWidget> m_focusBeforeCover;
    Clearance m_clearance{*this};
};

} // namespace app
