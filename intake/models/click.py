from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from intake.models.intake import Intake
from spaces.erasing import ErasedWords, Stays
from spaces.fields import SealedTextField
from spaces.models import Confidential


class ClickAnswerQuerySet(models.QuerySet):
    def of(self, intake):
        return self.filter(intake=intake.pk).select_related("author")

    def in_round(self, number: int):
        return self.filter(round=number)


class ClickAnswer(Confidential):
    """One side's answer to whether there is a click, *klik* (R5, R6).

    Answers belong to a round. The database hides the other's until both of that round
    are in, and takes no changes: who thinks otherwise now has a new round opened.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("yes, there is a click")
        GROWING = "growing", _("not yet, and I trust that it will come")
        NO = "no", _("no, and I do not expect it to come")

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="clicks")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    answer = SealedTextField(_("is there a click?"), word="answer")
    words = SealedTextField(_("in a sentence"), word="words", blank=True)
    answered_at = models.DateTimeField(default=timezone.now)

    sealed_as = "click"
    sealed_with = ("author", "intake")
    web_grants = "SELECT, INSERT"
    further_policies = {
        "both_answered": (
            "author_id = spaces_person() OR intake_both_answered(intake_id, round)"
        )
    }
    erased = [
        ErasedWords(fields=("words",)),
        Stays("the answer itself decided with the other's whether the two go on"),
    ]
    objects = ClickAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "intake", "author", "round", name="intake_click_once_a_round"
            )
        ]

    def __str__(self):
        return f"click of {self.author_id} in {self.intake_id}"

    def get_answer_text(self) -> str:
        return dict(self.Answer.choices).get(self.answer, self.answer)
