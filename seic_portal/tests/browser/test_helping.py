"""Help found, participation recorded, a network led, and reach read: in a browser, step by step.

With scripts and without; the head teacher on a phone.
"""

import re

from django.core import mail

from plans import guarding
from plans.models import Council
from plans.tests.factories import SettingFactory
from seic_portal.tests.browser.test_journey import someone  # noqa: F401  # the fixture

ABOUT = "We would like to plan writing for four ages at once."
ASKER = "head@school.example"
PROGRAMME = "/empowered-system/programmes/writing-in-the-small-school/"
NETWORK = "/networks/modern-languages/"
NEXT = "The team rings you on Friday."


def newest_link(to, part):
    """Return the path in the newest e-mail to someone that leads to a part of the portal."""
    message = next(one for one in reversed(mail.outbox) if one.to == [to])
    return re.search(rf"https?://[^/]+(/{part}\S*)", message.body)[1]


def ask(head):
    """Ask on a phone from the page of a strand, choosing among the settings that are found."""
    head.page.set_viewport_size({"width": 390, "height": 844})
    head.page.goto("/empowered-system/learning-schools/")
    head.follow("Arrange a visit")
    head.page.get_by_label("Your school or nursery").fill("larkfield")
    head.page.get_by_label("What would you like help with?").fill(ABOUT)
    head.page.get_by_label("Your e-mail address").fill(ASKER)
    head.press("Ask for support")
    head.choose("Larkfield Primary School, Midlothian")
    head.press("Ask for support")
    head.told("open the link we have sent you")


def confirm(head):
    head.page.goto(newest_link(ASKER, "empowered-system"))
    head.press("Yes, I ask for this")
    head.told("Your request is with your council now.")


def agree(officer):
    officer.page.goto("/my-work/")
    officer.follow("Read the requests")
    officer.page.get_by_role("main").get_by_role("link", name="Larkfield").first.press("Enter")
    officer.told(ABOUT)
    officer.press("Agree, and pass it on")
    officer.told("It is with the coordinators now.")


def match(coordinator):
    coordinator.page.goto(newest_link("coordinator@demo.example", "empowered-system"))
    coordinator.told(ABOUT)
    coordinator.follow("Find who can help")
    coordinator.page.get_by_label("Ruaridh Heriotfield").press("Space")
    coordinator.page.get_by_label("What happens next?").fill(NEXT)
    coordinator.press("Match and tell them")
    coordinator.told("Matched with Ruaridh Heriotfield.")


def record_forty_settings(officer):
    schools = SettingFactory.create_batch(40, council=Council.objects.get(slug="midlothian"))
    officer.page.goto(f"{PROGRAMME}participation/choose/")
    officer.page.get_by_label("SEED codes or names").fill("\n".join(map(str, schools)))
    officer.press("Find these settings")
    officer.page.get_by_label("Practitioners from each setting").fill("2")
    officer.press("Record 40 settings")
    officer.told("40 settings recorded.")


def lead(leader):
    """Edit the network's own page and add a gathering."""
    leader.page.goto(f"{NETWORK}edit/")
    leader.page.get_by_label("How often do you meet?").fill("Twice a term, never on a Monday.")
    leader.press("Save")
    leader.told("Twice a term, never on a Monday.")
    leader.page.goto(f"{NETWORK}gatherings/add/")
    leader.page.get_by_label("What is it about?").fill("Songs for counting")
    for part, text in [("Day", "21"), ("Month", "3"), ("Year", "2023")]:
        leader.page.get_by_label(part, exact=True).fill(text)
    leader.page.get_by_label("Where?").fill("Online")
    leader.press("Save")
    leader.told("Songs for counting")


def test_help_is_found_and_reach_is_read(someone, monkeypatch):  # noqa: F811  # the fixture
    monkeypatch.setattr(guarding, "QUICKEST", 0)  # a browser without hands is quicker
    head, coordinator = someone(), someone().sign_in("coordinator")
    officer = someone().sign_in("officer.midlothian")
    convener = someone().sign_in("convener.midlothian")
    reach = "/empowered-system/reach/?council=midlothian"
    before = convener.read(reach)

    ask(head)
    confirm(head)
    agree(officer)
    match(coordinator)
    head.page.reload()
    head.told(NEXT)
    record_forty_settings(officer)
    lead(someone().sign_in("lead.modern-languages"))

    after = convener.read(reach)
    reached = [re.search(r"(\d+) of (\d+)", words) for words in (before, after)]
    assert [int(found[1]) for found in reached][1] == int(reached[0][1]) + 40
