"""One update on its whole way, in a browser: written, sent, returned, mended, published, read.

With scripts and without, and every step by keyboard: the way is the same.
"""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from seic_portal import demonstration
from seic_portal.demonstration.cast import DOMAIN, PASSWORD

ACTION = "PATH-3"
TITLE = "Open work placements with regional employers"
FIRST = "Fourteen employers have said yes."
MENDED = "Fourteen of twenty employers have said yes; six have yet to answer."
NOTE = "Fourteen, of how many?"
ANSWER = "The next step is agreed on Friday."
PLACES = [
    "/plans/2022-23/progress/",
    "/plans/2022-23/priorities/learning-pathways/",
    "/plans/2022-23/actions/PATH-3/",
    "/plans/2022-23/councils/midlothian/",
]
SPREAD = "At risk in 1 of 5 councils. No update received: City of Edinburgh (on track on"


class Someone:
    """Someone in a browser of their own, with or without scripts."""

    def __init__(self, browser, address, *, scripts):
        context = browser.new_context(
            base_url=address, java_script_enabled=scripts, locale="en-GB", reduced_motion="reduce"
        )
        context.set_default_timeout(15_000)
        self.page = context.new_page()

    def sign_in(self, who):
        self.page.goto("/accounts/login/")
        self.page.get_by_label("E-mail address").fill(f"{who}{DOMAIN}")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.press("Sign in")
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()
        return self

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).press("Enter")

    def follow(self, name):
        """Follow a link; what only a screen reader hears of its name may begin with a space."""
        words = re.compile(re.escape(name).replace(":", " ?:"))
        self.page.get_by_role("link", name=words).first.press("Enter")

    def choose(self, name):
        self.page.get_by_label(name, exact=True).press("Space")

    def told(self, words):
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def read(self, address):
        """Return the words of a page, or of the row of Midlothian in a file."""
        self.page.goto(address)
        return self.page.get_by_role("main").inner_text()

    def row(self):
        """Return what the file of progress says of Midlothian's part."""
        answer = self.page.request.get("/plans/2022-23/progress/?format=csv")
        rows = csv.DictReader(io.StringIO(answer.text().lstrip("\ufeff")))
        return next(
            row for row in rows if (row["reference"], row["council"]) == (ACTION, "Midlothian")
        )


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def someone(request, browser, live_server, transactional_db):
    """Return a way to open a browser as anyone, on the demonstration."""
    demonstration.load()
    return lambda: Someone(browser, live_server.url, scripts=request.param)


def write(officer, words):
    officer.choose("At risk")
    officer.page.get_by_label("What has happened since?").fill(words)


def knows(reader, words):
    """Return in how many places someone reads the words or the new spread, and in the file."""
    pages = [reader.read(address) for address in PLACES]
    # The sentence stands behind the title, on progress behind its last place, in its priority.
    spread = [SPREAD in page.rpartition(TITLE)[2][:300] for page in pages]
    return spread, words in pages[0] and words in pages[2], words in reader.row().values()


def test_an_update_goes_from_an_officers_draft_to_the_public(someone):
    officer = someone().sign_in("officer.midlothian")
    coordinator = someone().sign_in("coordinator")
    convener = someone().sign_in("convener.fife")
    visitor = someone()

    # The officer finds what is owed, keeps a draft, comes back to it and sends it.
    officer.page.goto("/my-work/")
    officer.follow(f"Write it: {ACTION} {TITLE}")
    write(officer, FIRST)
    officer.press("Save draft")
    officer.told("Your draft was saved")
    officer.page.goto("/my-work/")
    officer.follow(f"Finish it: {ACTION} {TITLE}")
    expect(officer.page.get_by_label("What has happened since?")).to_have_value(FIRST)
    officer.choose("Took part")
    officer.press("Submit update")

    # The portal says what does not fit, once; the officer answers, and sends it as it stands.
    officer.told("You have marked this at risk without a next step.")
    officer.page.get_by_label("Your answer in one line").fill(ANSWER)
    officer.press("Submit as it stands")
    officer.told("is submitted")

    # The coordinator reads it and returns it with a note.
    coordinator.page.goto("/plans/2022-23/rounds/4/")
    coordinator.follow(f"Submitted: {ACTION}, Midlothian")
    coordinator.told(FIRST)
    coordinator.told(ANSWER)
    coordinator.page.get_by_label("What to correct").fill(NOTE)
    coordinator.press("Return with a note")
    coordinator.told("is returned to Midlothian with your note")

    # The officer mends it.
    officer.page.goto("/my-work/")
    officer.told(NOTE)
    officer.follow(f"Correct it: {ACTION} {TITLE}")
    write(officer, MENDED)
    officer.page.get_by_label("Next step").fill("Ring the six by 3 March.")
    officer.press("Submit update")
    officer.told("is submitted")
    nobody = ([False] * 4, False, False)
    assert (knows(convener, MENDED), knows(visitor, MENDED)) == (nobody, nobody)

    # The coordinator publishes the round: to members first, then to everyone.
    coordinator.page.goto("/plans/2022-23/rounds/4/publish/")
    coordinator.press("Publish round 4")
    coordinator.told("Round 4 was published")
    everything = ([True] * 4, True, True)
    assert (knows(convener, MENDED), knows(visitor, MENDED)) == (everything, nobody)
    coordinator.page.goto("/plans/2022-23/rounds/4/")
    coordinator.press("Make it public now")
    coordinator.told("Everyone can read it")
    assert (knows(convener, MENDED), knows(visitor, MENDED)) == (everything, everything)
