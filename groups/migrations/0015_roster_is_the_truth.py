from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("groups", "0014_roster_rules")]

    operations = [
        migrations.RemoveConstraint(
            model_name="seat",
            name="groups_seat_different_teams",
        ),
        migrations.RemoveField(
            model_name="mentorgroup",
            name="discipline",
        ),
        migrations.RemoveField(
            model_name="seat",
            name="discipline",
        ),
        migrations.RemoveField(
            model_name="seat",
            name="team",
        ),
    ]
