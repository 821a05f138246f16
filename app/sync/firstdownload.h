// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/backoff.h"
#include "app/sync/transport.h"
#include "domain/sync/snapshotmanifest.h"
#include "forms/download/downloadstatus.h"
#include "office/countersync.h"
#include "office/snapshotadoption.h"
#include <QQueue>
#include <QSet>
#include <QThreadPool>
#include <array>

namespace app {

/// Gets a scope that is new here as a ready-made database instead of row by row (sync.md §8): parts come two at a time, each is
/// checked and unpacked while the next ones come, what came survives a restart, and at the end the file becomes the store. A
/// scope for which there is none, or that can't be had this way, is left to the pull. While it has a scope in hand the agent
/// leaves it alone (heldBackChanged). Everything happens in tick() and in the ends of calls, as in SyncAgent.
class FirstDownload : public QObject
{
    Q_OBJECT
public:
    /// Does `work` somewhere and then `done` on the thread of the download, never from within the call.
    using Background = std::function<void(std::function<void()> work, std::function<void()> done)>;
    struct Options
    {
        QString folder;                       ///< what came lies here, on the disk of the store
        std::function<qint64()> monotonicMs;  ///< never goes back
        quint32 seed = 1;                     ///< of the jitter
        std::function<qint64()> bytesFree;    ///< of the disk of `folder`; empty: asked of the system
        Background background;                ///< empty: threads of its own
        qint64 reserveBytes = 512 * 1024 * 1024; ///< stays free for the day's work
    };
    FirstDownload(office::Office &office, Transport &transport, Options options, QObject *parent = nullptr);
    ~FirstDownload() override;

    /// Requests are answered from now on, or not any more (SyncAgent::sessionChanged).
    void setSignedIn(bool isSignedIn);
    /// Looks which scopes are new; call it when the list of scopes may have changed.
    void refresh();
    /// Scopes in hand, for SyncAgent::setHeldBack.
    QStringList heldBack() const { return m_held; }

    void tick();
    std::optional<qint64> nextWakeupMs() const;
    const forms::DownloadStatus &status() const { return m_status; }

public Q_SLOTS:
    /// The clerk wants the line for something else; what came is kept.
    void stop();
    void resume();

Q_SIGNALS:
    void statusChanged(const forms::DownloadStatus &status);
    void heldBackChanged(const QStringList &scopes);
    void wakeupChanged();
    /// The scope is here; the pull goes on from there.
    void finished(const QString &scope);

private:
    /// A request under way; an end with another ticket is of one given up.
    struct Line
    {
        quint64 ticket = 0;
        Transport::CallId call = 0;
        qsizetype part = -1;
        qint64 asked = 0, done = 0; ///< bytes
        qint64 begunMs = 0, deadlineMs = 0;
        bool isBusy() const { return ticket != 0; }
    };
    enum class PartState { Lacking, Fetching, Checking, Unpacked };
    enum class Phase { Idle, Asking, Fetching, Settling, Adopting };

    // what to do
    QString wanted() const;
    void release(const QString &scope, const QString &why);
    void forget();
    void fail(const Failure &failure);
    void failHere(const domain::Refusal &refusal);

    // the manifest
    void ask(const QString &scope);
    void manifestTaken(const Reply<WireAnswer> &reply);
    bool takeManifest(const domain::SnapshotManifest &manifest);
    std::optional<domain::SnapshotManifest> keptManifest(const QString &scope) const;
    void begin(const domain::SnapshotManifest &manifest);
    void sweep();
    bool hasRoom();

    // the parts
    void fetch();
    void fetchNext(Line &line);
    void sliceTaken(Line &line, const Reply<WireAnswer> &reply);
    bool store(const Line &line, const WireAnswer &answer);
    void checkPart(qsizetype part);
    void partChecked(qsizetype part, const domain::Result<bool> &good);
    void settle();
    void adopt();
    void adopted();

    void inBackground(std::function<void()> work, std::function<void()> done);
    void giveUp(Line &line);
    qint64 received() const;
    void note(qint64 bytes);
    qint64 speed() const;
    void publish(bool soon = false);
    void announceWakeup();
    forms::DownloadStatus present() const;
    QString folderOf(const QString &scope) const;
    QString partPath(qsizetype part) const;
    qint64 bytesFree() const;
    qint64 nowMs() const { return m_options.monotonicMs(); }
    bool isPausing() const { return nowMs() < m_notBeforeMs; }

    office::Office &m_office;
    office::CounterSync m_sync;
    office::SnapshotAdoption m_adoption;
    Transport &m_transport;
    Options m_options;
    QRandomGenerator m_random;
    QThreadPool m_threads;

    bool m_signedIn = false, m_stopped = false, m_ticking = false;
    QStringList m_held;
    QSet<QString> m_released;         ///< left to the pull, for as long as the program runs

    Phase m_phase = Phase::Idle;
    quint64 m_tickets = 0, m_serial = 0; ///< the serial tells work of this download from that of one given up
    Line m_asking;
    std::array<Line, 2> m_lines;
    Backoff m_backoff;
    qint64 m_notBeforeMs = 0;
    QString m_problem;
    bool m_isAway = false;            ///< the last request was lost
    int m_badParts = 0, m_failedAdoptions = 0, m_staleManifests = 0;

    domain::SnapshotManifest m_manifest;
    QString m_readyMade;              ///< the file the parts are unpacked into
    QList<PartState> m_parts;
    QList<qint64> m_have;             ///< compressed bytes of each part on disk
    qint64 m_sliceBytes;
    qint64 m_toFree = 0;
    qint64 m_place = 0;               ///< rows taken over so far, where it goes by rows
    qint64 m_rowsTaken = 0;
    QQueue<std::pair<qint64, qint64>> m_arrivals; ///< when, how many bytes

    forms::DownloadStatus m_status;
    qint64 m_publishedMs = -1'000'000;
    std::optional<qint64> m_announcedWakeupMs;
};

} // namespace app
