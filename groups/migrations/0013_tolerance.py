import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0012_sheet_import"),
        ("programmes", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Breach",
            fields=[
                (
                    "id",
                    models.CharField(max_length=60, primary_key=True, serialize=False),
                ),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("size", "Size"),
                            ("discipline", "Discipline"),
                            ("same_team", "Same Team"),
                            ("line_manager", "Line Manager"),
                            ("project", "Project"),
                            ("exclusion", "Exclusion"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.BigIntegerField()),
            ],
            options={
                "db_table": "groups_breach",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Tolerance",
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
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("size", "Size"),
                            ("discipline", "Discipline"),
                            ("same_team", "Same Team"),
                            ("line_manager", "Line Manager"),
                            ("project", "Project"),
                            ("exclusion", "Exclusion"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.BigIntegerField(default=0)),
                ("reason", models.TextField(verbose_name="reason")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.AddField(
            model_name="tolerance",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="tolerance",
            name="first",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programmes.participation",
            ),
        ),
        migrations.AddField(
            model_name="tolerance",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tolerances",
                to="groups.mentorgroup",
            ),
        ),
        migrations.AddField(
            model_name="tolerance",
            name="second",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="programmes.participation",
            ),
        ),
        migrations.AddConstraint(
            model_name="tolerance",
            constraint=models.UniqueConstraint(
                models.F("group"),
                models.F("rule"),
                models.F("first"),
                models.F("second"),
                models.F("about"),
                name="groups_tolerance_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="tolerance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first", None), ("rule", "size"), ("second", None)),
                    models.Q(
                        models.Q(("rule", "size"), _negated=True),
                        ("first__isnull", False),
                        ("first__lt", models.F("second")),
                        ("second__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="groups_tolerance_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="tolerance",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="groups_tolerance_has_reason",
            ),
        ),
    ]
