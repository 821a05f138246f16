// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/snapshotmanifest.h"
#include "office/office.h"

namespace office {

/// Makes the ready-made databases of first downloads, in the background: reads a scope as a window does, page by page to its
/// end, so no reader holds up the writing; what moved meanwhile comes again further on, and the last page ends at one head.
/// Works on a reading connection of its own; several servers may share the folder.
class SnapshotBuilder
{
public:
    struct Options
    {
        QString folder;                     ///< of the SnapshotShelf
        std::function<QDateTime()> clock;   ///< UTC
        std::function<bool()> goOn = [] { return true; }; ///< false: stop soon, nothing is left half-done
        qint64 rowsAtLeast = 5000;          ///< a smaller scope has none: its pages come as quickly
        qint64 tailAtLeast = 2000;          ///< rows since the last one that are worth another
        int tailPercent = 10;               ///< of the rows, likewise
        int generations = 3;                ///< kept, for windows still fetching an older one
    };
    SnapshotBuilder(Office &reading, Options options) : m_office(reading), m_options(std::move(options)) {}

    /// Makes what is due, scope by scope; gives the number made. One that fails is logged and holds up no other.
    int work();
    /// Makes one now. Refusals: snapshot.small, snapshot.elsewhere (another server is at it), snapshot.stopped, those of the store.
    domain::Result<domain::SnapshotManifest> build(const QString &scope);
    /// Whether a new one is due.
    bool isDue(const QString &scope) const;

private:
    domain::Result<domain::SnapshotManifest> make(const QString &scope, const QString &workFolder);
    void tidy(const QString &scope) const;

    Office &m_office;
    const Options m_options;
};

} // namespace office
