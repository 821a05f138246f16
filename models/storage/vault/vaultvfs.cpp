// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/vault/vaultvfs.h"
#include "storage/database.h"
#include "storage/vault/vaultfile.h"
#include <QUrl>
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <map>
#include <mutex>
#include <openssl/crypto.h>
#include <sqlite3.h>
#include <vector>

namespace storage::vault {
using namespace Qt::StringLiterals;

namespace {

constexpr char vfsName[] = "vault", keyParameter[] = "unlocked";

/// The keys given to this process, by number.
class Keys
{
public:
    static Keys &instance()
    {
        static Keys keys;
        return keys;
    }
    quint64 add(QByteArrayView key)
    {
        auto secret = std::make_shared<const Secret>(key);
        const std::lock_guard lock(m_mutex);
        m_keys.emplace(++m_last, std::move(secret));
        return m_last;
    }
    void remove(quint64 number)
    {
        const std::lock_guard lock(m_mutex);
        m_keys.erase(number);
    }
    std::shared_ptr<const Secret> find(quint64 number)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_keys.find(number);
        return found == m_keys.end() ? nullptr : found->second;
    }

private:
    std::mutex m_mutex;
    std::map<quint64, std::shared_ptr<const Secret>> m_keys;
    quint64 m_last = 0;
};

/// A file of the VFS below.
class Below
{
public:
    static sqlite3_vfs *vfs;
    ~Below()
    {
        if (file()->pMethods)
            file()->pMethods->xClose(file());
    }
    int open(const char *path, int flags, int *outFlags) { return vfs->xOpen(vfs, path, file(), flags, outFlags); }
    const sqlite3_io_methods *methods() { return file()->pMethods; }
    sqlite3_file *file() { return reinterpret_cast<sqlite3_file *>(m_memory.data()); }

    int read(void *into, qint64 amount, qint64 offset) { return methods()->xRead(file(), into, int(amount), offset); }
    int write(const void *from, qint64 amount, qint64 offset) { return methods()->xWrite(file(), from, int(amount), offset); }
    int truncate(qint64 size) { return methods()->xTruncate(file(), size); }
    int sync(int flags) { return methods()->xSync(file(), flags); }
    int size(sqlite3_int64 *into) { return methods()->xFileSize(file(), into); }

private:
    std::vector<std::max_align_t> m_memory = std::vector<std::max_align_t>(size_t(vfs->szOsFile) / sizeof(std::max_align_t) + 1);
};

sqlite3_vfs *Below::vfs = nullptr;

/// An open file of ours, as SQLite calls it.
class File
{
public:
    virtual ~File() = default;
    virtual int read(char *into, int amount, qint64 offset) = 0;
    virtual int write(const char *from, int amount, qint64 offset) = 0;
    virtual int truncate(qint64 size) = 0;
    virtual int sync(int) { return SQLITE_OK; }
    virtual int size(sqlite3_int64 *into) = 0;
    virtual Below *below() { return nullptr; }
};

int missing(char *into, qint64 amount)
{
    std::memset(into, 0, size_t(amount));
    return SQLITE_IOERR_SHORT_READ;
}

// ---- the database ----------------------------------------------------------------------------------------------------

class DatabaseFile : public File
{
public:
    explicit DatabaseFile(std::shared_ptr<const Secret> key) : m_key(std::move(key)) {}
    int open(const char *path, int flags, int *outFlags);

    int read(char *into, int amount, qint64 offset) override;
    int write(const char *from, int amount, qint64 offset) override;
    int truncate(qint64 size) override;
    int sync(int flags) override { return m_below.sync(flags); }
    int size(sqlite3_int64 *into) override;
    Below *below() override { return &m_below; }

    bool hasHead() const { return m_cipher != nullptr; }
    Secret keyOfLog() const { return logKey(m_head, *m_key); }

private:
    int readHead(bool mayMake);
    int make(bool keepsHead);
    bool isUnfinished(qint64 fileBytes);
    int readBlock(qint64 block, char *into);
    int writeBlock(qint64 block, const char *from);

    const std::shared_ptr<const Secret> m_key;
    Below m_below;
    Head m_head{};
    std::unique_ptr<RecordCipher> m_cipher; ///< none: the file is empty as yet
    std::array<char, blockRecord> m_record;
    qint64 m_blocks = 0; ///< so many there are at least
};

int DatabaseFile::open(const char *path, int flags, int *outFlags)
{
    int opened = 0;
    if (const int failed = m_below.open(path, flags, &opened))
        return failed;
    if (outFlags)
        *outFlags = opened;
    return readHead((opened & SQLITE_OPEN_READWRITE) && (flags & SQLITE_OPEN_CREATE));
}

/// Whether the making of a new file was broken off by a power cut: then nothing was ever in it. Never true of a file of
/// somebody else's.
bool DatabaseFile::isUnfinished(qint64 fileBytes)
{
    for (int i = 0; i < magicBytes; ++i) {
        if (m_head[size_t(i)] != magic[i] && m_head[size_t(i)] != 0)
            return false;
    }
    if (fileBytes != placeOf(1))
        return fileBytes < placeOf(1);
    // The length of a file may come to disk before its contents: then its end is zeros.
    std::array<char, RecordCipher::tagBytes> tag;
    return m_below.read(tag.data(), qint64(tag.size()), fileBytes - qint64(tag.size())) == SQLITE_OK
           && std::all_of(tag.begin(), tag.end(), [](char byte) { return byte == 0; });
}

int DatabaseFile::readHead(bool mayMake)
{
    sqlite3_int64 fileBytes = 0;
    if (const int failed = m_below.size(&fileBytes))
        return failed;
    m_head.fill(0);
    if (fileBytes > 0) {
        const int read = m_below.read(m_head.data(), std::min<qint64>(headBytes, fileBytes), 0);
        if (read != SQLITE_OK && read != SQLITE_IOERR_SHORT_READ)
            return read;
    }
    const HeadVerdict verdict = judge(m_head, *m_key);
    if (verdict != HeadVerdict::Right) {
        if (fileBytes > 0 && !isUnfinished(fileBytes))
            return verdict == HeadVerdict::OtherKey ? SQLITE_AUTH : SQLITE_NOTADB;
        return mayMake ? make(false) : SQLITE_OK;
    }
    m_cipher = std::make_unique<RecordCipher>(blockKey(m_head, *m_key));
    if (mayMake && fileBytes <= placeOf(1)) {
        char block[blockBytes];
        if (readBlock(0, block) != SQLITE_OK)
            return make(true); // the head was written before the power failed, the block was not
    }
    return SQLITE_OK;
}

/// Lays out an empty database, so that it is on disk before SQLite sees it.
int DatabaseFile::make(bool keepsHead)
{
    const sqlite3_io_methods *locks = m_below.methods();
    for (const int level : {SQLITE_LOCK_SHARED, SQLITE_LOCK_RESERVED, SQLITE_LOCK_EXCLUSIVE}) {
        if (const int failed = locks->xLock(m_below.file(), level)) {
            locks->xUnlock(m_below.file(), SQLITE_LOCK_NONE);
            return failed;
        }
    }
    if (!keepsHead)
        m_head = newHead(*m_key);
    m_cipher = std::make_unique<RecordCipher>(blockKey(m_head, *m_key));
    std::array<char, headBytes + blockRecord> all;
    std::memcpy(all.data(), m_head.data(), headBytes);
    int failed = m_cipher->seal(emptyDatabase().data(), blockBytes, 0, all.data() + headBytes) ? SQLITE_OK : SQLITE_IOERR_WRITE;
    if (!failed)
        failed = m_below.write(all.data(), qint64(all.size()), 0);
    if (!failed)
        failed = m_below.sync(SQLITE_SYNC_NORMAL);
    locks->xUnlock(m_below.file(), SQLITE_LOCK_NONE);
    return failed;
}

int DatabaseFile::readBlock(qint64 block, char *into)
{
    std::array<char, blockRecord> before;
    for (bool isFirst = true;; isFirst = false) {
        if (!isFirst)
            before = m_record;
        if (const int failed = m_below.read(m_record.data(), blockRecord, placeOf(block)))
            return failed == SQLITE_IOERR_SHORT_READ ? missing(into, blockBytes) : failed;
        if (m_cipher->open(m_record.data(), blockBytes, block, into))
            return SQLITE_OK;
        // SQLite looks at the first page of a file once without a lock, perhaps while it is being written.
        if (!isFirst && before == m_record)
            return SQLITE_CORRUPT;
    }
}

int DatabaseFile::writeBlock(qint64 block, const char *from)
{
    if (!m_cipher->seal(from, blockBytes, block, m_record.data()))
        return SQLITE_IOERR_WRITE;
    return m_below.write(m_record.data(), blockRecord, placeOf(block));
}

int DatabaseFile::read(char *into, int amount, qint64 offset)
{
    if (!m_cipher)
        return missing(into, amount);
    if (amount == blockBytes && offset % blockBytes == 0)
        return readBlock(offset / blockBytes, into);
    int result = SQLITE_OK;
    char block[blockBytes];
    while (amount > 0) {
        const int within = int(offset % blockBytes), part = std::min(amount, blockBytes - within);
        int read = readBlock(offset / blockBytes, block);
        // The first look into a file, before any lock and before the log: a page torn in the middle of a checkpoint stands whole
        // in the log. If it doesn't, SQLite finds out when it reads all of it.
        constexpr int firstLook = 100;
        if (read == SQLITE_CORRUPT && offset == 0 && amount == firstLook)
            return missing(into, amount);
        if (read != SQLITE_OK && read != SQLITE_IOERR_SHORT_READ)
            return read;
        if (read == SQLITE_IOERR_SHORT_READ)
            result = read;
        std::memcpy(into, block + within, size_t(part));
        into += part;
        offset += part;
        amount -= part;
    }
    OPENSSL_cleanse(block, sizeof block);
    return result;
}

int DatabaseFile::write(const char *from, int amount, qint64 offset)
{
    if (!m_cipher)
        return SQLITE_IOERR_WRITE;
    if (offset / blockBytes > m_blocks) {
        sqlite3_int64 bytes = 0;
        if (const int failed = size(&bytes))
            return failed;
        m_blocks = bytes / blockBytes;
        // A hole in a plain file reads as zeros; here it would read as damage.
        static const std::array<char, blockBytes> zeros{};
        for (; m_blocks < offset / blockBytes; ++m_blocks) {
            if (const int failed = writeBlock(m_blocks, zeros.data()))
                return failed;
        }
    }
    while (amount > 0) {
        const int within = int(offset % blockBytes), part = std::min(amount, blockBytes - within);
        const qint64 block = offset / blockBytes;
        int failed = SQLITE_OK;
        if (part == blockBytes) {
            failed = writeBlock(block, from);
        } else {
            char whole[blockBytes];
            failed = readBlock(block, whole);
            if (failed != SQLITE_OK && failed != SQLITE_IOERR_SHORT_READ)
                return failed;
            std::memcpy(whole + within, from, size_t(part));
            failed = writeBlock(block, whole);
            OPENSSL_cleanse(whole, sizeof whole);
        }
        if (failed)
            return failed;
        from += part;
        offset += part;
        amount -= part;
        m_blocks = std::max(m_blocks, block + 1);
    }
    return SQLITE_OK;
}

int DatabaseFile::truncate(qint64 size)
{
    m_blocks = 0;
    return m_below.truncate(placeOf((size + blockBytes - 1) / blockBytes));
}

int DatabaseFile::size(sqlite3_int64 *into)
{
    const int failed = m_below.size(into);
    *into = m_cipher ? bytesIn(*into) : 0;
    return failed;
}

// ---- the log ---------------------------------------------------------------------------------------------------------

/// The write-ahead log. SQLite writes the head of a frame first and then its page: the head waits here for its page, and both go
/// to disk in one piece.
class LogFile : public File
{
public:
    explicit LogFile(const Secret &key) : m_cipher(key) {}
    int open(const char *path, int flags, int *outFlags) { return m_below.open(path, flags, outFlags); }

    int read(char *into, int amount, qint64 offset) override;
    int write(const char *from, int amount, qint64 offset) override;
    int truncate(qint64 size) override;
    int sync(int flags) override;
    int size(sqlite3_int64 *into) override;
    Below *below() override { return &m_below; }

private:
    /// A record: 0 is the head of the log, n the n-th frame.
    struct Record
    {
        qint64 number, place;
        int bytes;
        qint64 begin; ///< where it begins for SQLite
    };
    static Record recordAt(qint64 offset);
    int readRecord(const Record &record, bool isTrusting);
    int writeRecord(const Record &record);
    int settle();

    Below m_below;
    RecordCipher m_cipher;
    std::array<char, frameRecord> m_sealed;
    std::array<char, frameBytes> m_plain;
    qint64 m_waiting = -1; ///< frame whose head waits for its page
    std::array<char, frameHeadBytes> m_waitingHead;
};

LogFile::Record LogFile::recordAt(qint64 offset)
{
    if (offset < logHeadBytes)
        return {0, 0, logHeadBytes, 0};
    const qint64 frame = (offset - logHeadBytes) / frameBytes;
    return {frame + 1, logHeadRecord + frame * frameRecord, frameBytes, logHeadBytes + frame * frameBytes};
}

/// Reads a record into m_plain. Of one that is not what was written there SQLite is given zeros if it only looks how far the log
/// is good: a frame torn by a power cut ends the log. Where it knows the frame to be committed, that is damage.
int LogFile::readRecord(const Record &record, bool isTrusting)
{
    if (const int failed = m_below.read(m_sealed.data(), record.bytes + RecordCipher::overhead, record.place))
        return failed == SQLITE_IOERR_SHORT_READ ? missing(m_plain.data(), record.bytes) : failed;
    if (m_cipher.open(m_sealed.data(), record.bytes, record.number, m_plain.data()))
        return SQLITE_OK;
    m_plain.fill(0);
    return isTrusting ? SQLITE_CORRUPT : SQLITE_OK;
}

int LogFile::writeRecord(const Record &record)
{
    if (!m_cipher.seal(m_plain.data(), record.bytes, record.number, m_sealed.data()))
        return SQLITE_IOERR_WRITE;
    return m_below.write(m_sealed.data(), record.bytes + RecordCipher::overhead, record.place);
}

/// Puts a head that waits into the frame that stands there already: SQLite sums such frames up anew.
int LogFile::settle()
{
    if (m_waiting < 0)
        return SQLITE_OK;
    const Record record = recordAt(logHeadBytes + (std::exchange(m_waiting, -1) - 1) * frameBytes);
    const int failed = readRecord(record, false);
    if (failed && failed != SQLITE_IOERR_SHORT_READ)
        return failed;
    std::memcpy(m_plain.data(), m_waitingHead.data(), frameHeadBytes);
    return writeRecord(record);
}

int LogFile::read(char *into, int amount, qint64 offset)
{
    if (const int failed = settle())
        return failed;
    while (amount > 0) {
        const Record record = recordAt(offset);
        const int within = int(offset - record.begin), part = std::min(amount, record.bytes - within);
        const bool isWhole = within == 0 && part == record.bytes;
        const int failed = readRecord(record, !isWhole);
        std::memcpy(into, m_plain.data() + within, size_t(part));
        if (failed) {
            if (failed == SQLITE_IOERR_SHORT_READ)
                std::memset(into, 0, size_t(amount));
            return failed;
        }
        into += part;
        offset += part;
        amount -= part;
    }
    return SQLITE_OK;
}

int LogFile::write(const char *from, int amount, qint64 offset)
{
    while (amount > 0) {
        const Record record = recordAt(offset);
        const int within = int(offset - record.begin), part = std::min(amount, record.bytes - within);
        const bool isFrame = record.number > 0, isHead = isFrame && within == 0 && part == frameHeadBytes;
        if (isFrame && within == frameHeadBytes && part == blockBytes && m_waiting == record.number) {
            m_waiting = -1;
            std::memcpy(m_plain.data(), m_waitingHead.data(), frameHeadBytes);
        } else {
            if (const int failed = settle())
                return failed;
            if (isHead) {
                m_waiting = record.number;
                std::memcpy(m_waitingHead.data(), from, frameHeadBytes);
                return SQLITE_OK;
            }
            if (part < record.bytes) {
                if (const int failed = readRecord(record, true))
                    return failed;
            }
        }
        std::memcpy(m_plain.data() + within, from, size_t(part));
        if (const int failed = writeRecord(record))
            return failed;
        from += part;
        offset += part;
        amount -= part;
    }
    return SQLITE_OK;
}

int LogFile::truncate(qint64 size)
{
    if (const int failed = settle())
        return failed;
    return m_below.truncate(size == 0 ? 0 : recordAt(size).place);
}

int LogFile::sync(int flags)
{
    if (const int failed = settle())
        return failed;
    return m_below.sync(flags);
}

int LogFile::size(sqlite3_int64 *into)
{
    if (const int failed = settle())
        return failed;
    if (const int failed = m_below.size(into))
        return failed;
    *into = *into < logHeadRecord ? 0 : logHeadBytes + (*into - logHeadRecord) / frameRecord * frameBytes;
    return SQLITE_OK;
}

// ---- what never comes to disk ----------------------------------------------------------------------------------------

/// Journals of statements, spilt sortings, and the rollback journal, which is needed only while a file that can be had again is
/// turned to WAL mode.
class MemoryFile : public File
{
public:
    ~MemoryFile() override { truncate(0); }
    int read(char *into, int amount, qint64 offset) override
    {
        const qint64 there = std::clamp<qint64>(qint64(m_bytes.size()) - offset, 0, amount);
        if (there > 0)
            std::memcpy(into, m_bytes.data() + offset, size_t(there));
        return there == amount ? SQLITE_OK : missing(into + there, amount - there);
    }
    int write(const char *from, int amount, qint64 offset) override
    {
        if (size_t(offset + amount) > m_bytes.size()) {
            if (size_t(offset + amount) > m_bytes.capacity())
                grow(std::max<size_t>(size_t(offset + amount), m_bytes.capacity() * 2));
            m_bytes.resize(size_t(offset + amount));
        }
        std::memcpy(m_bytes.data() + offset, from, size_t(amount));
        return SQLITE_OK;
    }
    int truncate(qint64 size) override
    {
        if (size_t(size) < m_bytes.size()) {
            OPENSSL_cleanse(m_bytes.data() + size, m_bytes.size() - size_t(size));
            m_bytes.resize(size_t(size));
        }
        return SQLITE_OK;
    }
    int size(sqlite3_int64 *into) override
    {
        *into = qint64(m_bytes.size());
        return SQLITE_OK;
    }

private:
    void grow(size_t capacity)
    {
        std::vector<char> larger;
        larger.reserve(capacity);
        larger.assign(m_bytes.begin(), m_bytes.end());
        m_bytes.swap(larger);
        if (!larger.empty())
            OPENSSL_cleanse(larger.data(), larger.size());
    }
    std::vector<char> m_bytes;
};

// ---- what SQLite calls -----------------------------------------------------------------------------------------------

struct Opened
{
    sqlite3_file base;
    File *file;
};

File &fileOf(sqlite3_file *file)
{
    return *reinterpret_cast<Opened *>(file)->file;
}

/// Nothing is thrown through SQLite.
template<class Work>
int guarded(const Work &work)
{
    try {
        return work();
    } catch (const std::bad_alloc &) {
        return SQLITE_IOERR_NOMEM;
    } catch (const std::exception &) {
        return SQLITE_IOERR;
    }
}

int closeFile(sqlite3_file *file)
{
    delete reinterpret_cast<Opened *>(file)->file;
    return SQLITE_OK;
}

int readFile(sqlite3_file *file, void *into, int amount, sqlite3_int64 offset)
{
    return fileOf(file).read(static_cast<char *>(into), amount, offset);
}

int writeFile(sqlite3_file *file, const void *from, int amount, sqlite3_int64 offset)
{
    return guarded([&] { return fileOf(file).write(static_cast<const char *>(from), amount, offset); });
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    return fileOf(file).truncate(size);
}

int syncFile(sqlite3_file *file, int flags)
{
    return fileOf(file).sync(flags);
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *into)
{
    return fileOf(file).size(into);
}

int lockFile(sqlite3_file *file, int level)
{
    Below *below = fileOf(file).below();
    return below ? below->methods()->xLock(below->file(), level) : SQLITE_OK;
}

int unlockFile(sqlite3_file *file, int level)
{
    Below *below = fileOf(file).below();
    return below ? below->methods()->xUnlock(below->file(), level) : SQLITE_OK;
}

int isReserved(sqlite3_file *file, int *is)
{
    Below *below = fileOf(file).below();
    *is = 0;
    return below ? below->methods()->xCheckReservedLock(below->file(), is) : SQLITE_OK;
}

int control(sqlite3_file *file, int what, void *argument)
{
    Below *below = fileOf(file).below();
    switch (what) {
    case SQLITE_FCNTL_SIZE_HINT: // sizes below are not those SQLite speaks of
    case SQLITE_FCNTL_CHUNK_SIZE:
        return SQLITE_OK;
    case SQLITE_FCNTL_MMAP_SIZE: // and pages there are not to be looked at as they are
        return SQLITE_NOTFOUND;
    case SQLITE_FCNTL_VFSNAME:
        *static_cast<char **>(argument) = sqlite3_mprintf("%s", vfsName);
        return SQLITE_OK;
    default:
        return below ? below->methods()->xFileControl(below->file(), what, argument) : SQLITE_NOTFOUND;
    }
}

int sectorSize(sqlite3_file *file)
{
    constexpr int usual = 4096;
    Below *below = fileOf(file).below();
    return below ? below->methods()->xSectorSize(below->file()) : usual;
}

int characteristics(sqlite3_file *file)
{
    // Not what promises something about whole pages: records lie across them.
    constexpr int kept = SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN;
    Below *below = fileOf(file).below();
    return below ? below->methods()->xDeviceCharacteristics(below->file()) & kept : kept;
}

int mapMemory(sqlite3_file *file, int region, int size, int extends, void volatile **into)
{
    Below *below = fileOf(file).below();
    return below->methods()->xShmMap(below->file(), region, size, extends, into);
}

int lockMemory(sqlite3_file *file, int offset, int n, int flags)
{
    Below *below = fileOf(file).below();
    return below->methods()->xShmLock(below->file(), offset, n, flags);
}

void barrier(sqlite3_file *file)
{
    Below *below = fileOf(file).below();
    below->methods()->xShmBarrier(below->file());
}

int unmapMemory(sqlite3_file *file, int deletes)
{
    Below *below = fileOf(file).below();
    return below->methods()->xShmUnmap(below->file(), deletes);
}

// Version 2 has no xFetch: nothing can be mapped.
constexpr sqlite3_io_methods methods{2,          closeFile, readFile, writeFile,  truncateFile,    syncFile,  sizeOfFile, lockFile,    unlockFile,
                                     isReserved, control,   sectorSize, characteristics, mapMemory, lockMemory, barrier,   unmapMemory, nullptr, nullptr};

std::unique_ptr<File> fileFor(const char *path, int flags, int *outFlags, int &failed)
{
    failed = SQLITE_OK;
    if (path && (flags & SQLITE_OPEN_MAIN_DB)) {
        const char *const number = sqlite3_uri_parameter(path, keyParameter);
        auto key = Keys::instance().find(number ? std::strtoull(number, nullptr, 10) : 0);
        if (!key) {
            failed = SQLITE_AUTH;
            return nullptr;
        }
        auto file = std::make_unique<DatabaseFile>(std::move(key));
        failed = file->open(path, flags, outFlags);
        return file;
    }
    if (path && (flags & SQLITE_OPEN_WAL)) {
        const auto *database = static_cast<const DatabaseFile *>(reinterpret_cast<const Opened *>(sqlite3_database_file_object(path))->file);
        if (!database->hasHead()) {
            failed = SQLITE_CANTOPEN;
            return nullptr;
        }
        auto file = std::make_unique<LogFile>(database->keyOfLog());
        failed = file->open(path, flags, outFlags);
        return file;
    }
    if (outFlags)
        *outFlags = flags;
    return std::make_unique<MemoryFile>();
}

int openFile(sqlite3_vfs *, const char *path, sqlite3_file *file, int flags, int *outFlags)
{
    file->pMethods = nullptr;
    return guarded([&] {
        int failed = SQLITE_OK;
        std::unique_ptr<File> made = fileFor(path, flags, outFlags, failed);
        if (failed)
            return failed;
        reinterpret_cast<Opened *>(file)->file = made.release();
        file->pMethods = &methods;
        return SQLITE_OK;
    });
}

bool isJournal(const char *path)
{
    return std::string_view(path).ends_with("-journal");
}

int removeFile(sqlite3_vfs *, const char *path, int syncs)
{
    return isJournal(path) ? SQLITE_OK : Below::vfs->xDelete(Below::vfs, path, syncs);
}

int accessFile(sqlite3_vfs *, const char *path, int flags, int *is)
{
    if (!isJournal(path))
        return Below::vfs->xAccess(Below::vfs, path, flags, is);
    *is = 0;
    return SQLITE_OK;
}

void registerOnce()
{
    static const bool done = [] {
        Below::vfs = sqlite3_vfs_find(nullptr);
        static sqlite3_vfs vfs{};
        vfs.iVersion = 2;
        vfs.szOsFile = sizeof(Opened);
        vfs.mxPathname = Below::vfs->mxPathname;
        vfs.zName = vfsName;
        vfs.xOpen = openFile;
        vfs.xDelete = removeFile;
        vfs.xAccess = accessFile;
        vfs.xFullPathname = [](sqlite3_vfs *, const char *path, int size, char *into) { return Below::vfs->xFullPathname(Below::vfs, path, size, into); };
        vfs.xRandomness = [](sqlite3_vfs *, int amount, char *into) { return Below::vfs->xRandomness(Below::vfs, amount, into); };
        vfs.xSleep = [](sqlite3_vfs *, int microseconds) { return Below::vfs->xSleep(Below::vfs, microseconds); };
        vfs.xCurrentTime = [](sqlite3_vfs *, double *into) { return Below::vfs->xCurrentTime(Below::vfs, into); };
        vfs.xGetLastError = [](sqlite3_vfs *, int size, char *into) { return Below::vfs->xGetLastError ? Below::vfs->xGetLastError(Below::vfs, size, into) : 0; };
        vfs.xCurrentTimeInt64 = [](sqlite3_vfs *, sqlite3_int64 *into) { return Below::vfs->xCurrentTimeInt64(Below::vfs, into); };
        return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK;
    }();
    if (!done)
        throw Fault(Fault::Kind::Failed, u"encrypted files can't be opened"_s);
}

quint64 numberFor(QByteArrayView key)
{
    registerOnce();
    if (key.size() != Secret::bytes)
        throw Fault(Fault::Kind::Failed, u"a key of %1 bytes"_s.arg(key.size()));
    return Keys::instance().add(key);
}

} // namespace

Unlocked::Unlocked(QByteArrayView key) : m_number(numberFor(key)) {}

Unlocked::~Unlocked()
{
    Keys::instance().remove(m_number);
}

QString Unlocked::uri(const QString &path, QStringView query) const
{
    const QString more = query.isEmpty() ? QString() : QString(u'&' + query);
    return u"file:%1?vfs=%2&%3=%4%5"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(path, "/")), QLatin1String(vfsName), QLatin1String(keyParameter),
                                           QString::number(m_number), more);
}

} // namespace storage::vault
