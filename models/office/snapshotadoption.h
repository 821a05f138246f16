// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "domain/sync/snapshotmanifest.h"
#include "office/office.h"

namespace office {

/// A window takes a ready-made database for the first download of a scope (sync.md §8). Nothing of the window's own is lost:
/// at every moment the old store or the new one stands there whole.
class SnapshotAdoption
{
public:
    explicit SnapshotAdoption(Office &window) : m_office(window) {}

    /// The scope was never read to its end here.
    bool isNew(const QString &scope) const;
    /// How the ready-made database gets into the store.
    enum class Way {
        File, ///< it becomes the store; what is ours is brought into it: next to nothing else is here
        Rows, ///< row by row into the store, which has much besides, or is no plain file
        None, ///< not at all: much of the scope is here already, and pulling the rest is quicker
    };
    Way way(const domain::SnapshotManifest &manifest) const;
    /// The newest schema this window can open.
    static int schemaMax();
    /// Refusals: snapshot.forged when it is not the centre's signature, snapshot.too-new {schema}.
    domain::Result<domain::Done> check(const domain::SnapshotManifest &manifest) const;

    // Parts as they come, and the file they make: encrypted as the store is (Office::storeKey).
    qint64 partBytes(const QString &partFile) const;
    domain::Result<domain::Done> addToPart(const QString &partFile, const QByteArray &bytes, bool isBeginning) const;
    domain::Result<domain::Done> layOut(const QString &readyMade, qint64 bytes) const;
    /// Checks a part's file and unpacks it into its place in `readyMade`; false when its bytes are wrong. On any thread; `key` is
    /// that of the store.
    static domain::Result<bool> unpack(const QString &partFile, const domain::SnapshotPart &part, const QString &readyMade, qint64 offset,
                                       const QByteArray &key = {});
    /// Hands the ready-made file to the disk. On any thread.
    static domain::Result<domain::Done> settle(const QString &readyMade);

    /// Makes the ready-made file the store. It is of no more use after a refusal: unpack it again.
    /// `step` is called before everything that is written; tests stop there.
    domain::Result<domain::Done> adopt(const domain::SnapshotManifest &manifest, const QString &readyMade,
                                       const std::function<void(const QString &)> &step = {});
    /// Takes the next documents of the ready-made file, from `place` on (0 at first); `place` becomes that of the last. Gives
    /// whether there are more; the scope counts as read with the last.
    domain::Result<bool> takeRows(const domain::SnapshotManifest &manifest, const QString &readyMade, qint64 &place, int rowsMax);

private:
    Office &m_office;
};

} // namespace office
