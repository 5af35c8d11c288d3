"""One window of one writer, and a line that delays, repeats, loses and reorders.

It does what `static/js/autosave-keeper.js` does: one save at a time, repeated as it was
until it is answered; on leaving the last words are sent without waiting for that.
"""

from dataclasses import dataclass, field
from uuid import uuid4

from workbook.models import EXERCISE
from writing import services

STEPS = ("type", "send", "lost", "unanswered", "leave", "late", "again")


@dataclass
class Writer:
    key: str
    person: object
    text: str = ""
    kept: str = ""
    based_on: object = None
    last: object = None
    attempt: dict | None = None
    # Sent, and here later or once more.
    under_way: list = field(default_factory=list)

    def next(self) -> dict:
        before = {"based_on": self.based_on, "after": self.last}
        self.last = uuid4()
        return {"body": self.text, "client_id": self.last, **before}

    def arrive(self, save):
        return services.write_text(kind=EXERCISE, key=self.key, by=self.person, **save)

    @property
    def waits(self) -> bool:
        return self.attempt is not None or self.text != self.kept

    def do(self, step: str, number: int) -> None:
        if step in ("late", "again"):
            return self._deliver(step, number)
        if step == "leave" and self.attempt and self.text != self.attempt["body"]:
            self.under_way.append(self.next())
        if step in ("send", "lost", "unanswered") and self.waits:
            self._send(step)

    def _deliver(self, step, number):
        if self.under_way:
            at = number % len(self.under_way)
            save = self.under_way[at] if step == "again" else self.under_way.pop(at)
            self.arrive(save)

    def _send(self, step):
        self.attempt = self.attempt or self.next()
        self.under_way.append(self.attempt)
        if step == "lost":
            return
        answer = self.arrive(self.attempt)
        if step == "send":
            self.based_on, self.kept = answer.based_on, self.attempt["body"]
            self.attempt = None

    def finish(self):
        """Everything arrives, in whichever order it was left; the page sends the rest."""
        while self.waits:
            self._send("send")
        while self.under_way:
            self.arrive(self.under_way.pop())
