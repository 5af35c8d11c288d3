import pytest

from boards.composing import Break
from boards.presenters import board_story, explain_card
from boards.reading import read_board
from groups.loading import load
from groups.presenters import FitStory
from groups.sentences import in_sentences, relaxed
from people.models import Stint
from programmes.models import Expertise, Need, Role
from tests.factories import ProjectFactory, TopicFactory


@pytest.mark.parametrize(
    ("points", "dots", "words"),
    [
        (1000, 5, "fits very well"),
        (450, 4, "fits well"),
        (300, 3, "fits fairly"),
        (299, 2, "fits poorly"),
        (0, 1, "hardly fits"),
    ],
)
def test_a_fit_in_dots_and_words(points, dots, words):
    fit = FitStory(points)

    assert (fit.dots, fit.words) == (dots, words)


def test_a_reason_lifts_the_discipline_only():
    crossing, team = Break("discipline", "1"), Break("same_team", "1")

    assert relaxed([crossing, team], "why") == [team]
    assert relaxed([crossing, team], "") == [crossing, team]


@pytest.mark.django_db
def test_another_discipline_is_said_once(enrol, programme):
    mentor, mentee, peer = enrol(Role.MENTOR), enrol(), enrol()
    loaded = load(programme)
    broken = [Break("discipline", str(part.pk)) for part in (mentor, peer)]

    said = in_sentences(loaded, str(mentor.pk), str(mentee.pk), broken)

    assert len(said) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_loading_takes_the_same_queries_for_more_people(
    crew, programme, organisation, django_assert_num_queries, count
):
    project = ProjectFactory(organisation=organisation)
    for _number in range(count):
        mentor, _mentees = crew()
        Stint.objects.create(
            person=mentor.person, project=project, starts_on="2025-01-01", hours=8
        )

    with django_assert_num_queries(4):
        loaded = load(programme)

    assert len(loaded.instance.people) == 5 * count


@pytest.mark.django_db
def test_loading_leaves_out_who_cannot_be_seated(enrol, programme, group):
    free = enrol()
    enrol(state="invited")
    runs = enrol()
    programme.coordinators.create(person=runs.person)
    seated = group.seats.first().participation

    loaded = load(programme)
    also = load(programme, also=[str(seated.pk), str(runs.pk)])

    assert list(loaded.participations) == [str(free.pk)]
    assert also.absent == {str(seated.pk), str(runs.pk)}


@pytest.fixture
def told(compose, composition, organisation):
    """A board of one group in which planning is helped with and feedback is shared."""
    ((mentor, mentees),) = compose(mentees=4)
    planning, feedback = [
        TopicFactory(organisation=organisation, name_en=name)
        for name in ("Planning", "Feedback")
    ]
    Expertise.objects.create(participation=mentor, topic=planning, level=3)
    for mentee, topics in zip(
        mentees, [[planning, feedback], [planning], [feedback], []], strict=True
    ):
        for topic in topics:
            Need.objects.create(participation=mentee, topic=topic, weight=2)
    seen = read_board(composition)
    loaded = load(composition.programme, also=seen.keys())
    return loaded, seen, mentor, mentees


@pytest.mark.django_db
def test_a_board_says_why_these_people_sit_together(told):
    loaded, seen, mentor, mentees = told

    [group] = board_story(loaded, seen).groups

    assert group.why[0] == f"{mentor.person.given_name} helps with Planning (2)."
    assert group.why[1] == "They share Feedback (2) among themselves."
    said = {card.participation: card.fit.why for card in group.cards}
    assert [said[mentee] for mentee in mentees] == [
        "Helped with Planning.",
        "Helped with all of it.",
        "Shares Feedback with 1 other.",
        "No needs are known yet.",
    ]


@pytest.mark.django_db
def test_a_card_says_what_its_fit_comes_from(told):
    loaded, seen, mentor, mentees = told

    why = explain_card(loaded, seen, str(mentees[0].pk))

    name = mentor.person.given_name
    second, third = mentees[1].person.given_name, mentees[2].person.given_name
    said = {part.label: part.words for part in why.parts}
    assert (
        said["Help of the mentor"] == f"{name} helps with Planning. Not with Feedback."
    )
    assert said["Shared with the others"] == (
        f"Planning: with {second}. Feedback: with {third}."
    )
    assert why.parts[0].points == 500
    assert why.mentor == mentor
    assert not why.broken
