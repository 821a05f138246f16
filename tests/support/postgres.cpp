// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/postgres.h"
#include "storage/engine.h"
#include <QCoreApplication>
#include <QProcess>
#include <atomic>

namespace support {
using namespace Qt::StringLiterals;

namespace {

void onServer(const QString &statement)
{
    storage::openPostgres(postgresServer(), storage::Database::Access::ReadWrite)->executeOnce(statement);
}

} // namespace

QString postgresServer()
{
    return qEnvironmentVariable("ONEWINDOW_POSTGRES");
}

int underPostgres(int argc, char **argv)
{
    if (!postgresServer().isEmpty())
        return -1;
    QStringList arguments{QStringLiteral(ONEWINDOW_SOURCE_DIR "/tests/support/postgres.py"), u"--"_s};
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    return QProcess::execute(u"python3"_s, arguments);
}

PostgresDatabase::PostgresDatabase(const QString &original)
{
    static std::atomic<int> made = 0;
    m_name = u"test_%1_%2"_s.arg(QCoreApplication::applicationPid()).arg(++made);
    onServer(QString(u"CREATE DATABASE "_s + m_name + (original.isEmpty() ? QString() : QString(u" TEMPLATE "_s + original))));
}

PostgresDatabase::~PostgresDatabase()
{
    onServer(QString(u"DROP DATABASE "_s + m_name + u" WITH (FORCE)"_s));
}

QString PostgresDatabase::url() const
{
    const QString server = postgresServer();
    return QString(server.left(server.lastIndexOf(u'/') + 1) + m_name);
}

} // namespace support
