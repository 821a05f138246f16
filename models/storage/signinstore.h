// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <optional>

namespace storage {

class Database;

/// What signing in needs besides the password: wrong tries, and what is kept of a person's password and second factor. The
/// same tables at the centre and at a window.
class SignInStore
{
public:
    /// How often somebody or something has been wrong lately.
    struct Tries
    {
        int failures = 0;
        QDateTime lastAt, lockedUntil;
    };

    explicit SignInStore(Database &database) : m_database(database) {}
    /// `subject` is who or what tries: a number at a device, a number, an address.
    std::optional<Tries> tries(const QString &subject) const;
    void put(const QString &subject, const Tries &tries);
    void forget(const QString &subject);
    /// Drops what nobody has tried since then.
    void forgetBefore(const QDateTime &time);

    /// Devices at which somebody has signed in before.
    bool isKnownAt(const QString &staffNumber, const QString &device) const;
    void noteKnownAt(const QString &staffNumber, const QString &device, const QDateTime &at);
    void forgetKnown(const QString &staffNumber);

    /// Age, history, second factor of a person (office/signinsecret.h); empty when nothing is kept.
    QJsonObject secret(const QString &staffNumber) const;
    void putSecret(const QString &staffNumber, const QJsonObject &secret);

private:
    Database &m_database;
};

} // namespace storage
