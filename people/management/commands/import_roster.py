import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import slugify

from people.management.named import checked
from people.models import Organisation, RosterImport
from people.roster.problems import FileRefused, file_sentence
from people.roster.services import rosters
from people.roster.services.moves import ask_addresses
from people.roster.words import as_answer, as_refusal, columns_in_words, explained
from people.web.bounded import MAX_BYTES
from people.web.typed import one_line

HELP = """\
Shows what a roster file (CSV or XLSX) would change, and with --commit changes it.

Answers 0 when the file could be used, also when some of its rows are refused: those
are left out and named. Answers 1 when the file as a whole is refused or the roster
changed meanwhile, 2 when the command is not used well. Nothing is changed then.
"""


class Command(BaseCommand):
    help = HELP

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--organisation", required=True, metavar="SLUG")
        parser.add_argument(
            "--create",
            action="store_true",
            help="Make the organisation if missing, with --name.",
        )
        parser.add_argument("--name", help="Of the organisation that is made.")
        parser.add_argument(
            "--discipline-from",
            default="",
            metavar="COLUMN",
            help="Read this column as the discipline, such as one of jobs.",
        )
        parser.add_argument(
            "--commit", action="store_true", help="Carry the plan out, all or nothing."
        )
        parser.add_argument("--json", action="store_true", help="Print JSON only.")

    def handle(self, file, organisation, create, commit, **options):
        self.as_json = options["json"]
        organisation = self.organisation(organisation, create and options["name"])
        content = self.content(file)
        with translation.override(organisation.language):
            try:
                plan = rosters.plan_file(
                    organisation=organisation,
                    content=content,
                    discipline_from=options["discipline_from"],
                )
                if organisation.pk is None:
                    organisation.save()
                if commit:
                    self.commit(file, organisation, plan)
            except FileRefused as refusal:
                self.refuse(refusal.problem)
            self.print_plan(plan, commit)

    def organisation(self, slug, name):
        if organisation := Organisation.objects.filter(slug=slug).first():
            return organisation
        if slug != slugify(slug):
            raise CommandError(f"Not a slug: {slug}.", returncode=2)
        if name and (name := one_line(name)):
            organisation = Organisation(slug=slug, name=name)
            return checked(organisation, "name", "slug", code=2)
        raise CommandError(
            f'There is no organisation {slug}; --create --name "Its Name" makes it.',
            returncode=2,
        )

    def content(self, file):
        try:
            with file.open("rb") as opened:
                # One more than allowed: enough to see that it is too much.
                return opened.read(MAX_BYTES + 1)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.", returncode=2) from None

    def commit(self, file, organisation, plan):
        with transaction.atomic():
            roster = RosterImport(
                organisation=organisation,
                file_name=file.name[-200:],
                content=b"",
                mapping=plan.mapping,
                asked_at=timezone.now(),
            )
            rosters.keep_plan(roster, plan)
            if not ask_addresses(roster=roster):
                raise FileRefused("stale")
            roster.state = RosterImport.State.COMMITTING
            roster.save()
        roster = rosters.carry_out_roster(roster_id=roster.pk)
        if roster.state != RosterImport.State.COMMITTED:
            raise FileRefused(roster.refusal[0])

    def refuse(self, problem):
        sentence = file_sentence(problem)
        if self.as_json:
            self.print_json(as_refusal(sentence))
        raise CommandError(sentence, returncode=1)

    def print_plan(self, plan, committed):
        if self.as_json:
            self.print_json(as_answer(plan))
            return
        for row in [*plan.rows, *plan.projects]:
            reason, mend = explained(row)
            line = (
                f"{row['row']:>6}  {row['verdict']:<7} {row['email']}  {reason} {mend}"
            )
            self.stdout.write(line.rstrip())
        for kind, columns in plan.unread_columns.items():
            if columns:
                names = ", ".join(columns_in_words(columns))
                self.stdout.write(f"Not read of the {kind}: {names}.")
        if plan.offer:
            header = plan.offer["header"]
            self.stdout.write(
                f'Nobody gets a discipline; --discipline-from "{header}" takes that one.'
            )
        counts = ", ".join(f"{verdict} {n}" for verdict, n in plan.counts.items())
        self.stdout.write(f"{counts}; not in the file {plan.not_in_file}")
        self.stdout.write("Carried out." if committed else "Nothing was changed.")

    def print_json(self, answer):
        self.stdout.write(json.dumps(answer, ensure_ascii=False))
