"""Who is meant by a line: by e-mail address, employee number or a name that is one's own."""

import re
from collections import defaultdict

from django.utils.translation import gettext as _

from people.models import Person
from people.names import words_of
from people.roster.values import without_zeros
from people.web.addresses import one_address
from programmes.models import Participation, Role

ADDRESS = re.compile(r"\((\S+@\S+)\)\s*$")


class Unknown(Exception):
    """Nobody, or several, are meant; `words` and `mend` say so."""

    def __init__(self, words, mend):
        super().__init__(words)
        self.words, self.mend = words, mend


class People:
    """The participations of a programme; two queries."""

    def __init__(self, programme, lines):
        self.by_email, self.by_number = {}, {}
        self.by_name = defaultdict(list)
        for part in programme.participations.select_related("person"):
            person = part.person
            self.by_email[person.email] = part
            self.by_name[plain(person.bare_name)].append(part)
            if person.employee_number:
                self.by_number[without_zeros(person.employee_number)] = part
        unknown = {one_address(line.email) for line in lines} - self.by_email.keys()
        people = Person.objects.of(programme.organisation_id).addressed(unknown)
        self.colleagues = {person.email for person in people}

    def of(self, line) -> Participation:
        """Raises Unknown."""
        if line.email:
            part = self._addressed(one_address(line.email))
            numbered = self.by_number.get(without_zeros(line.number))
            if line.number and numbered not in (None, part):
                raise Unknown(
                    _("The address is that of %(one)s, the number that of %(other)s.")
                    % {"one": part.person, "other": numbered.person},
                    _("Correct one of them, or empty it."),
                )
            return part
        if line.number:
            if part := self.by_number.get(without_zeros(line.number)):
                return part
            raise Unknown(
                _("Nobody of this programme has employee number %(number)s.")
                % {"number": line.number},
                _("Correct the number, or invite this person to the programme."),
            )
        return self._named(line.name, self.by_name[plain(line.name)])

    def mentor(self, label) -> Participation:
        """Whom a group is called after, by name or address; a number is just a number."""
        written = one_address(label)
        address = ADDRESS.search(written)
        lead = self.by_email.get(address[1] if address else written)
        if lead is None:
            named = self.by_name[plain(label)]
            mentors = [part for part in named if part.role == Role.MENTOR]
            lead = self._named(label, mentors or named)
        if lead.role != Role.MENTOR:
            raise Unknown(
                _("%(name)s takes part as a mentee and leads no group.")
                % {"name": lead.person},
                _("Name a mentor of the programme."),
            )
        return lead

    def _addressed(self, address):
        if part := self.by_email.get(address):
            return part
        if address in self.colleagues:
            raise Unknown(
                _("%(email)s takes no part in this programme.") % {"email": address},
                _("Invite this person to the programme first."),
            )
        raise Unknown(
            _("Nobody has the e-mail address %(email)s.") % {"email": address},
            _("Correct the address, or add this person to the roster."),
        )

    def _named(self, name, parts):
        if not name:
            raise Unknown(
                _("This row names nobody."),
                _("Fill in the e-mail address, or remove the row."),
            )
        if not parts:
            raise Unknown(
                _("Nobody of this programme is called %(name)s.") % {"name": name},
                _("Correct the name, or give the e-mail address."),
            )
        if len(parts) > 1:
            raise Unknown(
                _("Several people of this programme are called %(name)s.")
                % {"name": name},
                _("Give the e-mail address."),
            )
        return parts[0]


def is_called(part, name) -> bool:
    return plain(part.person.bare_name) == plain(name)


def plain(name) -> str:
    """The same for "Anna van den Berg" and "Berg, Anna van den"."""
    return " ".join(sorted(words_of(name)))
