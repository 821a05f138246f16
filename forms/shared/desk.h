// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDateTime>
#include <QObject>
#include <functional>

namespace office {
class Attachments;
class Office;
}

namespace forms {

class PaperPrinter;
class IdentityReader;

/// Who sits at the counter, where, since when.
struct Session
{
    QString staffId, staffName, role; ///< role code: clerk, chief-clerk, helper, approver, issuer, supervisor
    QStringList roles;                ///< all role codes held, `role` first
    QString placeId, placeName;       ///< the hall
    QString counterId, counterName;   ///< window of the hall, "3", "3号窗口"
    bool isValid() const { return !staffId.isEmpty(); }
    bool operator==(const Session &) const = default;
};

/// How a line in the message bar is meant.
enum class Tone { Info, Done, Warning, Problem };

/// One line for the message bar: what just happened and the one button that helps.
struct Notice
{
    Tone tone = Tone::Info;
    QString text;
    QString actionText;                ///< empty: no button
    std::function<void()> action;
};

/// Where the client stands towards the centre; always true, never guessed.
struct SyncStatus
{
    enum class State { Starting, Synced, Sending, Offline, SignInNeeded, TooOld };
    State state = State::Starting;
    QDateTime lastContact;  ///< last good answer of the centre (UTC)
    QDateTime offlineSince; ///< first failed attempt since then (UTC)
    int pending = 0;        ///< operations not yet answered
    int returned = 0;       ///< refused by the centre, waiting for a person
    QString problem;        ///< refusal code of the last failure, empty if none
    qint64 clockAheadMs = 0; ///< this machine's clock is so far ahead of the centre's; told from two minutes on, else 0
};

/// What goes on with attachments: what waits to be sent, and how far the transfer under way is.
struct TransferStatus
{
    int waiting = 0;          ///< attachments the centre does not have yet
    qint64 waitingBytes = 0;
    qint64 done = 0, total = 0; ///< bytes of what is under way since it began; total 0: nothing moves
    QString current;          ///< name of the one under way
    bool fetching = false;    ///< it comes from the centre
    QString problem;          ///< refusal code of the last failure, empty while all is well
    bool isQuiet() const { return waiting == 0 && total == 0; }
    bool operator==(const TransferStatus &) const = default;
};

/// Everything a page needs of the desk it lies on: the office behind it, who works here, the time, the things on the desk,
/// and the ways to speak to the clerk and to other pages. One per main window; pages hold a reference.
class Desk : public QObject
{
    Q_OBJECT
public:
    Desk(office::Office &office, std::function<QDateTime()> clock, QObject *parent = nullptr)
        : QObject(parent), m_office(office), m_clock(std::move(clock)) {}

    office::Office &office() const { return m_office; }
    /// Local time of the hall.
    QDateTime now() const { return m_clock(); }
    const Session &session() const { return m_session; }
    void setSession(const Session &session) { m_session = session; Q_EMIT sessionChanged(); }
    const SyncStatus &syncStatus() const { return m_sync; }
    void setSyncStatus(const SyncStatus &status) { m_sync = status; Q_EMIT syncStatusChanged(); }
    const TransferStatus &transferStatus() const { return m_transfer; }
    void setTransferStatus(const TransferStatus &status) { m_transfer = status; Q_EMIT transferStatusChanged(); }
    /// 扫描件 of this window; null: attachments can't be taken in here.
    office::Attachments *attachments() const { return m_attachments; }
    void setAttachments(office::Attachments *attachments) { m_attachments = attachments; }
    PaperPrinter *printer() const { return m_printer; }
    void setPrinter(PaperPrinter *printer) { m_printer = printer; }
    IdentityReader *reader() const { return m_reader; }
    void setReader(IdentityReader *reader) { m_reader = reader; }

    void say(const Notice &notice) { Q_EMIT said(notice); }
    void say(Tone tone, const QString &text) { Q_EMIT said(Notice{tone, text, {}, {}}); }
    /// Shows page `id` ("intake", "cases", …); `argument` is the page's own (a case id, a search text).
    void open(const QString &pageId, const QString &argument = {}) { Q_EMIT pageRequested(pageId, argument); }

Q_SIGNALS:
    void said(const forms::Notice &notice);
    void pageRequested(const QString &pageId, const QString &argument);
    void sessionChanged();
    void syncStatusChanged();
    void transferStatusChanged();

private:
    office::Office &m_office;
    std::function<QDateTime()> m_clock;
    Session m_session;
    SyncStatus m_sync;
    TransferStatus m_transfer;
    office::Attachments *m_attachments = nullptr;
    PaperPrinter *m_printer = nullptr;
    IdentityReader *m_reader = nullptr;
};

} // namespace forms
