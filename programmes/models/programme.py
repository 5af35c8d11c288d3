from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from calendars.daysoff import FIFTH, NEVER, YEARLY, Habits
from people.models import Organisation
from people.sorting import by_name
from people.web.isolating import isolated
from spaces.models import Open


class Role(models.TextChoices):
    MENTOR = "mentor", _("mentor")
    MENTEE = "mentee", _("mentee")


class ProgrammeQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Programmes that the person coordinates or takes part in."""
        # Each looked up apart: together they would be every coordinator beside everybody.
        return self.filter(
            Q(pk__in=person.runs.values("programme"))
            | Q(pk__in=person.participations.values("programme"))
        )

    def newest_first(self):
        """Said aloud: of rows `with_counts` the model's own order is forgotten."""
        return self.order_by("-starts_on", "name")

    def run_by(self, person):
        """With `is_run`: whether the person coordinates it."""
        runs = person.runs.filter(programme=models.OuterRef("pk"))
        return self.annotate(is_run=models.Exists(runs))

    def coordinated_by(self, person):
        return self.filter(coordinators__person=person)

    def in_progress(self):
        """Those not ended, with their counts."""
        return self.exclude(state=Programme.State.ENDED).with_counts()

    def enrolling(self):
        return self.filter(state=Programme.State.ENROLLING)

    def answered(self):
        """Those, of `with_counts`, whose invitations all were; `answered_at` is when."""
        latest = Func("participations__answered_at", function="MAX")
        latest = Subquery(self._of_one().values(at=latest))
        return self.filter(invited=0).annotate(answered_at=latest)

    def with_counts(self):
        """With `mentors` and `mentees` enrolled, and how many are still `invited`.

        Who has left the organisation is not counted, and not waited for.
        """
        counted = ("mentors", "mentees", "invited")
        return self.annotate(**{name: F(f"counts__{name}") for name in counted})

    def _of_one(self):
        """The programme of the outer query, once more beside what belongs to it."""
        return self.model._base_manager.filter(pk=OuterRef("pk")).order_by()


LIBERATION_DAY = [
    (NEVER, _("never a day off")),
    (FIFTH, _("a day off every fifth year")),
    (YEARLY, _("a day off every year")),
]


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
    liberation_day = models.CharField(
        _("5 May, Liberation Day"), max_length=6, choices=LIBERATION_DAY, default=FIFTH
    )
    good_friday = models.BooleanField(_("Good Friday is a day off"), default=False)
    notice_days = models.PositiveSmallIntegerField(
        _("days of notice"), default=2, validators=[MaxValueValidator(30)]
    )
    retention_months = models.PositiveSmallIntegerField(
        _("months to read after the end"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
    )
    created_at = models.DateTimeField(default=timezone.now)

    worker_grants = "SELECT"
    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", *by_name()]
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
        return isolated(self.name)

    @property
    def is_enrolling(self):
        return self.state == Programme.State.ENROLLING

    @property
    def has_ended(self):
        return self.state == Programme.State.ENDED

    @property
    def habits(self) -> Habits:
        """Which days are free here, from now on: what was planned stays."""
        return Habits(self.country, self.region, self.liberation_day, self.good_friday)

    @property
    def is_composable(self):
        """Still enrolling, with people enough for a group; of one `with_counts`."""
        enough = self.mentors >= 1 and self.mentees >= self.min_size
        return self.is_enrolling and enough

    def get_absolute_url(self):
        return reverse("programmes:programme_detail", args=[self.pk])


class Counts(Open):
    """How many take part in a programme, but for those who have left the organisation.

    A view of the database: as Django puts it together, it costs more than the counting.
    """

    programme = models.OneToOneField(
        Programme, models.DO_NOTHING, primary_key=True, related_name="counts"
    )
    mentors = models.IntegerField()
    mentees = models.IntegerField()
    invited = models.IntegerField()

    web_grants = worker_grants = "SELECT"

    class Meta:
        managed = False
        db_table = "programmes_counts"

    def __str__(self):
        return f"counts of {self.programme_id}"


class ProgrammeCoordinatorQuerySet(models.QuerySet):
    def with_person(self):
        return self.select_related("person").order_by("person__sort_key", "pk")


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
