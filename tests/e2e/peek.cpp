// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the encrypted store of a client from outside, for tests: by the passphrase of who signed in there, as only such a person could.
// Each line of standard input is a statement that gives one column of JSON text; the answer is one line, a JSON array of its rows.
#include "office/keyring.h"
#include "storage/database.h"
#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <cstdio>
#include <iostream>
#include <string>

using namespace Qt::StringLiterals;

namespace {

/// From a copy: the ring mends itself when it is opened, and this one is in use.
QByteArray keyOf(const QString &data, const QString &staffNumber, const QString &password)
{
    const QTemporaryDir copy;
    const QString file = copy.filePath(u"keyring.json"_s);
    QFile::copy(QDir(data).filePath(u"keyring.json"_s), file);
    const auto ring = office::Keyring::open({file, [] { return QDateTime::fromSecsSinceEpoch(0, Qt::UTC); }, {}});
    if (!ring || !(*ring)->openByPassphrase(staffNumber, password))
        return {};
    return QByteArray((*ring)->dataKey().constData(), (*ring)->dataKey().size());
}

QByteArray answer(const QString &database, const QByteArray &key, const QString &statement)
{
    try {
        storage::Database open(database, storage::Database::Access::ReadOnly, key);
        QByteArray rows("[");
        for (const storage::Row &row : open.rows(statement))
            rows += (rows.size() > 1 ? "," : "") + row.bytes(0);
        return rows + "]";
    } catch (const std::exception &fault) {
        return QJsonDocument(QJsonObject{{u"fault"_s, QString::fromUtf8(fault.what())}}).toJson(QJsonDocument::Compact);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        return 2;
    const QByteArray key = keyOf(arguments[1], arguments[2], arguments[3]);
    if (key.isEmpty())
        return 1;
    for (std::string line; std::getline(std::cin, line);) {
        const QByteArray rows = answer(QDir(arguments[1]).filePath(u"counter.db"_s), key, QString::fromStdString(line));
        std::fwrite(rows.constData(), 1, size_t(rows.size()), stdout);
        std::fputc('\n', stdout);
        std::fflush(stdout);
    }
    return 0;
}
