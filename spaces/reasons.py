"""Why nobody but the readers of a space reads its texts, and what is not certain."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spaces.models import Space
from spaces.selfcheck import CheckResult, Fault

# What makes the sentence untrue, by who it is about (`spaces.selfcheck.LOOK`).
PAGES = {"open", "policy", "power", "member", "view"}
COPIES = {"granted", "view", "member"}
TOLD = {
    "open": gettext_lazy("The database does not hold back what is in %(where)s."),
    "policy": gettext_lazy(
        "A rule for who reads %(where)s is not the one that was made."
    ),
    "worker": gettext_lazy("What sends the mails may read %(where)s."),
    "granted": gettext_lazy("%(who)s may read %(where)s."),
    "power": gettext_lazy("%(where)s passes every rule."),
    "member": gettext_lazy("%(where)s may do what %(who)s may."),
    "view": gettext_lazy("%(where)s shows rows past the rules."),
}


@dataclass(frozen=True)
class Reason:
    """One sentence on `who`; `doubts` are what was found that takes it away."""

    who: str
    because: str
    doubts: tuple[str, ...] = ()


def reasons(*, kind: str, readers, result: CheckResult) -> list[Reason]:
    """Of coordinator, HR and manager, host and database administrator one each.

    `kind` is that of the space that the `readers` are in.
    """
    listed = [
        (_("A coordinator"), _coordinator(kind, readers), PAGES),
        (_("HR, or a manager"), _no_role(), PAGES | {"granted"}),
        (_("Who runs the server"), _host(), {"worker"}),
        (_("Who administers the database"), _administrator(), COPIES),
    ]
    return [
        Reason(
            who,
            because,
            tuple(told_of(fault) for fault in result.faults if fault.kind in untrue),
        )
        for who, because, untrue in listed
    ]


def told_of(fault: Fault) -> str:
    """A fault in the words of who reads the page."""
    return TOLD[fault.kind] % {"where": fault.where, "who": fault.who}


def _coordinator(kind, readers) -> str:
    coordinating = import_string(settings.COORDINATING)(readers)
    here = [person.full_name for person in readers if person.pk in coordinating]
    if here:
        first = _(
            "Coordinating gives no right to read: %(names)s reads this as one of the "
            "people named above, no other coordinator does."
        ) % {"names": ", ".join(here)}
    else:
        first = _(
            "Not one of these people, and the database shows what is here to them alone."
        )
    if kind == Space.Kind.OWN:
        return f"{first} " + _("Nobody can be added to what is yours alone.")
    if kind == Space.Kind.SHARED:
        return f"{first} " + _("Nobody can be added to what was given away.")
    first += " " + _(
        "Decides who is in a group, and you are told of each. Whoever comes later does "
        "not read what was written before."
    )
    if kind == Space.Kind.PAIR:
        return first
    return f"{first} " + _(
        "A new name is told to you too, and a group opens only once you have seen who is "
        "in it."
    )


def _no_role() -> str:
    return _(
        "Being of HR, or somebody's manager, gives no right to read. There is no such "
        "role here, and no report or rating is made of what stands here."
    )


def _host() -> str:
    return _(
        "Not from the database or a backup: texts are sealed in them, and the keys lie "
        "elsewhere; what sends the mails has neither the keys nor the right to read. Who "
        "controls the running server and its keys could."
    )


def _administrator() -> str:
    return _(
        "Sees that there is a text, whose, with whom and when, not what it says. Could "
        "delete it, put back an earlier state of it, or let themselves in as somebody "
        "and read as that person."
    )
