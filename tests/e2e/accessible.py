#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody hears who works with a screen reader: on the sign-in form and on every page each control that takes the
keyboard has a name; and one case is taken in by those names alone.

    tests/e2e/desktop.py tests/e2e/accessible.py --build build/dev
"""
import argparse
import shutil
import sys

from clerk import ADMINISTRATORS, NOT_CLERKS, PAGES, Clerk
from hall import Atspi, Centre, Client, Node, card, check, evidence_folder, note, story, wait_until, working_folder

APPLICANT = card("阿依古丽", "female", "1996-08-15", 608)
ITEM = "居住证申领"


def nameless(tree):
    """Controls that take the keyboard and say nothing; rows and cells speak by what stands in them."""
    found, controls = [], 0
    for node in tree.walk():
        if not node.focusable or node.role in Node.ROWS:
            continue
        controls += 1
        if not node.name.strip():
            parent = node.parent
            found.append(f"{node} in {parent}")
    return controls, found


def check_names(client, where):
    controls, found = nameless(client.tree)
    check(controls > 0, f"no control takes the keyboard on {where}")
    check(not found, f"without a name on {where}: {found}")
    note(f"  {where}: {controls} controls, all with a name")


def check_pages(clerk, pages):
    tree = clerk.tree
    for page in pages:
        title = clerk.words("Pages", PAGES[page][0])
        button = wait_until(lambda: tree.find(lambda node: node.name.startswith(title) and node.role in BUTTONS), f"{title} in the side bar")
        button.act()
        wait_until(lambda: clerk.page() == page, f"the page {title} opens")
        check_names(clerk.client, f"the page {title}")


BUTTONS = {Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.CHECK_BOX, Atspi.Role.RADIO_BUTTON}


def answer(clerk, question, choice):
    """Presses the choice whose name ends in these words, among the choices of the question of this name."""
    def button():
        box = clerk.tree.find(lambda node: node.name == question and node.role != Atspi.Role.LABEL)
        return box and next((node for node in box.walk() if node.role in BUTTONS and node.name.endswith(choice)), None)
    wait_until(button, f"\"{choice}\" among the answers to \"{question}\"").act()


def accept_by_names(clerk):
    """Fields are found by name and typed into; buttons are found by name and pressed."""
    client, tree, keys = clerk.client, clerk.tree, clerk.keys
    words = clerk.words
    tree.named(clerk.name_number).focus()
    keys.type(APPLICANT["number"])
    keys.press("Return")
    # Names of people are Chinese; the card knows this one's.
    client.lay_card(APPLICANT)
    tree.find(lambda node: node.role in BUTTONS and node.name == words("forms::ApplicantPanel", "Read card")).act()
    phone = tree.named(clerk.name_phone)
    wait_until(lambda: phone.has("focused"), "the phone is asked for")
    keys.type("13912340608")
    search = tree.named(clerk.name_search)
    search.focus()
    keys.type("jzzsl")
    wait_until(lambda: ITEM in search.description, "the search says what it found")
    keys.press("Return")
    tree.wait_says(ITEM)
    for question, choice in (("申领依据?", "合法稳定就业"), ("办理类型?", "首次申领"), ("是否未满16岁或行动不便由他人代办?", "否"),
                             ("是否委托他人(经办人)代为办理?", "否")):
        answer(clerk, question, choice)
    materials = tree.named(clerk.name_materials)
    tree.find(lambda node: node.role in BUTTONS and node.name == words("forms::MaterialPanel", "All")).act()
    received = words("OfficeWords", "Received")
    wait_until(lambda: all(received in row.name for row in materials.children() if row.role in Node.ROWS), "every material says that it is received")
    before = set(client.cases())
    accept = words("forms::IntakeText", "Accept, print")
    wait_until(lambda: tree.named(accept).has("sensitive"), "the button to accept can be pressed")
    tree.named(accept).act()
    new = wait_until(lambda: set(client.cases()) - before, "the case is made")
    case = client.cases()[new.pop()]
    check(case["state"] == "accepted" and case["route"] == "complete", f"the case is {case['state']}, {case['route']}")
    check(case["applicant"]["name"] == APPLICANT["name"] and case["item"]["name"] == ITEM, "it is the case that was said")
    wait_until(lambda: client.printed(), "its paper is printed")
    clerk.wait_synced()
    note(f"  accepted by names alone: {case['number']}")


def tell(build, folder):
    centre = Centre(build, folder / "centre").start()
    client = Client(build, folder / "counter3", centre, name="counter3").start()
    clerk = Clerk(client)
    clerk.tree.named(clerk.name_password)
    check_names(client, "the sign-in form")
    clerk.sign_in()
    clerk.wait_synced()
    own = [page for page in PAGES if page not in NOT_CLERKS]
    check_pages(clerk, own)
    clerk.go_to("intake")
    accept_by_names(clerk)
    note("with cases there")
    check_pages(clerk, own)
    note("a supervisor has every page of the work; administrators need a second factor, their pages are looked at in tests/forms")
    clerk.stand_up()
    clerk.sit_down("1401")
    clerk.wait_synced()
    check_pages(clerk, [page for page in PAGES if page not in ADMINISTRATORS])
    client.kill()
    centre.stop()
    shutil.rmtree(folder)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--build", required=True, help="build folder with onewindow and onewindow-server")
    build = arguments.parse_args().build
    return story(lambda: tell(build, working_folder("accessible")), "accessible", evidence_folder(build))


if __name__ == "__main__":
    sys.exit(main())
