#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demonstration behind ./dev run: a centre of one's own with the made-up district and 300 made-up cases, and the client
signed in as 王敏 at counter 3. Everything lies in --folder and is there again the next time.

With --alone nobody sits at the client: it takes one case in by itself and leaves pictures and printed papers in --folder."""
import argparse
import signal
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from clerk import Clerk  # noqa: E402
from hall import PASSWORD, Centre, Client, card, note, still_picture, story  # noqa: E402

CASES = 300
APPLICANT = card("秦春花", "female", "1982-12-24", 404)
PHONE = "13912340004"


def open_centre(build, folder):
    centre = Centre(build, folder / "centre")
    if not centre.database.exists():
        note(f"Founding the made-up district, with {CASES} made-up cases …")
        centre.run("found")
        centre.run("demo-data", "--cases", CASES)
    return centre.start()


def for_a_person(build, folder):
    centre = open_centre(build, folder)
    client = Client(build, folder, centre, signed_in=True)
    client.lay_card(APPLICANT)
    note(f"The client opens as 王敏 (1001, password {PASSWORD}) at counter 3; the centre is {centre.address}.\n"
         f"F3 reads the identity card in {client.card_file}; papers are printed into {client.papers}/.\n"
         "Close the client to end.")
    client.spawn(client.arguments())
    code = client.process.wait()
    client.ended()
    centre.stop()
    if code:
        raise SystemExit(f"The client ended with code {code}:\n{client.last_words()}")


def alone(build, folder):
    pictures = []

    def show(name):
        pictures.append(still_picture(folder / f"{name}.png"))

    centre = open_centre(build, folder)
    client = Client(build, folder, centre, signed_in=True).start()
    printed = set(client.printed())
    clerk = Clerk(client)
    client.to_front()
    clerk.tree.wait_focus(clerk.name_number)
    clerk.wait_synced()
    show("1-signed-in")
    clerk.begin(APPLICANT, PHONE)
    clerk.choose("xcyjyxk", "小餐饮经营许可(新办/延续)")
    clerk.answer("112")
    clerk.mark("a", "End", "c", "Up", "t")
    show("2-decision")
    case = clerk.decide()
    clerk.wait_synced()
    show("3-accepted")
    client.kill()
    centre.stop()
    note(f"Accepted: {case['number']} {case['item']['name']}, {case['applicant']['name']}")
    papers = [path for name, path in sorted(client.printed().items()) if name not in printed]
    for path in pictures + papers:
        note(f"  {path}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, help="build folder with onewindow and onewindow-server")
    parser.add_argument("--folder", required=True, type=Path, help="where the centre, the client's data, pictures and papers lie")
    parser.add_argument("--alone", action="store_true", help="take one case in by itself, then end")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    folder = arguments.folder.resolve()
    tell = alone if arguments.alone else for_a_person
    return story(lambda: tell(arguments.build, folder), "demo", folder)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
