# SPDX-License-Identifier: GPL-3.0-or-later
# add_layer: one static library per layer. Every .cpp below its folder belongs to it, so a feature is added or
# deleted by adding or deleting its folder. USES names the layers it may include and link; tests/tidy holds it to that.
function(add_layer)
    cmake_parse_arguments(L "" "NAME;FOLDER" "USES;QT;LIBS" ${ARGN})
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${L_FOLDER}/*.cpp ${L_FOLDER}/*.h ${L_FOLDER}/*.ui)
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    add_library(onewindow_${L_NAME} STATIC ${sources})
    target_include_directories(onewindow_${L_NAME} PUBLIC ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/models)
    list(TRANSFORM L_QT PREPEND Qt6::)
    list(TRANSFORM L_USES PREPEND onewindow_)
    target_link_libraries(onewindow_${L_NAME} PUBLIC ${L_USES} ${L_QT} ${L_LIBS})
    target_precompile_headers(onewindow_${L_NAME} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiled.h)
    if("Qt6::Widgets" IN_LIST L_QT)
        target_precompile_headers(onewindow_${L_NAME} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/precompiledwidgets.h)
    endif()
endfunction()

# add_program: a main.cpp over one layer.
function(add_program)
    cmake_parse_arguments(P "" "NAME;MAIN;LAYER" "QT" ${ARGN})
    if(NOT EXISTS ${CMAKE_SOURCE_DIR}/${P_MAIN})
        return() # the program comes with its main.cpp
    endif()
    add_executable(${P_NAME} ${P_MAIN})
    list(TRANSFORM P_QT PREPEND Qt6::)
    target_compile_definitions(${P_NAME} PRIVATE ONEWINDOW_VERSION="${PROJECT_VERSION}")
    target_link_libraries(${P_NAME} PRIVATE onewindow_${P_LAYER} onewindow_resources ${P_QT})
    install(TARGETS ${P_NAME} RUNTIME DESTINATION bin)
endfunction()
