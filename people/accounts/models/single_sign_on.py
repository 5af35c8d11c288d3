from django.db import models
from django.utils import timezone

from people.models.organisation import Organisation
from spaces.models import Open


class SingleSignOn(Open):
    """Which organisation an identity provider speaks for: one for one.

    Only the host says so, by a command that runs as the owner; no page can.
    """

    provider = models.CharField(
        max_length=100, unique=True, help_text="Its name in the settings."
    )
    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="single_sign_on"
    )
    issuer = models.CharField(
        max_length=500, help_text="What the provider calls itself in what it signs."
    )
    since = models.DateTimeField(default=timezone.now)

    web_grants = "SELECT"
    worker_grants = ""

    def __str__(self):
        return f"{self.issuer} for {self.organisation_id}"
