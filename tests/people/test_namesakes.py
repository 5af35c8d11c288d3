"""Two of one name are told apart wherever one of them is to be chosen."""

import pytest
from django import forms
from django.conf import settings
from django.urls import reverse

from boards.services import open_composition
from groups.forms import ApartForm, JoinForm
from people.choices import PersonField
from people.models import Person
from people.namesakes import tell_apart
from programmes.models import Participation, Role
from sessions.log.forms.action import ActionForm
from sessions.log.forms.log import LogForm
from sessions.models import Session
from sessions.session.views.entrance import members
from tests import factories
from tests.crossmentor.test_bounded import below, modules
from writing import readers

# Sent by the board, the card and the page with the people, which show them themselves.
NOT_SHOWN = {
    "ColumnForm.mentor",
    "ColumnReasonForm.mentor",
    "KeptApartForm.one",
    "KeptApartForm.other",
    # The buttons of the agenda tell them apart.
    "LeaderForm.leader",
    "LeavingForm.person",
    "MoveForm.mentee",
    "MoveForm.mentor",
    "PinForm.mentee",
    "PinForm.mentor",
    "UnpinForm.mentee",
    "UnpinForm.mentor",
    # A table with discipline and team.
    "InviteForm.people",
    # Boards and organisations.
    "RosterForm.organisation",
    "SheetForm.onto",
}


def person(**options):
    options = {"given_name": "Jan", "infix": "de", "family_name": "Boer"} | options
    return factories.PersonFactory(**options)


def test_every_choice_of_people_tells_them_apart():
    list(modules())

    other = {
        f"{form.__name__}.{name}"
        for form in set(below(forms.BaseForm))
        if form.__module__.partition(".")[0] in settings.ROOMS
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.ModelChoiceField)
        and not isinstance(field, PersonField)
    }

    assert other == NOT_SHOWN


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other", "shown", "names"),
    [
        ({"given_name": "Bo"}, {}, (), ["Bo de Boer", "Jan de Boer"]),
        ({}, {}, (), ["Jan de Boer (A)", "Jan de Boer (B)"]),
        ({"given_name": "JAN"}, {}, (), ["JAN de Boer (A)", "Jan de Boer (B)"]),
        ({}, {"team": 1}, (), ["Jan de Boer (C)", "Jan de Boer (D)"]),
        (
            {},
            {"team": 1, "discipline": 1},
            (),
            ["Jan de Boer (jan)", "Jan de Boer (j.boer)"],
        ),
        (
            {"email": "jan@a.example"},
            {"email": "jan@b.example", "team": 1, "discipline": 1},
            (),
            ["Jan de Boer (jan@a.example)", "Jan de Boer (jan@b.example)"],
        ),
        ({}, {}, ("team",), ["Jan de Boer", "Jan de Boer"]),
        (
            {},
            {"team": 1, "discipline": 1},
            ("team", "discipline"),
            ["Jan de Boer (jan)", "Jan de Boer (j.boer)"],
        ),
    ],
)
def test_by_what_they_differ_in(
    organisation, one, other, shown, names, django_assert_num_queries
):
    teams = [
        factories.TeamFactory(organisation=organisation, name=name) for name in "AB"
    ]
    fields = [
        factories.DisciplineFactory(organisation=organisation, name=name)
        for name in "CD"
    ]
    if "team" in other:
        other |= {"team": teams[0]}
    if "discipline" in other:
        other |= {"discipline": fields[0]}
    made = [
        person(
            **{
                "organisation": organisation,
                "email": email,
                "team": team,
                "discipline": field,
            }
            | options
        )
        for email, team, field, options in zip(
            ("jan@a.example", "j.boer@a.example"),
            teams,
            fields,
            (one, other),
            strict=True,
        )
    ]
    people = list(Person.objects.with_work().filter(pk__in=[p.pk for p in made]))
    people.sort(key=lambda one: one.pk)

    with django_assert_num_queries(0):
        tell_apart(people, shown)
        found = [one.full_name for one in people]

    assert found == names


@pytest.mark.django_db
def test_the_same_person_twice_is_one(organisation):
    one = person(organisation=organisation)

    people = tell_apart([one, Person.objects.get(pk=one.pk)])

    assert [person.full_name for person in people] == ["Jan de Boer"] * 2


@pytest.mark.django_db
def test_who_shares_a_given_name_is_called_by_all_of_it(organisation):
    people = tell_apart(
        person(organisation=organisation, family_name=name) for name in ("Boer", "Wit")
    )

    assert [one.called for one in people] == ["Jan de Boer", "Jan de Wit"]


@pytest.fixture
def namesakes(group):
    """Two mentees of `group` of one name; teams by the names A and B."""
    seats = list(group.seats.mentees().order_by("pk")[:2])
    for seat, team in zip(seats, "AB", strict=True):
        Person.objects.filter(pk=seat.person_id).update(
            given_name="Jan", infix="de", family_name="Boer"
        )
        type(seat.person.team).objects.filter(pk=seat.person.team_id).update(name=team)
    return [Person.objects.get(pk=seat.person_id) for seat in seats]


BOTH = ["Jan de Boer (A)", "Jan de Boer (B)"]


def labels(field):
    return [label for _value, label in field.choices if "Boer" in label]


def test_of_an_action(group, namesakes, django_assert_num_queries):
    form = ActionForm(people=members(group))

    with django_assert_num_queries(1):
        assert labels(form.fields["owner"]) == BOTH


def test_of_who_was_there(group, namesakes):
    form = LogForm(
        session=Session(kind="intervision", group=group), people=members(group)
    )

    shown = [field.label for _person, field in form.rows() if "Boer" in field.label]
    assert shown == BOTH


def test_of_who_comes_into_a_group(group, programme):
    for team in "AB":
        factories.ParticipationFactory(
            programme=programme,
            person=person(
                organisation=programme.organisation,
                team=factories.TeamFactory(
                    organisation=programme.organisation, name=team
                ),
            ),
        )

    assert labels(JoinForm(group=group, asked={}).fields["mentee"]) == BOTH
    assert labels(ApartForm(programme=programme, asked={}).fields["one"]) == BOTH


def test_of_one_team_by_their_addresses(group, programme):
    team = factories.TeamFactory(organisation=programme.organisation, name="A")
    for email in ("jan@a.example", "j.boer@a.example"):
        factories.ParticipationFactory(
            programme=programme,
            person=person(organisation=programme.organisation, team=team, email=email),
        )

    assert sorted(labels(JoinForm(group=group, asked={}).fields["mentee"])) == [
        "Jan de Boer (j.boer, A)",
        "Jan de Boer (jan, A)",
    ]


def test_of_a_reader(mentee, namesakes):
    found = readers.readers_named("Jan de Boer", mentee)

    assert sorted(one.pk for one in found if one != mentee) == sorted(
        one.pk for one in namesakes if one != mentee
    )


@pytest.mark.parametrize("role", [Role.MENTEE, Role.MENTOR])
def test_on_the_board_and_where_it_is_told_anew(
    signed_in, coordinator, programme, enrolled, role
):
    client = signed_in(coordinator)
    board = open_composition(programme=programme, name="One", by=coordinator)
    page = client.get(board.get_absolute_url()).text

    assert [name in page for name in BOTH] == [True, True]
    if role == Role.MENTEE:
        return
    url = reverse("boards:column_add", args=[board.pk])
    for version, lead in enumerate(enrolled[Role.MENTOR]):
        data = {"version": version, "mentor": lead.pk}
        answer = client.post(url, data, headers={"HX-Request": "true"})
    # The second group alone.
    assert "board__tray" not in answer.text
    assert BOTH[1] in answer.text


@pytest.fixture
def enrolled(programme, role):
    found = {Role.MENTOR: [], Role.MENTEE: []}
    for one in (Role.MENTOR, Role.MENTEE):
        for team in "AB":
            made = factories.PersonFactory(
                organisation=programme.organisation,
                team=factories.TeamFactory(
                    organisation=programme.organisation,
                    name=team if one == role else f"{one} {team}",
                ),
                years_experience=20,
            )
            if one == role:
                made.given_name, made.infix, made.family_name = "Jan", "de", "Boer"
                made.save()
            found[one].append(
                factories.ParticipationFactory(
                    programme=programme, person=made, role=one
                )
            )
    return found


def test_in_the_poll_and_the_circle(signed_in, mentor, group, namesakes):
    text = signed_in(mentor).get(reverse("sessions:group", args=[group.pk])).text

    assert [name in text for name in BOTH] == [True, True]


def test_among_those_to_talk_with(signed_in, mentor, namesakes):
    text = signed_in(mentor).get(reverse("sessions:one_on_one_list")).text

    assert [name in text for name in BOTH] == [True, True]


def test_among_the_intakes(signed_in, mentor, namesakes):
    text = signed_in(mentor).get(reverse("intake:intake_list")).text

    assert text.count("Jan de Boer (") == 2


def test_in_the_list_of_a_programme_by_their_addresses(
    signed_in, coordinator, programme
):
    team = factories.TeamFactory(organisation=programme.organisation, name="A")
    for email in ("jan@a.example", "j.boer@a.example"):
        factories.ParticipationFactory(
            programme=programme,
            state=Participation.State.INVITED,
            person=person(organisation=programme.organisation, team=team, email=email),
        )
    url = reverse("programmes:participation_list", args=[programme.pk])

    text = signed_in(coordinator).get(url).text

    assert "Jan de Boer (jan)" in text
    assert "Jan de Boer (j.boer)" in text
