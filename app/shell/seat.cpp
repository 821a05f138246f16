// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/seat.h"
#include "app/shell/look.h"
#include <QApplication>
#include <QDir>
#include <QLoggingCategory>
#include <QMainWindow>

namespace app {
using namespace Qt::StringLiterals;
using domain::Result;

Q_LOGGING_CATEGORY(seatLog, "onewindow.seat")

Seat::Seat(const Client::Options &options, QApplication &application, std::unique_ptr<DeskKeyStore> keys)
    : m_options(options), m_application(application), m_keys(std::move(keys))
{
}

Seat::~Seat()
{
    m_client.reset();
    m_door.reset();
}

void Seat::open()
{
    constexpr int deadlineMs = 5'000;
    if (!m_keys)
        return openDoor({});
    // One secret for each data folder: two installations of one desktop are two devices.
    m_keys->ask(QDir(m_options.dataFolder).absolutePath(), deadlineMs, [this](const Result<QByteArray> &secret) {
        if (!secret)
            qCWarning(seatLog) << "the desktop's key store is not used:" << secret.refusal().code << secret.refusal().facts;
        openDoor(secret ? *secret : QByteArray());
    });
}

void Seat::openDoor(const QByteArray &deskSecret)
{
    m_preferences = std::make_unique<forms::Preferences>(QDir(m_options.dataFolder).filePath(u"preferences.ini"_s));
    forms::Preferences &preferences = *m_preferences;
    if (!m_options.language.isEmpty())
        preferences.setLanguage(m_options.language);
    if (m_options.theme == "light"_L1 || m_options.theme == "dark"_L1)
        preferences.setThemeMode(m_options.theme == "dark"_L1 ? forms::Theme::Mode::Dark : forms::Theme::Mode::Light);
    if (m_options.fontPt > 0)
        preferences.setFontPt(m_options.fontPt);
    followPreferences(m_application, preferences, u":/i18n"_s);
    FrontDoor::Options options;
    options.installation = {.folder = m_options.dataFolder, .clock = [] { return QDateTime::currentDateTimeUtc(); }, .deskSecret = deskSecret};
    options.way.centre = m_options.centre;
    options.way.caFile = m_options.caFile;
    options.staffNumber = m_options.staffNumber;
    options.counterId = m_options.counterId;
    auto door = FrontDoor::open(options, preferences);
    if (!door) {
        Q_EMIT failed(door.refusal());
        return;
    }
    m_door = std::move(door.value());
    // Neither goes away from within one of its own signals.
    connect(m_door.get(), &FrontDoor::opened, this, &Seat::letIn, Qt::QueuedConnection);
    m_door->show();
    if (!m_options.password.isEmpty() && !m_door->isErased())
        m_door->signIn(m_options.staffNumber, m_options.password);
    QApplication::setQuitOnLastWindowClosed(true);
    Q_EMIT opened();
}

void Seat::letIn()
{
    m_client = std::make_unique<Client>(m_options, m_door->take(), m_application);
    connect(m_client.get(), &Client::keysDestroyed, this, &Seat::endClient, Qt::QueuedConnection);
    m_client->show();
    m_door->close(); // after the other window is there: else the last one would be gone, and the program with it
    m_door.reset();
    m_preferences.reset();
}

void Seat::endClient()
{
    // Its window closes while no other is open yet.
    QApplication::setQuitOnLastWindowClosed(false);
    m_client.reset();
    open();
}

} // namespace app
