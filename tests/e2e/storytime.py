# SPDX-License-Identifier: GPL-3.0-or-later
"""Time of a story that takes weeks: every program started under it reads its wall clock through libfaketime (Debian package
faketime) from one file, so that all of them move to the next day at the same moment. Clocks that measure how long
something takes go on as they are, and the products know nothing of it."""
import datetime
import glob
import os
import time

from hall import Program, check

HALL = datetime.timezone(datetime.timedelta(hours=8))


class StoryTime:
    def __init__(self, folder):
        libraries = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")
        check(libraries, "libfaketime is not installed (package faketime)")
        self.file = folder / "time"
        self.offset = 0
        # The multi-threaded flavour waits on conditions by the real clock; each look at the time reads the file anew.
        Program.environment = {"LD_PRELOAD": libraries[0], "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1",
                               "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1",
                               # The address sanitizer of ./dev sanitize would be the first library.
                               "ASAN_OPTIONS": f"{os.environ.get('ASAN_OPTIONS', '')}:verify_asan_link_order=0"}

    def go_to(self, text):
        """All clocks say this from now on: "2026-09-24 09:00" in the hall's time; they go on from there."""
        wanted = datetime.datetime.fromisoformat(text).replace(tzinfo=HALL).timestamp()
        self.offset = wanted - time.time()
        part = self.file.with_suffix(".part")
        part.write_text(f"{self.offset:+.3f}\n", encoding="ascii")
        os.replace(part, self.file)

    def now(self):
        """Seconds since 1970, as the programs have it."""
        return time.time() + self.offset

    def instant(self):
        """Now, as it is written on the wire."""
        return datetime.datetime.fromtimestamp(self.now(), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
