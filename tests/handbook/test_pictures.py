"""Pictures that one can turn: their files, what they say, and what is kept of them."""

import pytest
from django.db import transaction
from django.urls import reverse

from handbook import texts
from handbook.pictures.drawing import SIDE, drawing
from handbook.pictures.picture import PICTURES, get_picture, pictures
from handbook.pictures.texts import PICTURE
from handbook.pictures.told import in_words, meeting, says, table, told_places
from spaces.acting import acting_as
from writing.models import Text

ROSE, TRIANGLE, TOPOI = pictures("en")
HOME = reverse("handbook:pictures")


def address(slug="rose", name="picture"):
    return reverse(f"handbook:{name}", args=[slug])


def outline(language):
    """What the languages must have in common."""
    return [
        (
            *(one.slug, one.page, one.shape, list(one.columns), len(one.axes)),
            [bool(words) for words in one.meets],
            [(hand.key, hand.facts, bool(hand.together)) for hand in one.hands],
            [(at.key, at.calls, list(at.said), at.angle) for at in one.places],
        )
        for one in pictures(language)
    ]


def test_the_languages_have_the_same_pictures():
    assert PICTURES.languages() == {"nl", "en"}
    assert outline("nl") == outline("en")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_picture_belongs_to_a_page_of_the_handbook(language):
    pages = {text.slug for text in texts.texts(language) if text.part == "models"}

    assert {one.page for one in pictures(language)} <= pages


@pytest.mark.parametrize("place", ROSE.places, ids=lambda place: place.key)
def test_above_and_below_change_over_and_together_stays(place):
    """The two laws of the Rose, by where its places lie."""
    called = ROSE.place(place.calls)

    assert place.angle + called.angle in (180, 540)
    assert (place.angle < 180) == (called.angle < 180)
    assert ROSE.place(called.calls) == place


def test_the_way_out_of_a_role_is_of_the_winners_triangle():
    found = {place.key: place.said["way_out"] for place in TRIANGLE.places}

    assert found == {
        "persecutor": "Clear",
        "rescuer": "Caring",
        "victim": "Vulnerable",
    }


def test_the_letters_of_topoi_stand_in_their_order():
    for language in ("nl", "en"):
        places = get_picture("topoi", language).places
        assert "".join(place.sign for place in places) == "TOPOI"


def test_a_place_says_what_it_calls_up():
    words = says(ROSE, ROSE.hand("me"), ROSE.place("helping"))

    assert words == "You stood at helping. That calls up going along."


@pytest.mark.parametrize("picture", [ROSE, TRIANGLE, TOPOI], ids=lambda one: one.slug)
def test_of_every_place_something_is_said_under_every_hand(picture):
    for hand in picture.hands:
        found = told_places(picture, hand, picture.places[0].key)
        assert [one.shown for one in found] == [True] + [False] * (len(found) - 1)
        assert all(one.words and "{" not in one.words for one in found)
    assert all(words for _place, facts in table(picture) for _label, words in facts)


@pytest.mark.parametrize(
    ("mine", "other", "met"),
    [
        ("helping", "going-along", 0),
        ("helping", "following", 1),
        ("helping", "helping", 1),
        ("helping", "attacking", 2),
        ("withdrawing", "competing", 0),
        ("withdrawing", "leading", 1),
    ],
)
def test_where_the_other_stood_beside_what_was_called_up(mine, other, met):
    assert meeting(ROSE, ROSE.place(mine), ROSE.place(other)) == met


def test_two_stones_lie_in_the_same_section_or_not():
    first, second = TOPOI.places[:2]

    assert meeting(TOPOI, first, first) == 0
    assert meeting(TOPOI, first, second) == 2


@pytest.mark.parametrize("picture", [ROSE, TRIANGLE, TOPOI], ids=lambda one: one.slug)
def test_all_of_a_picture_lies_within_it(picture):
    drawn = drawing(picture, picture.hands, {})

    for one in drawn.places:
        for at in (one.x, one.y, one.corner_x, one.corner_y, one.turned_y):
            assert 0 < float(at) < SIDE


def test_a_name_on_the_rose_keeps_clear_of_the_line_in_the_middle():
    """Twelve letters are some ninety units wide."""
    drawn = drawing(ROSE, ROSE.hands, {})

    assert all(abs(float(one.x) - SIDE / 2) > 50 for one in drawn.places)


def test_a_section_has_room_for_a_name_without_its_translation():
    drawn = drawing(TOPOI, TOPOI.hands, {})

    assert drawn.places[0].place.name == "language (taal)"
    assert [one.name for one in drawn.places] == [
        "language",
        "ordering",
        "persons",
        "organisation",
        "commitment",
    ]


def test_what_is_kept_is_said_in_words():
    chosen = {"me": "helping", "other": "following"}

    assert in_words(ROSE, chosen, "What would you do?") == (
        "Leary's Rose\n\n"
        "You stood at helping. That calls up going along.\n"
        "The other stood at following.\n"
        "The other stood right beside what your place calls up.\n"
        "My sentence from that place: What would you do?"
    )


# As pages.


def shown(response) -> list[str]:
    """What the page says of what was chosen."""
    return [
        one.words
        for item in response.context["hands"]
        for one in item["told"]
        if one.shown
    ]


def test_everyone_finds_the_pictures(signed_in, mentee):
    client = signed_in(mentee)

    for one in pictures("en"):
        assert address(one.slug) in client.get(HOME).text
        assert client.get(address(one.slug)).status_code == 200


def test_an_unknown_picture_is_not_found(signed_in, mentee):
    client = signed_in(mentee)

    assert client.get(address("square")).status_code == 404
    assert client.post(address("square", "picture_keep")).status_code == 404


def test_without_javascript_a_form_says_the_same(signed_in, mentee):
    response = signed_in(mentee).post(
        address(), {"me": "helping", "other": "following"}
    )

    assert shown(response) == [
        "You stood at helping. That calls up going along.",
        "The other stood at following.",
    ]
    assert [number for number, _words, is_so in response.context["meets"] if is_so] == [
        1
    ]
    assert response.text.count("data-unset") == 1
    with acting_as(mentee), transaction.atomic():
        assert not Text.objects.of_kind(PICTURE).exists()


def test_round_one_phone_each_is_spoken_to(signed_in, mentee):
    response = signed_in(mentee).post(
        address() + "?together=1", {"me": "helping", "other": "following"}
    )

    assert shown(response) == [
        "You stood at helping. That calls up going along.",
        "You stood at following. That calls up leading.",
    ]
    assert 'name="also"' not in response.text


def test_the_triangle_turned_over_stays_so(signed_in, mentee):
    sent = {"me": "rescuer", "turned": "on", "line": "And you?"}

    response = signed_in(mentee).post(address("triangle"), sent)

    assert 'name="turned" checked' in response.text
    assert ">And you?</textarea>" in response.text.replace("\n", "")


@pytest.mark.parametrize("sent", ["north", "<script>", "\x00"])
def test_what_is_no_place_is_not_chosen(signed_in, mentee, sent):
    client = signed_in(mentee)

    assert shown(client.post(address(), {"me": sent})) == []
    response = client.post(address("rose", "picture_keep"), {"me": sent})
    assert response.status_code == 200
    with acting_as(mentee), transaction.atomic():
        assert not Text.objects.of_kind(PICTURE).exists()


def test_what_is_kept_is_the_persons_own(signed_in, mentee, mentor):
    client = signed_in(mentee)
    sent = {
        "note": "5f2f3c52-0f0b-4c6e-9f36-0d6d2b8a9f01",
        "me": "rescuer",
        "line": "And you?",
    }
    for _time in range(2):
        response = client.post(address("triangle", "picture_keep"), sent)

    assert "You were the rescuer." in client.get(response.url).text
    assert response.url in client.get(address("triangle")).text
    with acting_as(mentee), transaction.atomic():
        kept = Text.objects.of_kind(PICTURE).get()
        assert kept.body == "The Drama Triangle\n\nYou were the rescuer.\nAnd you?"
        assert kept.is_draft
    assert signed_in(mentor).get(response.url).status_code == 404


def test_a_note_that_nobody_kept_is_not_found(signed_in, mentee):
    note = "5f2f3c52-0f0b-4c6e-9f36-0d6d2b8a9f01"

    found = signed_in(mentee).get(reverse("handbook:picture_note", args=["rose", note]))

    assert found.status_code == 404


@pytest.mark.parametrize("slug", ["learys-rose", "drama-triangle", "topoi"])
def test_the_page_of_a_model_leads_to_its_picture(signed_in, mentee, slug):
    picture = next(one for one in pictures("en") if one.page == slug)
    page = signed_in(mentee).get(reverse("handbook:text", args=[slug]))

    assert f'href="{address(picture.slug)}"' in page.text


def test_the_pictures_are_for_who_is_signed_in(client, db):
    for url in (HOME, address()):
        assert client.get(url).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("key", ["rose", "rose.x", "square.{}", ".{}", "rose.{}.{}"])
def test_nothing_is_kept_under_a_key_that_names_no_picture(signed_in, mentee, key):
    note = "5f2f3c52-0f0b-4c6e-9f36-0d6d2b8a9f01"
    typed = {"author": mentee.pk, "client_id": note, "body": "x"}
    address = reverse("writing:save", args=[PICTURE, key.format(note, note)])

    assert signed_in(mentee).post(address, typed).status_code == 404
