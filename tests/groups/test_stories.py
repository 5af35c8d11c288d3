import pytest

from groups.composing import Break
from groups.loading import load
from groups.stories import FitStory
from groups.words import in_sentences, relaxed
from people.models import Stint
from programmes.models import Role
from tests.factories import ProjectFactory


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

    with django_assert_num_queries(5):
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
