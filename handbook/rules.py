from handbook import texts
from programmes.rules import is_mentor


def may_read(person, text) -> bool:
    """Some pages are a mentor's private aid; the others are for everyone."""
    return text.audience != texts.MENTORS or is_mentor(person)
