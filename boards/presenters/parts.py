"""What the fit of one mentee comes from: the mentor, the others, place, experience."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards import composing
from groups.loaded import Loaded
from groups.sentences import listed, listed_topics


@dataclass(frozen=True)
class FitPart:
    """One part of a fit, 0..1000, and what it comes from."""

    label: str
    points: int
    words: str

    @property
    def dots(self) -> int:
        return -(-self.points // 200)


def parts_of(loaded: Loaded, mentor, mentees, mentee) -> tuple[FitPart, ...]:
    """The heaviest first; keys, of which `mentee` is among the `mentees`."""
    fit = composing.fits(loaded.instance, mentor, mentees)[mentee]
    peers = [key for key in mentees if key != mentee]
    near = (fit.mentor_place + fit.peer_place) // 2
    return (
        FitPart(_("Help of the mentor"), fit.need, _help(loaded, mentor, mentee)),
        FitPart(
            _("Shared with the others"), fit.peer_need, _shared(loaded, peers, mentee)
        ),
        FitPart(_("Near one another"), near, _near(loaded, mentor, peers, mentee)),
        FitPart(_("Experience"), fit.gap, _experience(loaded, mentor, mentee)),
    )


def _help(loaded, mentor, mentee) -> str:
    needs = loaded.instance.by_id[mentee].needs
    offered = loaded.instance.by_id[mentor].expertise
    name = loaded.given_name(mentor)
    if not needs:
        return _("No needs are known yet: ask what there is to learn.")
    if not offered:
        return _("%(mentor)s has not said yet what to help with.") % {"mentor": name}
    met = [topic for topic in needs if offered.get(topic)]
    if not met:
        best = sorted(offered, key=lambda topic: -offered[topic])
        values = {"mentor": name, "topics": _topics(loaded, best)}
        return _("%(mentor)s offers something else: %(topics)s.") % values
    values = {"mentor": name, "topics": _topics(loaded, met)}
    words = [_("%(mentor)s helps with %(topics)s.") % values]
    if left := [topic for topic in needs if topic not in met]:
        words.append(_("Not with %(topics)s.") % {"topics": _topics(loaded, left)})
    return " ".join(words)


def _topics(loaded, topics) -> str:
    return listed_topics(loaded.topics[topic] for topic in topics)


def _shared(loaded, peers, mentee) -> str:
    by_id = loaded.instance.by_id
    sentences = []
    for topic in by_id[mentee].needs:
        names = [loaded.given_name(key) for key in peers if topic in by_id[key].needs]
        if names:
            values = {"topic": loaded.topics[topic], "names": listed(names)}
            sentences.append(_("%(topic)s: with %(names)s.") % values)
    return " ".join(sentences) or _("The others here ask for something else.")


def _near(loaded, mentor, peers, mentee) -> str:
    me = loaded.participations[mentee].person
    others = [loaded.participations[key].person for key in (mentor, *peers)]
    words = []
    if me.location:
        same = [other for other in others if other.location_id == me.location_id]
        values = {"place": me.location, "names": listed(other.called for other in same)}
        if len(same) == len(others):
            words.append(_("All at %(place)s.") % values)
        elif same:
            words.append(_("At %(place)s like %(names)s.") % values)
        else:
            words.append(_("The only one at %(place)s.") % values)
    else:
        words.append(_("The location is not known."))
    mute = [
        other.called for other in others if not set(other.languages) & set(me.languages)
    ]
    if mute and me.languages:
        words.append(_("No language shared with %(names)s.") % {"names": listed(mute)})
    return " ".join(words)


def _experience(loaded, mentor, mentee) -> str:
    by_id = loaded.instance.by_id
    years = by_id[mentor].seniority - by_id[mentee].seniority
    values = {"mentor": loaded.given_name(mentor), "count": years}
    if years <= 0:
        return (
            _("%(mentor)s has no more years of experience, as far as known.") % values
        )
    words = ngettext(
        "%(mentor)s has %(count)d year of experience more.",
        "%(mentor)s has %(count)d years of experience more.",
        years,
    )
    return words % values
