from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from people.models import Organisation
from people.sorting import by_name
from people.web.isolating import isolated
from spaces.models import Open


class TopicQuerySet(models.QuerySet):
    def offered_to(self, participation):
        """Those in use, and what somebody chose before it was left out."""
        chosen = Q(pk__in=participation.needs.values("topic"))
        chosen |= Q(pk__in=participation.expertise.values("topic"))
        mine = self.of(participation.programme.organisation_id)
        return mine.filter(Q(retired_at=None) | chosen)

    def of(self, organisation):
        return self.filter(organisation=organisation)


class Topic(Open):
    """A development topic that mentees need and mentors are good at (R4)."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="topics"
    )
    name_nl = models.CharField(_("name in Dutch"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    retired_at = models.DateTimeField(null=True, blank=True)

    worker_grants = "SELECT"
    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = by_name("name_nl")
        constraints = [
            models.UniqueConstraint(
                "organisation", "name_nl", name="programmes_topic_once"
            )
        ]

    def __str__(self):
        return isolated(self.name_en if get_language() == "en" else self.name_nl)
