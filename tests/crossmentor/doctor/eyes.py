"""Eyes that see what a test says, without a database."""


class Eyes:
    """`answers` are the rows to a query, by words that stand in it."""

    def __init__(self, answers=(), roles=("owner",), refused=()):
        self.answers = dict(answers)
        self.roles = {name: name for name in roles}
        self.refused = dict(refused)
        self.best = next(iter(self.roles.values()), None)
        self.maker = self.roles.get("superuser") or self.roles.get("owner")

    def rows(self, query, *parameters):
        found = [rows for words, rows in self.answers.items() if words in query]
        assert len(found) < 2, query
        return found[0] if found else []
