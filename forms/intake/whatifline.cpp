// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/intake/whatifline.h"
#include "forms/intake/caseinhand.h"
#include "forms/intake/intaketext.h"
#include "forms/shared/keys.h"
#include "forms/shared/theme.h"
#include <QKeyEvent>
#include <QPainter>

namespace forms {
using domain::Verdict;

namespace {

constexpr int workdaysAhead = 10;

QDate lastSupplementDay(const domain::Decision &decision)
{
    QDate last;
    for (const domain::CaseMaterial &material : decision.materials) {
        if (material.mark == domain::MaterialMark::Tolerated && (!last.isValid() || material.due < last))
            last = material.due;
    }
    return last;
}

} // namespace

WhatIfLine::WhatIfLine(CaseInHand &hand, QWidget *parent) : QLabel(parent), m_hand(hand)
{
    setObjectName(QStringLiteral("decision.whatif"));
    setAccessibleName(tr("What if the supplement comes on another day"));
    setProperty("role", QStringLiteral("banner"));
    setProperty("tone", QStringLiteral("info"));
    setFocusPolicy(Qt::StrongFocus);
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    describeKeys(this, {{QStringLiteral("←  →"), tr("What if the supplement comes another day")}});
    connect(&hand, &CaseInHand::replaced, this, [this] { m_day = -1; });
}

QList<domain::WhatIf> WhatIfLine::forecast() const
{
    const domain::Place *hall = m_hand.place();
    return hall ? domain::supplementForecast(m_hand.decision().checklist.committedLimit, m_hand.hallNow().date(), m_hand.rules().calendar(), hall->hours, workdaysAhead)
                : QList<domain::WhatIf>();
}

int WhatIfLine::chosen(const QList<domain::WhatIf> &days) const
{
    if (m_day >= 0)
        return m_day;
    const auto friday = std::find_if(days.begin(), days.end(), [](const auto &day) { return day.suppliedOn.dayOfWeek() == Qt::Friday; });
    return friday == days.end() ? 0 : int(friday - days.begin());
}

void WhatIfLine::refresh()
{
    const domain::Decision &decision = m_hand.decision();
    const bool notify = decision.verdict == Verdict::Notify;
    const bool tolerates = decision.verdict == Verdict::AcceptWithTolerance || decision.verdict == Verdict::AcceptWithToleranceOnCommitment;
    const QList<domain::WhatIf> days = notify || tolerates ? forecast() : QList<domain::WhatIf>();
    setVisible(!days.isEmpty());
    if (days.isEmpty())
        return;
    const QDate today = m_hand.hallNow().date();
    const domain::WhatIf &line = days[chosen(days)];
    const QString day = IntakeText::day(line.suppliedOn, today);
    if (notify) {
        setText(tr("If everything comes on %1, it is due by %2").arg(day, IntakeText::due(line.due, today)));
        return;
    }
    const QDate last = lastSupplementDay(decision);
    setText(line.suppliedOn <= last ? tr("If supplied on %1, it is still due by %2").arg(day, IntakeText::due(decision.committedDue, today))
                                    : tr("If supplied on %1, that is too late: the last day is %2").arg(day, IntakeText::day(last, today)));
}

void WhatIfLine::moveDay(int steps)
{
    const QList<domain::WhatIf> days = forecast();
    if (isHidden() || days.isEmpty())
        return;
    const int count = int(days.size());
    m_day = (chosen(days) + steps % count + count) % count;
    refresh();
}

void WhatIfLine::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Right || event->key() == Qt::Key_W || event->key() == Qt::Key_Down)
        moveDay(1);
    else if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Up)
        moveDay(-1);
    else
        QLabel::keyPressEvent(event);
}

void WhatIfLine::paintEvent(QPaintEvent *event)
{
    QLabel::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::colours().focus, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
}

} // namespace forms
