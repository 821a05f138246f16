// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/office.h"

namespace office {

/// Slows down guessing, at the centre and at a window, over restarts and for all servers of a database. What is counted:
/// somebody at a device; somebody wherever they never signed in before; everything that comes from an address where it meets
/// people at devices new to them. So a stranger who tries a colleague's number holds up nobody at the terminal where that
/// colleague works, and a hall behind one address is not held up by one machine. All of it within the caller's transaction.
class SignInGuard
{
public:
    explicit SignInGuard(Office &office) : m_office(office) {}

    /// Who tries, where.
    struct Try
    {
        QString staffNumber;
        QString device;     ///< id and key as shown; a window has only itself
        QByteArray address; ///< empty at a window
    };
    /// Seconds until this may be tried; 0: now. The same for numbers nobody has.
    int waitSeconds(const Try &tried, const QDateTime &now) const;
    void noteFailure(const Try &tried, const QDateTime &now);
    void noteSuccess(const Try &tried, const QDateTime &now);
    /// An administrator vouches for somebody: their tries are forgotten everywhere.
    void pardon(const QString &staffNumber, const QString &device);

private:
    struct Counted { QString subject; int freeTries; };
    QList<Counted> countedFor(const Try &tried) const;
    Office &m_office;
};

} // namespace office
