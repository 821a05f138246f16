// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/shared/listbeside.h"
#include "forms/shared/theme.h"
#include <QFrame>
#include <QVBoxLayout>

namespace forms {

QFrame *cardOf(QWidget *content)
{
    auto *card = new QFrame;
    card->setProperty("role", QStringLiteral("card"));
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(1, 1, 1, 1);
    column->addWidget(content);
    return card;
}

QSplitter *listBeside(QWidget *list, QWidget *detail, int listShare, int detailShare)
{
    auto *split = new QSplitter(Qt::Horizontal);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(Theme::gap);
    split->addWidget(cardOf(list));
    split->addWidget(detail);
    split->setStretchFactor(0, listShare);
    split->setStretchFactor(1, detailShare);
    split->setSizes({listShare, detailShare});
    return split;
}

} // namespace forms
