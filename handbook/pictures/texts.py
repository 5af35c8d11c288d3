"""What somebody keeps of a picture for themselves."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from handbook.pictures.forms import PictureNoteForm
from handbook.pictures.picture import get_picture
from writing.kinds import TextKind, TextPlace, uuid_in

PICTURE = "picture"


def note_key(slug: str, note) -> str:
    return f"{slug}.{note}"


def picture_of(key: str):
    """The picture that a key names; None when it names none, or no note."""
    slug, _dot, note = key.partition(".")
    try:
        picture = get_picture(slug, get_language())
    except KeyError:
        return None
    return picture if uuid_in(note) else None


def note_place(person, key) -> TextPlace | None:
    return TextPlace() if picture_of(key) else None


def note_heading(text) -> str:
    picture = picture_of(text.key)
    return picture.title if picture else _("A picture of before")


def note_address(key) -> str:
    slug, _dot, note = key.partition(".")
    return reverse("handbook:picture_note", args=[slug, note])


KINDS = [
    TextKind(
        name=PICTURE,
        heading=note_heading,
        address=note_address,
        place=note_place,
        form=PictureNoteForm,
    )
]
