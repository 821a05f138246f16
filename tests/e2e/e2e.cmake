# SPDX-License-Identifier: GPL-3.0-or-later
# End-to-end tests: the real client on a virtual desktop, the real centre beside it. tests/e2e/<subject>.py is the test
# "e2e.<subject>". One at a time: each wants both cores.
# What looks into a client's encrypted store.
add_executable(onewindow-peek e2e/peek.cpp)
target_link_libraries(onewindow-peek PRIVATE onewindow_office)
set_target_properties(onewindow-peek PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
foreach(subject counterday accessible lifeofacase)
    add_test(NAME e2e.${subject}
        COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/e2e/desktop.py
            /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/e2e/${subject}.py --build ${CMAKE_BINARY_DIR})
    set_tests_properties(e2e.${subject} PROPERTIES LABELS e2e TIMEOUT 600 RESOURCE_LOCK desktop)
endforeach()
set_tests_properties(e2e.lifeofacase PROPERTIES TIMEOUT 300)
