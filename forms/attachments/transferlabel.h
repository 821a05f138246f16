// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "forms/shared/desk.h"
#include <QPushButton>

namespace forms {

/// 附件 in the title bar: how many wait to be sent, how far the one under way is. Not there while there is nothing to say.
class TransferLabel : public QPushButton
{
    Q_OBJECT
public:
    explicit TransferLabel(Desk &desk, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    Desk &m_desk;
};

} // namespace forms
