"""Who is invited enrols, changes it, and says no: what is kept of it and what is not."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from programmes.forms import TOPIC
from programmes.models import OWN_WORDS, Participation
from programmes.services import participations as services
from programmes.services.programmes import retire_topic
from spaces.acting import acting_as
from spaces.errors import DomainError
from tests.factories import ParticipationFactory, TopicFactory, write_text
from writing.models import Text

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics(programme):
    return TopicFactory.create_batch(6, organisation=programme.organisation)


@pytest.fixture
def invited(programme):
    return ParticipationFactory(programme=programme, state="invited", role="mentee")


@pytest.fixture
def mentor_invited(programme):
    return ParticipationFactory(programme=programme, state="invited", role="mentor")


@pytest.fixture
def enrol(signed_in):
    """Posts the form of somebody who is invited, as their browser does."""

    def enrol(part, **typed):
        url = reverse("programmes:enrolment", args=[part.pk])
        answer = signed_in(part.person).post(url, typed)
        part.refresh_from_db()
        return answer

    return enrol


def asked(topic):
    return f"topic_{topic.pk}"


def needs_of(part):
    return dict(part.needs.values_list("topic", "weight"))


def test_needs_are_changed_until_the_groups_are_there(enrol, invited, topics):
    enrol(invited, **{asked(topics[0]): 3, asked(topics[1]): 1})
    first = invited.answered_at

    enrol(invited, **{asked(topics[0]): 2, asked(topics[2]): 3})

    assert needs_of(invited) == {topics[0].pk: 2, topics[2].pk: 3}
    assert (invited.state, invited.answered_at > first) == ("enrolled", True)


def test_what_was_chosen_is_shown_again(enrol, signed_in, invited, topics):
    enrol(invited, **{asked(topics[0]): 3})

    page = signed_in(invited.person).get(
        reverse("programmes:enrolment", args=[invited.pk])
    )

    chosen = {one.pk: page.context["form"][asked(one)].value() for one in topics}
    assert chosen == {one.pk: 3 if one == topics[0] else 0 for one in topics}


def test_a_topic_that_is_left_out_stays_with_who_chose_it(
    enrol, signed_in, invited, programme, topics
):
    """It is on their form still: saving it anew takes away nothing that they chose."""
    enrol(invited, **{asked(topics[0]): 3})
    retire_topic(topic=topics[0], retired=True)
    retire_topic(topic=topics[1], retired=True)
    newcomer = ParticipationFactory(programme=programme, state="invited")

    def offered(part):
        url = reverse("programmes:enrolment", args=[part.pk])
        page = signed_in(part.person).get(url)
        return set(page.context["form"].topics.values())

    assert offered(invited) == set(topics) - {topics[1]}
    assert offered(newcomer) == set(topics[2:])
    enrol(invited, **{asked(topics[0]): 2, asked(topics[2]): 1})
    assert needs_of(invited) == {topics[0].pk: 2, topics[2].pk: 1}


def test_nor_does_a_mentor_lose_what_they_are_good_at(enrol, mentor_invited, topics):
    typed = {"max_group": 5, "motivation": "Iets teruggeven", asked(topics[0]): 3}
    enrol(mentor_invited, **typed)
    retire_topic(topic=topics[0], retired=True)

    enrol(mentor_invited, **typed | {"max_group": 4})

    levels = mentor_invited.expertise.values_list("topic", "level")
    assert (list(levels), mentor_invited.max_group) == ([(topics[0].pk, 3)], 4)


def test_topics_of_another_organisation_are_not_offered(enrol, invited, topics):
    elsewhere = TopicFactory()

    answer = enrol(invited, **{asked(elsewhere): 3})

    assert "Choose at least one topic" in answer.text
    assert (invited.state, needs_of(invited)) == ("invited", {})


@pytest.mark.parametrize("sent", ["4", "-1", "x", "1.5"])
def test_how_much_is_one_of_four(enrol, invited, topics, sent):
    answer = enrol(invited, **{asked(topics[0]): sent})

    assert answer.context["form"].errors.keys() >= {asked(topics[0])}
    assert invited.state == "invited"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"max_group": 3}, "max_group"),
        ({"max_group": 7}, "max_group"),
        ({"motivation": ""}, "motivation"),
        ({"motivation": "x" * 5001}, "motivation"),
    ],
)
def test_a_mentor_says_how_many_and_why(enrol, mentor_invited, topics, change, field):
    typed = {"max_group": 5, "motivation": "Graag", asked(topics[0]): 3}

    answer = enrol(mentor_invited, **typed | change)

    assert list(answer.context["form"].errors) == [field]
    assert (mentor_invited.state, mentor_invited.motivation) == ("invited", "")


def test_a_mentor_is_good_at_something(enrol, mentor_invited, topics):
    answer = enrol(mentor_invited, max_group=5, motivation="Graag")

    assert "Choose at least one topic that you can help others with." in answer.text
    assert "Graag" in answer.text


def test_a_mentee_is_asked_for_topics_right_above_them(signed_in, invited, topics):
    url = reverse("programmes:enrolment", args=[invited.pk])

    page = signed_in(invited.person).get(url).text

    places = [
        page.index(words)
        for words in ("<textarea", "What do you want to learn about?", f'name="{TOPIC}')
    ]
    assert places == sorted(places)


def test_a_mentor_has_no_box_for_words_and_a_mentee_has(
    signed_in, invited, mentor_invited
):
    boxes = [
        signed_in(part.person)
        .get(reverse("programmes:enrolment", args=[part.pk]))
        .context["box"]
        for part in (invited, mentor_invited)
    ]

    assert [box and box.kind.name for box in boxes] == [OWN_WORDS, None]


@pytest.mark.parametrize(
    ("state", "left"),
    [
        ("invited", "declined"),
        ("declined", "declined"),
        ("enrolled", "withdrawn"),
        ("withdrawn", "withdrawn"),
    ],
)
def test_saying_no_says_what_one_was_before(signed_in, invited, state, left):
    """Pressed twice, or in a second tab, it says the same as once."""
    Participation.objects.filter(pk=invited.pk).update(state=state)
    client = signed_in(invited.person)

    for _twice in range(2):
        client.post(reverse("programmes:decline", args=[invited.pk]))

    invited.refresh_from_db()
    assert invited.state == left


def test_the_day_of_an_answer_is_that_of_the_first(signed_in, invited):
    client = signed_in(invited.person)
    client.post(reverse("programmes:decline", args=[invited.pk]))
    invited.refresh_from_db()
    before = invited.answered_at

    client.post(reverse("programmes:decline", args=[invited.pk]))

    invited.refresh_from_db()
    assert invited.answered_at == before


def test_who_said_no_finds_no_button_to_say_it_again(signed_in, invited):
    url = reverse("programmes:enrolment", args=[invited.pk])
    no = reverse("programmes:decline", args=[invited.pk])
    client = signed_in(invited.person)
    assert no in client.get(url).text

    client.post(no)

    page = client.get(url).text
    assert no not in page
    assert ">Enrol</button>" in page


def test_words_stay_when_somebody_says_no(signed_in, invited):
    write_text(by=invited.person, kind=OWN_WORDS, key=invited.pk, body="Nee zeggen")

    signed_in(invited.person).post(reverse("programmes:decline", args=[invited.pk]))

    with acting_as(invited.person), transaction.atomic():
        assert [one.body for one in Text.objects.of_kind(OWN_WORDS)] == ["Nee zeggen"]


def test_a_seat_closes_enrolment(enrol, mentee, programme, topics):
    part = programme.participations.get(person=mentee)

    answer = enrol(part, **{asked(topics[0]): 3})

    assert "You are in a mentor group already." in answer.text
    assert needs_of(part) == {}


def test_who_left_their_group_may_enrol_again(group, enrol, mentee, programme, topics):
    """As before the groups: a seat that ended closes nothing."""
    part = programme.participations.get(person=mentee)
    now = timezone.now()
    group.seats.filter(person=mentee).update(joined_at=now, left_at=now)

    enrol(part, **{asked(topics[0]): 3})

    assert needs_of(part) == {topics[0].pk: 3}


@pytest.mark.parametrize("number", [0, 6])
def test_a_service_takes_one_to_five_needs(invited, topics, number):
    needs = dict.fromkeys(topics[:number], 2)

    with pytest.raises(DomainError, match="one to 5 topics"):
        services.enrol_mentee(participation=invited, needs=needs)

    assert needs_of(invited) == {}


@pytest.mark.parametrize("weight", [0, 4])
def test_the_database_weighs_from_one_to_three(invited, topics, weight):
    with pytest.raises(IntegrityError, match="programmes_need_weight"):
        services.enrol_mentee(participation=invited, needs={topics[0]: weight})


@pytest.mark.parametrize("level", [0, 4])
def test_and_levels_from_one_to_three(mentor_invited, topics, level):
    typed = {"max_group": 5, "motivation": "Graag"}

    with pytest.raises(IntegrityError, match="programmes_expertise_level"):
        services.enrol_mentor(
            participation=mentor_invited, expertise={topics[0]: level}, **typed
        )


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "You are enrolled. Thank you."), ("nl", "Je bent ingeschreven.")],
)
def test_it_is_said_in_ones_own_language(signed_in, invited, topics, language, words):
    person = invited.person
    person.language = language
    person.save(update_fields=["language"])
    url = reverse("programmes:enrolment", args=[invited.pk])

    page = signed_in(person).post(url, {asked(topics[0]): 3}, follow=True)

    assert words in page.text
