# SPDX-License-Identifier: GPL-3.0-or-later
# The simulator: a library, the program (./dev simulate) and its own tests. It takes of the client what syncs and nothing
# that is seen, so it is built without the forms.
file(GLOB simulation_sources CONFIGURE_DEPENDS simulation/*.cpp simulation/*.h)
list(FILTER simulation_sources EXCLUDE REGEX "/(tst_[a-z]+|main|determinism)\\.cpp$")
file(GLOB simulation_agents CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/app/sync/*.cpp ${CMAKE_SOURCE_DIR}/app/sync/*.h)
list(FILTER simulation_agents EXCLUDE REGEX "/(http[a-z]+|signin)\\.(cpp|h)$")
file(GLOB simulation_desk CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/forms/shared/desk.h ${CMAKE_SOURCE_DIR}/forms/desk/centreenquiry.h)
add_library(onewindow_simulation STATIC EXCLUDE_FROM_ALL ${simulation_sources} ${simulation_agents} ${simulation_desk})
target_link_libraries(onewindow_simulation PUBLIC onewindow_server onewindow_testsupport onewindow_resources PkgConfig::sqlite PkgConfig::sodium)

# The clocks of the C library are replaced in the program alone, so that the test framework keeps its own.
if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/simulation/main.cpp)
    add_executable(simulate simulation/main.cpp simulation/determinism.cpp)
    target_link_libraries(simulate PRIVATE onewindow_simulation onewindow_resources)
endif()


add_tests(FOLDER simulation LABEL simulation LAYERS simulation)
if(TARGET simulate)
    add_test(NAME simulation.seeds COMMAND simulate --seeds 1..300 --jobs 2)
    set_tests_properties(simulation.seeds PROPERTIES LABELS simulation TIMEOUT 900 PROCESSORS 2)
    # The hour without the centre, of sixty windows; of five hundred it is ./dev simulate --storm 500.
    add_test(NAME simulation.storm COMMAND simulate --storm 60)
    set_tests_properties(simulation.storm PROPERTIES LABELS simulation TIMEOUT 300)
    # Seeds that broke a law once: a gap met before the window knew it was shut out; "done already" after a refusal in a lost history;
    # an act spoilt on its way; numbers lent and forgotten; a centre whose disk fails taken for one that has compared; what nobody has
    # the keys to bring again; an outcome without the person who was erased.
    foreach(seed 180 804 838 947 1092 1257 1292 1381 1754 1956)
        add_test(NAME simulation.found.${seed} COMMAND simulate --seed ${seed} --plain)
        set_tests_properties(simulation.found.${seed} PROPERTIES LABELS simulation TIMEOUT 120)
    endforeach()
endif()

# The texts by which mutants are planted must follow the code; planting them all takes long: ./dev simulate --mutants.
add_test(NAME simulation.mutants-table COMMAND python3 ${CMAKE_CURRENT_LIST_DIR}/mutants.py --check)
set_tests_properties(simulation.mutants-table PROPERTIES LABELS simulation)
