// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/rating/ratingscreen.h"
#include "forms/papers/qrsymbol.h"
#include "forms/shared/actor.h"
#include "forms/shared/refusaltext.h"
#include "forms/shared/theme.h"
#include <QCheckBox>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace forms {
using namespace Qt::StringLiterals;

namespace {

constexpr int buttonHeight = 128, codeSide = 176;

/// The code is read by a camera: black on white in every theme.
QPixmap codePicture(const QString &text)
{
    const auto symbol = QrSymbol::encode(text);
    if (!symbol)
        return {};
    QPixmap picture(codeSide, codeSide);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    const double quiet = double(codeSide) * QrSymbol::quietModules / (symbol->modules() + 2 * QrSymbol::quietModules);
    painter.translate(quiet, quiet);
    painter.fillPath(symbol->shape(codeSide - 2 * quiet), Qt::black);
    return picture;
}

} // namespace

RatingScreen::RatingScreen(Desk &desk, const office::Service &service, QWidget *parent)
    : QWidget(parent, Qt::Window), m_desk(desk), m_service(service),
      m_options([&] {
          const domain::Place *place = desk.office().rules()->place(desk.session().placeId);
          return office::Ratings::options(*desk.office().rules(), place ? place->district : QString());
      }()),
      m_parts(new QStackedWidget), m_time(new QLabel)
{
    setObjectName(u"ratingScreen"_s);
    setAttribute(Qt::WA_DeleteOnClose, false);
    setWindowTitle(tr("Please rate this service"));
    auto *title = new QLabel(tr("Please rate this service"));
    title->setProperty("role", u"title"_s);
    title->setAlignment(Qt::AlignCenter);
    auto *about = new QLabel(service.itemName);
    about->setObjectName(u"ratingAbout"_s);
    about->setAlignment(Qt::AlignCenter);
    about->setWordWrap(true);
    m_time->setProperty("role", u"muted"_s);
    m_time->setAlignment(Qt::AlignCenter);
    m_parts->addWidget(levelsPart());
    m_parts->addWidget(reasonsPart());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4 * Theme::gap, 4 * Theme::gap, 4 * Theme::gap, 2 * Theme::gap);
    column->setSpacing(Theme::gap);
    column->addWidget(title);
    column->addWidget(about);
    column->addWidget(m_parts, 1);
    column->addWidget(m_time);
    // The keyboard belongs to no level: neither Enter nor Space says anything by itself.
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Please rate this service"));
    setFocus();
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, &RatingScreen::tick);
    m_clock.start();
    showTime();
}

QWidget *RatingScreen::levelsPart()
{
    auto *part = new QWidget;
    auto *levels = new QWidget;
    levels->setFixedHeight(buttonHeight);
    auto *row = new QHBoxLayout(levels);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * Theme::gap);
    for (const domain::RatingOptions::Option &level : m_options.levels) {
        auto *button = new QPushButton(QStringLiteral("%1\n%2").arg(level.text, level.code));
        button->setObjectName(QString(u"ratingLevel"_s + level.code));
        button->setAccessibleName(level.text);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
        button->setAutoDefault(false);
        QFont large = button->font();
        large.setPointSizeF(1.4 * Theme::largePt(Theme::fontPt()));
        button->setFont(large);
        connect(button, &QPushButton::clicked, this, [this, level = level.code.toInt()] { press(level); });
        row->addWidget(button, 1);
    }
    auto *code = new QLabel;
    const domain::Place *place = m_desk.office().rules()->place(m_desk.session().placeId);
    if (place && !place->publicAddress.isEmpty() && !place->sealKey.isEmpty())
        code->setPixmap(codePicture(QString(place->publicAddress + domain::ratingPath(m_service.id, place->sealKey))));
    code->setAlignment(Qt::AlignCenter);
    code->setAccessibleName(tr("Code to rate with a phone"));
    auto *hint = new QLabel(tr("Press 1 to 5, or scan the code with a phone. Rating is voluntary; who serves you is not told how you rated."));
    hint->setAlignment(Qt::AlignCenter);
    hint->setWordWrap(true);
    auto *notNow = new QPushButton(tr("Esc  Not now"));
    notNow->setObjectName(u"ratingNotNow"_s);
    notNow->setAccessibleName(tr("Not now"));
    notNow->setProperty("role", u"quiet"_s);
    notNow->setAutoDefault(false);
    connect(notNow, &QPushButton::clicked, this, [this] { end(false); });
    auto *column = new QVBoxLayout(part);
    column->setSpacing(2 * Theme::gap);
    column->addStretch(1);
    column->addWidget(levels);
    column->addWidget(code);
    column->addWidget(hint);
    column->addWidget(notNow, 0, Qt::AlignCenter);
    column->addStretch(1);
    return part;
}

QWidget *RatingScreen::reasonsPart()
{
    auto *part = new QWidget;
    m_chosen = new QLabel;
    m_chosen->setObjectName(u"ratingChosen"_s);
    m_chosen->setProperty("role", u"title"_s);
    m_chosen->setAlignment(Qt::AlignCenter);
    m_reasons = new QWidget;
    new QVBoxLayout(m_reasons);
    auto *back = new QPushButton(tr("Backspace  Choose again"));
    back->setObjectName(u"ratingTakeBack"_s);
    back->setAccessibleName(tr("Choose again"));
    back->setAutoDefault(false);
    connect(back, &QPushButton::clicked, this, &RatingScreen::takeBack);
    auto *give = new QPushButton(tr("Enter  Done"));
    give->setObjectName(u"ratingGive"_s);
    give->setAccessibleName(tr("Done"));
    give->setProperty("role", u"primary"_s);
    give->setMinimumHeight(buttonHeight / 2);
    connect(give, &QPushButton::clicked, this, &RatingScreen::give);
    auto *ends = new QHBoxLayout;
    ends->setSpacing(2 * Theme::gap);
    ends->addStretch(1);
    ends->addWidget(give);
    ends->addWidget(back);
    ends->addStretch(1);
    auto *column = new QVBoxLayout(part);
    column->setSpacing(Theme::gap);
    column->addStretch(1);
    column->addWidget(m_chosen);
    column->addWidget(m_reasons, 0, Qt::AlignCenter);
    column->addLayout(ends);
    column->addStretch(1);
    return part;
}

void RatingScreen::press(int level)
{
    if (m_ended || level < domain::levelMin || level > domain::levelMax)
        return;
    m_level = level;
    m_chosen->setText(m_options.levelName(level));
    qDeleteAll(m_boxes);
    m_boxes.clear();
    for (const domain::RatingOptions::Option &option : m_options.optionsOf(level)) {
        auto *box = new QCheckBox(option.text);
        box->setObjectName(QString(u"ratingOption."_s + option.code));
        box->setAccessibleName(option.text);
        box->setProperty("code", option.code);
        m_reasons->layout()->addWidget(box);
        m_boxes << box;
    }
    m_parts->setCurrentIndex(1);
    m_secondsLeft = reasonSeconds;
    showTime();
    if (!m_boxes.isEmpty())
        m_boxes.first()->setFocus();
}

void RatingScreen::takeBack()
{
    m_level = 0;
    m_parts->setCurrentIndex(0);
    m_secondsLeft = waitSeconds;
    showTime();
    setFocus();
}

void RatingScreen::give()
{
    if (m_ended || m_level == 0)
        return;
    office::Evaluation evaluation;
    evaluation.level = m_level;
    for (const QCheckBox *box : m_boxes) {
        if (box->isChecked())
            evaluation.options << box->property("code").toString();
    }
    const auto given = office::Ratings(m_desk.office()).give(m_service, evaluation, actorOf(m_desk));
    // Whether it could be kept is the clerk's to know; how it was is not.
    if (!given)
        m_desk.say(Tone::Problem, refusalText(given.refusal()));
    end(given.ok());
}

void RatingScreen::tick()
{
    if (--m_secondsLeft > 0) {
        showTime();
        return;
    }
    if (m_level > 0)
        give();
    else
        end(false);
}

void RatingScreen::showTime()
{
    m_time->setText(m_level > 0 ? tr("Thank you. Your rating is sent in %n seconds.", nullptr, m_secondsLeft)
                                : tr("This page closes without a rating in %n seconds.", nullptr, m_secondsLeft));
}

void RatingScreen::end(bool rated)
{
    if (std::exchange(m_ended, true))
        return;
    m_clock.stop();
    // What was pressed leaves no trace on the screen either.
    m_level = 0;
    m_chosen->clear();
    hide();
    Q_EMIT ended(rated);
}

void RatingScreen::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool isChoosing = m_parts->currentIndex() == 0;
    if (isChoosing && key >= Qt::Key_1 && key <= Qt::Key_5)
        press(key - Qt::Key_0);
    else if (key == Qt::Key_Escape)
        m_level > 0 ? takeBack() : end(false);
    else if (!isChoosing && key == Qt::Key_Backspace)
        takeBack();
    else if (!isChoosing && (key == Qt::Key_Return || key == Qt::Key_Enter))
        give();
    else if (key == Qt::Key_F11)
        setWindowState(windowState() ^ Qt::WindowFullScreen);
    else
        QWidget::keyPressEvent(event);
}

void RatingScreen::closeEvent(QCloseEvent *event)
{
    event->accept();
    if (m_level > 0)
        give();
    else
        end(false);
}

} // namespace forms
