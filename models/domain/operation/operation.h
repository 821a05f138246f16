// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/result.h"
#include <QDateTime>
#include <QStringList>
#include <optional>

namespace domain {

/// When an act was done, as the device knew it: its own wall clock, its monotonic clock within one boot, and its
/// estimate of the centre's time. The estimate is the legal time of the act; ordering never uses clocks.
struct MadeAt
{
    QDateTime wall;
    qint64 monotonicMs = 0;
    QString boot;
    QDateTime estimate;
};

/// One act of a member of staff: what goes up to the centre and what the journal keeps. The same value is performed at
/// the window at once and at the centre finally. `body` holds the act's own words; unknown members of the wire form are
/// kept in `more` and sent back unchanged.
struct Operation
{
    qint64 n = 0;              ///< Dense number within the installation's stream, 1, 2, 3 … (0: not yet numbered).
    QString id;                ///< UUIDv7 made by the device; the same act never has two effects.
    QString type;              ///< "subject.verb", e.g. "case.accept".
    int typeVersion = 1;       ///< "@n" of the wire form; the centre up-casts older ones.
    QString doc;               ///< The document it is about.
    std::optional<qint64> baseVersion; ///< The document's version at the centre as the clerk saw it …
    std::optional<qint64> baseN;       ///< … or the number of the clerk's own earlier operation it builds upon.
    QString actor;             ///< Staff id.
    QString role;              ///< Role code the actor held.
    QString place;             ///< Place id (where it was done).
    QString counter;           ///< Window of the hall.
    MadeAt made;
    QString rules;             ///< Version of catalogue and calendar the window decided by.
    QString receipt;           ///< Leased receipt number used up by this act; empty for acts without one.
    QString lease;             ///< The lease it came from.
    QStringList blobs;         ///< "sha256:…" of attachments.
    QJsonObject body;
    QString signature;         ///< base64 Ed25519 by the device over canonical().
    QJsonObject more;

    /// The wire form of sync.md §3.
    QJsonObject toJson() const;
    /// Refusals: operation.malformed {member}.
    static Result<Operation> fromJson(const QJsonObject &json);
    /// The bytes that are signed and chained: the wire form without "sig", compact, members in order of name.
    QByteArray canonical() const;
};

/// UUIDv7 (RFC 9562) from `now` and 74 random bits: ids sort by time of making.
QString newId(const QDateTime &now);
/// UUIDv5 in OneWindow's name space: the same thing named on two machines gets the same id ("applicant:citizen-id:6101…").
QString idFor(const QString &name);

} // namespace domain
