"""What others read of a person in this room, besides texts (`writing.given_away`)."""

from writing.given_away import OWN, WITH_ITS_COPY

GIVEN = {
    "workbook.ShownLine": WITH_ITS_COPY,
    "workbook.CheckIn": OWN,
    "workbook.GoalChange": OWN,
}
