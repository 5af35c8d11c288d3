"""What the first and the last step of a run show beside their words (A10).

What is answered here is there in `sessions/_run_first.html` and `sessions/_run_last.html`.
"""


def first(scene) -> dict:
    """With last time."""
    return {}


def last(scene) -> dict:
    """With next time."""
    return {}


def at_an_end(scene) -> dict:
    return (first(scene) if scene.is_first else {}) | (
        last(scene) if scene.is_last else {}
    )
