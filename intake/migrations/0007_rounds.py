import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0006_uncounted"),
        ("spaces", "0014_mine_by_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="round")),
                (
                    "both_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="clickanswer",
            name="intake_click_once",
        ),
        migrations.AddField(
            model_name="clickanswer",
            name="round",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="round"),
        ),
        migrations.AddField(
            model_name="intake",
            name="asked_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="intake",
            name="round",
            field=models.PositiveSmallIntegerField(default=1, editable=False),
        ),
        migrations.AddConstraint(
            model_name="clickanswer",
            constraint=models.UniqueConstraint(
                models.F("intake"),
                models.F("author"),
                models.F("round"),
                name="intake_click_once_a_round",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="intake",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rounds",
                to="intake.intake",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                models.F("intake"), models.F("number"), name="intake_round_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="intake_round_from_one"
            ),
        ),
    ]
