// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDateTime>
#include <QFrame>
#include <QTimer>
#include <functional>

class QLabel;

namespace forms {

class ElidedLabel;

/// A line that says how long this terminal can still be opened without the centre. Not there while there is no hurry. Counts by the
/// minute.
class LeaseBar : public QFrame
{
    Q_OBJECT
public:
    /// `clock`: now, UTC.
    explicit LeaseBar(std::function<QDateTime()> clock, QWidget *parent = nullptr);

public Q_SLOTS:
    /// When it can be no longer; invalid: there is no hurry.
    void setEnd(const QDateTime &end);
    void look();

protected:
    void changeEvent(QEvent *event) override;

private:
    const std::function<QDateTime()> m_clock;
    QDateTime m_end;
    QTimer m_timer;
    QLabel *m_icon;
    ElidedLabel *m_text;
};

} // namespace forms
