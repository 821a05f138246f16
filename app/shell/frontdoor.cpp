// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/frontdoor.h"
#include "app/shell/look.h"
#include "exchange/devices.h"
#include "exchange/paths.h"
#include "forms/devices/enrolmentform.h"
#include "forms/devices/shutoutnote.h"
#include "forms/shared/preferences.h"
#include "forms/shared/refusaltext.h"
#include "forms/signin/signinform.h"
#include "office/keychange.h"
#include "office/signinverifier.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QMainWindow>

namespace app {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::Refusal;
using domain::Result;

Q_LOGGING_CATEGORY(doorLog, "onewindow.frontdoor")

namespace {

const QString hallKey = u"front-door/hall"_s;

bool isVerdict(const Failure &failure)
{
    const QString &code = failure.refusal.code;
    return code.startsWith("sign-in."_L1) || code.startsWith("device."_L1) || code.startsWith("proof."_L1);
}

} // namespace

Result<std::unique_ptr<FrontDoor>> FrontDoor::open(const Options &options, forms::Preferences &preferences)
{
    auto installation = Installation::open(options.installation);
    if (!installation)
        return installation.refusal();
    auto transport = HttpTransport::make(options.way);
    if (!transport)
        return transport.refusal();
    return std::unique_ptr<FrontDoor>(new FrontDoor(options, preferences, std::move(installation.value()), std::move(transport.value())));
}

FrontDoor::FrontDoor(const Options &options, forms::Preferences &preferences, std::unique_ptr<Installation> installation, std::unique_ptr<HttpTransport> transport)
    : m_options(options), m_preferences(preferences), m_installation(std::move(installation)), m_transport(std::move(transport)), m_window(std::make_unique<QMainWindow>())
{
    m_window->setObjectName(u"frontDoor"_s);
    m_window->setWindowTitle(tr("OneWindow"));
    fitWindow(*m_window, preferences);
    if (m_installation->isShutOut()) {
        showErased();
    } else {
        sign();
        askToSignIn();
    }
}

FrontDoor::~FrontDoor()
{
    forgetPassword();
    m_window.reset();
}

/// Every request proves from here on that it comes from this device, by whichever key it has then.
void FrontDoor::sign()
{
    m_transport->setSigner([identity = m_installation->identity()](const QByteArray &message) { return identity->key().sign(message); });
}

void FrontDoor::show()
{
    m_window->show();
}

void FrontDoor::close()
{
    m_window->close();
}

Entry FrontDoor::take()
{
    return std::move(m_entry);
}

void FrontDoor::rememberHall(forms::Preferences &preferences, const QString &placeName, const QList<std::pair<QString, QString>> &counters)
{
    QJsonArray list;
    for (const auto &[id, name] : counters)
        list << QJsonArray{id, name};
    const QString text = QString::fromUtf8(QJsonDocument(QJsonObject{{u"name"_s, placeName}, {u"counters"_s, list}}).toJson(QJsonDocument::Compact));
    if (preferences.ofTerminal(hallKey).toString() != text)
        preferences.setOfTerminal(hallKey, text);
}

void FrontDoor::askToSignIn()
{
    auto *form = new forms::SignInForm;
    m_form = form;
    const QJsonObject hall = QJsonDocument::fromJson(m_preferences.ofTerminal(hallKey).toString().toUtf8()).object();
    QList<forms::CounterChoice> counters;
    for (const QJsonValue &counter : hall[u"counters"_s].toArray())
        counters << forms::CounterChoice{counter[0].toString(), counter[1].toString()};
    form->setPlaceName(hall[u"name"_s].toString());
    form->setCounters(counters, m_options.counterId.isEmpty() ? m_preferences.ofTerminal(u"counter"_s).toString() : m_options.counterId);
    form->setStaffNumber(m_options.staffNumber.isEmpty() ? m_preferences.ofTerminal(u"staff-number"_s).toString() : m_options.staffNumber);
    connect(form, &forms::SignInForm::signInRequested, this, &FrontDoor::signIn);
    connect(form, &forms::SignInForm::cancelRequested, this, [this] {
        m_transport->cancel(std::exchange(m_call, 0));
        forgetPassword();
        m_form->setBusy(false);
    });
    m_window->setCentralWidget(form);
    form->setFocus();
}

void FrontDoor::askForCode()
{
    auto *form = new forms::EnrolmentForm;
    m_enrolment = form;
    connect(form, &forms::EnrolmentForm::enrolRequested, this, &FrontDoor::enrol);
    connect(form, &forms::EnrolmentForm::backRequested, this, [this] {
        m_transport->cancel(std::exchange(m_call, 0));
        forgetPassword();
        askToSignIn();
    });
    m_window->setCentralWidget(form);
    form->setFocus();
    Q_EMIT enrolmentNeeded();
}

void FrontDoor::showErased()
{
    auto *note = new forms::ShutOutNote(forms::ShutOutNote::Stage::Erased);
    connect(note, &forms::ShutOutNote::beginAnewRequested, this, [this] {
        if (const Result<Done> begun = m_installation->beginAnew(); !begun)
            return refuse(begun.refusal());
        sign();
        askToSignIn();
    });
    m_window->setCentralWidget(note);
}

void FrontDoor::signIn(const QString &staffNumber, const QString &password, const QString &counterId, const QString &code, const QString &newPassword)
{
    const QString remembered = m_options.counterId.isEmpty() ? m_preferences.ofTerminal(u"counter"_s).toString() : m_options.counterId;
    forgetPassword();
    m_request.user = staffNumber;
    m_request.password = password;
    m_request.code = code;
    m_request.newPassword = newPassword;
    m_request.counter = counterId.isEmpty() ? remembered : counterId;
    m_request.code = code;
    m_request.newPassword = newPassword;
    if (m_form)
        m_form->setBusy(true);
    ask();
}

void FrontDoor::ask()
{
    m_request.device = m_installation->identity()->id();
    m_request.devicePublicKey = m_installation->identity()->key().publicKey();
    const QPointer<FrontDoor> self(this);
    m_call = m_transport->signIn(m_request, [self](const Reply<exchange::SignInAnswer> &reply) {
        if (!self || self->m_call == 0)
            return;
        self->m_call = 0;
        self->answered(reply);
    });
}

void FrontDoor::answered(const Reply<exchange::SignInAnswer> &reply)
{
    if (reply.ok())
        return openByCentre(*reply.value);
    const QString &code = reply.failure.refusal.code;
    if (reply.failure.kind == Failure::Kind::Cancelled)
        return;
    if (code == "device.other-key"_L1 && m_installation->identity()->hasNextKey() && !std::exchange(m_triedNextKey, true)) {
        // The centre took the next key, and its answer never came.
        if (const Result<Done> taken = m_installation->identity()->takeNextKey(); !taken)
            return refuse(taken.refusal());
        m_tookNextKey = true;
        return ask();
    }
    if (code == "device.unknown"_L1)
        return askForCode();
    if (code == "device.revoked"_L1)
        return openShutOut();
    if (isVerdict(reply.failure))
        return refuse(reply.failure.refusal);
    openHere(reply.failure);
}

/// A new data key, with this person's way to it on the disk before anything is written under it.
Result<Done> FrontDoor::beginKeys(const QDateTime &leaseEnd)
{
    m_installation->keyring().begin();
    return m_installation->keyring().putPassphrase(m_request.user, m_request.passwordInForce(), leaseEnd);
}

void FrontDoor::openByCentre(const exchange::SignInAnswer &answer)
{
    office::Keyring &ring = m_installation->keyring();
    if (m_installation->isLocked())
        return refuse(domain::refuse(u"keyring.lost"));
    if (ring.isNew()) {
        const int hours = answer.offlineHours > 0 ? answer.offlineHours : office::offlineHoursDefault;
        if (const Result<Done> begun = beginKeys(answer.serverTime.addSecs(qint64(hours) * 3600)); !begun)
            return refuse(begun.refusal());
    } else if (!ring.openByCentre(answer.unlockKey)) {
        // What the centre keeps is no help (a new colleague of another district, a key that never arrived); the passphrase may be.
        if (const Result<Done> opened = ring.openByPassphrase(m_request.user, m_request.password); !opened)
            return refuse(domain::refuse(u"keyring.closed", {{u"problem"_s, opened.refusal().code}}));
    }
    hand(answer);
}

void FrontDoor::openHere(const Failure &failure, bool isShutOut)
{
    office::Keyring &ring = m_installation->keyring();
    const auto no = [this, &failure](const QString &code) { refuse({code, {{u"problem"_s, failure.refusal.code}}}); };
    if (!m_request.newPassword.isEmpty()) // what the centre does not know of is no password
        return no(u"sign-in.change-away"_s);
    if (m_installation->isLocked())
        return refuse(domain::refuse(u"keyring.lost"));
    if (ring.isNew()) {
        if (!m_installation->isPlain())
            return no(u"sign-in.never-here"_s);
        // The store of an earlier version, and the centre away on the very day of the update.
        const auto plain = m_installation->openPlain();
        if (!plain)
            return refuse(plain.refusal());
        if (const auto person = office::SignInVerifier(**plain).verify(m_request.user, m_request.password, m_request.code); !person)
            return no(person.refusal().code);
        const QDateTime end = (*plain)->now().addSecs(qint64(office::offlineHoursDefault) * 3600);
        if (const Result<Done> begun = beginKeys(end); !begun)
            return refuse(begun.refusal());
    } else if (const Result<Done> opened = ring.openByPassphrase(m_request.user, m_request.password); !opened) {
        const QString &code = opened.refusal().code;
        if (code == "keyring.wrong"_L1)
            return no(u"sign-in.wrong"_s);
        if (code == "keyring.nobody"_L1)
            return no(u"sign-in.never-here"_s);
        if (code == "keyring.lease-over"_L1)
            return no(u"sign-in.lease-over"_s);
        return refuse(opened.refusal());
    }
    hand({}, isShutOut);
}

void FrontDoor::openShutOut()
{
    office::Keyring &ring = m_installation->keyring();
    const bool isPlain = ring.isNew() && m_installation->isPlain();
    if (isPlain || (!ring.isNew() && ring.openByPassphrase(m_request.user, m_request.password)))
        return isPlain ? openHere({Failure::Kind::Refused, 403, domain::refuse(u"device.revoked"), {}}, true) : hand({}, true);
    // Somebody else may still be able to open it, so that what waits here is sent first.
    if (ring.hasLease())
        return refuse(domain::refuse(u"device.revoked-elsewhere"));
    const Result<Done> keys = m_installation->destroyKeys();
    const std::shared_ptr<office::DeviceIdentity> identity = m_installation->identity();
    if (!keys)
        return refuse(keys.refusal());
    const QPointer<FrontDoor> self(this);
    const auto finish = [self](const Reply<WireAnswer> &) {
        if (!self)
            return;
        if (const Result<Done> rest = self->m_installation->destroyRest(); !rest)
            return self->refuse(rest.refusal());
        self->showErased();
        Q_EMIT self->erased();
    };
    m_transport->request({.method = "POST", .path = exchange::wipedPath(identity->id()), .headers = {}, .contentType = "application/json", .body = "{}", .authorised = false}, {}, finish);
}

/// Opens the office and hands everything on; a shut-out device's too, for what waits there must be sent.
void FrontDoor::hand(std::optional<exchange::SignInAnswer> answer, bool isShutOut)
{
    auto office = m_installation->openOffice();
    if (!office)
        return refuse(office.refusal());
    m_entry.office = std::move(office.value());
    if (m_tookNextKey) {
        if (const Result<int> again = office::signPendingAgain(*m_entry.office); !again)
            return refuse(again.refusal());
    }
    m_entry.request = m_request;
    m_entry.answer = std::move(answer);
    m_entry.isShutOut = isShutOut;
    m_entry.transport = std::move(m_transport);
    m_entry.installation = std::move(m_installation);
    forgetPassword();
    Q_EMIT opened();
}

void FrontDoor::enrol(const QString &code, const QString &name)
{
    const office::DeviceIdentity &identity = *m_installation->identity();
    exchange::EnrolRequest request{code, identity.id(), identity.key().publicKey(), identity.stream(), name, {}};
    request.proof = identity.key().sign(exchange::enrolmentProof(code, identity.id()));
    if (m_enrolment)
        m_enrolment->setBusy(true);
    const QPointer<FrontDoor> self(this);
    const WireRequest asked{.method = "POST", .path = exchange::enrolPath.toString(), .headers = {}, .contentType = "application/json", .body = exchange::encode(request), .authorised = false};
    m_call = m_transport->request(asked, {}, [self](const Reply<WireAnswer> &reply) {
        if (!self || self->m_call == 0)
            return;
        self->m_call = 0;
        self->codeTaken(reply);
    });
}

void FrontDoor::codeTaken(const Reply<WireAnswer> &reply)
{
    if (!reply.ok()) {
        if (reply.failure.kind == Failure::Kind::Cancelled)
            return;
        if (m_enrolment)
            m_enrolment->showRefusal(forms::refusalText(reply.failure.refusal));
        Q_EMIT refused(reply.failure.refusal);
        return;
    }
    if (m_request.password.isEmpty())
        return askToSignIn();
    // Whoever tried to sign in before the code was asked for is let in now.
    const exchange::SignInRequest who = m_request;
    askToSignIn();
    m_form->setStaffNumber(who.user);
    signIn(who.user, who.password, who.counter, who.code, who.newPassword);
}

void FrontDoor::refuse(const Refusal &refusal)
{
    qCInfo(doorLog) << "nobody is let in:" << refusal.code;
    forgetPassword();
    if (m_form) {
        m_form->setBusy(false);
        m_form->showRefusal(refusal);
    }
    Q_EMIT refused(refusal);
}

void FrontDoor::forgetPassword()
{
    for (QString *secret : {&m_request.password, &m_request.newPassword, &m_request.code}) {
        secret->fill(u'\0');
        secret->clear();
    }
}

} // namespace app
