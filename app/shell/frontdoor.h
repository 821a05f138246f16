// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/httptransport.h"
#include "app/sync/installation.h"
#include <QPointer>

class QMainWindow;

namespace forms {
class EnrolmentForm;
class Preferences;
class SignInForm;
}

namespace app {

/// Who was let in, and everything the client is made of from here on.
struct Entry
{
    std::unique_ptr<Installation> installation;
    std::unique_ptr<HttpTransport> transport;
    std::unique_ptr<office::Office> office;
    exchange::SignInRequest request;                ///< with the password
    std::optional<exchange::SignInAnswer> answer;   ///< the centre's; nothing: it was away, the passphrase opened the store
    bool isShutOut = false;                         ///< the centre shut this device out: only what waits is sent, then all is destroyed
};

/// Stands before the store. While the store is shut nobody's name and no hall is known here; what the form shows of them is what the
/// terminal's preferences remember. Somebody signs in at the centre, which gives back the key to the store, or, while it is away, by
/// the passphrase that opens the store itself; then the office is opened and handed on. A terminal the centre does not know asks for its
/// one-time code; one that was shut out is erased.
class FrontDoor : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        Installation::Options installation;
        HttpTransport::Options way;
        QString staffNumber; ///< prefilled; empty: the one who was here last
        QString counterId;   ///< window of the hall; empty: the one chosen last
    };
    /// Refusals: those of the installation and of the way to the centre.
    static domain::Result<std::unique_ptr<FrontDoor>> open(const Options &options, forms::Preferences &preferences);
    ~FrontDoor() override;

    /// Shows the window; pictures and tests without one need not.
    void show();
    void close();
    QMainWindow &window() const { return *m_window; }
    /// As if it had been typed into the form.
    void signIn(const QString &staffNumber, const QString &password, const QString &counterId = {}, const QString &code = {}, const QString &newPassword = {});
    void enrol(const QString &code, const QString &name = {});
    /// What opened() tells of. Once.
    Entry take();
    /// Everything here is erased; the page says so.
    bool isErased() const { return m_installation->isShutOut(); }

    /// What the form may show before the store is open; kept by the client whenever the hall is known.
    static void rememberHall(forms::Preferences &preferences, const QString &placeName, const QList<std::pair<QString, QString>> &counters);

Q_SIGNALS:
    /// The store is open: take() and go on.
    void opened();
    /// Whoever tried may not: the refusal the form shows.
    void refused(const domain::Refusal &refusal);
    /// The centre does not know this terminal: a code is asked for.
    void enrolmentNeeded();
    /// This terminal was shut out, and all it held is destroyed.
    void erased();

private:
    FrontDoor(const Options &options, forms::Preferences &preferences, std::unique_ptr<Installation> installation, std::unique_ptr<HttpTransport> transport);
    void askToSignIn();
    void askForCode();
    void showErased();
    void ask();
    void answered(const Reply<exchange::SignInAnswer> &reply);
    void openByCentre(const exchange::SignInAnswer &answer);
    void openHere(const Failure &failure, bool isShutOut = false);
    void openShutOut();
    void codeTaken(const Reply<WireAnswer> &reply);
    domain::Result<domain::Done> beginKeys(const QDateTime &leaseEnd);
    void hand(std::optional<exchange::SignInAnswer> answer, bool isShutOut = false);
    void refuse(const domain::Refusal &refusal);
    void sign();
    void forgetPassword();

    const Options m_options;
    forms::Preferences &m_preferences;
    std::unique_ptr<Installation> m_installation;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<QMainWindow> m_window;
    QPointer<forms::SignInForm> m_form;
    QPointer<forms::EnrolmentForm> m_enrolment;
    exchange::SignInRequest m_request;
    Entry m_entry;
    Transport::CallId m_call = 0;
    bool m_triedNextKey = false, m_tookNextKey = false;
};

} // namespace app
