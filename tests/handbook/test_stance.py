"""A mentor's map of stances: texts, scoring, and what lies on it for whom."""

import datetime as dt
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from handbook import services
from handbook.models import StanceDot
from handbook.stance.drawing import drawing
from handbook.stance.map import (
    CONTENT,
    FELT,
    HIGHEST,
    RELATION,
    STANCES,
    Level,
    StancePlace,
)
from handbook.stance.scoring import LEAST, answers_in, as_text, place_of
from handbook.stance.statements import LARGEST, PAGES, parse, self_test
from handbook.stance.texts import ANSWERS, SELF_TEST, told_answers
from handbook.stance.words import moved, stood
from sessions.models import Session
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests import factories
from writing.models import Text

TODAY = dt.date(2026, 9, 14)
TEST = self_test("en")
KEYS = [one.key for one in TEST.statements]
ANSWERED = st.dictionaries(st.sampled_from(KEYS), st.integers(0, LARGEST))
PATH, FORM = reverse("handbook:stance"), reverse("handbook:stance_test")
DOT = reverse("handbook:stance_dot")


def outline(language):
    """What the languages must have in common."""
    test = self_test(language)
    return (
        test.map,
        test.minutes,
        len(test.answers),
        [(one.key, one.axis, one.reversed) for one in test.statements],
        [(one.key, len(one.tries), bool(one.when)) for one in test.stances],
        [one.stance for one in test.situations],
    )


def test_the_languages_have_the_same_self_test():
    assert PAGES.languages() == {"nl", "en"}
    assert outline("nl") == outline("en")
    assert [one.key for one in TEST.stances] == list(STANCES.values())


def test_mama_is_right_in_crisis_illness_and_grief():
    asked = [one.what for one in TEST.situations if one.stance == "mama"]

    assert asked == ["Crisis, panic, bad news", "Illness, exhaustion", "Loss, grief"]


@pytest.mark.parametrize("axis", [RELATION, CONTENT])
def test_of_each_axis_some_statements_are_put_the_other_way(axis):
    ways = [one.reversed for one in TEST.statements if one.axis == axis]

    assert (ways.count(False), ways.count(True)) == (6, 4)


def test_a_self_test_of_uneven_axes_is_refused():
    file = PAGES.folder / "en" / "self-test.md"
    source = file.read_text(encoding="utf-8")

    with pytest.raises(ValueError, match="11 statements on relation"):
        parse("self-test", source.replace('axis = "content"', 'axis = "relation"', 1))


@given(ANSWERED)
def test_any_answers_lie_on_the_map_or_are_too_few(answers):
    counted = [
        sum(one.axis == axis and one.key in answers for one in TEST.statements)
        for axis in (RELATION, CONTENT)
    ]

    place = place_of(TEST, answers)

    assert (place is None) == (min(counted) < LEAST)
    if place:
        assert 0 <= place.relation <= HIGHEST
        assert 0 <= place.content <= HIGHEST
        assert 1 <= len(TEST.map.stances_at(place)) <= 4
        assert place == place_of(self_test("nl"), answers)


@given(st.lists(st.integers(0, LARGEST), min_size=len(KEYS), max_size=len(KEYS)))
def test_all_answers_turned_round_lie_on_the_other_side(answers):
    given_so = dict(zip(KEYS, answers, strict=True))
    turned = {key: LARGEST - answer for key, answer in given_so.items()}

    one, other = place_of(TEST, given_so), place_of(TEST, turned)

    assert one.relation + other.relation == HIGHEST
    assert one.content + other.content == HIGHEST


@given(st.sampled_from(TEST.statements), st.integers(0, LARGEST - 1))
def test_a_reversed_statement_counts_the_other_way(statement, answer):
    more = statement.points(answer + 1) - statement.points(answer)

    assert more == (-1 if statement.reversed else 1)


@given(ANSWERED)
def test_answers_are_read_as_they_were_written(answers):
    assert answers_in(TEST, as_text(answers)) == answers


def test_the_history_of_answers_reads_in_words():
    with translation.override("nl"):
        words = told_answers(ANSWERS, "agreement: 0\nnotice: 3")

    assert words == (
        "Ik merk op hoe iemand erbij zit en zeg daar iets over. vaak\n"
        "Ik vraag naar een afspraak die niet is nagekomen. bijna nooit"
    )


def test_what_is_no_answer_is_passed_over():
    lines = "notice: 3\nnotice\n: 2\nelse: 4\nagreement: 5\nstay: x\nwrap: -1"

    assert answers_in(TEST, lines) == {"notice": 3}


@pytest.mark.parametrize(
    ("relation", "content", "stances"),
    [
        (0, 0, ["mole"]),
        (40, 0, ["mama"]),
        (0, 40, ["macho"]),
        (40, 40, ["mature"]),
        (19, 25, ["macho"]),
        (25, 25, ["mature"]),
        (20, 25, ["macho", "mature"]),
        (24, 25, ["macho", "mature"]),
        (25, 24, ["mama", "mature"]),
        (22, 22, ["mama", "macho", "mole", "mature"]),
    ],
)
def test_what_lies_where_on_the_map(relation, content, stances):
    assert TEST.map.stances_at(StancePlace(relation, content)) == stances


@pytest.mark.parametrize("level", list(Level))
def test_a_dot_by_feeling_lies_in_its_level(level):
    assert TEST.map.level(FELT[level]) == level


def dot(relation, content, on=TODAY, kind="test", **said):
    made = StanceDot(kind=kind, on=on)
    made.say(StancePlace(relation, content), **said)
    return made


def test_a_dot_is_told_in_words():
    found = stood(dot(29, 17), TEST)
    with translation.override("nl"):
        dutch = stood(dot(29, 17), self_test("nl")).in_words

    assert found.in_words == "Relation: high (29 of 40). Content: low (17 of 40)."
    assert found.closest == "You are closest to Mama."
    assert dutch == "Relatie: veel (29 van 40). Inhoud: weinig (17 van 40)."


def test_on_the_edge_somebody_chooses():
    found = stood(dot(29, 22), TEST)

    assert found.closest == (
        "You stand on the edge of Mama and Mature: choose where you recognise yourself."
    )


def test_a_dot_by_feeling_names_no_number():
    assert stood(dot(33, 10, kind="felt"), TEST).in_words == (
        "Relation: high. Content: low."
    )


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ((29, 27), "You have mainly moved towards more content."),
        ((15, 15), "You have mainly moved towards less relation."),
        ((28, 18), "You stand about where you stood."),
    ],
)
def test_what_moved_is_said(to, words):
    before = stood(dot(29, 17, dt.date(2026, 3, 3)), TEST)

    said = moved(before, stood(dot(*to), TEST))

    assert said == f"On 3 March you stood at Mama. {words}"


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12))
def test_every_dot_is_drawn_within_the_picture(places):
    drawn = drawing([stood(dot(*one), TEST) for one in places], TEST.map)

    assert len(drawn.dots) == len(places)
    for one in drawn.dots:
        assert 0 < float(one.x) < 350
        assert -10 < float(one.y) < 340
        assert 0.35 <= float(one.opacity) <= 1


@pytest.mark.parametrize("said", ["", "no json", "[1]", '{"relation": "x"}', "null"])
def test_what_is_no_dot_lies_nowhere(said):
    assert StanceDot(said=said).place is None


# What follows lies in the database.


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(dt.datetime(2026, 9, 14, 10, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def session(group):
    return Session.objects.create(
        group=group, on=TODAY - dt.timedelta(1), at=dt.time(16), minutes=120
    )


def mine(person) -> list[tuple]:
    with acting_as(person), transaction.atomic():
        dots = StanceDot.objects.of(person).standing().order_by("on", "made_at")
        return [(one.kind, one.on, one.about, one.place, one.words) for one in dots]


def put(person, where="much.little", address=DOT, client=None, **typed):
    sent = {"dot": uuid4(), "where": where, "words": ""} | typed
    return client.post(address, sent)


def answers(value=4, count=20):
    return {key: str(value) for key in KEYS[:count]}


def test_a_dot_of_today_is_set(signed_in, mentor):
    response = put(mentor, client=signed_in(mentor), words="with Sara")

    assert response.url == PATH
    assert mine(mentor) == [("felt", TODAY, "", StancePlace(33, 10), "with Sara")]


def test_a_dot_pressed_twice_is_one(signed_in, mentor):
    client, pk = signed_in(mentor), uuid4()
    for _time in range(2):
        put(mentor, client=client, dot=pk)

    assert len(mine(mentor)) == 1


def test_the_dot_of_a_meeting_is_moved(signed_in, mentor, session):
    client = signed_in(mentor)
    address = reverse("handbook:stance_dot", args=[session.pk])
    put(mentor, "little.much", address, client)
    assert 'value="little.much" checked' in client.get(address).text

    put(mentor, "much.much", address, client)

    about = str(session.pk)
    assert mine(mentor) == [("felt", session.on, about, StancePlace(33, 33), "")]


def test_nothing_chosen_keeps_the_words(signed_in, mentor):
    response = put(mentor, "", client=signed_in(mentor), words="with Sara")

    assert "Choose where you stood." in response.text
    assert 'value="with Sara"' in response.text
    assert mine(mentor) == []


def test_a_meeting_to_come_has_no_dot_yet(signed_in, mentor, session):
    Session.objects.update(on=TODAY + dt.timedelta(1))
    address = reverse("handbook:stance_dot", args=[session.pk])

    assert signed_in(mentor).get(address).status_code == 404


def test_the_meeting_of_another_mentor_is_not_found(signed_in, session, programme):
    other = factories.formed_group(programme).seats.get(role="mentor").person
    address = reverse("handbook:stance_dot", args=[session.pk])
    client = signed_in(other)

    assert client.get(address).status_code == 404
    assert put(other, address=address, client=client).status_code == 404
    assert mine(other) == []


def test_the_self_test_becomes_a_dot_and_its_form_is_empty_again(signed_in, mentor):
    client = signed_in(mentor)
    services_keep(mentor, {"notice": 3})
    assert client.get(FORM).context["form"]["notice"].value() == 3

    response = client.post(FORM, answers() | {"dot": uuid4()})

    assert response.url == PATH
    assert mine(mentor) == [("test", TODAY, "", StancePlace(24, 24), "")]
    assert client.get(FORM).context["form"]["notice"].value() is None


def services_keep(person, chosen):
    with acting_as(person), transaction.atomic():
        services.keep_answers(
            by=person, answers=chosen, client_id=uuid4(), based_on=None
        )


def test_too_few_answers_make_no_dot_and_stay(signed_in, mentor):
    response = signed_in(mentor).post(FORM, answers(count=14) | {"dot": uuid4()})

    assert "at least eight of the ten" in response.text
    assert response.context["form"]["notice"].value() == "4"
    assert mine(mentor) == []


def test_an_unfinished_self_test_is_kept_without_javascript(signed_in, mentor):
    client = signed_in(mentor)
    typed = {"client_id": uuid4(), "based_on": "", "author": mentor.pk, "body": ""}
    sent = answers(3, 2) | typed | {"dot": uuid4()}

    response = client.post(reverse("handbook:stance_keep"), sent)

    assert response.url == FORM
    with acting_as(mentor), transaction.atomic():
        text = Text.objects.of_kind(SELF_TEST).get()
        assert (text.key, text.body) == (ANSWERS, "notice: 3\nagreement: 3")


def test_answers_from_the_page_of_somebody_else_are_not_kept(
    signed_in, mentor, programme
):
    """Who signed in later, in another window of one browser, has not given them."""
    typed = {"client_id": uuid4(), "based_on": "", "author": mentor.pk, "body": ""}
    sent = answers(3, 2) | typed | {"dot": uuid4()}
    other = factories.formed_group(programme).seats.get(role="mentor").person

    response = signed_in(other).post(reverse("handbook:stance_keep"), sent)

    assert response.status_code == 400
    with acting_as(other), transaction.atomic():
        assert not Text.objects.of_kind(SELF_TEST).exists()


def test_a_dot_taken_off_can_be_put_back(signed_in, mentor):
    client = signed_in(mentor)
    put(mentor, client=client)
    with acting_as(mentor), transaction.atomic():
        pk = StanceDot.objects.get().pk

    client.post(reverse("handbook:stance_drop", args=[pk]))
    assert mine(mentor) == []
    assert "is off the map" in client.get(PATH).text
    client.post(reverse("handbook:stance_back", args=[pk]))

    assert len(mine(mentor)) == 1
    assert "is off the map" not in client.get(PATH).text


def test_what_was_taken_off_is_gone_with_the_next_one(signed_in, mentor):
    client = signed_in(mentor)
    put(mentor, client=client)
    with acting_as(mentor), transaction.atomic():
        services.drop_dot(dot=StanceDot.objects.get())

    put(mentor, "little.little", client=client)

    with acting_as(mentor), transaction.atomic():
        assert [one.place for one in StanceDot.objects.all()] == [StancePlace(10, 10)]


def test_of_what_was_taken_off_one_is_left(signed_in, mentor):
    client = signed_in(mentor)
    for _time in range(2):
        put(mentor, client=client)
    with acting_as(mentor), transaction.atomic():
        for one in StanceDot.objects.all():
            services.drop_dot(dot=one)
        assert StanceDot.objects.count() == 1


def test_a_meeting_has_one_dot_also_where_one_is_put_back(mentor, session):
    pks = uuid4(), uuid4()
    about = str(session.pk)
    with acting_as(mentor), transaction.atomic():
        options = {
            "by": mentor,
            "on": TODAY,
            "place": StancePlace(1, 1),
            "about": about,
        }
        first = services.put_dot(pk=pks[0], **options)
        services.drop_dot(dot=first)
        first.refresh_from_db()
        # As another window had put it at the same moment.
        services._put(mentor, pks[1], "felt", TODAY, StancePlace(2, 2), about=about)

        with pytest.raises(DomainError, match="another dot"):
            services.put_back(dot=first)


@pytest.mark.parametrize("address", [PATH, FORM, DOT])
@pytest.mark.parametrize("who", ["mentee", "coordinator"])
def test_for_who_is_no_mentor_there_is_no_map(request, signed_in, group, who, address):
    person = request.getfixturevalue(who)
    client = signed_in(person)

    assert client.get(address).status_code == 404
    assert client.post(address, answers() | {"dot": uuid4()}).status_code in (404, 405)
    assert mine(person) == []


@pytest.mark.parametrize("who", ["mentee", "outsider", "coordinator"])
def test_nobody_else_takes_a_dot_off(request, signed_in, mentor, who):
    put(mentor, client=signed_in(mentor))
    with acting_as(mentor), transaction.atomic():
        pk = StanceDot.objects.get().pk
    client = signed_in(request.getfixturevalue(who))

    for name in ("stance_drop", "stance_back"):
        address = reverse(f"handbook:{name}", args=[pk])
        assert client.post(address).status_code == 404

    assert len(mine(mentor)) == 1


def test_another_mentor_finds_no_dot_of_mine(signed_in, mentor, programme):
    put(mentor, client=signed_in(mentor), words="Sara was silent")
    other = factories.formed_group(programme).seats.get(role="mentor").person

    page = signed_in(other).get(PATH).text

    assert "Sara was silent" not in page
    assert "There is no dot on your map yet" in page


def test_who_was_a_mentor_reads_the_path_still(signed_in, mentor):
    put(mentor, client=signed_in(mentor))
    mentor.participations.update(state="withdrawn")

    assert signed_in(mentor).get(PATH).status_code == 200


def test_the_page_tells_the_path_and_what_belongs_to_it(signed_in, mentor):
    with acting_as(mentor), transaction.atomic():
        for day, chosen in ((dt.date(2026, 3, 3), 4), (TODAY, 2)):
            services.finish_test(
                by=mentor,
                pk=uuid4(),
                on=day,
                test=TEST,
                answers=dict.fromkeys(KEYS, chosen),
            )

    page = signed_in(mentor).get(PATH)

    assert page.text.count('class="stance-map__dot"') == 2
    assert page.context["now"].place == StancePlace(20, 20)
    assert page.context["moved"].startswith("On 3 March you stood at")
    for stance in TEST.stances:
        assert stance.well in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_the_path_costs_the_same_however_long(
    signed_in, mentor, count, django_assert_max_num_queries
):
    client = signed_in(mentor)
    for _time in range(count):
        put(mentor, client=client)

    with django_assert_max_num_queries(12):
        client.get(PATH)


def test_the_page_of_a_meeting_leads_its_mentor_to_the_dot(
    signed_in, mentor, mentee, session
):
    address = reverse("sessions:session", args=[session.pk])
    link = reverse("handbook:stance_dot", args=[session.pk])

    assert link in signed_in(mentor).get(address).text
    assert link not in signed_in(mentee).get(address).text


def test_the_page_on_stance_leads_mentors_to_the_map(signed_in, mentor, mentee):
    address = reverse("handbook:text", args=["stance"])

    assert PATH in signed_in(mentor).get(address).text
    assert PATH not in signed_in(mentee).get(address).text


@pytest.mark.parametrize(
    ("who", "key", "status"),
    [("mentor", "answers", 200), ("mentee", "answers", 404), ("mentor", "x", 404)],
)
def test_answers_are_saved_as_chosen_by_mentors_alone(
    request, signed_in, who, key, status
):
    person = request.getfixturevalue(who)
    typed = {"author": person.pk, "client_id": uuid4(), "body": "notice: 1"}
    address = reverse("writing:save", args=[SELF_TEST, key])

    response = signed_in(person).post(address, typed)

    assert response.status_code == status
    with acting_as(person), transaction.atomic():
        assert Text.objects.of_kind(SELF_TEST).count() == (status == 200)
