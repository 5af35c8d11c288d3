"""What a spreadsheet would put on a board: groups, and every remark by row.

Only what breaks no hard rule comes on the board; who does is without a group.
"""

import hashlib
import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from boards import board, composing
from boards.board import Board
from boards.presenters import board_story
from boards.presenters.board import BoardStory, absence
from boards.reading import read_board
from boards.sheets.listed import ListedPeople
from boards.sheets.people import Unknown
from boards.sheets.pins import Pins, pins_of, pins_of_mentor
from boards.sheets.reading import SheetLine
from boards.sheets.remarks import MENDS, SheetRemark
from groups.loading import load
from groups.sentences import in_sentences, relaxed
from programmes.models import Participation, Role


@dataclass(frozen=True)
class SheetPlan:
    """`missing`: mentees who could be seated and are not in the file."""

    board: Board
    story: BoardStory
    remarks: tuple[SheetRemark, ...]
    missing: tuple[Participation, ...]
    mark: str


def make_plan(*, programme, onto, fields, lines) -> SheetPlan:
    """In a constant number of queries; `onto` is the composition to be replaced."""
    return SheetPlanner(
        programme, onto, fields, [SheetLine(**line) for line in lines]
    ).plan()


class SheetPlanner:
    """Puts the lines on a board one after another."""

    def __init__(self, programme, onto, fields, lines):
        self.programme, self.onto, self.fields = programme, onto, fields
        self.before = read_board(onto) if onto else Board()
        self.listed = ListedPeople(programme, lines)
        self.lines, self.parts = self.listed.lines, self.listed.parts

    def plan(self) -> SheetPlan:
        after = Board()
        after.pins, after.away = self._pins()
        self.loaded = load(self.programme, pins=after.pins, also=list(self.parts))
        self._open_groups(after)
        for line, key in self.lines:
            if self.parts[key].role == Role.MENTEE and line.group:
                self._seat(after, line, key)
        story = board_story(self.loaded, after, tried=False)
        self._remark_on_groups(story)
        remarks = tuple(sorted(self.listed.remarks, key=lambda remark: remark.row))
        return SheetPlan(
            after, story, remarks, self._missing(), self._mark(after, remarks)
        )

    def _pins(self):
        """Those of the file; of who is not in it, those of the board."""
        if "pins" not in self.fields:
            return dict(self.before.pins), dict(self.before.away)
        keys = {key for _line, key in self.lines}
        pins = {
            pair: kind
            for pair, kind in self.before.pins.items()
            if pair.split(":")[0] not in keys
        }
        away = {
            key: value for key, value in self.before.away.items() if key not in keys
        }
        for line, key in self.lines:
            of_line = self._pins_of(line, key)
            if of_line.away:
                away[key] = board.AWAY
            for mentor, kind in of_line.pins:
                pins[board.pair(key, mentor)] = str(kind)
        return pins, away

    def _pins_of(self, line, key) -> Pins:
        if self.parts[key].role == Role.MENTOR:
            of_line = pins_of_mentor(line)
            mend = _("In the row of a mentor only “not available” can stand.")
        else:
            of_line = pins_of(line, self.listed.mentor_of)
            mend = _("Write “with” or “not with” and the name of a mentor.")
        for label in of_line.unread:
            words = _("“%(pin)s” in the column “Pins” cannot be read.")
            self.listed.remark(line, "placed", words % {"pin": label}, mend)
        return of_line

    def _open_groups(self, after):
        reasons = self._reasons()
        led = [self.listed.group_of(line).mentor for line, _key in self.lines]
        for mentor in dict.fromkeys(filter(None, led)):
            name = {"name": self.loaded.name(mentor)}
            if mentor in self.loaded.absent:
                words, mend = absence(self.loaded, mentor), _("Name another mentor.")
            elif mentor in after.away:
                words = _("%(name)s is not available.") % name
                mend = _("Make this mentor available first, or name another.")
            else:
                after.columns[mentor] = reasons.get(mentor, "")
                continue
            self.listed.refuse(mentor, Unknown(words, mend))
            for line, key in self.lines:
                if key == mentor:
                    self.listed.remark(line, "left_out", words, mend)

    def _reasons(self) -> dict[str, str]:
        if "reason" not in self.fields:
            return self.before.columns
        reasons: dict[str, str] = {}
        for line, _key in self.lines:
            group = self.listed.group_of(line)
            if line.reason:
                reasons.setdefault(group.mentor, line.reason)
        return reasons

    def _seat(self, after, line, key):
        group = self.listed.group_of(line)
        if key in self.loaded.absent:
            mend = _("Invite this person again, or remove the row.")
            self.listed.remark(line, "left_out", absence(self.loaded, key), mend)
            return
        if group.trouble:
            self.listed.remark(line, "without", group.trouble.words, group.trouble.mend)
            return
        mentor = group.mentor
        others = after.mentees_of(mentor)
        breaks = composing.breaks(self.loaded.instance, key, mentor, others)
        broken = relaxed(breaks, after.columns[mentor])
        if not broken:
            after.seats[key] = mentor
            return
        words = " ".join(in_sentences(self.loaded, mentor, key, broken))
        mends = dict.fromkeys(str(MENDS[breach.rule]) for breach in broken)
        self.listed.remark(line, "without", words, " ".join(mends))

    def _remark_on_groups(self, story):
        rows = {}
        for line, key in self.lines:
            mentor = self.listed.group_of(line).mentor
            if key == mentor:
                rows[mentor] = line.row
            rows.setdefault(mentor, line.row)
        for group in story.groups:
            name = group.mentor.person.full_name
            small = group.size < self.loaded.instance.params.min_size
            mend = _("Add mentees, in the file or on the board.") if small else ""
            for words in group.broken:
                remark = SheetRemark(rows[group.key], name, "placed", words, mend)
                self.listed.remarks.append(remark)

    def _missing(self) -> tuple[Participation, ...]:
        return tuple(
            self.loaded.participations[mentee.id]
            for mentee in self.loaded.instance.mentees
            if mentee.id not in self.parts and mentee.id not in self.loaded.absent
        )

    def _mark(self, after, remarks) -> str:
        """Changes when anything would become otherwise than in the preview."""
        target = (self.onto.pk, self.onto.version) if self.onto else None
        parts = [getattr(after, part) for part in board.PARTS]
        verdicts = [(remark.row, remark.verdict) for remark in remarks]
        content = json.dumps([target, parts, verdicts])
        return hashlib.sha256(content.encode()).hexdigest()
