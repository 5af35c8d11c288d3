from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.models import Organisation
from spaces.fields import SealedTextField
from spaces.models import Confidential, Open


class Role(models.TextChoices):
    MENTOR = "mentor", _("mentor")
    MENTEE = "mentee", _("mentee")


class TopicQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(retired_at=None)


class Topic(Open):
    """A development topic that mentees need and mentors are good at (R4)."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="topics"
    )
    name_nl = models.CharField(_("name in Dutch"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name_nl"]
        constraints = [
            models.UniqueConstraint(
                "organisation", "name_nl", name="programmes_topic_once"
            )
        ]

    def __str__(self):
        return self.name_en if get_language() == "en" else self.name_nl


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Programmes that the person coordinates or takes part in."""
        return self.filter(
            Q(coordinators__person=person) | Q(participations__person=person)
        ).distinct()

    def coordinated_by(self, person):
        return self.filter(coordinators__person=person)

    def in_progress(self):
        """Those not ended, with their counts."""
        return self.exclude(state=Programme.State.ENDED).with_counts()

    def with_counts(self):
        """With `mentors` and `mentees` enrolled, and how many are still `invited`."""
        enrolled = Q(participations__state="enrolled")
        return self.annotate(
            mentors=Count(
                "participations", enrolled & Q(participations__role=Role.MENTOR)
            ),
            mentees=Count(
                "participations", enrolled & Q(participations__role=Role.MENTEE)
            ),
            invited=Count("participations", Q(participations__state="invited")),
        )


class Programme(Open):
    """A cross-mentoring programme: one round of mentor groups in an organisation."""

    class State(models.TextChoices):
        ENROLLING = "enrolling", _("enrolment open")
        RUNNING = "running", _("under way")
        ENDED = "ended", _("ended")

    EVERY_WEEKS = [1, 2, 3, 4, 6, 8]

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="programmes"
    )
    name = models.CharField(_("name"), max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.ENROLLING)
    starts_on = models.DateField(_("starts on"))
    months = models.PositiveSmallIntegerField(
        _("months"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
    )
    meeting_every_weeks = models.PositiveSmallIntegerField(
        _("a meeting every … weeks"),
        default=6,
        choices=[(weeks, str(weeks)) for weeks in EVERY_WEEKS],
    )
    min_size = models.PositiveSmallIntegerField(_("mentees at least"), default=4)
    max_size = models.PositiveSmallIntegerField(_("mentees at most"), default=6)
    preferred_size = models.PositiveSmallIntegerField(
        _("mentees by preference"), default=5
    )
    overlap_months = models.PositiveSmallIntegerField(
        _("months together on a project"), default=6
    )
    overlap_hours = models.PositiveSmallIntegerField(
        _("hours a week on that project"), default=12
    )
    cross_discipline = models.BooleanField(_("across disciplines"), default=False)
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="Europe/Amsterdam"
    )
    country = models.CharField(_("country"), max_length=2, default="NL")
    region = models.CharField(_("region"), max_length=10, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "name"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                "name",
                name="programmes_programme_name_once",
                violation_error_message=_(
                    "There is a programme of this name already: choose another one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(min_size__gte=4, max_size__lte=6)
                & Q(preferred_size__gte=F("min_size"))
                & Q(preferred_size__lte=F("max_size")),
                name="programmes_programme_sizes",
                violation_error_message=_(
                    "A group has 4 to 6 mentees, and the preferred size lies between "
                    "the smallest and the largest."
                ),
            ),
            models.CheckConstraint(
                condition=Q(meeting_every_weeks__in=[1, 2, 3, 4, 6, 8]),
                name="programmes_programme_frequency",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programmes:programme_detail", args=[self.pk])


class ProgrammeCoordinatorQuerySet(models.QuerySet):
    def with_person(self):
        return self.select_related("person").order_by("person__given_name", "pk")


class ProgrammeCoordinator(Open):
    """Somebody who runs a programme."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="coordinators"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="runs"
    )

    objects = ProgrammeCoordinatorQuerySet.as_manager()
    worker_grants = "SELECT"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "programme", "person", name="programmes_coordinator_once"
            )
        ]

    def __str__(self):
        return f"{self.person_id} runs {self.programme_id}"


class ParticipationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Your own, and those of programmes that you coordinate."""
        return self.filter(
            Q(person=person) | Q(programme__coordinators__person=person)
        ).distinct()

    def enrolled(self):
        return self.filter(state=Participation.State.ENROLLED)

    def awaiting_answer(self):
        """Invited, not answered, in a programme that still takes people."""
        return self.filter(
            state=Participation.State.INVITED,
            person__is_active=True,
            programme__state=Programme.State.ENROLLING,
        )

    def of_role(self, role):
        return self.filter(role=role) if role else self

    def in_state(self, state):
        return self.filter(state=state) if state else self

    def counted(self) -> dict:
        """{(role, state): how many}, as "mentor_enrolled": 3."""
        rows = self.order_by().values_list("role", "state").annotate(Count("pk"))
        return {f"{role}_{state}": count for role, state, count in rows}

    def for_list(self):
        return self.select_related(
            "person__team", "person__discipline", "person__location"
        ).order_by("role", "person__family_name", "person__given_name", "pk")

    def with_programme(self):
        return self.select_related("programme").order_by("-programme__starts_on")

    def mentors(self):
        return self.filter(role=Role.MENTOR)

    def mentees(self):
        return self.filter(role=Role.MENTEE)


class Participation(Open):
    """A person's taking part in a programme, as mentor or as mentee."""

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        ENROLLED = "enrolled", _("enrolled")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("participation", "withdrawn")

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="participations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="participations"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role)
    state = models.CharField(max_length=10, choices=State, default=State.INVITED)
    invited_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    max_group = models.PositiveSmallIntegerField(
        _("mentees at most"), default=6, help_text="Of a mentor: 4 to 6."
    )
    motivation = models.TextField(
        _("why you want this"),
        blank=True,
        help_text="Of a mentor; the coordinators of the programme read it.",
    )

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "programme", "person", name="programmes_participation_once"
            ),
            models.CheckConstraint(
                condition=Q(max_group__gte=4, max_group__lte=6),
                name="programmes_participation_max_group",
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.get_role_display()})"


class Need(Open):
    """A development need of a mentee, weighted 1 to 3 (R4, R13)."""

    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="needs"
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    weight = models.PositiveSmallIntegerField(_("weight"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "participation", "topic", name="programmes_need_once"
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=3), name="programmes_need_weight"
            ),
        ]

    def __str__(self):
        return f"{self.topic} {self.weight}"


class Expertise(Open):
    """What a mentor is good at, level 1 to 3."""

    participation = models.ForeignKey(
        Participation, models.CASCADE, related_name="expertise"
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "participation", "topic", name="programmes_expertise_once"
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=3),
                name="programmes_expertise_level",
            ),
        ]

    def __str__(self):
        return f"{self.topic} {self.level}"


class NeedWords(Confidential):
    """A mentee's needs in own words, for the mentor only.

    Kept in the mentee's own space until there is a mentor; the mentee then gives it to
    the pair by moving it.
    """

    participation = models.OneToOneField(
        Participation, models.CASCADE, related_name="words"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    text = SealedTextField(_("in your own words"))
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"words of {self.participation_id}"
