// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/centrehealing.h"
#include "office/store.h"
#include "support/hall.h"

namespace support {

/// A copy of the centre's database as it is now, and its return: the centre forgets everything since, as after a restore.
class CentreCopy
{
public:
    explicit CentreCopy(Hall &hall) : m_hall(hall), m_path(m_folder.filePath(QStringLiteral("copy.db")))
    {
        database().run(QStringLiteral("VACUUM INTO ?"), {m_path});
    }

    /// Puts the copy back. `noticed`: somebody says so to the centre, and a new epoch begins.
    void putBack(bool noticed = true)
    {
        database().run(QStringLiteral("ATTACH DATABASE ? AS copy"), {m_path});
        {
            storage::Transaction transaction(database());
            for (const storage::Row &table : database().rows(QStringLiteral("SELECT name FROM copy.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'"))) {
                database().run(QStringLiteral("DELETE FROM main.") + table.text(0));
                database().run(QStringLiteral("INSERT INTO main.%1 SELECT * FROM copy.%1").arg(table.text(0)));
            }
            transaction.commit();
        }
        database().run(QStringLiteral("DETACH DATABASE copy"));
        m_hall.centreOffice().reloadRules();
        if (noticed) {
            const auto begun = office::CentreHealing(m_hall.centreOffice()).beginEpoch(QStringLiteral("restored"));
            Q_ASSERT(begun.ok());
        }
    }

private:
    storage::Database &database() { return m_hall.centreOffice().store().database; }
    Hall &m_hall;
    QTemporaryDir m_folder;
    QString m_path;
};

} // namespace support
