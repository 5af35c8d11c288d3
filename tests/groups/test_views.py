from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from groups import board
from groups.models import Composition, Exclusion, MentorGroup, Proposal
from groups.services import ask_proposal, copy_composition, publish
from programmes.models import Role
from tests.factories import PersonFactory, coordinator_of, form_group

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    monkeypatch.setattr("groups.tasks.propose.delay", lambda pk: None)


@pytest.fixture
def coordinated(signed_in, coordinator):
    return signed_in(coordinator)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


# Pages of a coordinator, by name and what they are about; then the actions.
PROGRAMME_PAGES = ["composition_list", "composition_new", "sheet_new", "apart"]
BOARD_PAGES = ["board", "composition_rename", "composition_delete", "publish"]
ACTIONS = [
    "move",
    "column_add",
    "column_remove",
    "away",
    "present",
    "reason",
    "pin",
    "unpin",
    "undo",
    "redo",
    "propose",
    "composition_copy",
]


@pytest.mark.parametrize("name", PROGRAMME_PAGES)
def test_pages_of_a_programme(signed_in, coordinator, mentor, programme, name):
    stranger = coordinator_of(
        type(programme).objects.create(
            organisation=programme.organisation, name="Other", starts_on="2026-01-01"
        )
    )
    url = reverse(f"groups:{name}", args=[programme.pk])

    statuses = [
        signed_in(person).get(url).status_code
        for person in (coordinator, mentor, stranger)
    ]

    assert statuses == [200, 403, 404]
    assert signed_in(coordinator).delete(url).status_code == 405


@pytest.mark.parametrize("name", BOARD_PAGES)
def test_pages_of_a_composition(signed_in, coordinator, mentor, composition, name):
    url = reverse(f"groups:{name}", args=[composition.pk])

    assert signed_in(coordinator).get(url).status_code == 200
    assert signed_in(coordinator).delete(url).status_code == 405
    for person in (mentor, PersonFactory()):
        assert signed_in(person).get(url).status_code == 404
        assert signed_in(person).post(url).status_code in (404, 405)
    assert Composition.objects.filter(pk=composition.pk).exists()


@pytest.mark.parametrize("name", ACTIONS)
def test_actions_on_a_composition(signed_in, coordinator, mentor, composition, name):
    url = reverse(f"groups:{name}", args=[composition.pk])

    assert signed_in(coordinator).get(url).status_code == 405
    for person in (mentor, PersonFactory()):
        assert signed_in(person).post(url, {"version": 0}).status_code == 404
    assert signed_in(coordinator).post(url, {"version": 0}).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_a_board_takes_the_same_queries_for_more_groups(
    coordinated, compose, composition, django_assert_num_queries, count
):
    compose(groups=count)

    with django_assert_num_queries(20):
        coordinated.get(composition.get_absolute_url())


def test_the_board_says_who_sits_where_and_what_breaks(
    coordinated, compose, composition, enrol
):
    ((_mentor, mentees),) = compose(mentees=3)
    free = enrol()
    mentees[0].person.team = mentees[1].person.team
    mentees[0].person.save()

    story = coordinated.get(composition.get_absolute_url()).context["story"]

    (group,) = story.groups
    assert [card.key for card in story.unplaced] == [str(free.pk)]
    assert group.broken == ("A group has 4 to 6 mentees (R1).",)
    assert sum(bool(card.broken) for card in group.cards) == 1


def test_a_board_without_mentors_says_what_helps(coordinated, composition, enrol):
    enrol()

    page = coordinated.get(composition.get_absolute_url())

    assert page.context["story"].obstacles == (
        "No mentor is enrolled yet: invite mentors to the programme.",
    )


def test_a_board_of_three_mentees_says_what_helps(coordinated, composition, crew):
    crew(3)

    page = coordinated.get(composition.get_absolute_url())

    assert page.context["story"].obstacles == (
        "3 mentees are enrolled, and a group has at least 4: invite more mentees to "
        "the programme.",
    )


def test_a_board_of_one_team_says_what_helps(coordinated, composition, enrol, field):
    first = enrol(Role.MENTOR)
    for _number in range(4):
        enrol(person__team=first.person.team)

    page = coordinated.get(composition.get_absolute_url())

    assert page.context["story"].obstacles[-1] == (
        "Water: all mentees are in the same team, and two of a team cannot share a "
        "group (R3). Invite mentees of other teams."
    )


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])
def test_moving_a_mentee(coordinated, compose, composition, enrol, htmx):
    ((mentor, _mentees),) = compose()
    newcomer = enrol()
    url = reverse("groups:move", args=[composition.pk])
    data = {"version": 0, "mentee": newcomer.pk, "mentor": mentor.pk}

    response = coordinated.post(url, data, headers=HTMX if htmx else {})

    assert board.read(composition).seats[str(newcomer.pk)] == str(mentor.pk)
    assert response.status_code == (200 if htmx else 302)
    assert b"<html" not in response.content


def test_a_refused_move_says_the_rule(coordinated, compose, composition, enrol):
    ((mentor, mentees),) = compose()
    newcomer = enrol(person__team=mentees[0].person.team)
    url = reverse("groups:move", args=[composition.pk])
    data = {"version": 0, "mentee": newcomer.pk, "mentor": mentor.pk}

    response = coordinated.post(url, data, headers=HTMX)

    assert "are in the same team" in response.content.decode()
    assert str(newcomer.pk) not in board.read(composition).seats


def test_a_mentee_of_another_programme_is_no_move(
    coordinated, compose, composition, outsider
):
    ((mentor, _mentees),) = compose()
    url = reverse("groups:move", args=[composition.pk])
    data = {"version": 0, "mentee": 10**9, "mentor": mentor.pk}

    response = coordinated.post(url, data, follow=True)

    assert messages_of(response) == [
        "Not done: the board has changed. It is as you see it now."
    ]


def test_the_second_of_two_coordinators_is_told_what_changed(
    signed_in, coordinator, programme, compose, composition
):
    (mentor, mentees), (other, _others) = compose(groups=2)
    second = coordinator_of(programme)
    url = reverse("groups:move", args=[composition.pk])
    data = {"version": 0, "mentor": other.pk}
    signed_in(second).post(url, data | {"mentee": mentees[0].pk})

    response = signed_in(coordinator).post(
        url, data | {"mentee": mentees[1].pk}, follow=True
    )

    done, said = messages_of(response)
    assert done == f"{mentees[0].person} is with {other.person} now."
    assert f"{second} moved somebody ({mentees[0].person}" in said
    assert board.read(composition).seats[str(mentees[1].pk)] == str(mentor.pk)


def test_a_card_says_where_it_could_go(coordinated, compose, composition, enrol):
    (mentor, mentees), (other, others) = compose(groups=2)
    others[0].person.team = mentees[0].person.team
    others[0].person.save()
    url = reverse("groups:card", args=[composition.pk, mentees[0].pk])

    options = coordinated.get(url).context["options"]

    assert [(one.key, one.here, bool(one.broken)) for one in options] == [
        (str(mentor.pk), True, False),
        (str(other.pk), False, True),
        ("", False, False),
    ]


def test_a_card_is_hidden_from_who_does_not_coordinate(
    signed_in, compose, composition, outsider, coordinator
):
    ((_mentor, mentees),) = compose()
    for name in ("card", "options"):
        url = reverse(f"groups:{name}", args=[composition.pk, mentees[0].pk])
        assert signed_in(outsider).get(url).status_code == 404
        assert signed_in(coordinator).post(url).status_code == 405


def test_the_options_of_a_held_card(coordinated, compose, composition):
    (mentor, mentees), (other, others) = compose(groups=2)
    others[0].person.team = mentees[0].person.team
    others[0].person.save()
    url = reverse("groups:options", args=[composition.pk, mentees[0].pk])

    hints = coordinated.get(url).json()

    assert hints[str(mentor.pk)] == {"words": "", "broken": False, "dots": 0}
    assert hints[str(other.pk)]["broken"] is True
    assert "are in the same team" in hints[str(other.pk)]["words"]


@pytest.fixture
def run(composition, coordinator):
    """A run of the solver that a worker has taken up a moment ago."""
    proposal = ask_proposal(composition=composition, by=coordinator)
    proposal.state = Proposal.State.RUNNING
    proposal.started_at = proposal.heard_at - timedelta(seconds=2)
    proposal.progress = {
        "groups": 5, "placed": 24, "mentees": 25, "fit": 612, "worst": 300,
        "quality": 987, "bound": 1000, "trail": [[0.1, 900], [1.5, 987]],
    }  # fmt: skip
    proposal.save()
    return proposal


def panel(client, proposal):
    url = reverse("groups:proposal", args=[proposal.pk])
    return " ".join(client.get(url, headers=HTMX).content.decode().split())


def test_a_proposal_waits_and_can_be_cancelled(coordinated, composition):
    coordinated.post(reverse("groups:propose", args=[composition.pk]))
    proposal = Proposal.objects.get()
    assert "Waiting to begin" in panel(coordinated, proposal)
    Proposal.objects.update(heard_at=timezone.now() - Proposal.HUSH)
    assert "is busy or does not run" in panel(coordinated, proposal)

    stop = reverse("groups:proposal_stop", args=[proposal.pk])
    response = coordinated.post(stop, headers=HTMX)

    assert response.headers["HX-Trigger"] == "news"
    page = coordinated.get(composition.get_absolute_url())
    assert b"The last proposal was cancelled" in page.content
    assert not composition.proposals.under_way().exists()


def test_a_run_shows_how_far_it_is(coordinated, run):
    shown = panel(coordinated, run)

    assert "2 of 5 seconds" in shown
    assert 'value="40"' in shown
    assert "24 of 25 mentees have a group." in shown
    assert "at least 98.7 % of what is possible" in shown
    assert '<path d="M' in shown


def test_stopping_is_answered_at_once(coordinated, run):
    url = reverse("groups:proposal_stop", args=[run.pk])

    response = coordinated.post(url, headers=HTMX)

    assert b"the best groups so far come on the board" in response.content
    assert b"Stop, and take" not in response.content
    run.refresh_from_db()
    assert run.stop_asked


def test_a_silent_worker_is_said_and_given_up(coordinated, run):
    Proposal.objects.update(heard_at=timezone.now() - Proposal.HUSH)
    assert "No sign of life for a while" in panel(coordinated, run)

    response = coordinated.post(reverse("groups:proposal_stop", args=[run.pk]))

    assert response.url == run.composition.get_absolute_url()
    run.refresh_from_db()
    assert run.state == Proposal.State.CANCELLED


def test_a_dead_worker_does_not_bar_the_board(coordinated, run):
    Proposal.objects.update(heard_at=timezone.now() - Proposal.SILENCE)

    page = coordinated.get(run.composition.get_absolute_url())

    assert b"nothing was heard of it any more" in page.content
    assert b"Propose groups" in page.content


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("done", "Proposed in 2 seconds. 24 of 25 mentees have a group."),
        ("stopped", "Stopped after 2 seconds. 24 of 25 mentees have a group."),
        ("failed", "The last proposal was not finished"),
    ],
)
def test_how_a_run_ended_stays_on_the_board(coordinated, run, state, words):
    Proposal.objects.update(state=state)

    url = reverse("groups:proposal", args=[run.pk])
    answer = coordinated.get(url, headers=HTMX)

    assert (answer.status_code, answer.headers["HX-Trigger"]) == (204, "news")
    assert words in coordinated.get(run.composition.get_absolute_url()).content.decode()


def test_the_time_to_search_can_be_chosen(coordinated, composition, compose):
    compose(groups=2, mentees=5)
    compose(groups=1, mentees=6)
    page = coordinated.get(composition.get_absolute_url())
    assert page.context["propose"].has_choice

    coordinated.post(
        reverse("groups:propose", args=[composition.pk]), {"seconds": "30.0"}
    )

    assert Proposal.objects.get().seconds == 30


def test_a_proposal_is_seen_by_coordinators_only(
    signed_in, coordinator, outsider, composition
):
    proposal = ask_proposal(composition=composition, by=coordinator)
    for name in ("proposal", "proposal_stop"):
        url = reverse(f"groups:{name}", args=[proposal.pk])
        assert signed_in(outsider).get(url).status_code in (404, 405)
        assert signed_in(outsider).post(url).status_code in (404, 405)
    proposal.refresh_from_db()
    assert not proposal.stop_asked


def test_compositions_are_started_renamed_copied_and_deleted(
    coordinated, programme, compose, composition
):
    compose()
    coordinated.post(
        reverse("groups:composition_new", args=[programme.pk]), {"name": "Second"}
    )
    coordinated.post(
        reverse("groups:composition_rename", args=[composition.pk]), {"name": "A"}
    )
    coordinated.post(reverse("groups:composition_copy", args=[composition.pk]))

    names = sorted(Composition.objects.values_list("name", flat=True))
    assert names == ["A", "A, copy", "Second"]
    twin = Composition.objects.get(name="A, copy")
    assert board.read(twin) == board.read(composition)
    coordinated.post(reverse("groups:composition_delete", args=[twin.pk]))
    assert not Composition.objects.filter(pk=twin.pk).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_more_groups(
    coordinated, programme, crew, django_assert_num_queries, count
):
    for _number in range(count):
        mentor, mentees = crew()
        form_group(mentor=mentor, mentees=mentees)

    with django_assert_num_queries(16):
        coordinated.get(reverse("groups:composition_list", args=[programme.pk]))


def test_keeping_apart_and_no_longer(coordinated, programme, crew):
    _mentor, mentees = crew()
    url = reverse("groups:apart", args=[programme.pk])

    same = {"one": mentees[0].pk, "other": mentees[0].pk}
    assert "Choose two different" in coordinated.post(url, same).content.decode()
    coordinated.post(url, {"one": mentees[1].pk, "other": mentees[0].pk})

    exclusion = Exclusion.objects.get()
    assert (exclusion.first, exclusion.second) == (mentees[0], mentees[1])
    coordinated.post(reverse("groups:together", args=[exclusion.pk]))
    assert not Exclusion.objects.exists()


def test_only_a_coordinator_lets_together(signed_in, programme, crew, outsider):
    _mentor, mentees = crew()
    exclusion = Exclusion.objects.create(
        programme=programme, first=mentees[0], second=mentees[1]
    )
    url = reverse("groups:together", args=[exclusion.pk])

    assert signed_in(outsider).post(url).status_code == 404
    assert Exclusion.objects.exists()


def test_publishing_shows_what_will_happen(coordinated, compose, composition, enrol):
    compose()
    free = enrol()

    page = coordinated.get(reverse("groups:publish", args=[composition.pk]))

    assert page.context["told"] == 5
    assert page.context["hindrances"] == []
    assert free.person.full_name in page.content.decode()


def test_publishing_says_who_is_told_and_why_somebody_is_left(
    coordinated, compose, composition, enrol
):
    compose(groups=2)
    enrol()

    page = coordinated.get(reverse("groups:publish", args=[composition.pk]))

    said = page.content.decode()
    assert "2 mentors: who the mentees are" in said
    assert "8 mentees: who the mentor and the others are" in said
    (card,) = page.context["story"].unplaced
    assert card.reason.why + card.reason.help
    assert str(escape(card.reason.help)) in said


def test_what_breaks_leads_to_where_it_is_mended(coordinated, compose, composition):
    ((_mentor, mentees),) = compose(mentees=5)
    one, other = (part.person for part in mentees[:2])
    other.team = one.team
    other.save(update_fields=["team"])

    page = coordinated.get(reverse("groups:publish", args=[composition.pk]))

    said = page.content.decode()
    assert "in the same team" in said
    cards = [reverse("groups:card", args=[composition.pk, m.pk]) for m in mentees[:2]]
    assert sum(url in said for url in cards) == 1


def test_another_composition_was_published_meanwhile(
    coordinated, compose, composition, coordinator
):
    compose()
    twin = copy_composition(composition=composition, by=coordinator)
    publish(composition=composition)

    page = coordinated.get(reverse("groups:publish", args=[twin.pk]))

    assert page.context["hindrances"] == [
        "The groups of this programme were published from another composition."
    ]
    assert 'name="version"' not in page.content.decode()


def test_publishing_twice_from_the_page(coordinated, compose, composition):
    compose()
    url = reverse("groups:publish", args=[composition.pk])

    for _number in range(2):
        response = coordinated.post(url, {"version": 0})

    assert response.status_code == 302
    assert MentorGroup.objects.count() == 1


@pytest.mark.parametrize("version", [{}, {"version": 7}, {"version": "x"}])
def test_publishing_an_old_board_is_refused(coordinated, compose, composition, version):
    compose()
    url = reverse("groups:publish", args=[composition.pk])

    response = coordinated.post(url, version, follow=True)

    assert messages_of(response) == [
        "The board was changed meanwhile: look again at what will happen."
    ]
    assert not MentorGroup.objects.exists()


def test_what_hinders_is_said_and_not_published(coordinated, compose, composition):
    compose(mentees=3)
    url = reverse("groups:publish", args=[composition.pk])

    page = coordinated.get(url).content.decode()

    assert "A group has 4 to 6 mentees (R1)." in page
    assert 'name="version"' not in page


def test_a_published_board_leads_to_the_groups(
    coordinated, compose, composition, programme
):
    compose()
    publish(composition=composition)
    there = reverse("groups:composition_list", args=[programme.pk])

    for name in ("board", "publish"):
        response = coordinated.get(reverse(f"groups:{name}", args=[composition.pk]))
        assert response.url == there
    assert composition.name in coordinated.get(there).content.decode()


@pytest.fixture
def formed(crew):
    mentor, mentees = crew()
    return form_group(mentor=mentor, mentees=mentees)


def test_the_page_of_a_group(signed_in, coordinator, formed, outsider):
    url = formed.get_absolute_url()

    assert signed_in(coordinator).get(url).status_code == 200
    assert signed_in(outsider).get(url).status_code == 404
    assert signed_in(coordinator).post(url).status_code == 405


def test_a_change_of_the_roster_is_flagged_and_changes_nothing(
    coordinated, formed, django_assert_num_queries
):
    one, other = (seat.person for seat in formed.seats.filter(role="mentee")[:2])
    other.team = one.team
    other.save()

    now = coordinated.get(formed.get_absolute_url()).context["now"]

    assert len(now.broken) == 1
    assert f"are in the same team, {one.team} (R3)" in now.broken[0].words
    assert formed.seats.held().count() == 5


def test_a_mentee_leaves_and_the_page_says_what_that_means(coordinated, formed):
    seat = formed.seats.filter(role=Role.MENTEE).first()
    url = reverse("groups:leave", args=[seat.pk])

    assert seat.person.full_name in coordinated.get(url).content.decode()
    page = coordinated.post(url, follow=True)

    assert "The group has 3 mentees; a group has at least four (R1)" in (
        page.content.decode()
    )
    assert coordinated.get(url).status_code == 404


def test_a_newcomer_joins(coordinated, formed, enrol):
    newcomer = enrol()
    url = reverse("groups:join", args=[formed.pk])

    assert "stays with those who were there" in coordinated.get(url).content.decode()
    coordinated.post(url, {"mentee": newcomer.pk})

    assert formed.seats.held().filter(person=newcomer.person).exists()


def test_a_newcomer_of_the_same_team_is_refused_beside_the_field(
    coordinated, formed, enrol
):
    there = formed.seats.filter(role=Role.MENTEE).first()
    newcomer = enrol(person__team=there.person.team)

    page = coordinated.post(
        reverse("groups:join", args=[formed.pk]), {"mentee": newcomer.pk}
    )

    (said,) = page.context["form"].errors["mentee"]
    assert "are in the same team" in said


def test_mentors_do_not_change_their_group(signed_in, formed, outsider):
    mentor = formed.seats.get(role=Role.MENTOR).person
    seat = formed.seats.filter(role=Role.MENTEE).first()
    urls = [
        reverse("groups:join", args=[formed.pk]),
        reverse("groups:leave", args=[seat.pk]),
    ]

    assert [signed_in(mentor).post(url).status_code for url in urls] == [403, 403]
    assert [signed_in(outsider).post(url).status_code for url in urls] == [404, 404]
    assert formed.seats.held().count() == 5


def test_somebody_without_a_group_is_told_kindly(signed_in, organisation):
    person = PersonFactory(organisation=organisation)

    page = signed_in(person).get(reverse("groups:group_list"))

    assert "You are not in a mentor group yet." in page.content.decode()


def test_a_coordinator_goes_from_groups_to_the_programme(coordinated, programme):
    response = coordinated.get(reverse("groups:group_list"))

    assert response.url == reverse("groups:composition_list", args=[programme.pk])
    assert coordinated.post(reverse("groups:group_list")).status_code == 405
