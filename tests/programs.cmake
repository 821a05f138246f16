# SPDX-License-Identifier: GPL-3.0-or-later
# Measurements: built on demand, no part of ctest.
include(bench/bench.cmake)
# What is written beside the code and must agree with it.
include(tidy/tidy.cmake)
# The real programs, driven from outside.
include(e2e/e2e.cmake)
# Whole districts in one thread, repeated by their seed.
include(simulation/simulation.cmake)
# Real processes, killed at random.
include(torture/torture.cmake)
# Several servers of one centre on PostgreSQL.
include(cluster/cluster.cmake)
# What strangers, thieves and liars try.
include(attack/attack.cmake)
# What the programs are made of.
include(supply/supply.cmake)
# Hostile bytes, a little of them.
include(fuzz/fuzz.cmake)
