#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A day at the counter, by keyboard only, with the real client and the real centre: one case on line; the centre goes away;
three off line, with papers; the power goes; the centre returns. Then the centre holds exactly these four cases, word for
word, and another window shows them.

    tests/e2e/desktop.py tests/e2e/counterday.py --build build/dev
    … --cluster            the centre is three servers on PostgreSQL behind HAProxy (./dev cluster --e2e)
    … --cluster --losing   and now and then one of them is killed
"""
import argparse
import shutil
import sys
import time

from clerk import Clerk
from hall import (Centre, Client, ClusterCentre, card, check, evidence_folder, folded, note, pdf_text, story, wait_until, working_folder)

KEYS_MAX = 25

FIRST = card("苏晓岚", "female", "1994-05-17", 102)
ELDER = card("郑怀仁", "male", "1941-03-02", 201)
TENANT = card("罗一鸣", "male", "1999-09-09", 303)
COOK = card("秦春花", "female", "1982-12-24", 404)
WAITING = card("江望舒", "female", "1990-01-30", 508)


def check_papers(client, case, *kinds):
    """Each paper of the case is on disk, with its words as text: number, item, who it is for."""
    for kind in kinds:
        name = f"{case['number']}-{kind}.pdf"
        wait_until(lambda: name in client.printed(), f"{name} is printed, beside {sorted(client.printed())}")
        text = folded(pdf_text(client.printed()[name]))
        for words in (case["number"], case["item"]["name"], case["applicant"]["name"]):
            check(folded(words) in text, f"{name} does not say \"{words}\"")
        check(case["applicant"]["idNumber"] not in text, f"{name} shows the whole identity number")


def expect(case, state, route):
    found = case["state"], case.get("route", "none")
    check(found == (state, route), f"{case['item']['name']} is {found}, not {(state, route)}")


def differences(ours, theirs):
    return [f"{key}: {ours.get(key)!r} ≠ {theirs.get(key)!r}" for key in sorted(set(ours) | set(theirs)) if ours.get(key) != theirs.get(key)]


def tell(build, folder, centre):
    centre.start()
    client = Client(build, folder / "counter3", centre, name="counter3").start()
    clerk = Clerk(client)

    note("sign in, the first case on line")
    clerk.sign_in()
    clerk.wait_synced()
    clerk.begin(FIRST, phone="13912340001")
    clerk.choose("jhdj", "结婚登记(内地居民)")
    clerk.answer("21")
    clerk.mark("a", "a")
    centre.lose_one()
    complete = clerk.decide()
    expect(complete, "accepted", "complete")
    check_papers(client, complete, "acceptance")
    clerk.wait_synced()
    check(set(centre.cases()) == {complete["id"]}, "the centre has the first case at once")

    note("the centre goes away: three cases off line")
    centre.stop()
    clerk.wait_status(clerk.word_offline)
    clerk.begin(ELDER, phone="13912340002")
    clerk.choose("gljt", "高龄津贴申领")
    clerk.answer("21")
    clerk.mark("a", "a", "End", "t")
    tolerated = clerk.decide()
    expect(tolerated, "accepted", "tolerance")
    check_papers(client, tolerated, "acceptance", "tolerance-undertaking")

    clerk.begin(TENANT, phone="13912340003")
    clerk.choose("jzzsl", "居住证申领")
    clerk.answer("1122")
    clerk.mark("a", "a", "End", "c")
    committed = clerk.decide()
    expect(committed, "accepted", "commitment")
    check_papers(client, committed, "acceptance", "commitment")

    clerk.begin(COOK, phone="13912340004")
    clerk.choose("xcyjyxk", "小餐饮经营许可(新办/延续)")
    clerk.answer("112")
    clerk.mark("a", "a", "Home", "Down", "Down", "Down", "x")
    clerk.tree.wait_focus(clerk.name_reasons)
    clerk.mark("1")
    clerk.tree.wait_focus(clerk.name_materials)
    noticed = clerk.decide("F8")
    expect(noticed, "correction", "none")
    check_papers(client, noticed, "correction")
    clerk.wait_status(clerk.word_offline, clerk.word_to_send.replace("%1", "3"))

    note("the power goes, with a case half done; sign in off line")
    clerk.begin(WAITING, phone="13912340005")
    clerk.choose("jhdj", "结婚登记(内地居民)")
    clerk.keys.press("2")
    wait_until(lambda: any("marriage-reg" in content for content, in client.rows("content", "FROM draft")), "the draft is on disk")
    client.kill()
    made = {case["id"]: case for case in (complete, tolerated, committed, noticed)}
    check(client.cases() == made, "the store holds the four cases after SIGKILL")
    check(client.fates().get("pending") == 3, f"three acts wait to be sent, not {client.fates()}")
    client.start()
    clerk.sign_in()
    clerk.wait_status(clerk.word_offline, clerk.word_to_send.replace("%1", "3"))
    clerk.tree.wait_says("结婚登记(内地居民)")

    note("the centre returns")
    centre.start()
    centre.lose_one()
    clerk.wait_synced()
    check(set(client.fates()) == {"accepted"}, f"everything sent was accepted: {client.fates()}")
    wait_until(lambda: client.cases() == centre.cases(), "client and centre have the same cases")
    held = centre.cases()
    check(set(held) == set(made), f"the centre holds exactly the four cases, not {len(held)}")
    for identity, case in made.items():
        different = [line for line in differences(case, held[identity]) if not line.startswith("updatedAt")]
        check(not different, f"{case['item']['name']} became another at the centre: {different}")
    acts = centre.rows("doc, count(*)", "FROM journal WHERE type LIKE 'case.%' OR type LIKE '%.accept' GROUP BY doc")
    check(sorted(acts) == sorted((identity, 1) for identity in made), f"one act a case at the centre, not {acts}")
    check(len({case["number"] for case in held.values()}) == len(made), "four cases, four numbers")
    check(len(client.printed()) == 6, f"every paper was printed once: {sorted(client.printed())}")
    client.kill()

    note("another window shows them")
    other = Client(build, folder / "counter4", centre, name="counter4", staff="1002", counter="4").start()
    colleague = Clerk(other)
    colleague.sign_in()
    colleague.wait_synced()
    wait_until(lambda: other.cases() == held, "the other window has the four cases")
    colleague.go_to("cases")
    for case in made.values():
        other.tree.wait_says(case["number"])

    note("the applicant returns")
    other.lay_card(FIRST)
    other.keys.count = 0
    begun = time.monotonic()
    colleague.begin(FIRST)
    colleague.choose("jhdj", "结婚登记(内地居民)")
    colleague.answer("21")
    colleague.mark("a", "a")
    centre.lose_one()
    again = colleague.decide()
    used = other.keys.count
    expect(again, "accepted", "complete")
    check(again["applicant"] == complete["applicant"], "the applicant is the same, phone and address included")
    check([material["mark"] for material in again["materials"]] == ["received"] * 4, "four materials are received")
    check_papers(other, again, "acceptance")
    note(f"{used} key presses from F2 to the printed receipt, in {time.monotonic() - begun:.1f} s")
    check(used <= KEYS_MAX, f"{used} key presses from F2 to the printed receipt are more than {KEYS_MAX}")
    colleague.wait_synced()
    check(again["id"] in centre.cases(), "the centre has the fifth case")
    other.kill()
    centre.stop()
    centre.kill()
    shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, help="build folder with onewindow and onewindow-server")
    parser.add_argument("--cluster", action="store_true", help="against three servers on PostgreSQL behind HAProxy")
    parser.add_argument("--losing", action="store_true", help="with --cluster: servers are killed meanwhile")
    arguments = parser.parse_args()

    def begin():
        folder = working_folder("counterday")
        if arguments.cluster:
            folder.chmod(0o755)  # PostgreSQL runs as a user of its own
            tell(arguments.build, folder, ClusterCentre(arguments.build, folder / "centre", arguments.losing))
        else:
            tell(arguments.build, folder, Centre(arguments.build, folder / "centre"))
    return story(begin, "counterday", evidence_folder(arguments.build))


if __name__ == "__main__":
    sys.exit(main())
