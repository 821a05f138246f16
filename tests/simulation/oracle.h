// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/sync.h"
#include "office/office.h"
#include "simulation/world.h"
#include "storage/database.h"
#include <QHash>
#include <QSet>

namespace simulation {

/// What is right: an independent memory of everything that was confirmed and everything the centre has done, and the laws
/// of sync.md §15 over it. check() looks at what has changed since the last look.
class Oracle
{
public:
    explicit Oracle(World &world);
    ~Oracle();

    /// A clerk was told that it is done.
    void confirmed(const Window &window, const office::Submitted &submitted);
    /// The centre's answer to a push, as it left the centre.
    void told(const QByteArray &body);
    /// The centre's changes, as they left the centre for somebody of this district.
    void shown(const QByteArray &body, const QString &district);
    void windowStarted(Window &window);
    void windowCopied(const Window &from, const Window &to);
    /// The window's disk was replaced by an older image.
    void windowWentBack(const Window &window);
    void centreBackedUp();
    void centreWentBack();
    void centreStopped();
    /// The window holds no scope but these from now on.
    void check();
    /// Everything is healed and drained: the laws that hold at rest.
    void checkAtRest();
    /// Law 16: what a device that was shut out still held has come to the centre, before its keys go.
    void checkShutOutAtRest();
    /// The centre has revoked this device and not let it in again.
    bool isShutOut(const QString &device) const { return documentAtCentre(device)[QStringLiteral("revoked")].isObject(); }
    QJsonObject documentAtCentre(const QString &doc) const;
    /// Law 27: with the centre in reach a push is tried within a minute.
    void checkLiveness();

    const std::optional<Violation> &violation() const { return m_violation; }
    qint64 confirmedCount() const { return m_confirmed.size(); }
    QStringList problemsAtRest() const;
    /// Heads of the centre's scopes, as it holds them now.
    QHash<QString, qint64> heads();
    QString epoch();

private:
    struct Confirmed
    {
        QString type, doc, stream, receipt;
        QStringList docs;
        qint64 n = 0;
        int window = 0;
        qint64 atMs = 0;
        QSet<int> holders;      ///< windows whose journal must have it
        QString state;          ///< of the case after it
        QJsonObject body;
        bool everApplied = false, everRejected = false, mayVanish = false;
    };
    struct AtCentre
    {
        QString stream, type, doc, outcome;
        qint64 n = 0;
        QByteArray result;
    };
    struct FeedRow
    {
        qint64 seq = 0, version = 0;
        QString op;
        bool operator==(const FeedRow &) const = default;
    };
    struct DocumentAtCentre
    {
        QString kind;
        qint64 version = 0;
        QByteArray body;
        QStringList scopes;
    };
    /// The centre as it is known; copied whole with each backup.
    struct CentreModel
    {
        QString epoch;
        QHash<QString, AtCentre> operations;
        QHash<QString, DocumentAtCentre> documents;
        QHash<QString, QMap<qint64, QByteArray>> history;      ///< doc → version → body
        QHash<QString, QHash<QString, FeedRow>> feed;          ///< scope → doc
        QHash<QString, QHash<QString, QMap<qint64, qint64>>> seqOf; ///< scope → doc → version → seq
        QHash<QString, qint64> heads, lastOfStream;
        QHash<QString, QString> numbers;                       ///< legal number → case
        QHash<QString, QString> idOf;                          ///< "stream n" → operation id
        QSet<QString> parked;
        qint64 journalSeq = 0;
        qint64 serials = 0;                                    ///< how many numbers of all series were lent
    };
    struct WindowModel
    {
        qint64 writes = -1;
        QHash<QString, std::pair<QString, qint64>> cursors; ///< scope → epoch, seq
        QHash<QString, qint64> versions;                    ///< doc → base version
        QString epoch;
        QHash<QString, QString> fates;
        QHash<QString, qint64> leases;
        bool wentBack = false;
    };

    void fail(int property, const QString &detail);
    void checkCentre();
    void checkWindow(Window &window);
    void checkJournal(Window &window, WindowModel &model);
    void checkBase(Window &window, WindowModel &model);
    void checkOverlay(Window &window);
    void checkConvergence(Window &window);
    void checkBootstrap();
    void checkConfirmedAtRest();
    QStringList touched(const QString &type, const QString &doc, const QJsonObject &body) const;
    storage::Database &centre();

    World &m_world;
    std::optional<Violation> m_violation;
    std::unique_ptr<storage::Database> m_centre;
    qint64 m_centreWrites = -1;
    CentreModel m_model;
    std::optional<CentreModel> m_backup;
    QString m_lostEpoch;
    bool m_wentBack = false;
    QSet<QString> m_epochs; ///< every history there was
    QSet<QString> m_everParked;
    QList<std::pair<qint64, QHash<QString, qint64>>> m_headsBefore; ///< by time, for law 12
    QHash<int, WindowModel> m_windowModels;
    QMap<QString, Confirmed> m_confirmed; ///< by operation id
    QHash<QString, QSet<QString>> m_issued; ///< "stream n" → ids
    QHash<QString, QString> m_printed;      ///< receipt number → case
    QHash<QString, QByteArray> m_toldResults;
};

/// The thirty laws of sync.md §15.
const char *propertyName(int property);

} // namespace simulation
