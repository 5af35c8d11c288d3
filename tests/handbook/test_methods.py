import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from handbook import texts
from sessions.methods.files import METHODS, cards, get_method
from sessions.methods.method import Job, Stage
from sessions.methods.minutes import LENGTHS
from tests import factories

OVERVIEW = reverse("handbook:methods")
ROLES = reverse("handbook:roles")
SLUGS = [method.slug for method in METHODS.pages("en")]


def address(slug):
    return reverse("handbook:method", args=[slug])


def shown_minutes(response):
    return [told.slot.minutes for told in response.context["steps"]]


@pytest.fixture
def mentee_of_programme(programme):
    return factories.ParticipationFactory(programme=programme).person


@pytest.fixture
def reader(signed_in, mentee_of_programme):
    return signed_in(mentee_of_programme)


@pytest.mark.parametrize("slug", SLUGS)
def test_everyone_reads_every_method(reader, slug):
    response = reader.get(address(slug))

    method = get_method(slug, "en")
    assert response.status_code == 200
    assert f"<h1>{method.title}</h1>" in response.text
    assert [told.step for told in response.context["steps"]] == list(method.steps)
    assert all(escape(step.title) in response.text for step in method.steps)


@pytest.mark.parametrize("length", LENGTHS)
def test_the_steps_come_in_the_length_that_was_asked(reader, length):
    response = reader.get(address("ten-step"), {"minutes": length})

    assert sum(shown_minutes(response)) == length
    assert f"The steps in {length} minutes" in response.text
    assert re.findall(r'href="\?minutes=(\d+)#steps" aria-current', response.text) == [
        str(length)
    ]
    assert ("This is tight" in response.text) == (length < 120)


@pytest.mark.parametrize("asked", ["", "0", "61", "-45", "x", "4 5", "1" * 5000])
def test_another_length_is_the_one_with_room(reader, asked):
    response = reader.get(address("incident"), {"minutes": asked})

    assert response.status_code == 200
    assert sum(shown_minutes(response)) == 60


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_method_of_a_meeting_has_an_example(language):
    for method in METHODS.pages(language):
        assert bool(method.example) == (method.stage == Stage.METHOD), method.slug
        assert "<h2" not in method.html + method.example


def test_the_example_stands_on_the_page_behind_a_link(reader):
    response = reader.get(address("incident"))

    assert get_method("incident", "en").example in response.text
    jumps = re.findall(r'<a href="#(\w+)"', response.text.split('class="jumps')[1])
    assert jumps[:3] == ["when", "steps", "example"]
    assert all(f'id="{place}"' in response.text for place in jumps[:3])


def test_an_opening_has_its_own_minutes(reader):
    response = reader.get(address("last-time"), {"minutes": "90"})

    assert shown_minutes(response) == [6, 6]
    assert response.context["lengths"] == ()


def test_a_step_says_who_writes_and_who_is_silent(reader):
    response = reader.get(address("five-step"))

    told = {each.step.key: each for each in response.context["steps"]}
    assert (told["core"].who, told["core"].silent) == (
        "Writing: the others",
        "Silent: the case owner",
    )
    assert told["explore"].who == "Speaking: the others and the case owner"
    assert told["explore"].silent == ""
    assert [role for role, _ in told["advice"].to_roles] == [
        Job.LEADER.label,
        Job.CASE_OWNER.label,
        Job.MEMBER.label,
    ]


def test_the_overview_lists_methods_openings_and_closings(reader):
    response = reader.get(OVERVIEW)

    assert texts.get_text(texts.METHODS, "en").html in response.text
    assert [
        (stage, [method.slug for method in found])
        for stage, found in response.context["stages"]
    ] == [
        (stage, [each.slug for each in METHODS.pages("en") if each.stage == stage])
        for stage in (Stage.METHOD, Stage.OPENING, Stage.CLOSING)
    ]
    assert all(f'href="{address(slug)}"' in response.text for slug in SLUGS)


def test_the_page_on_roles_has_a_card_for_each(reader):
    response = reader.get(ROLES)

    assert texts.get_text(texts.ROLES, "en").html in response.text
    assert re.findall(r'<h3 id="(\w+)">', response.text) == Job.values
    assert all(escape(card.does) in response.text for card in cards("en"))


def test_a_method_is_in_the_language_of_the_person(signed_in, mentee_of_programme):
    mentee_of_programme.language = "nl"
    mentee_of_programme.save(update_fields=["language"])

    response = signed_in(mentee_of_programme).get(address("five-step"))

    told = {each.step.key: each for each in response.context["steps"]}
    assert "<h1>De vijfstappenmethode</h1>" in response.text
    assert told["core"].who == "Aan het schrijven: de anderen"
    assert told["core"].silent == "Stil: de inbrenger"


def test_an_unknown_method_is_not_found(reader):
    assert reader.get(address("nothing")).status_code == 404
    # A page of the handbook is no method, nor the other way round.
    assert reader.get(address("stance")).status_code == 404
    assert reader.get(reverse("handbook:text", args=["incident"])).status_code == 404


@pytest.mark.parametrize("url", [OVERVIEW, ROLES, address("incident")])
def test_the_methods_are_for_who_is_signed_in(client, db, url):
    response = client.get(url)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("url", [OVERVIEW, ROLES, address("incident")])
def test_the_methods_are_only_read(reader, url):
    assert reader.post(url).status_code == 405
