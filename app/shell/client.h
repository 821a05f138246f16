// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/shell/frontdoor.h"
#include "app/shell/idlewatch.h"
#include "app/sync/attachmentcourier.h"
#include "app/sync/devicecare.h"
#include "app/sync/firstdownload.h"
#include "app/sync/signin.h"
#include "app/sync/syncagent.h"
#include "app/sync/uptime.h"
#include "forms/shared/desk.h"
#include "forms/shared/preferences.h"
#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QUrl>

class QApplication;

namespace forms {
class LeaseBar;
class PaperPrinter;
class ShutOutNote;
class SignInForm;
}

namespace app {

class MainWindow;

/// The whole client put together: the local office, the desk, the window over it, the way to the centre. It owns the order of
/// starting and of sitting down; what a feature does is none of its business.
class Client : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString dataFolder;
        QUrl centre;
        QString caFile;
        QString counterId;     ///< window of the hall; empty: the one chosen last
        QString printFolder;   ///< papers become PDFs there; empty: the printer of the settings
        QString cardFile;      ///< simulated card reader, see CardFileReader
        QString readerPort;    ///< serial port of a real card reader; empty: none
        QString staffNumber;   ///< prefilled at sign-in
        QString password;      ///< signs in at once with it (demonstrations); empty: the clerk types it
        bool usesDesktopKeys = false; ///< the desktop's own key store seals what lies here as well
        QString language, theme; ///< override the preferences for this terminal; empty: as they are
        double fontPt = 0;
    };
    /// Works on with what the front door opened.
    Client(const Options &options, Entry entry, QApplication &application);
    ~Client() override;
    /// Shows the window and lets in whoever came through the front door.
    void show();

Q_SIGNALS:
    /// This device was shut out, what was unsent is sent, the keys are destroyed. Once this object is gone, Installation::open() destroys
    /// the rest.
    void keysDestroyed();

private:
    void setUpDevices();
    void setUpWindow();
    void setUpSync();
    void setUpDownload();
    void setUpAttachments();
    void setUpCare();
    void showShutOut();
    void askToSignIn(const QString &lockedStaffNumber = {}, const QString &lockedStaffName = {});
    void lock();
    bool unlock(const QString &staffNumber, const QString &password);
    void changePassword();
    void showRecoveryCodes(const exchange::SignInAnswer &answer);
    void signedIn(const domain::Staff &staff, SignIn::Way way);
    void sitDown();
    void standUp();
    void chooseCounter();
    void showHall();
    void armTimer();
    QString counterId() const;

    const Options m_options;
    std::unique_ptr<Installation> m_installation;
    std::unique_ptr<office::Office> m_office;
    std::unique_ptr<Transport> m_transport;
    exchange::SignInRequest m_who; ///< who came through the front door, until let in
    std::optional<exchange::SignInAnswer> m_answer;
    const bool m_cameShutOut;
    std::unique_ptr<office::Attachments> m_attachments;
    forms::Desk m_desk;
    forms::Preferences *m_preferences; ///< child of the desk
    std::unique_ptr<forms::PaperPrinter> m_paperPrinter;
    std::unique_ptr<SyncAgent> m_agent;
    std::unique_ptr<FirstDownload> m_download;
    std::unique_ptr<AttachmentCourier> m_courier;
    std::unique_ptr<SignIn> m_signIn;
    std::unique_ptr<DeviceCare> m_care;
    std::unique_ptr<MainWindow> m_window;
    QPointer<forms::SignInForm> m_form;
    QPointer<forms::ShutOutNote> m_note;
    std::optional<domain::Staff> m_staff; ///< who sits here
    QString m_chosenCounter;
    Uptime m_uptime;
    QTimer m_timer;
    std::unique_ptr<IdleWatch> m_idle;
    bool m_isLocked = false; ///< who sits here need only show that it is them
    QTimer m_restTimer; ///< runs out when nothing has changed for a while
};

} // namespace app
