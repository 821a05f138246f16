// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/client.h"
#include "domain/access/permissions.h"
#include "domain/access/signinpolicy.h"
#include "app/devices/cardfilereader.h"
#include "app/devices/serialidentityreader.h"
#include "app/shell/look.h"
#include "app/shell/mainwindow.h"
#include "app/shell/searchbox.h"
#include "app/sync/httptransport.h"
#include "app/sync/wireenquiry.h"
#include "forms/devices/leasebar.h"
#include "forms/devices/shutoutnote.h"
#include "forms/download/diskbar.h"
#include "forms/journal/chainwatch.h"
#include "forms/download/downloadbar.h"
#include "forms/papers/desktoppaperprinter.h"
#include "forms/papers/filepaperprinter.h"
#include "forms/papers/paperpreview.h"
#include "forms/shared/actor.h"
#include "forms/shared/officewords.h"
#include "forms/shared/refusaltext.h"
#include "forms/signin/recoverynote.h"
#include "forms/signin/signinform.h"
#include "office/drafts.h"
#include "office/search/desksearch.h"
#include <QApplication>
#include <QCursor>
#include <QDir>
#include <QMenu>
#include <QRandomGenerator>
#include <QStorageInfo>

namespace app {
using namespace Qt::StringLiterals;
using domain::Result;

namespace {

QDateTime wallClock()
{
    return QDateTime::currentDateTimeUtc();
}

} // namespace

Client::Client(const Options &options, Entry entry, QApplication &application)
    : m_options(options), m_installation(std::move(entry.installation)), m_office(std::move(entry.office)), m_transport(std::move(entry.transport)), m_who(std::move(entry.request)),
      m_answer(std::move(entry.answer)), m_cameShutOut(entry.isShutOut),
      m_attachments(std::make_unique<office::Attachments>(*m_office, office::Attachments::Options{.folder = m_installation->blobs(), .key = m_office->storeKey()})),
      m_desk(*m_office, [this] { return m_office->now().toOffsetFromUtc(8 * 3600); }),
      m_preferences(new forms::Preferences(m_installation->preferences(), &m_desk))
{
    m_uptime.start();
    m_desk.setAttachments(m_attachments.get());
    if (!options.language.isEmpty())
        m_preferences->setLanguage(options.language);
    if (options.theme == "light"_L1 || options.theme == "dark"_L1)
        m_preferences->setThemeMode(options.theme == "dark"_L1 ? forms::Theme::Mode::Dark : forms::Theme::Mode::Light);
    if (options.fontPt > 0)
        m_preferences->setFontPt(options.fontPt);
    followPreferences(application, *m_preferences, u":/i18n"_s);
    setUpWindow();
    setUpDevices();
    setUpSync();
    setUpDownload();
    setUpAttachments();
    setUpCare();
}

Client::~Client()
{
    // The window first: its pages use the desk; then what talks to the centre.
    m_window.reset();
    m_care.reset();
    m_signIn.reset();
    m_courier.reset();
    m_download.reset();
    m_agent.reset();
}

void Client::setUpWindow()
{
    m_window = std::make_unique<MainWindow>(m_desk, *m_preferences, forms::pages());
    m_window->search().setSearch([this](const QString &text) {
        QList<SearchHit> hits;
        // Who has no page of cases looks for none: administrators sit at the same terminals.
        const QStringList open = domain::Permissions::table().pageRoles(u"cases"_s), held = forms::actorOf(m_desk).roles;
        if (std::none_of(held.begin(), held.end(), [&](const QString &role) { return open.contains(role); }))
            return hits;
        const office::DeskSearch search(*m_office);
        for (const office::DeskHit &hit : search.find(text, SearchBox::hitsMax)) {
            if (hit.kind == "workorder"_L1) {
                hits << SearchHit{hit.id, hit.title, hit.subtitle, tr("Work order"), u"workorders"_s};
                continue;
            }
            const bool isCase = hit.kind == "case"_L1;
            hits << SearchHit{isCase ? hit.id : QString(u"applicant:"_s + hit.id), hit.title, hit.subtitle, isCase ? tr("Case") : tr("Applicant"), u"cases"_s};
        }
        return hits;
    });
    connect(m_window.get(), &MainWindow::counterChangeRequested, this, &Client::chooseCounter);
    connect(m_window.get(), &MainWindow::passwordChangeRequested, this, &Client::changePassword);
    connect(m_window.get(), &MainWindow::lockRequested, this, &Client::lock);
    m_idle = std::make_unique<IdleWatch>([this] { return m_uptime.elapsed(); });
    connect(m_idle.get(), &IdleWatch::idle, this, &Client::lock);
    connect(m_window.get(), &MainWindow::switchUserRequested, this, &Client::standUp);
    connect(m_window.get(), &MainWindow::signOutRequested, this, &Client::standUp);
    connect(m_office.get(), &office::Office::rulesChanged, this, &Client::showHall);
    connect(m_office.get(), &office::Office::faulted, this, [this](const domain::Refusal &refusal) {
        m_desk.say(forms::Tone::Problem, forms::refusalText(refusal));
    }, Qt::QueuedConnection);
}

void Client::setUpDevices()
{
    if (!m_options.printFolder.isEmpty()) {
        m_desk.setPrinter(new forms::FilePaperPrinter(m_options.printFolder, &m_desk));
    } else {
        m_paperPrinter = std::make_unique<forms::DesktopPaperPrinter>([this] { return m_preferences->printer(); });
        const auto isShown = [this](const QString &kind) { return m_preferences->previewsPaper(kind); };
        m_desk.setPrinter(new forms::PreviewedPaperPrinter(*m_paperPrinter, isShown, m_window.get(), &m_desk));
    }
    if (!m_options.cardFile.isEmpty())
        m_desk.setReader(new CardFileReader(m_options.cardFile, &m_desk));
    else if (!m_options.readerPort.isEmpty())
        m_desk.setReader(new SerialIdentityReader(m_options.readerPort, 115200, &m_desk));
}

void Client::setUpSync()
{
    SyncAgent::Options options;
    options.clock = wallClock;
    options.monotonicMs = [this] { return m_uptime.elapsed(); };
    options.seed = QRandomGenerator::system()->generate();
    options.clientVersion = QCoreApplication::applicationVersion();
    m_agent = std::make_unique<SyncAgent>(*m_office, *m_transport, options);
    m_signIn = std::make_unique<SignIn>(*m_office, *m_transport, *m_agent, &m_installation->keyring());
    constexpr int restMs = 3000;
    m_restTimer.setSingleShot(true);
    m_restTimer.setInterval(restMs);
    connect(m_office.get(), &office::Office::changed, &m_restTimer, qOverload<>(&QTimer::start));
    connect(&m_restTimer, &QTimer::timeout, m_office.get(), &office::Office::rest);
    auto *watch = new forms::ChainWatch(m_desk);
    connect(&m_restTimer, &QTimer::timeout, watch, &forms::ChainWatch::goOn);
    watch->check();
    // What nobody handed in is kept for a time only, whoever typed it.
    connect(&m_restTimer, &QTimer::timeout, this, [this] {
        if (const domain::Place *place = m_staff ? m_office->rules()->place(m_staff->place) : nullptr)
            office::Drafts(*m_office).dropExpired(place->district);
    });
    new WireEnquiry(*m_transport, &m_desk);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_agent->tick();
        m_download->tick();
        m_courier->tick();
        m_care->tick();
        armTimer();
    });
    connect(m_agent.get(), &SyncAgent::wakeupChanged, this, &Client::armTimer);
    connect(m_agent.get(), &SyncAgent::statusChanged, &m_desk, &forms::Desk::setSyncStatus);
    connect(m_agent.get(), &SyncAgent::noticesChanged, this, [this](const QStringList &notices) {
        for (const QString &notice : notices)
            m_desk.say(forms::Tone::Info, notice);
    });
    connect(m_signIn.get(), &SignIn::signedIn, this, &Client::signedIn);
    connect(m_signIn.get(), &SignIn::answeredByCentre, this, [this](const exchange::SignInAnswer &answer) { m_care->noteSignIn(answer); });
    connect(m_signIn.get(), &SignIn::answeredByCentre, this, &Client::showRecoveryCodes);
    connect(m_signIn.get(), &SignIn::refused, this, [this](const domain::Refusal &refusal) {
        if (m_form) {
            m_form->setBusy(false);
            m_form->showRefusal(refusal);
        }
    });
    connect(m_signIn.get(), &SignIn::signInNeeded, this, [this](const domain::Refusal &refusal) {
        // Work goes on; the clerk signs in again when it suits.
        forms::Notice notice{forms::Tone::Warning, forms::refusalText(refusal), tr("Sign in"), [this] {
            if (m_staff)
                askToSignIn(m_staff->number, m_staff->name);
        }};
        m_desk.say(notice);
    });
    m_desk.setSyncStatus(m_agent->status());
}

void Client::setUpDownload()
{
    FirstDownload::Options options;
    options.folder = m_installation->download();
    options.monotonicMs = [this] { return m_uptime.elapsed(); };
    options.seed = QRandomGenerator::system()->generate();
    m_download = std::make_unique<FirstDownload>(*m_office, *m_transport, options);
    connect(m_download.get(), &FirstDownload::heldBackChanged, m_agent.get(), &SyncAgent::setHeldBack);
    connect(m_download.get(), &FirstDownload::wakeupChanged, this, &Client::armTimer);
    connect(m_agent.get(), &SyncAgent::sessionChanged, m_download.get(), &FirstDownload::setSignedIn);
    connect(m_agent.get(), &SyncAgent::statusChanged, m_download.get(), &FirstDownload::refresh);
    m_agent->setHeldBack(m_download->heldBack());

    auto *bar = new forms::DownloadBar;
    connect(m_download.get(), &FirstDownload::statusChanged, bar, &forms::DownloadBar::setStatus);
    connect(bar, &forms::DownloadBar::stopRequested, m_download.get(), &FirstDownload::stop);
    connect(bar, &forms::DownloadBar::resumeRequested, m_download.get(), &FirstDownload::resume);
    connect(m_download.get(), &FirstDownload::finished, this, [this] {
        m_desk.say(forms::Tone::Done, tr("The first download is complete: everything of this hall is here now."));
    });
    m_window->addBanner(bar);
    m_window->addBanner(new forms::DiskBar([folder = m_options.dataFolder] { return QStorageInfo(folder).bytesAvailable(); }));
}

void Client::setUpAttachments()
{
    AttachmentCourier::Options options;
    options.monotonicMs = [this] { return m_uptime.elapsed(); };
    options.seed = QRandomGenerator::system()->generate();
    m_courier = std::make_unique<AttachmentCourier>(*m_office, *m_attachments, *m_transport, options);
    connect(m_courier.get(), &AttachmentCourier::wakeupChanged, this, &Client::armTimer);
    connect(m_courier.get(), &AttachmentCourier::statusChanged, &m_desk, &forms::Desk::setTransferStatus);
    connect(m_courier.get(), &AttachmentCourier::fetchFailed, this, [this](const QString &, const domain::Refusal &refusal) {
        m_desk.say(forms::Tone::Warning, forms::refusalText(refusal));
    });
    connect(m_attachments.get(), &office::Attachments::damaged, this, [this](const QString &sha256) {
        m_desk.say(forms::Tone::Problem, forms::refusalText(domain::refuse(u"attachment.damaged", {{u"name"_s, m_attachments->title(sha256)}})));
    });
    connect(m_agent.get(), &SyncAgent::sessionChanged, m_courier.get(), &AttachmentCourier::setSignedIn);
    connect(m_agent.get(), &SyncAgent::statusChanged, m_courier.get(), &AttachmentCourier::follow);
    connect(m_agent.get(), &SyncAgent::wanted, m_courier.get(), &AttachmentCourier::takeWanted);
    m_desk.setTransferStatus(m_courier->status());
}

void Client::setUpCare()
{
    DeviceCare::Options options;
    options.clock = wallClock;
    options.monotonicMs = [this] { return m_uptime.elapsed(); };
    options.seed = QRandomGenerator::system()->generate();
    m_care = std::make_unique<DeviceCare>(*m_installation, *m_office, *m_transport, *m_agent, options);
    connect(m_care.get(), &DeviceCare::wakeupChanged, this, &Client::armTimer);
    auto *bar = new forms::LeaseBar([this] { return m_installation->keyring().now(); });
    connect(m_care.get(), &DeviceCare::leaseEndsSoon, bar, &forms::LeaseBar::setEnd);
    m_window->addBanner(bar);
    connect(m_care.get(), &DeviceCare::leaseOver, this, [this] {
        if (m_staff)
            askToSignIn(m_staff->number, m_staff->name);
        if (m_form)
            m_form->showRefusal(forms::refusalText(domain::refuse(u"sign-in.lease-over")));
    });
    connect(m_care.get(), &DeviceCare::shutOut, this, &Client::showShutOut);
    connect(m_agent.get(), &SyncAgent::statusChanged, this, [this](const forms::SyncStatus &status) {
        if (m_note)
            m_note->setPending(status.pending);
    });
    // The store can't be closed from within one of its own calls.
    connect(m_care.get(), &DeviceCare::destroyed, this, &Client::keysDestroyed, Qt::QueuedConnection);
}

void Client::showShutOut()
{
    m_staff.reset();
    m_desk.setSession({});
    m_note = new forms::ShutOutNote(forms::ShutOutNote::Stage::Sending);
    m_note->setPending(m_agent->status().pending);
    m_window->cover(m_note);
}

void Client::show()
{
    m_window->show();
    if (m_cameShutOut) {
        m_agent->noteRevoked();
        m_care->tick();
        return;
    }
    // Behind the form until whoever came through the front door sits.
    askToSignIn();
    const exchange::SignInRequest who = std::exchange(m_who, {});
    m_form->setStaffNumber(who.user);
    if (const auto answer = std::exchange(m_answer, {}))
        m_signIn->enter(who, *answer);
    else
        m_signIn->enterHere(who);
}

QString Client::counterId() const
{
    if (!m_chosenCounter.isEmpty())
        return m_chosenCounter;
    return m_options.counterId.isEmpty() ? m_preferences->ofTerminal(u"counter"_s).toString() : m_options.counterId;
}

void Client::lock()
{
    if (!m_staff || m_window->isCovered())
        return;
    askToSignIn(m_staff->number, m_staff->name);
    m_isLocked = true;
}

/// Whoever locked the terminal comes back by the password alone, which this device knows. What it can't judge the centre is asked.
bool Client::unlock(const QString &staffNumber, const QString &password)
{
    const auto known = m_staff && m_staff->number == staffNumber ? m_signIn->unlock(staffNumber, password) : domain::Result<domain::Done>(domain::refuse(u"sign-in.never-here"));
    if (!known && (known.refusal().code == "sign-in.never-here"_L1 || known.refusal().code == "sign-in.not-active"_L1))
        return false;
    if (!known) {
        m_form->showRefusal(known.refusal());
        return true;
    }
    m_isLocked = false;
    m_form = nullptr;
    m_window->uncover();
    return true;
}

void Client::changePassword()
{
    if (!m_staff || m_window->isCovered())
        return;
    const domain::Place *place = m_office->rules()->place(m_staff->place);
    const auto policy = domain::SignInPolicy::of(m_office->rules()->region(place ? place->district : QString()));
    askToSignIn(m_staff->number, m_staff->name);
    m_form->askForNewPassword(domain::refuse(u"sign-in.change-password", {{u"why"_s, u"wish"_s}, {u"least"_s, policy.lengthMin}, {u"classes"_s, policy.classesMin}}));
    connect(m_form, &forms::SignInForm::leaveRequested, this, [this] {
        m_form = nullptr;
        m_window->uncover();
    });
}

void Client::showRecoveryCodes(const exchange::SignInAnswer &answer)
{
    if (answer.recoveryCodes.isEmpty())
        return;
    auto *note = new forms::RecoveryNote(answer.recoveryCodes);
    connect(note, &forms::RecoveryNote::kept, m_window.get(), &MainWindow::uncover);
    m_window->cover(note);
}

void Client::askToSignIn(const QString &lockedStaffNumber, const QString &lockedStaffName)
{
    m_isLocked = false;
    auto *form = new forms::SignInForm;
    m_form = form;
    if (lockedStaffNumber.isEmpty())
        form->setStaffNumber(m_options.staffNumber.isEmpty() ? m_preferences->ofTerminal(u"staff-number"_s).toString() : m_options.staffNumber);
    else
        form->setLockedBy(lockedStaffNumber, lockedStaffName);
    showHall();
    connect(form, &forms::SignInForm::signInRequested, this, [this](const QString &number, const QString &password, const QString &counter, const QString &code, const QString &newPassword) {
        if (m_isLocked && unlock(number, password))
            return;
        m_form->setBusy(true);
        if (!counter.isEmpty())
            m_chosenCounter = counter;
        m_signIn->begin(number, password, {}, counterId(), code, newPassword);
    });
    connect(form, &forms::SignInForm::cancelRequested, this, [this] {
        m_signIn->cancel();
        m_form->setBusy(false);
    });
    connect(form, &forms::SignInForm::switchUserRequested, this, &Client::standUp);
    m_window->cover(form);
}

/// What the sign-in form and the session say about the hall, as far as it is known by now.
void Client::showHall()
{
    const QList<domain::Place> places = m_office->rules()->places();
    if (m_form && !places.isEmpty()) {
        QList<forms::CounterChoice> choices;
        for (const domain::Counter &counter : places.first().counters)
            choices << forms::CounterChoice{counter.id, QString(counter.name + u" · "_s + counter.profile)};
        m_form->setPlaceName(places.first().name);
        m_form->setCounters(choices, counterId());
    }
    if (!places.isEmpty()) {
        QList<std::pair<QString, QString>> counters;
        for (const domain::Counter &counter : places.first().counters)
            counters << std::pair(counter.id, QString(counter.name + u" · "_s + counter.profile));
        FrontDoor::rememberHall(*m_preferences, places.first().name, counters);
    }
    if (m_staff)
        sitDown();
}

void Client::signedIn(const domain::Staff &staff, SignIn::Way way)
{
    const bool another = !m_staff || m_staff->id != staff.id;
    m_staff = staff;
    m_preferences->setOfTerminal(u"staff-number"_s, staff.number);
    if (!counterId().isEmpty())
        m_preferences->setOfTerminal(u"counter"_s, counterId());
    sitDown();
    m_form = nullptr;
    m_isLocked = false;
    m_window->uncover();
    m_care->setPresent(staff.number);
    if (way == SignIn::Way::Device) {
        m_desk.say(forms::Tone::Warning, tr("The centre can't be reached. You work from this device; everything is sent as soon as it answers."));
    } else if (another) {
        m_desk.say(forms::Tone::Info, tr("Good day, %1.").arg(staff.name));
    }
}

void Client::sitDown()
{
    forms::Session session;
    session.staffId = m_staff->id;
    session.staffName = m_staff->name;
    session.role = m_staff->roles.value(0);
    session.roles = m_staff->roles;
    session.placeId = m_staff->place;
    session.counterId = counterId();
    if (const domain::Place *place = m_office->rules()->place(m_staff->place)) {
        session.placeName = place->name;
        if (session.counterId.isEmpty() && !place->counters.isEmpty())
            session.counterId = place->counters.first().id;
        if (const domain::Counter *counter = place->counter(session.counterId))
            session.counterName = QString(counter->name + u" · "_s + counter->profile);
    }
    if (session != m_desk.session())
        m_desk.setSession(session);
    const domain::Place *place = m_office->rules()->place(m_staff->place);
    const int minutes = domain::SignInPolicy::of(m_office->rules()->region(place ? place->district : QString())).idleMinutes;
    if (minutes != m_idle->minutes())
        m_idle->setMinutes(minutes);
}

void Client::standUp()
{
    m_signIn->end();
    m_care->setPresent({});
    m_staff.reset();
    m_idle->setMinutes(0);
    m_attachments->takeBackCopies();
    m_desk.setSession({});
    askToSignIn();
}

void Client::chooseCounter()
{
    const domain::Place *place = m_staff ? m_office->rules()->place(m_staff->place) : nullptr;
    if (!place)
        return;
    auto *menu = new QMenu(m_window.get());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const domain::Counter &counter : place->counters) {
        QAction *choice = menu->addAction(QString(counter.name + u" · "_s + counter.profile));
        choice->setCheckable(true);
        choice->setChecked(counter.id == m_desk.session().counterId);
        connect(choice, &QAction::triggered, this, [this, id = counter.id] {
            m_chosenCounter = id;
            m_preferences->setOfTerminal(u"counter"_s, id);
            sitDown();
        });
    }
    menu->popup(m_window->mapToGlobal(QPoint(m_window->width() / 2, 56)));
}

void Client::armTimer()
{
    std::optional<qint64> wakeup = m_agent->nextWakeupMs();
    if (const auto courier = m_courier ? m_courier->nextWakeupMs() : std::nullopt; courier && (!wakeup || *courier < *wakeup))
        wakeup = courier;
    if (const auto download = m_download ? m_download->nextWakeupMs() : std::nullopt; download && (!wakeup || *download < *wakeup))
        wakeup = download;
    if (const auto care = m_care ? m_care->nextWakeupMs() : std::nullopt; care && (!wakeup || *care < *wakeup))
        wakeup = care;
    if (wakeup)
        m_timer.start(int(std::clamp<qint64>(*wakeup - m_uptime.elapsed(), 0, 60'000)));
    else
        m_timer.stop();
}

} // namespace app
