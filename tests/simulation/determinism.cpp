// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/determinism.h"
#include "domain/operation/chance.h"
#include "simulation/powerlossvfs.h"
#include <QHashSeed>
#include <sodium.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

namespace {

qint64 s_nowMs = 0;
simulation::Chance s_chance;

uint32_t chance32()
{
    return uint32_t(s_chance.next() >> 32);
}

void chanceBytes(void *const into, const size_t size)
{
    for (size_t i = 0; i < size; ++i)
        static_cast<unsigned char *>(into)[i] = static_cast<unsigned char>(s_chance.next() >> 56);
}

const char *nameOfChance()
{
    return "simulation";
}

} // namespace

// The executable's own definitions come before those of the C library, for every library loaded with it.
extern "C" int clock_gettime(clockid_t, struct timespec *into) noexcept
{
    into->tv_sec = s_nowMs / 1000;
    into->tv_nsec = (s_nowMs % 1000) * 1'000'000;
    return 0;
}

extern "C" int gettimeofday(struct timeval *__restrict into, void *__restrict) noexcept
{
    into->tv_sec = s_nowMs / 1000;
    into->tv_usec = (s_nowMs % 1000) * 1'000;
    return 0;
}

extern "C" time_t time(time_t *into) noexcept
{
    if (into)
        *into = s_nowMs / 1000;
    return s_nowMs / 1000;
}

namespace simulation {

void takeOverChanceAndClock()
{
    static randombytes_implementation ours{nameOfChance, chance32, nullptr, nullptr, chanceBytes, nullptr};
    randombytes_set_implementation(&ours);
    if (sodium_init() < 0)
        qFatal("libsodium can't begin");
    domain::takeChanceFrom([] { return chance32(); });
    QHashSeed::setDeterministicGlobalSeed();
    PowerLossVfs::instance();
}

void seedChance(quint64 seed)
{
    s_chance = Chance(seed);
    PowerLossVfs::instance().setSeed(seed + 1);
}

void setVirtualTime(qint64 ms)
{
    s_nowMs = ms;
    PowerLossVfs::instance().setNowMs(ms);
}

double realSeconds()
{
    struct timespec now;
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

} // namespace simulation
