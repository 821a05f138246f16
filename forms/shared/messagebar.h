// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/desk.h"
#include <QFrame>
#include <QTimer>

class QLabel;
class QListWidget;
class QPushButton;
class QShortcut;
class QToolButton;

namespace forms {

class ElidedLabel;

/// The line at the foot of the window: what just happened, with the one button that helps (Alt+Enter), and behind it the
/// notices of this session. A good word goes away by itself after a while; a warning or a problem stays until it is
/// closed or a newer notice takes its place, and a problem displaced unread is counted on the history button.
class MessageBar : public QFrame
{
    Q_OBJECT
public:
    /// How long good news stays, seconds; longer if a button comes with it.
    static constexpr int plainSeconds = 12;
    static constexpr int withActionSeconds = 30;
    static constexpr int historyMax = 200;

    /// A notice as it stands in the history.
    struct Entry
    {
        QDateTime at; ///< local time of the hall
        Tone tone;
        QString text;
    };

    explicit MessageBar(std::function<QDateTime()> clock, QWidget *parent = nullptr);

    /// Shows a notice and tells assistive technology at once.
    void say(const Notice &notice);
    /// Runs the button of the present notice, once; nothing if there is none.
    void act();
    /// Takes the present notice away; it stays in the history.
    void dismiss();
    /// Forgets everything said: another clerk sits down.
    void forget();

    /// Whether the present notice goes away by itself.
    bool vanishes() const { return m_vanish.isActive(); }
    /// Oldest first.
    const QList<Entry> &history() const { return m_history; }
    void openHistory();

protected:
    void changeEvent(QEvent *event) override;

private:
    void present();
    void retranslate();
    void showUnread();

    std::function<QDateTime()> m_clock;
    std::optional<Notice> m_notice;
    QList<Entry> m_history;
    int m_unreadProblems = 0;
    QTimer m_vanish;
    QLabel *m_icon, *m_word;
    ElidedLabel *m_text;
    QPushButton *m_action;
    QShortcut *m_actionKey = nullptr;
    QToolButton *m_close, *m_historyButton;
};

/// "Done", "Note", "Careful", "Problem": the tone of a notice as a word.
QString toneWord(Tone tone);

} // namespace forms
