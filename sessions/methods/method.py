"""What a method of intervision is: its steps, and who does what in each."""

from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

EVERYONE = "everyone"


class Stage(TextChoices):
    """Where in a meeting a method has its place."""

    OPENING = "opening", _("Opening")
    METHOD = "method", _("Method")
    CLOSING = "closing", _("Closing")


class Job(TextChoices):
    """What somebody does in a run. The two jobs come on top of one of the others."""

    LEADER = "leader", _("Leader")
    # Dutch: inbrenger.
    CASE_OWNER = "case_owner", _("Case owner")
    # Dutch: meedenker.
    MEMBER = "member", _("Fellow thinker")
    TIMEKEEPER = "timekeeper", _("Timekeeper")
    NOTE_TAKER = "note_taker", _("Note-taker")
    OBSERVER = "observer", _("Observer")


class StepKind(TextChoices):
    """What happens in a step: what a page offers follows from it."""

    # The open actions of last time lie there: done, goes on, or dropped with a word.
    REVIEW = "review", _("Looking back")
    # Who wants to bring a case says so in a line, and one is chosen.
    BRING = "bring", _("Bringing in")
    # Of several ways to go on, one is chosen.
    CHOOSE = "choose", _("Choosing")
    # The case owner tells; nobody interrupts.
    TELL = "tell", _("Telling")
    # The case owner puts the question in a sentence: from then on it is this one.
    QUESTION = "question", _("The question")
    # Members ask, the case owner answers at once.
    ASK = "ask", _("Asking")
    # Each alone, face down, until a later step turns the texts over.
    WRITE = "write", _("Writing alone")
    # The case owner marks each question that was turned over: warm, lukewarm, cold.
    MARK = "mark", _("Marking questions")
    # The case owner answers the marked questions, the warm ones first.
    ANSWER = "answer", _("Answering")
    # The others talk with each other; the case owner listens.
    HEAR = "hear", _("Listening")
    # The others give advice; the case owner listens.
    ADVISE = "advise", _("Advising")
    # The case owner says what it does.
    RESPOND = "respond", _("Responding")
    # All talk.
    TALK = "talk", _("Talking")
    # One after the other, each once.
    ROUND = "round", _("Round")
    # Actions, each with an owner and a date.
    AGREE = "agree", _("Agreeing")


@dataclass(frozen=True, slots=True)
class MethodStep:
    """`key` is for ever and the same in every language: runs are stored under it.

    Who `speaks` has the floor, in a step of writing the pen; who is `silent` keeps still.
    `minutes` are those of ninety, `least` what it takes at the very least. `turns` names
    the step of writing whose texts are turned over as this one begins; those of a
    `private` one never are. `prompts`: what a role reads, `everyone` where it has none.
    """

    key: str
    title: str
    kind: StepKind
    speaks: tuple[str, ...]
    minutes: int
    least: int
    prompts: MappingProxyType[str, str]
    silent: tuple[str, ...] = ()
    turns: str = ""
    private: bool = False

    def has_floor(self, role: str) -> bool:
        return role in self.speaks or EVERYONE in self.speaks

    def is_silent(self, role: str) -> bool:
        """The observer is, as long as the step does not ask for them by name."""
        if role == Job.OBSERVER:
            return not self.has_floor(role)
        return role in self.silent

    def prompt_for(self, role: str) -> str:
        return self.prompts.get(role) or self.prompts[EVERYONE]


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """`roomy_from` is the shortest length, in minutes, in which it is not rushed.

    `roles` says what the method asks of each role that it has; `origin` names who
    thought of it; `html` is the idea, `example` how it
    went once, made up by us. It is for so many `people` at least, and for a
    group with the `practice` of so many meetings.
    """

    slug: str
    title: str
    summary: str
    stage: Stage
    order: int
    html: str
    steps: tuple[MethodStep, ...]
    roles: MappingProxyType[str, str]
    example: str = ""
    choose: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    origin: str = ""
    sources: tuple[Source, ...] = ()
    roomy_from: int = 0
    people: int = 0
    practice: int = 0

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def has_case(self) -> bool:
        return Job.CASE_OWNER in self.roles

    @property
    def casts(self) -> bool:
        """Whether it chooses its own case; others begin with one that was chosen."""
        return any(step.kind == StepKind.BRING for step in self.steps)


@dataclass(frozen=True, slots=True)
class MethodCard:
    """What a role asks of whoever has it, in any method: three lines."""

    slug: str
    does: str
    leaves: str
    says: str

    @property
    def role(self) -> Job:
        return Job(self.slug)
