// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>
#include <QList>
#include <QString>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace simulation {

/// A source of chance that gives the same row for the same seed, everywhere (splitmix64).
class Chance
{
public:
    explicit Chance(quint64 seed = 0) : m_state(seed) {}
    quint64 next()
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// 0 … bound-1.
    qint64 below(qint64 bound) { return bound > 0 ? qint64(next() % quint64(bound)) : 0; }
    qint64 between(qint64 low, qint64 high) { return low + below(high - low + 1); }
    /// True in one of `n` cases.
    bool oneIn(int n) { return below(n) == 0; }
    template<class List>
    const auto &of(const List &list) { return list[decltype(list.size())(below(qint64(list.size())))]; }

private:
    quint64 m_state;
};

/// What is on a disk: the bytes of each file.
using DiskImage = std::map<std::string, QByteArray>;

/// How a disk behaves badly.
enum class DiskFault { Full, Error, Busy, ReadOnly };

/// One simulated disk: files in memory, of which only what was synced survives a loss of power. Files are named
/// "/<disk>/<file>"; the processes that opened them are told apart, so that one can be killed while the others go on.
class Disk
{
public:
    explicit Disk(std::string name) : m_name(std::move(name)) {}

    const std::string &name() const { return m_name; }
    QString path(const QString &file) const { return QLatin1Char('/') + QString::fromStdString(m_name) + QLatin1Char('/') + file; }

    /// The bytes as a reader would see them now; what a copy of the disk holds.
    DiskImage image() const;
    /// Replaces everything; only when nobody has a file open.
    void restore(const DiskImage &image);
    /// Turns one bit of a file over. False: there is no such byte.
    bool flipBit(const std::string &file, qint64 byte, int bit);

    /// The power fails now: each write since the last sync of its file survives whole, in part or not at all, and each
    /// entry of the directory since it was synced is there or not. Every process using the disk is dead.
    void losePower(Chance &chance);
    /// The process ends without a word. What it wrote is there.
    void kill(int process);
    /// losePower() (or kill()) at the n-th call from now by this process.
    void dieAfter(int process, qint64 calls, bool losesPower, const Chance &chance);
    /// From the n-th call on, so many calls fail like this.
    void failAfter(qint64 calls, qint64 howMany, DiskFault fault);
    /// Runs `work` in the middle of the n-th call from now by this process: somebody else's turn.
    void interleaveAfter(int process, qint64 calls, std::function<void()> work);
    /// Forgets faults, deaths and turns that have not come yet.
    void calm();

    bool isDead(int process) const { return m_dead.count(process) > 0; }
    /// Calls so far, and those that changed something.
    qint64 calls() const { return m_calls; }
    qint64 writes() const { return m_writes; }
    bool isInUse() const { return !m_handles.empty(); }

private:
    friend struct Vfs;
    struct Change
    {
        qint64 offset = 0;
        QByteArray before, after; ///< a write: what stood there (shorter at the end of the file), what stands there now
        qint64 sizeBefore = 0, sizeAfter = 0;
    };
    struct File
    {
        QByteArray bytes;
        std::vector<Change> unsynced;
        int shared = 0;                                    // locks on the file, as SQLite knows them
        const void *reserved = nullptr, *exclusive = nullptr;
        const void *pending = nullptr;
    };
    struct Memory
    {
        std::vector<std::unique_ptr<std::vector<char>>> regions;
        std::array<int, 8> shared{};
        std::array<const void *, 8> exclusive{};
        std::set<const void *> users;
    };
    struct Handle;
    using Directory = std::map<std::string, std::shared_ptr<File>>;

    int gate(const Handle &handle, int operation);
    void release(Handle &handle);
    void releaseMemory(Handle &handle);
    static void apply(QByteArray &bytes, const Change &change, qsizetype upto);

    std::string m_name;
    Directory m_directory, m_synced;
    std::map<std::string, std::shared_ptr<Memory>> m_memory;
    std::set<Handle *> m_handles;
    std::set<int> m_dead;
    qint64 m_calls = 0, m_writes = 0;

    struct Death { int process; qint64 calls; bool losesPower; Chance chance; };
    struct Turn { int process; qint64 calls; std::function<void()> work; };
    struct Failing { qint64 after, howMany; DiskFault fault; };
    std::vector<Death> m_deaths;
    std::vector<Turn> m_turns;
    std::vector<Failing> m_failing;
};

/// The SQLite VFS "powerloss" over all simulated disks. While it lives it is the default one: whatever opens a database
/// meets simulated disks only, and SQLite's own chance and clock are the simulation's.
class PowerLossVfs
{
public:
    static PowerLossVfs &instance();

    /// A new empty disk; replaces the one of that name.
    Disk &disk(const QString &name);
    void removeDisk(const QString &name);
    /// Forgets all disks and processes: a new world begins.
    void removeDisks();
    /// Files opened from now on belong to this process.
    void setProcess(int process) { m_process = process; }
    int process() const { return m_process; }
    /// A process that never existed.
    int newProcess() { return ++m_lastProcess; }
    /// Milliseconds since 1970, for SQLite.
    void setNowMs(qint64 ms) { m_nowMs = ms; }
    /// SQLite's own chance begins anew.
    void setSeed(quint64 seed);

    /// Nothing is counted and nothing fails while one lives: somebody looks from outside.
    class Quiet
    {
    public:
        Quiet() { ++instance().m_quiet; }
        ~Quiet() { --instance().m_quiet; }
        Quiet(const Quiet &) = delete;
        Quiet &operator=(const Quiet &) = delete;
    };

private:
    PowerLossVfs();
    friend struct Vfs;
    friend class Disk;
    Disk *find(const char *path, std::string *file);
    std::map<std::string, std::unique_ptr<Disk>> m_disks;
    std::unique_ptr<sqlite3_vfs> m_vfs;
    int m_process = 0, m_lastProcess = 0, m_lastTemporary = 0, m_quiet = 0;
    qint64 m_nowMs = 0;
    Chance m_chance;
};

} // namespace simulation
