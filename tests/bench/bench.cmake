# SPDX-License-Identifier: GPL-3.0-or-later
# add_bench: one measuring program, bench/bench_<name>.cpp. Prints what it does, then one JSON object as the last line.
# Built on demand: ./dev bench NAME.
function(add_bench)
    cmake_parse_arguments(B "" "NAME" "LAYERS" ${ARGN})
    list(TRANSFORM B_LAYERS PREPEND onewindow_)
    add_executable(bench_${B_NAME} EXCLUDE_FROM_ALL bench/bench_${B_NAME}.cpp)
    target_link_libraries(bench_${B_NAME} PRIVATE ${B_LAYERS} onewindow_testsupport onewindow_resources)
endfunction()

# What a measurement needs no forms for is built without them.
set(bench_search_layers office)
set(bench_feed_layers office exchange)
set(bench_journal_layers office)
set(bench_vault_layers office)
set(bench_clock_layers domain)
# These measure between programs: the agent here, the centre as a process of its own.
foreach(bench push latency fanout connected)
    set(bench_${bench}_layers app server)
endforeach()

# The centre's classes in the same program, and SQLite by its own interface to compare with.
set(bench_bootstrap_layers app server)

file(GLOB benches CONFIGURE_DEPENDS bench/bench_*.cpp)
foreach(bench ${benches})
    get_filename_component(name ${bench} NAME_WE)
    if(NOT DEFINED ${name}_layers)
        set(${name}_layers forms office)
    endif()
    string(REGEX REPLACE "^bench_" "" subject ${name})
    add_bench(NAME ${subject} LAYERS ${${name}_layers})
    if("app" IN_LIST ${name}_layers)
        add_dependencies(bench_${subject} onewindow-server)
    endif()
endforeach()
