from handbook import texts
from handbook.models import StanceDot
from programmes.rules import is_mentor


def may_read(person, text) -> bool:
    """Some pages are a mentor's private aid; the others are for everyone."""
    return text.audience != texts.MENTORS or is_mentor(person)


def may_stand(person) -> bool:
    """The map of stances is a mentor's, and of who was one and has dots on it still."""
    return is_mentor(person) or StanceDot.objects.of(person).exists()


def may_confront(person) -> bool:
    """To prepare a confrontation is a mentor's work."""
    return is_mentor(person)
