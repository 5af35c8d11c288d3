from dataclasses import asdict, dataclass

OK, WARN, FAIL = "ok", "warn", "fail"


@dataclass(frozen=True)
class Finding:
    """How something is: `ok`, `warn` or `fail`; with the cure where it is not well."""

    level: str
    what: str
    cure: str = ""
    about: str = ""

    def __str__(self):
        words = " ".join(part for part in (self.what, self.cure) if part)
        # Whoever may name a table writes no line of their own, nor over others.
        return "".join(
            sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}"
            for sign in words
        )

    def as_dict(self) -> dict:
        return asdict(self)


def ok(what: str) -> Finding:
    return Finding(OK, what)


def warn(what: str, cure: str = "") -> Finding:
    return Finding(WARN, what, cure)


def fail(what: str, cure: str) -> Finding:
    return Finding(FAIL, what, cure)


def or_well(faults: list[Finding], what: str) -> list[Finding]:
    """What was found; that all is well where nothing was."""
    return faults or [ok(what)]
