from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.intake import Intake
from spaces.models import Open


class ConversationQuerySet(models.QuerySet):
    def dated(self):
        """Of which the time is known."""
        return self.filter(at__isnull=False)


class Conversation(Open):
    """A conversation after which the two decided to talk once more.

    The one that is planned or was held last stands in the intake itself.
    """

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="conversations")
    number = models.PositiveSmallIntegerField(_("conversation"))
    on = models.DateField(_("date"))
    at = models.TimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    place = models.CharField(_("place"), max_length=200, blank=True)

    web_grants = "SELECT, INSERT"
    worker_grants = "SELECT"
    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("intake", "number", name="intake_conversation_once")
        ]

    def __str__(self):
        return f"conversation {self.number} of {self.intake_id}"

    @property
    def uid(self) -> str:
        return self.intake.uid_of(self.number)
