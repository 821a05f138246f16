// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/page.h"
#include <QVBoxLayout>

namespace forms {

void Page::setContent(QWidget *content)
{
    if (!layout()) {
        auto *whole = new QVBoxLayout(this);
        whole->setContentsMargins(0, 0, 0, 0);
    }
    layout()->addWidget(content);
}

} // namespace forms
