# SPDX-License-Identifier: GPL-3.0-or-later
# Every library the programs load is known, its licence agrees with ours and still stands in its package, and docs/licences.md says so.
add_test(NAME supply.licences
    COMMAND python3 ${CMAKE_SOURCE_DIR}/packaging/supply.py licences --client $<TARGET_FILE:onewindow> --server $<TARGET_FILE:onewindow-server> --check)
set_tests_properties(supply.licences PROPERTIES LABELS supply TIMEOUT 120)
