// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QFrame>

class QAction;
class QLabel;
class QToolButton;

namespace forms {
class Desk;
class StatusLabel;
}

namespace app {

class SearchBox;

/// Top of the window: the program's name, the search field, the counter, the person, and where we stand towards the centre.
class TitleBar : public QFrame
{
    Q_OBJECT
public:
    explicit TitleBar(forms::Desk &desk, QWidget *parent = nullptr);

    SearchBox &search() const { return *m_search; }

Q_SIGNALS:
    void counterChangeRequested();
    void passwordChangeRequested();
    void lockRequested();
    void switchUserRequested();
    void signOutRequested();
    void statusClicked();
    void transferClicked();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showSession();
    QToolButton *menuButton(const QString &objectName);
    QAction *addTo(QToolButton *button, QStringView iconName, void (TitleBar::*signal)());

    forms::Desk &m_desk;
    QLabel *m_brand;
    SearchBox *m_search;
    QToolButton *m_counter, *m_clerk;
    QAction *m_changeCounter, *m_password, *m_lock, *m_switchUser, *m_signOut;
};

} // namespace app
