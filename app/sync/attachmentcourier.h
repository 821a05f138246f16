// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/sync/backoff.h"
#include "app/sync/transport.h"
#include "exchange/blobs.h"
#include "forms/shared/desk.h"
#include "office/attachments.h"
#include <QSet>

namespace app {

/// Carries attachments between this window and the centre (sync.md §9): two at a time, small ones first, in pieces that fit
/// the line, on from where they stopped, behind operations and documents. Sends what the centre lacks, fetches what somebody
/// opens and, while nothing else is to do, what the open cases of today have. Everything happens in tick() and in the ends
/// of calls, as with SyncAgent; every wait has a deadline.
class AttachmentCourier : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        std::function<qint64()> monotonicMs;             ///< never goes back
        quint32 seed = 1;                                ///< of the jitter: different at every counter
        qint64 prefetchBytesMax = 200 * 1024 * 1024;     ///< of one session
    };
    AttachmentCourier(office::Office &office, office::Attachments &attachments, Transport &transport, Options options, QObject *parent = nullptr);
    ~AttachmentCourier() override;

    /// Requests are answered from now on, or not any more (SyncAgent::sessionChanged).
    void setSignedIn(bool isSignedIn);
    /// How many operations wait to be sent: they go first. A number that does not move for half a minute holds nothing up.
    void setPendingOperations(int count);
    /// How the sync stands: its operations go first, and where it has got through again this tries too.
    void follow(const forms::SyncStatus &status);
    /// The centre lacks these ("sha256:…") and believes them here: in answers to greeting, push and pull.
    void takeWanted(const QStringList &blobs);
    /// The machine has a network again.
    void networkUp();

    void tick();
    /// When tick() wants to be called next, by monotonicMs; nothing: only something from outside can change anything.
    std::optional<qint64> nextWakeupMs() const;
    const forms::TransferStatus &status() const { return m_status; }

Q_SIGNALS:
    void statusChanged(const forms::TransferStatus &status);
    void wakeupChanged();
    /// An attachment somebody asked for is here.
    void fetched(const QString &sha256);
    /// It can't be had now. Refusals: net.…, blob.awaited, blob.unknown, blob.digest, attachment.disk-low, office.…
    void fetchFailed(const QString &sha256, const domain::Refusal &refusal);

private:
    enum class Way { Up, Down };
    /// One attachment under way. An end with another ticket is of a call given up.
    struct Line
    {
        Way way = Way::Up;
        QString sha256;              ///< empty: the line is free
        QString name;
        qint64 size = 0, offset = 0; ///< bytes; size 0: not known yet
        qint64 asked = 0;            ///< bytes of the piece under way
        bool wantedBySomebody = false;
        int mismatches = 0;
        quint64 ticket = 0;
        Transport::CallId call = 0;
        qint64 begunMs = 0, deadlineMs = 0;

        bool isFree() const { return sha256.isEmpty(); }
    };

    template<class Taken>
    void send(quint64 &ticket, Transport::CallId &call, qint64 &deadlineMs, const WireRequest &request, Taken taken);
    void giveUpAll();
    void giveUpOverdue();
    void failed(const Failure &failure);
    void well();

    // What is due when; nothing: not of itself.
    std::optional<qint64> askDueMs() const;
    std::optional<qint64> linesDueMs() const;
    bool isYielding() const;
    qint64 yieldEndMs() const;
    bool mayGoOn(const Line &line) const;
    const office::Blob *nextUpload() const;
    QStringList unaskedUploads() const;

    void ask();
    void asked(const exchange::BlobsAsked &question, const Reply<WireAnswer> &reply);
    void hear(const exchange::BlobTold &told);
    void fill();
    void begin(Line &line);
    bool beginUpload(Line &line);
    void beginDownload(Line &line, const QString &sha256, bool wantedBySomebody);
    void sendPiece(Line &line);
    void pieceSent(Line &line, const Reply<WireAnswer> &reply);
    void uploadRefused(Line &line, const Failure &failure);
    void fetchPiece(Line &line);
    void pieceCame(Line &line, const Reply<WireAnswer> &reply);
    void finishFetch(Line &line, const QString &media);
    void fetchRefused(Line &line, const domain::Refusal &refusal);
    void endLine(Line &line);
    void adapt(qint64 ms);
    void postpone(const QString &sha256);
    bool isPostponed(const QString &sha256) const;
    bool isUnderWay(const QString &sha256) const;
    void fetch(const QString &sha256);
    void housekeeping();
    void refresh();
    void publish();
    forms::TransferStatus present() const;
    qint64 nowMs() const { return m_options.monotonicMs(); }

    office::Office &m_office;
    office::Attachments &m_attachments;
    Transport &m_transport;
    const Options m_options;
    QRandomGenerator m_random;
    bool m_ticking = false;
    quint64 m_tickets = 0;

    bool m_signedIn = false;
    bool m_isOffline = false; ///< the sync is
    int m_pendingOperations = 0;
    qint64 m_pendingSinceMs = 0;
    qint64 m_notBeforeMs = 0;
    Backoff m_backoff;
    QString m_problem;

    std::array<Line, 2> m_lines;
    quint64 m_askTicket = 0;
    Transport::CallId m_askCall = 0;
    qint64 m_askDeadlineMs = 0;
    qint64 m_askAtMs = 0;               ///< when to ask even with no question: what the centre wants may have changed
    QStringList m_toAsk;                ///< somebody looks at them
    QStringList m_toConfirm;            ///< sent wholly, to be written down by the centre
    qint64 m_confirmAtMs = 0;           ///< several at once
    QStringList m_lacking;              ///< wanted but not here
    QHash<QString, qint64> m_offsets;   ///< what the centre has of those it takes from us
    QHash<QString, qint64> m_postponed; ///< until when
    QList<office::Blob> m_queue;        ///< to be sent
    bool m_queueStale = true;
    office::Attachments::Waiting m_waiting;
    QStringList m_toFetch, m_toPrefetch;
    qint64 m_prefetched = 0, m_prefetchAtMs = 0;
    qint64 m_pieceBytes = exchange::blobPieceBytesMin;
    qint64 m_sweepAtMs = 0;
    qint64 m_doneBytes = 0, m_totalBytes = 0; ///< of the transfers since nothing moved last

    forms::TransferStatus m_status;
    std::optional<qint64> m_announcedWakeupMs;
};

} // namespace app
