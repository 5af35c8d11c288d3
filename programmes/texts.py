"""What a mentee wants to learn, in own words: for the mentor, once it is put."""

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.forms import WordsForm
from programmes.models import OWN_WORDS, NeedWords, Participation
from writing.bringing import Former, FormerText
from writing.kinds import TextKind, TextPlace, number_in


def address(key) -> str:
    return reverse("programmes:enrolment", args=[key])


def own_words_place(person, key) -> TextPlace | None:
    """In the own space of who enrols as a mentee."""
    parts = Participation.objects.numbered(number_in(key)).of(person).mentees()
    return TextPlace() if parts.exists() else None


KINDS = [
    TextKind(
        name=OWN_WORDS,
        heading=lambda text: _("What I want to learn, in my own words"),
        address=address,
        place=own_words_place,
        form=WordsForm,
        may_be_given=True,
    )
]


def of_before(row):
    yield FormerText(kind=OWN_WORDS, key=str(row.participation_id), body=row.text)


FORMER = [Former(model=NeedWords, texts=of_before)]
