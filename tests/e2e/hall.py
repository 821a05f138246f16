# SPDX-License-Identifier: GPL-3.0-or-later
"""A hall for end-to-end tests: the real centre, the real client, hands on its keyboard and eyes on its accessible tree.

Nothing here waits a fixed time: whatever is expected is asked for again and again until it is so (wait_until), and what
does not come ends the test with a sentence, the client's log and a picture of the screen."""
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree
from contextlib import closing
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

SOURCE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests/cluster"))
from programs import Failure  # noqa: E402

PASSWORD = json.loads((SOURCE / "resources/demo/610116.json").read_text(encoding="utf-8"))["password"]
SECONDS_MAX = 20
POLL_SECONDS = 0.05


def wait_until(condition, what, seconds=SECONDS_MAX):
    """What `condition` gives as soon as that is true; a Failure that names `what`, words or what gives them then, if it never is."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            value = condition()
        except (GLib.Error, sqlite3.OperationalError):  # the object went away while it was looked at, the file is busy
            value = None
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failure(f"not within {seconds} s: {what() if callable(what) else what}")
        time.sleep(POLL_SECONDS)


def check(condition, what):
    if not condition:
        raise Failure(what)


def picture(path):
    """The whole screen as PNG."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["import", "-silent", "-window", "root", f"png24:{path}"], check=True, timeout=60)
    return Path(path)


def still_picture(path, seconds=SECONDS_MAX):
    """The screen once it stands still: two looks at it, a little apart, are the same."""
    def look():
        return subprocess.run(["import", "-silent", "-window", "root", "rgb:-"], check=True, timeout=60, capture_output=True).stdout
    seen = [look()]

    def stands():
        time.sleep(0.2)
        seen.append(look())
        return seen[-1] == seen[-2]
    wait_until(stands, "the screen stands still", seconds)
    return picture(path)


def story(tell, name, evidence):
    """Runs tell(); what goes wrong leaves a picture and every log in the folder `evidence`, and ends with exit code 1."""
    evidence = Path(evidence)
    begun = time.monotonic()
    try:
        tell()
        code = 0
    except (Failure, subprocess.SubprocessError, GLib.Error, sqlite3.Error, OSError) as problem:
        print(f"{name}: FAILED: {problem or type(problem).__name__}", flush=True)
        code = 1
        try:
            print(f"{name}: the screen: {picture(evidence / f'{name}-failed.png')}")
        except (subprocess.SubprocessError, OSError) as trouble:
            print(f"{name}: no picture of the screen: {trouble}")
        for process in Program.running:
            print(f"--- last words of {process.name}\n{process.last_words()}")
    finally:
        for process in list(Program.running):
            process.kill()
    print(f"{name}: {'done' if code == 0 else 'failed'} after {time.monotonic() - begun:.1f} s", flush=True)
    return code


# ---------------------------------------------------------------------------------------------------------- people

def citizen_id(area, birth, sequence):
    """A made-up number of 18 characters with the right check character; an odd sequence is a man's."""
    digits = f"{area}{birth.replace('-', '')}{sequence:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights)) % 11]


def card(name, sex, birth, sequence, address="陕西省西安市长安区韦曲街道示例路8号"):
    """An identity card as the simulated reader takes it."""
    return {"name": name, "sex": sex, "birth": birth, "number": citizen_id("610116", birth, sequence), "address": address}


# ---------------------------------------------------------------------------------------------------------- programs

class Program:
    """A process of ours with its log."""
    running = []
    environment = {}  # variables each has beside those of the desktop

    def __init__(self, name, folder):
        self.name = name
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.log = self.folder / f"{name}.log"
        self.process = None

    def spawn(self, arguments):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([str(a) for a in arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            env={**os.environ, **Program.environment})
        Program.running.append(self)

    @property
    def pid(self):
        return self.process.pid

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def must_run(self):
        if not self.is_running():
            raise Failure(f"{self.name} ended by itself with code {self.process.returncode}\n{self.last_words()}")
        return True

    def ended(self):
        if self in Program.running:
            Program.running.remove(self)

    def kill(self):
        """SIGKILL: as when the power goes."""
        if self.is_running():
            self.process.kill()
            self.process.wait()
        self.ended()

    def stop(self, seconds=30):
        """SIGTERM, and a clean end."""
        self.must_run()
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Failure(f"{self.name} does not end within {seconds} s of SIGTERM") from None
        self.ended()
        return code

    def last_words(self, lines=40):
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]) if self.log.exists() else ""


class Centre(Program):
    """The real onewindow-server over the made-up district, on a port of its own that it keeps over a restart."""
    ca = None  # plain HTTP

    def __init__(self, build, data):
        super().__init__("onewindow-server", data)
        self.binary = Path(build) / "onewindow-server"
        self.port = 0
        self.database = self.folder / "centre.db"

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def run(self, command, *arguments):
        """A command of the server that ends by itself: found, demo-data."""
        subprocess.run([self.binary, command, "--data", self.folder, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)

    def start(self):
        port_file = self.folder / "port"
        port_file.unlink(missing_ok=True)
        self.spawn([self.binary, "serve", "--demo", "--data", self.folder, "--listen", f"127.0.0.1:{self.port}", "--port-file", port_file])
        wait_until(lambda: self.must_run() and port_file.exists(), "the centre opens its door", 60)
        self.port = int(port_file.read_text())
        wait_until(self.is_well, "the centre answers /healthz")
        return self

    def is_well(self):
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self, seconds=30):
        code = super().stop(seconds)
        check(code == 0, f"the centre ended with code {code} after SIGTERM")

    def lose_one(self):
        """One of the servers dies. There is but one: nothing is done."""

    def rows(self, columns, rest):
        """Rows of the centre's database."""
        return read(self.database, f"SELECT {columns} {rest}")

    def cases(self):
        """Every case the centre holds, by its id."""
        return cases_of(self.rows)

    def documents(self, kind):
        """What the centre holds of one kind, by its id."""
        return {identity: json.loads(text) for identity, text in self.rows("id, base", f"FROM document WHERE kind = '{kind}'")}


class ClusterCentre:
    """A centre of three servers behind a proxy, on PostgreSQL with a standby (tests/cluster), in place of a single one. With
    `losing`, a server dies by SIGKILL wherever the story says lose_one()."""
    name = "cluster"

    def __init__(self, build, data, losing=False):
        from cluster import Cluster
        from stores import PostgresStore
        self.cluster, self.losing, self.lost = Cluster(build, data), losing, 0
        Program.running.append(self)  # story() takes down what is left
        self.cluster.create()
        self.store = PostgresStore(self.cluster.pair.psql, self.cluster.pair.url())

    @property
    def address(self):
        return self.cluster.address

    @property
    def ca(self):
        return self.cluster.ca

    def start(self):
        self.cluster.start()
        return self

    def stop(self):
        self.cluster.stop()

    def lose_one(self):
        if self.losing:
            for server in self.cluster.servers:
                server.start()  # the one lost before is back
            self.cluster.servers[self.lost % len(self.cluster.servers)].kill()
            self.lost += 1

    def kill(self):
        self.cluster.remove()
        if self in Program.running:
            Program.running.remove(self)

    def last_words(self):
        return "\n".join(f"--- {program.name}\n{program.last_words()}" for program in (*self.cluster.servers, self.cluster.proxy))

    def rows(self, columns, rest):
        return self.store.rows(columns, rest)

    def cases(self):
        return cases_of(self.rows)


def read(database, statement, *values):
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)) as connection:
        return connection.execute(statement, values).fetchall()


def cases_of(rows):
    """Case id → the case as the store has it, pending acts included."""
    return {identity: json.loads(text) for identity, text in rows("id, coalesce(view, base)", "FROM document WHERE kind = 'case'")}


class Client(Program):
    """The real onewindow at counter 3, its papers printed into a folder, identity cards from a file."""

    def __init__(self, build, folder, centre, name="onewindow", staff="1001", counter="3", theme="light", language=None, signed_in=False):
        super().__init__(name, folder)
        self.binary, self.peek, self.peeking = Path(build) / "onewindow", Path(build) / "onewindow-peek", None
        self.centre, self.staff, self.counter, self.theme, self.language = centre, staff, counter, theme, language
        self.signed_in = signed_in
        self.data = self.folder / "data"
        self.papers = self.folder / "papers"
        self.card_file = self.folder / "card.json"
        self.keys = Keys()

    def arguments(self):
        arguments = [self.binary, "--data", self.data, "--server", self.centre.address, "--staff", self.staff, "--counter", self.counter,
                     "--print-to", self.papers, "--card", self.card_file, "--theme", self.theme]
        if self.centre.ca:
            arguments += ["--ca", self.centre.ca]
        if self.language:
            arguments += ["--language", self.language]
        if self.signed_in:
            password = self.folder / "password"
            password.touch(mode=0o600)
            password.write_text(PASSWORD, encoding="utf-8")
            arguments += ["--password-file", password]
        return arguments

    def start(self):
        self.spawn(self.arguments())
        self.tree = Tree(self)
        wait_until(lambda: self.must_run() and self.window(), f"{self.name} shows its window", 60)
        wait_until(lambda: self.tree.find(lambda node: node.focusable), f"{self.name} is in the accessible tree", 60)
        return self

    def window(self):
        """X id of the client's main window; None before it is there."""
        found = subprocess.run(["xdotool", "search", "--all", "--onlyvisible", "--pid", str(self.pid), "--name", "."], capture_output=True, text=True)
        return found.stdout.split()[-1] if found.returncode == 0 and found.stdout.split() else None

    def to_front(self):
        """Gives this client's window the keyboard."""
        subprocess.run(["xdotool", "windowactivate", "--sync", self.window()], check=True, timeout=60)
        wait_until(lambda: self.must_run() and self.tree.find(lambda node: node.role == Atspi.Role.FRAME and node.has("active")),
                   f"{self.name} has the keyboard")

    def lay_card(self, person):
        """Lays this card on the reader."""
        part = self.card_file.with_suffix(".part")
        part.write_text(json.dumps(person, ensure_ascii=False), encoding="utf-8")
        part.rename(self.card_file)

    def rows(self, columns, rest):
        """Rows of this client's store. It is encrypted; the passphrase of who signed in first opens it."""
        if self.peeking is None:
            self.peeking = subprocess.Popen([self.peek, self.data, self.staff, PASSWORD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            self.peeking.stdin.write(f"SELECT json_array({columns}) {rest}\n")
            self.peeking.stdin.flush()
            line = self.peeking.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:  # nobody signed in yet
            self.end_peeking()
            raise sqlite3.OperationalError(f"{self.name}'s store can't be opened")
        answer = json.loads(line)
        if isinstance(answer, dict):
            raise sqlite3.OperationalError(answer["fault"])
        return [tuple(row) for row in answer]

    def end_peeking(self):
        if self.peeking is not None:
            self.peeking.kill()
            self.peeking.communicate()
            self.peeking = None

    def kill(self):
        self.end_peeking()
        super().kill()

    def cases(self):
        return cases_of(self.rows)

    def fates(self):
        """How many of this client's acts stand how: {"pending": 1, "accepted": 3}."""
        return dict(self.rows("fate, count(*)", "FROM journal GROUP BY fate"))

    def printed(self):
        """The papers on disk, by name."""
        return {file.name: file for file in self.papers.glob("*.pdf")}


def pdf_text(file):
    """The words of a printed paper; also proof that they can be selected."""
    done = subprocess.run(["pdftotext", "-layout", "-enc", "UTF-8", str(file), "-"], check=True, capture_output=True, text=True, timeout=60)
    return done.stdout


def folded(text):
    """Without any white space, as a line may be broken anywhere on paper."""
    return re.sub(r"\s+", "", text)


# ---------------------------------------------------------------------------------------------------------- hands

class Keys:
    """Hands on the keyboard. Every key that goes down is counted, Ctrl and Shift as well."""

    def __init__(self):
        self.count = 0

    def press(self, *keys):
        """Keys one after the other, in xdotool's names: "F2", "Return", "ctrl+Return"."""
        for key in keys:
            self.count += len(key.split("+"))
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], check=True, timeout=60)

    def type(self, text):
        """Text of one key a character."""
        self.count += len(text)
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "15", text], check=True, timeout=120)


# ---------------------------------------------------------------------------------------------------------- eyes

class Node:
    """One accessible object, looked at afresh each time."""
    # Rows of long lists are not walked through: a million of them may lie behind a table.
    LISTS = {Atspi.Role.TABLE, Atspi.Role.TREE, Atspi.Role.TREE_TABLE, Atspi.Role.LIST, Atspi.Role.LIST_BOX}
    ROWS = {Atspi.Role.TABLE_CELL, Atspi.Role.LIST_ITEM, Atspi.Role.TREE_ITEM}
    ROWS_MAX = 60

    def __init__(self, raw):
        self.raw = raw

    @property
    def name(self):
        return self.raw.get_name() or ""

    @property
    def description(self):
        return self.raw.get_description() or ""

    @property
    def role(self):
        return self.raw.get_role()

    @property
    def role_name(self):
        return self.raw.get_role_name()

    def states(self):
        return {state.value_nick for state in self.raw.get_state_set().get_states()}

    def has(self, *states):
        return self.states().issuperset(states)

    @property
    def focusable(self):
        return self.has("focusable", "showing", "sensitive")

    @property
    def parent(self):
        raw = self.raw.get_parent()
        return Node(raw) if raw else None

    def children(self):
        count = self.raw.get_child_count()
        if self.role in self.LISTS:
            count = min(count, self.ROWS_MAX)
        for place in range(count):
            child = self.raw.get_child_at_index(place)
            if child is not None:
                yield Node(child)

    def walk(self):
        """This object and all that shows within it."""
        yield self
        for child in self.children():
            if child.has("showing") or child.role in (Atspi.Role.MENU, Atspi.Role.POPUP_MENU):
                yield from child.walk()

    @property
    def text(self):
        """What stands in it, for fields and labels alike."""
        if self.raw.is_text():
            return Atspi.Text.get_text(self.raw, 0, -1)
        return self.name

    def set_text(self, text):
        check(self.raw.is_editable_text() and Atspi.EditableText.set_text_contents(self.raw, text), f"\"{self.name}\" takes no text")

    def act(self, *wanted):
        """Does the first of the actions it offers; with names, the first of those."""
        names = [Atspi.Action.get_action_name(self.raw, n) for n in range(Atspi.Action.get_n_actions(self.raw))]
        for number, name in enumerate(names):
            if not wanted or name in wanted:
                check(Atspi.Action.do_action(self.raw, number), f"\"{self.name}\" does not {name}")
                return
        raise Failure(f"\"{self.name}\" ({self.role_name}) offers only {names}")

    def focus(self):
        Atspi.Component.grab_focus(self.raw)
        wait_until(lambda: self.has("focused"), f"\"{self.name}\" takes the focus")

    def __str__(self):
        return f"{self.role_name} \"{self.name}\""


class Tree:
    """What assistive technology sees of a client."""

    def __init__(self, client):
        self.client = client
        Atspi.set_timeout(20000, 20000)

    def root(self):
        desktop = Atspi.get_desktop(0)
        for place in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(place)
            if application is not None and application.get_process_id() == self.client.pid:
                application.set_cache_mask(Atspi.Cache.NONE)
                return Node(application)
        raise Failure(f"{self.client.name} is not in the accessible tree")

    def walk(self):
        try:
            root = self.root()
        except Failure:
            return
        yield from root.walk()

    def find(self, matches):
        """The first object shown that matches(node); None if there is none now."""
        for node in self.walk():
            try:
                if matches(node):
                    return node
            except GLib.Error:
                continue
        return None

    def named(self, name, role=None):
        """The object of this accessible name, when it is shown: waits for it."""
        def fits(node):
            return node.name == name and (role is None or node.role == role)
        return wait_until(lambda: self.client.must_run() and self.find(fits), f"something named \"{name}\" in {self.client.name}")

    def focused(self):
        """The object with the keyboard, the innermost of several. The current row of a list and the current tab say that they have the
        keyboard even when their list has not, and the inner ground of a text says it beside the text."""
        found = None
        for node in self.walk():
            if node.has("focused", "focusable") and not (node.role in Node.ROWS | {Atspi.Role.PAGE_TAB} and not node.parent.has("focused")):
                found = node
        return found

    def wait_focus(self, *names):
        """Waits until the keyboard is at what has one of these names, or at a row of it; gives it."""
        seen = []

        def there():
            self.client.must_run()
            node = self.focused()
            place = node.parent if node and node.role in Node.ROWS else node
            seen[:] = [str(node), str(place)]
            return place if place and place.name in names else None
        try:
            return wait_until(there, "")
        except Failure:
            self.client.must_run()
            raise Failure(f"the keyboard of {self.client.name} is not at {' or '.join(names)} but at {seen}") from None

    def says(self, *parts):
        """Whether one shown text holds all these parts."""
        return self.find(lambda node: all(part in node.name or part in node.description for part in parts))

    def wait_says(self, *parts, seconds=SECONDS_MAX):
        return wait_until(lambda: self.client.must_run() and self.says(*parts), f"{self.client.name} says {' … '.join(parts)}", seconds)


# ---------------------------------------------------------------------------------------------------------- words

class Words:
    """The Chinese the clerk reads for an English source text, from the translation itself."""

    def __init__(self):
        self.contexts = {}
        for context in ElementTree.parse(SOURCE / "translations/onewindow_zh_CN.ts").getroot().iter("context"):
            words = self.contexts.setdefault(context.findtext("name"), {})
            for message in context.iter("message"):
                words[message.findtext("source")] = message.findtext("translation") or message.findtext("source")

    def __call__(self, context, source):
        return self.contexts.get(context, {}).get(source, source)


def evidence_folder(build):
    """Where a failed test leaves its pictures."""
    return Path(build) / "Testing" / "e2e"


def working_folder(prefix):
    return Path(tempfile.mkdtemp(prefix=f"onewindow-{prefix}-"))


def note(sentence):
    print(sentence, flush=True)
