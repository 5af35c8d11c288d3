from functools import reduce
from operator import or_

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left, Lower
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from people.fields import (
    AddressField,
    OneForm,
    PasswordField,
    PasswordMark,
    SortKeyField,
)
from people.models.organisation import Discipline, Location, Organisation, Team
from people.web.isolating import isolated
from spaces.models import Open

# Of a search: what follows after so many letters and words narrows nothing any more.
LETTERS, WORDS = 100, 8
NAMES = ("given_name", "infix", "family_name")
# By what somebody is looked for.
SOUGHT = (*NAMES, "email", "employee_number", "team__name")
# So much of a key stands in the index: a long name has more than one can hold.
INDEXED = 100


def with_words(words: str, *fields: str) -> Q:
    """That each of the first few `words` stands in one of `fields`."""
    condition = Q()
    for word in words[:LETTERS].split()[:WORDS]:
        condition &= reduce(or_, (Q(**{f"{name}__icontains": word}) for name in fields))
    return condition


class PersonQuerySet(models.QuerySet):
    def of(self, organisation):
        return self.filter(organisation=organisation)

    def at(self, pk):
        """The one of that id; None where there is none."""
        return self.filter(pk=pk).first()

    def active(self):
        return self.filter(is_active=True)

    def gone(self):
        """Those who have left."""
        return self.filter(is_active=False)

    def visible_to(self, person):
        """The people of the organisations whose roster `person` looks after."""
        return self.filter(organisation__coordinators__person=person)

    def on_roster_of(self, organisations):
        """Of organisations that are known already: `visible_to`, asked for at once."""
        return self.filter(organisation__in=organisations)

    def by_name(self):
        """As they always stand; in a way that the first page is read from an index."""
        return self.order_by(Left("sort_key", INDEXED), "sort_key", "pk")

    def never_came_in(self):
        """Those who never had a way in, and run nothing: the account holds nothing."""
        unknown = self.filter(last_login=None, password_mark="", password_set_at=None)
        unknown = unknown.filter(authenticator=None, socialaccount=None)
        unknown = unknown.filter(coordinates=None, runs=None)
        return unknown.exclude(invitations__used_at__isnull=False)

    def with_work(self):
        return self.select_related(
            "organisation", "team", "discipline", "location", "manager"
        )

    def for_list(self):
        return self.select_related("team", "discipline", "location")

    def missing_from(self, rows):
        """Those in none of these rows of a roster, by address and by number."""
        emails = {row["email"] for row in rows} - {""}
        numbers = {row["values"]["employee_number"] for row in rows} - {""}
        return self.exclude(email__in=emails).exclude(employee_number__in=numbers)

    def with_duties(self):
        """With what each coordinates, in organisations and in programmes."""
        return self.prefetch_related("coordinates", "runs")

    def searched(self, query):
        """Those whose name, address, number or team has every word of `query`."""
        return self.filter(with_words(query, *SOUGHT))

    def named(self, words):
        """Those whose name has every one of `words`."""
        return self.filter(with_words(words, *NAMES)).order_by("sort_key", "pk")

    def addressed(self, addresses):
        """Those with one of these e-mail addresses, however they are typed."""
        # Those who left have none, and are not who was meant by nothing.
        return self.filter(email__in=list(addresses)).exclude(email="")

    def at_domain(self, domain):
        """Those whose address is of exactly this domain."""
        return self.filter(email__endswith=f"@{domain}")

    def of_discipline(self, pk):
        return self if pk is None else self.filter(discipline=pk)

    def of_team(self, pk):
        return self if pk is None else self.filter(team=pk)

    def of_location(self, pk):
        return self if pk is None else self.filter(location=pk)

    def invitable_to(self, programme):
        """Those who were not invited, or said no."""
        return self.exclude(
            participations__in=programme.participations.filter(
                state__in=["invited", "enrolled"]
            )
        )


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email=email)


class Person(AbstractBaseUser, Open):
    """Somebody of an organisation; signs in with the e-mail address."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="people"
    )
    email = AddressField(
        _("e-mail address"),
        blank=True,
        help_text="Empty: of somebody who left, whose address another has now.",
    )
    employee_number = models.CharField(_("employee number"), max_length=50, blank=True)
    given_name = models.CharField(_("given name"), max_length=100)
    infix = models.CharField(_("infix"), max_length=40, blank=True)
    family_name = models.CharField(_("family name"), max_length=150, blank=True)
    sort_key = SortKeyField()
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True)
    department = models.CharField(_("department"), max_length=200, blank=True)
    discipline = models.ForeignKey(Discipline, models.PROTECT, null=True, blank=True)
    location = models.ForeignKey(Location, models.PROTECT, null=True, blank=True)
    manager = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    hired_on = models.DateField(_("hired on"), null=True, blank=True)
    years_experience = models.PositiveSmallIntegerField(
        _("years of experience"), null=True, blank=True
    )
    languages = ArrayField(
        models.CharField(max_length=5),
        default=list,
        blank=True,
        help_text="ISO 639-1 codes of what the person speaks.",
    )
    working_days = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        help_text="Weekdays as the roster has them, 0 is Monday; empty: it does not say.",
    )
    language = models.CharField(
        _("language of the pages"),
        max_length=5,
        choices=settings.LANGUAGES,
        blank=True,
        help_text="Empty: as the browser says.",
    )
    theme = models.CharField(
        max_length=5, choices=[("light", _("light")), ("dark", _("dark"))], blank=True
    )
    password = PasswordField(_("password"), max_length=128)
    password_mark = models.GeneratedField(
        expression=PasswordMark("password"),
        output_field=models.CharField(max_length=64),
        db_persist=True,
        help_text="Empty without a password; otherwise another one for each password.",
    )
    password_set_at = models.DateTimeField(null=True, editable=False)
    signed_out_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When the person ended every sign-in on other devices.",
    )
    typed_on_device = models.BooleanField(
        default=True,
        help_text="Whether what is not saved yet waits sealed on the person's devices.",
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    # Of who has a namesake on the page (`people.namesakes`).
    apart = ""
    shares_given_name = False

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    # What a mail needs and an import changes: never the address, nor how somebody
    # signs in.
    worker_grants = (
        "SELECT (id, last_login, organisation_id, email, employee_number, given_name, "
        "infix, family_name, sort_key, team_id, department, discipline_id, location_id, "
        "manager_id, hired_on, years_experience, languages, working_days, language, theme, "
        "password_mark, password_set_at, signed_out_at, typed_on_device, is_active, "
        "joined_at), INSERT, UPDATE (given_name, "
        "infix, family_name, sort_key, employee_number, "
        "department, team_id, discipline_id, location_id, manager_id, hired_on, "
        "years_experience, languages, working_days)"
    )
    objects = PersonManager()

    class Meta:
        ordering = ["sort_key", "pk"]
        # The few who left are looked for by everything that counts people; and of the
        # many the first of a list, by name.
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(is_active=False),
                name="people_person_who_left",
            ),
            models.Index(
                "organisation",
                Left("sort_key", INDEXED),
                name="people_person_by_name",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="people_person_email_once",
                violation_error_message=_("This e-mail address is already in use."),
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email"))
                & ~Q(email__regex=r"\s")
                & OneForm(F("email")),
                name="people_person_email_one_form",
            ),
            models.UniqueConstraint(
                "organisation",
                "employee_number",
                condition=~Q(employee_number=""),
                name="people_person_employee_number_once",
            ),
            models.CheckConstraint(
                condition=Q(is_active=False) | ~Q(email=""),
                name="people_person_has_address",
            ),
            models.CheckConstraint(
                condition=~Q(manager=F("pk")), name="people_person_not_own_manager"
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def full_name(self):
        """For people to read; `bare_name` is for what compares and addresses."""
        name = isolated(self.bare_name)
        return f"{name} ({isolated(self.apart)})" if self.apart else name

    @property
    def works_on(self) -> list:
        """The names of the working days that the roster has; none: it does not say."""
        return [WEEKDAYS[day] for day in self.working_days]

    @property
    def reads_in(self) -> str:
        """The language of what is sent to the person: chosen, else the organisation's."""
        return self.language or self.organisation.language

    @property
    def bare_name(self):
        parts = (self.given_name, self.infix, self.family_name)
        return " ".join(part for part in parts if part)

    @property
    def called(self):
        """The given name, for people to read; all of it where two share that."""
        if self.shares_given_name:
            return self.full_name
        return isolated(self.given_name)

    def set_password(self, raw_password):
        super().set_password(raw_password)
        # Kept by those who save it: not when Django only hashes it anew.
        self.password_set_at = timezone.now()

    def has_usable_password(self):
        # Django takes the empty password of an imported person for a usable one.
        return bool(self.password) and super().has_usable_password()

    def _get_session_auth_hash(self, secret=None):
        # A session of another digest is over; Django's own goes by the password alone.
        digest = super()._get_session_auth_hash(secret=secret)
        return f"{digest}{self.signed_out_at or ''}"

    @property
    def has_way_in(self) -> bool:
        """Whether the person can sign in: by password, passkey or single sign-on."""
        return (
            self.has_usable_password()
            or self.authenticator_set.filter(type="webauthn").exists()
            or self.socialaccount_set.exists()
        )
