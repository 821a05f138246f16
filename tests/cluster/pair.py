# SPDX-License-Identifier: GPL-3.0-or-later
"""A PostgreSQL primary with a synchronous standby, in throw-away folders: what is committed is on both disks. Either of them
may fail; the standby is promoted, and the other one built up again behind it."""
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from postgres import Cluster  # noqa: E402

# The settings of a primary that has a synchronous standby, and of that standby, which may be the primary tomorrow.
SETTINGS = {"wal_level": "replica", "max_wal_senders": 10, "hot_standby": "on", "wal_log_hints": "on", "wal_keep_size": "'256MB'", "synchronous_commit": "on",
            "wal_receiver_status_interval": "'1s'", "wal_sender_timeout": "'5s'", "wal_receiver_timeout": "'5s'", "wal_retrieve_retry_interval": "'200ms'",
            "log_min_messages": "fatal", "logging_collector": "on", "log_filename": "'postgres.log'"}


class Pair:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o755)
        self.nodes = [Cluster(str(self.folder / name), settings=SETTINGS) for name in ("a", "b")]
        self.primary, self.standby = self.nodes
        self.psql = os.path.join(self.primary.bin, "psql")

    def create(self):
        self.primary.create()
        self.primary.start().make_database()
        self.follow("basebackup")
        return self

    def url(self):
        """For the programs: whichever of the two takes writes."""
        hosts = ",".join(f"127.0.0.1:{node.port}" for node in self.nodes)
        return f"postgresql://onewindow@{hosts}/onewindow?target_session_attrs=read-write"

    def ask(self, node, statement, database="postgres"):
        done = subprocess.run([self.psql, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", node.url(database), "-c", statement], capture_output=True, text=True,
                              timeout=20)
        return done.stdout.strip() if done.returncode == 0 else None

    def wait(self, condition, what, seconds=30):
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise OSError(f"postgres: not within {seconds} s: {what}")
            time.sleep(0.05)

    # ---- a standby -------------------------------------------------------------------------------------------------

    def follow(self, how):
        """Builds the standby up from the primary, and lets commits wait for it: "rewind" mends what it has, "basebackup" copies all."""
        node = self.standby
        self.crash(node, signal.SIGKILL)
        if how != "rewind" or not self.rewind(node):
            shutil.rmtree(node.data, ignore_errors=True)
            node.command("pg_basebackup", "-h", "127.0.0.1", "-p", str(self.primary.port), "-U", "onewindow", "-D", node.data, "-R", "-X", "stream",
                         "--checkpoint=fast", "--no-sync")
        # The copy says whose it is; what is said last counts.
        node.configure({"port": node.port, "unix_socket_directories": f"'{node.folder}'"})
        node.start()
        self.require_standby(True)

    def rewind(self, node):
        self.ask(self.primary, "CHECKPOINT")  # pg_rewind reads the new timeline from the control file
        try:
            node.command("pg_rewind", "--target-pgdata", node.data, "--source-server", f"{self.primary.url('postgres')}", "-R", "--no-sync", stderr=subprocess.DEVNULL)
            return True
        except subprocess.CalledProcessError:
            return False

    def require_standby(self, yes):
        """Whether a commit waits for the standby's disk."""
        names = "*" if yes else ""
        self.wait(lambda: self.ask(self.primary, f"ALTER SYSTEM SET synchronous_standby_names = '{names}'") is not None, "the primary takes a setting")
        self.ask(self.primary, "SELECT pg_reload_conf()")
        if yes:
            self.wait(self.is_synchronous, "the standby is synchronous")

    def is_synchronous(self):
        return self.ask(self.primary, "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync' AND state = 'streaming' AND flush_lsn >= pg_current_wal_flush_lsn()") == "1"

    # ---- failures --------------------------------------------------------------------------------------------------

    def crash(self, node, how=signal.SIGKILL):
        """The end of a server without a shutdown; 1 when it ran."""
        ran = node.process is not None and node.process.poll() is None
        if ran:
            node.process.send_signal(how)
            try:
                node.process.wait(20)
            except subprocess.TimeoutExpired:
                node.process.kill()
                node.process.wait()
        node.process = None
        # Children of a killed server may live on for a moment; none may write once it is declared dead.
        while left := self.children(node):
            for pid in left:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            time.sleep(0.01)
        Path(node.data, "postmaster.pid").unlink(missing_ok=True)
        return 1 if ran else 0

    def children(self, node):
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                if os.readlink(entry / "cwd") == node.data and (entry / "stat").read_text().rsplit(")", 1)[1].split()[0] != "Z":
                    found.append(int(entry.name))
            except OSError:
                continue
        return found

    def promote(self, how=signal.SIGKILL):
        """The primary is gone; the standby takes its place, alone until it has one of its own."""
        killed = self.crash(self.primary, how)
        self.primary, self.standby = self.standby, self.primary
        self.primary.command("pg_ctl", "promote", "-D", self.primary.data, "-w", "-t", "30")
        self.require_standby(False)
        return killed

    def disturb(self, what, how):
        """One of the failures of the torture; how many processes were killed. Nothing is done while a standby is missing: that
        would be the second failure at once, which this pair is not made for."""
        self.how = how
        if not self.is_synchronous():
            return 0
        if what == "promote":
            return self.promote()
        if what == "immediate-promote":
            return self.promote(signal.SIGQUIT)
        if what == "restart":
            killed = self.crash(self.primary)
            self.primary.start()
            return killed
        return self.crash(self.standby)

    def mend(self):
        """Both run again and are of one mind."""
        for node in self.nodes:
            if node.process is not None and node.process.poll() is not None:
                raise OSError(f"postgres at port {node.port} ended by itself with code {node.process.returncode}")
        if self.standby.process is None:
            if self.ask(self.standby, "SELECT 1") is None and Path(self.standby.data, "standby.signal").exists():
                self.standby.start()  # it only lost its process
                self.wait(self.is_synchronous, "the standby caught up")
            else:
                self.follow(getattr(self, "how", None) or random.choice(("basebackup", "rewind")))
        self.wait(self.is_synchronous, "the standby is synchronous")

    def stop(self):
        for node in self.nodes:
            if node.process is not None:
                self.crash(node)

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
