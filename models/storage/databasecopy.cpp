// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/databasecopy.h"
#include "storage/database.h"
#include <memory>
#include <sqlite3.h>

namespace storage {

namespace {

using Connection = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

[[noreturn]] void fail(const QString &path, int code)
{
    const bool full = (code & 0xff) == SQLITE_FULL;
    throw Fault(full ? Fault::Kind::DiskFull : Fault::Kind::Failed, QString(path + u": " + QString::fromUtf8(sqlite3_errstr(code))));
}

Connection opened(const QString &path, int flags)
{
    sqlite3 *raw = nullptr;
    const int code = sqlite3_open_v2(path.toUtf8().constData(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    Connection connection(raw, sqlite3_close);
    if (code != SQLITE_OK)
        fail(path, code);
    return connection;
}

} // namespace

void copyDatabaseFile(const QString &from, const QString &to)
{
    constexpr int patienceMs = 30'000;
    const Connection source = opened(from, SQLITE_OPEN_READONLY);
    const Connection target = opened(to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    sqlite3_busy_timeout(source.get(), patienceMs);
    sqlite3_backup *const copy = sqlite3_backup_init(target.get(), "main", source.get(), "main");
    if (!copy)
        fail(to, sqlite3_errcode(target.get()));
    // All of it in one read transaction: in steps it would begin anew whenever the centre writes in between.
    const int stepped = sqlite3_backup_step(copy, -1);
    const int finished = sqlite3_backup_finish(copy);
    if (stepped != SQLITE_DONE || finished != SQLITE_OK)
        fail(from, stepped != SQLITE_DONE ? stepped : finished);
}

} // namespace storage
