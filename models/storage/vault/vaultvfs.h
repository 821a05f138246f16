// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayView>
#include <QString>

namespace storage::vault {

/// A key that SQLite may open databases with as long as this lives. The key itself is in no path and no URI: only its number in
/// a list of this process is. Thread-safe.
class Unlocked
{
public:
    /// Throws Fault: Failed when the key is none of 32 bytes.
    explicit Unlocked(QByteArrayView key);
    ~Unlocked();
    Unlocked(const Unlocked &) = delete;
    Unlocked &operator=(const Unlocked &) = delete;
    /// How SQLite is told to open the database file at `path`, over the VFS "vault". What it answers when it can't: SQLITE_AUTH,
    /// the key is another one; SQLITE_NOTADB, it is no encrypted file; SQLITE_CORRUPT, what was read is not what was written.
    QString uri(const QString &path, QStringView query) const;

private:
    const quint64 m_number;
};

} // namespace storage::vault
