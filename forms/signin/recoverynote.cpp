// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/signin/recoverynote.h"
#include "forms/shared/theme.h"
#include <QEvent>
#include <QFontDatabase>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;

namespace {
constexpr int cardWidth = 400, perLine = 2;
}

RecoveryNote::RecoveryNote(const QStringList &codes, QWidget *parent)
    : QWidget(parent), m_title(new QLabel), m_why(new QLabel), m_codes(new QLabel), m_kept(new QPushButton)
{
    setObjectName(u"recoveryNote"_s);
    m_title->setProperty("role", u"heading"_s);
    m_why->setProperty("role", u"muted"_s);
    m_why->setWordWrap(true);
    QStringList lines;
    for (qsizetype i = 0; i < codes.size(); i += perLine)
        lines << codes.mid(i, perLine).join(u"    "_s);
    m_codes->setObjectName(u"recoveryCodes"_s);
    m_codes->setText(lines.join(u'\n'));
    m_codes->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_codes->setAlignment(Qt::AlignHCenter);
    m_codes->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_kept->setObjectName(u"recoveryKept"_s);
    m_kept->setProperty("role", u"primary"_s);
    m_kept->setAutoDefault(true);
    connect(m_kept, &QPushButton::clicked, this, &RecoveryNote::kept);

    auto *card = new QFrame;
    card->setProperty("role", u"card"_s);
    card->setFixedWidth(int(cardWidth * Theme::fontPt() / Theme::fontPtDefault));
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(32, 28, 32, 28);
    column->setSpacing(Theme::gap * 2);
    for (QWidget *part : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_why), static_cast<QWidget *>(m_codes), static_cast<QWidget *>(m_kept)})
        column->addWidget(part);
    auto *across = new QHBoxLayout;
    across->addStretch();
    across->addWidget(card);
    across->addStretch();
    auto *down = new QVBoxLayout(this);
    down->addStretch(2);
    down->addLayout(across);
    down->addStretch(3);
    retranslate();
}

void RecoveryNote::retranslate()
{
    m_title->setText(tr("Your recovery codes"));
    m_why->setText(tr("Each of them lets you in once without your telephone. Write them down and keep them apart from it; they are not shown again."));
    m_codes->setAccessibleName(tr("Recovery codes"));
    m_kept->setText(tr("They are written down"));
    m_kept->setAccessibleName(m_kept->text());
}

void RecoveryNote::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void RecoveryNote::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_kept->setFocus();
}

} // namespace forms
