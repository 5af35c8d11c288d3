"""Spreadsheets to try, what they would make, and people who break a rule."""

import csv
import io

from openpyxl import Workbook

from boards.sheets import services
from groups.models import Exclusion
from people.models import Stint
from tests.factories import DisciplineFactory, ProjectFactory

HEADER = ["Group", "E-mail"]


def as_csv(rows) -> bytes:
    found = io.StringIO()
    csv.writer(found, delimiter=";").writerows(rows)
    return found.getvalue().encode()


def as_xlsx(rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


def row_of(part, group):
    """A row with the mentor of a group by name."""
    return [group.person.full_name if group else "", part.person.email]


def rows_of(*crews):
    return [row_of(mentee, mentor) for mentor, mentees in crews for mentee in mentees]


def seats_of(*crews):
    return {str(m.pk): str(lead.pk) for lead, mentees in crews for m in mentees}


def told(plan):
    return [(remark.row, remark.verdict) for remark in plan.remarks]


def remark_of(plan):
    (remark,) = plan.remarks
    return remark


def carry_out(sheet, by):
    mark = services.plan_sheet(sheet=sheet).mark
    return services.carry_out_sheet(sheet=sheet, by=by, mark=mark)


def break_nothing(mentor, mentees):
    return ""


def break_team(mentor, mentees):
    mentees[4].person.team = mentees[0].person.team
    mentees[4].person.save()
    return "in the same team"


def break_discipline(mentor, mentees):
    person = mentees[4].person
    person.discipline = DisciplineFactory(organisation=person.organisation)
    person.save()
    return "needs a reason (R2)"


def break_line(mentor, mentees):
    mentees[4].person.manager = mentor.person
    mentees[4].person.save()
    return "is the line manager of"


def break_apart(mentor, mentees):
    first, second = sorted([mentees[0], mentees[4]], key=lambda part: part.pk)
    Exclusion.objects.create(programme=mentor.programme, first=first, second=second)
    return "are to be kept apart"


def break_project(mentor, mentees):
    project = ProjectFactory(organisation=mentor.programme.organisation)
    for mentee in (mentees[0], mentees[4]):
        Stint.objects.create(
            person=mentee.person, project=project, starts_on="2025-01-01", hours=32
        )
    return "worked long and intensively"
