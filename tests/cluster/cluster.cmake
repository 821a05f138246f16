# SPDX-License-Identifier: GPL-3.0-or-later
# Several servers of one centre on PostgreSQL. The day at the counter against all of it, servers killed meanwhile, is e2e.cluster.
add_test(NAME cluster.startup COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/cluster/startup.py --build ${CMAKE_BINARY_DIR})
set_tests_properties(cluster.startup PROPERTIES LABELS cluster TIMEOUT 300)
add_test(NAME e2e.cluster
    COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/e2e/desktop.py
        /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/e2e/counterday.py --build ${CMAKE_BINARY_DIR} --cluster --losing)
set_tests_properties(e2e.cluster PROPERTIES LABELS e2e TIMEOUT 600 RESOURCE_LOCK desktop)
