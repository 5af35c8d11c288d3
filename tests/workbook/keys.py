"""Every key under which an answer may lie, and those that it may hold."""

KEYED = ("moments", "options", "rows", "sides", "rings")


def keys_of(pages) -> set[str]:
    """Of what is asked, and of what earlier editions asked as far as that is told."""
    return {
        path
        for key, prompt in prompts_of(pages)
        for path in (key, *(f"{key}/{one}" for one in inner(prompt)))
    }


def missing(listed, pages) -> set[str]:
    """Keys of the list that no file tells of any more."""
    dropped = {
        f"{key}/{what}/{one}"
        for key, prompt in prompts_of(pages)
        for what in (*KEYED, "columns")
        for one in prompt.dropped
    }
    return {key for key in listed if key not in keys_of(pages) | dropped}


def prompts_of(pages):
    """Each key with its prompt; those that it had before, too."""
    for chapter in pages:
        exercises = [
            (one.slug, (*one.prompts, *one.dropped)) for one in chapter.exercises
        ]
        exercises += [(one.slug, one.prompts) for one in chapter.dropped]
        for slug, prompts in exercises:
            for prompt in prompts:
                for name in (prompt.name, *prompt.formerly):
                    yield name if "." in name else f"{slug}.{name}", prompt


def inner(prompt):
    for what in KEYED:
        yield from (f"{what}/{one}" for one in getattr(prompt, what))
    for column in prompt.columns:
        yield f"columns/{column.name}"
        yield from (f"columns/{column.name}/options/{one}" for one in column.options)
