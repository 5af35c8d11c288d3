"""Steps on the board: each is made on a version, and can be taken back."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from boards import board, composing, news
from boards.board import Board
from boards.composing import rules
from boards.models import Composition, Pin, Step
from boards.reading import read_board
from boards.sentences import story_of_steps
from boards.services.boards import write_board
from boards.services.history import do_again, take_back_step, to_redo, to_undo
from groups.loaded import Loaded
from groups.loading import load
from groups.sentences import in_sentences, relaxed
from spaces.errors import DomainError


@dataclass(frozen=True)
class Made:
    """What a step did: its row, the board after it, and the people it is about."""

    step: Step
    board: Board
    people: Loaded
    # The step that it took back or did again.
    of: Step | None = None


class StaleBoard(DomainError):
    """The board was changed meanwhile; the words say what changed."""


def move_mentee(*, composition, version, by, mentee, mentor) -> Made | None:
    """Seat a mentee with a mentor of the board, or with nobody (None).

    Raises DomainError with the rule in words when the move would break one.
    """

    def edit(after):
        if mentor is None:
            after.seats.pop(str(mentee.pk), None)
        else:
            _require_column(after, mentor)
            after.seats[str(mentee.pk)] = str(mentor.pk)

    return _step(composition, version, by, Step.Kind.MOVE, edit)


def add_column(*, composition, version, by, mentor) -> Made | None:
    """Put an empty group of this mentor on the board."""

    def edit(after):
        if str(mentor.pk) in after.columns:
            raise DomainError(_("This mentor has a group on the board already."))
        if str(mentor.pk) in after.away:
            raise DomainError(
                _(
                    "This mentor is not available: make the mentor available again "
                    "first."
                )
            )
        after.columns[str(mentor.pk)] = ""

    return _step(composition, version, by, Step.Kind.ADD, edit)


def mark_away(*, composition, version, by, mentor) -> Made | None:
    """Say that a mentor is not available: no group here, and none proposed."""

    def edit(after):
        after.columns.pop(str(mentor.pk), None)
        for mentee in after.mentees_of(str(mentor.pk)):
            del after.seats[mentee]
        after.away[str(mentor.pk)] = board.AWAY

    return _step(composition, version, by, Step.Kind.AWAY, edit)


def mark_present(*, composition, version, by, mentor) -> Made | None:
    def edit(after):
        after.away.pop(str(mentor.pk), None)

    return _step(composition, version, by, Step.Kind.PRESENT, edit)


def remove_column(*, composition, version, by, mentor) -> Made | None:
    """Take a group off the board; its mentees are without one again."""

    def edit(after):
        _require_column(after, mentor)
        del after.columns[str(mentor.pk)]
        for mentee in after.mentees_of(str(mentor.pk)):
            del after.seats[mentee]

    return _step(composition, version, by, Step.Kind.REMOVE, edit)


def give_reason(*, composition, version, by, mentor, reason) -> Made | None:
    """Say why a group crosses disciplines, or take it back with no words (R2)."""

    def edit(after):
        _require_column(after, mentor)
        after.columns[str(mentor.pk)] = reason.strip()

    return _step(composition, version, by, Step.Kind.REASON, edit)


def pin(*, composition, version, by, mentee, mentor, kind) -> Made | None:
    """Lock a mentee to a mentor's group, or keep the two apart (H7).

    A lock moves the mentee there; a lock of before goes. Keeping apart takes the
    mentee out of that group.
    """

    def edit(after):
        key, lead = str(mentee.pk), str(mentor.pk)
        if kind == Pin.Kind.LOCK:
            _require_column(after, mentor)
            _drop_locks(after, key)
            after.seats[key] = lead
        elif after.seats.get(key) == lead:
            del after.seats[key]
        after.pins[board.pair(key, lead)] = str(kind)

    return _step(composition, version, by, Step.Kind.PIN, edit)


def unpin(*, composition, version, by, mentee, mentor) -> Made | None:
    def edit(after):
        after.pins.pop(board.pair(mentee.pk, mentor.pk), None)

    return _step(composition, version, by, Step.Kind.UNPIN, edit)


def undo(*, composition, version, by, step=None) -> Made | None:
    """Take back the step of that version, or the last of theirs that stands.

    Raises DomainError with who changed the same since.
    """

    def edit(after):
        undone = to_undo(composition, by, step)
        take_back_step(composition, after, undone)
        return undone

    return _step(composition, version, by, Step.Kind.UNDO, edit)


def redo(*, composition, version, by, step=None) -> Made | None:
    """Do again what they took back last, which has to be the step of that version."""

    def edit(after):
        redone = to_redo(composition, by, step)
        do_again(composition, after, redone)
        return redone

    return _step(composition, version, by, Step.Kind.REDO, edit)


def take_over(*, composition, version, by, groups) -> Made | None:
    """Replace the groups of the board with those of a proposal."""

    def edit(after):
        kept = after.columns
        after.columns = {group.mentor: kept.get(group.mentor, "") for group in groups}
        after.seats = {
            mentee: group.mentor for group in groups for mentee in group.mentees
        }

    kind = Step.Kind.PROPOSAL
    return _step(composition, version, by, kind, edit, proposing=True)


def take_in(*, composition, version, by, target) -> Made | None:
    """Replace all that is on the board with what a spreadsheet says."""

    def edit(after):
        board.carry_out(after, board.difference(after, target))

    return _step(composition, version, by, Step.Kind.IMPORT, edit)


@transaction.atomic
def _step(composition, version, by, kind, edit, *, proposing=False) -> Made | None:
    """Brings the composition up to date, and its version; None: nothing to change."""
    locked = Composition.objects.select_for_update(no_key=True)
    composition.refresh_from_db(
        fields=["version", "published_at"], from_queryset=locked
    )
    _require_open(composition, version, proposing)
    before = read_board(composition)
    after = before.copy()
    of = edit(after)
    change = board.difference(before, after)
    if not change:
        return None
    keys = news.news_of_changes(after, [change]).people(after) | board.named(change)
    people = load(composition.programme, only=keys, pins=after.pins)
    _check(people, before, after, change)
    write_board(composition, change)
    composition.version += 1
    composition.save(update_fields=["version"])
    step = composition.steps.create(
        version=composition.version,
        kind=kind,
        change=change,
        undoes=of and of.version,
        by=by,
    )
    if of:
        of.undone = step.version if kind == Step.Kind.UNDO else None
        of.save(update_fields=["undone"])
    return Made(step, after, people, of)


def _require_open(composition, version, proposing):
    if composition.published_at:
        raise DomainError(
            _("These groups are published: change them on the page of the group.")
        )
    if version != composition.version:
        raise StaleBoard(_meanwhile(composition, version))
    if not proposing and composition.proposals.under_way().exists():
        raise DomainError(
            _(
                "Groups are being proposed right now: wait for them, or stop the "
                "proposal."
            )
        )


def _meanwhile(composition, version) -> str:
    made = composition.steps.since(version)
    sentences = " ".join(story_of_steps(made))
    return (
        _(
            "Not done: the board was changed meanwhile. %(told)s It is as you see it "
            "now; do it again if you still want to."
        )
        % {"told": sentences}
    ).replace("  ", " ")


def _require_column(after, mentor):
    if str(mentor.pk) not in after.columns:
        raise DomainError(_("This mentor has no group on the board: add it first."))


def _drop_locks(after, mentee):
    for key, kind in list(after.pins.items()):
        if kind == Pin.Kind.LOCK and key.startswith(f"{mentee}:"):
            del after.pins[key]


def _check(loaded, before, after, change):
    """Hard rules: of everybody who was moved, and of groups that lost their reason."""
    moved = [mentee for mentee in change.get("seats", {}) if mentee in after.seats]
    strict = [
        mentor
        for mentor in change.get("columns", {})
        if mentor in before.columns and mentor in after.columns
    ]
    broken = []
    for mentee in moved:
        mentor = after.seats[mentee]
        breaks = composing.breaks(
            loaded.instance, mentee, mentor, after.mentees_of(mentor)
        )
        breaks = relaxed(breaks, after.columns[mentor])
        broken += in_sentences(loaded, mentor, mentee, breaks)
    for mentor in strict:
        broken += _crossing(loaded, after, mentor)
    if broken:
        raise DomainError(" ".join(dict.fromkeys(broken)))


def _crossing(loaded, after, mentor) -> list[str]:
    mentees = after.mentees_of(mentor)
    for mentee, breach in composing.group_breaks(loaded.instance, mentor, mentees):
        if breach.rule == rules.DISCIPLINE and not after.columns[mentor]:
            return in_sentences(loaded, mentor, mentee, [breach])
    return []
