// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sync/installation.h"
#include "office/secretfile.h"
#include "office/storeencryption.h"
#include <QDir>
#include <QFile>

namespace app {
using namespace Qt::StringLiterals;
using domain::Done;
using domain::refuse;
using domain::Result;
using office::Office;

Result<std::unique_ptr<Installation>> Installation::open(const Options &options)
{
    if (!QDir().mkpath(options.folder))
        return refuse(u"office.store-failed", {{u"detail"_s, options.folder}});
    std::unique_ptr<Installation> installation(new Installation(options));
    if (installation->isShutOut()) {
        if (const Result<Done> destroyed = installation->destroyRest(); !destroyed) // broken off last time
            return destroyed.refusal();
        return installation;
    }
    if (const Result<Done> read = installation->read(); !read)
        return read.refusal();
    return installation;
}

Result<Done> Installation::read()
{
    auto ring = office::Keyring::open({path(u"keyring.json"), m_options.clock, m_options.deskSecret});
    if (!ring)
        return ring.refusal();
    m_keyring = std::move(ring.value());
    office::FormerIdentity former;
    if (isPlain() && !QFile::exists(path(u"device.key"))) {
        const auto found = Office::formerIdentity({database(), Office::Side::Counter, m_options.clock, false});
        if (!found)
            return found.refusal();
        former = *found;
    }
    auto identity = office::DeviceIdentity::open({path(u"device.key"), m_options.deskSecret}, m_options.clock(), former);
    if (!identity)
        return identity.refusal();
    m_identity = std::move(identity.value());
    return Done{};
}

QString Installation::path(QStringView name) const
{
    return QDir(m_options.folder).filePath(name.toString());
}

QString Installation::database() const
{
    return path(u"counter.db");
}

QString Installation::blobs() const
{
    return path(u"blobs");
}

QString Installation::download() const
{
    return path(u"download");
}

QString Installation::preferences() const
{
    return path(u"preferences.ini");
}

bool Installation::isLocked() const
{
    return m_keyring && m_keyring->isNew() && office::StoreEncryption::isEncrypted(database());
}

bool Installation::isPlain() const
{
    return office::StoreEncryption::isPlain(database());
}

Result<std::unique_ptr<Office>> Installation::openPlain() const
{
    return Office::open({database(), Office::Side::Counter, m_options.clock, false, {}, m_identity});
}

Result<std::unique_ptr<Office>> Installation::openOffice() const
{
    Q_ASSERT(m_keyring->isOpen());
    if (const Result<Done> encrypted = office::StoreEncryption::encrypt({database(), blobs(), download()}, m_keyring->dataKey()); !encrypted)
        return encrypted.refusal();
    return Office::open({database(), Office::Side::Counter, m_options.clock, false, m_keyring->dataKey(), m_identity});
}

bool Installation::isShutOut() const
{
    return QFile::exists(path(u"shut-out"));
}

Result<Done> Installation::destroyKeys()
{
    // First a word on the disk: whatever happens from here on, the next start goes on with it.
    if (const Result<Done> marked = office::writeSecret(path(u"shut-out"), QByteArray()); !marked)
        return marked;
    return m_keyring ? m_keyring->wipe() : Result<Done>(Done{});
}

Result<Done> Installation::destroyRest()
{
    m_keyring.reset();
    m_identity.reset();
    for (const QStringView name : {u"keyring.json", u"keyring.json.copy", u"device.key"}) {
        if (const Result<Done> destroyed = office::destroySecret(path(name)); !destroyed)
            return destroyed;
    }
    office::StoreEncryption::wipe({database(), blobs(), download()});
    // What is ours by name, and nothing else: somebody may have chosen a folder with other things in it.
    for (const QStringView name : {u"blobs", u"download"})
        QDir(path(name)).removeRecursively();
    const QStringList ours{u"preferences.ini*"_s, u"counter.db*"_s, u"keyring.json*"_s, u"device.key*"_s};
    for (const QFileInfo &left : QDir(m_options.folder).entryInfoList(ours, QDir::Files | QDir::Hidden)) {
        if (!QFile::remove(left.filePath()))
            return refuse(u"office.store-failed", {{u"detail"_s, left.filePath()}});
    }
    return Done{};
}

Result<Done> Installation::beginAnew()
{
    if (const Result<Done> destroyed = destroyRest(); !destroyed)
        return destroyed;
    if (!QFile::remove(path(u"shut-out")))
        return refuse(u"office.store-failed", {{u"detail"_s, path(u"shut-out")}});
    return read();
}

} // namespace app
