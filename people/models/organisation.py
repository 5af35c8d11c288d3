from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from people.sorting import by_name
from people.web.isolating import isolated
from spaces.models import Open


class OrganisationQuerySet(models.QuerySet):
    def coordinated_by(self, person):
        return self.filter(coordinators__person=person)


class Organisation(Open):
    """The employer whose people take part."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(unique=True)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="nl"
    )
    country = models.CharField(
        max_length=2,
        default="NL",
        help_text="Whose habit its people are sorted by, as the host says.",
    )
    domains = ArrayField(
        models.CharField(max_length=253),
        default=list,
        blank=True,
        help_text="Of its people's addresses, as the host says; empty: those of its "
        "coordinators.",
    )

    # An import locks the row, which asks for the right to change some of it.
    worker_grants = "SELECT, UPDATE (name)"
    objects = OrganisationQuerySet.as_manager()

    def __str__(self):
        return isolated(self.name)


class NamedQuerySet(models.QuerySet):
    def of(self, organisations):
        return self.filter(organisation__in=organisations)


class Named(Open):
    """Something an organisation has a list of."""

    organisation = models.ForeignKey(Organisation, models.PROTECT)
    name = models.CharField(_("name"), max_length=200)

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = by_name()
        constraints = [
            models.UniqueConstraint(
                "organisation", Lower("name"), name="%(app_label)s_%(class)s_name_once"
            )
        ]

    def __str__(self):
        return isolated(self.name)


class Discipline(Named):
    """A professional field, *vakdiscipline* (R2)."""


class Location(Named):
    """Where a person mostly works."""

    region = models.CharField(_("region"), max_length=100, blank=True)


class Team(Named):
    """The team a person belongs to (R3)."""


class Project(Named):
    """Something people work on together (R3)."""
