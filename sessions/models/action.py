from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import MentorGroup
from sessions.models.group import LED, OfGroupQuerySet
from sessions.models.session import Session
from spaces.fields import SealedTextField
from spaces.models import Confidential

PERSON = settings.AUTH_USER_MODEL


class ActionQuerySet(OfGroupQuerySet):
    def open(self):
        return self.filter(done_at=None)

    def done(self):
        return self.exclude(done_at=None)

    def owned_by(self, person):
        return self.filter(owner=person)

    def of_session(self, session):
        return self.filter(session=session)


class Action(Confidential):
    """Something agreed for next time, with its owner, *actiehouder* (R14)."""

    group = models.ForeignKey(MentorGroup, models.PROTECT, related_name="actions")
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    text = SealedTextField(_("what"), word="text")
    due_on = models.DateField(_("by"))
    done_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    # When its text was last written.
    changed_at = models.DateTimeField(default=timezone.now)

    sealed_as = "action"
    sealed_with = ("author", "group", "changed_at")
    # Its owner, or the mentor; either may hand it on.
    may_change = f"owner_id = spaces_person() OR group_id IN ({LED})"
    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = [F("done_at").asc(nulls_first=True), "due_on"]

    def __str__(self):
        return f"action {self.pk}"
