// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/outgoing/outgoing.h"
#include "storage/outgoingstore.h"

namespace domain {
struct CaseFile;
}

namespace office {

class Office;
class Workspace;
using storage::OutgoingRow;

/// Queues something that leaves the house, within the act that makes it necessary: what is refused or rolled back sends nothing.
/// Only channel, to, code, facts, about and kind need to be set. Without an id it gets the next one of this act, the same at
/// window and centre; one that is there already (the same act done again) is left alone. Gives the id.
QString post(Workspace &workspace, domain::Outgoing outgoing);
/// A text message to whom a case is for, or to the agent who stands for them; with {name}, {item}, {number} among the facts.
/// Nobody without a telephone number gets one: then nothing is queued.
void postMessage(Workspace &workspace, const domain::CaseFile &file, const QString &code, QJsonObject facts = {});

/// A day as messages say it: 11月20日.
QString dayInWords(QDate day);

/// Reading and settling what leaves the house.
class Outbox
{
public:
    explicit Outbox(Office &office) : m_office(office) {}

    std::optional<domain::Outgoing> outgoing(const QString &id) const;
    /// Channels through which something is to be tried now.
    QStringList dueChannels() const;
    /// To be tried now through a channel, the longest due first.
    QList<domain::Outgoing> due(const QString &channel, int limit) const;
    /// In these states (all when empty), newest change first.
    QList<domain::Outgoing> list(const QStringList &states, int limit) const;
    qint64 count(const QStringList &states) const;
    /// Everything about one document, oldest first.
    QList<domain::Outgoing> about(const QString &document) const;

    /// At the centre: what became of an attempt.
    struct Attempt
    {
        QString id;
        int number = 1;        ///< of this attempt, Outgoing::attempts + 1
        bool sent = false;
        QJsonObject receipt;   ///< of the partner, when sent
        QString text;          ///< the words as they went
        domain::Refusal problem;
        bool permanent = false; ///< the partner wants nothing of it, ever
    };
    /// Refusals: those of outgoing.sent and outgoing.failed. Gives the scopes that moved.
    domain::Result<QStringList> settle(const Attempt &attempt);
    /// A partner told something about a delivery. Refusals: outgoing.unknown, outgoing.channel (it is another partner's), operation.malformed. Told
    /// again it is not refused and changes nothing.
    domain::Result<QStringList> noteEvent(const QString &channel, const QString &id, const QJsonObject &event);
    /// Keeps other servers from sending until release(); false when another one does.
    bool hold();
    void release();

private:
    QList<domain::Outgoing> read(const QList<OutgoingRow> &rows) const;
    Office &m_office;
};

} // namespace office
