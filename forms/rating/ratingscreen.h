// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/rating/rating.h"
#include "office/ratings.h"
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace forms {

class Desk;

/// What the applicant sees at the counter (M49): five large buttons, keys 1 to 5, and a code to rate with a phone instead. A window of its
/// own, to be put on the applicant's screen; F11 fills it. Nothing is chosen beforehand: after some seconds it closes without a rating. A
/// level that was pressed counts even when its giver walks away from the reasons; before, he can take it back.
class RatingScreen : public QWidget
{
    Q_OBJECT
public:
    static constexpr int waitSeconds = 45;    ///< for a level
    static constexpr int reasonSeconds = 30;  ///< for reasons, after a level

    RatingScreen(Desk &desk, const office::Service &service, QWidget *parent = nullptr);

    /// 1 … 5, as if pressed.
    void press(int level);
    /// Takes the level back.
    void takeBack();
    /// Gives the rating; without a level nothing.
    void give();
    int secondsLeft() const { return m_secondsLeft; }
    /// One second less; the timer does it.
    void tick();

Q_SIGNALS:
    /// It is over, with a rating or without.
    void ended(bool rated);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    QWidget *levelsPart();
    QWidget *reasonsPart();
    void end(bool rated);
    void showTime();

    Desk &m_desk;
    const office::Service m_service;
    const domain::RatingOptions m_options;
    int m_level = 0, m_secondsLeft = waitSeconds;
    bool m_ended = false;
    QTimer m_clock;
    QStackedWidget *m_parts;
    QLabel *m_time, *m_chosen = nullptr;
    QWidget *m_reasons = nullptr;
    QList<QCheckBox *> m_boxes;
};

} // namespace forms
