# SPDX-License-Identifier: GPL-3.0-or-later
"""A clerk at a client: signs in, takes cases in, by keyboard only. Waits where a person waits: until the eye has seen what
the last key did."""
from hall import PASSWORD, Atspi, Failure, Words, check, wait_until


# The table of pages (forms/shared/pages.cpp): id → title in the sources, key.
PAGES = {"intake": ("Intake", "F2"), "cases": ("Cases", "F5"), "returned": ("Returned", "F11"), "guide": ("Guide", "F10"),
         "supplements": ("Supplements", "shift+F7"), "approval": ("Decisions", "shift+F4"), "issuing": ("Issuing", "shift+F8"),
         "workorders": ("Work orders", "shift+F9"), "ratings": ("Ratings", "shift+F11"), "outgoing": ("Outgoing", "shift+F12"),
         "leave": ("Leave", "shift+F6"), "personal": ("Personal data", "shift+F5"), "audit": ("Audit", "shift+F3"),
         "devices": ("Terminals", "shift+F2"), "staff": ("Staff", "ctrl+F2"),
         "journal": ("Journal", "F12"), "settings": ("Settings", "ctrl+comma")}
# Of these a clerk has not.
ADMINISTRATORS = {"devices", "audit", "staff"}
NOT_CLERKS = ADMINISTRATORS | {"approval", "outgoing", "leave"}


class Clerk:
    def __init__(self, client):
        self.client, self.keys = client, client.keys
        words = Words()
        self.words = words
        self.name_staff = words("forms::SignInForm", "Staff number")
        self.name_password = words("forms::SignInForm", "Password")
        self.name_another = words("forms::SignInForm", "Another person")
        self.name_number = words("forms::ApplicantPanel", "Identity number or credit code")
        self.name_phone = words("forms::ApplicantPanel", "Phone of the applicant")
        self.name_search = words("forms::ItemPanel", "Item: initials, characters or code")
        self.name_materials = words("forms::MaterialPanel", "Materials")
        self.name_reasons = words("forms::ReasonPicker", "Common reasons")
        self.word_synced = words("forms::StatusLabel", "Synced")
        self.word_offline = words("forms::StatusLabel", "Offline")
        self.word_to_send = words("forms::StatusLabel", "to send %1")

    @property
    def tree(self):
        return self.client.tree

    def sign_in(self, password=PASSWORD):
        """With the staff number filled in: the password and Enter."""
        self.client.to_front()
        self.tree.wait_focus(self.name_password)
        self.keys.type(password)
        self.keys.press("Return")
        wait_until(lambda: self.client.must_run() and self.page(), f"{self.client.name} shows a page after the sign-in")

    def stand_up(self):
        """Leaves the seat to somebody else: locks the window and says who is not the next to unlock it."""
        self.keys.press("ctrl+l")
        self.tree.wait_focus(self.name_password)
        self.keys.press("Tab", "Tab")
        self.tree.wait_focus(self.name_another)
        self.keys.press("Return")
        wait_until(lambda: not self.tree.find(lambda node: node.name == self.name_another), "the window waits for anybody")

    def sit_down(self, number, password=PASSWORD):
        """Signs in as somebody, at a window that nobody works at."""
        self.client.to_front()
        self.tree.wait_focus(self.name_password)
        self.keys.press("shift+Tab")
        self.tree.wait_focus(self.name_staff)
        self.keys.press("ctrl+a")
        self.keys.type(number)
        self.keys.press("Tab")
        self.sign_in(password)

    def page(self):
        """Id of the page shown, by the side bar; None behind the sign-in form."""
        titles = {self.words("Pages", title): page for page, (title, _) in PAGES.items()}
        for node in self.tree.walk():
            if node.role == Atspi.Role.RADIO_BUTTON and node.has("checked"):
                for title, page in titles.items():
                    if node.name.startswith(title):  # a badge's number may follow
                        return page
        return None

    def status(self):
        """The sync status of the title bar, as a screen reader says it."""
        prefix = self.words("forms::StatusLabel", "Sync status: %1").split("%1")[0]
        node = self.tree.find(lambda found: found.name.startswith(prefix))
        return node.name if node else ""

    def wait_status(self, *parts, seconds=90):
        seen = []

        def fits():
            self.client.must_run()
            seen[:] = [self.status()]
            return all(part in seen[0] for part in parts)
        try:
            wait_until(fits, "", seconds)
        except Failure:
            raise Failure(f"{self.client.name} does not say {' … '.join(parts)} within {seconds} s but {seen}") from None

    def wait_synced(self):
        """All sent, all received, and the title bar says so."""
        self.wait_status(self.word_synced, self.word_to_send.replace("%1", "0"))

    def go_to(self, page):
        """Opens a page by its key; its name in the side bar says that it is there."""
        _, key = PAGES[page]
        self.keys.press(key)
        wait_until(lambda: self.client.must_run() and self.page() == page, f"{key} opens the page {page}")

    def begin(self, person, phone=None):
        """F2 and the card; the phone where the hall does not know it. Ends at the item search."""
        self.client.lay_card(person)
        self.keys.press("F2")
        self.tree.wait_focus(self.name_number)
        self.keys.press("F3")
        if self.tree.wait_focus(self.name_search, self.name_phone).name == self.name_phone:
            check(phone, f"the hall does not know {person['name']}'s phone")
            self.keys.type(phone)
            self.keys.press("Return")
            self.tree.wait_focus(self.name_search)

    def choose(self, initials, item_name):
        """The item by its initials. Ends at the first question."""
        self.keys.type(initials)
        self.keys.press("Return")
        self.tree.wait_says(item_name)

    def answer(self, digits):
        """The questions, a digit each. Ends in the list of materials."""
        self.keys.press(*digits)
        self.tree.wait_focus(self.name_materials)

    def mark(self, *keys):
        """Keys of the list of materials: "a", "t", "c", "Down" …"""
        self.keys.press(*keys)

    def decide(self, key="ctrl+Return"):
        """Decides; gives the case as the client's store has it once its papers are printed."""
        before, papers = set(self.client.cases()), len(self.client.printed())
        self.keys.press(key)

        def made():
            self.client.must_run()
            cases = self.client.cases()
            new = set(cases) - before
            check(len(new) < 2, f"one decision made {len(new)} cases")
            return cases[new.pop()] if new else None
        case = wait_until(made, f"{key} makes a case")
        wait_until(lambda: len(self.client.printed()) > papers, f"the papers of {case['number']} are printed", 60)
        self.tree.wait_focus(self.name_number)
        return case
