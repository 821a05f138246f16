// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "office/centre.h"
#include "office/devicekey.h"
#include "office/store.h"
#include <QJsonValue>
#include <QTemporaryDir>

namespace fuzzing {

/// A centre with the real catalogue and a few weeks of made-up life, which forgets whatever is done to it: every input meets the same
/// one. Making it takes a minute; it is made once for all targets and kept beside them.
class PlayCentre
{
public:
    PlayCentre();

    office::Office &office() { return *m_office; }
    office::Centre &centre() { return *m_centre; }
    QDateTime now() const;
    std::function<QDateTime()> clock() const { return [now = now()] { return now; }; }
    const QString &databasePath() const { return m_path; }

    /// Its one device, known to it.
    const QString &device() const { return m_device; }
    const QString &stream() const { return m_stream; }
    QByteArray publicKey() const { return m_key->publicKey(); }
    QByteArray sign(const QByteArray &message) const { return m_key->sign(message); }

    /// An input names documents by their place in the order they were made in, "#12", as their ids are made anew each time.
    QJsonValue withIds(const QJsonValue &value) const;
    QString withIds(QString text) const;
    /// The other way round, for inputs made of what happened.
    QJsonValue withoutIds(const QJsonValue &value) const;

    /// Does work, then forgets it. A fault of the store passes through: no input may cause one.
    template<class Work>
    void forgetting(Work work)
    {
        const auto before = m_office->rules();
        {
            storage::Transaction transaction(m_office->store().database);
            work();
        }
        if (m_office->rules() != before)
            m_office->reloadRules();
    }

private:
    QTemporaryDir m_folder;
    QString m_path, m_device, m_stream;
    std::unique_ptr<office::Office> m_office;
    std::unique_ptr<office::Centre> m_centre;
    std::unique_ptr<storage::Database> m_settings;
    std::unique_ptr<office::DeviceKey> m_key;
    QStringList m_ids;
    QHash<QString, int> m_places;
};

} // namespace fuzzing
