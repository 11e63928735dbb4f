"""One round played in a browser by five officers, a coordinator and two conveners.

From the notice of its due date to the paper the conveners read, with what came late and a question
that one of them asked; with scripts and without. Each step is a function: what a round gains later
becomes one more.
"""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from seic_portal.tests.browser.test_journey import someone  # noqa: F401  # the fixture

ACTION, PLAN = "PATH-3", "/plans/2022-23/"
BOARD = f"{PLAN}rounds/4/"
PAGE = f"{PLAN}actions/{ACTION}/"
IN_TIME = ["city-of-edinburgh", "east-lothian", "fife", "midlothian"]
LATE = "scottish-borders"
MEETING = f"{PLAN}meetings/oversight-group-4/"
ASKED, SAID = "Why are six still to answer?", "Their boards meet in March."


def words(council):
    """Return what a council says in the round: nobody else says it."""
    return f"Fourteen employers near {council} have said yes."


def change_the_due_date(coordinator):
    coordinator.page.goto(f"{BOARD}edit/")
    coordinator.page.get_by_label("Day").last.fill("24")
    coordinator.page.get_by_label("Why is it changed?").fill("Two schools were closed by snow.")
    coordinator.press("Save the round")
    coordinator.told("Round 4 is due on 24 March 2023.")
    coordinator.told("Two schools were closed by snow.")


def report(officer, council):
    """Find on one's list what is owed, write it and send it, whatever the portal doubts."""
    officer.page.goto("/my-work/")
    places = officer.page.locator(f'main a[href*="/updates/{ACTION}/"]')
    places.first.press("Enter")
    officer.choose("At risk")
    officer.page.get_by_label("What has happened since?").fill(words(council))
    officer.page.get_by_label("Next step").fill("Ring the other six by 3 March.")
    officer.choose("Took part")
    officer.press("Submit update")
    again = officer.page.get_by_role("button", name="Submit as it stands")
    if again.count():
        again.press("Enter")
    officer.told("is submitted")


def read_what_is_new(coordinator):
    coordinator.page.goto(BOARD)
    coordinator.follow("See what is new since the last round")
    for council in IN_TIME:
        coordinator.told(words(council))


def ask_back_and_mend(coordinator, officer):
    """Let the coordinator return Midlothian's update, and its officer mend it."""
    coordinator.page.goto(BOARD)
    coordinator.follow(f"Submitted: {ACTION}, Midlothian")
    coordinator.told("What is new since round 3")
    coordinator.page.get_by_label("What to correct").fill("Of how many?")
    coordinator.press("Return with a note")
    coordinator.told("is returned to Midlothian with your note")
    officer.page.goto("/my-work/")
    officer.told("Of how many?")
    report(officer, "midlothian")


def publish(coordinator):
    coordinator.page.goto(f"{BOARD}publish/")
    coordinator.press("Publish round 4")
    coordinator.told("Round 4 was published")


def knows(reader, *councils):
    """Return whose words someone reads on the action's page."""
    text = reader.read(PAGE)
    return [council for council in councils if words(council) in text]


def send_what_was_missing(coordinator, officer):
    """Let the coordinator open the round again for one council, and its officer send it late."""
    officer.page.goto(f"{BOARD}updates/{ACTION}/{LATE}/")
    officer.told("It takes no more updates.")
    coordinator.page.goto(f"{BOARD}reopen/")
    coordinator.choose("Scottish Borders")
    coordinator.page.get_by_label("Why?").fill("The officer was ill.")
    coordinator.press("Open round 4 again")
    coordinator.told("Round 4 is open again for Scottish Borders.")
    officer.page.goto("/my-work/")
    officer.told("The officer was ill.")
    report(officer, LATE)
    coordinator.page.goto(BOARD)
    coordinator.follow("Publish what came late, and close it")
    coordinator.press("Publish and close")
    coordinator.told("Round 4 is closed again with 1 late update.")


def ask(convener):
    """Let a convener ask about the action on its page; return where the question stands."""
    convener.page.goto(PAGE)
    convener.follow("Ask a question")
    convener.page.get_by_label("Your question").fill(ASKED)
    convener.page.get_by_label("Who should answer?").select_option(label="Midlothian")
    convener.press("Ask the question")
    convener.told("The question is with Midlothian.")
    return urlsplit(convener.page.url).path


def answer(officer, coordinator, question):
    """Let an officer draft the answer that their council owes, and the coordinator publish it."""
    officer.page.goto("/my-work/")
    officer.told(ASKED)
    officer.page.goto(question)
    officer.follow("Write the answer")
    officer.page.get_by_label("The answer").fill(SAID)
    officer.press("Save the answer for publication")
    officer.told("It waits for a coordinator to publish it.")
    coordinator.page.goto("/my-work/")
    coordinator.follow(f"Publish the answer: {ASKED}")
    coordinator.press("Publish the answer")
    coordinator.told("The answer is published.")


def issue_the_paper(coordinator):
    coordinator.page.goto(MEETING)
    coordinator.follow("Preview and issue the paper")
    coordinator.told("This is not issued yet")
    coordinator.press("Issue the paper")
    coordinator.told("Paper 1 is issued. Members can read it now.")


def test_a_round_is_played_by_everyone_who_has_a_part_in_it(someone):  # noqa: F811  # the fixture
    officers = {name: someone().sign_in(f"officer.{name}") for name in [*IN_TIME, LATE]}
    coordinator = someone().sign_in("coordinator")
    conveners = [someone().sign_in(f"convener.{name}") for name in ["fife", "scottish-borders"]]
    visitor = someone()
    first, second = conveners
    everyone = [*IN_TIME, LATE]

    change_the_due_date(coordinator)
    for council in IN_TIME:
        report(officers[council], council)
    read_what_is_new(coordinator)
    ask_back_and_mend(coordinator, officers["midlothian"])
    assert [knows(reader, *everyone) for reader in [*conveners, visitor]] == [[], [], []]

    publish(coordinator)
    assert [knows(reader, *everyone) for reader in conveners] == [IN_TIME, IN_TIME]

    send_what_was_missing(coordinator, officers[LATE])
    assert [knows(reader, *everyone) for reader in conveners] == [everyone, everyone]
    assert knows(visitor, *everyone) == []  # members alone read it until shortly before they meet

    question = ask(first)
    second.page.goto(question)
    second.told(ASKED)
    assert SAID not in second.read(question)
    answer(officers["midlothian"], coordinator, question)
    issue_the_paper(coordinator)
    for convener in conveners:
        convener.page.goto(MEETING)
        convener.follow("Paper 1")
        for words_of_it in [ACTION, ASKED, SAID]:
            convener.told(words_of_it)
    assert SAID in visitor.read(question)
    assert ACTION not in visitor.read(f"{MEETING}paper/1/")
    first.page.goto("/my-work/")
    expect(first.page.get_by_role("main")).to_contain_text(ACTION)
