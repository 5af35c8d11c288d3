"""Redis answers, and worker, composer and beat are at work."""

from django.db.models import DurationField, ExpressionWrapper, F
from django.db.models.functions import Now

from crossmentor.doctor.finding import fail, ok, warn
from crossmentor.doctor.ledger import ago
from crossmentor.doctor.sight import Sight
from crossmentor.health import probe, ready
from crossmentor.models import Beat

# Longer than the pages wait: here nobody waits for a page.
SECONDS = 2
WITHOUT = {
    "worker": "no mail leaves",
    "composer": "no groups are proposed",
    "beat": "nothing is looked after by itself",
}


def findings(sight: Sight):
    if ready.broker_answers(SECONDS):
        yield ok("Redis answers.")
    else:
        yield fail(
            "Redis does not answer: people can write, and no mail leaves.",
            "Start it, or mend REDIS_URL.",
        )
    for kind, name in probe.NAMES.items():
        yield from beats(kind, name)


def beats(kind, name):
    silence = ExpressionWrapper(Now() - F("at"), output_field=DurationField())
    known = list(Beat.objects.of(name).newest_first().annotate(silence=silence))
    fresh = [
        process for process in known if process.silence.total_seconds() < probe.STALE
    ]
    if not fresh:
        last = f"silent for {ago(known[0].silence)}" if known else "never heard of"
        yield fail(
            f"The {kind} is {last}: {WITHOUT[kind]}.",
            f"Start the {kind}, or see its log.",
        )
        return
    where = ", ".join(process.name.partition("@")[2] for process in fresh)
    yield ok(f"The {kind} is at work on {where}.")
    if kind == "beat" and len(fresh) > 1:
        yield warn("Two beats run, which is one too many.", "Stop one of them.")
