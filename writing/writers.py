from django.db import models
from django.utils.translation import gettext_lazy as _


class Writers(models.TextChoices):
    """Who may write a text: a policy of the database holds it."""

    AUTHOR = "author", _("its author")
    MEMBERS = "members", _("everybody who reads it")
