"""Rows that are not who the roster says they are.

An address or an employee number that seems to have been given to somebody else sets the
row aside: a coordinator says who it is (`SET_ASIDE`). No file decides that by itself.
"""

from collections import defaultdict
from unicodedata import combining, normalize

from people.names import words_of
from people.roster.planning.doubles import name_of, same_person
from people.roster.planning.drafts import SKIP, Draft
from people.roster.planning.moves import read_move
from people.roster.planning.people import as_values
from people.roster.present import Known, Present
from people.roster.problems import SET_ASIDE
from people.roster.values import without_zeros

NAMES = ("given_name", "family_name")


def refuse_strangers(
    drafts: list[Draft], present: Present, same: set[str] = frozenset()
):
    """Refuse rows that are not who the roster says they are.

    `same` are the addresses of rows of which a coordinator said that they are.
    """
    by_name = defaultdict(list)
    for known in present.people.values():
        by_name[known.full_name.lower()].append(known)
    for draft in drafts:
        if draft.verdict == SKIP or not draft.values["email"]:
            continue
        read = draft.values
        number = without_zeros(read["employee_number"])
        holder = present.by_number.get(number) if number else None
        known = present.people.get(read["email"])
        keep_one_name(read, known or holder)
        if known is None:
            refuse_newcomer(draft, holder, by_name[name_of(read)], present)
        elif holder and holder.pk != known.pk:
            draft.refuse(
                "number_taken",
                number=read["employee_number"],
                name=holder.full_name,
                email=holder.email,
            )
        elif read["email"] not in same and is_somebody_else(read, known):
            set_aside(draft, "somebody_else", known)
        elif not known.is_here:
            draft.note("has_left", name=known.full_name)


def refuse_newcomer(draft: Draft, holder: Known | None, namesakes, present: Present):
    read = draft.values
    if read["email"] in present.elsewhere:
        draft.refuse("address_unavailable")
    elif holder and (unlike(read, holder) or not holder.email):
        set_aside(draft, "number_of_another", holder)
    elif holder:
        read_move(draft, holder, present)
    elif read["email"] in present.promised:
        draft.refuse("address_promised", name=present.name_of(read["email"]))
    else:
        for known in namesakes:
            if same_person(read, as_values(known)):
                draft.refuse(
                    "other_address_by_name", name=known.full_name, email=known.email
                )
                break
    if not read["given_name"] and draft.is_open and not draft.move:
        draft.refuse("no_name")
    elif not read["family_name"] and draft.is_open and not draft.move:
        draft.note("one_name")


def keep_one_name(read: dict, known: Known | None):
    """Who has one name has it as given name, in whichever column it stands."""
    if not read["given_name"] and not (known and known.family_name):
        read["given_name"] = " ".join(
            filter(None, (read["infix"], read["family_name"]))
        )
        read["infix"] = read["family_name"] = ""


def set_aside(draft: Draft, code: str, known: Known):
    """Leave the row out until somebody has said whether it is `known`."""
    assert code in SET_ASIDE
    draft.refuse(
        code,
        name=known.full_name,
        email=known.email,
        number=draft.values["employee_number"],
        person=known.pk,
    )


def is_somebody_else(read: dict, known: Known) -> bool:
    """Whether an address seems to have been given to another person.

    Two numbers that differ are two people, unless name and day of hiring are the same:
    then the numbers were given out anew. One number is one person. Where one of the two
    is missing, a name of which nothing is left is another person, and so is a changed
    one that was hired later; a married name or a nickname is not.
    """
    number, before = (
        without_zeros(read["employee_number"]),
        without_zeros(known.employee_number),
    )
    hired_on = known.hired_on.isoformat() if known.hired_on else None
    if number and before:
        is_renumbered = (
            hired_on and read["hired_on"] == hired_on and not renamed(read, known)
        )
        return number != before and not is_renumbered
    hired_later = hired_on and read["hired_on"] and read["hired_on"] > hired_on
    return unlike(read, known) or bool(hired_later and renamed(read, known))


def renamed(read: dict, known: Known) -> bool:
    return any(
        plain(read[name]) != plain(getattr(known, name)) for name in NAMES if read[name]
    )


def unlike(read: dict, known: Known) -> bool:
    """Whether no word of one name is in the other, both given whole."""
    if not all(read[name] and getattr(known, name) for name in NAMES):
        return False
    mine = {word for name in NAMES for word in plain(read[name])}
    theirs = {word for name in NAMES for word in plain(getattr(known, name))}
    return mine.isdisjoint(theirs)


def plain(name: str) -> list[str]:
    """The words of a name without accents and capitals; a double name is two."""
    letters = normalize("NFKD", name.casefold())
    return words_of("".join(sign for sign in letters if not combining(sign)))
