// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace support {

/// The throw-away PostgreSQL server of this run (ONEWINDOW_POSTGRES, see postgres.py); empty: there is none.
QString postgresServer();

/// Runs this very program again under postgres.py unless a server is there already; gives its exit code then, else -1.
int underPostgres(int argc, char **argv);

/// One fresh database on that server, dropped at the end.
class PostgresDatabase
{
public:
    /// As a copy of another database nobody has open; empty: an empty one.
    explicit PostgresDatabase(const QString &original = {});
    ~PostgresDatabase();
    PostgresDatabase(const PostgresDatabase &) = delete;
    PostgresDatabase &operator=(const PostgresDatabase &) = delete;

    QString name() const { return m_name; }
    QString url() const;

private:
    QString m_name;
};

} // namespace support
