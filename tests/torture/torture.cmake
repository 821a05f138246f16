# SPDX-License-Identifier: GPL-3.0-or-later
# The window without a screen of ./dev torture, and a few rounds of it; fifty and more are for the command itself.
add_executable(onewindow-walker torture/walker.cpp)
target_compile_definitions(onewindow-walker PRIVATE ONEWINDOW_VERSION="${PROJECT_VERSION}")
target_link_libraries(onewindow-walker PRIVATE onewindow_app onewindow_resources)
set_target_properties(onewindow-walker PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
foreach(database sqlite postgres)
    add_test(NAME torture.${database}
        COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/torture/torture.py --build ${CMAKE_BINARY_DIR} --db ${database} --rounds 3)
    set_tests_properties(torture.${database} PROPERTIES LABELS torture TIMEOUT 300 RESOURCE_LOCK desktop)
endforeach()

# A window with an encrypted store, killed and looked through.
add_executable(onewindow-sealedoffice torture/sealedoffice.cpp)
target_link_libraries(onewindow-sealedoffice PRIVATE onewindow_testsupport onewindow_office onewindow_resources)
set_target_properties(onewindow-sealedoffice PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
add_test(NAME torture.vault COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/torture/vault.py --build ${CMAKE_BINARY_DIR} --rounds 12)
add_test(NAME attack.files COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/attack/files/files.py --build ${CMAKE_BINARY_DIR})
set_tests_properties(torture.vault PROPERTIES LABELS torture TIMEOUT 300)
set_tests_properties(attack.files PROPERTIES LABELS attack TIMEOUT 300)
