// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "storage/database.h"

namespace storage {

/// What Database needs of a database engine: one connection, spoken to in the engine's own library. Not thread-safe.
class Engine
{
public:
    virtual ~Engine() = default;
    /// Runs a statement, which stays prepared; adds what it answers to `rows`, if given. Gives the number of rows it changed.
    virtual qint64 execute(const QString &sql, const QVariantList &values, QList<Row> *rows) = 0;
    /// Runs statements that are not worth keeping prepared.
    virtual void executeOnce(const QString &sql) = 0;
    /// How a writing transaction begins.
    virtual QString begin() const = 0;
    /// The connection is gone, and with it whatever was not committed.
    virtual bool isBroken() const { return false; }
    /// How another connection of this program finds the same database.
    virtual QString uri(QStringView query) const { return query.toString(); }
    /// Connects again.
    virtual void reopen() {}
};

/// Opens a file, or a URI that begins with "file:"; with a key, an encrypted file.
std::unique_ptr<Engine> openSqlite(const QString &path, Database::Access access, const QByteArray &key = {});
/// Connects to a server; several hosts are tried in turn.
std::unique_ptr<Engine> openPostgres(const QString &url, Database::Access access);

} // namespace storage
