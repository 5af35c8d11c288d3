from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import MentorGroup
from sessions.session.models.of_group import LED, OfGroupQuerySet
from sessions.session.models.session import Session
from spaces.erasing import ErasedWords, Stays
from spaces.fields import SealedTextField
from spaces.models import Confidential

PERSON = settings.AUTH_USER_MODEL
OPEN = Q(done_at=None, dropped_at=None, put_on=None)
# For the circle that its group has now, and agreed at a meeting of that group.
OF_NOW = (
    "space_id IN (SELECT of_now.circle_id FROM groups_mentorgroup of_now "
    "WHERE of_now.id = mentoring_sessions_action.group_id) AND (session_id IS NULL OR session_id IN ("
    "SELECT met.id FROM mentoring_sessions_session met "
    "WHERE met.group_id = mentoring_sessions_action.group_id))"
)


class ActionQuerySet(OfGroupQuerySet):
    def open(self):
        return self.filter(OPEN)

    def ended(self):
        """Done or dropped; what was put before another circle stands there."""
        return self.filter(put_on=None).exclude(OPEN)

    def standing(self):
        """Open or ended."""
        return self.filter(put_on=None)

    def owned_by(self, person):
        return self.filter(owner=person)

    def of_session(self, session):
        return self.filter(session=session)

    def of_before(self, session):
        """Agreed on before that meeting, or apart from any."""
        return self.exclude(session=session)


class Action(Confidential):
    """Something agreed for next time, with its owner, *actiehouder* (R14).

    It is open until it is done, dropped with a word (`ActionWord`), or put before the
    circle that its group has now as another action, `put_on`. `gone_on_in` is the
    meeting at which it was last said that it goes on.
    """

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="actions")
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    text = SealedTextField(_("what"), word="text")
    due_on = models.DateField(_("by"))
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    # It holds nothing back: the circle in which that one lies may be erased first.
    put_on = models.OneToOneField(
        "self",
        models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="put_from",
    )
    gone_on_in = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    # When its text was last written.
    changed_at = models.DateTimeField(default=timezone.now)

    sealed_as = "action"
    sealed_with = ("author", "group", "changed_at")
    # For whom it is, and when it was agreed on, stays.
    web_grants = (
        "SELECT, INSERT, UPDATE (owner_id, text, due_on, done_at, dropped_at, "
        "put_on_id, gone_on_in_id, changed_at)"
    )
    may_add = f"author_id = spaces_person() AND {OF_NOW}"
    # Its owner, or the mentor; either may hand it on.
    may_change = f"owner_id = spaces_person() OR group_id IN ({LED})"
    erased = [
        ErasedWords(only="owner_id = author_id"),
        Stays("what somebody else is to do stays with who took it on"),
    ]
    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = [F("done_at").asc(nulls_first=True), "due_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dropped_at=None, put_on=None)
                | Q(done_at=None, put_on=None)
                | Q(done_at=None, dropped_at=None),
                name="sessions_action_ends_in_one_way",
            ),
        ]

    def __str__(self):
        return f"action {self.pk}"

    @property
    def is_undone(self) -> bool:
        return not (self.done_at or self.dropped_at or self.put_on_id)


class ActionWordQuerySet(models.QuerySet):
    def of_actions(self, actions):
        """What was said of them, the latest last."""
        return self.filter(action__in=actions).order_by("said_at")


class ActionWord(Confidential):
    """Why an action was dropped, in the circle of the action. Appended, never changed."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="words")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    words = SealedTextField(_("why"), word="words")
    said_at = models.DateTimeField(default=timezone.now)

    sealed_as = "word on an action"
    sealed_with = ("author", "action", "said_at")
    web_grants = "SELECT, INSERT"
    # Whoever may drop it, where it lies.
    may_add = (
        "author_id = spaces_person() AND action_id IN ("  # noqa: S608
        "SELECT one.id FROM mentoring_sessions_action one "
        "WHERE one.space_id = mentoring_sessions_actionword.space_id "
        f"AND (one.owner_id = spaces_person() OR one.group_id IN ({LED})))"
    )
    may_change = None
    erased = [ErasedWords()]
    objects = ActionWordQuerySet.as_manager()

    def __str__(self):
        return f"word {self.pk}"
