"""Who can read a text of one's own, in words."""

from spaces.audience import audiences, only


def with_audience(texts, reader) -> list:
    """The texts, which came `with_shown`, each with `audience`."""
    texts = list(texts)
    spaces = {shown.space_id for text in texts for shown in text.shown_now}
    by_space = audiences(spaces, reader) if spaces else {}
    for text in texts:
        places = [by_space[shown.space_id] for shown in text.shown_now]
        if len(places) > 1:
            text.audience = " · ".join(place.words for place in places)
        else:
            text.audience = places[0] if places else only(reader)
    return texts
