// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QKeySequence>
#include <QSet>
#include <QWidget>

namespace forms {

class Desk;

/// One page of the main window: what fills it below the title bar. A page refreshes itself from the office's signals.
class Page : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// The page was chosen; `argument` is what Desk::open was given (empty when chosen by hand). Take the focus here.
    virtual void activate(const QString &argument) { Q_UNUSED(argument) }

protected:
    /// Fills the page with this. What filled it before is the page's to delete: it may want to look at it once more.
    void setContent(QWidget *content);

Q_SIGNALS:
    /// How many things wait here for a person; 0 hides the badge beside the page's name.
    void badgeChanged(int count);
};

/// One row of the table of pages: the whole of what the shell knows about a feature.
struct PageEntry
{
    QString id;                 ///< "intake", "cases", "returned", "guide", "journal", "settings"
    const char *title;          ///< QT_TRANSLATE_NOOP("Pages", …)
    QString icon;               ///< name in the icon set, ":/icons/<name>.svg"
    QKeySequence shortcut;
    QSet<QString> roles;        ///< role codes that may use it; empty: everybody
    bool atBottom = false;      ///< settings-like pages stand at the foot of the side bar
    Page *(*make)(Desk &desk, QWidget *parent);
};

/// The table of pages in the order of the side bar (forms/shared/pages.cpp).
const QList<PageEntry> &pages();

} // namespace forms
