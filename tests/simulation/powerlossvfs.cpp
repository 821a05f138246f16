// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/powerlossvfs.h"
#include <algorithm>
#include <cstring>
#include <sqlite3.h>

namespace simulation {

namespace {
enum Operation { Read, Write, Truncate, Sync, Lock, MemoryLock, Open, Delete, Size, Memory };
constexpr qint64 sector = 512;
} // namespace

/// An open file.
struct Disk::Handle
{
    Disk *disk = nullptr;
    std::string name;
    std::shared_ptr<File> file;
    std::shared_ptr<Disk::Memory> memory;
    int process = 0;
    int level = SQLITE_LOCK_NONE;
    bool syncsDirectory = false, deletesOnClose = false, readOnly = false;
    unsigned sharedMask = 0, exclusiveMask = 0;
};

// ---- the disk --------------------------------------------------------------------------------------------------------

DiskImage Disk::image() const
{
    DiskImage image;
    for (const auto &[name, file] : m_directory)
        image[name] = file->bytes;
    return image;
}

void Disk::restore(const DiskImage &image)
{
    Q_ASSERT(!isInUse());
    m_directory.clear();
    m_memory.clear();
    for (const auto &[name, bytes] : image) {
        m_directory[name] = std::make_shared<File>();
        m_directory[name]->bytes = bytes;
    }
    m_synced = m_directory;
    ++m_writes;
}

bool Disk::flipBit(const std::string &file, qint64 byte, int bit)
{
    const auto found = m_directory.find(file);
    if (found == m_directory.end() || byte >= found->second->bytes.size())
        return false;
    found->second->bytes[byte] = char(found->second->bytes[byte] ^ (1 << bit));
    return true;
}

void Disk::apply(QByteArray &bytes, const Change &change, qsizetype upto)
{
    if (change.after.isEmpty()) { // a truncation
        bytes.resize(change.sizeAfter);
        return;
    }
    const qsizetype end = change.offset + std::min(upto, change.after.size());
    if (bytes.size() < end)
        bytes.append(QByteArray(end - bytes.size(), '\0'));
    std::memcpy(bytes.data() + change.offset, change.after.constData(), size_t(end - change.offset));
}

void Disk::losePower(Chance &chance)
{
    const std::set<Handle *> handles = m_handles;
    for (Handle *handle : handles)
        m_dead.insert(handle->process);
    std::set<std::shared_ptr<File>> files;
    for (const Directory *directory : {&m_directory, &m_synced}) {
        for (const auto &[name, file] : *directory)
            files.insert(file);
    }
    // In order of names, not of addresses: the same seed must lose the same things.
    const auto settle = [&chance](File &file) {
        std::vector<Change> changes = std::exchange(file.unsynced, {});
        for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
            file.bytes.resize(std::max<qsizetype>(file.bytes.size(), change->sizeBefore));
            if (!change->before.isEmpty())
                std::memcpy(file.bytes.data() + change->offset, change->before.constData(), size_t(change->before.size()));
            file.bytes.resize(change->sizeBefore);
        }
        const qint64 mood = chance.below(4); // all is lost; all is there; anything goes (twice as often)
        for (const Change &change : changes) {
            const qint64 fate = mood == 0 ? 0 : mood == 1 ? 1 : chance.below(3);
            if (fate == 1)
                apply(file.bytes, change, change.after.size());
            else if (fate == 2 && !change.after.isEmpty()) // torn: some sectors whole, the last one within
                apply(file.bytes, change, chance.oneIn(2) ? chance.below(change.after.size() + 1) : chance.below(change.after.size() / sector + 1) * sector);
        }
    };
    Directory after;
    std::set<std::string> names;
    for (const Directory *directory : {&m_synced, &m_directory}) {
        for (const auto &[name, file] : *directory)
            names.insert(name);
    }
    for (const std::string &name : names) {
        const auto before = m_synced.find(name), now = m_directory.find(name);
        const bool same = before != m_synced.end() && now != m_directory.end() && before->second == now->second;
        const auto chosen = same || chance.oneIn(2) ? before : now;
        const auto none = chosen == before ? m_synced.end() : m_directory.end();
        if (chosen != none) {
            settle(*chosen->second);
            after[name] = chosen->second;
        }
    }
    for (Handle *handle : handles)
        release(*handle);
    m_directory = m_synced = after;
    m_memory.clear();
    ++m_writes;
}

void Disk::kill(int process)
{
    m_dead.insert(process);
    const std::set<Handle *> handles = m_handles;
    for (Handle *handle : handles) {
        if (handle->process == process)
            release(*handle);
    }
}

void Disk::dieAfter(int process, qint64 calls, bool losesPower, const Chance &chance)
{
    m_deaths.push_back({process, calls, losesPower, chance});
}

void Disk::failAfter(qint64 calls, qint64 howMany, DiskFault fault)
{
    m_failing.push_back({calls, howMany, fault});
}

void Disk::interleaveAfter(int process, qint64 calls, std::function<void()> work)
{
    m_turns.push_back({process, calls, std::move(work)});
}

void Disk::calm()
{
    m_deaths.clear();
    m_turns.clear();
    m_failing.clear();
}

/// Gives up the handle's locks and memory; the handle stays, dead.
void Disk::release(Handle &handle)
{
    File &file = *handle.file;
    if (handle.level >= SQLITE_LOCK_SHARED)
        --file.shared;
    for (const void **holder : {&file.reserved, &file.exclusive, &file.pending}) {
        if (*holder == &handle)
            *holder = nullptr;
    }
    handle.level = SQLITE_LOCK_NONE;
    releaseMemory(handle);
    m_handles.erase(&handle);
}

void Disk::releaseMemory(Handle &handle)
{
    if (!handle.memory)
        return;
    for (int i = 0; i < 8; ++i) {
        if (handle.sharedMask & (1u << i))
            --handle.memory->shared[size_t(i)];
        if (handle.exclusiveMask & (1u << i))
            handle.memory->exclusive[size_t(i)] = nullptr;
    }
    handle.sharedMask = handle.exclusiveMask = 0;
    handle.memory->users.erase(&handle);
    if (handle.memory->users.empty()) // whoever comes first finds it empty
        m_memory.erase(handle.name);
    handle.memory.reset();
}

/// What every call passes: SQLITE_OK, or how it fails.
int Disk::gate(const Handle &handle, int operation)
{
    if (isDead(handle.process))
        return SQLITE_IOERR;
    PowerLossVfs &vfs = PowerLossVfs::instance();
    if (vfs.m_quiet > 0)
        return SQLITE_OK;
    ++m_calls;
    for (size_t i = 0; i < m_turns.size(); ++i) {
        if (m_turns[i].process != handle.process || --m_turns[i].calls > 0)
            continue;
        const std::function<void()> work = m_turns[i].work;
        m_turns.erase(m_turns.begin() + qsizetype(i));
        const int process = vfs.m_process;
        work();
        vfs.m_process = process;
        if (isDead(handle.process))
            return SQLITE_IOERR;
        break;
    }
    for (size_t i = 0; i < m_deaths.size(); ++i) {
        if (m_deaths[i].process != handle.process || --m_deaths[i].calls > 0)
            continue;
        Death death = m_deaths[i];
        m_deaths.erase(m_deaths.begin() + qsizetype(i));
        if (death.losesPower)
            losePower(death.chance);
        else
            kill(death.process);
        return SQLITE_IOERR;
    }
    for (size_t i = 0; i < m_failing.size(); ++i) {
        Failing &failing = m_failing[i];
        if (failing.after > 0) {
            --failing.after;
            continue;
        }
        const DiskFault fault = failing.fault;
        const bool meant = fault == DiskFault::Error || (fault == DiskFault::Busy && operation == Lock)
                           || ((fault == DiskFault::Full || fault == DiskFault::ReadOnly) && (operation == Write || operation == Truncate));
        if (!meant)
            continue;
        if (--failing.howMany <= 0)
            m_failing.erase(m_failing.begin() + qsizetype(i));
        switch (fault) {
        case DiskFault::Full:
            return SQLITE_FULL;
        case DiskFault::Busy:
            return SQLITE_BUSY;
        case DiskFault::ReadOnly:
            return SQLITE_READONLY;
        case DiskFault::Error:
            break;
        }
        return operation == Read    ? SQLITE_IOERR_READ
               : operation == Write ? SQLITE_IOERR_WRITE
               : operation == Sync  ? SQLITE_IOERR_FSYNC
                                    : SQLITE_IOERR;
    }
    return SQLITE_OK;
}

// ---- what SQLite calls -----------------------------------------------------------------------------------------------

struct Vfs
{
    struct Open { sqlite3_file base; Disk::Handle *handle; };

    static Disk::Handle &handle(sqlite3_file *file) { return *reinterpret_cast<Open *>(file)->handle; }

    static int close(sqlite3_file *file)
    {
        Disk::Handle *open = reinterpret_cast<Open *>(file)->handle;
        if (!open->disk->isDead(open->process)) {
            open->disk->release(*open);
            if (open->deletesOnClose)
                open->disk->m_directory.erase(open->name);
        }
        delete open;
        return SQLITE_OK;
    }

    static int read(sqlite3_file *file, void *into, int amount, sqlite3_int64 offset)
    {
        Disk::Handle &open = handle(file);
        if (const int failed = open.disk->gate(open, Read))
            return failed;
        const QByteArray &bytes = open.file->bytes;
        const qint64 there = std::clamp<qint64>(bytes.size() - offset, 0, amount);
        if (there > 0)
            std::memcpy(into, bytes.constData() + offset, size_t(there));
        if (there == amount)
            return SQLITE_OK;
        std::memset(static_cast<char *>(into) + there, 0, size_t(amount - there));
        return SQLITE_IOERR_SHORT_READ;
    }

    static int write(sqlite3_file *file, const void *from, int amount, sqlite3_int64 offset)
    {
        Disk::Handle &open = handle(file);
        if (const int failed = open.disk->gate(open, Write))
            return failed;
        if (open.readOnly)
            return SQLITE_READONLY;
        QByteArray &bytes = open.file->bytes;
        Disk::Change change;
        change.offset = offset;
        change.before = bytes.mid(offset, amount);
        change.after = QByteArray(static_cast<const char *>(from), amount);
        change.sizeBefore = bytes.size();
        Disk::apply(bytes, change, amount);
        change.sizeAfter = bytes.size();
        open.file->unsynced.push_back(std::move(change));
        ++open.disk->m_writes;
        return SQLITE_OK;
    }

    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        Disk::Handle &open = handle(file);
        if (const int failed = open.disk->gate(open, Truncate))
            return failed;
        QByteArray &bytes = open.file->bytes;
        Disk::Change change;
        change.offset = size;
        change.before = bytes.mid(size);
        change.sizeBefore = bytes.size();
        change.sizeAfter = size;
        bytes.resize(size);
        open.file->unsynced.push_back(std::move(change));
        ++open.disk->m_writes;
        return SQLITE_OK;
    }

    static int sync(sqlite3_file *file, int)
    {
        Disk::Handle &open = handle(file);
        if (const int failed = open.disk->gate(open, Sync))
            return failed;
        open.file->unsynced.clear();
        if (open.syncsDirectory) { // as the VFS for Unix does with a new journal or log
            open.disk->m_synced = open.disk->m_directory;
            open.syncsDirectory = false;
        }
        return SQLITE_OK;
    }

    static int size(sqlite3_file *file, sqlite3_int64 *into)
    {
        Disk::Handle &open = handle(file);
        if (const int failed = open.disk->gate(open, Size))
            return failed;
        *into = open.file->bytes.size();
        return SQLITE_OK;
    }

    static int lock(sqlite3_file *file, int level)
    {
        Disk::Handle &open = handle(file);
        if (level <= open.level)
            return SQLITE_OK;
        if (const int failed = open.disk->gate(open, Lock))
            return failed;
        Disk::File &locked = *open.file;
        const auto others = [&open](const void *holder) { return holder && holder != &open; };
        if (level == SQLITE_LOCK_SHARED) {
            if (others(locked.pending) || others(locked.exclusive))
                return SQLITE_BUSY;
            ++locked.shared;
        } else if (level == SQLITE_LOCK_RESERVED) {
            if (others(locked.reserved) || others(locked.exclusive))
                return SQLITE_BUSY;
            locked.reserved = &open;
        } else {
            if (others(locked.reserved) || others(locked.exclusive) || others(locked.pending))
                return SQLITE_BUSY;
            if (locked.shared > (open.level >= SQLITE_LOCK_SHARED ? 1 : 0)) {
                locked.pending = &open;
                open.level = SQLITE_LOCK_PENDING;
                return SQLITE_BUSY;
            }
            locked.exclusive = &open;
        }
        open.level = level;
        return SQLITE_OK;
    }

    static int unlock(sqlite3_file *file, int level)
    {
        Disk::Handle &open = handle(file);
        if (open.disk->isDead(open.process) || level >= open.level)
            return SQLITE_OK;
        Disk::File &locked = *open.file;
        for (const void **holder : {&locked.reserved, &locked.exclusive, &locked.pending}) {
            if (*holder == &open)
                *holder = nullptr;
        }
        if (level == SQLITE_LOCK_NONE && open.level >= SQLITE_LOCK_SHARED)
            --locked.shared;
        open.level = level;
        return SQLITE_OK;
    }

    static int reserved(sqlite3_file *file, int *is)
    {
        const Disk::File &locked = *handle(file).file;
        *is = locked.reserved || locked.exclusive || locked.pending;
        return SQLITE_OK;
    }

    static int control(sqlite3_file *, int, void *) { return SQLITE_NOTFOUND; }
    static int sectorSize(sqlite3_file *) { return int(sector); }
    static int characteristics(sqlite3_file *) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

    static int shmMap(sqlite3_file *file, int page, int pageSize, int extend, void volatile **into)
    {
        Disk::Handle &open = handle(file);
        *into = nullptr;
        if (const int failed = open.disk->gate(open, Memory))
            return failed;
        if (!open.memory) {
            std::shared_ptr<Disk::Memory> &known = open.disk->m_memory[open.name];
            if (!known)
                known = std::make_shared<Disk::Memory>();
            open.memory = known;
            known->users.insert(&open);
        }
        auto &regions = open.memory->regions;
        if (size_t(page) >= regions.size() && !extend)
            return SQLITE_OK;
        while (size_t(page) >= regions.size())
            regions.push_back(std::make_unique<std::vector<char>>(size_t(pageSize), '\0'));
        *into = regions[size_t(page)]->data();
        return SQLITE_OK;
    }

    static int shmLock(sqlite3_file *file, int offset, int n, int flags)
    {
        Disk::Handle &open = handle(file);
        const bool unlocks = flags & SQLITE_SHM_UNLOCK, shares = flags & SQLITE_SHM_SHARED;
        if (unlocks && open.disk->isDead(open.process))
            return SQLITE_OK;
        if (!unlocks) {
            // Somebody else has the writer's lock: the first of the log's eight. The others are held for moments only.
            if (const int failed = open.disk->gate(open, offset == 0 && !shares ? Lock : MemoryLock))
                return failed;
        }
        if (!open.memory)
            return SQLITE_IOERR_SHMLOCK;
        Disk::Memory &memory = *open.memory;
        for (int i = offset; i < offset + n && !unlocks; ++i) {
            const bool mine = open.sharedMask & (1u << i);
            if (memory.exclusive[size_t(i)] && memory.exclusive[size_t(i)] != &open)
                return SQLITE_BUSY;
            if (!shares && memory.shared[size_t(i)] > (mine ? 1 : 0))
                return SQLITE_BUSY;
        }
        for (int i = offset; i < offset + n; ++i) {
            const unsigned bit = 1u << i;
            if (unlocks) {
                if (open.sharedMask & bit)
                    --memory.shared[size_t(i)];
                if (open.exclusiveMask & bit)
                    memory.exclusive[size_t(i)] = nullptr;
                open.sharedMask &= ~bit;
                open.exclusiveMask &= ~bit;
            } else if (shares) {
                if (!(open.sharedMask & bit))
                    ++memory.shared[size_t(i)];
                open.sharedMask |= bit;
            } else {
                memory.exclusive[size_t(i)] = &open;
                open.exclusiveMask |= bit;
            }
        }
        return SQLITE_OK;
    }

    static void shmBarrier(sqlite3_file *) {}

    static int shmUnmap(sqlite3_file *file, int)
    {
        Disk::Handle &open = handle(file);
        if (!open.disk->isDead(open.process))
            open.disk->releaseMemory(open);
        return SQLITE_OK;
    }

    static int open(sqlite3_vfs *, const char *path, sqlite3_file *file, int flags, int *outFlags)
    {
        static const sqlite3_io_methods methods{2,        close,    read,        write,   truncate,        sync,   size,    lock,
                                                unlock,   reserved, control,     sectorSize, characteristics, shmMap, shmLock, shmBarrier,
                                                shmUnmap, nullptr,  nullptr};
        file->pMethods = nullptr;
        PowerLossVfs &vfs = PowerLossVfs::instance();
        auto made = std::make_unique<Disk::Handle>();
        made->process = vfs.m_process;
        const std::string temporaryPath = path ? std::string() : "/temporary/" + std::to_string(++vfs.m_lastTemporary);
        made->disk = vfs.find(path ? path : temporaryPath.c_str(), &made->name);
        if (!made->disk && !path)
            made->disk = &vfs.disk(QStringLiteral("temporary"));
        if (!made->disk)
            return SQLITE_CANTOPEN;
        if (const int failed = made->disk->gate(*made, ::simulation::Open))
            return failed == SQLITE_IOERR ? SQLITE_CANTOPEN : failed;
        auto &directory = made->disk->m_directory;
        const auto found = directory.find(made->name);
        if (found != directory.end()) {
            made->file = found->second;
        } else if (flags & SQLITE_OPEN_CREATE) {
            made->file = directory[made->name] = std::make_shared<Disk::File>();
        } else {
            return SQLITE_CANTOPEN;
        }
        // The VFS for Unix syncs the directory with the first sync of a journal or log, whoever created it.
        made->syncsDirectory = (flags & SQLITE_OPEN_CREATE) && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL));
        made->readOnly = flags & SQLITE_OPEN_READONLY;
        made->deletesOnClose = flags & SQLITE_OPEN_DELETEONCLOSE;
        if (outFlags)
            *outFlags = flags;
        file->pMethods = &methods;
        made->disk->m_handles.insert(made.get());
        reinterpret_cast<Open *>(file)->handle = made.release();
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs *, const char *path, int syncDirectory)
    {
        PowerLossVfs &vfs = PowerLossVfs::instance();
        Disk::Handle somebody;
        somebody.process = vfs.m_process;
        Disk *disk = vfs.find(path, &somebody.name);
        if (!disk)
            return SQLITE_IOERR_DELETE_NOENT;
        // Whoever deletes is the process whose turn it is; a dead one deletes nothing.
        if (const int failed = disk->gate(somebody, Delete))
            return failed;
        if (disk->m_directory.erase(somebody.name) == 0)
            return SQLITE_IOERR_DELETE_NOENT;
        ++disk->m_writes;
        if (syncDirectory)
            disk->m_synced = disk->m_directory;
        return SQLITE_OK;
    }

    static int access(sqlite3_vfs *, const char *path, int, int *is)
    {
        std::string name;
        Disk *disk = PowerLossVfs::instance().find(path, &name);
        const auto found = disk ? disk->m_directory.find(name) : Disk::Directory::iterator();
        // An empty file counts as none, as in the VFS for Unix.
        *is = disk && found != disk->m_directory.end() && !found->second->bytes.isEmpty();
        return SQLITE_OK;
    }

    static int fullPath(sqlite3_vfs *, const char *path, int size, char *into)
    {
        sqlite3_snprintf(size, into, "%s", path);
        return SQLITE_OK;
    }

    static int randomness(sqlite3_vfs *, int amount, char *into)
    {
        for (int i = 0; i < amount; ++i)
            into[i] = char(PowerLossVfs::instance().m_chance.below(256));
        return amount;
    }

    static int sleep(sqlite3_vfs *, int microseconds) { return microseconds; }

    static int now(sqlite3_vfs *, sqlite3_int64 *into)
    {
        constexpr qint64 julianDayOf1970 = 210866760000000;
        *into = julianDayOf1970 + PowerLossVfs::instance().m_nowMs;
        return SQLITE_OK;
    }

    static int nowDays(sqlite3_vfs *vfs, double *into)
    {
        sqlite3_int64 ms = 0;
        now(vfs, &ms);
        *into = double(ms) / 86400000.0;
        return SQLITE_OK;
    }

    static int lastError(sqlite3_vfs *, int, char *) { return 0; }
};

PowerLossVfs &PowerLossVfs::instance()
{
    static PowerLossVfs vfs;
    return vfs;
}

PowerLossVfs::PowerLossVfs() : m_vfs(std::make_unique<sqlite3_vfs>())
{
    sqlite3_vfs &vfs = *m_vfs;
    vfs.iVersion = 2;
    vfs.szOsFile = sizeof(Vfs::Open);
    vfs.mxPathname = 512;
    vfs.zName = "powerloss";
    vfs.xOpen = Vfs::open;
    vfs.xDelete = Vfs::remove;
    vfs.xAccess = Vfs::access;
    vfs.xFullPathname = Vfs::fullPath;
    vfs.xRandomness = Vfs::randomness;
    vfs.xSleep = Vfs::sleep;
    vfs.xCurrentTime = Vfs::nowDays;
    vfs.xGetLastError = Vfs::lastError;
    vfs.xCurrentTimeInt64 = Vfs::now;
    sqlite3_vfs_register(&vfs, 1);
}

void PowerLossVfs::setSeed(quint64 seed)
{
    m_chance = Chance(seed);
    sqlite3_randomness(0, nullptr);
}

Disk &PowerLossVfs::disk(const QString &name)
{
    std::unique_ptr<Disk> &disk = m_disks[name.toStdString()];
    disk = std::make_unique<Disk>(name.toStdString());
    return *disk;
}

void PowerLossVfs::removeDisk(const QString &name)
{
    m_disks.erase(name.toStdString());
}

void PowerLossVfs::removeDisks()
{
    m_disks.clear();
    m_process = m_lastProcess = m_lastTemporary = 0;
}

Disk *PowerLossVfs::find(const char *path, std::string *file)
{
    const std::string text(path);
    const size_t slash = text.find('/', 1);
    if (text.empty() || text[0] != '/' || slash == std::string::npos)
        return nullptr;
    const auto found = m_disks.find(text.substr(1, slash - 1));
    *file = text.substr(slash + 1);
    return found == m_disks.end() ? nullptr : found->second.get();
}

} // namespace simulation
