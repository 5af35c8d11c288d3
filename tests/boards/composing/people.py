"""Short words for the people of a small composing problem."""

from boards.composing import Person, Stint


def mentee(name, **about):
    return Person(
        **{"id": name, "role": "mentee", "discipline": "d", "team": name, **about}
    )


def mentor(name, **about):
    about = {"id": name, "role": "mentor", "discipline": "d", "team": name, **about}
    return Person(**about)


def mentees(count, **about):
    return tuple(mentee(f"e{number}", **about) for number in range(1, count + 1))


def stint(start, end, hours=20, project="q"):
    return Stint(project=project, start=start, end=end, hours=hours)
