// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/page.h"
#include <QFrame>
#include <QMap>
#include <QPushButton>

class QVBoxLayout;

namespace app {

/// A page's name in the side bar: icon, title, and at the right how many things wait there, else the page's key.
class NavButton : public QPushButton
{
    Q_OBJECT
public:
    NavButton(const forms::PageEntry &entry, QWidget *parent = nullptr);

    void setBadge(int count);
    int badge() const { return m_badge; }
    void retranslate();
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString trailing() const;

    const char *m_title;
    QString m_keys;
    int m_badge = 0;
};

/// The pages the signed-in role may use, one under the other.
class SideBar : public QFrame
{
    Q_OBJECT
public:
    explicit SideBar(QWidget *parent = nullptr);

    /// Shows these pages and no others, in this order.
    void setPages(const QList<forms::PageEntry> &pages);
    void setCurrent(const QString &pageId);
    void setBadge(const QString &pageId, int count);
    NavButton *button(const QString &pageId) const { return m_buttons.value(pageId); }

Q_SIGNALS:
    void pageChosen(const QString &pageId);

protected:
    void changeEvent(QEvent *event) override;

private:
    void takeWidth();

    QVBoxLayout *m_upper, *m_lower;
    QMap<QString, NavButton *> m_buttons;
};

} // namespace app
