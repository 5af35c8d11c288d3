import pytest
from django.template.loader import render_to_string
from django.utils import translation

CONTEXT = {
    "preheader": "Tuesday, 16:00",
    "title": "Tomorrow you meet",
    "name": "Anna",
    "link": "https://example.org/sessions/1/",
    "link_label": "See the agenda",
    "stop_url": "https://example.org/inbox/stop/x/",
}


@pytest.mark.parametrize("form", ["html", "txt"])
def test_a_mail_has_one_link_and_one_way_to_stop(form):
    text = render_to_string(f"emails/base.{form}", CONTEXT)

    assert "Tomorrow you meet" in text
    assert "Hello Anna," in text
    assert "See the agenda" in text
    assert CONTEXT["link"] in text
    assert text.count(CONTEXT["stop_url"]) == 1


def test_a_mail_loads_nothing_from_elsewhere():
    text = render_to_string("emails/base.html", CONTEXT)

    assert "<img" not in text
    assert "<link" not in text
    assert "src=" not in text


@pytest.mark.parametrize(
    ("form", "name"), [("html", "D&#x27;Arcy &amp; Co"), ("txt", "D'Arcy & Co")]
)
def test_names_are_escaped_where_that_is_needed(form, name):
    text = render_to_string(f"emails/base.{form}", CONTEXT | {"name": "D'Arcy & Co"})

    assert f"Hello {name}," in text


def test_a_mail_is_in_the_language_of_the_person():
    with translation.override("nl"):
        text = render_to_string("emails/base.html", CONTEXT)

    assert '<html lang="nl"' in text
    assert "Dag Anna," in text
