"""Who stands in a spreadsheet, once each, and whose groups they are put in."""

from collections import defaultdict
from typing import NamedTuple

from django.utils.translation import gettext as _

from boards.sheets.people import People, Unknown, is_called
from boards.sheets.remarks import SheetRemark
from people.roster.problems import sentences
from programmes.models import Participation, Role


class LabelledGroup(NamedTuple):
    """Whose group a label of the file stands for; or why it is nobody's."""

    mentor: str = ""
    trouble: Unknown | None = None


class ListedPeople:
    """The usable lines with the participation of each; what is refused is a remark."""

    def __init__(self, programme, lines):
        self.people = People(programme, lines)
        self.remarks: list[SheetRemark] = []
        self.parts: dict[str, Participation] = {}
        self.lines = list(self._told(lines))
        self.groups = self._groups()

    def group_of(self, line) -> LabelledGroup:
        return self.groups.get(_plain(line.group), LabelledGroup())

    def mentor_of(self, label) -> str:
        """Raises Unknown."""
        group = self.groups.get(_plain(label))
        if group and group.mentor:
            return group.mentor
        return str(self.people.mentor(label).pk)

    def refuse(self, mentor, trouble):
        """Whoever is put in this mentor's group has no group, and why."""
        for label, group in self.groups.items():
            if group.mentor == mentor:
                self.groups[label] = LabelledGroup(trouble=trouble)

    def remark(self, line, verdict, words, mend=""):
        name = line.name or line.email or line.number
        self.remarks.append(SheetRemark(line.row, name, verdict, words, str(mend)))

    def _told(self, lines):
        """The lines that name somebody of the programme, each person once."""
        lines_of = defaultdict(list)
        for line in lines:
            try:
                if line.problems:
                    raise Unknown(*sentences(line.problems))
                part = self.people.of(line)
                if line.role.lower() == Role.MENTOR and part.role != Role.MENTOR:
                    words = _("%(name)s takes part as a mentee and leads no group.")
                    raise Unknown(
                        words % {"name": part.person},
                        _("Name a mentor of the programme."),
                    )
            except Unknown as trouble:
                self.remark(line, "left_out", trouble.words, trouble.mend)
                continue
            if line.name and not is_called(part, line.name):
                words = _("This is %(name)s by address or number: that counts.")
                self.remark(line, "placed", words % {"name": part.person})
            self.parts[str(part.pk)] = part
            lines_of[str(part.pk)].append(line)
        for key, several in lines_of.items():
            yield from ((line, key) for line in self._once(key, several))

    def _once(self, key, several):
        """The line that counts of somebody who stands in the file more than once."""
        lines = [line for line in several if line.group] or several
        first, *others = lines
        if {_plain(line.group) for line in lines} == {_plain(first.group)}:
            rest, words = others, _("%(name)s is in row %(row)d already.")
        elif self.parts[key].role == Role.MENTOR:
            rest = others
            words = _("%(name)s leads another group in row %(row)d (R1).")
        else:
            first, rest = None, lines
            words = _("%(name)s is in rows %(rows)s, in different groups.")
        values = {
            "name": self.parts[key].person,
            "row": lines[0].row,
            "rows": ", ".join(str(line.row) for line in lines),
        }
        verdict = "left_out" if first else "without"
        for line in rest:
            self.remark(line, verdict, words % values, _("Keep one of the rows."))
        return [first] if first else []

    def _groups(self) -> dict[str, LabelledGroup]:
        """By label: the mentor whose row has it, else whoever it is called after."""
        leads = defaultdict(list)
        for line, key in self.lines:
            if line.group and self.parts[key].role == Role.MENTOR:
                leads[_plain(line.group)].append((line, key))
        groups = {label: self._led(leads[label]) for label in leads}
        led = {
            group.mentor
            for label, group in groups.items()
            if not self._is_called_after(label, group.mentor)
        }
        for line, _key in self.lines:
            label = _plain(line.group)
            if label and label not in groups:
                groups[label] = self._called_after(line.group, led)
        return groups

    def _is_called_after(self, label, mentor) -> bool:
        try:
            return str(self.people.mentor(label).pk) == mentor
        except Unknown:
            return False

    def _led(self, rows) -> LabelledGroup:
        called = [row for row in rows if is_called(self.parts[row[1]], row[0].group)]
        leader = (called or rows)[0]
        for line, key in rows:
            if key != leader[1]:
                values = {
                    "name": self.parts[key].person,
                    "mentor": self.parts[leader[1]].person,
                }
                words = _(
                    "%(mentor)s leads this group, and %(name)s is a mentor too: a "
                    "group has one (R1)."
                )
                mend = _("Give one of the two another group, or none.")
                self.remark(line, "left_out", words % values, mend)
        return LabelledGroup(leader[1])

    def _called_after(self, label, led) -> LabelledGroup:
        try:
            part = self.people.mentor(label)
            if str(part.pk) in led:
                words = _("%(name)s leads another group in this file.")
                mend = _("Give this group another mentor.")
                raise Unknown(words % {"name": part.person}, mend)
        except Unknown as trouble:
            return LabelledGroup(trouble=trouble)
        self.parts[str(part.pk)] = part
        return LabelledGroup(str(part.pk))


def _plain(label) -> str:
    return " ".join(label.split()).casefold()
