#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL server for tests and measurements, thrown away afterwards.

    postgres.py [--folder DIR] [--volatile] -- COMMAND ARGS

makes a cluster in a temporary folder, runs COMMAND with ONEWINDOW_POSTGRES=postgresql://…/onewindow in its environment, stops the
server and removes the folder. Other scripts use the class Cluster.
"""
import argparse
import glob
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time


def binaries():
    """The folder of initdb and postgres: the newest installed version's."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
    if found:
        return found[-1]
    initdb = shutil.which("initdb")
    if not initdb:
        sys.exit("postgres.py: PostgreSQL is not installed (Debian: postgresql-15)")
    return os.path.dirname(os.path.realpath(initdb))


def free_port():
    """A port nobody listens on, below those the kernel lends to outgoing connections: one of them may not take it meanwhile."""
    while True:
        port = random.randrange(15000, 32000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


class Cluster:
    """One server in a folder of its own. PostgreSQL refuses to run as root; then it runs as user postgres."""

    def __init__(self, folder=None, port=None, settings=None):
        self.bin = binaries()
        self.own_folder = folder is None
        self.folder = folder or tempfile.mkdtemp(prefix="onewindow-postgres-")
        self.data = os.path.join(self.folder, "data")
        self.chosen = port is None  # by ourselves: another will do as well until somebody was told of it
        self.port = port or free_port()
        self.settings = settings or {}
        self.process = None
        self.user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        if self.user:
            os.makedirs(self.folder, exist_ok=True)
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
            os.chmod(self.folder, 0o755)

    def url(self, database="onewindow"):
        return f"postgresql://onewindow@127.0.0.1:{self.port}/{database}"

    def command(self, program, *arguments, **more):
        """Runs a program of PostgreSQL's as the server's user."""
        return subprocess.run([os.path.join(self.bin, program), *arguments], check=True, stdout=subprocess.DEVNULL, **self.identity(), **more)

    def identity(self):
        # A working folder the server's user may enter, and nothing of ours to be found by LC_*.
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": self.folder}
        identity = {"cwd": "/", "env": environment}
        if self.user:
            identity |= {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        return identity

    def create(self):
        self.command("initdb", "--pgdata", self.data, "--username", "onewindow", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync")
        self.configure({"listen_addresses": "'127.0.0.1'", "port": self.port, "unix_socket_directories": f"'{self.folder}'", "max_connections": 120,
                        "shared_buffers": "'128MB'", "max_wal_size": "'2GB'", "log_min_messages": "panic", **self.settings})

    def configure(self, settings):
        with open(os.path.join(self.data, "postgresql.conf"), "a", encoding="utf-8") as file:
            for name, value in settings.items():
                file.write(f"{name} = {value}\n")

    def start(self):
        """Starts it and waits until it answers. Another process may have taken the port since it was chosen: then another one."""
        for _ in range(5):
            if self.run():
                self.chosen = False
                return self
            if not self.chosen:
                break
            self.port = free_port()
            self.configure({"port": self.port})
        sys.exit("postgres.py: the server does not start")

    def run(self):
        self.process = subprocess.Popen([os.path.join(self.bin, "postgres"), "-D", self.data], stdin=subprocess.DEVNULL, stdout=sys.stderr,
                                        start_new_session=True, **self.identity())
        deadline = time.monotonic() + 30
        ready = [os.path.join(self.bin, "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "onewindow", "-d", "postgres"]
        while subprocess.run(ready, check=False).returncode != 0:
            if self.process.poll() is not None:
                return False
            if time.monotonic() > deadline:
                sys.exit("postgres.py: the server does not answer")
            time.sleep(0.05)
        return True

    def make_database(self, name="onewindow"):
        self.command("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "onewindow", name)
        return self

    def stop(self, how=signal.SIGINT):
        """SIGINT: fast, as on a shutdown; SIGQUIT: at once, as in a crash."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def remove(self):
        self.stop(signal.SIGQUIT)
        if self.own_folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", help="keeps the cluster there")
    parser.add_argument("--volatile", action="store_true", help="writes nothing through to the disk: quicker, where durability is not the question")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    command = arguments.command[1:] if arguments.command[:1] == ["--"] else arguments.command
    if not command:
        parser.error("no command")
    cluster = Cluster(arguments.folder, settings={"fsync": "off", "full_page_writes": "off"} if arguments.volatile else None)
    for gentle in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(gentle, lambda *_: sys.exit(1))
    try:
        cluster.create()
        cluster.start().make_database()
        environment = {**os.environ, "ONEWINDOW_POSTGRES": cluster.url(), "ONEWINDOW_POSTGRES_PID": str(cluster.process.pid)}
        return subprocess.run(command, env=environment, check=False).returncode
    finally:
        cluster.remove()


if __name__ == "__main__":
    sys.exit(main())
