"""What an administrator may do to councils, people, plans and the calendar, and what nobody may."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from plans.models import (
    AuditEntry,
    Collaborative,
    Goal,
    Group,
    Meeting,
    Membership,
    Person,
    Plan,
    Round,
    Setting,
)
from plans.tests.factories import (
    AuditEntryFactory,
    CollaborativeFactory,
    CoordinatorFactory,
    CouncilFactory,
    DraftPlanFactory,
    GoalFactory,
    GroupFactory,
    MeetingFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    PublishedRoundFactory,
    RoundFactory,
    SettingFactory,
    moment,
)
from plans.tests.pressing import press

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2023, 2, 15)
TOMORROW = datetime.date(2023, 2, 16)
PEOPLE = "admin:plans_person_changelist"


def add(name):
    return reverse(f"admin:plans_{name}_add")


def change(row):
    return reverse(f"admin:plans_{row._meta.model_name}_change", args=[row.pk])


def delete(row):
    return reverse(f"admin:plans_{row._meta.model_name}_delete", args=[row.pk])


def names(response):
    """Return what of a list is shown, by how each row is called."""
    return {str(row) for row in response.context["cl"].result_list}


def noted():
    return list(AuditEntry.objects.values_list("what", "reason"))


@pytest.fixture(autouse=True)
def administrator(client):
    person = PersonFactory(name="Ailbhe Kestrel", is_administrator=True)
    client.force_login(person)
    return person


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do what waits for the database to have kept what was saved."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


# People and their invitations


def invite(client, committed, email="morag@council.example", **answers):
    with committed():
        return press(client, add("person"), {"name": "Mòrag Reid", "email": email} | answers)


def test_a_new_person_is_sent_a_link_and_has_no_password(client, committed):
    CollaborativeFactory(mailbox="portal@council.example")
    invite(client, committed)

    person = Person.objects.get(name="Mòrag Reid")
    (message,) = mail.outbox
    (html, kind) = message.alternatives[0]
    assert not person.has_usable_password()
    assert (message.to, message.subject) == (
        ["morag@council.example"],
        "Your invitation to the improvement plan portal",
    )
    assert kind == "text/html"
    for text in [message.body, html]:
        assert "Ailbhe Kestrel has invited you" in text
        assert "http://testserver/accounts/password/reset/key/" in text
        assert "three days" in text
        assert "portal@council.example" in text
        assert "Sample data" not in text
    assert noted() == [("Invited: Mòrag Reid", "")]


def test_an_invitation_of_a_demonstration_says_sample_data(client, committed):
    CollaborativeFactory(holds_sample_data=True)
    invite(client, committed)
    (message,) = mail.outbox
    assert message.subject.startswith("Sample data: ")
    assert message.body.startswith("Sample data: ")
    assert "<strong>Sample data:</strong>" in message.alternatives[0][0]


def test_a_name_with_signs_is_itself_in_the_text_and_harmless_in_the_page(client, committed):
    invite(client, committed, name="Seán <O’Neil> & Co")
    (message,) = mail.outbox
    assert "Hello Seán <O’Neil> & Co" in message.body
    assert "Hello Seán &lt;O’Neil&gt; &amp; Co" in message.alternatives[0][0]


def test_an_address_is_kept_in_the_lower_case_that_signing_in_looks_for(client, committed):
    invite(client, committed, email="Morag.Reid@Council.Example")
    assert Person.objects.get(name="Mòrag Reid").email == "morag.reid@council.example"


def test_an_address_is_invited_once_however_it_is_written(client, committed):
    PersonFactory(email="morag@council.example")
    response = invite(client, committed, email="MORAG@council.example")
    assert "Someone with this e-mail address is here already." in response.text
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_a_new_person_is_said_to_be_invited(client):
    response = press(client, add("person"), {"name": "Mòrag Reid", "email": "morag@fife.example"})
    assert "The invitation is on its way to morag@fife.example." in response.text


@pytest.mark.django_db(transaction=True)
def test_a_person_is_kept_where_the_mail_is_not_taken(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    response = press(client, add("person"), {"name": "Mòrag Reid", "email": "morag@fife.example"})
    assert "the invitation to morag@fife.example could not be sent" in response.text
    assert Person.objects.filter(name="Mòrag Reid").exists()
    assert noted() == []


def test_an_invitation_is_sent_again_from_the_persons_page(client, committed):
    person = PersonFactory()
    with committed():
        response = press(client, change(person), button="_invite")
    assert [message.to for message in mail.outbox] == [[person.email]]
    assert response.redirect_chain == [(change(person), 302)]


def test_an_invitation_names_the_role_that_was_just_added(client, committed):
    person = PersonFactory()
    with committed():
        press(client, change(person), {"memberships-0-role": "reader"}, button="_invite")
    assert ", as reader." in mail.outbox[0].body


def test_saving_a_person_again_sends_nothing(client, committed):
    with committed():
        press(client, change(PersonFactory()), {"name": "Mòrag Reid"})
    assert mail.outbox == []
    assert Person.objects.filter(name="Mòrag Reid").exists()


def test_invitations_are_sent_again_from_the_list_to_who_may_sign_in(client):
    active, closed = PersonFactory(), PersonFactory(name="Mòrag Reid", is_active=False)
    data = {"action": "send_invitations", "_selected_action": [active.pk, closed.pk]}
    response = client.post(reverse(PEOPLE), data, follow=True)
    assert [message.to for message in mail.outbox] == [[active.email]]
    assert "Mòrag Reid may not sign in, so no invitation was sent." in response.text


def test_the_old_address_no_longer_works_once_it_was_changed(client):
    person = PersonFactory(name="Mòrag Reid", email="old@council.example")
    person.set_password("a long password")
    person.save()
    EmailAddress.objects.create(user=person, email="old@council.example", primary=True)

    press(client, change(person), {"email": "new@council.example"})
    client.logout()
    for email in ["old@council.example", "new@council.example"]:
        client.post(reverse("account_reset_password"), {"email": email})

    assert [message.to for message in mail.outbox] == [["new@council.example"]]
    assert ("New e-mail address: Mòrag Reid", "") in noted()


def test_a_password_is_nowhere_to_be_set_by_someone_else(client):
    page = client.get(change(PersonFactory(password="!")))
    assert "password" not in page.context["adminform"].form.fields
    assert "They have not set a password yet." in page.text


def test_rights_that_change_are_noted(client):
    person = PersonFactory(name="Mòrag Reid")
    press(client, change(person), {"is_administrator": "on"})
    press(client, change(person), {"is_administrator": None, "is_active": None})
    press(client, change(person), {"is_active": "on"})
    assert set(AuditEntry.objects.values_list("what", "by__name", "address")) == {
        (f"{what}: Mòrag Reid", "Ailbhe Kestrel", change(person))
        for what in [
            "Made administrator",
            "No longer administrator",
            "May no longer sign in",
            "May sign in again",
        ]
    }
    assert {
        entry.at.astimezone(timezone.get_current_timezone()).date()
        for entry in AuditEntry.objects.all()
    } == {TODAY}


def test_a_new_administrator_is_noted(client):
    answers = {"name": "Mòrag Reid", "email": "morag@fife.example", "is_administrator": "on"}
    press(client, add("person"), answers)
    assert Person.objects.get(name="Mòrag Reid").is_administrator
    assert noted() == [("Made administrator: Mòrag Reid", "")]


def test_nobody_takes_their_own_rights(administrator, client):
    press(client, change(administrator), {"is_administrator": None, "is_active": None})
    administrator.refresh_from_db()
    assert (administrator.is_administrator, administrator.is_active) == (True, True)


@pytest.mark.parametrize("make", [PersonFactory, CouncilFactory, SettingFactory, AuditEntryFactory])
def test_some_rows_are_never_deleted(make, client):
    row = make()
    assert client.post(delete(row), {"post": "yes"}).status_code == 403
    assert type(row).objects.filter(pk=row.pk).exists()


def test_the_list_of_people_says_what_each_is(client):
    OfficerFactory(person__name="Siân Eskdale", council__name="Midlothian")
    CoordinatorFactory(person__name="Gràinne Roslynne", ends_on=datetime.date(2022, 12, 2))
    response = client.get(reverse(PEOPLE), {"q": "Midlothian"})
    assert names(response) == {"Siân Eskdale"}
    assert "officer, Midlothian" in response.text
    assert "no role" in client.get(reverse(PEOPLE), {"q": "Gràinne"}).text


@pytest.mark.parametrize("people", [1, 3])
def test_people_are_offered_while_one_types(people, client, django_assert_num_queries):
    for number in range(people):
        PersonFactory(name=f"Mòrag {number}")
    PersonFactory(name="Mòrag Closed", is_active=False)
    asked = {"app_label": "plans", "model_name": "membership", "field_name": "person"}
    with django_assert_num_queries(5):  # session, person, how many, people, their memberships
        response = client.get(reverse("admin:autocomplete"), asked | {"term": "Mòrag"})
    offered = [choice["text"] for choice in response.json()["results"]]
    assert offered == [f"Mòrag {number}" for number in range(people)]


# Memberships


def test_a_role_is_added_on_the_persons_page_and_noted(client):
    person, fife = PersonFactory(name="Zoë Kinghorne"), CouncilFactory(name="Fife")
    answers = {"memberships-0-role": "officer", "memberships-0-council": fife.pk}
    press(client, change(person), answers)
    assert person.officer_councils == [fife]
    assert noted() == [("New role: Zoë Kinghorne", "officer, Fife from 15 February 2023")]


def test_a_role_is_ended_by_its_last_day_on_the_persons_page(client):
    role = OfficerFactory(person__name="Zoë Kinghorne", council__name="Fife")
    response = press(client, change(role.person), {"memberships-0-ends_on": "31/03/2023"})
    role.refresh_from_db()
    assert role.ends_on == datetime.date(2023, 3, 31)
    period = "officer, Fife from 1 August 2022 until 31 March 2023"
    assert noted() == [("Changed role: Zoë Kinghorne", period)]
    assert "a coordinator names who takes over" in response.text


def test_what_someone_was_is_not_rewritten_on_their_page(client):
    role = OfficerFactory()
    press(
        client,
        change(role.person),
        {"memberships-0-role": "convener", "memberships-0-DELETE": "on"},
    )
    role.refresh_from_db()
    assert role.role == "officer"


def roles(*words):
    """Return the answers that give a new person some roles without a council."""
    answers = {"name": "Zoë Kinghorne", "email": "zoe@fife.example"}
    answers["memberships-TOTAL_FORMS"] = len(words)
    for number, word in enumerate(words):
        answers[f"memberships-{number}-role"] = word
        answers[f"memberships-{number}-starts_on"] = "15/02/2023"
    return answers


def test_the_same_role_twice_in_one_form_is_refused_in_words(client):
    response = press(client, add("person"), roles("reader", "reader"))
    assert "This person has this role already." in response.text
    assert not Person.objects.filter(name="Zoë Kinghorne").exists()


def test_two_different_roles_in_one_form_are_fine(client):
    press(client, add("person"), roles("coordinator", "reader"))
    assert Person.objects.get(name="Zoë Kinghorne").roles == {"coordinator", "reader"}


def test_an_officer_without_a_council_is_refused_in_words(client):
    response = press(client, change(PersonFactory()), {"memberships-0-role": "officer"})
    assert "Officers and conveners act for a council" in response.text
    assert not Membership.objects.exists()


def test_a_role_begun_before_today_is_ended_and_not_deleted(client):
    role = OfficerFactory(starts_on=datetime.date(2023, 2, 14))
    assert client.post(delete(role), {"post": "yes"}).status_code == 403
    press(client, change(role), {"ends_on": "15/02/2023", "role": "convener"})
    role.refresh_from_db()
    assert (role.role, role.ends_on) == ("officer", TODAY)
    assert role.person.is_officer


def test_a_role_ended_may_not_come_back_beside_another_like_it(client):
    role = OfficerFactory(ends_on=datetime.date(2022, 12, 2))
    OfficerFactory(person=role.person, council=role.council)
    response = press(client, change(role), {"ends_on": ""})
    assert "This person has this role for this council already." in response.text


@pytest.mark.parametrize("starts_on", [TODAY, TOMORROW])
def test_a_mistake_is_mended_or_deleted_on_its_first_day(starts_on, client):
    role = CoordinatorFactory(person__name="Zoë Kinghorne", starts_on=starts_on)
    press(client, change(role), {"role": "reader"})
    assert Membership.objects.get().role == "reader"
    client.post(delete(role), {"post": "yes"})
    assert not Membership.objects.exists()
    assert [what for what, _reason in noted()] == [
        "Deleted role: Zoë Kinghorne",
        "Changed role: Zoë Kinghorne",
    ]


def test_memberships_say_in_words_whether_they_hold(client):
    fife = CouncilFactory(name="Fife")
    OfficerFactory(person__name="Now", council=fife)
    OfficerFactory(person__name="Leaving", council=fife, ends_on=TODAY)
    OfficerFactory(person__name="Soon", council=fife, starts_on=TOMORROW)
    OfficerFactory(person__name="Gone", council=fife, ends_on=datetime.date(2023, 2, 14))

    def people(when):
        response = client.get(reverse("admin:plans_membership_changelist"), {"when": when})
        return {row.person.name for row in response.context["cl"].result_list}, response.text

    assert people("current")[0] == {"Now", "Leaving"}
    assert people("coming")[0] == {"Soon"}
    assert people("ended")[0] == {"Gone"}
    everyone, text = people("")
    assert everyone == {"Now", "Leaving", "Soon", "Gone"}
    for words in [
        "current, no last day",
        "current, until 15 February 2023",
        "to come, no last day",
        "ended on 14 February 2023",
    ]:
        assert f">{words}<" in text


# The collaborative, councils, groups and the register


def test_there_is_one_collaborative_and_it_stays(client):
    press(client, add("collaborative"), {"name": "South East", "short_name": "SE"})
    Collaborative.objects.update(holds_sample_data=True)
    row = Collaborative.objects.get(name="South East")
    assert client.get(add("collaborative")).status_code == 403
    assert client.post(delete(row), {"post": "yes"}).status_code == 403
    press(client, change(row), {"short_name": "SEIC", "holds_sample_data": None})
    row.refresh_from_db()
    assert (row.short_name, row.holds_sample_data) == ("SEIC", True)


def test_a_council_that_leaves_gets_a_day_and_its_history_says_who(client):
    council = CouncilFactory(name="Fife")
    press(client, change(council), {"left_on": "31/07/2022"})
    partners = client.get(reverse("admin:plans_council_changelist"), {"belongs": "yes"})
    left = client.get(reverse("admin:plans_council_changelist"), {"belongs": "no"})
    assert (names(partners), names(left)) == (set(), {"Fife"})
    history = client.get(reverse("admin:plans_council_history", args=[council.pk]))
    assert "Ailbhe Kestrel" in history.text
    assert "<strong>Left on:</strong> nothing → 31 July 2022" in history.text
    assert "15 February 2023 at " in history.text


def test_a_council_is_told_what_is_wrong_with_its_code(client):
    response = press(client, change(CouncilFactory()), {"gss_code": "E06000001"})
    assert "Enter S12 and six digits, such as S12000019." in response.text


def test_a_group_that_has_met_is_not_deleted(client):
    seat = {"seats-0-role": "Education Convener"}
    press(client, add("group"), {"name": "Board", "slug": "board"} | seat)
    board = Group.objects.get(name="Board")
    assert [str(seat) for seat in board.seats.all()] == ["Education Convener"]
    MeetingFactory(group=board)
    assert client.post(delete(board), {"post": "yes"}).status_code == 403
    Meeting.objects.all().delete()
    client.post(delete(board), {"post": "yes"})
    assert not Group.objects.exists()


def test_one_role_gets_one_seat(client):
    answers = {"name": "Board", "slug": "board", "seats-TOTAL_FORMS": 2}
    answers |= {"seats-0-role": "Director", "seats-1-role": "Director"}
    response = press(client, add("group"), answers)
    assert "This role has a seat already." in response.text
    assert not Group.objects.exists()


def test_settings_are_found_by_code_and_closed_by_a_tick(client):
    school = SettingFactory(name="Loanhead Primary", seed_code="5548721")
    SettingFactory(name="Burnton Primary", seed_code="5548730")
    press(client, change(school), {"is_open": None})
    found = client.get(reverse("admin:plans_setting_changelist"), {"q": "5548721"})
    closed = client.get(reverse("admin:plans_setting_changelist"), {"is_open__exact": "0"})
    assert names(found) == names(closed) == {"Loanhead Primary"}
    assert Setting.objects.count() == 2


def test_what_was_decided_is_read_and_not_changed(client):
    entry = AuditEntryFactory(what="Opened the plan")
    assert client.post(change(entry), {"what": "Nothing"}).status_code == 403
    assert "Opened the plan" in client.get(change(entry)).text


# Plans and goals


def test_a_draft_is_written_with_its_goals(client):
    draft = DraftPlanFactory()
    press(client, change(draft), {"title": "Next year", "goals-0-text": "Raise attainment"})
    draft.refresh_from_db()
    assert (draft.title, draft.version, draft.stage) == ("Next year", 2, "draft")
    assert [goal.text for goal in draft.goals.all()] == ["Raise attainment"]


def test_two_people_at_one_draft_lose_nothing(client):
    draft = DraftPlanFactory(title="This year")
    page = client.get(change(draft))
    typed = {"title": "Mine", "version": "1"}
    press(client, change(draft), {"title": "Theirs"})
    response = press(client, change(draft), typed)
    draft.refresh_from_db()
    assert page.context["note"] == (
        "The plan is a draft. A coordinator opens it on the portal’s own pages."
    )
    assert (draft.title, draft.version) == ("Theirs", 2)
    assert "while you were writing" in response.text
    assert "<dd>Theirs</dd>" in response.text
    assert 'value="Mine"' in response.text


def test_an_open_plan_and_its_goals_are_only_read_here(client):
    plan = PlanFactory(title="This year")
    goal = GoalFactory(plan=plan, text="Raise attainment")
    page = client.get(change(plan))
    assert page.context["title"] == "View plan"
    assert "it is changed on the portal’s own pages, with a reason" in page.context["note"]
    for row in [plan, goal]:
        assert client.post(change(row), {"title": "Other", "text": "Other"}).status_code == 403
        assert client.post(delete(row), {"post": "yes"}).status_code == 403
    assert (Plan.objects.get().title, Goal.objects.get().text) == ("This year", "Raise attainment")


def test_a_goal_is_added_to_a_draft_alone(client):
    plan, draft = PlanFactory(), DraftPlanFactory()
    press(client, add("goal"), {"plan": plan.pk, "text": "Raise attainment"})
    press(client, add("goal"), {"plan": draft.pk, "text": "Close the gap"})
    assert [(goal.plan, goal.text) for goal in Goal.objects.all()] == [(draft, "Close the gap")]


def test_a_draft_may_be_deleted_and_opens_nowhere_here(client):
    draft = DraftPlanFactory()
    press(client, change(draft), {"stage": "open"})
    assert Plan.objects.get().is_draft
    client.post(delete(draft), {"post": "yes"})
    assert not Plan.objects.exists()


# Meetings


def test_a_meeting_gets_the_next_address_of_its_group(client):
    plan, group = PlanFactory(), GroupFactory()
    MeetingFactory(plan=plan, group=group, slug="oversight-group-1")
    MeetingFactory(plan=plan, group=group, slug="oversight-group-3")
    press(client, add("meeting"), {"plan": plan.pk, "group": group.pk, "meets_on": "29/03/2023"})
    assert Meeting.objects.get(meets_on="2023-03-29").slug == "oversight-group-4"


def test_a_meeting_of_an_open_plan_moves_with_a_reason_and_keeps_its_first_day(client):
    meeting = MeetingFactory(meets_on=datetime.date(2023, 2, 22))
    response = press(client, change(meeting), {"meets_on": "01/03/2023"})
    assert "Say why the meeting was moved or cancelled." in response.text
    moved = {"meets_on": "01/03/2023", "reason": "Snow"}
    press(client, change(meeting), moved)
    press(client, change(meeting), moved | {"meets_on": "08/03/2023"})
    meeting.refresh_from_db()
    assert (meeting.meets_on.day, meeting.moved_from) == (8, datetime.date(2023, 2, 22))
    press(client, change(meeting), moved | {"meets_on": "22/02/2023"})
    meeting.refresh_from_db()
    assert meeting.moved_from is None


def test_a_meeting_of_a_draft_plan_is_only_planned(client):
    meeting = MeetingFactory(plan=DraftPlanFactory())
    press(client, change(meeting), {"meets_on": "06/09/2023"})
    meeting.refresh_from_db()
    assert (meeting.meets_on, meeting.moved_from) == (datetime.date(2023, 9, 6), None)


def test_a_meeting_that_was_held_stays(client):
    meeting = MeetingFactory(state="held", meets_on=datetime.date(2022, 12, 7))
    assert client.post(delete(meeting), {"post": "yes"}).status_code == 403
    press(client, change(meeting), {"meets_on": "08/12/2022", "place": "Haddington"})
    meeting.refresh_from_db()
    assert (meeting.meets_on.day, meeting.place) == (7, "Haddington")


def test_a_planned_meeting_is_deleted_unless_a_round_was_published_for_it(client):
    meeting, other = MeetingFactory(), MeetingFactory()
    PublishedRoundFactory().meetings.add(meeting)
    assert client.post(delete(meeting), {"post": "yes"}).status_code == 403
    client.post(delete(other), {"post": "yes"})
    assert list(Meeting.objects.all()) == [meeting]


# Rounds


def test_the_next_round_of_the_open_plan_is_suggested(client):
    DraftPlanFactory()
    plan = RoundFactory(number=4).plan
    page = client.get(add("round"))
    assert page.context["adminform"].form.initial == {"plan": plan, "number": 5}


def test_a_round_leads_to_meetings_of_its_own_plan(client):
    plan, draft = PlanFactory(), DraftPlanFactory()
    ours, theirs = MeetingFactory(plan=plan), MeetingFactory(plan=draft)
    answers = {"opens_on": "13/03/2023", "due_on": "24/03/2023", "meetings": [theirs.pk]}
    response = press(client, add("round"), answers)
    assert "Choose meetings of the same plan as the round." in response.text
    press(client, add("round"), answers | {"meetings": [ours.pk]})
    round = Round.objects.get()
    assert (round.plan, round.number, list(round.meetings.all())) == (plan, 1, [ours])


def test_a_round_is_deleted_only_before_it_opens(client):
    coming = RoundFactory(opens_on=TOMORROW)
    begun = RoundFactory(opens_on=TODAY)
    for round in [coming, begun]:
        client.post(delete(round), {"post": "yes"})
    assert list(Round.objects.all()) == [begun]


def test_an_abandoned_round_stays_as_it_is(administrator, client):
    round = RoundFactory(
        abandoned_at=moment(2023, 2, 14), abandoned_by=administrator, abandoned_reason="Snow"
    )
    page = client.get(change(round))
    assert page.context["note"] == "This round was abandoned and stays as it is."
    assert "Snow" in page.text
    assert client.post(change(round), {"due_on": "24/03/2023"}).status_code == 403
    assert client.post(delete(round), {"post": "yes"}).status_code == 403


def test_a_round_may_be_changed_until_it_is_published(client):
    round = RoundFactory(number=1)
    press(client, change(round), {"due_on": "24/03/2023"})
    round.refresh_from_db()
    assert round.due_on == datetime.date(2023, 3, 24)


def for_members():
    return PublishedRoundFactory(
        number=3, published_at=moment(2023, 2, 8), public_from=datetime.date(2023, 2, 22)
    )


def test_of_a_published_round_only_the_day_it_becomes_public_is_changed(client):
    round = for_members()
    answers = {"number": 9, "due_on": "01/12/2022", "public_from": "01/03/2023"}
    press(client, change(round), answers)
    round.refresh_from_db()
    assert (round.number, round.due_on.day, round.public_from) == (
        3,
        18,
        datetime.date(2023, 3, 1),
    )
    assert noted() == [("Round 3 of Improvement Plan 2022-23 public from 1 March 2023", "")]
    assert client.post(delete(round), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(("typed", "kept"), [("", TODAY), ("15/02/2023", TODAY)])
def test_a_published_round_may_be_made_public_today(typed, kept, client):
    round = for_members()
    press(client, change(round), {"public_from": typed})
    round.refresh_from_db()
    assert round.public_from == kept


def test_a_round_does_not_become_public_in_the_past(client):
    round = for_members()
    response = press(client, change(round), {"public_from": "14/02/2023"})
    assert "Enter today or a later day." in response.text
    round.refresh_from_db()
    assert round.public_from.day == 22


def test_what_everyone_may_read_is_not_taken_back(client):
    round = PublishedRoundFactory()
    page = client.get(change(round))
    assert page.context["note"] == "This round is published and stays as it is."
    assert client.post(change(round), {"public_from": "01/03/2023"}).status_code == 403
