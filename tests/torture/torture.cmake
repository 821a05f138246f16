# SPDX-License-Identifier: GPL-3.0-or-later
# The window without a screen of ./dev torture. Built on demand, no part of ctest.
add_executable(onewindow-walker EXCLUDE_FROM_ALL torture/walker.cpp)
target_compile_definitions(onewindow-walker PRIVATE ONEWINDOW_VERSION="${PROJECT_VERSION}")
target_link_libraries(onewindow-walker PRIVATE onewindow_app onewindow_resources)
set_target_properties(onewindow-walker PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
