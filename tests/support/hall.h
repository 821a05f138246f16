// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/archive.h"
#include "office/centre.h"
#include "office/countersync.h"
#include "office/office.h"
#include "support/postgres.h"
#include <QTemporaryDir>

namespace support {

/// A whole hall in one thread: the centre with the real catalogue and calendars, and a window in 长安区 that has pulled them
/// and holds a block of receipt numbers. Time stands still until the test moves it; the network is a function call. Under
/// postgres.py the centre stands on PostgreSQL.
class Hall
{
public:
    /// Begins on this day at 10:00 hall time.
    explicit Hall(QDate today = QDate(2026, 11, 20));
    ~Hall();

    office::Office &office() { return *m_counter; }
    office::Office &centreOffice() { return *m_centre; }
    office::Centre &centre() { return *m_centreSide; }
    office::CounterSync &counterSync() { return *m_sync; }
    office::Archive archive() { return office::Archive(*m_counter); }

    /// UTC.
    QDateTime now() const { return *m_now; }
    std::function<QDateTime()> clock() const { return [now = m_now] { return *now; }; }
    void setNow(const QDateTime &utc) { *m_now = utc; }
    /// Hall time of the day, on the present or a later day.
    void setHallTime(QDate day, QTime time);

    /// 王敏 at window 3.
    office::Actor clerk() const;
    office::Actor staff(const QString &number) const;
    /// That member of staff signs in at this window: it sees what that person may see.
    office::Actor signIn(const QString &number);
    const domain::Place &place() const;
    const domain::Item &item(const QString &id) const;

    /// Sends what is pending and takes what came; false when something was refused on the transport level.
    bool sync();
    /// Sends only (an acknowledgement without a download).
    domain::Result<domain::PushAnswer> push();
    void pull();

    /// Starts the window's office again from its disk.
    void restartCounter();

    /// A card of a made-up person or firm with a valid number.
    static domain::ApplicantCard person(const QString &name = QStringLiteral("张三"), const QString &number = QStringLiteral("610116199003070014"));
    static domain::ApplicantCard firm(const QString &name = QStringLiteral("西安示例餐饮有限公司"), const QString &number = QStringLiteral("91350100M000100Y43"));
    /// The body of a deciding act: every applicable material that is required marked received, `answers` given.
    QJsonObject application(const QString &itemId, const domain::ApplicantCard &applicant, const QJsonObject &answers) const;
    /// Gives one material of a body another mark.
    static void mark(QJsonObject &body, const QString &key, domain::MaterialMark mark, const QString &defect = {});
    domain::Result<office::Submitted> submit(const QString &type, const QJsonObject &body, const QString &caseId = {});
    /// The same by somebody else than the clerk.
    domain::Result<office::Submitted> submitAs(const QString &number, const QString &type, const QString &doc, const QJsonObject &body);

private:
    std::shared_ptr<QDateTime> m_now;
    QTemporaryDir m_folder;
    std::unique_ptr<PostgresDatabase> m_postgres;
    std::unique_ptr<office::Office> m_centre, m_counter;
    std::unique_ptr<office::Centre> m_centreSide;
    std::unique_ptr<office::CounterSync> m_sync;
};

} // namespace support
