#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole life of a case, by keyboard, with the real client and the real centre: a food licence is accepted with one material
to come, two departments work on it at once, a special procedure lies over the National Day, the supplement comes, it is granted, the
licence is mailed, the service is rated 不满意, put right and called back. Clerk, approvers, issuer and supervisor sit down at one
window one after the other; days pass in between; courier and supervising authority are programs of this story.

Every day a clock ends is compared with a table worked out by hand from the State Council's notice for 2026 (国庆: 1 to 7 October
off, Saturday 10 October worked; 中秋: Friday 25 to Sunday 27 September off). Working days after Tuesday 22 September:
    23 24 | 28 29 30 September | 8 9 10 October | 12 13 14 15 16 | 19 20 21 22 23 | 26 27 28

    tests/e2e/desktop.py tests/e2e/lifeofacase.py --build build/dev
"""
import argparse
import datetime
import json
import shutil
import subprocess
import sys
import time
import urllib.parse
import urllib.request

from clerk import Clerk
from hall import (Centre, Client, card, check, evidence_folder, folded, note, pdf_text, picture, story, wait_until, working_folder)
from partners import Partner
from storytime import HALL, StoryTime

COOK = card("秦春花", "female", "1982-12-24", 404)
PHONE = "13912340004"
CLERK, MARKET, FIRE, ISSUER, SUPERVISOR = "1001", "1201", "1202", "1301", "1401"


class Life:
    """The case, the window it is worked on at, and the centre that knows best."""

    def __init__(self, build, folder):
        self.time = StoryTime(folder)
        self.time.go_to("2026-09-22 10:00")
        self.courier, self.regulator = Partner("courier", self.time), Partner("regulator", self.time)
        self.centre = Centre(build, folder / "centre")
        (self.centre.folder / "partners.json").write_text(
            json.dumps({"channels": {partner.channel: partner.settings() for partner in (self.courier, self.regulator)}}), encoding="ascii")
        self.centre.start()
        self.client = Client(build, folder / "counter3", self.centre, name="counter3").start()
        self.seat = Clerk(self.client)
        self.keys, self.tree = self.seat.keys, self.seat.tree
        self.id = self.order_id = self.sitting = None
        self.dues = 0

    # what the centre holds

    def case(self):
        return self.centre.cases()[self.id]

    def step(self, key):
        return next(step for step in self.case()["steps"] if step["key"] == key)

    def material(self, key):
        return next(material for material in self.case()["materials"] if material["key"] == key)

    def order(self):
        return self.centre.documents("workorder")[self.order_id]

    def agenda(self, act, doc=None):
        """The days on which the clock would do this."""
        rows = self.centre.rows("at", f"FROM agenda WHERE doc = '{doc or self.id}' AND act = '{act}' ORDER BY at")
        return [datetime.datetime.fromtimestamp(at / 1000, HALL).date().isoformat() for at, in rows]

    def messages(self):
        """What the applicant's telephone got, one code after the other; a centre without a gateway writes it into a file."""
        file = self.centre.folder / "outgoing" / "sms.jsonl"
        sent = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
        check(all(message["to"] == PHONE and self.case()["number"] in message["text"] for message in sent), f"messages go to the applicant: {sent}")
        return [message["code"] for message in sent]

    def wait_told(self, *codes):
        """Until the applicant got these and nothing else. What the clock tells has to come before the next day does: days pass here in
        seconds, and the centre looks at its clock every ten."""
        wait_until(lambda: self.client.must_run() and self.centre.must_run() and self.messages() == list(codes),
                   lambda: f"the applicant is told {codes}, not {self.messages()}", 40)

    def due(self, what, found, expected):
        """One line of the table."""
        found = found.get("date") if isinstance(found, dict) else found
        check(found == expected, f"{what}: {found}, by hand {expected}")
        self.dues += 1

    def printed(self, kind):
        """The words of a paper of the case, once it is printed."""
        name = f"{self.case()['number']}-{kind}.pdf"
        wait_until(lambda: name in self.client.printed(), f"{name} is printed, beside {sorted(self.client.printed())}")
        return folded(pdf_text(self.client.printed()[name]))

    # what people do

    def on(self, day, number):
        """A day and an hour comes, and somebody sits down. Whoever sat there went home before."""
        if self.sitting:
            self.seat.stand_up()
        self.time.go_to(day)
        self.seat.sit_down(number)
        self.sitting = number
        self.seat.wait_synced()
        note(f"{time.monotonic() - self.begun:5.1f} s  {day}  {number}")

    def wait_centre(self, condition, what, seconds=20):
        return wait_until(lambda: self.client.must_run() and self.centre.must_run() and condition(), what, seconds)

    def wait_table(self, context, name):
        self.tree.wait_focus(self.seat.words(context, name))

    def wait_step(self, key, state):
        self.wait_centre(lambda: self.step(key)["state"] == state, f"the centre has the step {key} {state}")

    def open_approval(self, due):
        """The page with the case, and the day the whole of it is due, as the approver sees it."""
        self.seat.go_to("approval")
        self.wait_approval()
        self.tree.wait_says(self.case()["number"])
        self.tree.wait_says(due)

    def wait_approval(self):
        self.wait_table("forms::ApprovalPage", "What waits for your department")

    def take(self, key):
        self.keys.press("alt+t")
        self.wait_step(key, "taken")
        self.tree.wait_focus(self.seat.words("forms::StepForm", "Opinion of the department"))

    def open_orders(self, due):
        """The page with the work order, and the day this person has to keep."""
        self.seat.go_to("workorders")
        self.wait_table("forms::WorkOrdersPage", "List of work orders")
        self.tree.wait_says(self.order()["number"])
        self.tree.wait_says(due)

    def act(self, key, words, state):
        """One act on the work order: its letter, words where it takes some, Ctrl+Enter."""
        self.keys.press(key)
        self.tree.named(self.seat.words("forms::OrderDetail", "Leave without doing it"))
        if words:
            self.to_words()
            self.keys.type(words)
        self.keys.press("ctrl+Return")
        self.wait_centre(lambda: self.order()["state"] == state, f"the work order is {state} at the centre")
        self.wait_table("forms::WorkOrdersPage", "List of work orders")

    def to_words(self):
        """Tab goes on to the words."""
        places = [self.seat.words("forms::OrderDetail", text) for text in ("In your words; everybody who sees the work order reads it",
                                                                           "What the person said: stays with the supervisors")]
        if wait_until(self.tree.focused, "the keyboard is at the act").name not in places:
            self.keys.press("Tab")
        self.tree.wait_focus(*places)


def accept(life):
    seat = life.seat
    seat.begin(COOK, phone=PHONE)
    seat.choose("spjyxk", "食品经营许可(新办)")
    seat.answer(["1", "1", "Return", "1", "2", "2", "2"])
    seat.mark("a", "a", "Home", "Down", "Down", "Down", "Down", "t")
    made = seat.decide()
    life.id = made["id"]
    life.wait_centre(lambda: life.id in life.centre.cases(), "the centre has the case")
    case = life.case()
    check((case["state"], case["route"]) == ("accepted", "tolerance"), f"it is accepted with tolerance, not {case['state']}, {case['route']}")
    check(life.material("flow")["mark"] == "tolerated", "the document of the workflow is to come")
    life.due("the material", life.material("flow")["due"], "2026-09-30")            # the 5th
    life.due("the fire brigade", life.step("fire")["due"], "2026-09-30")            # the 5th
    life.due("the market supervision", life.step("market")["due"], "2026-10-09")    # the 7th
    life.due("the whole case", case["committedDue"], "2026-10-09")                  # the 7th
    life.due("by law", case["legalDue"], "2026-10-13")                              # the 10th
    life.due("lapse", life.agenda("tolerance.lapse")[0], "2026-09-30")              # when the hall closes
    life.due("reminder", life.agenda("supplement.remind")[-1], "2026-09-28")        # two working days before
    check("2026年10月9日" in life.printed("acceptance"), "the acceptance says until when")
    check("2026年9月30日" in life.printed("tolerance-undertaking"), "the undertaking says until when")


def rating_code(life):
    """The applicant's phone sees the rating page's code on the screen; the clerk's Esc closes it."""
    seat = life.seat
    seat.go_to("ratings")
    life.wait_table("forms::RatingsPage", "Whom you served today")
    life.keys.press("r")
    photo = life.client.folder / "screen.png"

    def seen():
        found = subprocess.run(["zbarimg", "--quiet", "--raw", picture(photo)], capture_output=True, text=True, timeout=60)
        return next((line for line in found.stdout.splitlines() if "/v1/public/ratings/" in line), None)
    address = wait_until(seen, "a phone reads the code on the rating page")
    life.keys.press("Escape")
    life.wait_table("forms::RatingsPage", "Whom you served today")
    return address.rsplit("/", 1)[1]


def rate(life, token):
    """On a phone, days later."""
    address = f"{life.centre.address}/v1/public/ratings/{token}"
    with urllib.request.urlopen(address, timeout=20) as answer:
        page = answer.read().decode()
    check("食品经营许可(新办)" in page and "不满意" in page, "the page says what is rated, and how it can be")
    form = urllib.parse.urlencode({"level": "2", "option": "slow", "words": "等得太久"}).encode()
    with urllib.request.urlopen(address, form, timeout=20) as answer:
        check("已经收到" in answer.read().decode(), "the page thanks")


def tell(build, folder):
    life = Life(build, folder)
    life.begun = time.monotonic()
    seat, keys, tree = life.seat, life.keys, life.tree

    life.on("2026-09-22 10:00", CLERK)
    accept(life)

    # Two departments at once; the fire brigade is through in three days.
    life.on("2026-09-24 09:00", FIRE)
    life.open_approval("10-09")
    life.take("fire")
    life.wait_told("supplement.half")
    life.on("2026-09-28 10:00", FIRE)
    life.open_approval("10-09")
    keys.press("Return")
    tree.wait_focus(seat.words("forms::StepForm", "Opinion of the department"))
    keys.type("OK")
    keys.press("ctrl+Return")
    life.wait_step("fire", "agreed")
    life.wait_approval()
    life.wait_told("supplement.half", "supplement.soon")

    # 现场核查 over the National Day: eight working days planned (29 30 | 8 9 10 12 13 14), three of the limit used (23 24 28).
    life.on("2026-09-28 15:00", MARKET)
    life.open_approval("10-09")
    life.take("market")
    keys.press("alt+s")
    tree.wait_focus("现场核查")  # a combo box is named by what is chosen
    keys.press("Tab")
    tree.wait_focus(seat.words("forms::StepForm", "Working days"))
    keys.press("ctrl+a", "8", "Return")
    life.wait_centre(lambda: life.case()["committedDue"].get("provisional"), "the clock stands")
    check(life.step("market")["clock"]["pauses"][-1]["kind"] == "现场核查", "it stands for the inspection of the place")
    life.due("the whole case, planned", life.case()["committedDue"], "2026-10-20")  # 14 and four more: 15 16 19 20
    life.due("the fire brigade", life.step("fire")["due"], "2026-09-30")
    tree.wait_says("10-20（暂定）")
    notice = life.printed("special-procedure")
    for words in ("现场核查", "8个工作日", COOK["name"]):
        check(words in notice, f"the notice of the special procedure does not say {words}")
    life.wait_approval()  # and not at the button that grants

    # The clock reminds; then the supplement comes, a day before its last.
    life.on("2026-09-29 11:00", CLERK)
    seat.go_to("supplements")
    life.wait_table("forms::SupplementsPage", "What is owed to cases")
    tree.wait_says(life.case()["number"])
    tree.wait_says("09-30")
    keys.press("ctrl+Return")
    life.wait_centre(lambda: life.case().get("supplements"), "the centre has the supplement")
    check("操作流程文件" in life.printed("supplement-receipt"), "the receipt of the supplement names it")
    keys.press("alt+y")
    life.wait_centre(lambda: life.material("flow")["mark"] == "received", "the supplement is adequate")
    check(not life.agenda("tolerance.lapse"), "nothing can lapse any more")
    token = rating_code(life)
    life.wait_told("supplement.half", "supplement.soon", "case.paused")

    # The inspection is over on the worked Saturday: 29 30 | 8 9 10 were not counted; 12 13 14 15 are days 4 to 7, 20 the 10th.
    life.on("2026-10-10 10:00", MARKET)
    life.open_approval("10-20（暂定）")
    keys.press("alt+s")
    life.wait_centre(lambda: not life.case()["committedDue"].get("provisional"), "the clock runs again")
    life.due("the whole case", life.case()["committedDue"], "2026-10-15")
    life.due("the market supervision", life.step("market")["due"], "2026-10-15")
    life.due("by law", life.case()["legalDue"], "2026-10-20")
    tree.wait_says("10-15")

    # Granted in time; the licence is there the same moment, for five years.
    life.on("2026-10-14 16:00", MARKET)
    life.open_approval("10-15")
    keys.press("Return")
    tree.wait_focus(seat.words("forms::StepForm", "Opinion of the department"))
    keys.type("OK")
    keys.press("ctrl+Return")
    life.wait_centre(lambda: life.case()["state"] == "granted", "the case is granted")
    licence = life.centre.documents("licence")[life.case()["licence"]]
    life.due("the licence begins", licence["validFrom"], "2026-10-14")
    life.due("the licence ends", licence["validTo"], "2031-10-13")
    life.due("not collected", life.agenda("issue.remind")[0], "2026-10-28")         # after ten working days
    life.wait_approval()
    wait_until(lambda: life.regulator.taken, "the supervising authority hears of the licence", 30)
    told = next(iter(life.regulator.taken.values()))["facts"]
    check((told["decision"], told["licence"]["number"]) == (life.case()["decision"]["number"], licence["number"]),
          f"it hears of decision {told['decision']} and licence {told['licence']['number']}")

    # Mailed, and brought two days later.
    life.on("2026-10-15 09:00", ISSUER)
    seat.go_to("issuing")
    tree.wait_says(life.case()["number"])
    tree.wait_says("2026-10-14 至 2031-10-13")
    keys.press("Escape")
    life.wait_table("forms::IssuingPage", "Results")
    keys.press("m")
    life.wait_table("forms::IssuingPage", "Name of the addressee")
    keys.press("ctrl+Return")
    life.wait_centre(lambda: life.case().get("issue", {}).get("method") == "mail", "the result is to be mailed")
    life.wait_centre(lambda: life.case()["issue"].get("waybill"), "the courier gave a waybill", 30)
    check(len(life.courier.taken) == 1 and not life.courier.problems and not life.regulator.problems,
          f"the courier was ordered once, by who may: {life.courier.problems + life.regulator.problems}")
    keys.press("alt+3")
    tree.wait_says(life.case()["issue"]["waybill"])
    life.time.go_to("2026-10-16 14:00")
    status = life.courier.tell(life.centre.address, life.case()["issue"]["delivery"], "delivered", "本人签收", {"signedBy": COOK["name"]})
    check(status == 200, f"the centre takes the courier's word, not {status}")
    life.wait_centre(lambda: life.case()["state"] == "issued", "the case is at its end")

    # Rated 不满意 on Friday: a work order at once, contact by Monday, put right within five working days.
    life.time.go_to("2026-10-16 15:00")
    rate(life, token)
    orders = life.wait_centre(lambda: life.centre.documents("workorder"), "there is a work order")
    check(len(orders) == 1, "there is one work order")
    life.order_id = next(iter(orders))
    check(life.order()["source"] == "rating", "it comes from the rating")
    life.due("contact", life.order()["contactDue"], "2026-10-19")                   # one working day: Monday
    life.due("answer", life.order()["answerDue"], "2026-10-23")                     # five: 19 20 21 22 23

    life.on("2026-10-19 09:00", SUPERVISOR)
    life.open_orders("10-19")
    life.act("c", "Apologised", life.order()["state"])
    life.wait_centre(lambda: life.order().get("contactedAt"), "the person was called")
    life.act("g", "", "assigned")
    check(life.order()["department"] == "市场监督管理局", "the department is asked")
    life.due("signature", life.order()["signDue"], "2026-10-20")
    life.on("2026-10-19 10:00", MARKET)
    life.open_orders("10-20")
    life.act("s", "", "signed-for")
    life.on("2026-10-21 11:00", MARKET)
    life.open_orders("10-23")
    life.act("a", "Inspections are planned anew", "answered")
    life.due("call back", life.order()["callBackDue"], "2026-10-26")                # three: 22 23 26
    life.on("2026-10-22 10:00", SUPERVISOR)
    life.open_orders("10-26")
    life.act("b", "Content now", "called-back")
    check(life.order()["outcome"] == "solved", "it is solved")
    life.act("e", "", "closed")
    check(not any(step.get("late") for step in life.order()["steps"]), "nothing was late")

    life.wait_told("supplement.half", "supplement.soon", "case.paused", "result.ready", "result.mailed", "rating.invite")

    # Nothing is left to do, nobody forgot anything, and the window shows what the centre holds.
    seat.wait_synced()
    check(set(life.client.fates()) == {"accepted"}, f"everything that was done was accepted: {life.client.fates()}")
    check(not life.agenda("issue.remind"), "nobody is reminded any more")
    wait_until(lambda: life.client.cases()[life.id] == life.case(), "client and centre have the same case")
    note(f"{life.dues} days as worked out by hand, {keys.count} key presses, {time.monotonic() - life.begun:.1f} s")
    life.client.kill()
    life.centre.stop()
    life.centre.kill()
    shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True, help="build folder with onewindow and onewindow-server")
    build = parser.parse_args().build
    return story(lambda: tell(build, working_folder("lifeofacase")), "lifeofacase", evidence_folder(build))


if __name__ == "__main__":
    sys.exit(main())
