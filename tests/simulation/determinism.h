// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QtGlobal>

namespace simulation {

/// Puts the time and the chance of the whole process into the simulation's hands: the clocks of the C library (so that
/// whoever asks the real time, even by mistake, hears the virtual one), libsodium's and our own randomness, Qt's hash seed.
/// To be called first thing in main().
void takeOverChanceAndClock();
/// Chance begins anew with this seed.
void seedChance(quint64 seed);
/// Milliseconds since 1970, UTC.
void setVirtualTime(qint64 ms);
/// The real clock, for measuring the simulator itself.
double realSeconds();

} // namespace simulation
