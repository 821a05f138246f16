#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes docs/screenshots anew: every page in use, light and dark, at the size of the screen it runs on. Real client, real
centre, made-up people. One case stands under 退回: two windows took it up off line, the centre took the first.

    ./dev screenshots
"""
import argparse
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from clerk import Clerk
from hall import Centre, Client, card, check, note, still_picture, story, wait_until, working_folder

CASES = 300
COOK = card("秦春花", "female", "1982-12-24", 404)
SHOP = card("贺知秋", "male", "1988-06-18", 705)


def shrink(path):
    """Screens have few colours: a palette keeps them and a fifth of the size."""
    small = path.with_suffix(".small.png")
    subprocess.run(["convert", str(path), "-strip", "+dither", "-colors", "256", "-define", "png:compression-level=9", f"png8:{small}"], check=True,
                   timeout=120)
    if small.stat().st_size < path.stat().st_size:
        small.replace(path)
    else:
        small.unlink()


def take_up(clerk, number):
    """Finds the case by its number, continues it, hands in what lacked and decides."""
    clerk.client.to_front()
    clerk.go_to("cases")
    clerk.keys.press("ctrl+k")
    clerk.keys.type(number)
    clerk.tree.wait_says(number, COOK["name"])
    clerk.keys.press("Return")
    button = clerk.tree.named(clerk.words("forms::CaseDetail", "Continue with this case"))
    button.act()
    clerk.tree.wait_focus(clerk.name_materials, clerk.name_search, clerk.name_number)
    clerk.keys.press("F7")
    clerk.tree.wait_focus(clerk.name_materials)
    clerk.mark("Home", "Down", "Down", "Down", "space")
    cases = clerk.client.cases()
    clerk.keys.press("ctrl+Return")
    wait_until(lambda: clerk.client.cases() != cases, "the case taken up again is decided")


def prepare(build, folder, centre):
    """A case the centre takes from the first window and returns to the second. Gives the second, stopped."""
    first = Client(build, folder / "first", centre, name="first", counter="4", staff="1002", signed_in=True).start()
    clerk = Clerk(first)
    first.to_front()
    clerk.tree.wait_focus(clerk.name_number)
    clerk.wait_synced()
    clerk.begin(COOK, phone="13912340004")
    clerk.choose("xcyjyxk", "小餐饮经营许可(新办/延续)")
    clerk.answer("112")
    clerk.mark("a", "a", "Home", "Down", "Down", "Down", "x")
    clerk.tree.wait_focus(clerk.name_reasons)
    clerk.mark("1")
    clerk.tree.wait_focus(clerk.name_materials)
    number = clerk.decide("F8")["number"]
    clerk.wait_synced()

    second = Client(build, folder / "second", centre, name="second", signed_in=True).start()
    colleague = Clerk(second)
    second.to_front()
    colleague.tree.wait_focus(colleague.name_number)
    colleague.wait_synced()
    colleague.begin(SHOP, phone="13912340705")
    colleague.choose("jzzsl", "居住证申领")
    colleague.answer("1122")
    colleague.mark("a", "a")
    colleague.decide()
    colleague.wait_synced()
    centre.stop()
    take_up(clerk, number)
    take_up(colleague, number)
    second.kill()
    centre.start()
    first.to_front()
    clerk.wait_synced()
    first.kill()
    second.start()
    second.to_front()
    wait_until(lambda: second.fates().get("refused") == 1, "the centre returns the second decision", 90)
    second.kill()
    return second


def fill_case(clerk):
    clerk.begin(COOK)
    clerk.choose("xcyjyxk", "小餐饮经营许可(新办/延续)")
    clerk.answer("112")
    clerk.mark("a", "End", "c", "Up", "t")


def pictures(client, theme, into):
    taken = []

    def show(name):
        path = still_picture(into / f"{name}-{theme}.png")
        shrink(path)
        taken.append(path)

    client.theme, client.signed_in = theme, False
    client.start()
    clerk = Clerk(client)
    client.to_front()
    clerk.tree.wait_focus(clerk.name_password)
    show("sign-in")
    clerk.sign_in()
    clerk.wait_status(clerk.word_synced)
    clerk.go_to("intake")
    fill_case(clerk)
    show("intake")
    for page in ("cases", "returned", "guide", "journal", "settings"):
        clerk.go_to(page)
        if page == "guide":
            clerk.tree.wait_focus(clerk.words("forms::GuidePage", "Find an item"))
            clerk.keys.type("spjyxk")
            clerk.tree.wait_says("食品经营许可")
            clerk.keys.press("Return")
        show(page)
    for page in ("supplements", "issuing", "workorders", "ratings", "personal"):
        clerk.go_to(page)
        show(page)
    client.kill()
    return taken


# Who has the page: the rest of the house, each at a desk of their own.
OTHERS = {"1201": ("approval", "leave"), "1401": ("approval", "workorders", "ratings", "outgoing", "supplements"),
          "1501": ("devices", "staff"), "1502": ("audit",)}


def ask_no_second_factor(centre):
    """The administrators' pages are looked at without a telephone for their codes: the district says that it wants none."""
    with sqlite3.connect(centre.database) as database:
        database.execute("UPDATE document SET base = json_set(base, '$.signIn', json('{\"secondFactor\": []}')) WHERE kind = 'region'")


def pictures_of_others(build, folder, centre, theme, into):
    taken = []
    for staff, pages in OTHERS.items():
        client = Client(build, folder / f"desk-{staff}", centre, name=staff, staff=staff, signed_in=True)
        client.theme = theme
        client.start()
        clerk = Clerk(client)
        client.to_front()
        clerk.wait_status(clerk.word_synced)
        for page in pages:
            clerk.go_to(page)
            if page == "approval" and staff == "1201":
                clerk.keys.press("alt+t")
            path = still_picture(into / f"{page}{'-supervisor' if staff == '1401' else ''}-{theme}.png")
            shrink(path)
            taken.append(path)
        client.kill()
    return taken


def tell(build, into):
    folder = working_folder("screenshots")
    centre = Centre(build, folder / "centre")
    centre.run("found")
    centre.run("demo-data", "--cases", CASES)
    ask_no_second_factor(centre)
    centre.start()
    client = prepare(build, folder, centre)
    taken = [path for theme in ("light", "dark") for path in pictures(client, theme, into) + pictures_of_others(build, folder, centre, theme, into)]
    centre.stop()
    check(len(taken) == len(set(taken)), "each picture has its own name")
    for path in taken:
        note(f"{path} {path.stat().st_size // 1024} KiB")
    shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, help="build folder with onewindow and onewindow-server")
    parser.add_argument("--into", required=True, type=Path, help="folder of the pictures")
    arguments = parser.parse_args()
    into = arguments.into.resolve()
    into.mkdir(parents=True, exist_ok=True)
    return story(lambda: tell(arguments.build, into), "screenshots", Path(arguments.build) / "Testing" / "e2e")


if __name__ == "__main__":
    sys.exit(main())
