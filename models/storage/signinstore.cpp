// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signinstore.h"
#include "storage/database.h"
#include <QJsonDocument>

namespace storage {
using namespace Qt::StringLiterals;

std::optional<SignInStore::Tries> SignInStore::tries(const QString &subject) const
{
    const auto row = m_database.row(u"SELECT failures, last_at, locked_until FROM sign_in_try WHERE subject = ?"_s, {subject});
    return row ? std::optional(Tries{int(row->integer(0)), instantFrom(*row, 1), instantFrom(*row, 2)}) : std::nullopt;
}

void SignInStore::put(const QString &subject, const Tries &tries)
{
    m_database.run(u"INSERT INTO sign_in_try(subject, failures, last_at, locked_until) VALUES(?,?,?,?) ON CONFLICT(subject)"
                   " DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, locked_until = excluded.locked_until"_s,
                   {subject, tries.failures, instant(tries.lastAt), instant(tries.lockedUntil)});
}

void SignInStore::forget(const QString &subject)
{
    m_database.run(u"DELETE FROM sign_in_try WHERE subject = ?"_s, {subject});
}

void SignInStore::forgetBefore(const QDateTime &time)
{
    m_database.run(u"DELETE FROM sign_in_try WHERE last_at < ?"_s, {instant(time)});
}

bool SignInStore::isKnownAt(const QString &staffNumber, const QString &device) const
{
    return m_database.row(u"SELECT at FROM sign_in_known WHERE staff_number = ? AND device = ?"_s, {staffNumber, device}).has_value();
}

void SignInStore::noteKnownAt(const QString &staffNumber, const QString &device, const QDateTime &at)
{
    m_database.run(u"INSERT INTO sign_in_known(staff_number, device, at) VALUES(?,?,?) ON CONFLICT(staff_number, device) DO UPDATE SET at = excluded.at"_s,
                   {staffNumber, device, instant(at)});
}

void SignInStore::forgetKnown(const QString &staffNumber)
{
    m_database.run(u"DELETE FROM sign_in_known WHERE staff_number = ?"_s, {staffNumber});
}

QJsonObject SignInStore::secret(const QString &staffNumber) const
{
    const auto row = m_database.row(u"SELECT content FROM sign_in_secret WHERE staff_number = ?"_s, {staffNumber});
    return row ? QJsonDocument::fromJson(row->text(0).toUtf8()).object() : QJsonObject();
}

void SignInStore::putSecret(const QString &staffNumber, const QJsonObject &secret)
{
    m_database.run(u"INSERT INTO sign_in_secret(staff_number, content) VALUES(?,?) ON CONFLICT(staff_number) DO UPDATE SET content = excluded.content"_s,
                   {staffNumber, QString::fromUtf8(QJsonDocument(secret).toJson(QJsonDocument::Compact))});
}

} // namespace storage
