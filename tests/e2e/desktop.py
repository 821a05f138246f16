#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A virtual desktop around a command: a screen of its own, a session bus, the accessibility bus, a window manager, and the
variables Qt reads. Ends with the command's exit code and takes everything it started away again.

    tests/e2e/desktop.py [--screen 1366x768] COMMAND …
"""
import os
import secrets
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

READY_SECONDS_MAX = 60

# No window frames (a picture shows the client and nothing else) and no keys of the window manager's own.
OPENBOX = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew><followMouse>no</followMouse></focus>
  <desktops><number>1</number></desktops>
  <keyboard/><mouse/><menu/>
  <applications><application class="*"><decor>no</decor><focus>yes</focus></application></applications>
</openbox_config>
"""


class Desktop:
    def __init__(self, screen):
        self.screen = screen
        self.home = tempfile.mkdtemp(prefix="onewindow-desktop-")
        self.log = f"{self.home}/desktop.log"
        self.started = []

    def start(self, *arguments, **more):
        with open(self.log, "ab") as words:
            process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stderr=words, start_new_session=True,
                                       **{"stdout": words, **more})
        self.started.append(process)
        return process

    def give_up(self, what):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            raise SystemExit(f"desktop.py: {what} did not come up within {READY_SECONDS_MAX} s\n{file.read()}")

    def wait_until(self, ready, what):
        deadline = time.monotonic() + READY_SECONDS_MAX
        while not ready():
            if time.monotonic() > deadline:
                self.give_up(what)
            time.sleep(0.05)

    def first_line(self, what, *arguments):
        """Starts a program that writes where it listens into a pipe, "{}" among its arguments; gives that line."""
        reading, writing = os.pipe()
        self.start(*(argument.replace("{}", str(writing)) for argument in arguments), pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as pipe:
            line = pipe.readline().strip()
        if not line:
            self.give_up(what)
        return line

    def open(self):
        environment = os.environ
        environment.update(
            LANG="C.UTF-8", LC_ALL="C.UTF-8", TZ="Asia/Shanghai", HOME=self.home, XDG_CONFIG_HOME=f"{self.home}/config",
            XDG_DATA_HOME=f"{self.home}/data", XDG_CACHE_HOME=f"{self.home}/cache", XDG_RUNTIME_DIR=f"{self.home}/run",
            XAUTHORITY=f"{self.home}/cookie", QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", QT_SCALE_FACTOR="1",
            PYTHONDONTWRITEBYTECODE="1")
        for name in ("WAYLAND_DISPLAY", "QT_STYLE_OVERRIDE", "QT_IM_MODULE", "QT_ACCESSIBILITY", "AT_SPI_BUS_ADDRESS", "XMODIFIERS"):
            environment.pop(name, None)
        os.makedirs(f"{self.home}/run", mode=0o700)

        # The server itself takes a free display number: two desktops begun at once never meet.
        self.write_cookie()
        number = self.first_line("the screen", "Xvfb", "-displayfd", "{}", "-screen", "0", f"{self.screen}x24", "-nolisten", "tcp", "-noreset",
                                 "-auth", environment["XAUTHORITY"])
        environment["DISPLAY"] = f":{number}"
        environment["DBUS_SESSION_BUS_ADDRESS"] = self.first_line("the session bus", "dbus-daemon", "--session", "--nofork", "--print-address={}")
        with open(f"{self.home}/openbox.xml", "w", encoding="utf-8") as file:
            file.write(OPENBOX)
        self.start("openbox", "--config-file", file.name, "--sm-disable")
        self.start(bus_launcher(), "--launch-immediately")
        self.wait_until(window_manager_is_there, "the window manager")
        self.wait_until(accessibility_bus_is_there, "the accessibility bus")
        answers("xdotool", "mousemove", "9999", "9999")  # out of every picture

    def write_cookie(self):
        """One key for this screen, whatever its number (family 0xffff)."""
        name, key = b"MIT-MAGIC-COOKIE-1", secrets.token_bytes(16)
        with open(os.open(os.environ["XAUTHORITY"], os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(struct.pack(">HHHH", 0xffff, 0, 0, len(name)) + name + struct.pack(">H", len(key)) + key)

    def run(self, command):
        process = subprocess.Popen(command, start_new_session=True)
        self.started.append(process)
        return process.wait()

    def close(self):
        for process in reversed(self.started):
            end(process)
        shutil.rmtree(self.home, ignore_errors=True)


def answers(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", "")


def window_manager_is_there():
    return "window id #" in answers("xprop", "-root", "_NET_SUPPORTING_WM_CHECK").stdout


def accessibility_bus_is_there():
    asked = answers("dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
    return asked.returncode == 0 and "unix:" in asked.stdout


def bus_launcher():
    for path in ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher"):
        if os.path.exists(path):
            return path
    raise SystemExit("desktop.py: at-spi-bus-launcher is not installed (package at-spi2-core)")


def end(process):
    """The process and what it started: each leads a group of its own."""
    for way, seconds in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
        try:
            os.killpg(process.pid, way)
        except ProcessLookupError:
            return
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue


def interrupted(number, _frame):
    raise SystemExit(128 + number)


def main(command):
    screen = "1366x768"
    if command[:1] == ["--screen"]:
        screen, command = command[1], command[2:]
    if not command:
        raise SystemExit(__doc__)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, interrupted)
    desktop = Desktop(screen)
    try:
        desktop.open()
        return desktop.run(command)
    finally:
        desktop.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
