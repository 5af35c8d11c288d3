"""What a group under way breaks, or would if somebody came: asked of the database.

Services and presenters call it; the words are those of `groups.sentences`.
"""

from boards import composing
from groups.loading import load
from groups.models import BreachRule
from groups.sentences import breach_words, in_sentences, relaxed, too_many_words
from people.models import Project
from programmes.models import Role


def joining_breaks(group, seats, participation) -> list[str]:
    """What would break if somebody joined a group that is under way, in sentences."""
    keys = [seat.participation_id for seat in seats]
    loaded = load(group.programme, only=[*keys, participation.pk], again=True)
    mentor = next(str(s.participation_id) for s in seats if s.role == Role.MENTOR)
    others = [str(key) for key in keys if str(key) != mentor]
    breaks = composing.breaks(loaded.instance, str(participation.pk), mentor, others)
    return in_sentences(
        loaded,
        mentor,
        str(participation.pk),
        relaxed(breaks, group.cross_discipline_reason),
    )


def leading_breaks(group, seats, participation) -> list[str]:
    """What would break if another mentor led a group that is under way.

    Its size only if that is more than the mentor wants: the programme's own maximum is
    asked of a group when it is formed and of who comes, and may be lowered since.
    """
    mentees = [str(seat.participation_id) for seat in seats if seat.role == Role.MENTEE]
    lead = str(participation.pk)
    loaded = load(group.programme, only=[*mentees, lead], again=True)
    sentences = []
    for mentee in mentees:
        broken = composing.breaks(loaded.instance, mentee, lead, mentees)
        with_lead = [breach for breach in broken if breach.other == lead]
        kept = relaxed(with_lead, group.cross_discipline_reason)
        sentences += in_sentences(loaded, lead, mentee, kept)
    most = loaded.instance.by_id[lead].max_group
    if len(mentees) > most:
        sentences.append(too_many_words(loaded.name(lead), most, len(mentees)))
    return list(dict.fromkeys(sentences))


def tell_breaches(breaches) -> list:
    """Gives each of them `words`, one sentence; takes them `with_people`, one query."""
    breaches = list(breaches)
    shared = {breach.about for breach in breaches if breach.rule == BreachRule.PROJECT}
    projects = Project.objects.in_bulk(shared) if shared else {}
    for breach in breaches:
        breach.words = breach_words(breach, projects)
    return breaches
