"""What a browser sends of the texts on a page."""


def typed(*boxes, **bodies) -> dict:
    """The fields of these boxes, with other bodies by their kind, "-" as "_"."""
    sent = {"texts": [box.named for box in boxes]}
    for box in boxes:
        for field in box.form:
            sent[field.html_name] = field.value() or ""
        kind = box.kind.name.replace("-", "_")
        if kind in bodies:
            sent[box.form.add_prefix("body")] = bodies[kind]
    return sent
