"""From a composition to mentor groups, once."""

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.loading import load_board
from boards.models import Composition
from boards.presenters import hindrances
from groups.models import MentorGroup, Seat
from groups.refusals import WORDS, said_in_words
from groups.services.forming import GroupPlan, form_groups
from programmes.models import Programme
from reminders.services import Posting, post_all
from spaces.errors import DomainError
from spaces.services import unopen


@transaction.atomic
def publish(*, composition, version=None) -> list[MentorGroup]:
    """Form the groups of a composition and start the programme (R1 to R3).

    One transaction under a lock of the programme; doing it again changes nothing.
    `version` is that of the board the person has seen. Raises DomainError.
    """
    # The programme first, and everywhere: two of its compositions wait for each other.
    programme = Programme.objects.select_for_update(no_key=True).get(
        pk=composition.programme_id
    )
    composition = Composition.objects.select_for_update(no_key=True).get(
        pk=composition.pk
    )
    if composition.published_at:
        return list(programme.mentor_groups.all())
    if version is not None and version != composition.version:
        raise DomainError(
            _("The board was changed meanwhile: look again at what will happen.")
        )
    composition.programme = programme
    if words := closed(composition):
        raise DomainError(words)
    loaded, board = load_board(composition)
    groups = _form(programme, loaded, board)
    with said_in_words():
        composition.published_at = timezone.now()
        composition.save(update_fields=["published_at"])
    programme.state = Programme.State.RUNNING
    programme.save(update_fields=["state"])
    return groups


def closed(composition) -> str:
    """Why nothing can be published from it now, whatever is on the board; else empty."""
    programme = composition.programme
    other = programme.compositions.beside(composition).published()
    asked = composition.proposals.under_way()
    own = programme.compositions.filter(pk=composition.pk)
    has_other, is_asked = own.values_list(Exists(other), Exists(asked)).get()
    if has_other:
        return str(WORDS["boards_composition_published_once"])
    if programme.has_ended:
        return _("The programme has ended.")
    if is_asked:
        return _(
            "Groups are being proposed right now: wait for them, or stop the proposal."
        )
    return ""


def _form(programme, loaded, board) -> list[MentorGroup]:
    if not board.columns:
        raise DomainError(_("There are no groups yet: have them proposed first."))
    if sentences := hindrances(loaded, board):
        raise DomainError(" ".join(sentences))
    parts = loaded.participations
    for part in parts.values():
        part.programme = programme
    plans = [
        GroupPlan(
            parts[mentor],
            [parts[mentee] for mentee in mentees],
            board.columns[mentor],
        )
        for mentor, mentees in board.by_mentor().items()
    ]
    return form_groups(plans=plans)


@transaction.atomic
def unpublish(*, composition, by, now=None) -> None:
    """Take published groups back within the hour, as long as nobody made use of them.

    The composition is a board again, and those who were told are told; again it changes
    nothing. Raises DomainError, and changes nothing, when it is too late.
    """
    programme = Programme.objects.select_for_update(no_key=True).get(
        pk=composition.programme_id
    )
    composition = Composition.objects.select_for_update(no_key=True).get(
        pk=composition.pk
    )
    if not composition.published_at:
        return
    if not composition.may_be_taken_back(now):
        raise DomainError(_("Published groups can be taken back within an hour."))
    groups = list(programme.mentor_groups.all())
    seats = list(Seat.objects.filter(group__in=groups).select_related("person"))
    if any(seat.left_at or seat.joined_at > composition.published_at for seat in seats):
        raise DomainError(_("Somebody has joined or left since: change that group."))
    _take_back(groups, seats)
    composition.published_at = None
    composition.save(update_fields=["published_at"])
    programme.state = Programme.State.ENROLLING
    programme.save(update_fields=["state"])
    post_all(
        Posting(
            person=seat.person,
            kind="groups.unpublished",
            programme_id=programme.pk,
            zone=programme.time_zone,
            object_id=seat.group_id,
            link="/",
            context={"programme": str(programme), "by": by.full_name},
        )
        for seat in seats
    )


def _take_back(groups, seats) -> None:
    """Foreign keys refuse it as soon as any row, open or not, refers to one of them."""
    spaces = {group.circle_id for group in groups}
    spaces |= {seat.pair_id for seat in seats if seat.pair_id}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # Not by the models: those would look for rows that nobody may see here.
            seated, named = [row.pk for row in seats], [row.pk for row in groups]
            cursor.execute("DELETE FROM groups_seat WHERE id = ANY (%s)", [seated])
            cursor.execute(
                "DELETE FROM groups_mentorgroup WHERE id = ANY (%s)", [named]
            )
            unopen(spaces)
    except IntegrityError as error:
        raise DomainError(
            _("A group has begun already: something was planned or written in it.")
        ) from error
