from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Seat
from people.models.person import NAMES
from programmes import clock
from sessions.session.models.of_group import IN_ITS_PAIR
from spaces.erasing import ErasedWords
from spaces.fields import SealedTextField
from spaces.models import Confidential

PERSON = settings.AUTH_USER_MODEL
# The kinds of text of a one-on-one.
QUESTION, NOTE = "one_on_one_question", "one_on_one_note"
OWN_NOTE = "one_on_one_own_note"


# What is said of one beside whose it is, and no texts.
TOLD = ("state", "urgent", "asked_at", "on", "at", "place", "asked_by", "offered_at")


class OneOnOneQuerySet(models.QuerySet):
    def visible_to(self, person):
        return self.filter(Q(mentor=person) | Q(seat__person=person))

    def asked(self):
        return self.filter(state=OneOnOne.State.ASKED)

    def of_seat(self, seat_id):
        return self.filter(seat=seat_id)

    def held(self):
        return self.filter(state=OneOnOne.State.HELD)

    def between(self, first, last):
        return self.filter(on__range=(first, last))

    def of_pair(self, space_id):
        return self.filter(space=space_id)

    def of_mentor(self, person):
        return self.filter(mentor=person)

    def to_tell_of(self):
        """Asked or planned, the urgent first; with when and whose, and no texts."""
        names = (
            f"{who}__{name}" for who in ("seat__person", "mentor") for name in NAMES
        )
        one_on_ones = self.unfinished().select_related("seat__person", "mentor")
        return one_on_ones.only(*TOLD, "seat__group", "seat__left_at", *names)

    def to_tell_of_seats(self, seats) -> list:
        """The same of these seats, where they and whose they are is known."""
        known = {seat.pk: seat for seat in seats}
        one_on_ones = list(
            self.unfinished().filter(seat__in=known).only("seat", "mentor", *TOLD)
        )
        for one_on_one in one_on_ones:
            one_on_one.seat = known[one_on_one.seat_id]
        return one_on_ones

    def unfinished(self):
        states = [OneOnOne.State.ASKED, OneOnOne.State.PLANNED]
        return self.filter(state__in=states).order_by("-urgent", "asked_at")

    def defer_words(self):
        return self.defer("question", "support", "theme", "note")

    def to_write_down(self):
        """Of two who are in one group; not what was withdrawn."""
        withdrawn = OneOnOne.State.WITHDRAWN
        return self.filter(seat__left_at=None).exclude(state=withdrawn)

    def alarmed(self, *, since):
        """Those of which the mentor was mailed since then that they cannot wait."""
        return self.filter(alarmed_at__gt=since)

    def with_people(self):
        return self.select_related(
            "mentor", "asked_by", "seat__person", "seat__group__programme"
        )


class OneOnOne(Confidential):
    """A conversation of one mentee with the mentor, *een-op-een* (R11): the pair."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Support(models.TextChoices):
        CAREER = "career", _("Career-related")
        PSYCHOSOCIAL = "psychosocial", _("Psychosocial")

    class Theme(models.TextChoices):
        DISCIPLINE = "discipline", _("Discipline, time, working towards goals")
        BALANCE = "balance", _("Work and private life, overload, stress")
        PROFILE = "profile", _("Profile, influence, persuading")
        BOUNDARIES = "boundaries", _("Standing up for oneself, boundaries, confidence")
        OTHER = "other", _("Something else")

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="one_on_ones")
    mentor = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    urgent = models.BooleanField(_("cannot wait until the next meeting"), default=False)
    alarmed_at = models.DateTimeField(
        null=True, help_text="When the mentor was last mailed that it cannot wait."
    )
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    # While no time is agreed on: when some were offered, or others asked for.
    offered_at = models.DateTimeField(null=True, blank=True)
    others_asked_at = models.DateTimeField(null=True, blank=True)
    # Question and note are texts; those of before are brought over.
    question = SealedTextField(
        _("what it is about"), word="question", also=("question_at",), blank=True
    )
    question_at = models.DateTimeField(
        null=True, blank=True, help_text="When its question was last written."
    )
    on = models.DateField(_("date"), null=True, blank=True)
    at = models.TimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=45)
    place = models.CharField(_("place"), max_length=200, blank=True)
    # The primary key is the uid of its entry in calendars. Asked for once more with
    # haste, it is mailed once more.
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    # What it was about is sealed too: a theme says much about a person.
    support = SealedTextField(
        _("kind of support"), word="support", also=("logged_at",), blank=True
    )
    theme = SealedTextField(_("theme"), word="theme", also=("logged_at",), blank=True)
    note = SealedTextField(
        _("what was discussed and agreed"), word="note", also=("logged_at",), blank=True
    )
    # When these were last written.
    logged_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)

    sealed_as = "one-on-one"
    sealed_with = ("asked_by", "seat")
    may_add = f"asked_by_id = spaces_person() AND {IN_ITS_PAIR}"
    may_change = None
    erased = [
        ErasedWords(by="asked_by_id", fields=("question",)),
        ErasedWords(by="mentor_id", fields=("support", "theme", "note")),
    ]
    objects = OneOnOneQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self):
        return f"one-on-one {self.pk}"

    def get_absolute_url(self):
        return reverse("sessions:one_on_one", args=[self.pk])

    @property
    def starts_at(self) -> datetime | None:
        if self.on is None or self.at is None:
            return None
        return clock.wall_clock(self.seat.group.programme, self.on, self.at)

    @property
    def is_written_down(self) -> bool:
        """Whether the two may write what they discuss, as `to_write_down` says."""
        return self.state != self.State.WITHDRAWN and self.seat.left_at is None

    @property
    def is_open(self) -> bool:
        """Asked or planned, and not ended with the mentee's place in the group."""
        waits = self.state in (self.State.ASKED, self.State.PLANNED)
        return waits and self.seat.left_at is None

    @property
    def was_asked_id(self) -> int:
        """Who was asked for it, and offers times: the one of the two who did not ask."""
        by_mentee = self.asked_by_id == self.seat.person_id
        return self.mentor_id if by_mentee else self.seat.person_id

    @property
    def was_asked(self):
        return self.mentor if self.was_asked_id == self.mentor_id else self.mentee

    @property
    def waits_for_id(self) -> int:
        """Who has to act while no time is agreed on."""
        return self.asked_by_id if self.offered_at else self.was_asked_id

    @property
    def mentee(self):
        return self.seat.person

    def state_words(self):
        if self.state == self.State.PLANNED and not self.is_open:
            return _("off")
        return self.get_state_display()

    def support_words(self):
        return dict(self.Support.choices).get(self.support, self.support)

    def theme_words(self):
        return dict(self.Theme.choices).get(self.theme, self.theme)
