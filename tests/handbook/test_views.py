import re

import pytest
from django.urls import reverse

from handbook import texts
from handbook.tools import TOOLS
from tests import factories

# In the order of the pages they stand at.
TOOLS_IN_ORDER = [
    tool for text in texts.texts("en") for tool in TOOLS if tool.slug == text.slug
]
PRIVATE = "kinds-of-mentee"
HOME = reverse("handbook:home")


def address(slug):
    return reverse("handbook:text", args=[slug])


def slugs(response):
    return [text.slug for _, pages in response.context["parts"] for text in pages]


@pytest.fixture
def mentor_elsewhere(programme):
    part = factories.ParticipationFactory(programme=programme, role="mentor")
    return part.person


@pytest.fixture
def mentee_of_programme(programme):
    return factories.ParticipationFactory(programme=programme).person


def test_a_mentor_finds_every_page(signed_in, mentor_elsewhere):
    response = signed_in(mentor_elsewhere).get(HOME)

    assert response.status_code == 200
    assert slugs(response) == [text.slug for text in texts.texts("en")]


def test_a_mentee_finds_all_but_the_private_aid(signed_in, mentee_of_programme):
    response = signed_in(mentee_of_programme).get(HOME)

    assert slugs(response) == [
        text.slug for text in texts.texts("en") if text.slug != PRIVATE
    ]
    assert PRIVATE not in response.text


@pytest.mark.parametrize("slug", [text.slug for text in texts.texts("en")])
def test_a_mentor_reads_every_page(signed_in, mentor_elsewhere, slug):
    response = signed_in(mentor_elsewhere).get(address(slug))

    assert response.status_code == 200
    assert texts.get_text(slug, "en").html in response.text


def test_what_there_is_to_do_is_for_who_may_do_it(
    signed_in, mentor_elsewhere, mentee_of_programme
):
    by_person = {
        person: [tool for _text, tool in signed_in(person).get(HOME).context["tools"]]
        for person in (mentor_elsewhere, mentee_of_programme)
    }

    assert by_person[mentor_elsewhere] == TOOLS_IN_ORDER
    assert by_person[mentee_of_programme] == [
        tool for tool in TOOLS_IN_ORDER if tool.may is None
    ]
    assert any(tool.may for tool in TOOLS_IN_ORDER)


def test_the_four_sections_are_one_press_away(signed_in, mentor_elsewhere):
    response = signed_in(mentor_elsewhere).get(address("questions"))

    jumps = response.text.split('class="jumps')[1].split("</nav>")[0]
    assert re.findall(r'href="#(\w+)"', jumps) == list(texts.SECTIONS)
    assert reverse("handbook:coach") in jumps


def test_every_part_is_one_press_away_and_so_is_what_there_is_to_do(
    signed_in, mentor_elsewhere
):
    page = signed_in(mentor_elsewhere).get(HOME).text

    places = re.findall(r'href="#([\w-]+)"', page.split('class="jumps')[1])
    assert len(places) == len(texts.PARTS) + 1
    assert places[-1] == "tools"
    assert [place for place in places if f'id="{place}"' not in page] == []


def test_a_mentee_may_not_read_the_private_aid(signed_in, mentee_of_programme):
    client = signed_in(mentee_of_programme)

    assert client.get(address(PRIVATE)).status_code == 403
    beside = client.get(address("intake"))
    assert beside.status_code == 200
    assert PRIVATE not in beside.text


def test_a_coordinator_may_not_read_the_private_aid(signed_in, coordinator):
    assert signed_in(coordinator).get(address(PRIVATE)).status_code == 403


@pytest.mark.parametrize("state", ["invited", "declined", "withdrawn"])
def test_only_an_enrolled_mentor_reads_the_private_aid(signed_in, programme, state):
    part = factories.ParticipationFactory(
        programme=programme, role="mentor", state=state
    )

    assert signed_in(part.person).get(address(PRIVATE)).status_code == 403


def test_an_unknown_page_is_not_found(signed_in, mentor_elsewhere):
    assert signed_in(mentor_elsewhere).get(address("nothing")).status_code == 404


@pytest.mark.parametrize("url", [HOME, address("intake")])
def test_the_handbook_is_for_who_is_signed_in(client, db, url):
    response = client.get(url)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("url", [HOME, address("intake")])
def test_the_pages_are_only_read(signed_in, mentor_elsewhere, url):
    assert signed_in(mentor_elsewhere).post(url).status_code == 405


def test_the_page_is_in_the_language_of_the_person(signed_in, mentor_elsewhere):
    mentor_elsewhere.language = "nl"
    mentor_elsewhere.save(update_fields=["language"])

    response = signed_in(mentor_elsewhere).get(address("stance"))

    assert "<h1>Je houding als mentor</h1>" in response.text
