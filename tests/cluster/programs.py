# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes of ours that may be killed, paused and started again at any time."""
import signal
import subprocess
import time
from pathlib import Path

SECONDS_OF_START = 30
SECONDS_OF_END = 20
SECONDS_OF_PATIENCE = 5


class Failure(Exception):
    """Something that has to be so is not."""


def wait_until(condition, what, seconds):
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise Failure(f"not within {seconds} s: {what}")
        time.sleep(0.03)
    return value


class Program:
    """A process that may be killed and started again at any time."""

    def __init__(self, name, folder):
        self.name, self.folder = name, Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = self.folder / f"{name}.log"
        self.process = None
        self.stopped = False

    def spawn(self, arguments):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([str(argument) for argument in arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    @property
    def runs(self):
        return self.process is not None and self.process.poll() is None

    def must_have_run(self):
        """Nothing of ours ends by itself."""
        if self.process is not None and self.process.poll() is not None:
            raise Failure(f"{self.name} ended by itself with code {self.process.returncode}\n{self.last_words()}")

    def kill(self):
        """SIGKILL; False when it was dead already."""
        if not self.runs:
            return False
        self.process.kill()
        self.process.wait()
        self.process, self.stopped = None, False
        return True

    def pause(self):
        if self.runs:
            self.process.send_signal(signal.SIGSTOP)
            self.stopped = True

    def resume(self):
        if self.runs and self.stopped:
            self.process.send_signal(signal.SIGCONT)
        self.stopped = False

    def last_words(self, lines=15):
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]) if self.log.exists() else ""


class Server(Program):
    """One onewindow-server; keeps its port over restarts."""

    def __init__(self, build, folder, name, database=None, options=()):
        super().__init__(name, folder)
        self.binary, self.database, self.options, self.port = build / "onewindow-server", database, options, 0
        self.port_file = self.folder / f"{name}.port"
        self.draining = False
        self.late = None  # a number: how often it was killed because it did not end in time; None: that is a failure

    def start(self):
        if self.draining:
            self.wait_drained()
        if self.runs:
            return
        if self.process is not None and self.port_file.exists():
            self.must_have_run()  # one that had opened its door never ends by itself; one that found no database may be started again
        self.port_file.unlink(missing_ok=True)
        where = ["--database", self.database] if self.database else []
        self.spawn([self.binary, "serve", "--demo", "--data", self.folder, *where, "--listen", f"127.0.0.1:{self.port}", "--port-file", self.port_file,
                    *self.options])

    def wait_open(self):
        def is_open():
            self.must_have_run()
            return self.port_file.exists() and self.port_file.read_text()
        self.port = int(wait_until(is_open, f"{self.name} opens its door", SECONDS_OF_START))

    def kill(self):
        if self.draining and not self.runs:
            self.wait_drained()
        self.draining = False
        return super().kill()

    def drain(self):
        """SIGTERM: what has begun is answered, then it ends, cleanly."""
        if self.runs and self.port_file.exists():
            self.resume()
            self.process.send_signal(signal.SIGTERM)
            self.draining = True

    def wait_drained(self):
        self.resume()
        try:
            code = self.process.wait(SECONDS_OF_END if self.late is None else SECONDS_OF_PATIENCE)
        except subprocess.TimeoutExpired:
            if self.late is not None:
                # Its database may be waiting for a standby that is away. A service manager ends it then; so do we.
                self.late += 1
                self.kill()
                return
            raise Failure(f"{self.name} does not end within {SECONDS_OF_END} s of SIGTERM\n{self.last_words()}") from None
        if code:
            raise Failure(f"{self.name} ended with code {code} after SIGTERM\n{self.last_words()}")
        self.process, self.draining = None, False
