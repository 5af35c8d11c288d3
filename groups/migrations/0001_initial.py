import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("programmes", "0001_initial"),
        ("spaces", "0001_initial"),
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
            name="RetentionRound",
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
                ("at", models.DateTimeField()),
                (
                    "is_erasing",
                    models.BooleanField(
                        help_text="False: it only lists what would go."
                    ),
                ),
                ("ripe", models.JSONField(default=list)),
                ("not_reminded", models.JSONField(default=list)),
                ("erased", models.JSONField(default=list)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
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
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programmes.participation",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exclusions",
                        to="programmes.programme",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="programmes.participation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("first"),
                        models.F("second"),
                        name="groups_exclusion_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="groups_exclusion_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorGroup",
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
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Empty: called after the mentor.",
                        max_length=120,
                        verbose_name="name",
                    ),
                ),
                ("cross_discipline_reason", models.TextField(blank=True)),
                (
                    "published_at",
                    models.DateTimeField(default=django.utils.timezone.now),
                ),
                ("ended_on", models.DateField(blank=True, editable=False, null=True)),
                (
                    "circle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentor_groups",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["mentor__sort_key", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FormerCircle",
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
                ("until", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "space",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_circles",
                        to="groups.mentorgroup",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Seat",
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
                    "role",
                    models.CharField(
                        choices=[("mentor", "mentor"), ("mentee", "mentee")],
                        max_length=10,
                    ),
                ),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="groups.mentorgroup",
                    ),
                ),
                (
                    "left_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who ended it; nobody where one of the pair asked for it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pair",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="spaces.space",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="programmes.participation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("group"),
                        models.F("person"),
                        condition=models.Q(("left_at", None)),
                        name="groups_seat_held_once",
                    ),
                    models.UniqueConstraint(
                        models.F("participation"),
                        condition=models.Q(("left_at", None)),
                        name="groups_seat_one_group",
                    ),
                    models.UniqueConstraint(
                        models.F("group"),
                        condition=models.Q(("left_at", None), ("role", "mentor")),
                        name="groups_seat_one_mentor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_at", None),
                            ("left_at__gte", models.F("joined_at")),
                            _connector="OR",
                        ),
                        name="groups_seat_leaves_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pair", None), ("role", "mentor")),
                            models.Q(("pair__isnull", False), ("role", "mentee")),
                            _connector="OR",
                        ),
                        name="groups_seat_mentee_has_pair",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
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
                ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to="groups.seat",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("began_at"))),
                        name="groups_pause_ends_later",
                    ),
                    models.UniqueConstraint(
                        models.F("seat"),
                        condition=models.Q(("ended_at", None)),
                        name="groups_pause_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeatEnding",
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
                ("by_pair", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField()),
                ("called_off_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endings",
                        to="programmes.participation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("participation"),
                        condition=models.Q(
                            ("by_pair", False),
                            ("called_off_at", None),
                            ("done_at", None),
                        ),
                        name="groups_seatending_once",
                    ),
                    models.UniqueConstraint(
                        models.F("participation"),
                        models.F("asked_by"),
                        condition=models.Q(
                            ("by_pair", True),
                            ("called_off_at", None),
                            ("done_at", None),
                        ),
                        name="groups_seatending_once_by_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("called_off_at", None), ("done_at", None), _connector="OR"
                        ),
                        name="groups_seatending_called_off_or_done",
                    ),
                ],
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
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.participation",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tolerances",
                        to="groups.mentorgroup",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.participation",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("group"),
                        models.F("rule"),
                        models.F("first"),
                        models.F("second"),
                        models.F("about"),
                        name="groups_tolerance_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("first", None), ("rule", "size"), ("second", None)
                            ),
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
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="groups_tolerance_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wait",
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
                ("until", models.DateField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waits",
                        to="groups.mentorgroup",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
            },
        ),
    ]
