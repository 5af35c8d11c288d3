"""Who is whose manager, once the file and the roster are put together."""

from collections import defaultdict

from people.names import split_full
from people.roster.planning.doubles import name_of
from people.roster.planning.drafts import SKIP, Draft
from people.roster.present import Present
from people.roster.values import without_zeros


def settle_managers(drafts: list[Draft], present: Present):
    """Fill in manager_email, refuse circles, and note whom nobody knows."""
    rows = [draft for draft in drafts if draft.verdict != SKIP]
    addresses = Addresses(rows, present)
    for draft in rows:
        if draft.manager:
            find_manager(draft, addresses)
    # Refusing a row takes its person away, which can leave others without manager.
    while refuse_circles(rows, present):
        pass
    reachable = present.people.keys() | {
        draft.values["email"] for draft in rows if draft.is_open
    }
    in_file = {draft.values["email"] for draft in rows}
    for draft in rows:
        manager = draft.values["manager_email"]
        if manager and manager not in reachable:
            code = "manager_refused" if manager in in_file else "manager_unknown"
            draft.note(code, manager=manager)
            draft.values["manager_email"] = ""


class Addresses:
    """The e-mail addresses of everybody by name and by number."""

    def __init__(self, rows, present):
        self.aliases = present.aliases
        self.by_name = defaultdict(set)
        self.by_number = defaultdict(set)
        for known in present.people.values():
            email = known.email
            self.by_name[known.full_name.lower()].add(email)
            self.by_number[without_zeros(known.employee_number)].add(email)
        for draft in rows:
            if email := draft.values["email"]:
                self.by_name[name_of(draft.values)].add(email)
                number = without_zeros(draft.values["employee_number"])
                self.by_number[number].add(email)

    def of(self, text: str) -> set[str]:
        addresses = self.by_name.get(text.lower())
        addresses = addresses or self.by_name.get(
            " ".join(filter(None, split_full(text))).lower()
        )
        if not addresses and any(map(str.isdigit, text)):
            addresses = self.by_number.get(without_zeros(text))
        return addresses or set()


def find_manager(draft: Draft, addresses: Addresses):
    text = draft.manager
    if "@" in text:
        bare = text.lower().removeprefix("mailto:").rstrip(">;,. ")
        email = bare.rpartition("<")[2].strip()
        email = addresses.aliases.get(email, email)
    else:
        candidates = addresses.of(text)
        if len(candidates) != 1:
            code = "manager_ambiguous" if candidates else "manager_unknown"
            draft.note(code, manager=text)
            return
        (email,) = candidates
    draft.values["manager_email"] = email
    if email == draft.values["email"]:
        draft.refuse("own_manager")


def refuse_circles(rows: list[Draft], present: Present) -> bool:
    """Refuse the rows that make a circle; return whether there were any."""
    above = {email: known.manager_email for email, known in present.people.items()}
    by_email = {}
    for draft in rows:
        if draft.is_open and draft.values["manager_email"]:
            above[draft.values["email"]] = draft.values["manager_email"]
            by_email[draft.values["email"]] = draft
    refused = False
    done: set[str] = set()
    for start in by_email:
        path: dict[str, None] = {}
        here = start
        while here and here not in path and here not in done:
            path[here] = None
            here = above.get(here, "")
        if here in path:
            walked = list(path)
            circle = walked[walked.index(here) :]
            for email in circle:
                if email in by_email:
                    by_email[email].refuse(
                        "manager_circle", names=", ".join(circle[:6])
                    )
                    refused = True
        done.update(path)
    return refused
