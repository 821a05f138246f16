// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/keys.h"
#include <QFrame>
#include <QPointer>

class QGridLayout;
class QLabel;
class QScrollArea;
class QToolButton;

namespace app {

/// Help beside the page, never in front of the work's flow: what the page is for (F1) or the keyboard map (?). It lies over
/// the right side of the window, leaves the page usable and closes with Esc, giving the keyboard back to where it was.
class HelpPanel : public QFrame
{
    Q_OBJECT
public:
    /// Keys that belong together.
    struct Section
    {
        QString title;
        QList<forms::KeyHint> hints;
    };

    /// Lies over `behind`, whose size it follows.
    explicit HelpPanel(QWidget *behind);

    /// Opens with a title, a text (may be empty, plain or rich) and keys; opening what is open already closes it.
    void open(const QString &title, const QString &text, const QList<Section> &sections);
    void closePanel();
    int hintCount() const { return m_hintCount; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void place();
    void retranslate();

    QLabel *m_title, *m_text;
    QToolButton *m_close;
    QScrollArea *m_scroll;
    QPointer<QWidget> m_before; ///< had the keyboard before the panel took it
    int m_hintCount = 0;
};

} // namespace app
