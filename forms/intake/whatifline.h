// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/timelimit/timelimit.h"
#include <QLabel>

namespace forms {

class CaseInHand;

/// "If everything comes on Fri 12-04, decided by Tue 12-15" (B04): what may be promised before anything is printed. Arrows or
/// W go to another of the next working days. Hidden where nothing is outstanding.
class WhatIfLine : public QLabel
{
    Q_OBJECT
public:
    explicit WhatIfLine(CaseInHand &hand, QWidget *parent = nullptr);

    void refresh();
    void moveDay(int steps);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QList<domain::WhatIf> forecast() const;
    int chosen(const QList<domain::WhatIf> &days) const;

    CaseInHand &m_hand;
    int m_day = -1; ///< which of the next working days; -1: not chosen, the first Friday
};

} // namespace forms
