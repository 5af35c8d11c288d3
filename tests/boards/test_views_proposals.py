"""How a proposal is asked for, followed and stopped."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from boards.models import Proposal
from boards.services import ask_proposal

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


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
    url = reverse("boards:proposal", args=[proposal.pk])
    return " ".join(client.get(url, headers=HTMX).content.decode().split())


def test_a_proposal_waits_and_can_be_cancelled(coordinated, composition):
    coordinated.post(reverse("boards:propose", args=[composition.pk]))
    proposal = Proposal.objects.get()
    assert "Waiting to begin" in panel(coordinated, proposal)
    Proposal.objects.update(heard_at=timezone.now() - Proposal.SILENT_AFTER)
    assert "is busy or does not run" in panel(coordinated, proposal)

    stop = reverse("boards:proposal_stop", args=[proposal.pk])
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
    url = reverse("boards:proposal_stop", args=[run.pk])

    response = coordinated.post(url, headers=HTMX)

    assert b"the best groups so far come on the board" in response.content
    assert b"Stop, and take" not in response.content
    run.refresh_from_db()
    assert run.stop_asked


def test_a_silent_worker_is_said_and_given_up(coordinated, run):
    Proposal.objects.update(heard_at=timezone.now() - Proposal.SILENT_AFTER)
    assert "No sign of life for a while" in panel(coordinated, run)

    response = coordinated.post(reverse("boards:proposal_stop", args=[run.pk]))

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

    url = reverse("boards:proposal", args=[run.pk])
    answer = coordinated.get(url, headers=HTMX)

    assert (answer.status_code, answer.headers["HX-Trigger"]) == (204, "news")
    assert words in coordinated.get(run.composition.get_absolute_url()).content.decode()


def test_the_time_to_search_can_be_chosen(coordinated, composition, compose):
    compose(groups=2, mentees=5)
    compose(groups=1, mentees=6)
    page = coordinated.get(composition.get_absolute_url())
    assert page.context["propose"].has_choice

    coordinated.post(
        reverse("boards:propose", args=[composition.pk]), {"seconds": "30.0"}
    )

    assert Proposal.objects.get().seconds == 30


def test_a_proposal_is_seen_by_coordinators_only(
    signed_in, coordinator, outsider, composition
):
    proposal = ask_proposal(composition=composition, by=coordinator)
    for name in ("proposal", "proposal_stop"):
        url = reverse(f"boards:{name}", args=[proposal.pk])
        assert signed_in(outsider).get(url).status_code in (404, 405)
        assert signed_in(outsider).post(url).status_code in (404, 405)
    proposal.refresh_from_db()
    assert not proposal.stop_asked
