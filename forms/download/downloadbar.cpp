// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/download/downloadbar.h"
#include "forms/shared/elidedlabel.h"
#include "forms/shared/icons.h"
#include "forms/shared/theme.h"
#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

namespace forms {
using namespace Qt::StringLiterals;
using State = DownloadStatus::State;

namespace {

constexpr int progressWidth = 240;

QString say(const char *text)
{
    return QCoreApplication::translate("forms::DownloadBar", text);
}

/// How long it still takes, no more exactly than can be known.
QString leftText(qint64 seconds)
{
    constexpr qint64 minute = 60, hour = 60 * minute;
    if (seconds < 10)
        return say(QT_TRANSLATE_NOOP("forms::DownloadBar", "a few seconds left"));
    if (seconds < minute)
        return say(QT_TRANSLATE_NOOP("forms::DownloadBar", "about %1 s left")).arg((seconds + 9) / 10 * 10);
    if (seconds < 90 * minute)
        return say(QT_TRANSLATE_NOOP("forms::DownloadBar", "about %1 min left")).arg((seconds + minute / 2) / minute);
    return say(QT_TRANSLATE_NOOP("forms::DownloadBar", "about %1 h left")).arg(QLocale().toString(double(seconds) / double(hour), 'f', 1));
}

QString receivedText(const DownloadStatus &status)
{
    return say(QT_TRANSLATE_NOOP("forms::DownloadBar", "%1 of %2 received")).arg(bytesText(status.received), bytesText(status.total));
}

QString line(const QStringList &parts)
{
    return say(QT_TRANSLATE_NOOP("forms::DownloadBar", "First download: %1")).arg(parts.join(say(QT_TRANSLATE_NOOP("forms::DownloadBar", ", "))));
}

} // namespace

QString bytesText(qint64 bytes)
{
    constexpr double kilo = 1000, mega = 1000 * kilo, giga = 1000 * mega;
    const QLocale locale;
    const double size = double(bytes);
    if (size >= giga)
        return say(QT_TRANSLATE_NOOP("forms::DownloadBar", "%1 GB")).arg(locale.toString(size / giga, 'f', 1));
    if (size >= mega || bytes == 0)
        return say(QT_TRANSLATE_NOOP("forms::DownloadBar", "%1 MB")).arg(locale.toString(size / mega, 'f', 0));
    return say(QT_TRANSLATE_NOOP("forms::DownloadBar", "%1 kB")).arg(locale.toString(std::max(size / kilo, 1.0), 'f', 0));
}

DownloadWords downloadWords(const DownloadStatus &status)
{
    DownloadWords words{{}, {}, {}, "info", 0};
    if (status.total > 0)
        words.permille = int(std::clamp<qint64>(status.received * 1000 / status.total, 0, 1000));
    const QString stop = say(QT_TRANSLATE_NOOP("forms::DownloadBar", "Stop")), goOn = say(QT_TRANSLATE_NOOP("forms::DownloadBar", "Continue"));
    switch (status.state) {
    case State::None:
        break;
    case State::Fetching: {
        QStringList parts{receivedText(status)};
        if (status.secondsLeft)
            parts << leftText(*status.secondsLeft);
        words.text = line(parts);
        words.state = line({say(QT_TRANSLATE_NOOP("forms::DownloadBar", "under way"))});
        words.actionText = stop;
        break;
    }
    case State::Preparing:
        words.text = words.state = line({say(QT_TRANSLATE_NOOP("forms::DownloadBar", "all is here, preparing"))});
        words.permille = status.prepared > 0 ? status.prepared * 10 : -1;
        break;
    case State::Stopped:
        words.text = line({say(QT_TRANSLATE_NOOP("forms::DownloadBar", "stopped")), receivedText(status)});
        words.state = line({say(QT_TRANSLATE_NOOP("forms::DownloadBar", "stopped"))});
        words.actionText = goOn;
        words.tone = "warn";
        break;
    case State::Waiting:
        words.text = line({receivedText(status), say(QT_TRANSLATE_NOOP("forms::DownloadBar", "goes on as soon as the centre answers"))});
        words.state = line({say(QT_TRANSLATE_NOOP("forms::DownloadBar", "goes on as soon as the centre answers"))});
        words.actionText = stop;
        words.tone = "warn";
        break;
    case State::NoRoom:
        words.text = words.state = line({say(QT_TRANSLATE_NOOP("forms::DownloadBar", "the disk is too full; free at least %1, then it goes on by itself")).arg(bytesText(status.toFree))});
        words.tone = "bad";
        break;
    }
    return words;
}

DownloadBar::DownloadBar(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel), m_text(new ElidedLabel), m_hint(new ElidedLabel), m_progress(new QProgressBar), m_action(new QPushButton)
{
    setObjectName(u"downloadBar"_s);
    setProperty("role", u"banner"_s);
    m_text->setObjectName(u"downloadText"_s);
    m_text->setProperty("role", u"strong"_s);
    m_hint->setObjectName(u"downloadHint"_s);
    m_progress->setObjectName(u"downloadProgress"_s);
    m_progress->setFixedWidth(progressWidth);
    m_progress->setTextVisible(false);
    m_action->setObjectName(u"downloadAction"_s);
    m_action->setProperty("role", u"quiet"_s);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::gap, 0, 0, 0); // the banner has an edge of its own
    row->setSpacing(Theme::gap);
    row->addWidget(m_icon);
    row->addWidget(m_text, 2);
    row->addWidget(m_hint, 1);
    row->addWidget(m_progress);
    row->addWidget(m_action);
    connect(m_action, &QPushButton::clicked, this, [this] {
        m_status.state == State::Stopped ? Q_EMIT resumeRequested() : Q_EMIT stopRequested();
    });
    connect(&Theme::instance(), &Theme::changed, this, &DownloadBar::present);
    present();
}

void DownloadBar::setStatus(const DownloadStatus &status)
{
    m_status = status;
    present();
}

void DownloadBar::present()
{
    const DownloadWords words = downloadWords(m_status);
    setVisible(!words.text.isEmpty());
    if (words.text.isEmpty())
        return;
    const bool isBad = QByteArray(words.tone) == "bad", isWarning = QByteArray(words.tone) == "warn";
    setTone(this, words.tone);
    m_icon->setPixmap(iconPixmap(isBad || isWarning ? u"warning" : u"sync-busy", isBad ? Ink::Bad : isWarning ? Ink::Warn : Ink::Info,
                                 Theme::iconSize(), devicePixelRatioF()));
    m_text->setText(words.text);
    m_text->setToolTip(words.text);
    const bool isComing = m_status.state == State::Fetching || m_status.state == State::Waiting;
    m_hint->setText(isComing ? tr("New cases can be taken already; earlier ones appear when it is done.") : QString());
    m_progress->setVisible(m_status.state != State::NoRoom);
    m_progress->setRange(0, words.permille < 0 ? 0 : 1000);
    m_progress->setValue(std::max(words.permille, 0));
    m_progress->setAccessibleName(tr("First download"));
    m_action->setVisible(!words.actionText.isEmpty());
    m_action->setText(words.actionText);
    m_action->setAccessibleName(m_status.state == State::Stopped ? tr("Continue the first download") : tr("Stop the first download; what came is kept"));
    m_action->setToolTip(m_action->accessibleName());
    if (accessibleName() != words.state) {
        setAccessibleName(words.state);
        QAccessibleEvent event(this, QAccessible::NameChanged);
        QAccessible::updateAccessibility(&event);
    }
}

void DownloadBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        present();
}

} // namespace forms
