"""Why these people sit together, in a few words for a board."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.sentences import listed_topics


def why_here(loaded, story, asked) -> str:
    """In a few words: help of the mentor, else what others here ask as well."""
    if not story.covered and not story.uncovered:
        return _("No needs are known yet.")
    if story.covered and not story.uncovered:
        return _("Helped with all of it.")
    if story.covered:
        topics = listed_topics(loaded.topics[topic] for topic in story.covered)
        return _("Helped with %(topics)s.") % {"topics": topics}
    if story.shared:
        topic = max(story.shared, key=lambda topic: asked[topic])
        values = {"topic": loaded.topics[topic], "count": asked[topic] - 1}
        words = ngettext(
            "Shares %(topic)s with %(count)d other.",
            "Shares %(topic)s with %(count)d others.",
            values["count"],
        )
        return words % values
    return _("Brings topics that nobody else here has.")


def why_these(loaded, mentor, story, asked) -> tuple[str, ...]:
    """Per group: the help of the mentor, what is left to the others, and places."""
    name = loaded.given_name(mentor)
    sentences = []
    if story.covered:
        values = {"mentor": name, "topics": _counted(loaded, story.covered, asked)}
        sentences.append(_("%(mentor)s helps with %(topics)s.") % values)
    elif asked:
        values = {"mentor": name}
        sentences.append(
            _("What is asked here is not what %(mentor)s offers.") % values
        )
    among = [topic for topic in story.shared if topic not in story.covered]
    if among:
        values = {"topics": _counted(loaded, among, asked)}
        sentences.append(_("They share %(topics)s among themselves.") % values)
    return (*sentences, *_place_words(loaded, mentor, story))


def _counted(loaded, topics, asked) -> str:
    """The first two, with how many ask for it when that is more than one."""
    named = [
        f"{loaded.topics[topic]} ({asked[topic]})"
        if asked[topic] > 1
        else loaded.topics[topic]
        for topic in topics
    ]
    return listed_topics(named, most=2)


def _place_words(loaded, mentor, story) -> list[str]:
    keys = [mentor, *(explained.mentee for explained in story.mentees)]
    people = [loaded.participations[key].person for key in keys]
    sentences = []
    place = people[0].location
    if place and all(person.location == place for person in people):
        sentences.append(_("All at %(place)s.") % {"place": place})
    if not story.languages and all(person.languages for person in people):
        sentences.append(_("No language that all of them speak."))
    return sentences
