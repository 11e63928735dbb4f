"""Reminders by e-mail: who is sent what and when, once, and what happens where one fails."""

import datetime as dt
import re
import threading
from html import unescape
from io import StringIO
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from plans import clock
from plans.models import Collaborative, Membership, Person
from plans.tests.factories import (
    CollaborativeFactory,
    ConvenerFactory,
    CouncilFactory,
    MeetingFactory,
    OfficerFactory,
    PlanFactory,
    RoundFactory,
    moment,
)
from priorities.models import Update
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    LeadFactory,
    MilestoneFactory,
    PriorityFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
)
from seic_portal.models import Reminder

pytestmark = pytest.mark.django_db
OPENED = dt.date(2023, 2, 15)  # the day the tests are held at; the round is due on 17 March
BROKEN = "broken@example.org"


class Post(EmailBackend):
    """Takes e-mails, but for one address; counts how often it was connected to."""

    opened = 0
    is_open = False

    def open(self):
        if self.is_open:
            return False
        Post.opened += 1
        self.is_open = True
        return True

    def close(self):
        self.is_open = False

    def send_messages(self, messages):
        if any(message.to == [BROKEN] for message in messages):
            raise SMTPRecipientsRefused({BROKEN: (550, b"No such mailbox")})
        return super().send_messages(messages)


@pytest.fixture
def post(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Post"
    Post.opened = 0
    return Post


@pytest.fixture
def midlothian():
    CollaborativeFactory(mailbox="team@seic.example")
    return CouncilFactory(name="Midlothian", slug="midlothian")


@pytest.fixture
def round():
    """The round that collects, for a meeting, with its literacy actions to report on."""
    round = RoundFactory(number=4)
    round.meetings.add(MeetingFactory(meets_on=dt.date(2023, 3, 22)))
    return round


@pytest.fixture
def part(round, midlothian):
    """What Midlothian does in LIT-3, and owes an update on."""
    return part_of(midlothian, 3, "Coach the teaching of writing")


@pytest.fixture
def officer(midlothian):
    email = "sian@midlothian.example"
    return OfficerFactory(council=midlothian, person__email=email).person


def part_of(council, number, title="An action", **fields):
    literacy = PriorityFactory._meta.model.objects.filter(prefix="LIT").first()
    literacy = literacy or PriorityFactory(plan=PlanFactory(), prefix="LIT")
    action = ActionFactory(priority=literacy, number=number, title=title)
    return ContributionFactory(action=action, council=council, **fields)


def on(day, month=3):
    """Hold the portal at a day of March 2023, or of another month."""
    return override_settings(PORTAL_DATE=dt.date(2023, month, day))


def run(*options):
    """Run the command and return what it says."""
    said = StringIO()
    call_command("send_reminders", *options, stdout=said, stderr=said)
    return said.getvalue()


def sent():
    """Return pairs of an address and a subject of what was sent since the last call."""
    found = [(message.to[0], message.subject) for message in mail.outbox]
    mail.outbox.clear()
    return sorted(found)


def give_back(part, round, **fields):
    return SubmittedUpdateFactory(
        contribution=part,
        round=round,
        state="returned",
        returned_by=OfficerFactory().person,
        returned_at=moment(2023, 2, 15),
        return_note="Say which schools.",
        **fields,
    )


def test_whoever_owes_is_reminded_when_a_round_opens_a_week_before_and_the_day_after(part, officer):
    subjects = []
    for month, day in [(2, 12), (2, 15), (3, 9), (3, 10), (3, 17), (3, 18), (3, 30)]:
        with on(day, month):
            run()
        subjects.append([subject for _, subject in sent()])
    assert subjects == [
        [],
        ["Round 4 is open: 1 update to send by 17 March 2023"],
        [],
        ["Round 4 is due on 17 March 2023: 1 update to send"],
        [],
        ["Round 4 was due on 17 March 2023: 1 update to send"],
        [],
    ]


def test_nobody_is_reminded_of_what_is_in(part, round, officer):
    SubmittedUpdateFactory(contribution=part, round=round)
    ConvenerFactory(council=part.council)
    OfficerFactory()
    assert run() == "No e-mails sent.\n"
    assert sent() == []


def test_a_due_day_that_moves_is_reminded_of_anew(part, round, officer):
    with on(10):
        run()
    round.due_on = dt.date(2023, 3, 31)
    round.save()
    with on(24):
        run()
    assert [subject for _, subject in sent()] == [
        "Round 4 is due on 17 March 2023: 1 update to send",
        "Round 4 is due on 31 March 2023: 1 update to send",
    ]


def test_one_e_mail_holds_everything_a_person_owes_with_links_that_work(
    part, round, officer, midlothian, client
):
    UpdateFactory(
        contribution=part_of(midlothian, 5, "Read for pleasure"),
        round=round,
        written_by__name="Zoë Kinghorne",
    )
    give_back(part_of(midlothian, 7, "Talk & listen"), round)
    led = LeadFactory(
        action=ActionFactory(priority__plan=round.plan, number=1, title="Lead"), council=midlothian
    )
    SubmittedUpdateFactory(contribution=led, round=round)
    MilestoneFactory(action=led.action, title="Coaches named", due_on=dt.date(2023, 1, 31))
    run()
    (message,) = mail.outbox
    assert message.subject == "Round 4 is open: 3 updates to send by 17 March 2023"
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    for words in [message.body, unescape(html)]:
        assert "is due on Friday 17 March 2023, in 4 weeks; the Oversight Group meets on" in words
        assert "You get this for Midlothian." in words
        assert "Talk & listen" in words
        assert "asks: “Say which schools.” Returned on 15 February 2023 at 12:00." in words
        assert "Nothing written yet." in words
        assert "Zoë Kinghorne saved a draft on 14 February 2023 at 12:00" in words
        assert "Due 31 January 2023, overdue by 2 weeks." in words
        headings = ["Sent back to you", "Still to write", "Milestones past their date"]
        places = [words.index(heading) for heading in headings]
        assert places == sorted(places)
        assert "team@seic.example" in words
    client.force_login(officer)
    links = set(re.findall(r"https://localhost(/[^\s\"]*)", message.body + html))
    assert len(links) == 6
    assert [client.get(link).status_code for link in links] == [200] * 6


def test_e_mails_say_that_data_is_sample_data(part, officer):
    Collaborative.objects.update(holds_sample_data=True)
    run()
    (message,) = mail.outbox
    assert message.subject.startswith("Sample data: Round 4 is open")
    assert message.body.startswith("Sample data: this portal is a demonstration.")
    assert "<strong>Sample data:</strong>" in message.alternatives[0][0]


def test_lead_officer_and_deputy_are_reminded_and_without_them_every_officer(part, midlothian):
    names = ["lead", "deputy", "third", "gone", "barred"]
    roles = {
        name: OfficerFactory(council=midlothian, person__email=f"{name}@example.org")
        for name in names
    }
    roles["gone"].ends_on = dt.date(2023, 2, 14)
    roles["gone"].save()
    Person.objects.filter(email="barred@example.org").update(is_active=False)
    part.lead_officer, part.deputy = roles["lead"].person, roles["deputy"].person
    part.save()
    run()
    assert [to for to, _ in sent()] == ["deputy@example.org", "lead@example.org"]
    part.lead_officer, part.deputy = roles["gone"].person, roles["barred"].person
    part.save()
    run()
    assert [to for to, _ in sent()] == ["third@example.org"]  # the others know of the round


def test_an_update_that_comes_back_is_told_once_each_time(part, round, officer):
    run()
    sent()
    update = give_back(part, round)
    run()
    run()
    assert [subject for _, subject in sent()] == ["1 update sent back"]
    Update.objects.filter(pk=update.pk).update(returned_at=moment(2023, 2, 16))
    with on(16, 2):
        run()
    assert [subject for _, subject in sent()] == ["1 update sent back"]


def test_whoever_submitted_it_is_told_too_that_it_came_back(part, round, officer, midlothian):
    part.lead_officer = officer
    part.save()
    author = OfficerFactory(council=midlothian, person__email="zoe@example.org").person
    give_back(part, round, written_by=author)
    run()
    assert [to for to, _ in sent()] == ["sian@midlothian.example", "zoe@example.org"]


def test_whoever_wants_no_reminders_is_told_of_returned_updates_alone(
    part, round, officer, midlothian
):
    Person.objects.update(reminders=Person.Reminders.RETURNED)
    run()
    assert sent() == []
    give_back(part_of(midlothian, 5), round)
    run()
    assert [subject for _, subject in sent()] == ["1 update sent back"]


def test_a_second_run_sends_nothing_and_a_dry_run_neither_sends_nor_keeps(part, officer):
    subject = "Round 4 is open: 1 update to send by 17 March 2023"
    said = f"sian@midlothian.example: {subject}\n1 e-mail would be sent.\n"
    assert run("--dry-run") == said
    assert (sent(), Reminder.objects.count()) == ([], 0)
    assert run() == "1 e-mail sent.\n"
    assert run() == "No e-mails sent.\n"
    assert len(sent()) == 1
    assert Reminder.objects.get().sent_at is not None


def test_one_that_fails_holds_up_no_other_is_reported_and_tried_again(
    part, officer, midlothian, post
):
    broken = OfficerFactory(council=midlothian, person__email=BROKEN).person
    said = StringIO()
    with pytest.raises(CommandError, match="1 e-mail could not be sent"):
        call_command("send_reminders", stdout=said, stderr=said)
    assert f"{BROKEN}: {{'{BROKEN}': (550, b'No such mailbox')}}" in said.getvalue()
    assert "1 e-mail sent." in said.getvalue()
    assert [to for to, _ in sent()] == ["sian@midlothian.example"]
    Person.objects.filter(pk=broken.pk).update(email="mended@example.org")
    run()
    assert [to for to, _ in sent()] == ["mended@example.org"]


def test_what_a_killed_run_had_taken_is_sent_after_an_hour(part, officer, round):
    taken = {"kind": "opened", "about": f"round-{round.pk}", "run": "0" * 32}
    at = clock.now()
    row = Reminder.objects.create(person=officer, taken_at=at, **taken)
    run()
    assert sent() == []
    Reminder.objects.filter(pk=row.pk).update(taken_at=at - dt.timedelta(minutes=61))
    run()
    assert len(sent()) == 1


def people(number, midlothian):
    """Save officers by the number, all of one council."""
    Person.objects.bulk_create(
        Person(name=f"Officer {n}", email=f"{n}@example.org") for n in range(number)
    )
    Membership.objects.bulk_create(
        Membership(person=person, role="officer", council=midlothian, starts_on=OPENED)
        for person in Person.objects.filter(name__startswith="Officer")
    )


@pytest.mark.parametrize("number", [1, 3, 100])
def test_a_run_costs_the_same_however_many_people(
    number, part, midlothian, django_assert_num_queries
):
    people(number, midlothian)
    # The round that collects, officers, updates, parts, milestones, leads, who acts for whom,
    # questions, papers, who was reminded; the collaborative, what a killed run took; for a hundred
    # people: take, what is taken, note that it is sent.
    with django_assert_num_queries(15):
        run()
    assert len(sent()) == number


def test_a_thousand_people_are_reminded_over_one_connection(
    part, midlothian, post, django_assert_num_queries
):
    people(1000, midlothian)
    Person.objects.filter(name="Officer 500").update(email=BROKEN)
    # As above, and once what failed is let go.
    with django_assert_num_queries(12 + 10 * 3 + 1), pytest.raises(CommandError):
        run()
    assert len(sent()) == 999
    assert post.opened == 2  # a fresh one after the failure
    assert Reminder.objects.filter(sent_at=None).count() == 0
    assert Reminder.objects.count() == 999


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_each_e_mail_once(part, midlothian):
    people(20, midlothian)
    barrier = threading.Barrier(2)

    def work():
        barrier.wait()
        try:
            run()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    addresses = [to for to, _ in sent()]
    assert sorted(addresses) == sorted(f"{n}@example.org" for n in range(20))


def test_people_choose_their_reminders(officer, client):
    client.force_login(officer)
    page = reverse("reminders")
    assert "Which e-mails would you like?" in client.get(page).text
    response = client.post(page, {"reminders": "returned"}, follow=True)
    assert "Your choice is saved." in response.text
    officer.refresh_from_db()
    assert officer.reminders == Person.Reminders.RETURNED
    assert client.post(page, {"reminders": "none"}).status_code == 200
    officer.refresh_from_db()
    assert officer.reminders == Person.Reminders.RETURNED
