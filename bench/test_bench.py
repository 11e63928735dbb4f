"""The benchmark measures what it says, and progress keeps to its number of queries."""

import http.server
import threading
from functools import partial

import load
import measure
import plan
import pytest
import run
import years

from plans.models import Plan
from priorities.models import Action, Contribution, Update


@pytest.fixture
def small(db):
    """The plan of the benchmark with fewer actions; queries do not depend on how many."""
    return plan.make(actions=12)


def test_the_plan_has_every_council_in_every_action_and_twelve_rounds_behind_it(small):
    assert small.rounds.published().count() == 12
    assert Action.objects.in_plan(small).count() == 12
    assert Contribution.objects.in_plan(small).count() == 60
    assert Update.objects.published().count() == 695
    assert Update.objects.exclude(state="published").count() == 34


def test_every_page_answers_and_progress_asks_the_database_as_seldom_as_it_must(small, client):
    signed_in, asked = measure.cookies(), {}
    for name, reader, address in measure.pages():
        ask = partial(client.get, address, headers={"cookie": signed_in[reader]})
        answer, asked[name, reader] = measure.count_queries(ask)
        assert (name, answer.status_code) == (name, 200)

    assert asked["progress", "visitor"] <= run.MOST_QUERIES["visitor"]
    assert asked["progress", "midlothian"] <= run.MOST_QUERIES["officer"]


def test_closed_years_hold_all_that_was_published_and_cost_the_open_plan_nothing(small, client):
    address = small.get_absolute_url() + "progress/"
    before = measure.count_queries(partial(client.get, address))
    years.make(small, 2)
    after = measure.count_queries(partial(client.get, address))

    slugs = Plan.objects.order_by("slug").values_list("slug", "stage")
    assert list(slugs) == [("2020-21", "closed"), ("2021-22", "closed"), ("2022-23", "open")]
    assert Update.objects.published().count() == 3 * 695
    assert Action.objects.in_plan(small).count() == 12
    assert Contribution.objects.count() == 3 * 60
    assert before[1] == after[1]
    assert before[0].content == after[0].content


def test_a_page_with_too_many_queries_or_without_an_answer_fails_the_benchmark():
    fast = {"name": "progress", "reader": "visitor", "status": 200, "milliseconds": 1}

    assert run.judge("SQLite", [fast | {"queries": 8}]) == []
    assert run.judge("SQLite", [fast | {"queries": 9}]) == [
        "SQLite: progress for the visitor: 9 queries"
    ]
    assert run.judge("SQLite", [fast | {"queries": 8, "status": 404}]) == [
        "SQLite: progress answered 404."
    ]


@pytest.fixture
def port():
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/here" else 404)
            self.end_headers()

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer((load.HOST, 0), Answer) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_a_load_ends_after_its_number_of_requests(port):
    asked = load.Load(port, "/here", seconds=60, most=16)

    assert load.rate(asked, connections=4) > 0


def test_a_load_of_a_page_that_does_not_answer_is_no_result(port):
    with pytest.raises(ValueError, match=r"/gone answered HTTP/1\.0 404"):
        load.rate(load.Load(port, "/gone", seconds=0.1), connections=1)
