"""The card of one mentee in a large programme: the few groups that may suit best."""

import pytest
from django.urls import reverse

from boards.views import boards as pages
from people.choices import FEW
from programmes.models import Role
from tests.factories import DisciplineFactory, ParticipationFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Many are more than two groups, or more than one person."""
    monkeypatch.setattr(pages, "MANY", 1)
    monkeypatch.setattr(pages, "NEAR", 2)


@pytest.fixture
def ask(coordinated, composition):
    def ask(mentee, **asked):
        url = reverse("boards:card", args=[composition.pk, mentee.pk])
        return coordinated.get(url, asked)

    return ask


def offered(page) -> set:
    return {int(one.key) for one in page.context["options"] if one.key}


@pytest.mark.parametrize("barred", ["full", "discipline", "team", "topic"])
def test_who_suits_least_is_left_out(ask, compose, enrol, programme, barred):
    """Where nothing is in the way two groups are as good: the first by name."""
    crews = compose(groups=3)
    free = enrol()
    (out, seated), *rest = crews
    if barred == "full":
        out.max_group = 4
        out.save()
    if barred == "discipline":
        out.person.discipline = DisciplineFactory(organisation=programme.organisation)
        out.person.save()
    if barred == "team":
        seated[0].person.team = free.person.team
        seated[0].person.save()
    if barred == "topic":
        topic = TopicFactory(organisation=programme.organisation)
        free.needs.create(topic=topic, weight=2)
        for mentor, _mentees in rest:
            mentor.expertise.create(topic=topic, level=2)

    page = ask(free)

    assert offered(page) == {mentor.pk for mentor, _ in rest}
    assert offered(ask(free, all=1)) == {mentor.pk for mentor, _ in crews}


def test_the_own_group_is_there_whatever_it_breaks(ask, compose, programme):
    (mentor, mentees), *_rest = compose(groups=3)
    mentor.person.discipline = DisciplineFactory(organisation=programme.organisation)
    mentor.person.save()

    page = ask(mentees[0])

    assert [one.key for one in page.context["options"] if one.here] == [str(mentor.pk)]
    assert page.context["now"] == mentor
    assert page.context["why"].broken


def test_of_few_groups_nothing_is_said_about_who_has_none(ask, compose, enrol):
    compose(groups=3)
    free = enrol()

    page, whole = ask(free), ask(free, all=1)

    assert page.context["why"] is None
    assert whole.context["why"].reason.help
    assert "Why without a group" not in page.text
    assert f'href="{page.request["PATH_INFO"]}?all=1"' in page.text
    assert "Show all groups" not in whole.text


def test_pins_of_who_has_no_group_there_are_shown(ask, composition, compose, enrol):
    compose(groups=2)
    free, idle = enrol(), enrol(Role.MENTOR)
    composition.pins.create(mentee=free, mentor=idle, kind="forbid")

    assert [one.mentor for one in ask(free).context["pins"]] == [idle]


@pytest.mark.parametrize("who", ["other programme", "withdrawn"])
def test_who_has_no_card_leads_back_to_the_board(ask, composition, compose, enrol, who):
    compose()
    other = ParticipationFactory() if who == "other programme" else enrol()
    if who == "withdrawn":
        other.state = other.State.WITHDRAWN
        other.save()

    assert ask(other).headers["Location"] == composition.get_absolute_url()


@pytest.mark.parametrize("groups", [3, 9])
def test_more_groups_cost_no_more(ask, compose, groups, django_assert_num_queries):
    (_mentor, mentees), *_rest = compose(groups=groups)
    ask(mentees[0])

    with django_assert_num_queries(12):
        ask(mentees[0])


def test_with_many_beside_it_one_goes_and_searches(coordinated, ask, programme, enrol):
    mentee, *_others = [enrol() for _number in range(FEW + 2)]
    there = reverse("groups:apart", args=[programme.pk]) + f"?one={mentee.pk}"

    page = ask(mentee)

    assert f'href="{there}"' in page.text
    assert 'id="keep-apart"' not in page.text
    shown = coordinated.get(there).context["form"].fields["one"].found
    assert [(key, on) for key, _label, on in shown] == [(str(mentee.pk), True)]
