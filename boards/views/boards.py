"""The board of a composition as pages, and what changed on it."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from boards import services
from boards.filters import Filter, choices, count_found, hidden
from boards.forms import KeptApartForm, ProposeForm
from boards.loading import away_mentors, count_left, idle_mentors, load_board, load_near
from boards.news import since
from boards.presenters import (
    ProposalStory,
    board_story,
    explain_card,
    pins_of,
    tell_group,
    tell_news,
)
from boards.reading import read_board
from boards.sentences import brief_words, story_of_steps
from boards.views.compositions import composition_of
from groups import services as groups
from groups.loading import load
from groups.presenters import options_for
from groups.presenters.now import NEAR
from people.choices import FEW
from people.web import bounded
from people.web.refusals import refusals_told

# Of more people a card shows, unasked, the groups alone that may suit best.
MANY = 300


# A board of 250 groups shrinks to a twentieth. It holds names and teams, nothing that is
# confidential, and Django masks the token and pads what it shrinks (BREACH).
@gzip_page
@require_GET
def board_page(request, pk):
    composition = composition_of(request, pk)
    if composition.published_at:
        messages.info(request, _("This composition is published."))
        return redirect("boards:composition_list", composition.programme_id)
    context = board_context(composition, request.user) | {"again": None}
    return render(request, "boards/board.html", narrowed(request, context))


def narrowed(request, context) -> dict:
    """With what the address asks to be shown."""
    asked = Filter.of(request.GET)
    left_out = hidden(asked, context["story"])
    count = count_found(context["story"], left_out)
    return context | {"asked": asked, "hidden": left_out, "shown_count": count}


def named_steps(composition, person, people, made=None) -> dict[str, dict | None]:
    """What undo takes back and redo does again, in words; whose names are loaded."""
    is_new = made and not made.of
    steps = (made.step, None) if is_new else services.undo_and_redo(composition, person)
    words = iter(brief_words([step for step in steps if step], people))
    undo, redo = [
        step and {"step": step.version, "words": next(words)} for step in steps
    ]
    return {"undo": undo, "redo": redo}


def board_context(composition, person) -> dict:
    loaded, board = load_board(composition)
    proposal = composition.proposals.first()
    tried = bool(board.columns) or (proposal and not proposal.is_under_way)
    story = board_story(loaded, board, tried=tried)
    mentees = story.placed + len(story.unplaced)
    return {
        "composition": composition,
        "programme": composition.programme,
        "story": story,
        "counts": {
            "groups": len(story.groups),
            "placed": story.placed,
            "left": len(story.unplaced),
        },
        "idle": story.idle,
        "away": [loaded.participations[key] for key in board.away],
        "choices": choices(loaded),
        "proposal": proposal,
        "proposal_story": proposal and ProposalStory(proposal),
        "propose": ProposeForm(mentees=mentees),
        **named_steps(composition, person, loaded),
    }


def news_context(composition, person, board, news, made=None) -> dict:
    """What `news` needs, from the people it is about alone."""
    touched = news.people(board)
    loaded = made and made.people
    if not loaded or touched - loaded.participations.keys():
        loaded = load(composition.programme, pins=board.pins, only=touched)
    return {
        "composition": composition,
        "news": news,
        "story": tell_news(loaded, board, news),
        "counts": {
            "groups": len(board.columns),
            "placed": len(board.seats),
            "left": count_left(composition),
        },
        "idle": idle_mentors(composition) if news.moves_mentors else (),
        "away": away_mentors(composition) if news.moves_mentors else (),
        **named_steps(composition, person, loaded, made),
    }


@gzip_page
@require_GET
def news(request, pk):
    """What others changed since the version that is shown; nothing: 204."""
    composition = composition_of(request, pk)
    under_way = composition.proposals.under_way().values_list("pk", flat=True).first()
    if composition.published_at:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if bounded.text(request.GET, "proposal") != str(under_way or ""):
        return _whole(request, composition, ended=not under_way)
    version = bounded.number(request.GET, "version")
    if version == composition.version:
        return HttpResponse(status=204)
    return answer(request, composition, version, poll=True)


def answer(request, composition, version, *, made=None, again=None, poll=False):
    """Only what changed since the version, or the whole board when that is too much."""
    board = made.board if made else read_board(composition)
    news = None
    if version is not None:
        news = since(composition, board, version, made and made.step)
    if news is None:
        return _whole(request, composition, again)
    others = composition.steps.since(version) if poll else ()
    context = {
        **news_context(composition, request.user, board, news, made),
        "again": again,
        "poll": poll,
        "told": story_of_steps(others),
    }
    return render(request, "boards/board_news.html", context)


def _whole(request, composition, again=None, *, ended=False):
    context = {
        **board_context(composition, request.user),
        "again": again,
        "ended": ended,
    }
    response = render(request, "boards/board.html#board", context)
    response["HX-Retarget"] = "#board"
    response["HX-Reswap"] = "outerHTML"
    return response


@require_GET
def card(request, pk, mentee):
    """Where a mentee could go and what would break: the board without a mouse."""
    composition = composition_of(request, pk, with_enrolled=True)
    shows_all = "all" in request.GET
    is_near = composition.enrolled > MANY and not shows_all
    if is_near:
        loaded, board = load_near(composition, mentee, NEAR)
    else:
        loaded, board = load_board(composition)
    if not is_there(loaded, board, str(mentee)):
        return redirect(composition)
    context = card_context(loaded, board, str(mentee), is_near=is_near)
    context |= {"composition": composition, "programme": composition.programme}
    return render(request, "boards/card.html", context)


def is_there(loaded, board, key) -> bool:
    """On the board, or can be seated."""
    free = key in loaded.participations and key not in loaded.absent
    return free or key in board.keys()  # noqa: SIM118


def card_context(loaded, board, key, *, is_near) -> dict:
    """`is_near`: of a few groups alone, which prove nothing about who has none."""
    possible = options_for(loaded, board.by_mentor(), board.columns, key)
    mentee = loaded.participations[key]
    is_told = key in board.seats or not is_near
    others = [other for other in loaded.participations.values() if other != mentee]
    return {
        "mentee": mentee,
        "needs": loaded.needs(key),
        "why": explain_card(loaded, board, key) if is_told else None,
        "options": possible,
        "barred": [option for option in possible if option.broken and not option.here],
        "now": loaded.participations.get(board.seats.get(key)),
        "pins": pins_of(loaded, board, key),
        "mentors": loaded.mentors(),
        "others": () if is_near or len(others) > FEW else others,
        "is_near": is_near,
    }


@require_GET
def column(request, pk, mentor):
    """One group of the board: why these people, and what can be done with it."""
    composition = composition_of(request, pk)
    board = read_board(composition)
    if str(mentor) not in board.columns:
        return redirect(composition)
    people = [mentor, *board.mentees_of(str(mentor))]
    loaded = load(composition.programme, pins=board.pins, only=people)
    context = {
        "composition": composition,
        "programme": composition.programme,
        "group": tell_group(loaded, board, str(mentor)),
        "asked": Filter.of(request.GET),
    }
    return render(request, "boards/column.html", context)


@gzip_page
@require_GET
def options(request, pk, mentee):
    """The same for a card in the hand: per group what would break, as JSON."""
    loaded, board = load_board(composition_of(request, pk))
    if str(mentee) not in loaded.participations:
        return JsonResponse({})
    group_options = options_for(loaded, board.by_mentor(), board.columns, str(mentee))
    return JsonResponse({option.key: option.as_hint() for option in group_options})


@require_POST
def apart(request, pk, mentee):
    """Keep somebody from another of the programme, whichever composition."""
    composition = composition_of(request, pk)
    form = KeptApartForm(request.POST, programme=composition.programme, mentee=mentee)
    if form.is_valid():
        chosen = form.cleaned_data
        with refusals_told(request):
            groups.keep_apart(programme=composition.programme, **chosen)
            name = {"one": chosen["one"].person, "other": chosen["other"].person}
            messages.success(request, _("%(one)s and %(other)s are kept apart.") % name)
    else:
        messages.error(request, _("Choose two different people."))
    return redirect("boards:card", pk, mentee)
