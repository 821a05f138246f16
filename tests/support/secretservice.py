#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a program in a session of its own with a real Secret Service (GNOME's), unlocked, whose keyrings are thrown away afterwards:
   secretservice.py -- PROGRAM [ARGUMENT ...]"""
import os
import subprocess
import sys
import tempfile


def main():
    if sys.argv[1:2] == ["--inside"]:
        # The first answer with its end of line is the password of the new login keyring.
        keeper = subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets", "--daemonize"], input=b"for-this-test-only\n", stdout=subprocess.PIPE, check=True)
        environment = dict(os.environ, **dict(line.split("=", 1) for line in keeper.stdout.decode().splitlines() if "=" in line))
        sys.exit(subprocess.run(sys.argv[2:], env=environment, check=False).returncode)
    program = sys.argv[sys.argv.index("--") + 1:]
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f"{folder}/runtime", 0o700)
        os.makedirs(f"{folder}/data/keyrings", 0o700)
        environment = dict(os.environ, HOME=folder, XDG_RUNTIME_DIR=f"{folder}/runtime", XDG_DATA_HOME=f"{folder}/data")
        sys.exit(subprocess.run(["dbus-run-session", "--", sys.executable, __file__, "--inside", *program], env=environment, check=False).returncode)


main()
