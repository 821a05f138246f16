# SPDX-License-Identifier: GPL-3.0-or-later
# docs/openapi.yaml against the routes of the real server and the messages agreed upon.
add_test(NAME tidy.openapi
    COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/tidy/openapi.py $<TARGET_FILE:onewindow-server>)
set_tests_properties(tidy.openapi PROPERTIES LABELS tidy TIMEOUT 60)
# The units and the examples of proxies against the limits of the server, and against systemd's own judgement.
add_test(NAME tidy.packaging
    COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/tidy/packaging.py $<TARGET_FILE:onewindow-server>)
set_tests_properties(tidy.packaging PROPERTIES LABELS tidy TIMEOUT 60)
