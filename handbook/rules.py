from handbook import texts


def may_read(person, text) -> bool:
    """Some pages are a mentor's private aid; the others are for everyone."""
    return text.audience != texts.MENTORS or is_mentor(person)


def is_mentor(person) -> bool:
    return person.participations.mentors().enrolled().exists()
