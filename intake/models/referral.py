from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.models.intake import Intake
from spaces.erasing import ErasedRows
from spaces.fields import SealedTextField
from spaces.models import Confidential

# By the mentor alone: a mentee who tries is not told that there is one already.
BY_THE_MENTOR = """author_id = spaces_person() AND EXISTS (
  SELECT FROM intake_intake i JOIN groups_seat s ON s.id = i.seat_id
  WHERE i.id = intake_id AND s.pair_id = space_id AND i.mentor_id = spaces_person())"""
# As one of the pair asked: nobody is said to have ended it then.
ENDED = """author_id = spaces_person() OR EXISTS (
  SELECT FROM intake_intake i JOIN groups_seat s ON s.id = i.seat_id
  WHERE i.id = intake_id AND s.left_at IS NOT NULL AND s.left_by_id IS NULL)"""


class ReferralQuerySet(models.QuerySet):
    def of(self, intake):
        """Of an intake, as far as who acts may read it."""
        return self.filter(intake=intake.pk)

    def read_by(self, person, since):
        """What a mentor left the person, whose place ended since then."""
        return self.filter(
            intake__seat__person=person, intake__seat__left_at__gte=since
        ).exclude(author=person)


class Referral(Confidential):
    """To whom a mentor refers a mentee whose trajectory ends (R12).

    In the pair and nowhere else: others read that it ended. The mentee reads it from
    the morning on which the place has ended; until then the mentor takes it back.
    """

    class To(models.TextChoices):
        LEADER = "leader", _("the team leader")
        DOCTOR = "doctor", _("the company doctor")
        GP = "gp", _("the GP")

    intake = models.OneToOneField(Intake, models.CASCADE, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    # The values, with a blank between them: several can help.
    to = SealedTextField(_("to whom"), word="to")
    words = SealedTextField(_("a sentence of your own"), word="words", blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    sealed_as = "referral"
    sealed_with = ("author", "intake")
    web_grants = "SELECT, INSERT, DELETE"
    further_policies = {"after_the_end": ENDED}
    may_add = BY_THE_MENTOR
    may_change = "author_id = spaces_person()"
    erased = [ErasedRows()]
    objects = ReferralQuerySet.as_manager()

    def __str__(self):
        return f"referral of {self.intake_id}"

    @property
    def places(self) -> list[str]:
        return self.to.split()
