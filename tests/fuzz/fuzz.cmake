# SPDX-License-Identifier: GPL-3.0-or-later
# A few seconds of every fuzz target over the corpus, always the same way. ./dev test builds them; ./dev fuzz --seconds N looks longer.
add_test(NAME fuzz.short
    COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/fuzz.py --build ${CMAKE_SOURCE_DIR}/build/fuzz --seconds 4 --repeatable)
set_tests_properties(fuzz.short PROPERTIES LABELS fuzz TIMEOUT 600 PROCESSORS 2)
