# SPDX-License-Identifier: GPL-3.0-or-later
# docs/openapi.yaml against the routes of the real server and the messages agreed upon.
add_test(NAME tidy.openapi
    COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/tidy/openapi.py $<TARGET_FILE:onewindow-server>)
set_tests_properties(tidy.openapi PROPERTIES LABELS tidy TIMEOUT 60)
