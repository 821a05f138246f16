# SPDX-License-Identifier: GPL-3.0-or-later
# Attacks on the real server over its socket, in their short form; ./dev attack takes the long one. And the day the centre is lost.
add_test(NAME attack.socket
    COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/attack/attack.py --build ${CMAKE_BINARY_DIR})
add_test(NAME attack.rehearsal.sqlite
    COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/attack/rehearsal.py --build ${CMAKE_BINARY_DIR})
add_test(NAME attack.rehearsal.postgres
    COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/attack/rehearsal.py --build ${CMAKE_BINARY_DIR} --postgres)
add_test(NAME attack.certificate
    COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/attack/certificate.py --build ${CMAKE_BINARY_DIR})
# Alone on the machine, or the honest windows would be judged by what else runs.
set_tests_properties(attack.socket PROPERTIES LABELS attack TIMEOUT 300 RUN_SERIAL ON)
set_tests_properties(attack.rehearsal.sqlite attack.rehearsal.postgres attack.certificate PROPERTIES LABELS attack TIMEOUT 180)
