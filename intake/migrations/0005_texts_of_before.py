from django.db import migrations

from writing.waiting import wait_for


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_sorted_by_name"), ("writing", "0004_waiting")]
    operations = [
        wait_for("intake_preparation", "intake.Preparation"),
        wait_for("intake_intakereport", "intake.IntakeReport"),
        wait_for("intake_judgement", "intake.Judgement"),
    ]
