"""What every method keeps to, so that whoever runs one need not look."""

from sessions.methods.method import EVERYONE, Job, Method, MethodStep, Stage, StepKind
from sessions.methods.minutes import LENGTHS

WHOLE = LENGTHS[2]
CASE_OWNER_SPEAKS = {
    StepKind.TELL,
    StepKind.QUESTION,
    StepKind.MARK,
    StepKind.ANSWER,
    StepKind.RESPOND,
}
CASE_OWNER_LISTENS = {StepKind.HEAR, StepKind.ADVISE}
# Whoever has one of these has another role as well, which speaks or keeps still.
BESIDE = {Job.TIMEKEEPER, Job.NOTE_TAKER}


def refuse_unsound(method: Method) -> None:
    """Raise ValueError with what is wrong with `method`, if anything is."""
    if faults := [*_faults(method)]:
        raise ValueError(f"{method.slug}: {'; '.join(faults)}.")


def _faults(method):
    keys = [step.key for step in method.steps]
    if len(set(keys)) < len(keys):
        yield "two steps have the same key"
    for step in method.steps:
        for fault in _faults_of_step(step, method):
            yield f"{step.key} {fault}"
    yield from _faults_of_writing(method.steps)
    yield from _faults_of_stage(method)


def _faults_of_step(step: MethodStep, method: Method):
    if not 1 <= step.least <= step.minutes:
        yield "has less than its least"
    if not step.speaks or set(step.speaks) & set(step.silent):
        yield "does not say who speaks"
    if BESIDE & {*step.speaks, *step.silent}:
        yield "gives the floor by a job that comes beside a role"
    if Job.LEADER in step.silent:
        yield "silences who leads"
    if not step.prompts.get(EVERYONE):
        yield "says nothing to everyone"
    named = {*step.speaks, *step.silent, *step.prompts} - {EVERYONE}
    if not named <= set(method.roles):
        yield "names a role that the method has not"
    if step.kind in CASE_OWNER_SPEAKS and step.speaks != (Job.CASE_OWNER,):
        yield "is the case owner's alone"
    if step.kind in CASE_OWNER_LISTENS and Job.CASE_OWNER not in step.silent:
        yield "lets the case owner speak"


def _faults_of_writing(steps):
    waits = set()
    for step in steps:
        if step.turns:
            if step.turns not in waits:
                yield f"{step.key} turns over what was not written"
            waits.discard(step.turns)
        if step.kind == StepKind.WRITE and not step.private:
            waits.add(step.key)
    for key in sorted(waits):
        yield f"{key} is never turned over"


def _faults_of_stage(method: Method):
    match method.stage:
        case Stage.OPENING if method.steps[0].kind != StepKind.REVIEW:
            yield "an opening begins with last time"
        case Stage.CLOSING if method.steps[-1].kind != StepKind.AGREE:
            yield "a closing ends with next time"
        case Stage.METHOD:
            if method.minutes != WHOLE:
                yield f"takes {method.minutes} minutes, not {WHOLE}"
            if method.roomy_from not in LENGTHS:
                yield "does not say how long it takes"
            if not (method.choose and method.avoid and method.origin):
                yield "does not say when to choose it, when not, and whose it is"
            if len(method.sources) < 2:
                yield "has fewer than two sources"
