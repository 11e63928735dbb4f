"""The long look: every page as every role at two widths, and by the Nu HTML checker."""

import json
import os
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from seic_portal.tests.browser.samples import MORE, ROLES, SAMPLES

pytestmark = pytest.mark.audit

WIDTHS = [390, 1280]
EVERY_WIDTH = [320, 390, 768, 1024, 1280]
ALL = SAMPLES + MORE
JAR = os.environ.get("VNU_JAR")


@pytest.fixture(scope="session")
def looked_at():
    """What has been looked at below the menu: many roles are shown the very same."""
    return set()


def below_the_menu(html):
    """Return what a page shows under its header, but for what differs with every answer."""
    return re.sub(r'<input type="hidden"[^>]*>', "", html.partition("</header>")[2])


@pytest.mark.parametrize("sample", ALL, ids=str)
def test_a_page_has_no_fault_for_any_role(sample, reader, looked_at):
    for role in ROLES:
        reader.become(role)
        answer = reader.page.request.get(reader.portal.address + sample.address)
        assert answer.status in {200, 400, 403, 404}
        shown = below_the_menu(answer.text())
        is_sent_away = "/accounts/login/" in answer.url and sample.view != "account_login"
        if not is_sent_away and shown not in looked_at:
            looked_at.add(shown)
            look_at(reader, sample)


@pytest.mark.parametrize("role", ROLES)
def test_the_menu_of_a_role_has_no_fault(role, reader):
    reader.become(role)
    look_at(reader, SAMPLES[0])


def look_at(reader, sample):
    """Find no fault in a page as its reader sees it, at any width."""
    for width in WIDTHS:
        reader.open(sample.address, width=width)
        assert reader.faults() == []
        assert reader.complaints == []
    assert reader.sideways(*EVERY_WIDTH) == {}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page_of_error", ["400.html", "429.html", "500.html"])
def test_the_page_of_an_error_has_no_fault(page_of_error, width, reader):
    words = render_to_string(page_of_error)
    reader.page.route("**/failed/", lambda route: route.fulfill(body=words))

    reader.open("/failed/", width=width)

    assert reader.faults() == []
    assert reader.complaints == []
    assert reader.sideways(*EVERY_WIDTH) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_of_a_form_that_came_from_elsewhere_has_no_fault(width, reader):
    reader.open("/accounts/login/", width=width)
    reader.page.context.clear_cookies()
    reader.page.fill("input[type=email]", "officer.midlothian@demo.example")
    reader.page.fill("input[type=password]", "demonstration-2023")
    with reader.page.expect_navigation() as sent:
        reader.page.press("input[type=password]", "Enter")

    assert sent.value.status == 403
    assert reader.faults() == []
    assert reader.sideways(*EVERY_WIDTH) == {}


@pytest.mark.skipif(not JAR, reason="VNU_JAR says where the Nu HTML checker is; see ./run audit")
def test_the_nu_html_checker_finds_no_error_on_any_page(reader, tmp_path):
    names, shown = {}, set()
    for role in ROLES:
        reader.become(role)
        for sample in ALL:
            html = reader.page.request.get(reader.portal.address + sample.address).text()
            if sample is SAMPLES[0] or below_the_menu(html) not in shown:
                shown.add(below_the_menu(html))
                file = tmp_path / f"{len(names)}.html"
                file.write_text(html)
                names[file.name] = f"{sample} as {role}"

    command = ["java", "-jar", JAR, "--errors-only", "--format", "json", str(tmp_path)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)

    found = defaultdict(set)
    for message in json.loads(checked.stderr)["messages"]:
        found[message["message"]].add(names[Path(message["url"]).name])
    assert len(names) > len(ALL)
    assert {message: sorted(pages)[:5] for message, pages in found.items()} == {}
