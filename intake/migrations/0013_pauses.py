from django.db import migrations

# Who paused already, until a day.
PAUSES = """
INSERT INTO groups_pause (seat_id, began_at, ends_at)
SELECT intake.seat_id, intake.outcome_at,
  intake.until::timestamp AT TIME ZONE programme.time_zone
FROM intake_intake intake
JOIN groups_seat seat ON seat.id = intake.seat_id
JOIN groups_mentorgroup mentor_group ON mentor_group.id = seat.group_id
JOIN programmes_programme programme ON programme.id = mentor_group.programme_id
WHERE intake.outcome = 'paused' AND seat.left_at IS NULL
  AND intake.outcome_at < intake.until::timestamp AT TIME ZONE programme.time_zone
"""


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0034_pause"),
        ("intake", "0012_referral"),
        ("programmes", "0007_days_and_notice"),
    ]
    operations = [migrations.RunSQL(PAUSES, migrations.RunSQL.noop)]
