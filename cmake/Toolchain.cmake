# SPDX-License-Identifier: GPL-3.0-or-later
# How every target is compiled: C++20, strict warnings, Qt's strict defines, ccache and mold where they are installed.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_AUTOUIC ON)
set(CMAKE_AUTORCC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(ONEWINDOW_SANITIZE "Build everything with the address and undefined-behaviour sanitizers" OFF)
option(ONEWINDOW_PACKAGE "Build what is packed: hardened, and the same to the last bit in any folder" OFF)
option(ONEWINDOW_FUZZ "Build the fuzz targets; needs clang" OFF)

find_program(CCACHE ccache)
if(CCACHE)
    # Precompiled headers change their time stamps in every build folder; without these two ccache would never hit.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()

find_program(MOLD mold)
if(MOLD)
    add_link_options(-fuse-ld=mold)
endif()

add_compile_options(-Wall -Wextra -Werror -Wno-error=deprecated-declarations)
add_compile_definitions(
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY QT_NO_KEYWORDS
    QT_USE_QSTRINGBUILDER QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_BEFORE=0x060400 QT_NO_FOREACH
    QT_FORCE_ASSERTS)
if(ONEWINDOW_SANITIZE)
    # Every finding ends the program, so that no test can pass over one. g++ warns of what its own checks insert.
    add_compile_options(-fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all -fno-omit-frame-pointer
        -Wno-error=maybe-uninitialized -Wno-error=stringop-overflow -Wno-error=array-bounds -Wno-error=nonnull)
    add_compile_definitions(_GLIBCXX_ASSERTIONS)
    add_link_options(-fsanitize=address,undefined)
endif()
if(ONEWINDOW_FUZZ)
    # The coverage that leads libFuzzer, without a main of its own; fuzz targets get that when they are linked. Warnings are g++'s business.
    add_compile_options(-w -fsanitize=fuzzer-no-link,address,undefined,float-cast-overflow -fno-sanitize=vptr,function -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined,float-cast-overflow)
endif()
if(ONEWINDOW_PACKAGE)
    # No path of this machine gets into the programs; times of resources come from SOURCE_DATE_EPOCH (packaging/package.py).
    add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}=. -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fcf-protection)
    add_link_options(-Wl,-z,relro -Wl,-z,now)
endif()
