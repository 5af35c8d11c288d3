import json
import re

import pytest
from django.contrib import messages
from django.shortcuts import render
from django.urls import include, path

from people.models import Person

BARRED = {
    "allowEval": False,
    "disableInheritance": True,
    "historyEnabled": False,
    "historyCacheSize": 0,
    "includeIndicatorStyles": False,
}


def page(request):
    messages.success(request, "Saved <it>.")
    return render(request, "base.html", {"audience": "You and Anna"})


urlpatterns = [path("page/", page), path("", include("crossmentor.urls"))]

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def text(signed_in, mentor):
    return signed_in(mentor).get("/page/").text


def test_the_page_takes_the_accent_of_the_role(text):
    assert 'data-role="mentor"' in text


def test_the_page_offers_a_way_past_the_rail_first(text):
    body = text.split("<body", 1)[1]
    assert body.index('href="#main"') < body.index("<nav")
    assert 'id="main"' in text


def test_the_rail_names_the_places(text):
    assert 'aria-label="Places"' in text
    assert ">Today</span>" in text


def test_the_menu_signs_out_by_a_form(text, mentor):
    assert 'method="post" action="/account/logout/"' in text
    assert mentor.full_name in text


def test_who_can_read_the_page_is_said_above_it(text):
    assert "Who can read this:" in text
    assert "You and Anna" in text


def test_a_message_is_announced_and_escaped(text):
    assert 'role="status"' in text
    assert "Saved &lt;it&gt;." in text


def test_htmx_may_do_no_more_than_it_is_told(text):
    head = re.search(r"name=\"htmx-config\" content='([^']*)'", text)
    told = json.loads(head[1])
    body = text.split("<body", 1)[1].split(">", 1)[0]

    assert {name: told[name] for name in BARRED} == BARRED
    assert told["selfRequestsOnly"] is True
    # The token stands in forms alone, and htmx works where a page opens it.
    assert "csrf" not in body.lower()
    assert "hx-headers" not in text
    assert "hx-disable" in body.split()


@pytest.mark.parametrize("theme", ["", "dark"])
def test_the_persons_colours_are_kept(signed_in, mentor, theme):
    Person.objects.filter(pk=mentor.pk).update(theme=theme)
    mentor.refresh_from_db()

    text = signed_in(mentor).get("/page/").text

    assert ('data-theme="dark"' in text) == bool(theme)


def test_the_policy_refuses_what_is_inline(signed_in, mentor):
    policy = signed_in(mentor).get("/page/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
